"""What became of a promise, and with which letter it was kept."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet

from documents.models import Letter, Settlement
from governance.changes import record_event
from governance.ending import locked
from governance.errors import RuleBroken
from governance.models import Commitment, User
from governance.scope import Scope
from governance.undoing import save_checked
from governance.vocabulary import CommitmentStatus, EventKind, ObjectKind

LETTER_ADDRESS = re.compile(r"/brieven/(\d{1,9})\b")
NEWEST = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a griffie says of a promise; the letter is shown to whoever may read it, the rest to every reader."""

    status: str
    settled_on: datetime.date | None = None
    settled_by: str = ""
    letter: Letter | None = None


@transaction.atomic
def settle(commitment: Commitment, outcome: Outcome, *, user: User, seen: int | None = None) -> Commitment:
    """Say what became of a promise. ChangedMeanwhile when somebody else did after ``seen``; RuleBroken for a day or a
    letter that comes before the promise, and for either with a promise that is still open."""
    fresh = locked(commitment, seen)
    _require_sense(fresh, outcome)
    fresh.status, fresh.settled_on, fresh.settled_by = outcome.status, outcome.settled_on, outcome.settled_by
    save_checked(fresh, fields=["status", "settled_on", "settled_by"])
    if outcome.letter is None:
        Settlement.objects.filter(commitment=fresh).delete()
    else:
        Settlement.objects.update_or_create(commitment=fresh, defaults={"letter": outcome.letter, "added_by": user})
    record_event(
        kind=EventKind.CHANGED, object_kind=ObjectKind.COMMITMENT, object_id=fresh.pk, actor=user, audience=fresh
    )
    return fresh


def letters_to_choose(scope: Scope) -> QuerySet[Letter]:
    """The newest published letters of the asking griffie itself."""
    own = Q(owner_gemeente__in=scope.owner_gemeenten) | Q(owner_region__in=scope.owner_regions)
    rows: QuerySet[Letter] = Letter.objects.readable_by(scope).filter(own)
    return rows.order_by("-published_at", "-pk")[:NEWEST]


def letter_named(words: str, scope: Scope) -> Letter | None:
    """The one letter this reader may read with this number, or at this address; None for none and for several."""
    readable = Letter.objects.readable_by(scope)
    address = LETTER_ADDRESS.search(words)
    found = readable.filter(pk=int(address[1])) if address else readable.filter(case_number__iexact=words.strip())
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None


def _require_sense(commitment: Commitment, outcome: Outcome) -> None:
    if outcome.status == CommitmentStatus.OPEN and (outcome.settled_on or outcome.settled_by or outcome.letter):
        raise RuleBroken("Deze toezegging staat nog open. Kies ‘Afgedaan’ of ‘Vervallen’, of maak de rest leeg.")
    made = commitment.made_on
    if made is not None and outcome.settled_on is not None and outcome.settled_on < made:
        raise RuleBroken("De dag van afdoening ligt voor de dag van de toezegging. Pas de dag aan.")
    letter = outcome.letter
    if made is not None and letter is not None and letter.date is not None and letter.date < made:
        raise RuleBroken("Deze brief is van voor de toezegging. Kies een latere brief.")
