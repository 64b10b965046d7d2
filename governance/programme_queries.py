"""A programme as its page tells of it: projects with what is measured of them, and who pays which share per year."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q

from governance.changes import WHOLE
from governance.models import CostShare, Gemeente, Programme, Project, ProjectResult, RegionMembership, ShareTable
from governance.queries import AUTHORITY


@dataclass(frozen=True, slots=True)
class ResultSeries:
    """One result that is watched: how it stood on each day it was measured, oldest first."""

    subject: str
    measured: tuple[ProjectResult, ...]

    @property
    def last(self) -> ProjectResult:
        """How it stood last."""
        return self.measured[-1]


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with the results that are watched."""

    project: Project
    results: tuple[ResultSeries, ...]


@dataclass(frozen=True, slots=True)
class ShareYear:
    """The shares of one year together. ``known`` of the ``expected`` gemeenten have one; expected is None where no
    division says which gemeenten lay in the region."""

    table: ShareTable
    total: Decimal
    known: int
    expected: int | None

    @property
    def is_whole(self) -> bool:
        """Whether they make 100 % together."""
        return self.total == WHOLE

    @property
    def difference(self) -> Decimal:
        """What is missing of 100 %; negative when it is too much."""
        return WHOLE - self.total


@dataclass(frozen=True, slots=True)
class ShareGrid:
    """Shares per gemeente and year: ``rows`` has per gemeente one cell for each of ``years``, None where unknown."""

    years: tuple[ShareYear, ...]
    rows: tuple[tuple[Gemeente, tuple[Decimal | None, ...]], ...]


def projects_of(programme: Programme, day: datetime.date | None = None) -> list[ProjectRow]:
    """The projects by name, in two queries. With a day in the past: those that had begun, with what was measured by
    then."""
    rows = Project.objects.filter(programme=programme)
    results = ProjectResult.objects.filter(project__programme=programme)
    if day is not None:
        rows = rows.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day))
        results = results.filter(date__lte=day)
    series: dict[tuple[int, str], list[ProjectResult]] = defaultdict(list)
    for result in results.select_related("source").order_by("subject", "date"):
        series[result.project_id, result.subject].append(result)
    by_project: dict[int, list[ResultSeries]] = defaultdict(list)
    for (project, subject), measured in series.items():
        by_project[project].append(ResultSeries(subject, tuple(measured)))
    related = (
        "gemeente", "region", "organisation", "source", "board_client__region", "board_client__gemeente",
        "board_client__organisation__region",
    )  # fmt: skip
    return [
        ProjectRow(project, tuple(by_project[project.pk])) for project in rows.select_related(*related).order_by("name")
    ]


def shares_of(programme: Programme) -> ShareGrid:
    """What each gemeente pays per year, in three queries; years in their order."""
    tables = list(ShareTable.objects.filter(programme=programme).select_related("source").order_by("year"))
    shares = CostShare.objects.filter(table__programme=programme).select_related("gemeente").order_by("gemeente__name")
    found: dict[int, dict[int, Decimal]] = defaultdict(dict)
    payers: dict[int, Gemeente] = {}
    for share in shares:
        payers[share.gemeente_id] = share.gemeente
        found[share.table_id][share.gemeente_id] = share.percentage
    members = _members(programme) if tables else []
    years = tuple(
        ShareYear(
            table, sum(found[table.pk].values(), Decimal(0)), len(found[table.pk]), _expected(members, table.year)
        )
        for table in tables
    )
    rows = tuple(
        (gemeente, tuple(found[year.table.pk].get(number) for year in years)) for number, gemeente in payers.items()
    )
    return ShareGrid(years, rows)


def _members(programme: Programme) -> list[RegionMembership]:
    rows = RegionMembership.objects.filter(region=programme.region, definition__authority=AUTHORITY)
    return list(rows.order_by(F("valid_from").asc(nulls_first=True)))


def _expected(members: list[RegionMembership], year: int) -> int | None:
    """How many gemeenten lay in the region on the first day of the year."""
    day = datetime.date(year, 1, 1)
    return len({row.gemeente_id for row in members if row.holds_on(day)}) or None
