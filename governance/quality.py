"""What is missing or doubtful in the register, for beheer to put right: counted, and named one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Count, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from governance.composition import NOT_COUNTED
from governance.models import (
    ArrangementParticipant,
    Body,
    BodyLifeEvent,
    Organisation,
    Person,
    Seat,
)
from governance.validity import period_q
from governance.vocabulary import BodyKind, Level, LifeEventKind, OrganisationKind, SeatRole

# Of these the law says that they exist: no decision founds them.
BY_LAW = (BodyKind.COUNCIL, BodyKind.COLLEGE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One kind of thing to look at: the word in its address, what it says, what to do, and which rows it is about."""

    word: str
    title: str
    remedy: str
    rows: Callable[[], QuerySet[Any]]


def bodies_without_founding() -> QuerySet[Any]:
    """Bodies of regions and organisations of which no decision or source says when they were founded."""
    founded = BodyLifeEvent.objects.filter(body=OuterRef("pk"), kind=LifeEventKind.FOUNDED)
    # Who may read a decision that is not public is not known here: to everybody else its body has none.
    known = founded.filter(Q(decision__level=Level.PUBLIC) | Q(source__isnull=False))
    rows = Body.objects.current().exclude(kind__in=BY_LAW).exclude(Exists(known))
    return rows.select_related("organisation__region", "region", "gemeente").order_by("name", "pk")


def overlapping_seats() -> QuerySet[Any]:
    """Members of one body on behalf of the same gemeente at the same time: somebody may have been succeeded.

    An unknown beginning reaches back for ever, as an open end reaches on.
    """
    others = Seat.objects.filter(
        body=OuterRef("body"), on_behalf_of=OuterRef("on_behalf_of"), role=SeatRole.MEMBER
    ).exclude(pk=OuterRef("pk"))
    period = Func(F("valid_from"), F("valid_until"), Value("[)"), function="daterange", output_field=DateRangeField())
    mine = Func(
        OuterRef("valid_from"),
        OuterRef("valid_until"),
        Value("[)"),
        function="daterange",
        output_field=DateRangeField(),
    )
    rows = Seat.objects.filter(role=SeatRole.MEMBER, on_behalf_of__isnull=False)
    rows = rows.filter(Exists(others.alias(period=period).filter(period__overlap=mine)))
    return rows.select_related(
        "person", "on_behalf_of", "body__organisation__region", "body__region", "body__gemeente"
    ).order_by("body__name", "on_behalf_of__name", "pk")


def bodies_without_seats() -> QuerySet[Any]:
    """Bodies of which the number of seats is known and nobody who sits in them today."""
    sitting = Seat.objects.current().filter(body=OuterRef("pk"))
    rows = Body.objects.current().filter(expected_seats__gt=0).exclude(Exists(sitting))
    return rows.select_related("organisation__region", "region", "gemeente").order_by("name", "pk")


def bodies_with_other_numbers() -> QuerySet[Any]:
    """Bodies of which somebody is known today, but fewer or more people than there are seats; who only stands in and
    the secretary hold none."""
    held = period_q(timezone.localdate(), "seats__") & ~Q(seats__role__in=NOT_COUNTED)
    rows: QuerySet[Any] = Body.objects.current().filter(expected_seats__gt=0)
    rows = rows.annotate(known=Count("seats__person", filter=held, distinct=True)).filter(known__gt=0)
    rows = rows.exclude(known=F("expected_seats"))
    return rows.select_related("organisation__region", "region", "gemeente").order_by("name", "pk")


def seats_outside_their_body() -> QuerySet[Any]:
    """Seats that begin before their body did, or go on after its end."""
    early = Q(valid_from__lt=F("body__valid_from"))
    late = Q(body__valid_until__isnull=False) & (
        Q(valid_until__isnull=True) | Q(valid_until__gt=F("body__valid_until"))
    )
    rows = Seat.objects.filter(early | late)
    return rows.select_related(
        "person", "on_behalf_of", "body__organisation__region", "body__region", "body__gemeente"
    ).order_by("body__name", "pk")


def regelingen_without_participants() -> QuerySet[Any]:
    """Gemeenschappelijke regelingen of which no participant is known today."""
    known = ArrangementParticipant.objects.current().filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.current().filter(kind=OrganisationKind.GR).exclude(Exists(known))
    return rows.select_related("region").order_by("name", "pk")


def same_names() -> QuerySet[Any]:
    """People with the same name: perhaps one person who is there twice."""
    twin = Person.objects.filter(name__iexact=OuterRef("name")).exclude(pk=OuterRef("pk"))
    return Person.objects.filter(Exists(twin)).order_by("name", "pk")


DOUBTS: tuple[Doubt, ...] = (
    Doubt(
        "organen-zonder-oprichting", "Organen zonder oprichtingsbesluit",
        "Zoek het besluit of een bron op, en leg de oprichting vast.", bodies_without_founding,
    ),
    Doubt(
        "dubbele-zetels", "Twee leden namens dezelfde gemeente tegelijk",
        "Volgt de een de ander op? Draag de zetel dan over, of beëindig de oude.", overlapping_seats,
    ),
    Doubt(
        "zetels-buiten-orgaan", "Zetels die langer duren dan hun orgaan",
        "Pas de periode van de zetel of van het orgaan aan.", seats_outside_their_body,
    ),
    Doubt("organen-zonder-leden", "Organen zonder bekende leden", "Voeg de zetels toe.", bodies_without_seats),
    Doubt(
        "andere-aantallen", "Organen met een ander aantal leden dan zetels",
        "Voeg toe wie ontbreekt, beëindig wie weg is, of verbeter het aantal zetels.", bodies_with_other_numbers,
    ),
    Doubt(
        "regelingen-zonder-deelnemers", "Regelingen zonder bekende deelnemers",
        "Zoek in de regeling op welke gemeenten meedoen, en voeg ze toe met een import.",
        regelingen_without_participants,
    ),
    Doubt("zelfde-namen", "Personen met dezelfde naam", "Is het dezelfde persoon? Voeg ze samen.", same_names),
)  # fmt: skip
