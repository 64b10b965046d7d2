"""The governance app: who and what."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Regions, gemeenten, bodies, people, programmes and decisions over time."""

    name = "governance"
    verbose_name = "Bestuur"
