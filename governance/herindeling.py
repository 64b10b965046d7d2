"""A herindeling: gemeenten end, one succeeds them, and what runs on runs on under the successor.

Nothing is overwritten: what ends keeps its row up to the day, and what goes on is a new row from that day, so that a
page as on the day before still shows what was so. Law: Wet algemene regels herindeling; the day is mostly 1 January.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from governance.ending import Ending, end, locked
from governance.errors import RuleBroken
from governance.history import because, day_in_words
from governance.indexing import index_all
from governance.models import (
    ArrangementParticipant,
    Body,
    ChangeEvent,
    Gemeente,
    GemeenteSuccession,
    Mandate,
    RegionMembership,
    Round,
    RoundAnswer,
    Seat,
    Source,
    SubRegionMembership,
    User,
)
from governance.undoing import save_checked
from governance.validity import ValidPeriod
from governance.vocabulary import (
    AnswerStatus,
    BodyKind,
    Competence,
    EventKind,
    Level,
    ObjectKind,
    SeatRole,
    SuccessionKind,
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A gemeente that begins with the herindeling."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Herindeling:
    """Which gemeenten end on which day, who succeeds them, and whose seats go on for the successor."""

    ending: tuple[Gemeente, ...]
    successor: Gemeente | Newcomer
    on: datetime.date
    reason: str
    continuing: frozenset[int] = frozenset()
    source: Source | None = None
    actor: User | None = None


# What an outcome calls the rounds that went over to the successor.
ROUNDS = "rondes"


@dataclass(slots=True)
class Outcome:
    """What a herindeling did, in numbers, and the gemeente that goes on."""

    successor: Gemeente
    counts: Counter[str] = field(default_factory=Counter)


def seats_for(gemeenten: Collection[Gemeente], day: datetime.date) -> list[Seat]:
    """Seats on behalf of these gemeenten in bodies that are not their own, as on this day: they may go on."""
    rows = Seat.objects.on(day).filter(on_behalf_of__in=gemeenten).exclude(body__gemeente__in=gemeenten)
    return list(
        rows.select_related("person", "on_behalf_of", "body__organisation", "body__gemeente", "body__region").order_by(
            "body__name", "person__name", "pk"
        )
    )


def open_rounds(gemeenten: Collection[Gemeente], day: datetime.date) -> list[RoundAnswer]:
    """What these gemeenten were asked before the day and have not answered, in rounds whose term has not passed."""
    waiting = RoundAnswer.objects.filter(gemeente__in=gemeenten).select_related("round", "gemeente")
    asked = Q(round__asked_on__isnull=True) | Q(round__asked_on__lt=day)
    runs = Q(round__deadline__isnull=True) | Q(round__deadline__gte=day)
    return [row for row in waiting.filter(asked, runs) if row.status in UNANSWERED]


UNANSWERED = frozenset(
    status.value for status in AnswerStatus if not status.is_answer and status != AnswerStatus.SUCCEEDED
)


@transaction.atomic
def carry_out(plan: Herindeling) -> Outcome:
    """Do all of it, or nothing with RuleBroken and the reason."""
    with because(plan.reason):
        ending = [locked(gemeente) for gemeente in sorted(plan.ending, key=lambda row: row.pk)]
        _require_possible(plan, ending)
        outcome = Outcome(_successor(plan, ending))
        for old in ending:
            _succeed(plan, old, outcome)
        _move_seats(plan, ending, outcome)
        _move_rounds(plan, ending, outcome)
        for model, keys in FOLLOWING:
            _follow(model, keys, plan, ending, outcome)
        _move_mandates(plan, ending, outcome)
        for old in ending:
            _end_gemeente(plan, old, outcome)
    return outcome


def _require_possible(plan: Herindeling, ending: Collection[Gemeente]) -> None:
    if not ending:
        raise RuleBroken("Kies minstens één gemeente die ophoudt te bestaan.")
    if plan.successor in ending:
        raise RuleBroken("Een gemeente kan zichzelf niet opvolgen. Haal haar weg bij de gemeenten die ophouden.")
    for old in ending:
        if old.valid_until is not None and old.valid_until <= plan.on:
            already = day_in_words(old.valid_until, old.valid_until_precision)
            raise RuleBroken(f"{old} bestaat al niet meer sinds {already}. Kies een eerdere datum of haal haar weg.")
        if old.valid_from is not None and old.valid_from >= plan.on:
            raise RuleBroken(f"{old} bestaat pas sinds {day_in_words(old.valid_from)}. Kies een latere datum.")


def _successor(plan: Herindeling, ending: Collection[Gemeente]) -> Gemeente:
    if isinstance(plan.successor, Gemeente):
        if not plan.successor.holds_on(plan.on):
            raise RuleBroken(f"{plan.successor} bestaat niet op {day_in_words(plan.on)}. Kies een andere opvolger.")
        return plan.successor
    new = Gemeente(
        name=plan.successor.name,
        code=plan.successor.code.upper(),
        slug=slugify(plan.successor.name)[:80],
        valid_from=plan.on,
        source=plan.source,
    )
    if Gemeente.objects.filter(Q(code=new.code) | Q(slug=new.slug)).exists():
        raise RuleBroken(
            f"Er is al een gemeente {new.name} of een gemeente met code {new.code}. Kies haar als opvolger."
        )
    save_checked(new)
    for kind, name, competence in OWN_BODIES:
        save_checked(
            Body(gemeente=new, kind=kind, name=name, slug=slugify(kind), competence=competence, valid_from=plan.on)
        )
    _join_regions(plan, new, ending)
    return new


# Every gemeente has a raad and a college (Gemeentewet 6).
OWN_BODIES = (
    (BodyKind.COUNCIL, "Gemeenteraad", Competence.DECIDES),
    (BodyKind.COLLEGE, "College van burgemeester en wethouders", Competence.DECIDES),
)


def _join_regions(plan: Herindeling, new: Gemeente, ending: Collection[Gemeente]) -> None:
    """The new gemeente lies where all its predecessors lay; where they lay apart nobody guesses."""
    last_day = plan.on - datetime.timedelta(days=1)
    lying = RegionMembership.objects.filter(gemeente__in=ending).select_related("source")
    reaching = [row for row in lying if row.valid_until is None or row.valid_until > last_day]
    by_period: dict[tuple[Any, ...], set[int]] = {}
    for row in reaching:
        start = max(row.valid_from, plan.on) if row.valid_from else plan.on
        by_period.setdefault((row.definition_id, start, row.valid_until), set()).add(row.region_id)
    for (definition, start, until), regions in by_period.items():
        if len(regions) > 1:
            raise RuleBroken(
                "De gemeenten liggen in verschillende regio’s. Voeg de nieuwe gemeente eerst toe aan een regio, en kies"
                " haar dan als bestaande opvolger."
            )
        source = next(row.source for row in reaching if row.definition_id == definition)
        if until is None or start < until:
            save_checked(
                RegionMembership(
                    definition_id=definition, region_id=next(iter(regions)), gemeente=new, valid_from=start,
                    valid_until=until, source=plan.source or source, note="Door herindeling.",
                )
            )  # fmt: skip


def _succeed(plan: Herindeling, old: Gemeente, outcome: Outcome) -> None:
    save_checked(
        GemeenteSuccession(date=plan.on, kind=SuccessionKind.MERGER, old=old, new=outcome.successor, source=plan.source)
    )
    outcome.counts["gemeenten"] += 1


def _move_seats(plan: Herindeling, ending: Collection[Gemeente], outcome: Outcome) -> None:
    """Seats on behalf of what ends, end; those chosen go on as new seats on behalf of the successor."""
    seats = seats_for(ending, plan.on - datetime.timedelta(days=1))
    going_on = [seat for seat in seats if seat.pk in plan.continuing]
    places = Counter((seat.body_id, seat.person_id) for seat in going_on if seat.role == SeatRole.MEMBER)
    bodies = Counter(body for body, _ in places)
    if double := next((seat for seat in going_on if bodies[seat.body_id] > 1), None):
        raise RuleBroken(
            f"Er gaan meer leden van {double.body.full_name} door namens {outcome.successor}. Kies er per orgaan één."
        )
    for seat in seats:
        planned, precision = seat.valid_until, seat.valid_until_precision
        if planned is None or planned > plan.on:
            end(seat, Ending(plan.on, reason=plan.reason))
            outcome.counts["zetels"] += 1
        if seat.pk in plan.continuing:
            save_checked(
                Seat(
                    person=seat.person, body=seat.body, role=seat.role, on_behalf_of=outcome.successor,
                    portfolio=seat.portfolio, valid_from=plan.on, valid_until=planned, valid_until_precision=precision,
                )
            )  # fmt: skip
            outcome.counts["zetels die doorgaan"] += 1


def _move_rounds(plan: Herindeling, ending: Collection[Gemeente], outcome: Outcome) -> None:
    """What was not answered is for the successor to answer; the old row stays and says so."""
    waiting = open_rounds(ending, plan.on)
    rounds = list(Round.objects.filter(pk__in={row.round_id for row in waiting}))
    for found in rounds:
        RoundAnswer.objects.get_or_create(round=found, gemeente=outcome.successor)
        outcome.counts[ROUNDS] += 1
    index_all(rounds)
    for row in waiting:
        row.status = AnswerStatus.SUCCEEDED
        row.save(update_fields=["status"])


# What goes on from the day under the successor, as it was, with the columns that say of what it is.
FOLLOWING: tuple[tuple[type[ValidPeriod], tuple[str, ...]], ...] = (
    (ArrangementParticipant, ("organisation", "organ")),
    (SubRegionMembership, ("sub_region",)),
)


def _follow(
    model: Any, keys: tuple[str, ...], plan: Herindeling, ending: Collection[Gemeente], outcome: Outcome
) -> None:
    for row in _reaching(model.objects.filter(gemeente__in=ending), plan.on):
        same = {key: getattr(row, key) for key in keys}
        there = model.objects.overlapping(plan.on, None).filter(gemeente=outcome.successor, **same).exists()
        until = _cut(row, plan.on)
        if not there:
            _copy(row, plan.on, until, gemeente=outcome.successor)
        outcome.counts[str(model._meta.verbose_name_plural)] += 1


def _move_mandates(plan: Herindeling, ending: Collection[Gemeente], outcome: Outcome) -> None:
    for side in ("giver_gemeente", "holder_gemeente"):
        for row in _reaching(Mandate.objects.filter(**{f"{side}__in": ending}), plan.on):
            until = _cut(row, plan.on)
            _copy(row, plan.on, until, **{side: outcome.successor})
            outcome.counts["mandaten en taken"] += 1


def _reaching(rows: Any, day: datetime.date) -> Iterable[Any]:
    return list(rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day)).select_for_update(of=("self",)))


def _cut(row: Any, day: datetime.date) -> tuple[datetime.date | None, str]:
    """End a row on the day; returns the end it had. RuleBroken for one that begins only then."""
    if row.valid_from is not None and row.valid_from >= day:
        raise RuleBroken(f"‘{row}’ begint pas op {day_in_words(row.valid_from)}. Pas dat eerst aan.")
    until = (row.valid_until, row.valid_until_precision)
    row.valid_until, row.valid_until_precision = day, "day"
    save_checked(row)
    return until


def _copy(row: Any, start: datetime.date, until: tuple[datetime.date | None, str], **changed: Any) -> None:
    columns = [item for item in row._meta.concrete_fields if not item.primary_key]
    values = {item.name: getattr(row, item.name) for item in columns} | changed
    values |= {"valid_from": start, "valid_from_precision": "day"}
    values["valid_until"], values["valid_until_precision"] = until
    save_checked(type(row)(**values))


def _end_gemeente(plan: Herindeling, old: Gemeente, outcome: Outcome) -> None:
    """The gemeente's own bodies end with it, its place in a region too."""
    for body in _reaching(Body.objects.filter(gemeente=old), plan.on):
        heir = Body.objects.on(plan.on).filter(gemeente=outcome.successor, kind=body.kind).first()
        end(body, Ending(plan.on, reason=plan.reason, actor=plan.actor), successor=heir)
    for row in _reaching(RegionMembership.objects.filter(gemeente=old), plan.on):
        if row.valid_from is not None and row.valid_from >= plan.on:
            row.delete()
        else:
            _cut(row, plan.on)
    _cut(old, plan.on)
    ChangeEvent.objects.create(
        kind=EventKind.ENDED, object_kind=ObjectKind.GEMEENTE, object_id=old.pk, actor=plan.actor, level=Level.PUBLIC
    )
