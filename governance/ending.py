"""The end of an organisation, a body, a seat or a participation; or that it goes on in another.

Ending is no deleting: the row keeps its past, and what hangs on it ends on the same day. A day is always the first on
which something no longer holds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Q

from governance.errors import RuleBroken
from governance.history import because, day_in_words, require_unchanged
from governance.models import (
    ArrangementParticipant,
    ArrangementVersion,
    Body,
    BodyLifeEvent,
    ChangeEvent,
    Decision,
    Mandate,
    Organisation,
    Seat,
    User,
)
from governance.undoing import save_checked
from governance.validity import ValidPeriod
from governance.vocabulary import EventKind, Level, LifeEventKind, ObjectKind, Precision

Endable = Organisation | Body | Seat | ArrangementParticipant | Mandate
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Ending:
    """From which day something no longer holds, how exactly that is known, why, and by which decision if known."""

    on: datetime.date
    precision: Precision = Precision.DAY
    reason: str = ""
    decision: Decision | None = None
    actor: User | None = None

    @property
    def in_words(self) -> str:
        """The day as sentences name it."""
        return day_in_words(self.on, self.precision)


def locked(row: Row, seen: int | None = None) -> Row:
    """The row as it is now, held until the transaction ends; ChangedMeanwhile if its history went on after ``seen``."""
    fresh: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    require_unchanged(fresh, seen)
    return fresh


@transaction.atomic
def end(row: Endable, ending: Ending, *, successor: Body | Organisation | None = None, seen: int | None = None) -> int:
    """End this row, with what hangs on it; returns how many other rows ended along.

    ``successor``: the body or organisation into which this one goes; it must exist on the day. RuleBroken when it ends
    already, begins later, or when something that hangs on it begins only after the day.
    """
    with because(ending.reason):
        fresh = locked(row, seen)
        _require_open(fresh, ending)
        if successor is not None:
            _require_goes_on(fresh, successor, ending)
        along = sum(_end_all(rows, ending) for rows in _hanging_on(fresh))
        if isinstance(fresh, Organisation):
            fresh.successor = successor if isinstance(successor, Organisation) else None
            fresh.ended_by = ending.decision
        _close(fresh, ending)
        if isinstance(fresh, Body):
            _record_life(fresh, ending, successor if isinstance(successor, Body) else None)
        _record(fresh, ending)
    return along


def hanging_on(row: Endable, day: datetime.date) -> list[str]:
    """What would end along with this row, in words ("3 zetels"); for the page that asks whether that is meant."""
    found = []
    for rows in _hanging_on(row):
        count = _beyond(rows, day).count()
        if count:
            meta = rows.model._meta
            found.append(f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}")
    return found


def _hanging_on(row: Endable) -> list[models.QuerySet[Any]]:
    if isinstance(row, Body):
        return [
            Seat.objects.filter(body=row).select_related("person"),
            Mandate.objects.filter(Q(holder_body=row) | Q(giver_body=row)),
        ]
    if isinstance(row, Organisation):
        bodies = Body.objects.filter(organisation=row)
        return [
            Seat.objects.filter(body__in=bodies).select_related("person"),
            Mandate.objects.filter(
                Q(holder_body__in=bodies) | Q(giver_body__in=bodies) | Q(holder_organisation=row)
                | Q(giver_organisation=row)
            ),
            ArrangementParticipant.objects.filter(organisation=row).select_related("gemeente", "organisation"),
            ArrangementVersion.objects.filter(organisation=row).select_related("organisation"),
            bodies,
        ]  # fmt: skip
    return []


def _beyond(rows: models.QuerySet[Any], day: datetime.date) -> models.QuerySet[Any]:
    return rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def _end_all(rows: models.QuerySet[Any], ending: Ending) -> int:
    found = list(_beyond(rows, ending.on).select_for_update(of=("self",)))
    later = [row for row in found if row.valid_from is not None and row.valid_from >= ending.on]
    if later:
        raise RuleBroken(
            f"‘{later[0]}’ begint pas op {day_in_words(later[0].valid_from)}, niet voor het einde op {ending.in_words}."
            " Pas eerst die begindatum aan, of kies een latere einddatum."
        )
    for row in found:
        _close(row, ending)
        if isinstance(row, Body):
            _record_life(row, ending, None)
    return len(found)


def _close(row: ValidPeriod, ending: Ending) -> None:
    row.valid_until, row.valid_until_precision = ending.on, ending.precision
    save_checked(row)


def _require_open(row: ValidPeriod, ending: Ending) -> None:
    if row.valid_until is not None and row.valid_until <= ending.on:
        already = day_in_words(row.valid_until, row.valid_until_precision)
        raise RuleBroken(
            f"Dit eindigt al op {already}. Kies een eerdere datum, of wijzig de einddatum bij de gegevens."
        )
    if row.valid_from is not None and row.valid_from >= ending.on:
        begin = day_in_words(row.valid_from, row.valid_from_precision)
        raise RuleBroken(f"Dit begint pas op {begin}. De einddatum moet daarna liggen. Kies een latere datum.")


def _require_goes_on(row: Endable, successor: Body | Organisation, ending: Ending) -> None:
    if type(successor) is not type(row) or successor.pk == row.pk:
        raise RuleBroken("Kies een ander orgaan of een andere organisatie waarin dit opgaat.")
    if not successor.holds_on(ending.on):
        raise RuleBroken(
            f"{successor} bestaat niet op {ending.in_words}. Kies een andere datum of een andere opvolger."
        )


def _record_life(body: Body, ending: Ending, successor: Body | None) -> None:
    BodyLifeEvent.objects.create(
        body=body,
        kind=LifeEventKind.ENDED if successor is None else LifeEventKind.MERGED,
        date=ending.on,
        date_precision=ending.precision,
        successor=successor,
        decision=ending.decision,
    )


def _record(row: Endable, ending: Ending) -> None:
    """Tell those who follow; seats, participations and mandates are told of by their body or organisation."""
    kinds: Iterable[tuple[type[models.Model], ObjectKind]] = (
        (Body, ObjectKind.BODY),
        (Organisation, ObjectKind.ORGANISATION),
    )
    for model, kind in kinds:
        if isinstance(row, model):
            ChangeEvent.objects.create(
                kind=EventKind.ENDED, object_kind=kind, object_id=row.pk, actor=ending.actor, level=Level.PUBLIC
            )
