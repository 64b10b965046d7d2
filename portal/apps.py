"""The site as a Django app."""

from django.apps import AppConfig

from portal import checks


class PortalConfig(AppConfig):
    """Pages, search and commands; brings the system checks with it, which register themselves when imported."""

    name = "portal"
    verbose_name = "Portaal"
    checks = checks
