"""The audience of facts follows the letters that prove them: decisions, rounds, answers in rounds and promises."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from documents import norm_lists
from documents.models import Choice, EvidenceLink, Letter, LetterVersion
from documents.models.findings import FACT_TARGETS
from documents.vocabulary import ChoiceAction, EvidenceStatus
from governance.changes import Fact, erase_fact, set_audience
from governance.models import Commitment, Decision, Round, RoundResponse
from governance.vocabulary import Level

MODELS: dict[str, type[Model]] = {
    "decision": Decision, "round": Round, "response": RoundResponse, "commitment": Commitment,
}  # fmt: skip


def refresh_facts(letter: Letter) -> None:
    """Rewrite the audience of everything that this letter is evidence for.

    The rows are locked, always in the same order: two letters that prove one fact and are withdrawn at the same moment
    would else each count on the other, and the fact would stay public. What an editor recorded with a source, and so
    for whom, stays as it is.
    """
    for name in FACT_TARGETS:
        proven = letter_facts(name, letter).order_by("pk").select_for_update(no_key=True)
        for fact in proven:
            _follow(name, fact)
    norm_lists.refresh(letter)


def letter_facts(name: str, letter: Letter) -> QuerySet[Any]:
    """The facts of one kind that a letter is evidence for, in any of its versions."""
    links = EvidenceLink.objects.filter(version__letter=letter, status=EvidenceStatus.CONFIRMED)
    return MODELS[name]._default_manager.filter(pk__in=links.filter(**{f"{name}__isnull": False}).values(name))


# What not everybody may read.
HIDDEN = ~Q(level=Level.PUBLIC)


def holds_hidden_facts_of_others(version: LetterVersion) -> bool:
    """Whether a version proves what is of another owner and not public, or no longer: not this owner's to open."""
    letter = version.letter
    ours = Q(owner_gemeente=letter.owner_gemeente_id, owner_region=letter.owner_region_id)
    nobodys = Q(owner_gemeente=None, owner_region=None)
    return any(rows.filter(HIDDEN).exclude(ours | nobodys).exists() for rows in _proven_by(version).values())


def proving_the_same(version: LetterVersion) -> QuerySet[LetterVersion]:
    """Other versions, of any letter, that prove something that this one proves and not everybody may read."""
    same = Q()
    for name, rows in _proven_by(version).items():
        same |= Q(**{f"{name}__in": rows.filter(HIDDEN).values("pk")})
    links = EvidenceLink.objects.filter(same, status=EvidenceStatus.CONFIRMED).exclude(version=version)
    return LetterVersion.objects.filter(pk__in=links.values("version")).select_related("letter")


def _proven_by(version: LetterVersion) -> dict[str, QuerySet[Any]]:
    links = EvidenceLink.objects.filter(version=version, status=EvidenceStatus.CONFIRMED)
    return {
        name: model._default_manager.filter(pk__in=links.filter(**{f"{name}__isnull": False}).values(name))
        for name, model in MODELS.items()
    }


def _follow(name: str, fact: Fact) -> None:
    letters = Letter.objects.filter(pk__in=_proofs(name, fact).values("version__letter"))
    levels = list(letters.exclude(level=None).values_list("level", "shared_with"))
    if isinstance(fact, Decision) and fact.publicly_sourced:
        set_audience(fact, level=Level.PUBLIC, shared_with=[])
    elif isinstance(fact, Round | Commitment) and fact.source_id is not None:
        return
    elif any(level == Level.PUBLIC for level, _ in levels):
        set_audience(fact, level=Level.PUBLIC, shared_with=[])
    elif levels:
        shared = sorted({key for _, keys in levels for key in keys})
        set_audience(fact, level=Level.RESTRICTED, shared_with=shared)
    else:
        set_audience(fact, level=None, shared_with=[])


def _proofs(name: str, fact: Fact) -> QuerySet[EvidenceLink]:
    """Where a fact is proven: in the newest version of a letter, for what an older one said was replaced."""
    newest = LetterVersion.objects.filter(letter=OuterRef("version__letter")).order_by("-number").values("pk")[:1]
    return EvidenceLink.objects.filter(**{name: fact}, status=EvidenceStatus.CONFIRMED, version=Subquery(newest))


def forget_own_facts(letter: Letter) -> None:
    """Delete what a person recorded from this letter alone: without it nothing says where it comes from."""
    recorded = Choice.objects.filter(
        version__letter=letter, action__in=[ChoiceAction.CREATED, ChoiceAction.RESPONDED]
    ).values_list("value", flat=True)
    values = list(recorded)
    # Answers before the rounds they belong to.
    for name in ("response", "commitment", "round", "decision"):
        for pk in {value[name] for value in values if value.get(name) is not None}:
            forget_if_unproven(name, pk, besides=letter)


def forget_if_unproven(name: str, number: int, *, besides: Letter | None = None) -> None:
    """Delete a fact that nobody may read yet and that no letter proves (``besides`` one that goes)."""
    fact = MODELS[name]._default_manager.filter(pk=number, level=None).first()
    if not isinstance(fact, Fact) or getattr(fact, "source_id", None) is not None:
        return
    links = EvidenceLink.objects.filter(**{name: fact})
    if not links.exclude(version__letter=besides).exists():
        erase_fact(fact)
