"""What a person answers about a row of a batch: to a file or letter that is there already, and about one that is no
letter, takes too long or was wrong."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone

from documents import duplicates, intake, publication, versions
from documents.models import Letter, SourceFile, Upload
from documents.tasks import offer
from documents.vocabulary import LetterState, UploadStatus
from governance.errors import RuleBroken
from governance.models import User

ANSWERED = "Deze vraag is intussen beantwoord. Laad de pagina opnieuw."


@transaction.atomic
def leave_out(row: Upload, *, user: User) -> None:
    """Do not add it: a file that asked has made nothing, a letter that was read already is removed."""
    row = _locked(row)
    letter = row.letter
    if letter is None:
        _must_ask(row)
        _end(row, UploadStatus.NOT_ADDED)
        return
    other = letter.resembles or letter.replaces
    publication.remove(letter, user=user)
    row.refresh_from_db()
    row.duplicate_of = other
    _end(row, UploadStatus.NOT_ADDED)


def leave_letter_out(letter: Letter, *, user: User) -> None:
    """The same for a letter, whatever batch it came in."""
    row = letter.uploads.select_related("letter").first()
    if row is None:
        publication.remove(letter, user=user)
    else:
        leave_out(row, user=user)


@transaction.atomic
def add_apart(row: Upload, *, user: User) -> None:
    """Add it as a letter of its own after all."""
    row = _locked(row)
    if row.letter is not None:
        keep_letter_apart(row.letter, user=user)
    else:
        _must_ask(row)
        _store(row, replaces=None)


@transaction.atomic
def add_as_version(row: Upload) -> None:
    """Add it as the next version of the letter that is there; that one stays as it is until the new one is published.

    Raises RuleBroken when that letter is of another owner, or was withdrawn.
    """
    row = _locked(row)
    if row.letter is not None:
        make_version(row.letter)
        return
    _must_ask(row)
    known = row.duplicate_of
    if known is None:
        raise RuleBroken(ANSWERED)
    if sentence := versions.problem_with(known):
        raise RuleBroken(sentence)
    if (known.owner_gemeente_id, known.owner_region_id) != (row.batch.owner_gemeente_id, row.batch.owner_region_id):
        raise RuleBroken("Die brief is van een andere gemeente of regio. Kies ‘Toch als aparte brief’.")
    _store(row, replaces=known)


@transaction.atomic
def keep_letter_apart(letter: Letter, *, user: User) -> None:
    """Say of a letter that it is one of its own."""
    if letter.published_at is not None:
        raise RuleBroken("Deze brief is al gepubliceerd.")
    duplicates.keep_apart(letter, user=user)


def make_version(letter: Letter) -> None:
    """Make a letter the next version of the one that it resembles."""
    if letter.open_question is None:
        raise RuleBroken(ANSWERED)
    versions.begin(letter, of=letter.open_question)


@transaction.atomic
def cancel(row: Upload, *, user: User) -> None:
    """Take a file back that waits or is being read: nothing of it is kept."""
    row = _locked(row)
    if not row.is_busy or row.letter is None:
        raise RuleBroken("Dit bestand is intussen gelezen. Verwijder het als u het niet wilt houden.")
    publication.remove(row.letter, user=user)
    row.refresh_from_db()
    _end(row, UploadStatus.CANCELLED)


@transaction.atomic
def remove(row: Upload, *, user: User) -> None:
    """Remove a file that was never published, with all that was read in it; a refused one loses its name."""
    row = _locked(row)
    if row.letter is not None:
        publication.remove(row.letter, user=user)
        return
    row.file_name, row.sha256, row.failure = "", "", ""
    _end(row, UploadStatus.REMOVED)


def retry(row: Upload) -> None:
    """Read a file again that could not be read."""
    version = row.letter.version if row.letter else None
    if row.letter is None or version is None or row.letter.state != LetterState.FAILED:
        raise RuleBroken("Dit bestand kan niet opnieuw worden gelezen. Voeg het opnieuw toe.")
    intake.read_again(version)


def _locked(row: Upload) -> Upload:
    """The row for this person alone: who presses twice, or together with a colleague, gets one letter."""
    return Upload.objects.select_for_update(of=("self",)).select_related("batch", "letter", "duplicate_of").get(
        pk=row.pk
    )  # fmt: skip


def _must_ask(row: Upload) -> None:
    if row.status != UploadStatus.DUPLICATE:
        raise RuleBroken(ANSWERED)


def _store(row: Upload, *, replaces: Letter | None) -> None:
    """Make the letter of a row whose bytes are those of a letter that is there."""
    source = SourceFile.objects.filter(version__letter=row.duplicate_of_id, sha256=row.sha256).first()
    if source is None:
        raise RuleBroken("Het bestand is er niet meer. Voeg het opnieuw toe.")
    with source.file.open("rb") as file:
        data = file.read()
    row.duplicate_of = None
    run = intake.store(row, data, source.media_type, replaces=replaces, ask=False)
    if run is not None:
        transaction.on_commit(partial(offer, [run.pk]))


def _end(row: Upload, status: UploadStatus) -> None:
    row.status, row.changed_at = status, timezone.now()
    row.save()
