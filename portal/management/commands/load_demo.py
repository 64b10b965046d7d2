"""``manage.py load_demo``: three accounts, programmes and decisions to look around with."""

from __future__ import annotations

import os
import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.models import Region, User
from portal.demo_content import load_demo_content
from portal.demo_curation import add_curation


class Command(BaseCommand):
    """Load demo content; running it again adds nothing."""

    help = "Laadt voorbeelden: drie accounts, programma's en besluiten. Nog een keer draaien verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """A password of your own, and the switch without which production refuses."""
        parser.add_argument("--password", help="wachtwoord van de accounts; anders DEMO_PASSWORD of een willekeurig")
        parser.add_argument("--yes-really", action="store_true", help="ook in productie")

    def handle(self, *args: Any, password: str | None, yes_really: bool, **options: Any) -> None:
        """Load, and print the password of new accounts where nobody chose it."""
        if settings.SETTINGS_MODULE.endswith(".production") and not yes_really:
            raise CommandError("Dit zijn voorbeelden met bekende accounts. In productie alleen met --yes-really.")
        if not Region.objects.exists():
            raise CommandError("Er zijn nog geen regio's. Draai eerst: manage.py load_reference_data")
        given = password or os.environ.get("DEMO_PASSWORD")
        used = given or secrets.token_urlsafe(12)
        result = load_demo_content(used)
        add_curation(User.objects.get(email="griffie@demo.example"))
        self.stdout.write(
            f"Accounts: {len(result.accounts)} nieuw. Programma's: {result.programmes} nieuw. "
            f"Besluiten: {result.decisions} nieuw."
        )
        if result.accounts and not given:
            self.stdout.write(f"Wachtwoord van {', '.join(result.accounts)}: {used}")
