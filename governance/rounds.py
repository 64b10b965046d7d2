"""Keeping a round: how far a gemeente is, the text of its answer from draft to published, and what the board did."""

from __future__ import annotations

import datetime
from typing import TypedDict

from django.db import transaction

from governance.changes import record_event
from governance.ending import locked
from governance.errors import RuleBroken
from governance.history import forget_words
from governance.indexing import index_all
from governance.models import (
    AnswerDraft,
    Gemeente,
    LegalTerm,
    RegionMembership,
    Round,
    RoundAnswer,
    RoundPoint,
    User,
)
from governance.queries import division_on
from governance.undoing import save_checked
from governance.vocabulary import AnswerStatus, EventKind, ObjectKind, Precision

# What a griffie may say of an answer: that it went over to a successor is for the herindeling to say.
CHOICES = tuple(status for status in AnswerStatus if status is not AnswerStatus.SUCCEEDED)


class AnswerFacts(TypedDict, total=False):
    """What may be said of an answer, besides its text."""

    status: str
    received_on: datetime.date | None
    college_on: datetime.date | None
    advice_on: datetime.date | None
    council_on: datetime.date | None
    answered_on: datetime.date | None
    number: str
    reaction: str


class RoundTerms(TypedDict):
    """By when raden are asked, and what they are asked besides."""

    asked_on: datetime.date | None
    deadline: datetime.date | None
    legal_term: LegalTerm | None
    request: str


@transaction.atomic
def keep_terms(found: Round, terms: RoundTerms, *, actor: User, seen: int | None = None) -> Round:
    """Say when raden were asked and by when they answer. A legal term counts only where somebody chose it and no
    deadline is given. ChangedMeanwhile when somebody else changed the round after ``seen``."""
    fresh = locked(found, seen)
    term, asked_on, deadline = terms["legal_term"], terms["asked_on"], terms["deadline"]
    if deadline is None and term is not None:
        if asked_on is None:
            raise RuleBroken("Vul de dag van de vraag in: vanaf die dag telt de wettelijke termijn.")
        deadline = term.deadline(asked_on)
    if asked_on != fresh.asked_on:
        fresh.asked_on, fresh.asked_on_precision = asked_on, Precision.DAY
    fresh.deadline, fresh.legal_term, fresh.request = deadline, term, terms["request"]
    save_checked(fresh)
    _tell(fresh, actor)
    return fresh


@transaction.atomic
def ask_region(found: Round, *, actor: User) -> int:
    """Record that all gemeenten of the region were asked, those of the day of the question and not those of today;
    returns how many were not known yet."""
    if found.region is None or found.asked_on is None:
        raise RuleBroken("Vul de dag van de vraag in: dan is bekend welke gemeenten erbij horen.")
    definition = division_on(found.region, found.asked_on)
    if definition is None:
        raise RuleBroken(f"Van regio {found.region} is niet bekend welke gemeenten er op die dag in lagen.")
    lying = RegionMembership.objects.on(found.asked_on).filter(region=found.region, definition=definition)
    known = set(found.answers.values_list("gemeente", flat=True))
    new = set(lying.values_list("gemeente", flat=True)) - known
    for gemeente in sorted(new):
        RoundAnswer.objects.create(round=found, gemeente_id=gemeente)
    index_all([found])
    _tell(found, actor)
    return len(new)


@transaction.atomic
def keep_answer(answer: RoundAnswer, facts: AnswerFacts, *, actor: User, seen: int | None = None) -> RoundAnswer:
    """Say how far a gemeente is. ChangedMeanwhile when somebody else did after ``seen``; RuleBroken for an answer that
    went over to the gemeente that came instead."""
    fresh = locked(answer, seen)
    if AnswerStatus.SUCCEEDED in {fresh.status, facts.get("status")}:
        raise RuleBroken("Deze gemeente is opgegaan in een andere. De nieuwe gemeente antwoordt.")
    changed = [name for name, value in facts.items() if getattr(fresh, name) != value]
    if changed:
        for name in changed:
            setattr(fresh, name, facts[name])  # type: ignore[literal-required] # the names of this very dict
        save_checked(fresh, fields=changed)
        forget_words(fresh, "reaction", "number")
        _tell(fresh.round, actor)
    return fresh


@transaction.atomic
def keep_draft(answer: RoundAnswer, text: str, *, taken_from: Gemeente | None, actor: User) -> None:
    """Keep the text of an answer for its own griffie alone; an empty one, or what is published already, is no draft."""
    if text in {"", answer.text}:
        AnswerDraft.objects.filter(answer=answer).delete()
        return
    AnswerDraft.objects.update_or_create(
        answer=answer, defaults={"text": text, "taken_from": taken_from, "saved_by": actor}
    )


@transaction.atomic
def publish_text(answer: RoundAnswer, text: str, *, taken_from: Gemeente | None, actor: User) -> RoundAnswer:
    """Show the text of an answer to everybody who may see the round; its draft goes. An empty text shows nothing."""
    fresh = locked(answer)
    AnswerDraft.objects.filter(answer=fresh).delete()
    source = taken_from if text else None
    if (fresh.text, fresh.taken_from) != (text, source):
        fresh.text, fresh.taken_from = text, source
        save_checked(fresh, fields=["text", "taken_from"])
        forget_words(fresh, "text")
        _tell(fresh.round, actor)
    return fresh


@transaction.atomic
def keep_point(point: RoundPoint, *, actor: User) -> None:
    """Store a point that raden raised, with what the board did with it."""
    save_checked(point)
    forget_words(point, "text", "reaction")
    _tell(point.round, actor)


@transaction.atomic
def drop_point(point: RoundPoint, *, actor: User) -> None:
    """Take a point away; that it was there stays in the history, its words do not."""
    found, number = point.round, point.pk
    point.delete()
    point.pk = number
    forget_words(point, "text", "reaction")
    _tell(found, actor)


def _tell(found: Round, actor: User) -> None:
    record_event(kind=EventKind.CHANGED, object_kind=ObjectKind.ROUND, object_id=found.pk, actor=actor, audience=found)
