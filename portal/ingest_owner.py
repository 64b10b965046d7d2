"""For whom a command adds letters: the account and the gemeente or region, by the words of the command line."""

from __future__ import annotations

from django.core.management.base import CommandError
from django.db.models import Q

from documents.intake import Owner
from governance.models import Gemeente, Region, RoleAssignment, User
from governance.queries import scope_for
from governance.vocabulary import Role


def require_choice(email: str | None, gemeente: str | None, region: str | None) -> None:
    """Refuse a command that runs unattended and was not told for whom: what one griffie gets is no other's to see."""
    if not (email or gemeente or region):
        raise CommandError("Kies voor wie: een gemeente, een regio of een account. Zonder die keuze komt niets binnen.")


def account_for(email: str | None, gemeente: str | None, region: str | None) -> User:
    """The named account; without one, the first active griffie of the chosen gemeente or region, or of any."""
    users = User.objects.filter(is_active=True)
    if email:
        found = users.filter(email=email.lower()).first()
    else:
        roles = RoleAssignment.objects.current().filter(role__in=[Role.GRIFFIE, Role.REGIONAL_GRIFFIE])
        if gemeente:
            roles = roles.filter(Q(gemeente__code=gemeente) | Q(gemeente__name__iexact=gemeente))
        if region:
            roles = roles.filter(region__slug=region)
        found = users.filter(roles__in=roles).order_by("pk").first()
    if found is None:
        raise CommandError("Er is geen griffie-account gevonden. Kies een account met --as.")
    return found


def owner_for(user: User, gemeente: str | None, region: str | None) -> Owner:
    """The chosen owner, for which the account must be griffie; without a choice the first of the account's own."""
    scope = scope_for(user)
    gemeenten = Gemeente.objects.filter(pk__in=scope.owner_gemeenten)
    regions = Region.objects.filter(pk__in=scope.owner_regions)
    if gemeente:
        gemeenten = gemeenten.filter(Q(code=gemeente) | Q(name__iexact=gemeente))
    if region:
        regions = regions.filter(slug=region)
    if region is None and (found := gemeenten.order_by("name").first()) is not None:
        return Owner(gemeente=found)
    if gemeente is None and (chosen := regions.order_by("name").first()) is not None:
        return Owner(region=chosen)
    raise CommandError("Dit account is geen griffie van die gemeente of regio. Kies een andere, of een ander account.")
