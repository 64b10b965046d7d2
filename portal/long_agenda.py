"""The lange termijn agenda (LTA): what is promised, asked or planned, and when it is due, for one reader.

Only what is published: the page is made to be printed and handed round.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from governance.access import readable_q
from governance.models import Meeting, Round, RoundAnswer
from governance.scope import Scope
from governance.vocabulary import AnswerStatus, CommitmentStatus, Precision
from portal.commitment_filter import CommitmentFilter
from portal.forms import MONTH_NAMES

# Of each kind at most so many, soonest first; the page says so when there are more.
MOST = 200
# So many months are shown one by one; what comes later stands by its year.
MONTHS_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the agenda. ``date`` None: no day is known by which it is due."""

    date: datetime.date | None
    precision: str
    kind: str
    title: str
    url: str
    who: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one month or year, or those that are late or without a day."""

    label: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The groups in order; ``is_cut`` when there is more than is shown."""

    groups: list[Group]
    is_cut: bool


def agenda(asked: CommitmentFilter, scope: Scope, today: datetime.date) -> Agenda:
    """What is due, for what the address asks; four queries at most."""
    kinds = [list(_promised(asked, scope)), list(_asked_of_raden(asked, scope, today)),
             list(_in_councils(asked, scope, today)), list(_meetings(asked, today))]  # fmt: skip
    items = [item for kind in kinds for item in kind[:MOST]]
    return Agenda(list(_grouped(items, today)), any(len(kind) > MOST for kind in kinds))


def _promised(asked: CommitmentFilter, scope: Scope) -> Iterator[Item]:
    rows = asked.rows.filter(readable_q(scope), status=CommitmentStatus.OPEN)
    for row in rows[: MOST + 1]:
        yield Item(
            row.latest, Precision.DAY, row.get_kind_display(), row.subject, row.get_absolute_url(), row.made_by_name,
            row.words,
        )  # fmt: skip


def _rounds(asked: CommitmentFilter, scope: Scope) -> QuerySet[Any]:
    """Rounds of the region or gemeente that is asked for; none for a portefeuillehouder."""
    rounds = Round.objects.readable_by(scope)
    if asked.holder:
        return rounds.none()
    if asked.region is not None:
        rounds = rounds.filter(region=asked.region)
    if asked.body is not None:
        rounds = rounds.filter(asked_by=asked.body)
    return rounds


def _asked_of_raden(asked: CommitmentFilter, scope: Scope, today: datetime.date) -> Iterator[Item]:
    rounds = _rounds(asked, scope).filter(deadline__gte=today).order_by("deadline", "pk")
    if asked.gemeente is not None:
        rounds = rounds.filter(pk__in=RoundAnswer.objects.filter(gemeente=asked.gemeente).values("round"))
    for row in rounds.select_related("region")[: MOST + 1]:
        who = f"raden van regio {row.region}" if row.region is not None else "raden"
        kind = f"Uiterste datum {row.get_kind_display()}"
        yield Item(row.deadline, Precision.DAY, kind, row.subject, row.get_absolute_url(), who)


def _in_councils(asked: CommitmentFilter, scope: Scope, today: datetime.date) -> Iterator[Item]:
    answers = RoundAnswer.objects.filter(round__in=_rounds(asked, scope).order_by(), council_on__gte=today)
    answers = answers.exclude(status=AnswerStatus.SUCCEEDED).order_by("council_on", "pk")
    if asked.gemeente is not None:
        answers = answers.filter(gemeente=asked.gemeente)
    for row in answers.select_related("round", "gemeente")[: MOST + 1]:
        who = f"Raad van {row.gemeente}"
        url = row.round.get_absolute_url()
        yield Item(
            row.council_on, Precision.DAY, f"In de raad: {row.round.get_kind_display()}", row.round.subject, url, who
        )


def _meetings(asked: CommitmentFilter, today: datetime.date) -> Iterator[Item]:
    if asked.holder:
        return
    rows = Meeting.objects.filter(date__gte=today).order_by("date", "pk")
    if asked.region is not None:
        place = asked.region
        rows = rows.filter(Q(region=place) | Q(body__region=place) | Q(body__organisation__region=place))
    if asked.gemeente is not None:
        rows = rows.filter(body__gemeente=asked.gemeente)
    if asked.body is not None:
        rows = rows.filter(body=asked.body)
    for row in rows.select_related("body__organisation", "body__gemeente", "body__region", "region")[: MOST + 1]:
        who = row.body.full_name if row.body is not None else f"Regio {row.region}"
        url = (row.body or row.region).get_absolute_url()  # type: ignore[union-attr] # one of them, by a constraint
        yield Item(row.date, row.date_precision, "Vergadering", row.title or "Vergadering", url, who)


def _grouped(items: Iterable[Item], today: datetime.date) -> Iterator[Group]:
    dated = sorted((item for item in items if item.date is not None), key=lambda item: (item.date, item.title))
    for label, found in groupby(dated, key=lambda item: _label(item, today)):
        yield Group(label, list(found))
    if undated := sorted((item for item in items if item.date is None), key=lambda item: item.title):
        yield Group("Zonder uiterste datum", undated)


def _label(item: Item, today: datetime.date) -> str:
    day = item.date
    if day is None or day < today:
        return "Termijn verstreken"
    ahead = (day.year - today.year) * 12 + day.month - today.month
    by_year = ahead > MONTHS_AHEAD or item.precision == Precision.YEAR
    return str(day.year) if by_year else f"{MONTH_NAMES[day.month - 1].capitalize()} {day.year}"
