"""One row for every way in which something can refer to a body, organisation or person; and a picture of all tables.

``REFERRING`` has a maker per relation, so that tests of merging look at every table that refers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import models

from documents.models import Letter
from governance.indexing import index_everything
from governance.models import (
    ArrangementParticipant,
    ArrangementVersion,
    Body,
    BodyLifeEvent,
    Commitment,
    Framework,
    Mandate,
    Meeting,
    Merge,
    Organisation,
    Person,
    Programme,
    Project,
    Round,
    SearchEntry,
    Statement,
)
from governance.vocabulary import (
    CommitmentKind,
    FrameworkKind,
    Level,
    LifeEventKind,
    MandateKind,
    ParticipantOrgan,
    ProgrammeScope,
    RoundKind,
)
from tests.factories import (
    AliasFactory,
    BodyFactory,
    DecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    LetterFactory,
    OrganisationFactory,
    PersonFactory,
    ProgrammeFactory,
    RegionBodyFactory,
    SeatFactory,
    SourceFactory,
)

DAY = datetime.date(2022, 5, 1)
Maker = Callable[[Any], models.Model]


def _letter(body: Body) -> models.Model:
    letter = LetterFactory()
    letter.bodies.add(body)
    return Letter.bodies.through.objects.get(letter=letter, body=body)


def _round(body: Body) -> Round:
    return Round.objects.create(kind=RoundKind.OPINION, subject="Begroting", asked_by=body, level=Level.PUBLIC)


def _commitment(**by: Any) -> Commitment:
    return Commitment.objects.create(kind=CommitmentKind.PROMISE, subject="Een brief in juni", level=Level.PUBLIC, **by)


def _mandate(**sides: Any) -> Mandate:
    return Mandate.objects.create(kind=MandateKind.TASK, subject="inkoop", **({"holder_text": "iemand"} | sides))


def _merge(**keeper: Any) -> Merge:
    empty: dict[str, Any] = {
        "row": [],
        "moved": {},
        "left_out": [],
        "renamed": [],
        "added_aliases": [],
        "before": {},
        "after": {},
    }
    return Merge.objects.create(old_name="Eerder", reason="x", record=empty, **keeper)


def _programme(body: Body) -> Programme:
    found: Programme = ProgrammeFactory(client=body)
    return found


def _project(**columns: Any) -> Project:
    return Project.objects.create(programme=ProgrammeFactory(), name="Opgave", scope=ProgrammeScope.REGIONAL, **columns)


def _search(body: Body) -> SearchEntry:
    return SearchEntry.objects.create(
        kind="decision", object_id=987_654, side="public", title="x", url="/x/", body=body, level=Level.PUBLIC
    )


def _statement(**subject: Any) -> Statement:
    return Statement.objects.create(question="hoeveel leden", value="tien", source=SourceFactory(), **subject)


def _framework(organisation: Organisation) -> Framework:
    return Framework.objects.create(
        name="Kader", slug=f"kader-{organisation.pk}", kind=FrameworkKind.PURCHASE, organisation=organisation
    )


BODY: dict[str, Maker] = {
    "governance.Programme.client": _programme,
    "governance.Alias.body": lambda body: AliasFactory(organisation=None, body=body),
    "governance.Seat.body": lambda body: SeatFactory(body=body),
    "governance.Commitment.made_by": lambda body: _commitment(made_by=body),
    "governance.Commitment.made_to": lambda body: _commitment(made_by_text="het college", made_to=body),
    "governance.Decision.body": lambda body: DecisionFactory(body=body),
    "governance.BodyLifeEvent.body": lambda body: BodyLifeEvent.objects.create(body=body, kind=LifeEventKind.FOUNDED),
    "governance.BodyLifeEvent.successor": lambda body: BodyLifeEvent.objects.create(
        body=RegionBodyFactory(region=body.region), kind=LifeEventKind.MERGED, successor=body
    ),
    "governance.Mandate.giver_body": lambda body: _mandate(giver_body=body),
    "governance.Mandate.holder_body": lambda body: _mandate(holder_body=body, holder_text=""),
    "governance.Meeting.body": lambda body: Meeting.objects.create(body=body, date=DAY),
    "governance.Merge.body": lambda body: _merge(body=body),
    "governance.Project.board_client": lambda body: _project(board_client=body),
    "governance.Round.asked_by": _round,
    "governance.SearchEntry.body": _search,
    "governance.Statement.body": lambda body: _statement(body=body),
    "documents.EvidenceLink.body": lambda body: EvidenceLinkFactory(region=None, body=body),
    "documents.Letter_bodies.body": _letter,
}
ORGANISATION: dict[str, Maker] = {
    "governance.Alias.organisation": lambda row: AliasFactory(organisation=row),
    "governance.ArrangementParticipant.organisation": lambda row: ArrangementParticipant.objects.create(
        organisation=row, gemeente=GemeenteFactory(), organ=ParticipantOrgan.COLLEGE
    ),
    "governance.ArrangementVersion.organisation": lambda row: ArrangementVersion.objects.create(
        organisation=row, number="CVDR1/1", valid_from=DAY
    ),
    "governance.Body.organisation": lambda row: BodyFactory(organisation=row),
    "governance.Framework.organisation": _framework,
    "governance.Mandate.giver_organisation": lambda row: _mandate(giver_organisation=row),
    "governance.Mandate.holder_organisation": lambda row: _mandate(holder_organisation=row, holder_text=""),
    "governance.Merge.organisation": lambda row: _merge(organisation=row),
    "governance.Organisation.part_of": lambda row: OrganisationFactory(region=row.region, part_of=row),
    "governance.Organisation.successor": lambda row: OrganisationFactory(region=row.region, successor=row),
    "governance.Project.organisation": lambda row: _project(organisation=row),
    "governance.Statement.organisation": lambda row: _statement(organisation=row),
    "documents.EvidenceLink.organisation": lambda row: EvidenceLinkFactory(region=None, organisation=row),
}
PERSON: dict[str, Maker] = {
    "governance.Commitment.made_by_person": lambda row: _commitment(made_by_person=row),
    "governance.Merge.person": lambda row: _merge(person=row),
    "governance.Seat.person": lambda row: SeatFactory(person=row),
}
REFERRING: dict[type[models.Model], dict[str, Maker]] = {Body: BODY, Organisation: ORGANISATION, Person: PERSON}
FACTORIES: dict[type[models.Model], Callable[..., Any]] = {
    Body: RegionBodyFactory, Organisation: OrganisationFactory, Person: PersonFactory
}  # fmt: skip

# What only grows (logs), and what is written anew from the rest.
NOT_PICTURED = {"Merge", "ChangeEvent", "ImportDraft", "SearchEntry"}
OWN = ("governance", "documents", "portal")


def own_models() -> list[type[models.Model]]:
    """Every table of the project itself, those between two others among them, but no histories."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OWN]
    return [model for model in found if not hasattr(model, "pgh_tracked_model")]


def first_picture() -> dict[str, dict[Any, dict[str, Any]]]:
    """The same, after search was told of everything that the factories made."""
    index_everything()
    return picture()


def changed_since(before: dict[str, dict[Any, dict[str, Any]]]) -> list[str]:
    """What differs from an earlier picture, row by row, to be read in a failed test."""
    now = picture()
    return [
        f"{table} {key}: {before[table].get(key)} -> {now[table].get(key)}"
        for table in now
        for key in before[table].keys() | now[table].keys()
        if before[table].get(key) != now[table].get(key)
    ]


def picture() -> dict[str, dict[Any, dict[str, Any]]]:
    """All rows of all tables, by number; of search what it finds where, without its own numbers."""
    rows = {
        model._meta.label: {row["id"]: row for row in model._default_manager.values()}
        for model in own_models()
        if model.__name__ not in NOT_PICTURED
    }
    entries = SearchEntry.objects.values("kind", "object_id", "side", "title", "url", "body", "region", "vector")
    search: dict[Any, dict[str, Any]] = {(row["kind"], row["object_id"], row["side"]): {**row} for row in entries}
    return rows | {"search": search}
