"""What a person answers to the decisions that reading found in a letter: known already, new, or no decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day

from django.db import transaction

from documents.choices import Subject, choose
from documents.found import FoundItem, found_items, prove, take_back
from documents.models import Finding, LetterVersion
from documents.vocabulary import ChoiceAction, EvidenceStatus
from governance.changes import record_decision
from governance.dates import parse_iso
from governance.errors import RuleBroken
from governance.models import Body, Decision, User
from governance.vocabulary import Outcome, Precision

MIN_TELLING_WORD = 5
# The key of the choice that says that nothing in this letter is a decision.
NO_DECISION = "no_decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAnswer:
    """What a person records of a decision; a body of the register, or words for who decided."""

    subject: str
    outcome: Outcome
    date: day | None
    date_precision: Precision
    body: Body | None
    body_text: str
    effective_date: day | None = None
    effective_date_precision: Precision = Precision.DAY


def found_decisions(version: LetterVersion) -> list[FoundItem]:
    """The decisions that reading found, each with its answer."""
    return found_items(version, "decisions")


def deciding_bodies(version: LetterVersion, found: Sequence[FoundItem]) -> dict[int, Body]:
    """By the position of a found decision: the body that it names, when its sentence links to exactly one such body
    of the register; else the one body that the letter calls so in full elsewhere ("Algemeen Bestuur" where it wrote
    "Algemeen Bestuur van de Dienst" before). Two queries, however many were found."""
    if not found:
        return {}
    links = list(
        version.evidence.filter(body__isnull=False).exclude(status=EvidenceStatus.REJECTED).values_list(
            "start", "end", "body_id"
        )
    )  # fmt: skip
    named = {
        item.finding.position: _named_bodies(version.text, item.finding, links)
        or _called_in_full(version.text, item.finding, links)
        for item in found
    }
    wanted = {pk for pks in named.values() for pk in pks}
    bodies = Body.objects.select_related("organisation", "gemeente", "region").in_bulk(wanted) if wanted else {}
    return {position: bodies[min(pks)] for position, pks in named.items() if len(pks) == 1}


def _named_bodies(text: str, finding: Finding, links: Iterable[tuple[int, int, int | None]]) -> set[int]:
    written = str(finding.value.get("body") or "").casefold()
    first, last = finding.start or 0, finding.end or 0
    return {
        body
        for start, end, body in links
        if body is not None and first <= start and end <= last
        and _same_body(written, " ".join(text[start:end].split()).casefold())
    }  # fmt: skip


def _called_in_full(text: str, finding: Finding, links: Iterable[tuple[int, int, int | None]]) -> set[int]:
    written = " ".join(str(finding.value.get("body") or "").casefold().split()).removeprefix("het ")
    if " " not in written:
        return set()
    full = ((" ".join(text[start:end].split()).casefold(), body) for start, end, body in links if body is not None)
    return {body for words, body in full if words == written or words.startswith(f"{written} ")}


def _same_body(written: str, linked: str) -> bool:
    """Whether the words of a finding name the body that a place links to: they hold its words, or are their first
    two or more ("Algemeen Bestuur Dienst" of "Algemeen Bestuur Dienst Gezondheid en Jeugd")."""
    return linked in written or (" " in written and linked.startswith(f"{written} "))


def likely_known(found: FoundItem, body: Body | None, candidates: Iterable[Decision]) -> Decision | None:
    """The one known decision of the same day and body that shares a word of the subject; None if none or several.

    Only a suggestion: a person answers.
    """
    date, precision = parse_iso(found.finding.value.get("date"))
    words = telling_words(found.finding.value.get("subject") or "")
    alike = [
        decision
        for decision in candidates
        if date is not None
        and (decision.date, decision.date_precision) == (date, precision)
        and decision.body_id == (body.pk if body else None)
        and words & telling_words(decision.subject)
    ]
    return alike[0] if len(alike) == 1 else None


def telling_words(text: str) -> set[str]:
    """Words that tell subjects apart: five letters and more, and not what every decision here is about."""
    words = {word.strip("'\"‘’“”.,;:()").casefold() for word in text.split()}
    return {word for word in words if len(word) >= MIN_TELLING_WORD} - {"jeugdhulp", "jeugd"}


@transaction.atomic
def link_decision(version: LetterVersion, found: FoundItem, *, decision: Decision, user: User) -> None:
    """Answer a found decision with one that is known already."""
    _answer(version, found, action=ChoiceAction.LINKED, decision=decision, user=user)


@transaction.atomic
def create_decision(version: LetterVersion, found: FoundItem, *, facts: DecisionAnswer, user: User) -> Decision:
    """Answer a found decision with a new record; it stays with the letter's owner until a letter proves it publicly."""
    letter = version.letter
    if _own_creation(found) is not None:
        raise RuleBroken("Dit besluit is al vastgelegd. Koppel het, of kies ‘Dit is geen besluit’.")
    decision = record_decision(
        subject=facts.subject, outcome=facts.outcome, date=facts.date, date_precision=facts.date_precision,
        body=facts.body, body_text=facts.body_text, effective_date=facts.effective_date,
        effective_date_precision=facts.effective_date_precision, region=letter.region, dossier=letter.dossier,
        owner_gemeente=letter.owner_gemeente, owner_region=letter.owner_region, actor=user,
    )  # fmt: skip
    _answer(version, found, action=ChoiceAction.CREATED, decision=decision, user=user)
    return decision


@transaction.atomic
def reject_decision(version: LetterVersion, found: FoundItem, *, user: User) -> None:
    """Answer that this is no decision."""
    _answer(version, found, action=ChoiceAction.REJECTED, decision=None, user=user)


@transaction.atomic
def say_no_decision(version: LetterVersion, *, user: User) -> None:
    """Answer that the letter holds no decision at all: what was found and is unanswered is none. Remembered also when
    nothing was found, for it says that reading missed nothing."""
    for found in found_decisions(version):
        if found.choice is None:
            reject_decision(version, found, user=user)
    choose(version, Subject(NO_DECISION), ChoiceAction.CONFIRMED, value={}, user=user)


def _own_creation(found: FoundItem) -> Decision | None:
    if found.choice is None or found.choice.action != ChoiceAction.CREATED:
        return None
    return Decision.objects.filter(pk=found.choice.value.get("decision")).first()


def _answer(
    version: LetterVersion, found: FoundItem, *, action: ChoiceAction, decision: Decision | None, user: User
) -> None:
    finding = found.finding
    previous = found.choice.value.get("decision") if found.choice else None
    if previous is not None:
        version.evidence.filter(start=finding.start or 0, decision_id=previous).delete()
    take_back(version, found)
    value: dict[str, object] = {"decision": decision.pk} if decision else {}
    choose(version, found.subject, action, value=value, user=user)
    if decision is not None:
        version.choices.filter(key=NO_DECISION).delete()
        prove(version, found, decision)
