"""Reads that cross tables: what a user's roles give today, and a region as it was on a date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from governance.models import (
    Body,
    Gemeente,
    Mandate,
    Organisation,
    Region,
    RegionDefinition,
    RegionMembership,
    RoleAssignment,
    User,
)
from governance.names import call_as_then
from governance.scope import ANONYMOUS, Grant, Scope
from governance.vocabulary import BodyKind, Competence, OrganisationKind, Precision, Role

# Whose division into regions the portal follows where nobody asks for another.
AUTHORITY = "CBS"

# Roles that read besloten letters shared with their gemeente or region; beheer and redacteur do not.
READING_ROLES = frozenset({Role.RESTRICTED_READER, Role.COUNCILLOR, Role.GRIFFIE, Role.REGIONAL_GRIFFIE})


def scope_for(user: User | AnonymousUser) -> Scope:
    """What this user may do today: at most two queries, none for somebody who is not logged in.

    Reading roles of a gemeente give the keys of that gemeente and of the region it lies in today; those of a region
    give the region's key. Being a superuser gives nothing.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return ANONYMOUS
    roles = list(RoleAssignment.objects.current().filter(user=user).select_related("gemeente", "region"))
    grants = tuple(Grant(Role(role.role), role.gemeente_id, role.region_id) for role in roles)
    return Scope(
        user_id=user.pk,
        grants=grants,
        reader_keys=_reader_keys([role for role in roles if role.role in READING_ROLES]),
    )


def _reader_keys(roles: Iterable[RoleAssignment]) -> frozenset[str]:
    gemeenten = {role.gemeente for role in roles if role.gemeente is not None}
    keys = {role.region.share_key for role in roles if role.region is not None}
    keys |= {gemeente.share_key for gemeente in gemeenten}
    if gemeenten:
        keys |= {region.share_key for region in regions_of(gemeenten, timezone.localdate()).values()}
    return frozenset(keys)


def regions_of(gemeenten: Iterable[Gemeente], date: datetime.date) -> dict[int, Region]:
    """The region in which each gemeente lay on this day, by the gemeente's id, in one query."""
    memberships = (
        RegionMembership.objects.on(date)
        .filter(gemeente__in=list(gemeenten), definition__authority=AUTHORITY)
        .select_related("region")
    )
    return {membership.gemeente_id: membership.region for membership in memberships}


def region_of(gemeente: Gemeente, date: datetime.date) -> Region | None:
    """The region in which the gemeente lay on this day, or None where no source says so."""
    return regions_of([gemeente], date).get(gemeente.pk)


def division_on(region: Region, date: datetime.date) -> RegionDefinition | None:
    """The division into regions that says which gemeenten lay in this region on this day; None where none does."""
    lying = RegionMembership.objects.on(date).filter(region=region, definition__authority=AUTHORITY)
    first = lying.select_related("definition").order_by("definition__peil_date").first()
    return first.definition if first is not None else None


@dataclass(frozen=True, slots=True)
class OrganisationOnDate:
    """An organisation with its bodies that existed on the day: AB first, then DB, then the others by name."""

    organisation: Organisation
    bodies: tuple[Body, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Who decides in a gemeenschappelijke regeling: algemeen bestuur, under it the dagelijks bestuur, under that the
    parts of the organisation that carry out; ``advising`` are its other bodies."""

    organisation: Organisation
    general: tuple[Body, ...]
    daily: tuple[Body, ...]
    advising: tuple[Body, ...]
    units: tuple[OrganisationOnDate, ...]


def _chain(item: OrganisationOnDate, executives: tuple[OrganisationOnDate, ...]) -> Chain:
    boards = {BodyKind.AB.value, BodyKind.DB.value}
    return Chain(
        organisation=item.organisation,
        general=tuple(body for body in item.bodies if body.kind == BodyKind.AB),
        daily=tuple(body for body in item.bodies if body.kind == BodyKind.DB),
        advising=tuple(body for body in item.bodies if body.kind not in boards),
        units=tuple(unit for unit in executives if unit.organisation.part_of_id == item.organisation.pk),
    )


@dataclass(frozen=True, slots=True)
class RegionOnDate:
    """A region on one day: its gemeenten with the source that says so, and who decides, advises and executes.

    ``definition`` is the division that the memberships follow; its ``source`` and ``peil_date`` belong on the page.
    ``assumed``: no source covers this day, the first known division is taken. ``councils`` and ``colleges`` count the
    gemeenteraden and colleges. ``arrangements`` are the gemeenschappelijke regelingen with their bodies,
    ``executives`` all other organisations, ``tables`` the region's own bodies that decide nothing, ``deciding`` those
    of its own bodies that do. ``name_then`` is what the region was called, where that was another name.
    """

    region: Region
    date: datetime.date
    name_then: str
    memberships: tuple[RegionMembership, ...]
    definition: RegionDefinition | None
    assumed: bool
    councils: int
    colleges: int
    arrangements: tuple[OrganisationOnDate, ...]
    executives: tuple[OrganisationOnDate, ...]
    deciding: tuple[Body, ...]
    tables: tuple[Body, ...]

    @property
    def chains(self) -> tuple[Chain, ...]:
        """Per gemeenschappelijke regeling the way from its algemeen bestuur to what carries out."""
        return tuple(_chain(item, self.executives) for item in self.arrangements)

    @property
    def others(self) -> tuple[OrganisationOnDate, ...]:
        """The organisations that carry out and are no part of a regeling here."""
        regelingen = {item.organisation.pk for item in self.arrangements}
        return tuple(item for item in self.executives if item.organisation.part_of_id not in regelingen)

    @property
    def gemeenten(self) -> tuple[Gemeente, ...]:
        """The gemeenten of the region on this day, by name."""
        return tuple(membership.gemeente for membership in self.memberships)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Every body of the region and of its organisations on this day."""
        organised = [body for item in (*self.arrangements, *self.executives) for body in item.bodies]
        return (*organised, *self.deciding, *self.tables)


@dataclass(slots=True)
class Stay:
    """How long a gemeente lay in a region, whichever division says so; before ``assumed_until`` none does."""

    gemeente: Gemeente
    region: Region
    valid_from: datetime.date | None
    valid_from_precision: str
    valid_until: datetime.date | None = None
    valid_until_precision: str = Precision.DAY
    assumed_until: datetime.date | None = None

    def holds_on(self, date: datetime.date) -> bool:
        """Whether the gemeente lay in the region on this day."""
        started = self.valid_from is None or self.valid_from <= date
        return started and (self.valid_until is None or date < self.valid_until)


def stays(memberships: QuerySet[RegionMembership]) -> list[Stay]:
    """Periods of a gemeente in the same region that follow on each other as one, newest first; one query."""
    rows = memberships.select_related("region", "gemeente")
    found: list[Stay] = []
    for row in rows.order_by("gemeente__name", "gemeente_id", F("valid_from").asc(nulls_first=True)):
        last = found[-1] if found else None
        same = last is not None and (last.gemeente, last.region) == (row.gemeente, row.region)
        if last is None or not same or last.valid_until != row.valid_from:
            last = Stay(row.gemeente, row.region, row.valid_from, row.valid_from_precision)
            found.append(last)
        last.valid_until, last.valid_until_precision = row.valid_until, row.valid_until_precision
        if row.assumed:
            last.assumed_until = row.valid_until
    return found[::-1]


def region_on(region: Region, date: datetime.date) -> RegionOnDate:
    """The region as it was on this day, with the names of then: four queries whatever its size, for the past five."""
    memberships = tuple(
        RegionMembership.objects.on(date)
        .filter(region=region, definition__authority=AUTHORITY)
        .select_related("gemeente", "region", "source", "definition__source")
        .order_by("gemeente__name")
    )
    organisations = list(Organisation.objects.on(date).filter(region=region).select_related("region", "part_of"))
    bodies = list(
        Body.objects.on(date)
        .filter(Q(region=region) | Q(organisation__in=organisations))
        .select_related("region", "organisation__region", "source")
    )
    then = copy(region)
    call_as_then([then, *organisations, *bodies, *(membership.gemeente for membership in memberships)], date)
    councils, colleges = _count_councils(date, [membership.gemeente_id for membership in memberships])
    with_bodies = _with_bodies(organisations, bodies)
    own = sorted((body for body in bodies if body.region_id == region.pk), key=body_order)
    return RegionOnDate(
        region=region,
        date=date,
        name_then="" if then.name == region.name else then.name,
        memberships=memberships,
        definition=memberships[0].definition if memberships else None,
        assumed=any(membership.assumed for membership in memberships),
        councils=councils,
        colleges=colleges,
        arrangements=tuple(item for item in with_bodies if item.organisation.kind == OrganisationKind.GR),
        executives=tuple(item for item in with_bodies if item.organisation.kind != OrganisationKind.GR),
        deciding=tuple(body for body in own if body.competence == Competence.DECIDES),
        tables=tuple(body for body in own if body.competence != Competence.DECIDES),
    )


def mandates_on(region: Region, date: datetime.date) -> QuerySet[Mandate]:
    """Who did what for whom in a region on this day: mandates of the region, and of its organisations and bodies."""
    here = (
        Q(region=region)
        | Q(holder_organisation__region=region)
        | Q(holder_body__region=region)
        | Q(holder_body__organisation__region=region)
    )
    return (
        Mandate.objects.on(date)
        .filter(here)
        .select_related(
            "giver_body__organisation__region", "giver_body__region", "giver_body__gemeente", "giver_organisation",
            "giver_gemeente", "holder_body__organisation__region", "holder_body__region", "holder_body__gemeente",
            "holder_organisation", "holder_gemeente", "source",
        )
        .order_by("subject")
    )  # fmt: skip


def body_order(body: Body) -> tuple[int, str]:
    """AB before DB before everything else, then by name."""
    return ({BodyKind.AB.value: 0, BodyKind.DB.value: 1}.get(body.kind, 2), body.name.lower())


def _with_bodies(organisations: Iterable[Organisation], bodies: Iterable[Body]) -> list[OrganisationOnDate]:
    by_organisation: dict[int, list[Body]] = defaultdict(list)
    for body in sorted(bodies, key=body_order):
        if body.organisation_id is not None:
            by_organisation[body.organisation_id].append(body)
    return [OrganisationOnDate(item, tuple(by_organisation[item.pk])) for item in organisations]


def _count_councils(date: datetime.date, gemeente_ids: list[int]) -> tuple[int, int]:
    counts = (
        Body.objects.on(date)
        .filter(gemeente__in=gemeente_ids)
        .aggregate(
            councils=Count("pk", filter=Q(kind=BodyKind.COUNCIL)),
            colleges=Count("pk", filter=Q(kind=BodyKind.COLLEGE)),
        )
    )
    return counts["councils"], counts["colleges"]
