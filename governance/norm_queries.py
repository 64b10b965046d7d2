"""How far regions meet a norm: per region and item what was said last by a day, and how that went over the years."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from governance.models import NormAssessment, NormItem, NormSet, Region
from governance.vocabulary import NormStatus


@dataclass(frozen=True, slots=True)
class RegionScore:
    """One region beside a norm: per item what was last said of it, None where nothing was."""

    region: Region
    cells: tuple[NormAssessment | None, ...]

    @property
    def met(self) -> int:
        """How many items it meets."""
        return sum(cell is not None and cell.status == NormStatus.MET for cell in self.cells)

    @property
    def known(self) -> int:
        """Of how many items a source says how far it is."""
        return sum(cell is not None and cell.status != NormStatus.UNKNOWN for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ItemYears:
    """One item of a norm in one region: what was last said of it in each year, None where nothing was."""

    item: NormItem
    cells: tuple[NormAssessment | None, ...]


@dataclass(frozen=True, slots=True)
class RegionYears:
    """One region over the years: what was said in each, oldest first, with the evidence of every row."""

    region: Region
    years: tuple[int, ...]
    items: tuple[ItemYears, ...]
    told: tuple[NormAssessment, ...]


def _told(norm: NormSet, day: datetime.date) -> list[NormAssessment]:
    rows = NormAssessment.objects.filter(item__norm_set=norm, date__lte=day)
    return list(rows.select_related("region", "source", "item").order_by("region__name", "item__order", "date", "pk"))


def scores(norm: NormSet, items: list[NormItem], day: datetime.date) -> list[RegionScore]:
    """The regions of which a source says something by this day, by name; one query."""
    last: dict[int, dict[int, NormAssessment]] = defaultdict(dict)
    regions: dict[int, Region] = {}
    for row in _told(norm, day):
        regions[row.region_id] = row.region
        last[row.region_id][row.item_id] = row
    return [
        RegionScore(region, tuple(last[number].get(item.pk) for item in items)) for number, region in regions.items()
    ]


def over_the_years(norm: NormSet, items: list[NormItem], region: Region, day: datetime.date) -> RegionYears:
    """One region from the first year a source speaks of to the last by this day; one query."""
    told = [row for row in _told(norm, day) if row.region_id == region.pk]
    years = tuple(sorted({row.date.year for row in told}))
    by_item: dict[int, dict[int, NormAssessment]] = defaultdict(dict)
    for row in told:
        by_item[row.item_id][row.date.year] = row
    rows = tuple(ItemYears(item, tuple(by_item[item.pk].get(year) for year in years)) for item in items)
    return RegionYears(region, years, rows, tuple(reversed(told)))
