"""What a person does with a read letter before publication: confirm, correct, answer decisions, go through links and
personal data. Choices about fields, decisions and masks are rows of their own and survive every re-reading."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from documents.indexing import index_letter
from documents.models import Choice, EvidenceLink, Finding, Letter, LetterVersion
from documents.redaction import occurrences
from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState
from governance.changes import record_decision
from governance.dates import parse_iso, to_iso
from governance.errors import RuleBroken
from governance.models import Body, Decision, Gemeente, Region, User
from governance.vocabulary import ClaimStatus, Outcome, Precision

# The one-value fields that a person checks, in the order of the screen.
FIELDS = [
    "document_type", "subject", "date", "case_number", "gemeente", "region", "from_body", "from_person", "to_body",
    "portefeuillehouder",
]  # fmt: skip

MIN_TELLING_WORD = 5

FieldValue = str | Gemeente | Region | tuple[datetime.date | None, Precision] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAnswer:
    """What a person records of a decision; a body of the register, or words for who decided."""

    subject: str
    outcome: Outcome
    date: datetime.date | None
    date_precision: Precision
    body: Body | None
    body_text: str
    effective_date: datetime.date | None = None
    effective_date_precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class DecisionFinding:
    """A found decision with its answer, if a person gave one; ``ordinal`` tells findings at one place apart."""

    finding: Finding
    ordinal: int
    choice: Choice | None


def field_value(letter: Letter, key: str) -> str | None:
    """A field as a Choice stores it: ISO date cut to its precision, code of a gemeente, slug of a region, text."""
    if key == "date":
        return to_iso(letter.date, letter.date_precision)
    if key == "gemeente":
        return letter.gemeente.code if letter.gemeente else None
    if key == "region":
        return letter.region.slug if letter.region else None
    text: str = getattr(letter, key)
    return text or None


@transaction.atomic
def choose_field(version: LetterVersion, *, key: str, value: FieldValue, user: User) -> None:
    """Record what a person says a field is, and write it to the letter: confirmed, corrected or left empty."""
    letter = version.letter
    before = field_value(letter, key)
    if key == "date":
        letter.date, letter.date_precision = value if isinstance(value, tuple) else (None, Precision.UNKNOWN)
    else:
        setattr(letter, key, value)
    after = field_value(letter, key)
    letter.save()
    action = ChoiceAction.CONFIRMED if before == after else ChoiceAction.CORRECTED
    _choose(version, Subject(key), action if after else ChoiceAction.EMPTIED, value={"value": after}, user=user)


def unsettled_fields(version: LetterVersion) -> list[str]:
    """Fields that reading doubts and no person has looked at, in the order of the screen."""
    chosen = set(version.choices.filter(start__isnull=True).values_list("key", flat=True))
    doubtful = set(version.findings.filter(key__in=FIELDS, status=ClaimStatus.CHECK).values_list("key", flat=True))
    return [key for key in FIELDS if key in doubtful - chosen]


def found_decisions(version: LetterVersion) -> list[DecisionFinding]:
    """The decisions that reading found, each with its answer."""
    choices = {(c.start, c.end, c.ordinal): c for c in version.choices.filter(key="decisions")}
    seen: Counter[tuple[int | None, int | None]] = Counter()
    result = []
    for finding in version.findings.filter(key="decisions"):
        ordinal = seen[finding.start, finding.end]
        seen[finding.start, finding.end] += 1
        choice = choices.get((finding.start, finding.end, ordinal))
        result.append(DecisionFinding(finding, ordinal, choice))
    return result


def deciding_body(found: DecisionFinding) -> Body | None:
    """The body of the register that the found decision names, when its sentence links to exactly one such body."""
    finding = found.finding
    written = str(finding.value.get("body") or "").casefold()
    links = finding.version.evidence.filter(
        body__isnull=False, start__gte=finding.start or 0, end__lte=finding.end or 0
    ).exclude(status=EvidenceStatus.REJECTED)
    text = finding.version.text
    named = {link.body_id for link in links if " ".join(text[link.start : link.end].split()).casefold() in written}
    return Body.objects.select_related("organisation", "gemeente").get(pk=named.pop()) if len(named) == 1 else None


def likely_known(found: DecisionFinding, body: Body | None, candidates: Iterable[Decision]) -> Decision | None:
    """The one known decision of the same day and body that shares a word of the subject; None if none or several.

    Only a suggestion: a person answers.
    """
    date, precision = parse_iso(found.finding.value.get("date"))
    words = _long_words(found.finding.value.get("subject") or "")
    alike = [
        decision
        for decision in candidates
        if date is not None
        and (decision.date, decision.date_precision) == (date, precision)
        and decision.body_id == (body.pk if body else None)
        and words & _long_words(decision.subject)
    ]
    return alike[0] if len(alike) == 1 else None


def _long_words(text: str) -> set[str]:
    """Words that tell subjects apart: five letters and more, and not what every decision here is about."""
    words = {word.strip("'\"‘’“”.,;:()").casefold() for word in text.split()}
    return {word for word in words if len(word) >= MIN_TELLING_WORD} - {"jeugdhulp", "jeugd"}


@transaction.atomic
def link_decision(version: LetterVersion, found: DecisionFinding, *, decision: Decision, user: User) -> None:
    """Answer a found decision with one that is known already."""
    _answer(version, found, action=ChoiceAction.LINKED, decision=decision, user=user)


@transaction.atomic
def create_decision(version: LetterVersion, found: DecisionFinding, *, facts: DecisionAnswer, user: User) -> Decision:
    """Answer a found decision with a new record; it stays with the letter's owner until a letter proves it publicly."""
    letter = version.letter
    earlier = _own_creation(version, found)
    if earlier is not None:
        raise RuleBroken("Dit besluit is al vastgelegd. Koppel het, of kies ‘Geen besluit’.")
    decision = record_decision(
        subject=facts.subject, outcome=facts.outcome, date=facts.date, date_precision=facts.date_precision,
        body=facts.body, body_text=facts.body_text, effective_date=facts.effective_date,
        effective_date_precision=facts.effective_date_precision, region=letter.region,
        owner_gemeente=letter.owner_gemeente, owner_region=letter.owner_region, actor=user,
    )  # fmt: skip
    _answer(version, found, action=ChoiceAction.CREATED, decision=decision, user=user)
    return decision


@transaction.atomic
def reject_decision(version: LetterVersion, found: DecisionFinding, *, user: User) -> None:
    """Answer that this is no decision."""
    _answer(version, found, action=ChoiceAction.REJECTED, decision=None, user=user)


@transaction.atomic
def choose_links(version: LetterVersion, *, accepted: Collection[int]) -> None:
    """Confirm the links with these ids and reject the letter's other suggested ones."""
    links = version.evidence.filter(decision__isnull=True)
    links.filter(pk__in=accepted).update(status=EvidenceStatus.CONFIRMED)
    links.exclude(pk__in=accepted).update(status=EvidenceStatus.REJECTED)


@transaction.atomic
def choose_masks(
    version: LetterVersion, *, masked: Iterable[tuple[int, int]], kept: Iterable[tuple[int, int]], user: User
) -> None:
    """Record for each place in the text whether its personal data is masked or stays."""
    for action, places in ((ChoiceAction.MASKED, masked), (ChoiceAction.KEPT, kept)):
        for start, end in places:
            _choose(version, Subject("personal_data", start, end), action, value={}, user=user)


def mask_words_everywhere(version: LetterVersion, *, words: str, user: User) -> int:
    """Mask words that a person points out, wherever they stand; the number of places, 0 when they are not there."""
    places = occurrences(version.text, words)
    choose_masks(version, masked=places, kept=(), user=user)
    return len(places)


def masked_places(version: LetterVersion) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Places to mask and places to keep: what reading proposes is masked unless a person kept it."""
    proposed = {
        (start, end)
        for start, end in version.findings.filter(key="personal_data").values_list("start", "end")
        if start is not None and end is not None
    }
    chosen = version.choices.filter(key="personal_data", start__isnull=False)
    places = {(c.start, c.end, c.action) for c in chosen}
    masked = {(s, e) for s, e, action in places if s is not None and e is not None and action == ChoiceAction.MASKED}
    kept = {(s, e) for s, e, action in places if s is not None and e is not None and action == ChoiceAction.KEPT}
    return (proposed - kept) | masked, kept


@transaction.atomic
def answer_secrecy(version: LetterVersion, *, reason: str, user: User) -> None:
    """Record that a letter which looked secret is not, and why; the caller queues the reading again."""
    letter = version.letter
    if letter.state != LetterState.POSSIBLY_SECRET or letter.uploaded_by_id != user.pk:
        raise RuleBroken("Alleen wie de brief toevoegde kan deze vraag beantwoorden.")
    _choose(version, Subject("secrecy"), ChoiceAction.KEPT, value={"reason": reason}, user=user)


def touch(letter: Letter, *, seen: int) -> bool:
    """Count an edit if nobody else edited since ``seen``; False: a colleague was first and nothing may be saved."""
    first = bool(Letter.objects.filter(pk=letter.pk, edit_count=seen).update(edit_count=seen + 1))
    if first:
        letter.edit_count = seen + 1
    return first


def reindex(version: LetterVersion) -> None:
    """Bring the letter's search rows up to date after choices."""
    version.refresh_from_db()
    index_letter(version)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a choice is about: a field, or a finding at its place in the text."""

    key: str
    start: int | None = None
    end: int | None = None
    ordinal: int = 0


def _choose(
    version: LetterVersion, subject: Subject, action: ChoiceAction, *, value: dict[str, object], user: User
) -> None:
    place: dict[str, Any] = {"start": subject.start, "end": subject.end, "ordinal": subject.ordinal}
    Choice.objects.update_or_create(
        version=version, key=subject.key, **place, defaults={"action": action, "value": value, "made_by": user}
    )


def _own_creation(version: LetterVersion, found: DecisionFinding) -> Decision | None:
    if found.choice is None or found.choice.action != ChoiceAction.CREATED:
        return None
    return Decision.objects.filter(pk=found.choice.value.get("decision")).first()


def _answer(
    version: LetterVersion, found: DecisionFinding, *, action: ChoiceAction, decision: Decision | None, user: User
) -> None:
    finding = found.finding
    previous = found.choice.value.get("decision") if found.choice else None
    if previous is not None:
        version.evidence.filter(start=finding.start or 0, decision_id=previous).delete()
    value: dict[str, object] = {"decision": decision.pk} if decision else {}
    _choose(version, Subject("decisions", finding.start, finding.end, found.ordinal), action, value=value, user=user)
    if decision is not None and finding.start is not None and finding.end is not None:
        EvidenceLink.objects.get_or_create(
            version=version, decision=decision, start=finding.start, end=finding.end,
            defaults={"status": EvidenceStatus.CONFIRMED, "page": finding.page or 1},
        )  # fmt: skip
