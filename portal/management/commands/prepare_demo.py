"""Everything `make demo` needs in the database and on the disk before it starts; what is there already stays."""

import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from governance.models import User

ACCOUNTS = ("griffie@demo.example", "raadslid@demo.example", "beheer@demo.example")


class Command(BaseCommand):
    """Tables, reference data, demo content, accounts that can log in, static files."""

    help = "Zet alles klaar wat 'make demo' nodig heeft."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Run the steps in order, saying each before it starts."""
        if settings.SETTINGS_MODULE.endswith(".production"):
            raise CommandError("Dit is alleen voor de demo, niet voor productie.")
        self._step("Tabellen bijwerken …", "migrate", verbosity=0)
        self._step("Regio's, gemeenten en organisaties laden …", "load_reference_data")
        self._step("Voorbeelden laden …", "load_demo")
        self._set_passwords()
        self._step("Stijlen en lettertypen klaarzetten …", "collectstatic", interactive=False, verbosity=0)

    def _step(self, sentence: str, command: str, **options: Any) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
        call_command(command, stdout=self.stdout, **options)

    def _set_passwords(self) -> None:
        """Give the demo accounts the password of this start, unless they have it: changing it would log people out."""
        password = os.environ["DEMO_PASSWORD"]
        for user in User.objects.filter(email__in=ACCOUNTS):
            if not user.check_password(password):
                user.set_password(password)
                user.save(update_fields=["password"])
