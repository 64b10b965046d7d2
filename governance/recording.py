"""What beheer records of a region besides its structure: shares of a year, the stand of a norm, tasks and mandates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from governance.changes import complete_shares
from governance.editing import BodyFacts, change_body
from governance.ending import locked
from governance.errors import ChangedMeanwhile, RuleBroken
from governance.history import because, day_in_words
from governance.models import (
    Body,
    BodyLifeEvent,
    CostShare,
    Decision,
    Gemeente,
    Mandate,
    NormAssessment,
    NormItem,
    Programme,
    Region,
    ShareTable,
    Source,
)
from governance.undoing import save_checked
from governance.vocabulary import LifeEventKind, NormStatus, Precision, SourceKind


def source_named(title: str, url: str = "") -> Source | None:
    """The source with this title, or a new one with this address; None without a title."""
    if not title:
        return None
    known = Source.objects.filter(title__iexact=title).first()
    if known is not None:
        return known
    row = Source(kind=SourceKind.WEBSITE if url else SourceKind.KNOWLEDGE, title=title, url=url)
    save_checked(row)
    return row


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one year in per cent, by gemeente; ``whole``: they are all of them, and make 100 % together."""

    year: int
    parts: Mapping[Gemeente, Decimal]
    whole: bool
    source: Source | None = None


def shares_now(table: ShareTable | None) -> str:
    """The shares that are there, in a word: whoever saves must have seen these, or somebody else was first."""
    if table is None:
        return "geen"
    parts = sorted(table.shares.values_list("gemeente", "percentage"))
    return f"{table.complete}:" + ";".join(f"{number}={part:.3f}" for number, part in parts)


@transaction.atomic
def record_shares(programme: Programme, asked: Shares, *, reason: str, seen: str | None = None) -> ShareTable:
    """Put the shares of one year in place of those that were there.

    RuleBroken, with nothing changed, when they should be the whole and are not; ChangedMeanwhile when the shares are no
    longer those of ``seen`` (see ``shares_now``).
    """
    with because(reason):
        Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        found = ShareTable.objects.filter(programme=programme, year=asked.year).first()
        if seen is not None and shares_now(found) != seen:
            raise ChangedMeanwhile(
                "De aandelen zijn intussen gewijzigd. Wat u invulde staat er nog. Kijk het na en sla het opnieuw op."
            )
        table = ShareTable(programme=programme, year=asked.year) if found is None else found
        table.complete, table.source = False, asked.source
        save_checked(table)
        numbers = {gemeente.pk for gemeente in asked.parts}
        table.shares.exclude(gemeente__in=numbers).delete()
        present = {share.gemeente_id: share for share in table.shares.all()}
        for gemeente, part in asked.parts.items():
            share = present.get(gemeente.pk, CostShare(table=table, gemeente=gemeente))
            if share._state.adding or share.percentage != part:
                share.percentage = part
                save_checked(share)
        if asked.whole:
            complete_shares(table)
    return table


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a region is with one item of a norm, and what a source says of it."""

    item: NormItem
    status: NormStatus
    note: str = ""


@transaction.atomic
def record_stands(region: Region, stands: list[Stand], *, on: datetime.date, source: Source | None, reason: str) -> int:
    """Record how far a region is on a day; what was recorded for that same day is corrected. Returns how many items.

    RuleBroken without an item, and without a source: nobody's word is no evidence.
    """
    if not stands:
        raise RuleBroken("Kies bij ten minste één afspraak hoe ver de regio is.")
    if source is None:
        raise RuleBroken("Vul in welke bron dit zegt.")
    with because(reason):
        for stand in stands:
            row = NormAssessment.objects.filter(region=region, item=stand.item, date=on).first()
            row = row or NormAssessment(region=region, item=stand.item, date=on)
            row.status, row.note, row.source = stand.status, stand.note, source
            save_checked(row)
    return len(stands)


@transaction.atomic
def record_mandate(mandate: Mandate, *, reason: str) -> Mandate:
    """Record who does something for whom. RuleBroken says which of its rules it breaks."""
    with because(reason):
        save_checked(mandate)
    return mandate


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What happened to a body, on a day as exactly as it is known, and what says so."""

    kind: LifeEventKind
    on: datetime.date
    precision: Precision = Precision.DAY
    note: str = ""
    source: Source | None = None
    decision: Decision | None = None


@transaction.atomic
def record_life_event(body: Body, event: LifeEvent, *, reason: str, seen: int | None = None) -> BodyLifeEvent:
    """Record that a body was announced or founded. Founding gives it its beginning where none is known; announcing
    changes no period: an announced body does not exist yet.

    RuleBroken when it is recorded already, or when it began on another day.
    """
    with because(reason):
        fresh = locked(body, seen)
        if BodyLifeEvent.objects.filter(body=fresh, kind=event.kind).exists():
            raise RuleBroken(f"Dat dit orgaan is {event.kind.label}, staat er al. Maak dat eerst ongedaan.")
        if event.kind == LifeEventKind.FOUNDED:
            _begin(fresh, event)
        row = BodyLifeEvent(
            body=fresh, kind=event.kind, date=event.on, date_precision=event.precision, note=event.note,
            source=event.source, decision=event.decision,
        )  # fmt: skip
        save_checked(row)
    return row


def _begin(body: Body, event: LifeEvent) -> None:
    if body.valid_from is None:
        change_body(body, BodyFacts(valid_from=event.on, valid_from_precision=event.precision), reason="Opgericht.")
    elif body.valid_from != event.on:
        began = day_in_words(body.valid_from, body.valid_from_precision)
        raise RuleBroken(
            f"Volgens de gegevens bestaat dit orgaan sinds {began}. Vul die dag in, of wijzig eerst de gegevens."
        )
