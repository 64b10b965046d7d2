"""Divisions of gemeenten into regions beside each other: by authority and peil date, and what differs between two."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from governance.models import Gemeente, Region, RegionDefinition, RegionMembership


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division with how many regions and gemeenten it has on its peil date."""

    definition: RegionDefinition
    regions: int
    gemeenten: int


@dataclass(frozen=True, slots=True)
class Move:
    """A gemeente that lies elsewhere in the other division; None where a division does not have it."""

    gemeente: Gemeente
    old: Region | None
    new: Region | None


def divisions() -> list[DivisionRow]:
    """Every division, the newest first, in two queries."""
    found = list(RegionDefinition.objects.select_related("source").order_by("-peil_date", "authority"))
    lying: dict[int, dict[int, int]] = {row.pk: {} for row in found}
    peil = {row.pk: row.peil_date for row in found}
    for row in RegionMembership.objects.all():
        if row.holds_on(peil[row.definition_id]):
            lying[row.definition_id][row.gemeente_id] = row.region_id
    return [DivisionRow(row, len(set(lying[row.pk].values())), len(lying[row.pk])) for row in found]


def lying_on(definition: RegionDefinition, day: datetime.date) -> dict[Gemeente, Region]:
    """Which gemeente lies in which region by this division on a day."""
    rows = RegionMembership.objects.on(day).filter(definition=definition).select_related("gemeente", "region")
    return {row.gemeente: row.region for row in rows}


def moves(old: RegionDefinition, new: RegionDefinition) -> list[Move]:
    """What differs between two divisions, each on its own peil date, by gemeente."""
    before, after = lying_on(old, old.peil_date), lying_on(new, new.peil_date)
    both = sorted({*before, *after}, key=lambda row: row.name)
    return [
        Move(gemeente, before.get(gemeente), after.get(gemeente))
        for gemeente in both
        if before.get(gemeente) != after.get(gemeente)
    ]
