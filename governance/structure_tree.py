"""The structure of a region on one day, as beheer keeps it: organisations, bodies, seats, regelingen, participants."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from governance.models import ArrangementParticipant, ArrangementVersion, Body, Organisation, Region, Seat
from governance.queries import OrganisationOnDate, RegionOnDate, region_on


@dataclass(frozen=True, slots=True)
class BodyBranch:
    """A body with the seats that were held on the day."""

    body: Body
    seats: tuple[Seat, ...]

    @property
    def empty_seats(self) -> int | None:
        """How many seats nobody held; None where the number of seats is not known."""
        return None if self.body.expected_seats is None else max(self.body.expected_seats - len(self.seats), 0)


@dataclass(frozen=True, slots=True)
class OrganisationBranch:
    """An organisation with its bodies, and of a regeling its text in force and the organs that take part."""

    organisation: Organisation
    bodies: tuple[BodyBranch, ...]
    versions: tuple[ArrangementVersion, ...]
    participants: tuple[ArrangementParticipant, ...]


@dataclass(frozen=True, slots=True)
class RegionTree:
    """A region on one day: gemeenten in ``state``, then organisations and the region's own bodies with their seats."""

    state: RegionOnDate
    organisations: tuple[OrganisationBranch, ...]
    bodies: tuple[BodyBranch, ...]


def tree_on(region: Region, day: datetime.date) -> RegionTree:
    """The structure of a region on this day, in seven queries whatever its size."""
    state = region_on(region, day)
    seats = _seats(state.bodies, day)
    organisations = [item.organisation for item in (*state.arrangements, *state.executives)]
    versions: dict[int, list[ArrangementVersion]] = defaultdict(list)
    for version in ArrangementVersion.objects.on(day).filter(organisation__in=organisations).select_related("source"):
        versions[version.organisation_id].append(version)
    participants: dict[int, list[ArrangementParticipant]] = defaultdict(list)
    taking_part = ArrangementParticipant.objects.on(day).filter(organisation__in=organisations)
    for row in taking_part.select_related("gemeente").order_by("gemeente__name", "organ"):
        participants[row.organisation_id].append(row)

    def branch(item: OrganisationOnDate) -> OrganisationBranch:
        number = item.organisation.pk
        bodies = tuple(BodyBranch(body, tuple(seats[body.pk])) for body in item.bodies)
        return OrganisationBranch(item.organisation, bodies, tuple(versions[number]), tuple(participants[number]))

    return RegionTree(
        state=state,
        organisations=tuple(branch(item) for item in (*state.arrangements, *state.executives)),
        bodies=tuple(BodyBranch(body, tuple(seats[body.pk])) for body in (*state.deciding, *state.tables)),
    )


def _seats(bodies: Iterable[Body], day: datetime.date) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    rows = Seat.objects.on(day).filter(body__in=[body.pk for body in bodies])
    for seat in rows.select_related("person", "on_behalf_of").order_by("role", "on_behalf_of__name", "person__name"):
        found[seat.body_id].append(seat)
    return found
