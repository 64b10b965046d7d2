"""Publish and withdraw letters, and remove wrong uploads: the moments at which something becomes visible or vanishes.

A decision's audience follows the letters that prove it and is rewritten here, in the same transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.utils import timezone

from documents import review
from documents.indexing import forget_letter, index_letter
from documents.models import Choice, CitedDocument, Letter, LetterVersion, RemovalRecord, Upload
from documents.redaction import MIN_IN_FIELD, contains_words, mask_words, masked_words, public_version
from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState, UploadStatus
from governance.changes import erase_decision, record_event, set_decision_audience
from governance.errors import RuleBroken
from governance.models import Body, Decision, User
from governance.search_index import SearchEntry, fold_number
from governance.vocabulary import EventKind, Level, ObjectKind, Side

logger = logging.getLogger(__name__)

# Text columns that readers see and that may repeat what was masked in the text.
SHOWN_COLUMNS = ["subject", "from_body", "from_person", "to_body", "portefeuillehouder", "case_number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What a person chooses on publishing: the level (never a default), with whom a besloten letter is shared (share
    keys), and that the personal data was gone through. ``force`` passes over doubt about fields, nothing else."""

    level: str
    shared_with: Collection[str] = ()
    personal_data_checked: bool
    force: bool = False


class NotReady(RuleBroken):
    """The letter cannot be published yet; ``problems`` are Dutch sentences that say what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@transaction.atomic
def publish(letter: Letter, *, choice: Publication, user: User) -> None:
    """Make a checked letter readable for its audience; raises NotReady with every reason why not."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    version = LetterVersion.objects.select_related("letter").get(letter=letter, number=_newest(letter))
    version.letter = letter
    masked, kept = review.masked_places(version)
    words = masked_words(version.text, masked, shortest=MIN_IN_FIELD)
    if problems := _problems(letter, version, choice, words):
        raise NotReady(problems)
    version.public_text = public_version(version.text, masked, kept)
    version.save(update_fields=["public_text"])
    for column in SHOWN_COLUMNS:
        setattr(letter, column, mask_words(getattr(letter, column), words))
    now = timezone.now()
    letter.state, letter.level = LetterState.PUBLISHED, choice.level
    letter.shared_with = sorted(choice.shared_with) if choice.level == Level.RESTRICTED else []
    letter.personal_data_checked_at, letter.personal_data_checked_by = now, user
    letter.published_at, letter.published_by = now, user
    letter.save()
    letter.uploads.update(status=UploadStatus.PUBLISHED, changed_at=now)
    version.evidence.filter(status=EvidenceStatus.SUGGESTED).update(status=EvidenceStatus.CONFIRMED)
    letter.bodies.set(
        Body.objects.filter(evidence__version=version, evidence__status=EvidenceStatus.CONFIRMED).distinct()
    )
    _refresh_decisions(letter)
    index_letter(version)
    _resolve_citations(version)
    record_event(
        kind=EventKind.PUBLISHED, object_kind=ObjectKind.LETTER, object_id=letter.pk, actor=user, audience=letter
    )


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
    _refresh_decisions(letter)
    index_letter(LetterVersion.objects.select_related("letter").get(letter=letter, number=_newest(letter)))
    record_event(
        kind=EventKind.WITHDRAWN, object_kind=ObjectKind.LETTER, object_id=letter.pk, actor=user, audience=letter
    )


@transaction.atomic
def remove(letter: Letter, *, user: User) -> None:
    """Remove a wrong upload that was never published: bytes, text, findings, search rows and file name. What stays is
    a record that holds none of them."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.published_at is not None:
        raise RuleBroken("Deze brief is gepubliceerd geweest. Trek hem in; verwijderen kan dan niet meer.")
    _forget_own_decisions(letter)
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


def _problems(letter: Letter, version: LetterVersion, choice: Publication, words: list[str]) -> list[str]:
    if letter.state != LetterState.TO_CHECK:
        return ["Deze brief kan nu niet worden gepubliceerd, want hij staat niet op ‘Te controleren’."]
    problems = _choice_problems(choice)
    if not letter.subject.strip():
        problems.append("Vul het onderwerp in.")
    if not choice.force and (left := len(review.unsettled_fields(version))):
        problems.append(f"Controleer nog {left} {'gegeven' if left == 1 else 'gegevens'}.")
    if not choice.force and (open_ := sum(found.choice is None for found in review.found_decisions(version))):
        problems.append(f"Beantwoord nog {open_} {'besluit' if open_ == 1 else 'besluiten'}.")
    subjects = Decision.objects.filter(evidence__version=version).values_list("subject", "body_text")
    if any(contains_words(text, words) for texts in subjects for text in texts):
        problems.append("In een besluit staan woorden die u in de brief lakt. Pas de tekst van het besluit aan.")
    return problems


def _choice_problems(choice: Publication) -> list[str]:
    problems = []
    if choice.level not in {Level.PUBLIC.value, Level.RESTRICTED.value}:
        problems.append("Kies wie de brief mag lezen: openbaar of besloten.")
    if choice.level == Level.RESTRICTED and not choice.shared_with:
        problems.append("Kies met welke gemeente of regio u de besloten brief deelt.")
    if not choice.personal_data_checked:
        problems.append("Ga de persoonsgegevens na en zet een vinkje dat u dat heeft gedaan.")
    return problems


def _resolve_citations(version: LetterVersion) -> None:
    """Tie cited numbers to the one published letter that bears them, for this letter's citations and for citations of
    it elsewhere; two letters with the same number are a matter for a person."""
    number = version.letter.case_number
    if number and len(_bearing(number)) == 1:
        CitedDocument.objects.filter(number__iexact=number, letter=None).update(letter=version.letter)
    for cited in version.citations.filter(letter=None):
        if len(bearing := _bearing(cited.number)) == 1:
            cited.letter_id = bearing[0]
            cited.save(update_fields=["letter"])


def _bearing(number: str) -> list[int]:
    """Ids of published letters with this case number."""
    entries = SearchEntry.objects.filter(
        kind=ObjectKind.LETTER, side=Side.PUBLIC, numbers__contains=[fold_number(number)]
    )
    return list(entries.values_list("object_id", flat=True)[:2])


def _refresh_decisions(letter: Letter) -> None:
    """Rewrite the audience of every decision that this letter is evidence for.

    The decisions are locked, always in the same order: two letters that prove one decision and are withdrawn at the
    same moment would else each count on the other, and the decision would stay public.
    """
    proven = Decision.objects.filter(
        evidence__version__letter=letter, evidence__status=EvidenceStatus.CONFIRMED
    ).values("pk")
    for decision in Decision.objects.filter(pk__in=proven).order_by("pk").select_for_update(no_key=True):
        letters = Letter.objects.filter(
            versions__evidence__decision=decision, versions__evidence__status=EvidenceStatus.CONFIRMED
        )
        levels = list(letters.exclude(level=None).values_list("level", "shared_with"))
        if decision.publicly_sourced or any(level == Level.PUBLIC for level, _ in levels):
            set_decision_audience(decision, level=Level.PUBLIC, shared_with=[])
        elif levels:
            shared = sorted({key for _, keys in levels for key in keys})
            set_decision_audience(decision, level=Level.RESTRICTED, shared_with=shared)
        else:
            set_decision_audience(decision, level=None, shared_with=[])


def _forget_own_decisions(letter: Letter) -> None:
    """Delete decisions that a person recorded from this letter alone: without it nothing says where they come from."""
    created = Choice.objects.filter(version__letter=letter, action=ChoiceAction.CREATED).values_list("value", flat=True)
    own = Decision.objects.filter(pk__in=[value["decision"] for value in created], level=None)
    for decision in own.exclude(evidence__version__in=LetterVersion.objects.exclude(letter=letter)):
        erase_decision(decision)


def _erase(letter: Letter, *, status: UploadStatus) -> None:
    """Delete the bytes after commit, blank the file name, and take the letter out of search."""
    for version in letter.versions.select_related("source_file"):
        if hasattr(version, "source_file"):
            stored = version.source_file.file
            transaction.on_commit(partial(stored.storage.delete, str(stored.name)))
    gone = {"status": status, "file_name": "", "sha256": "", "changed_at": timezone.now()}
    letter.uploads.update(**gone)
    # The same file, added again, told its name too.
    Upload.objects.filter(duplicate_of=letter).update(**gone)
    forget_letter(letter)
