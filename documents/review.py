"""What a person does with a read letter before publication: confirm, correct, go through links and personal data.
Choices about fields and masks are rows of their own and survive every re-reading; decisions: ``documents.answers``."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from documents import duplicates, versions
from documents.choices import Subject, choose
from documents.date_rules import odd_letter_date
from documents.indexing import index_letter
from documents.models import Choice, Letter, LetterVersion
from documents.redaction import MIN_IN_FIELD, contains_words, masked_words, occurrences
from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState
from governance.dates import to_iso
from governance.errors import RuleBroken
from governance.models import Gemeente, Region, User
from governance.vocabulary import ClaimStatus, Level, Precision

# The one-value fields that a person checks, in the order of the screen.
FIELDS = [
    "document_type", "subject", "date", "case_number", "gemeente", "region", "from_body", "from_person", "to_body",
    "portefeuillehouder",
]  # fmt: skip
# The key of the choice that says that somebody went through the personal data.
PERSONAL_DATA_CHECKED = "personal_data_checked"

# What a choice keeps of the claim that it answers.
CLAIMED = ("status", "confidence")

FieldValue = str | Gemeente | Region | tuple[datetime.date | None, Precision] | None


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
    """Record what a person says a field is, and write it to the letter: confirmed, corrected or left empty.

    The choice keeps what reading had claimed and how sure it was, so that the thresholds can be judged later, and
    whether the person said of this very value that it is right (``sure``). Confirming what one corrected stays a
    correction.
    """
    letter = version.letter
    before = field_value(letter, key)
    if key == "date":
        letter.date, letter.date_precision = value if isinstance(value, tuple) else (None, Precision.UNKNOWN)
    else:
        setattr(letter, key, value)
    after = field_value(letter, key)
    letter.save()
    earlier = version.choices.filter(key=key, start=None).first()
    action = ChoiceAction.CONFIRMED if before == after else ChoiceAction.CORRECTED
    if earlier is not None and before == after:
        action = ChoiceAction(earlier.action)
    claimed = _claimed(version, key) if earlier is None else {k: earlier.value.get(k) for k in CLAIMED}
    stored: dict[str, object] = {"value": after, "sure": before == after} | claimed
    choose(version, Subject(key), action if after else ChoiceAction.EMPTIED, value=stored, user=user)


def _claimed(version: LetterVersion, key: str) -> dict[str, object]:
    finding = version.findings.filter(key=key).first()
    return {name: getattr(finding, name) for name in CLAIMED} if finding else {}


def unsettled_fields(version: LetterVersion) -> list[str]:
    """Fields that reading doubts and no person has looked at, or that break a rule and nobody said they are right; in
    the order of the screen."""
    chosen = {choice.key: choice for choice in version.choices.filter(start__isnull=True)}
    doubtful = set(version.findings.filter(key__in=FIELDS, status=ClaimStatus.CHECK).values_list("key", flat=True))
    open_ = {key for key in doubtful if key not in chosen}
    odd = odd_letter_date(version.letter.date, today=timezone.localdate())
    if odd and not ("date" in chosen and chosen["date"].value.get("sure")):
        open_.add("date")
    return [key for key in FIELDS if key in open_]


@transaction.atomic
def choose_links(version: LetterVersion, *, accepted: Collection[int]) -> None:
    """Confirm the links with these ids and reject the letter's other suggested ones."""
    links = version.evidence.naming()
    links.filter(pk__in=accepted).update(status=EvidenceStatus.CONFIRMED)
    links.exclude(pk__in=accepted).update(status=EvidenceStatus.REJECTED)


@transaction.atomic
def choose_masks(
    version: LetterVersion, *, masked: Iterable[tuple[int, int]], kept: Iterable[tuple[int, int]], user: User
) -> None:
    """Record for each place in the text whether its personal data is masked or stays."""
    for action, places in ((ChoiceAction.MASKED, masked), (ChoiceAction.KEPT, kept)):
        for start, end in places:
            choose(version, Subject("personal_data", start, end), action, value={}, user=user)


def mask_words_everywhere(version: LetterVersion, *, words: str, user: User) -> int:
    """Mask words that a person points out, wherever they stand; the number of places, 0 when they are not there."""
    places = occurrences(version.text, words)
    choose_masks(version, masked=places, kept=(), user=user)
    return len(places)


def masked_places(version: LetterVersion) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Places to mask and places to keep: what reading proposes is masked unless a person kept it, and so is what is
    masked in the version that this one replaces."""
    proposed = versions.carried_masks(version) | {
        (start, end)
        for start, end in version.findings.filter(key="personal_data").values_list("start", "end")
        if start is not None and end is not None
    }
    chosen = version.choices.filter(key="personal_data", start__isnull=False)
    places = {(c.start, c.end, c.action) for c in chosen}
    masked = {(s, e) for s, e, action in places if s is not None and e is not None and action == ChoiceAction.MASKED}
    kept = {(s, e) for s, e, action in places if s is not None and e is not None and action == ChoiceAction.KEPT}
    return (proposed - kept) | masked, kept


def require_nothing_masked(version: LetterVersion, text: str) -> None:
    """Raise RuleBroken when words that everybody is to read hold what is masked in the letter."""
    masked, _ = masked_places(version)
    if contains_words(text, masked_words(version.text, masked, shortest=MIN_IN_FIELD)):
        raise RuleBroken("In de titel staan woorden die u in de brief lakt. Kies een andere titel.")


@transaction.atomic
def confirm_personal_data(version: LetterVersion, *, user: User) -> None:
    """Record that somebody went through the letter's personal data as it is now. Who did so first stays named while
    nothing is added to it: with four eyes that person may not publish."""
    if personal_data_check(version) is None:
        value: dict[str, object] = {"places": _places(version)}
        choose(version, Subject(PERSONAL_DATA_CHECKED), ChoiceAction.CONFIRMED, value=value, user=user)


def personal_data_check(version: LetterVersion) -> Choice | None:
    """That somebody went through the personal data; None when nobody did, or when more was found since."""
    choice = version.choices.filter(key=PERSONAL_DATA_CHECKED).first()
    if choice is None or not set(_places(version)) <= set(choice.value.get("places", [])):
        return None
    return choice


def _places(version: LetterVersion) -> list[str]:
    masked, kept = masked_places(version)
    return [f"{start}-{end}" for start, end in sorted(masked | kept)]


@transaction.atomic
def answer_secrecy(version: LetterVersion, *, reason: str, user: User) -> None:
    """Record that a letter which looked secret is not, and why; the caller queues the reading again."""
    letter = version.letter
    if letter.state != LetterState.POSSIBLY_SECRET or letter.uploaded_by_id != user.pk:
        raise RuleBroken("Alleen wie de brief toevoegde kan deze vraag beantwoorden.")
    choose(version, Subject("secrecy"), ChoiceAction.KEPT, value={"reason": reason}, user=user)


def says_not_public(version: LetterVersion) -> bool:
    """Whether the letter itself, or who added it, says that it is not openbaar."""
    stated = version.findings.filter(key="confidentiality").first()
    said = stated.value.get("value") if stated else None
    return said not in {None, Level.PUBLIC.value} or version.letter.declared_level == Level.RESTRICTED


@transaction.atomic
def judge_item(version: LetterVersion, subject: Subject, *, right: bool, user: User) -> None:
    """Record whether something that reading found besides decisions (a request, a promise, costs) is right."""
    choose(version, subject, ChoiceAction.CONFIRMED if right else ChoiceAction.REJECTED, value={}, user=user)


def touch(letter: Letter, *, seen: int) -> bool:
    """Count an edit if nobody else edited since ``seen``; False: a colleague was first and nothing may be saved."""
    first = bool(Letter.objects.filter(pk=letter.pk, edit_count=seen).update(edit_count=seen + 1))
    if first:
        letter.edit_count = seen + 1
    return first


def reindex(version: LetterVersion) -> None:
    """Bring the letter's search rows up to date after choices, and see whether it now is a letter that is there."""
    version.refresh_from_db()
    duplicates.note(version)
    index_letter(version)
