"""Narrowing promises down by the address: region, gemeente, body, portefeuillehouder and state.

Choices come from what the asking user may see, so that no list tells of a promise that is hidden.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db.models import Q, QuerySet
from django.http import QueryDict

from documents.models import EvidenceLink, Letter
from documents.vocabulary import EvidenceStatus
from governance.models import Body, Commitment, Gemeente, Region
from governance.scope import Scope
from governance.vocabulary import CommitmentStatus

Row = TypeVar("Row", Region, Gemeente, Body)
OVERDUE = "verlopen"
# What ``?stand=`` may hold: every stored state, and the one that follows from the date.
STATES = [(OVERDUE, "Termijn verstreken"), *CommitmentStatus.choices()]


@dataclass(frozen=True, slots=True)
class Field:
    """One choice of the form: what may be chosen (value and label) and what is."""

    key: str
    label: str
    empty: str
    options: list[tuple[str, str]]
    chosen: str

    @property
    def chosen_label(self) -> str:
        """What people read of the choice; empty where nothing is chosen."""
        return next((label for value, label in self.options if value == self.chosen), "")


@dataclass(frozen=True, slots=True)
class CommitmentFilter:
    """What an address asks for. An unknown value asks for nothing."""

    fields: list[Field]
    rows: QuerySet[Any]
    region: Region | None
    gemeente: Gemeente | None
    body: Body | None
    holder: str

    @property
    def is_narrow(self) -> bool:
        """Whether anything was asked for."""
        return any(field.chosen for field in self.fields)

    @property
    def words(self) -> str:
        """What was asked for, in words for a heading."""
        return ", ".join(field.chosen_label for field in self.fields if field.chosen)


def overdue(today: datetime.date) -> Q:
    """The same rule as ``Commitment.is_overdue``, for a queryset."""
    return Q(status=CommitmentStatus.OPEN, latest__lt=today)


def filtered(rows: QuerySet[Any], asked: QueryDict, scope: Scope, today: datetime.date) -> CommitmentFilter:
    """These promises as far as the address asks for them; four queries for the choices."""
    plain = rows.order_by()
    regions = list(Region.objects.filter(pk__in=plain.values("region")))
    gemeenten = list(Gemeente.objects.filter(_of_rows(plain)))
    bodies = list(
        Body.objects.filter(Q(pk__in=plain.values("made_by")) | Q(pk__in=plain.values("made_to")))
        .select_related("organisation", "gemeente", "region")
    )  # fmt: skip
    holders = _holders(plain, scope)
    region = _chosen(regions, Region.objects.all(), "slug", asked.get("regio", ""))
    gemeente = _chosen(gemeenten, Gemeente.objects.all(), "slug", asked.get("gemeente", ""))
    body = _chosen(bodies, Body.objects.none(), "pk", asked.get("orgaan", ""))
    holder = next((one for one in holders if one == asked.get("portefeuillehouder")), "")
    state = asked.get("stand", "") if asked.get("stand") in dict(STATES) else ""
    named = sorted(((str(one.pk), one.full_name) for one in bodies), key=lambda pair: pair[1])
    fields = [
        Field("stand", "Stand", "Alle", STATES, state),
        Field("regio", "Regio", "Alle regio’s", [(one.slug, one.name) for one in regions],
              region.slug if region else ""),
        Field("gemeente", "Gemeente", "Alle gemeenten", [(one.slug, one.name) for one in gemeenten],
              gemeente.slug if gemeente else ""),
        Field("orgaan", "Orgaan", "Alle organen", named, str(body.pk) if body else ""),
        Field("portefeuillehouder", "Portefeuillehouder", "Iedereen", [(one, one) for one in holders], holder),
    ]  # fmt: skip
    kept = rows.filter(_asked(region, gemeente, body))
    if holder:
        kept = kept.filter(_held_by(holder, scope))
    if state:
        kept = kept.filter(overdue(today) if state == OVERDUE else Q(status=state))
    return CommitmentFilter(fields, kept, region, gemeente, body, holder)


def _chosen(offered: list[Row], everything: QuerySet[Any], key: str, asked: str) -> Row | None:
    """The place that is asked for; one that is there and that no promise is about is asked for too, and joins what is
    offered: a link to its promises shows none, not all."""
    found = next((one for one in offered if str(getattr(one, key)) == asked), None)
    if found is None and asked and (other := everything.filter(**{key: asked}).first()) is not None:
        offered.append(other)
        return cast("Row", other)
    return found


def _asked(region: Region | None, gemeente: Gemeente | None, body: Body | None) -> Q:
    asked = Q()
    if region is not None:
        asked &= Q(region=region)
    if gemeente is not None:
        asked &= Q(made_by__gemeente=gemeente) | Q(made_to__gemeente=gemeente) | Q(owner_gemeente=gemeente)
    if body is not None:
        asked &= Q(made_by=body) | Q(made_to=body)
    return asked


def _of_rows(rows: QuerySet[Any]) -> Q:
    """Gemeenten whose body promised or was promised something, or whose griffie recorded it."""
    columns = ("made_by__gemeente", "made_to__gemeente", "owner_gemeente")
    found = Q()
    for column in columns:
        found |= Q(pk__in=rows.values(column))
    return found


def _holders(rows: QuerySet[Any], scope: Scope) -> list[str]:
    """Who promised in person, and the portefeuillehouders of the letters that say so, by name."""
    persons = rows.exclude(made_by_person=None).values_list("made_by_person__name", flat=True)
    letters = _proofs(scope).filter(commitment__in=rows).exclude(version__letter__portefeuillehouder="")
    named = letters.values_list("version__letter__portefeuillehouder", flat=True)
    return sorted(persons.union(named))


def _held_by(name: str, scope: Scope) -> Q:
    letters = _proofs(scope).filter(version__letter__portefeuillehouder=name)
    return Q(made_by_person__name=name) | Q(pk__in=letters.values("commitment"))


def _proofs(scope: Scope) -> QuerySet[EvidenceLink]:
    """The places that prove a promise, in letters this reader may read."""
    links: QuerySet[EvidenceLink] = EvidenceLink.objects.filter(
        status=EvidenceStatus.CONFIRMED, commitment__isnull=False, version__letter__in=Letter.objects.readable_by(scope)
    ).order_by()
    return links


def portefeuillehouders(rows: list[Commitment], scope: Scope) -> dict[int, str]:
    """By promise: the portefeuillehouder of a letter that says so and that this reader may read; one query."""
    told = _proofs(scope).filter(commitment__in=rows).exclude(version__letter__portefeuillehouder="")
    return dict(told.values_list("commitment", "version__letter__portefeuillehouder"))
