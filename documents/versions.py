"""A letter in versions, behind one address. The new version is a draft letter of its own until it is published: the
old one stays readable, with its masks, and nothing of the new one can be seen before."""

from __future__ import annotations

from functools import partial

from django.db import transaction

from documents import facts
from documents.answers import found_decisions, link_decision, reject_decision
from documents.found import FoundItem
from documents.indexing import forget_letter
from documents.models import Choice, CitedDocument, Letter, LetterAttachment, LetterVersion, Upload
from documents.redaction import MASK, MIN_IN_FIELD, mask_words, masked_words, occurrences
from documents.vocabulary import ChoiceAction, LetterState
from governance.dates import parse_iso
from governance.errors import RuleBroken
from governance.models import Decision, Gemeente, Region, User
from governance.vocabulary import Level

# What the letter behind the address takes over from the draft that replaces it.
TAKEN_OVER = [
    "declared_level", "document_type", "subject", "date", "date_precision", "date_kind", "case_number", "from_body",
    "from_person", "to_body", "portefeuillehouder", "gemeente", "region", "source_url", "dossier",
]  # fmt: skip
# Choices about fields that count for a new version where reading claims the same as it did of the old one.
FIELDS = [
    "document_type", "subject", "case_number", "from_body", "from_person", "to_body", "portefeuillehouder", "date",
    "gemeente", "region",
]  # fmt: skip
REPLACEABLE = [LetterState.READING, LetterState.TO_CHECK, LetterState.PUBLISHED, LetterState.FAILED]


def begin(letter: Letter, *, of: Letter) -> None:
    """Make a draft the next version of another letter of the same owner; raises RuleBroken where it cannot be."""
    if letter.published_at is not None or letter.pk == of.pk:
        raise RuleBroken("Een gepubliceerde brief kan geen nieuwe versie van een andere brief worden.")
    if (letter.owner_gemeente_id, letter.owner_region_id) != (of.owner_gemeente_id, of.owner_region_id):
        raise RuleBroken("Die brief is van een andere gemeente of regio. Voeg uw brief toe als aparte brief.")
    if sentence := problem_with(of):
        raise RuleBroken(sentence)
    letter.replaces, letter.resembles, letter.resembles_by = of, None, ""
    letter.save(update_fields=["replaces", "resembles", "resembles_by"])
    version = letter.version
    if version is not None and version.text:
        version.letter = letter
        carry_over(version)


def problem_with(of: Letter) -> str:
    """Why no new version of this letter can be published: a Dutch sentence, or ""."""
    if of.state not in REPLACEABLE or of.replaces_id is not None:
        return (
            "Van de brief die er al is kan nu geen nieuwe versie komen: hij is ingetrokken, of is zelf een nieuwe "
            "versie. Kies ‘Toch als aparte brief’."
        )
    return ""


def carried_masks(version: LetterVersion) -> set[tuple[int, int]]:
    """Places in a new version with words that are masked in the old one: all of them are proposed for masking."""
    old = _replaced(version)
    if old is None:
        return set()
    spans = _masked_runs(old) | {
        (start, end)
        for rows in (old.choices.filter(key="personal_data", action=ChoiceAction.MASKED),
                     old.findings.filter(key="personal_data"))
        for start, end in rows.values_list("start", "end") if start is not None and end is not None
    } - {
        (start, end)
        for start, end in old.choices.filter(key="personal_data", action=ChoiceAction.KEPT).values_list("start", "end")
        if start is not None and end is not None
    }  # fmt: skip
    words = masked_words(old.text, spans, shortest=MIN_IN_FIELD)
    return {place for word in words for place in occurrences(version.text, word)}


def carry_over(version: LetterVersion) -> None:
    """Give a new version what people chose about the old one, where reading claims the same of both: field by field,
    and decision by decision. What was chosen about the new version itself stays."""
    old = _replaced(version)
    if old is None:
        return
    claims = {f.key: f.value.get("value") for f in old.findings.filter(key__in=FIELDS)}
    same = [f.key for f in version.findings.filter(key__in=FIELDS) if claims.get(f.key) == f.value.get("value")]
    chosen = set(version.choices.filter(start=None).values_list("key", flat=True))
    for choice in old.choices.filter(key__in=[key for key in same if key not in chosen], start=None):
        Choice.objects.create(
            version=version, key=choice.key, action=choice.action, value=choice.value, made_by=choice.made_by
        )
        _apply(version.letter, choice.key, choice.value.get("value"))
    version.letter.dossier = version.letter.dossier or old.letter.dossier
    version.letter.save(update_fields=[*TAKEN_OVER])
    _carry_answers(old, version)
    facts.carry(old, version)


@transaction.atomic
def take_over(draft: Letter, version: LetterVersion) -> Letter:
    """On publication: put the draft's version behind the address of the letter that it replaces, and give that letter
    what the draft says. Returns the letter to publish; the draft is gone. Without a letter to replace: the draft."""
    if draft.replaces_id is None:
        return draft
    letter: Letter = Letter.objects.select_for_update(of=("self",)).get(pk=draft.replaces_id)
    newest = letter.version
    version.letter, version.number = letter, (newest.number if newest else 0) + 1
    version.save(update_fields=["letter", "number"])
    for column in TAKEN_OVER:
        setattr(letter, column, getattr(draft, column))
    letter.edit_count += 1
    letter.resembles, letter.resembles_by = None, ""
    Upload.objects.filter(letter=draft).update(letter=letter)
    Upload.objects.filter(duplicate_of=draft).update(duplicate_of=letter)
    CitedDocument.objects.filter(letter=draft).update(letter=letter)
    Letter.objects.filter(resembles=draft).update(resembles=letter)
    _move_attachments(draft, letter)
    forget_letter(draft)
    draft.delete()
    return letter


def mask_older(version: LetterVersion, words: list[str]) -> None:
    """What is masked in the newest version is masked in the older ones too: it may be why there is a new one."""
    for older in version.letter.versions.exclude(pk=version.pk).exclude(public_text=""):
        older.public_text = mask_words(older.public_text, words)
        older.save(update_fields=["public_text"])


def older_versions(letter: Letter) -> list[LetterVersion]:
    """Earlier versions that everybody could read, newest first, for whoever may read the letter now."""
    rows = list(letter.versions.defer("text", "public_text").exclude(public_text="").order_by("-number"))
    return [version for version in rows[1:] if version.published_level == Level.PUBLIC]


def _replaced(version: LetterVersion) -> LetterVersion | None:
    """The version that this one takes the place of."""
    letter = version.letter
    if letter.replaces is not None:
        return letter.replaces.version
    if version.number == 1:
        return None
    return letter.versions.filter(number__lt=version.number).order_by("-number").first()


def _masked_runs(version: LetterVersion) -> set[tuple[int, int]]:
    """What readers of the published text do not see, run by run."""
    runs, start = set(), None
    if len(version.public_text) != len(version.text):
        return set()
    for place, char in enumerate(version.public_text + " "):
        if char == MASK and start is None:
            start = place
        elif char != MASK and start is not None:
            runs.add((start, place))
            start = None
    return runs


def _apply(letter: Letter, key: str, value: object) -> None:
    text = value if isinstance(value, str) else ""
    if key == "date":
        letter.date, letter.date_precision = parse_iso(text or None)
    elif key == "gemeente":
        letter.gemeente = Gemeente.objects.filter(code=text).first()
    elif key == "region":
        letter.region = Region.objects.filter(slug=text).first()
    else:
        setattr(letter, key, text)


def _carry_answers(old: LetterVersion, version: LetterVersion) -> None:
    answers = {_told(found): found for found in found_decisions(old) if found.choice is not None}
    for found in found_decisions(version):
        answered = answers.get(_told(found))
        if found.choice is not None or answered is None or answered.choice is None or answered.choice.made_by is None:
            continue
        _answer_as(version, found, answered.choice, user=answered.choice.made_by)


def _answer_as(version: LetterVersion, found: FoundItem, choice: Choice, *, user: User) -> None:
    decision = Decision.objects.filter(pk=choice.value.get("decision")).first()
    if decision is not None:
        link_decision(version, found, decision=decision, user=user)
    elif choice.action == ChoiceAction.REJECTED:
        reject_decision(version, found, user=user)


def _told(found: FoundItem) -> tuple[object, ...]:
    """What makes a found decision the same one in two versions."""
    return tuple(found.finding.value.get(key) for key in ("body", "date", "subject", "outcome"))


def _move_attachments(draft: Letter, letter: Letter) -> None:
    """Attachments of the draft become the letter's; a file that the letter has already goes."""
    there = set(letter.attachments.values_list("sha256", flat=True))
    for attachment in LetterAttachment.objects.filter(letter=draft):
        if attachment.sha256 in there:
            transaction.on_commit(partial(attachment.file.storage.delete, str(attachment.file.name)))
            attachment.delete()
        else:
            attachment.letter = letter
            attachment.save(update_fields=["letter"])
