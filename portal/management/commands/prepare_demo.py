"""Everything `make demo` needs in the database and on the disk before it starts; what is there already stays."""

import hmac
import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from governance.models import User
from portal import demo_content

ACCOUNTS = tuple(account.email for account in demo_content.ACCOUNTS)
CHECKED = settings.LOCAL_DIR / "demo" / "password_checked"


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
        """Give the demo accounts the password of this start, unless they have it: changing it would log people out.

        Checking three passwords takes over a second, so what was checked before is remembered by its digest.
        """
        password = os.environ["DEMO_PASSWORD"]
        users = list(User.objects.filter(email__in=ACCOUNTS).order_by("email"))
        if CHECKED.exists() and CHECKED.read_text(encoding="ascii") == _digest(password, users):
            return
        for user in users:
            if not user.check_password(password):
                user.set_password(password)
                user.save(update_fields=["password"])
        CHECKED.parent.mkdir(parents=True, exist_ok=True)
        CHECKED.write_text(_digest(password, users), encoding="ascii")


def _digest(password: str, users: list[User]) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, "\n".join([password, *(user.password for user in users)]).encode(), "sha256").hexdigest()
