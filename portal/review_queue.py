"""The row of letters that wait for this griffie, and where one of them stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from documents.models import Letter
from documents.vocabulary import LetterState
from governance.scope import Scope


@dataclass(frozen=True, slots=True)
class Queue:
    """The place of a letter among those that wait (1 is first; 0: it does not wait), and the letters around it."""

    number: int
    total: int
    previous: int | None
    next: int | None


def waiting(scope: Scope) -> QuerySet[Letter]:
    """Letters to check, the one that waits longest first."""
    letters: QuerySet[Letter] = Letter.objects.handled_by(scope).filter(state=LetterState.TO_CHECK)
    return letters.order_by("created_at", "pk")


def queue_at(letter: Letter, scope: Scope) -> Queue:
    """Where a letter stands. After the last one comes the first, as long as that is another letter."""
    numbers = list(waiting(scope).values_list("pk", flat=True))
    if letter.pk not in numbers:
        return Queue(0, len(numbers), None, numbers[0] if numbers else None)
    place = numbers.index(letter.pk)
    others = numbers[place + 1 :] + numbers[:place]
    before = numbers[place - 1] if place else None
    return Queue(place + 1, len(numbers), before, others[0] if others else None)
