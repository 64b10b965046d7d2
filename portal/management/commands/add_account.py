"""``manage.py add_account EMAIL --role ROLE``: an account with a role, and a link to set a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from governance.changes import grant_role
from governance.errors import RuleBroken
from governance.models import Gemeente, Region, User
from governance.vocabulary import Role
from portal.invitations import invite, mail_is_configured, password_path, send_invitation


class Command(BaseCommand):
    """Make an account (or take the one that exists), grant a role from today, print or mail the link."""

    help = "Maakt een account met een rol en geeft een link om een wachtwoord te kiezen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose account, which role, and where it holds."""
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--gemeente", help="naam of code (GM0505) van de gemeente")
        parser.add_argument("--region", help="adresnaam van de regio, bijvoorbeeld zuid-holland-zuid")

    @transaction.atomic
    def handle(self, *args: Any, email: str, role: str, **options: Any) -> None:
        """All or nothing: an account without its role helps nobody."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is geen e-mailadres.") from error
        place = _place(options["gemeente"], options["region"])
        user, added = invite(email)
        try:
            grant_role(user, role=Role(role), place=place, valid_from=timezone.localdate(), granted_by=None)
        except RuleBroken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user.email}: {'nieuw' if added else 'bestond al'}, rol {Role(role).label}.")
        if not user.has_usable_password():
            self._hand_over(user)

    def _hand_over(self, user: User) -> None:
        link = f"{settings.SITE_URL}{password_path(user)}"
        if mail_is_configured():
            transaction.on_commit(lambda: send_invitation(user, link))
            self.stdout.write("De link om een wachtwoord te kiezen is gemaild.")
        else:
            self.stdout.write(f"Wachtwoord kiezen: {link}")


def _place(gemeente: str | None, region: str | None) -> Gemeente | Region | None:
    if gemeente and region:
        raise CommandError("Geef een gemeente of een regio, niet allebei.")
    if gemeente:
        named = Q(code__iexact=gemeente) | Q(name__iexact=gemeente)
        found: Gemeente | None = Gemeente.objects.current().filter(named).first()
        if found is None:
            raise CommandError(f"Er is geen gemeente {gemeente}.")
        return found
    if region:
        try:
            return Region.objects.get(slug=region)
        except Region.DoesNotExist as error:
            raise CommandError(f"Er is geen regio met adresnaam {region}.") from error
    return None
