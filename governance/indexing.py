"""What search knows of governance: one row per findable record, written with the change itself.

A record that is published has a public row; a decision, programme, round or promise that is not has a staff row, which
only its owner's griffie sees. Gemeenteraden and colleges are found through their gemeente and have no row of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from django.db.models import Model, QuerySet, prefetch_related_objects

from governance.models import (
    Body,
    Commitment,
    Decision,
    Dossier,
    Gemeente,
    Organisation,
    Programme,
    Region,
    Round,
)
from governance.search_index import Findable, put_many, remove
from governance.vocabulary import BodyKind, CommitmentKind, Level, ObjectKind, Outcome, RoundKind, Side

# Rows that bear on these are found by the words people use, not by the stored names alone.
BODY_WORDS = {
    BodyKind.AB: "AB algemeen bestuur",
    BodyKind.DB: "DB dagelijks bestuur",
    BodyKind.PFO: "PFO PHO portefeuillehoudersoverleg wethouders",
}
# These move between the staff's side and the public one.
WITH_AUDIENCE = frozenset({ObjectKind.PROGRAMME, ObjectKind.DECISION, ObjectKind.ROUND, ObjectKind.COMMITMENT})
ROUND_WORDS = {
    RoundKind.OPINION: "zienswijze zienswijzen ronde reactie raden",
    RoundKind.ADOPTION: "vaststelling vaststellingsronde ronde raden",
}
COMMITMENT_WORDS = {
    CommitmentKind.PROMISE: "toezegging belofte",
    CommitmentKind.ANNOUNCEMENT: "aankondiging toezegging",
}
COUNCILS = frozenset({BodyKind.COUNCIL, BodyKind.COLLEGE})


def index_programme(programme: Programme) -> None:
    """Write the search row of a programme, for readers or for its owner's griffie alone."""
    index_all([programme])


def index_decision(decision: Decision) -> None:
    """Write the search row of a decision, for readers or for its owner's griffie alone."""
    index_all([decision])


def index_all(records: Iterable[Model]) -> int:
    """Write the rows of records of any kind in a few statements; records that search does not know are passed over.

    Returns how many rows were written. Call in the transaction of the change.
    """
    rows = list(records)
    for kind, related in RELATED.items():
        prefetch_related_objects([row for row in rows if type(row) is kind], *related)
    items = [item for item in map(_findable, rows) if item is not None]
    for item in items:
        if item.kind in WITH_AUDIENCE:
            remove(item.kind, item.object_id, Side.STAFF if item.side == Side.PUBLIC else Side.PUBLIC)
    put_many(items)
    return len(items)


def index_everything() -> int:
    """Write the rows of all governance anew, for ``rebuild_search``; returns how many rows were written."""
    return sum(index_all(rows.iterator(chunk_size=1000)) for rows in _everything())


def _everything() -> Iterator[QuerySet[Model]]:
    for kind in RELATED:
        yield kind._default_manager.all()


RELATED: dict[type[Model], list[str]] = {
    Region: ["aliases"],
    Gemeente: ["aliases"],
    Organisation: ["aliases"],
    Body: ["aliases", "region__aliases", "gemeente__aliases", "organisation__aliases", "organisation__region"],
    Programme: ["aliases", "region"],
    Decision: ["region", "body__organisation", "body__gemeente", "source", "deciders"],
    Round: ["region", "asked_by__organisation", "asked_by__gemeente", "source", "answers"],
    Commitment: [
        "region", "made_by__organisation", "made_by__gemeente", "made_by_person", "made_to__organisation",
        "made_to__gemeente",
    ],
    Dossier: ["region"],
}  # fmt: skip


@singledispatch
def _findable(record: Model) -> Findable | None:
    """What search knows of a record; None for what it does not know."""
    return None


@_findable.register
def _(region: Region) -> Findable:
    return Findable(
        kind=ObjectKind.REGION,
        object_id=region.pk,
        side=Side.PUBLIC,
        title=region.name,
        url=region.get_absolute_url(),
        level=Level.PUBLIC,
        region_id=region.pk,
        names=_names(region),
        # Weight D: a search for jeugdhulp asks for letters first, not for 42 regions.
        text="regio jeugdregio jeugdhulpregio",
    )


@_findable.register
def _(gemeente: Gemeente) -> Findable:
    return Findable(
        kind=ObjectKind.GEMEENTE,
        object_id=gemeente.pk,
        side=Side.PUBLIC,
        title=gemeente.name,
        url=gemeente.get_absolute_url(),
        level=Level.PUBLIC,
        gemeente_ids=[gemeente.pk],
        numbers=[gemeente.code],
        names=_names(gemeente),
        keywords="gemeente",
    )


@_findable.register
def _(organisation: Organisation) -> Findable:
    return Findable(
        kind=ObjectKind.ORGANISATION,
        object_id=organisation.pk,
        side=Side.PUBLIC,
        title=organisation.name,
        url=organisation.get_absolute_url(),
        level=Level.PUBLIC,
        region_id=organisation.region_id,
        gemeente_ids=[organisation.gemeente_id] if organisation.gemeente_id else [],
        names=_names(organisation),
        keywords=f"organisatie {organisation.kind}",
        text=organisation.note,
    )


@_findable.register
def _(body: Body) -> Findable | None:
    kind = BodyKind(body.kind)
    if kind in COUNCILS:
        return None
    region = body.home_region
    parent = body.organisation or body.gemeente or body.region
    return Findable(
        kind=ObjectKind.BODY,
        object_id=body.pk,
        side=Side.PUBLIC,
        title=body.full_name,
        url=body.get_absolute_url(),
        level=Level.PUBLIC,
        region_id=region.pk if region else None,
        gemeente_ids=[body.gemeente_id] if body.gemeente_id else [],
        body_id=body.pk,
        names=f"{_names(body)} {_names(parent) if parent else ''}",
        keywords=f"orgaan {kind.label} {BODY_WORDS.get(kind, '')}",
        text=body.note,
    )


@_findable.register
def _(programme: Programme) -> Findable:
    return Findable(
        kind=ObjectKind.PROGRAMME,
        object_id=programme.pk,
        side=Side.STAFF if programme.level is None else Side.PUBLIC,
        title=programme.name,
        url=programme.get_absolute_url(),
        level=programme.level,
        owner_gemeente_id=programme.owner_gemeente_id,
        owner_region_id=programme.owner_region_id,
        shared_with=programme.shared_with,
        date=programme.valid_from,
        region_id=programme.region_id,
        names=f"{_names(programme)} {programme.region.name}",
        keywords="programma",
        text=programme.goals,
    )


@_findable.register
def _(decision: Decision) -> Findable:
    return Findable(
        kind=ObjectKind.DECISION,
        object_id=decision.pk,
        side=Side.STAFF if decision.level is None else Side.PUBLIC,
        title=decision.subject,
        url=decision.get_absolute_url(),
        level=decision.level,
        owner_gemeente_id=decision.owner_gemeente_id,
        owner_region_id=decision.owner_region_id,
        shared_with=decision.shared_with,
        date=decision.date,
        region_id=decision.region_id,
        gemeente_ids=[gemeente.pk for gemeente in decision.deciders.all()],
        body_id=decision.body_id,
        outcome=decision.outcome,
        numbers=[decision.source.number] if decision.source is not None else [],
        names=f"{decision.decider_name} {decision.region.name if decision.region is not None else ''}",
        keywords=f"besluit {Outcome(decision.outcome).label}",
    )


@_findable.register
def _(found: Round) -> Findable:
    return Findable(
        kind=ObjectKind.ROUND,
        object_id=found.pk,
        side=Side.STAFF if found.level is None else Side.PUBLIC,
        title=found.subject,
        url=found.get_absolute_url(),
        level=found.level,
        owner_gemeente_id=found.owner_gemeente_id,
        owner_region_id=found.owner_region_id,
        shared_with=found.shared_with,
        date=found.asked_on,
        region_id=found.region_id,
        gemeente_ids=[answer.gemeente_id for answer in found.answers.all()],
        body_id=found.asked_by_id,
        numbers=[found.source.number] if found.source is not None else [],
        names=f"{found.asked_by.full_name if found.asked_by else ''} {found.region.name if found.region else ''}",
        keywords=ROUND_WORDS[RoundKind(found.kind)],
        text=found.request,
    )


@_findable.register
def _(commitment: Commitment) -> Findable:
    bodies = [body for body in (commitment.made_by, commitment.made_to) if body is not None]
    return Findable(
        kind=ObjectKind.COMMITMENT,
        object_id=commitment.pk,
        side=Side.STAFF if commitment.level is None else Side.PUBLIC,
        title=commitment.subject,
        url=commitment.get_absolute_url(),
        level=commitment.level,
        owner_gemeente_id=commitment.owner_gemeente_id,
        owner_region_id=commitment.owner_region_id,
        shared_with=commitment.shared_with,
        date=commitment.made_on,
        region_id=commitment.region_id,
        gemeente_ids=[body.gemeente_id for body in bodies if body.gemeente_id is not None],
        body_id=commitment.made_by_id,
        names=f"{commitment.made_by_name} {commitment.made_to_name}",
        keywords=COMMITMENT_WORDS[CommitmentKind(commitment.kind)],
        text=commitment.words,
    )


@_findable.register
def _(dossier: Dossier) -> Findable:
    return Findable(
        kind=ObjectKind.DOSSIER,
        object_id=dossier.pk,
        side=Side.PUBLIC,
        title=dossier.title,
        url=dossier.get_absolute_url(),
        level=Level.PUBLIC,
        region_id=dossier.region_id,
        names=dossier.region.name if dossier.region is not None else "",
        keywords="dossier",
        text=dossier.summary,
    )


def _names(record: Region | Gemeente | Organisation | Body | Programme) -> str:
    """The name and every other way to write it."""
    return " ".join([record.name, *(alias.text for alias in record.aliases.all())])
