"""Which letters and decisions belong on whose page: conditions for querysets made for the asking user."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from documents.models import EvidenceLink, Letter
from documents.vocabulary import EvidenceStatus
from governance.models import Body, Decision, Gemeente, Organisation, Programme, Region, RegionMembership
from governance.queries import AUTHORITY
from governance.scope import Scope


def letters_of_region(region: Region) -> Q:
    """Letters about or of the region, letters that name it, and those of its gemeenten that name no other region."""
    members = RegionMembership.objects.on(timezone.localdate()).filter(region=region, definition__authority=AUTHORITY)
    return (
        Q(region=region)
        | Q(owner_region=region)
        | Q(region__isnull=True, gemeente__in=members.values("gemeente"))
        | _named_in(region=region)
    )


def letters_of_gemeente(gemeente: Gemeente) -> Q:
    """Letters of the gemeente and letters that name it."""
    return Q(gemeente=gemeente) | Q(owner_gemeente=gemeente) | _named_in(gemeente=gemeente)


def letters_of_body(body: Body) -> Q:
    """Letters that name the body."""
    return Q(pk__in=Letter.bodies.through.objects.filter(body=body).values("letter")) | _named_in(body=body)


def letters_of_organisation(organisation: Organisation) -> Q:
    """Letters that name the organisation or one of its bodies."""
    return _named_in(organisation=organisation) | _named_in(body__organisation=organisation)


def letters_of_programme(programme: Programme) -> Q:
    """Letters that name the programme."""
    return _named_in(programme=programme)


def decisions_of_gemeente(gemeente: Gemeente) -> Q:
    """Decisions of the gemeente's own bodies, and those that it took or that bind it together with others."""
    return (
        Q(body__gemeente=gemeente)
        | Q(pk__in=Decision.objects.filter(deciders=gemeente).values("pk"))
        | Q(pk__in=Decision.objects.filter(binds=gemeente).values("pk"))
    )


def readable_letters(scope: Scope) -> QuerySet[Any]:
    """Published letters for this reader, newest first, with what a list shows of them."""
    return (
        Letter.objects.readable_by(scope)
        .select_related("gemeente", "region", "owner_gemeente", "owner_region")
        .order_by(F("date").desc(nulls_last=True), "-pk")
    )


def visible_decisions(scope: Scope) -> QuerySet[Any]:
    """Decisions this user may see, newest first, with what a list shows of them."""
    return (
        Decision.objects.visible_to(scope)
        .select_related("body__organisation", "body__gemeente", "region")
        .order_by(F("date").desc(nulls_last=True), "-pk")
    )


def _named_in(**target: object) -> Q:
    links = EvidenceLink.objects.filter(status=EvidenceStatus.CONFIRMED, **target)
    return Q(pk__in=links.values("version__letter"))
