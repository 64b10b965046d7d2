"""Decisions that letters tell in ways that cannot both be true: which may be such, and what a griffie noted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Q

from documents.answers import telling_words
from documents.models import Contradiction
from governance.errors import RuleBroken
from governance.models import Decision, User

# The same matter does not come back within this time; further apart they are two decisions.
SAME_PERIOD = datetime.timedelta(days=366)
LEAST_SHARED_WORDS = 1
MOST = 3


def may_contradict(decision: Decision, others: Iterable[Decision]) -> list[Decision]:
    """Decisions about the same matter in the same period of which body, date or outcome differ; at most three. Only a
    suggestion: whether letters contradict each other is for a person to say."""
    words = telling_words(decision.subject)
    alike = [
        other
        for other in others
        if other.pk != decision.pk
        and len(words & telling_words(other.subject)) >= LEAST_SHARED_WORDS
        and _same_period(decision, other)
        and _tells_otherwise(decision, other)
    ]
    return alike[:MOST]


def _same_period(one: Decision, other: Decision) -> bool:
    return one.date is None or other.date is None or abs(one.date - other.date) <= SAME_PERIOD


def _tells_otherwise(one: Decision, other: Decision) -> bool:
    return (one.body_id, one.body_text.casefold(), one.outcome) != (
        other.body_id, other.body_text.casefold(), other.outcome,
    )  # fmt: skip


def note(one: Decision, other: Decision, *, user: User) -> None:
    """Record that letters tell these two in ways that cannot both be true."""
    if one.pk == other.pk:
        raise RuleBroken("Een besluit kan zichzelf niet tegenspreken.")
    first, second = sorted((one, other), key=lambda decision: decision.pk)
    Contradiction.objects.get_or_create(first=first, second=second, defaults={"noted_by": user})


def take_back(one: Decision, other: Decision) -> None:
    """Forget that these two contradict each other."""
    first, second = sorted((one, other), key=lambda decision: decision.pk)
    Contradiction.objects.filter(first=first, second=second).delete()


def contradicting(decisions: Iterable[int]) -> dict[int, set[int]]:
    """By the id of each of these decisions: the ids of those that are noted to contradict it. One query."""
    asked = set(decisions)
    pairs = Contradiction.objects.filter(Q(first__in=asked) | Q(second__in=asked)).values_list("first", "second")
    found: dict[int, set[int]] = {pk: set() for pk in asked}
    for first, second in pairs:
        for one, other in ((first, second), (second, first)):
            if one in found:
                found[one].add(other)
    return found
