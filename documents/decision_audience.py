"""The audience of decisions follows the letters that prove them."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from documents.models import Choice, EvidenceLink, Letter, LetterVersion
from documents.vocabulary import ChoiceAction, EvidenceStatus
from governance.changes import erase_decision, set_decision_audience
from governance.models import Decision
from governance.vocabulary import Level


def refresh_decisions(letter: Letter) -> None:
    """Rewrite the audience of every decision that this letter is evidence for.

    The decisions are locked, always in the same order: two letters that prove one decision and are withdrawn at the
    same moment would else each count on the other, and the decision would stay public.
    """
    proven = Decision.objects.filter(
        evidence__version__letter=letter, evidence__status=EvidenceStatus.CONFIRMED
    ).values("pk")
    for decision in Decision.objects.filter(pk__in=proven).order_by("pk").select_for_update(no_key=True):
        letters = Letter.objects.filter(pk__in=_proofs(decision).values("version__letter"))
        levels = list(letters.exclude(level=None).values_list("level", "shared_with"))
        if decision.publicly_sourced or any(level == Level.PUBLIC for level, _ in levels):
            set_decision_audience(decision, level=Level.PUBLIC, shared_with=[])
        elif levels:
            shared = sorted({key for _, keys in levels for key in keys})
            set_decision_audience(decision, level=Level.RESTRICTED, shared_with=shared)
        else:
            set_decision_audience(decision, level=None, shared_with=[])


def _proofs(decision: Decision) -> QuerySet[EvidenceLink]:
    """Where a decision is proven: in the newest version of a letter, for what an older one said was replaced."""
    newest = LetterVersion.objects.filter(letter=OuterRef("version__letter")).order_by("-number").values("pk")[:1]
    return EvidenceLink.objects.filter(decision=decision, status=EvidenceStatus.CONFIRMED, version=Subquery(newest))


def forget_own_decisions(letter: Letter) -> None:
    """Delete decisions that a person recorded from this letter alone: without it nothing says where they come from."""
    created = Choice.objects.filter(version__letter=letter, action=ChoiceAction.CREATED).values_list("value", flat=True)
    own = Decision.objects.filter(pk__in=[value["decision"] for value in created], level=None)
    for decision in own.exclude(evidence__version__in=LetterVersion.objects.exclude(letter=letter)):
        erase_decision(decision)
