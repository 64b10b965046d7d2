"""Seats: handing one over, adding one, and a new council term, in which several change at once."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from governance.ending import Ending, end, locked
from governance.errors import ChangedMeanwhile, RuleBroken
from governance.history import because, day_in_words
from governance.models import Body, Gemeente, Person, Seat
from governance.undoing import save_checked
from governance.vocabulary import Precision, SeatRole


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes a seat from which day, and how exactly that day is known."""

    person: Person
    on: datetime.date
    precision: Precision = Precision.DAY


class TwoForOneGemeente(RuleBroken):
    """A gemeente would have two members in one body; perhaps that is meant, so the user may say so."""


@transaction.atomic
def transfer_seat(seat: Seat, taking: Taking, *, reason: str, seen: int | None = None) -> Seat:
    """The seat passes to somebody else: the old one ends on the day on which the new one begins.

    Role, gemeente and planned end stay. RuleBroken when the day lies outside the seat's own period or the successor
    sits there already.
    """
    if taking.person.pk == seat.person_id:
        raise RuleBroken(f"{taking.person} heeft deze zetel al. Vul de naam in van de opvolger.")
    with because(reason):
        old = locked(seat, seen)
        planned_end, end_precision = old.valid_until, old.valid_until_precision
        end(old, Ending(taking.on, taking.precision, reason))
        new = Seat(
            person=taking.person,
            body=old.body,
            role=old.role,
            on_behalf_of=old.on_behalf_of,
            portfolio=old.portfolio,
            valid_from=taking.on,
            valid_from_precision=taking.precision,
            valid_until=planned_end,
            valid_until_precision=end_precision,
        )
        _sit(new)
    return new


@transaction.atomic
def add_seat(
    body: Body,
    taking: Taking,
    *,
    role: SeatRole,
    on_behalf_of: Gemeente | None,
    also_second: bool = False,
    reason: str,
) -> Seat:
    """Give somebody a seat. TwoForOneGemeente when the gemeente has such a member already, unless ``also_second``."""
    with because(reason):
        fresh = locked(body)
        if not fresh.holds_on(taking.on):
            raise RuleBroken(
                f"{fresh} bestaat niet op {day_in_words(taking.on, taking.precision)}. Kies een andere datum."
            )
        sitting = Seat.objects.overlapping(taking.on, None).filter(body=fresh, role=role, on_behalf_of=on_behalf_of)
        other = sitting.exclude(person=taking.person).select_related("person").first()
        if on_behalf_of is not None and role == SeatRole.MEMBER and other is not None and not also_second:
            raise TwoForOneGemeente(
                f"{on_behalf_of} heeft dan twee leden in {fresh}: {other.person} zit er al. Draag die zetel over, of"
                " vink aan dat het klopt."
            )
        seat = Seat(
            person=taking.person, body=fresh, role=role, on_behalf_of=on_behalf_of,
            valid_from=taking.on, valid_from_precision=taking.precision,
        )  # fmt: skip
        _sit(seat)
    return seat


def _sit(seat: Seat) -> None:
    """Save a new seat; two periods of one person in one role in one body cannot both be true."""
    same = Seat.objects.filter(person=seat.person, body=seat.body, role=seat.role)
    last = seat.valid_until - datetime.timedelta(days=1) if seat.valid_until else None
    other = same.overlapping(seat.valid_from, last).first()
    if other is not None:
        since = day_in_words(other.valid_from, other.valid_from_precision) or "een onbekende dag"
        raise RuleBroken(
            f"{seat.person} is al {SeatRole(seat.role).label} van {seat.body} sinds {since}. Beëindig die zetel eerst,"
            " of kies een andere datum."
        )
    save_checked(seat)


def seats_of(gemeente: Gemeente, day: datetime.date) -> QuerySet[Seat]:
    """The seats that people hold on behalf of a gemeente, or in its own bodies, on this day."""
    rows: QuerySet[Seat] = Seat.objects.on(day).filter(Q(on_behalf_of=gemeente) | Q(body__gemeente=gemeente))
    return rows.select_related("person", "body__organisation", "body__gemeente", "body__region").order_by(
        "person__name", "body__name", "pk"
    )


@transaction.atomic
def begin_term(
    gemeente: Gemeente, *, on: datetime.date, shown: Collection[int], continuing: Collection[int], reason: str
) -> int:
    """A new council term: of the seats that the user saw those that do not continue end; returns how many.

    ChangedMeanwhile when the seats are no longer those that were shown.
    """
    with because(reason):
        seats = list(seats_of(gemeente, on - datetime.timedelta(days=1)).select_for_update(of=("self",)))
        if {seat.pk for seat in seats} != set(shown):
            raise ChangedMeanwhile(
                "Op die dag zijn er andere zetels dan u zag. Hieronder staan ze. Kijk de vinkjes na en sla opnieuw op."
            )
        leaving = [seat for seat in seats if seat.pk not in continuing and not _ends_by(seat, on)]
        for seat in leaving:
            end(seat, Ending(on, reason=reason))
    return len(leaving)


def _ends_by(seat: Seat, day: datetime.date) -> bool:
    return seat.valid_until is not None and seat.valid_until <= day


def person_named(name: str, *, near: Body | None = None) -> Person:
    """The person with this name, added when nobody has it. Of several with one name, the one who sits or sat in the
    body, or in one of the same organisation; else RuleBroken: nobody is guessed."""
    tidy = " ".join(name.split())
    found = list(Person.objects.filter(name__iexact=tidy))
    if len(found) > 1 and near is not None:
        known = [person for person in found if person.seats.filter(_close_to(near)).exists()]
        found = known or found
    if len(found) > 1:
        raise RuleBroken(
            f"Er staan {len(found)} mensen met de naam {tidy} in het portaal. Voeg ze samen, of schrijf de naam voluit."
        )
    return found[0] if found else Person.objects.create(name=tidy)


def _close_to(body: Body) -> Q:
    query = Q(body=body)
    return query if body.organisation_id is None else query | Q(body__organisation_id=body.organisation_id)
