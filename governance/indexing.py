"""What search knows of governance: one row per findable record, written with the change itself.

A record that is published has a public row; a decision or programme that is not has a staff row, which only its
owner's griffie sees.
"""

from __future__ import annotations

from governance.models import Body, Decision, Gemeente, Organisation, Programme, Region
from governance.search_index import Findable, put, remove
from governance.vocabulary import BodyKind, Level, ObjectKind, Outcome, Side

# Rows that bear on these are found by the words people use, not by the stored names alone.
BODY_WORDS = {
    BodyKind.AB: "AB algemeen bestuur",
    BodyKind.DB: "DB dagelijks bestuur",
    BodyKind.PFO: "PFO PHO portefeuillehoudersoverleg wethouders",
    BodyKind.COUNCIL: "raad gemeenteraad",
    BodyKind.COLLEGE: "college B&W wethouders",
}


def index_region(region: Region) -> None:
    """Write the search row of a region."""
    put(
        Findable(
            kind=ObjectKind.REGION, object_id=region.pk, side=Side.PUBLIC, title=region.name,
            url=region.get_absolute_url(), level=Level.PUBLIC, region_id=region.pk,
            names=_names(region), keywords="regio jeugdregio jeugdhulpregio",
        )
    )  # fmt: skip


def index_gemeente(gemeente: Gemeente) -> None:
    """Write the search row of a gemeente."""
    put(
        Findable(
            kind=ObjectKind.GEMEENTE, object_id=gemeente.pk, side=Side.PUBLIC, title=gemeente.name,
            url=gemeente.get_absolute_url(), level=Level.PUBLIC, gemeente_ids=[gemeente.pk],
            numbers=[gemeente.code], names=_names(gemeente), keywords="gemeente",
        )
    )  # fmt: skip


def index_organisation(organisation: Organisation) -> None:
    """Write the search row of an organisation."""
    put(
        Findable(
            kind=ObjectKind.ORGANISATION, object_id=organisation.pk, side=Side.PUBLIC, title=organisation.name,
            url=organisation.get_absolute_url(), level=Level.PUBLIC, region_id=organisation.region_id,
            gemeente_ids=[organisation.gemeente_id] if organisation.gemeente_id else [],
            names=_names(organisation), keywords=f"organisatie {organisation.kind}", text=organisation.note,
        )
    )  # fmt: skip


def index_body(body: Body) -> None:
    """Write the search row of a body; gemeenteraden and colleges are found through their gemeente and have none."""
    if body.kind in {BodyKind.COUNCIL, BodyKind.COLLEGE}:
        return
    region = body.home_region
    parent = body.organisation or body.gemeente or body.region
    put(
        Findable(
            kind=ObjectKind.BODY, object_id=body.pk, side=Side.PUBLIC, title=body.full_name,
            url=body.get_absolute_url(), level=Level.PUBLIC, region_id=region.pk if region else None,
            gemeente_ids=[body.gemeente_id] if body.gemeente_id else [], body_id=body.pk,
            names=f"{_names(body)} {_names(parent) if parent else ''}",
            keywords=f"orgaan {BodyKind(body.kind).label} {BODY_WORDS.get(BodyKind(body.kind), '')}", text=body.note,
        )
    )  # fmt: skip


def index_programme(programme: Programme) -> None:
    """Write the search row of a programme, for readers or for its owner's griffie alone."""
    side = _only_side(ObjectKind.PROGRAMME, programme)
    put(
        Findable(
            kind=ObjectKind.PROGRAMME, object_id=programme.pk, side=side, title=programme.name,
            url=programme.get_absolute_url(), level=programme.level, owner_gemeente_id=programme.owner_gemeente_id,
            owner_region_id=programme.owner_region_id, shared_with=programme.shared_with, date=programme.valid_from,
            region_id=programme.region_id, names=f"{_names(programme)} {programme.region.name}",
            keywords="programma", text=programme.goals,
        )
    )  # fmt: skip


def index_decision(decision: Decision) -> None:
    """Write the search row of a decision, for readers or for its owner's griffie alone."""
    side = _only_side(ObjectKind.DECISION, decision)
    region = decision.region
    numbers = [decision.source.number] if decision.source is not None else []
    put(
        Findable(
            kind=ObjectKind.DECISION, object_id=decision.pk, side=side, title=decision.subject,
            url=decision.get_absolute_url(), level=decision.level, owner_gemeente_id=decision.owner_gemeente_id,
            owner_region_id=decision.owner_region_id, shared_with=decision.shared_with, date=decision.date,
            region_id=decision.region_id, gemeente_ids=list(decision.deciders.values_list("pk", flat=True)),
            body_id=decision.body_id, outcome=decision.outcome, numbers=numbers,
            names=f"{decision.decider_name} {region.name if region else ''}",
            keywords=f"besluit {Outcome(decision.outcome).label}",
        )
    )  # fmt: skip


def index_everything() -> int:
    """Write the rows of all governance anew, for ``rebuild_search``; returns how many records were indexed."""
    count = 0
    for region in Region.objects.prefetch_related("aliases"):
        index_region(region)
        count += 1
    for gemeente in Gemeente.objects.prefetch_related("aliases"):
        index_gemeente(gemeente)
        count += 1
    for organisation in Organisation.objects.prefetch_related("aliases"):
        index_organisation(organisation)
        count += 1
    bodies = Body.objects.exclude(kind__in=[BodyKind.COUNCIL, BodyKind.COLLEGE])
    for body in bodies.select_related("region", "gemeente", "organisation__region").prefetch_related("aliases"):
        index_body(body)
        count += 1
    for programme in Programme.objects.select_related("region").prefetch_related("aliases"):
        index_programme(programme)
        count += 1
    for decision in Decision.objects.select_related("region", "body__organisation", "body__gemeente", "source"):
        index_decision(decision)
        count += 1
    return count


def _names(record: Region | Gemeente | Organisation | Body | Programme) -> str:
    """The name and every other way to write it."""
    return " ".join([record.name, *(alias.text for alias in record.aliases.all())])


def _only_side(kind: ObjectKind, record: Programme | Decision) -> Side:
    """The side this record has now; its row of the other side is removed."""
    published = record.level is not None
    remove(kind, record.pk, Side.STAFF if published else Side.PUBLIC)
    return Side.PUBLIC if published else Side.STAFF
