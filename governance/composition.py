"""Who sat in a body on a day, beside how many seats it has and which gemeenten should be in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from governance.models import ArrangementParticipant, Body, Gemeente, Seat
from governance.vocabulary import BodyKind, SeatRole

# Somebody with one of these roles is there on behalf of the gemeente; a substitute or secretary is not counted.
NOT_COUNTED = frozenset({SeatRole.SUBSTITUTE.value, SeatRole.SECRETARY.value, SeatRole.TOWN_SECRETARY.value})


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats held on a day. ``expected`` is how many there are, None where nobody says; ``unseated`` are the
    gemeenten that take part in the regeling and of which no member of its algemeen bestuur is known."""

    seats: tuple[Seat, ...]
    expected: int | None
    unseated: tuple[Gemeente, ...]

    @property
    def known(self) -> int:
        """How many people hold a seat that counts; one person with two roles counts once."""
        return len({seat.person_id for seat in self.seats if seat.role not in NOT_COUNTED})

    @property
    def missing(self) -> int:
        """How many of the expected seats nobody is known to hold."""
        return max((self.expected or 0) - self.known, 0)

    @property
    def too_many(self) -> int:
        """How many more people are known than there are seats."""
        return max(self.known - self.expected, 0) if self.expected else 0


def seating_on(body: Body, day: datetime.date) -> Seating:
    """Who sat in the body on this day: one query, for an algemeen bestuur two."""
    rows = Seat.objects.on(day).filter(body=body).select_related("person", "on_behalf_of")
    seats = tuple(rows.order_by("role", "person__name"))
    unseated: tuple[Gemeente, ...] = ()
    if body.kind == BodyKind.AB and body.organisation_id is not None:
        there = {seat.on_behalf_of_id for seat in seats}
        taking_part = ArrangementParticipant.objects.on(day).filter(organisation=body.organisation_id)
        gemeenten = {row.gemeente_id: row.gemeente for row in taking_part.select_related("gemeente")}
        missing = (row for number, row in gemeenten.items() if number not in there)
        unseated = tuple(sorted(missing, key=lambda row: row.name))
    return Seating(seats, body.expected_seats, unseated)
