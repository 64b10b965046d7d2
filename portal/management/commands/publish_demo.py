"""``manage.py publish_demo``: publish some sample letters of the demo, as its griffie account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from governance.models import User
from portal.demo_publication import publish_samples

GRIFFIE = "griffie@demo.example"


class Command(BaseCommand):
    """Publishes the samples that a demo shows; only sample letters that the demo's griffie added."""

    help = "Publiceert enkele voorbeeldbrieven van de demo."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish and say how many."""
        if settings.SETTINGS_MODULE.endswith(".production"):
            raise CommandError("Dit is alleen voor de demo, niet voor productie.")
        user = User.objects.filter(email=GRIFFIE).first()
        if user is None:
            raise CommandError("Laad eerst de voorbeelden: manage.py load_demo.")
        self.stdout.write(f"{publish_samples(user)} voorbeeldbrieven gepubliceerd.")
