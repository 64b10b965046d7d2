"""Keeping a round: how far a gemeente is, the text of its answer from draft to published, and what the board did."""

from __future__ import annotations

import datetime
from typing import TypedDict

from django.db import transaction

from governance.changes import record_event
from governance.ending import locked
from governance.errors import RuleBroken
from governance.models import AnswerDraft, Gemeente, Round, RoundAnswer, RoundPoint, User
from governance.undoing import save_checked
from governance.vocabulary import AnswerStatus, EventKind, ObjectKind

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
        _tell(fresh.round, actor)
    return fresh


@transaction.atomic
def keep_point(point: RoundPoint, *, actor: User) -> None:
    """Store a point that raden raised, with what the board did with it."""
    save_checked(point)
    _tell(point.round, actor)


@transaction.atomic
def drop_point(point: RoundPoint, *, actor: User) -> None:
    """Take a point away; its history stays."""
    found = point.round
    point.delete()
    _tell(found, actor)


def _tell(found: Round, actor: User) -> None:
    record_event(kind=EventKind.CHANGED, object_kind=ObjectKind.ROUND, object_id=found.pk, actor=actor, audience=found)
