"""Publish and withdraw letters, and remove wrong uploads: the moments at which something becomes visible or vanishes.

A decision's audience follows the letters that prove it and is rewritten here, in the same transaction.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from documents import answers, citations, duplicates, review, versions
from documents.attaching import remove_attachment
from documents.fact_audience import (
    HIDDEN,
    forget_own_facts,
    holds_hidden_facts_of_others,
    proving_the_same,
    refresh_facts,
)
from documents.indexing import forget_letter, index_letter
from documents.models import FourEyes, Letter, LetterVersion, RemovalRecord, Upload
from documents.redaction import MASK, MIN_IN_FIELD, contains_words, mask_words, masked_words, public_version
from documents.results import TEXT_FIELDS
from documents.sheets import forget_pictures
from documents.vocabulary import EvidenceStatus, LetterState, UploadStatus
from governance.changes import record_event
from governance.errors import RuleBroken
from governance.models import Body, Commitment, Decision, Round, RoundResponse, User
from governance.vocabulary import EventKind, Level, ObjectKind

logger = logging.getLogger(__name__)

# Text columns that readers see and that may repeat what was masked in the text.
SHOWN_COLUMNS = ["subject", "from_body", "from_person", "to_body", "portefeuillehouder", "case_number"]
# How long a publication can be undone as if it had not been; afterwards it is withdrawn, with a reason.
UNDO_WITHIN = datetime.timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a person chooses on publishing: the level (never a default), with whom a besloten letter is shared (share
    keys), and that the personal data was gone through. ``force`` passes over doubt about fields, nothing else; ``seen``
    is the letter's edit count that they saw, None where nobody else can have edited."""

    level: str
    shared_with: Collection[str] = ()
    personal_data_checked: bool
    force: bool = False
    seen: int | None = None


class Problem(NamedTuple):
    """Why a letter cannot be published: a Dutch sentence that says what to do, and what it is about (a field, or
    decisions, level, shared_with, personal_data); empty for the letter as a whole."""

    sentence: str
    about: str = ""


class NotReady(RuleBroken):
    """The letter cannot be published yet, for these reasons."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.sentence for problem in problems))
        self.problems = problems


@transaction.atomic
def publish(letter: Letter, *, choice: Publication, user: User) -> Letter:
    """Make a checked letter readable for its audience; raises NotReady with every reason why not.

    Returns the letter that is published: of a new version that is the letter whose place it takes.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    version = LetterVersion.objects.select_related("letter").get(letter=letter, number=_newest(letter))
    version.letter = letter
    masked, kept = review.masked_places(version)
    words = masked_words(version.text, masked, shortest=MIN_IN_FIELD)
    if problems := _problems(letter, version, choice, words) or _second_pair_of_eyes(version, user):
        raise NotReady(problems)
    letter = versions.take_over(letter, version)
    now = timezone.now()
    version.public_text = public_version(version.text, masked, kept)
    version.published_level, version.published_at = choice.level, now
    version.save(update_fields=["public_text", "published_level", "published_at"])
    versions.mask_older(version, masked_words(version.text, masked, shortest=MIN_IN_FIELD))
    for column in SHOWN_COLUMNS:
        setattr(letter, column, mask_words(getattr(letter, column), words))
    letter.state, letter.level = LetterState.PUBLISHED, choice.level
    letter.shared_with = sorted(choice.shared_with) if choice.level == Level.RESTRICTED else []
    letter.personal_data_checked_at, letter.personal_data_checked_by = now, user
    letter.published_at, letter.published_by = now, user
    letter.withdrawn_at = letter.withdrawn_by = None
    letter.withdrawn_reason, letter.withdrawn_for_privacy = "", False
    letter.save()
    letter.uploads.update(status=UploadStatus.PUBLISHED, changed_at=now)
    version.evidence.filter(status=EvidenceStatus.SUGGESTED).update(status=EvidenceStatus.CONFIRMED)
    letter.bodies.set(
        Body.objects.filter(evidence__version=version, evidence__status=EvidenceStatus.CONFIRMED).distinct()
    )
    refresh_facts(letter)
    index_letter(version)
    citations.resolve(version)
    record_event(
        kind=EventKind.PUBLISHED, object_kind=ObjectKind.LETTER, object_id=letter.pk, actor=user, audience=letter
    )
    return letter


@transaction.atomic
def withdraw(letter: Letter, *, reason: str, for_privacy: bool, user: User) -> None:
    """Take a published letter back: its page says so with the reason (for privacy without title), its text is gone
    from every reader's side, and decisions that only it proved are no longer visible."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state != LetterState.PUBLISHED:
        raise RuleBroken("Deze brief is niet gepubliceerd en kan dus niet worden ingetrokken.")
    now = timezone.now()
    letter.was_public = letter.level == Level.PUBLIC
    letter.state, letter.level = LetterState.WITHDRAWN, None
    letter.withdrawn_at, letter.withdrawn_by = now, user
    letter.withdrawn_reason, letter.withdrawn_for_privacy = reason, for_privacy
    letter.save()
    letter.uploads.update(status=UploadStatus.WITHDRAWN, changed_at=now)
    letter.versions.update(public_text="")
    refresh_facts(letter)
    index_letter(LetterVersion.objects.select_related("letter").get(letter=letter, number=_newest(letter)))
    record_event(
        kind=EventKind.WITHDRAWN, object_kind=ObjectKind.LETTER, object_id=letter.pk, actor=user, audience=letter
    )


@transaction.atomic
def reopen(letter: Letter, *, user: User) -> None:
    """Let a withdrawn letter be checked and published again, with every choice kept; until then it stays gone, and so
    does what it alone proves."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state != LetterState.WITHDRAWN:
        raise RuleBroken("Deze brief is niet ingetrokken.")
    letter.state = LetterState.TO_CHECK
    letter.edit_count += 1
    letter.save(update_fields=["state", "edit_count"])
    letter.uploads.update(status=UploadStatus.TO_CHECK, changed_at=timezone.now())
    index_letter(LetterVersion.objects.select_related("letter").get(letter=letter, number=_newest(letter)))
    record_event(
        kind=EventKind.CHANGED, object_kind=ObjectKind.LETTER, object_id=letter.pk, actor=user, audience=letter,
        reason="opnieuw te controleren",
    )  # fmt: skip


def may_undo(letter: Letter) -> bool:
    """Whether its publication can still be undone as if it had not been."""
    published = letter.published_at
    if letter.state != LetterState.PUBLISHED or published is None or timezone.now() - published >= UNDO_WITHIN:
        return False
    # Of a new version the draft is gone, and taking the letter back would take its older versions along.
    return not letter.versions.filter(number__gt=1).exists()


@transaction.atomic
def undo(letter: Letter, *, user: User) -> None:
    """Take a publication of a moment ago back: the letter waits to be checked again with every choice kept, and is
    gone from every reader's side at once."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if not may_undo(letter):
        raise RuleBroken("Ongedaan maken kan tot 10 minuten na het publiceren. Trek de brief in.")
    version = LetterVersion.objects.select_related("letter").get(letter=letter, number=_newest(letter))
    version.letter = letter
    letter.state, letter.level, letter.shared_with = LetterState.TO_CHECK, None, []
    letter.published_at = letter.published_by = None
    letter.personal_data_checked_at = letter.personal_data_checked_by = None
    _unmask_columns(version)
    letter.edit_count += 1
    letter.save()
    letter.uploads.update(status=UploadStatus.TO_CHECK, changed_at=timezone.now())
    version.public_text, version.published_level, version.published_at = "", "", None
    version.save(update_fields=["public_text", "published_level", "published_at"])
    refresh_facts(letter)
    index_letter(version)
    record_event(
        kind=EventKind.WITHDRAWN, object_kind=ObjectKind.LETTER, object_id=letter.pk, actor=user, audience=letter,
        reason="publicatie ongedaan gemaakt",
    )  # fmt: skip


def _unmask_columns(version: LetterVersion) -> None:
    """Publishing masked names in what readers see of the letter; its griffie gets back what was read or typed."""
    said = {f.key: f.value.get("value") for f in version.findings.filter(key__in=SHOWN_COLUMNS)}
    said |= {c.key: c.value.get("value") for c in version.choices.filter(key__in=SHOWN_COLUMNS, start=None)}
    for column in SHOWN_COLUMNS:
        if MASK in getattr(version.letter, column) and said.get(column):
            setattr(version.letter, column, said[column][: TEXT_FIELDS[column]])


@transaction.atomic
def remove(letter: Letter, *, user: User) -> None:
    """Remove a wrong upload that was never published: bytes, text, findings, search rows and file name. What stays is
    a record that holds none of them."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.published_at is not None:
        raise RuleBroken("Deze brief is gepubliceerd geweest. Trek hem in; verwijderen kan dan niet meer.")
    forget_own_facts(letter)
    _erase(letter, status=UploadStatus.REMOVED)
    RemovalRecord.objects.create(letter_id_was=letter.pk, removed_by=user, reason="verkeerde upload")
    logger.info("letter %s removed before publication", letter.pk)
    letter.delete()


@transaction.atomic
def keep_as_secret(letter: Letter, *, imposed_by: str, lifted_by: str, user: User) -> None:
    """A person says that the letter is secret (Gemeentewet 87-89): delete bytes and text. A stub says that it exists,
    who imposed secrecy and who may lift it (Gemeentewet 89)."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state != LetterState.POSSIBLY_SECRET or letter.uploaded_by_id != user.pk:
        raise RuleBroken("Alleen wie de brief toevoegde kan deze vraag beantwoorden.")
    _erase(letter, status=UploadStatus.SECRET)
    letter.versions.all().delete()
    letter.state = LetterState.SECRET
    letter.secrecy_note = f"Opgelegd door {imposed_by}; op te heffen door {lifted_by}"[:300]
    letter.save()
    RemovalRecord.objects.create(letter_id_was=letter.pk, removed_by=user, reason="geheimhouding")


def _newest(letter: Letter) -> int:
    version = letter.version
    if version is None:
        raise RuleBroken("Van deze brief is geen tekst bewaard.")
    return version.number


def _problems(letter: Letter, version: LetterVersion, choice: Publication, words: list[str]) -> list[Problem]:
    if letter.state != LetterState.TO_CHECK:
        return [Problem("Deze brief kan nu niet worden gepubliceerd, want hij staat niet op ‘Te controleren’.")]
    if choice.seen is not None and letter.edit_count != choice.seen:
        return [Problem("Een collega heeft deze brief intussen gewijzigd. Kijk de brief na en publiceer dan.")]
    problems = _choice_problems(choice)
    if not letter.subject.strip():
        problems.append(Problem("Vul het onderwerp in.", "subject"))
    problems += _place_problems(version)
    left = [] if choice.force else review.unsettled_fields(version)
    if left:
        sentence = f"Controleer nog {len(left)} {'gegeven' if len(left) == 1 else 'gegevens'}."
        problems.append(Problem(sentence, left[0]))
    if not choice.force and (open_ := sum(found.choice is None for found in answers.found_decisions(version))):
        sentence = f"Beantwoord nog {open_} {'besluit' if open_ == 1 else 'besluiten'}."
        problems.append(Problem(sentence, "decisions"))
    return problems + _fact_problems(version, words)


def _fact_problems(version: LetterVersion, words: list[str]) -> list[Problem]:
    """Why what was recorded from this version, or linked to it, cannot become as open as the letter."""
    proven = Q(evidence__version=version, evidence__status=EvidenceStatus.CONFIRMED)
    if any(contains_words(text, words) for text in _recorded_texts(proven)):
        sentence = "In wat u vastlegde staan woorden die u in de brief lakt. Pas die tekst aan."
        return [Problem(sentence, "decisions")]
    if holds_hidden_facts_of_others(version):
        sentence = (
            "Iets waaraan u koppelde is intussen niet meer openbaar en is van een andere griffie. Leg het zelf vast, of"
            " kies iets anders."
        )
        return [Problem(sentence, "decisions")]
    texts = _recorded_texts(proven & HIDDEN)
    for other in proving_the_same(version) if texts else ():
        masked, _ = review.masked_places(other)
        elsewhere = masked_words(other.text, masked, shortest=MIN_IN_FIELD)
        if any(contains_words(text, elsewhere) for text in texts):
            sentence = "In wat u koppelde staan woorden die in een andere brief worden gelakt. Leg het opnieuw vast."
            return [Problem(sentence, "decisions")]
    return []


def _recorded_texts(proven: Q) -> list[str]:
    """Every text that readers see of these facts."""
    rows: list[tuple[str, ...]] = [
        *Decision.objects.filter(proven).values_list("subject", "body_text"),
        *Round.objects.filter(proven).values_list("subject", "request"),
        *RoundResponse.objects.filter(proven).values_list("number"),
        *Commitment.objects.filter(proven).values_list("subject", "words", "made_by_text", "made_to_text"),
    ]
    return [text for row in rows for text in row if text]


def _place_problems(version: LetterVersion) -> list[Problem]:
    """Whether it is clear beside which other letter this one comes, or whose place it takes."""
    letter = version.letter
    if letter.replaces is not None:
        sentence = versions.problem_with(letter.replaces)
        return [Problem(sentence, "duplicate")] if sentence else []
    duplicates.note(version)
    if letter.open_question is None:
        return []
    return [Problem("Deze brief lijkt al in het portaal te staan. Kies eerst wat u daarmee wilt.", "duplicate")]


def _choice_problems(choice: Publication) -> list[Problem]:
    problems = []
    if choice.level not in {Level.PUBLIC.value, Level.RESTRICTED.value}:
        problems.append(Problem("Kies wie de brief mag lezen: openbaar of besloten.", "level"))
    if choice.level == Level.RESTRICTED and not choice.shared_with:
        problems.append(Problem("Kies met welke gemeente of regio u de besloten brief deelt.", "shared_with"))
    if not choice.personal_data_checked:
        sentence = "Ga de persoonsgegevens na en zet een vinkje dat u dat heeft gedaan."
        problems.append(Problem(sentence, "personal_data"))
    return problems


def needs_four_eyes(letter: Letter) -> bool:
    """Whether the letter's owner wants one person to check and another to publish."""
    if letter.owner_gemeente_id:
        return FourEyes.objects.filter(gemeente=letter.owner_gemeente_id).exists()
    return FourEyes.objects.filter(region=letter.owner_region_id).exists()


def _second_pair_of_eyes(version: LetterVersion, user: User) -> list[Problem]:
    if not needs_four_eyes(version.letter):
        return []
    checked = review.personal_data_check(version)
    if checked is not None and checked.made_by_id not in {None, user.pk}:
        return []
    return [
        Problem(
            "Uw controle is bewaard. Bij deze griffie publiceert een ander dan wie controleerde: vraag een collega."
        )
    ]


def _erase(letter: Letter, *, status: UploadStatus) -> None:
    """Delete the bytes after commit, blank the file name, and take the letter out of search."""
    for version in letter.versions.select_related("source_file"):
        forget_pictures(version)
        if hasattr(version, "source_file"):
            stored = version.source_file.file
            transaction.on_commit(partial(stored.storage.delete, str(stored.name)))
    for attachment in letter.attachments.all():
        remove_attachment(attachment)
    gone = {"status": status, "file_name": "", "sha256": "", "changed_at": timezone.now()}
    packed = Upload.objects.filter(entries__letter=letter)
    if status != UploadStatus.SECRET:
        # The name of a ZIP or mail may tell of it as well; while another letter came out of it the name stays.
        packed = packed.exclude(entries__in=Upload.objects.filter(letter__isnull=False).exclude(letter=letter))
    Upload.objects.filter(pk__in=list(packed.values_list("pk", flat=True))).update(file_name="")
    letter.uploads.update(**gone)
    # The same file, added again, told its name too.
    Upload.objects.filter(duplicate_of=letter).update(**gone)
    forget_letter(letter)
