"""Writes that keep rules: each is one transaction with its search row and an event for those who follow it.

A change that a rule forbids raises RuleBroken with a Dutch sentence, and nothing is written.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from itertools import chain, count
from typing import TypedDict, TypeVar, Unpack

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from governance.audience import Audience
from governance.errors import RuleBroken
from governance.indexing import index_all, index_decision
from governance.models import (
    Body,
    ChangeEvent,
    Commitment,
    Decision,
    Dossier,
    Framework,
    Gemeente,
    LegalTerm,
    Person,
    Programme,
    Region,
    RegionDefinition,
    RegionMembership,
    RoleAssignment,
    Round,
    RoundAnswer,
    RoundPoint,
    RoundResponse,
    ShareTable,
    Source,
    Statement,
    User,
)
from governance.search_index import remove
from governance.vocabulary import (
    AnswerStatus,
    CommitmentKind,
    DecisionForm,
    EventKind,
    Granularity,
    Level,
    ObjectKind,
    Outcome,
    Precision,
    Role,
    RoundKind,
)

# What letters prove; its audience follows those letters.
Fact = Decision | Round | RoundResponse | Commitment
Recorded = TypeVar("Recorded", RoundResponse, Commitment)


class DecisionFacts(TypedDict, total=False):
    """What is known of a decision; ``subject``, ``outcome`` and a body or the deciders in words are needed."""

    subject: str
    outcome: Outcome
    date: datetime.date | None
    date_precision: Precision
    body: Body | None
    body_text: str
    effective_date: datetime.date | None
    effective_date_precision: Precision
    form: DecisionForm
    region: Region | None
    programme: Programme | None
    dossier: Dossier | None
    source: Source | None
    publicly_sourced: bool
    owner_gemeente: Gemeente | None
    owner_region: Region | None


class RoundFacts(TypedDict, total=False):
    """What is known of a round; ``kind`` and ``subject`` are needed."""

    kind: RoundKind
    subject: str
    framework: Framework | None
    asked_by: Body | None
    asked_on: datetime.date | None
    asked_on_precision: Precision
    deadline: datetime.date | None
    legal_term: LegalTerm | None
    request: str
    dossier: Dossier | None
    source: Source | None
    level: Level | None
    owner_gemeente: Gemeente | None
    owner_region: Region | None


class ResponseFacts(TypedDict, total=False):
    """What letters say of a gemeente's answer; ``round``, ``gemeente`` and ``status`` are needed."""

    round: Round
    gemeente: Gemeente
    status: AnswerStatus
    date: datetime.date | None
    date_precision: Precision
    number: str
    led_to: Decision | None
    owner_gemeente: Gemeente | None
    owner_region: Region | None


class CommitmentFacts(TypedDict, total=False):
    """What is known of a promise; ``kind``, ``subject`` and who made it are needed."""

    kind: CommitmentKind
    subject: str
    made_by: Body | None
    made_by_person: Person | None
    made_by_text: str
    made_to: Body | None
    made_to_text: str
    made_on: datetime.date | None
    words: str
    earliest: datetime.date | None
    latest: datetime.date | None
    granularity: Granularity
    region: Region | None
    dossier: Dossier | None
    source: Source | None
    level: Level | None
    owner_gemeente: Gemeente | None
    owner_region: Region | None


# The shares of one year together, in per cent.
WHOLE = Decimal(100)


@transaction.atomic
def record_decision(
    *, actor: User | None, deciders: Iterable[Gemeente] = (), **facts: Unpack[DecisionFacts]
) -> Decision:
    """Record a decision, of one body or of the gemeenten in ``deciders``, each for itself.

    Only one with ``publicly_sourced`` and a Source is public at once; any other stays with its owner until a published
    letter proves it.
    """
    decision = Decision(**facts)
    if decision.region is None and decision.body is not None:
        decision.region = decision.body.home_region
    decision.level = Level.PUBLIC if decision.publicly_sourced else None
    _check(decision)
    decision.save()
    decision.deciders.set(deciders)
    index_decision(decision)
    record_event(
        kind=EventKind.RECORDED, object_kind=ObjectKind.DECISION, object_id=decision.pk, actor=actor, audience=decision
    )
    return decision


@transaction.atomic
def erase_fact(fact: Fact) -> None:
    """Delete a fact with its history and search row, so that no words of it stay: for what was recorded from a letter
    that is removed itself, or whose finding a person answers otherwise."""
    number, model = fact.pk, type(fact)
    if not isinstance(fact, RoundResponse):
        remove(object_of(fact)[0], number)
    fact.delete()
    _lines_of(model).filter(pgh_obj_id=number).delete()
    for part, column in PARTS.get(model, ()):
        _lines_of(part).filter(**{column: number}).delete()


# What is deleted with a fact, and so has a history that goes with it.
PARTS: dict[type[models.Model], tuple[tuple[type[models.Model], str], ...]] = {
    Round: ((RoundAnswer, "round_id"), (RoundResponse, "round_id"), (RoundPoint, "round_id")),
    Decision: ((Statement, "decision_id"),),
}


def _lines_of(model: type[models.Model]) -> models.QuerySet[models.Model]:
    events: type[models.Model] = apps.get_model("governance", f"{model.__name__}Event")
    return events._default_manager.all()


@transaction.atomic
def set_audience(fact: Fact, *, level: Level | None, shared_with: list[str]) -> None:
    """Let a fact follow the letters that prove it: public, besloten for these share keys, or not visible."""
    if (fact.level, fact.shared_with) == (level, shared_with):
        return
    before, fact.level, fact.shared_with = fact.level, level, shared_with
    fact.save(update_fields=["level", "shared_with"])
    index_all([fact])
    kind = EventKind.CHANGED
    if before is None or level is None:
        kind = EventKind.PUBLISHED if before is None else EventKind.WITHDRAWN
    object_kind, number = object_of(fact)
    record_event(kind=kind, object_kind=object_kind, object_id=number, actor=None, audience=fact)


def object_of(fact: Fact) -> tuple[ObjectKind, int]:
    """What search and events call a fact; an answer is part of its round."""
    if isinstance(fact, RoundResponse):
        return ObjectKind.ROUND, fact.round_id
    if isinstance(fact, Round):
        return ObjectKind.ROUND, fact.pk
    return (ObjectKind.DECISION if isinstance(fact, Decision) else ObjectKind.COMMITMENT), fact.pk


@transaction.atomic
def open_dossier(title: str, *, region: Region | None, actor: User | None) -> Dossier:
    """Start a dossier, or give the one that has this title in the region. Its title is public at once."""
    known = Dossier.objects.filter(title__iexact=title, region=region).first()
    if known is not None:
        return known
    base = slugify(title)[:60].strip("-") or "dossier"
    taken = set(Dossier.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug = next(name for name in chain([base], (f"{base}-{n}" for n in count(2))) if name not in taken)
    dossier = Dossier(title=title, slug=slug, region=region)
    _check(dossier)
    dossier.save()
    index_all([dossier])
    ChangeEvent.objects.create(
        kind=EventKind.RECORDED, object_kind=ObjectKind.DOSSIER, object_id=dossier.pk, actor=actor, level=Level.PUBLIC
    )
    return dossier


@transaction.atomic
def record_commitment(*, actor: User | None, **facts: Unpack[CommitmentFacts]) -> Commitment:
    """Record a promise; without a level it stays with its owner until a published letter proves it."""
    return _recorded(Commitment(**facts), actor)


@transaction.atomic
def record_response(*, actor: User | None, **facts: Unpack[ResponseFacts]) -> RoundResponse:
    """Record what a letter says of a gemeente's answer; the caller adds the place in the letter that says so."""
    return _recorded(RoundResponse(**facts), actor)


def _recorded(fact: Recorded, actor: User | None) -> Recorded:
    _check(fact)
    fact.save()
    index_all([fact])
    kind, number = object_of(fact)
    record_event(kind=EventKind.RECORDED, object_kind=kind, object_id=number, actor=actor, audience=fact)
    return fact


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: Role,
    place: Gemeente | Region | None,
    valid_from: datetime.date | None,
    valid_until: datetime.date | None = None,
    granted_by: User | None,
) -> RoleAssignment:
    """Give a user a role for a gemeente, a region or everywhere, from a first day up to (not including) a last.

    Whether the granter may do this is ``access.may_grant``'s to say, and the caller's to ask. Nobody gives a role to
    themselves: beheer must not open drafts to itself unseen.
    """
    if granted_by is not None and granted_by.pk == user.pk:
        raise RuleBroken("U kunt uzelf geen rol geven. Vraag een andere beheerder om dat te doen.")
    assignment = RoleAssignment(
        user=user,
        role=role,
        gemeente=place if isinstance(place, Gemeente) else None,
        region=place if isinstance(place, Region) else None,
        valid_from=valid_from,
        valid_until=valid_until,
        granted_by=granted_by,
    )
    _check(assignment)
    assignment.save()
    _record_role(EventKind.GRANTED, assignment.pk, granted_by)
    return assignment


@transaction.atomic
def end_role(assignment: RoleAssignment, *, ends_on: datetime.date, ended_by: User | None) -> None:
    """End a role: ``ends_on`` is the first day on which it no longer holds.

    A role that would end before or on the day it begins never held: its row goes, its history stays.
    """
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.valid_until is not None and assignment.valid_until <= ends_on:
        raise RuleBroken("Deze rol eindigt al op of voor die dag. Kies een eerdere datum.")
    number = assignment.pk
    if assignment.valid_from is not None and ends_on <= assignment.valid_from:
        assignment.delete()
    else:
        assignment.valid_until = ends_on
        assignment.save(update_fields=["valid_until"])
    _record_role(EventKind.ENDED, number, ended_by)


@transaction.atomic
def complete_shares(table: ShareTable) -> None:
    """Mark the shares of one year as complete: together they make 100 %, to a thousandth. Else RuleBroken says how much
    is missing or too much."""
    total = table.shares.aggregate(total=models.Sum("percentage"))["total"] or Decimal(0)
    if total != WHOLE:
        difference = f"{abs(WHOLE - total).normalize():f}".replace(".", ",")
        what = "te weinig" if total < WHOLE else "te veel"
        raise RuleBroken(f"De aandelen van {table.year} zijn samen {difference} procent {what}. Pas ze eerst aan.")
    table.complete = True
    table.save(update_fields=["complete"])


@transaction.atomic
def open_round(
    *,
    region: Region | None,
    definition: RegionDefinition | None,
    members_on: datetime.date | None,
    actor: User | None,
    **facts: Unpack[RoundFacts],
) -> Round:
    """Start a round among the gemeenten of a region, by one division, as they were on a day: not those of today.

    ``members_on`` is the day it was asked or, where no text says when, a day on which it ran; None where nothing says
    that all of them were asked. Who owns the round reads and edits it; for whom it is published is its level.
    """
    found = Round(region=region, **facts)
    _check(found)
    found.save()
    if members_on is not None:
        lying = RegionMembership.objects.on(members_on).filter(region=region, definition=definition)
        members = Gemeente.objects.filter(memberships__in=lying).distinct()
        RoundAnswer.objects.bulk_create(RoundAnswer(round=found, gemeente=gemeente) for gemeente in members)
    index_all([found])
    record_event(kind=EventKind.RECORDED, object_kind=ObjectKind.ROUND, object_id=found.pk, actor=actor, audience=found)
    return found


def record_event(
    *,
    kind: EventKind,
    object_kind: ObjectKind,
    object_id: int,
    actor: User | None,
    audience: Audience,
    reason: str = "",
) -> None:
    """Append what happened, visible to whom the thing itself is visible now; call in the transaction of the change."""
    ChangeEvent.objects.create(
        kind=kind,
        object_kind=object_kind,
        object_id=object_id,
        actor=actor,
        reason=reason,
        level=audience.level,
        owner_gemeente_id=audience.owner_gemeente_id,
        owner_region_id=audience.owner_region_id,
        shared_with=audience.shared_with,
    )


def _record_role(kind: EventKind, number: int, actor: User | None) -> None:
    """Who holds which role is nobody's news: the event has no level and no owner."""
    ChangeEvent.objects.create(kind=kind, object_kind=ObjectKind.ROLE, object_id=number, actor=actor)


def _check(row: models.Model) -> None:
    """Ask the row's own rules before the database does, so that people read why it is refused."""
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
