"""The site as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages, search and commands."""

    name = "portal"
    verbose_name = "Portaal"
