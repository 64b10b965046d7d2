"""Django's admin with our own site as its default, so that ``admin.register`` needs to know nothing of portal."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    """The admin app with PortalAdminSite."""

    default_site = "portal.admin.PortalAdminSite"
