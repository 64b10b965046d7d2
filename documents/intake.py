"""Receive uploaded files: check, hash, store, and only then put them in the queue. One bad file stops no other."""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import Max

from documents import duplicates
from documents.models import Choice, Letter, LetterVersion, ReadingRun, SourceFile, Upload, UploadBatch
from documents.pipeline import unpacking
from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.sniff import sniff
from documents.pipeline.types import FailureCode, ReadFailure
from documents.tasks import offer
from documents.vocabulary import ChoiceAction, LetterState, RunStatus, UploadStatus
from governance.models import Gemeente, Region, User
from governance.vocabulary import Level

logger = logging.getLogger(__name__)

LONGEST_NAME = 255
# Rows of one batch, with all that comes out of its ZIPs and mails.
MOST_ROWS = 500
_BROWSER_ESCAPES = {"%22": '"', "%0D": "", "%0A": ""}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose letter it is: one gemeente or one region."""

    gemeente: Gemeente | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a person says about all letters of a batch together; what is left empty reading finds out."""

    document_type: str = ""
    gemeente: Gemeente | None = None
    region: Region | None = None


NOTHING_SAID = Defaults()


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file as it came: its name as it is shown, its bytes, and the row of the ZIP or mail that it was in."""

    name: str
    data: bytes
    container: Upload | None = None


def receive(
    files: Iterable[UploadedFile[bytes]], *, owner: Owner, level: Level, user: User, defaults: Defaults = NOTHING_SAID
) -> UploadBatch:
    """Store these files as one batch and offer them to the workers; every file gets a row that says what became of it.

    The rows are saved before anything is queued, so a queue that is down loses nothing: the sweeper offers them later.
    """
    batch = open_batch(owner=owner, level=level, user=user, defaults=defaults)
    add(batch, files)
    return batch


def open_batch(*, owner: Owner, level: Level, user: User, defaults: Defaults = NOTHING_SAID) -> UploadBatch:
    """A batch without files yet."""
    return UploadBatch.objects.create(
        owner_gemeente=owner.gemeente, owner_region=owner.region, declared_level=level, uploaded_by=user,
        document_type=defaults.document_type, gemeente=defaults.gemeente, region=defaults.region,
    )  # fmt: skip


def add(batch: UploadBatch, files: Iterable[UploadedFile[bytes]]) -> list[Upload]:
    """Add files to a batch, each with a row of its own, and offer what can be read; the rows of the files themselves.

    A ZIP or a mail with attachments becomes a row that says so, followed by a row for each file in it.
    """
    rows, runs = [], []
    for file in files:
        row, found = _receive_one(batch, file)
        rows.append(row)
        runs += found
    logger.info("batch %s received, %s to read", batch.pk, len(runs))
    offer(runs)
    return rows


def store(
    row: Upload, data: bytes, media_type: str, *, replaces: Letter | None = None, ask: bool = True
) -> ReadingRun | None:
    """Row, letter, version, file and run in one transaction; the file is removed again when that fails.

    ``ask``: when these bytes are there already no letter is made, the row asks what to do, and the result is None.
    """
    source = SourceFile(sha256=row.sha256, media_type=media_type, size=len(data))
    try:
        with transaction.atomic():
            _lock_hash(row)
            if ask and (known := duplicates.same_bytes(row.batch, row.sha256)) is not None:
                row.duplicate_of, row.status = known, UploadStatus.DUPLICATE
                _save_row(row)
                return None
            source.version = _new_letter(row.batch, replaces)
            source.file.save("letter", ContentFile(data), save=False)
            source.save()
            row.letter, row.status, row.failure = source.version.letter, UploadStatus.WAITING, ""
            _save_row(row)
            return ReadingRun.objects.create(version=source.version)
    except BaseException:
        if source.file:
            source.file.delete(save=False)
        raise


def read_again(version: LetterVersion) -> ReadingRun:
    """Queue a new reading of a version, keeping every choice; an open run is returned as it is."""
    with transaction.atomic():
        version = LetterVersion.objects.select_for_update(of=("self",)).select_related("letter").get(pk=version.pk)
        run = version.runs.filter(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]).first()
        if run is not None:
            return run
        run = ReadingRun.objects.create(version=version)
        version.letter.uploads.filter(status__in=[UploadStatus.FAILED, UploadStatus.POSSIBLY_SECRET]).update(
            status=UploadStatus.WAITING, failure=""
        )
        if version.letter.state in {LetterState.FAILED, LetterState.POSSIBLY_SECRET}:
            version.letter.state = LetterState.READING
            version.letter.save(update_fields=["state"])
    offer([run.pk])
    return run


def tidy_name(name: str) -> str:
    """A file name fit to show: without path, control or direction characters, at most 255 long. Browsers write a
    quote or a line end in a name as %22, %0D and %0A."""
    for escaped, char in _BROWSER_ESCAPES.items():
        name = name.replace(escaped, char)
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in name if unicodedata.category(char)[0] != "C").strip()
    return shown[:LONGEST_NAME] or "bestand zonder naam"


def _receive_one(batch: UploadBatch, file: UploadedFile[bytes]) -> tuple[Upload, list[int]]:
    """One file with all that is in it: its own row, and the ids of the runs that will read it."""
    name = tidy_name(file.name or "")
    if (file.size or 0) > settings.MAX_UPLOAD_BYTES:
        return _refuse(batch, Incoming(name, b""), FailureCode.TOO_LARGE, size=file.size or 0), []
    incoming = Incoming(name, file.read())
    if batch.uploads.count() >= MOST_ROWS:
        return _refuse(batch, incoming, FailureCode.TOO_MANY_FILES), []
    try:
        entries = _entries(incoming.data)
    except ReadFailure as failure:
        return _refuse(batch, incoming, failure.code), []
    if entries is None:
        return _take(batch, incoming)
    return _unpack(batch, incoming, entries)


def _entries(data: bytes) -> Iterator[Entry] | None:
    """What is in it, or None for a file that is a letter itself; raises ReadFailure."""
    if not unpacking.may_hold_files(data):
        return None
    limits = EntryLimits(count=settings.MAX_FILES_PER_UPLOAD, each=settings.MAX_UPLOAD_BYTES)
    return unpacking.entries(data, limits=limits)


def _unpack(batch: UploadBatch, incoming: Incoming, entries: Iterator[Entry]) -> tuple[Upload, list[int]]:
    row = _row(batch, incoming, status=UploadStatus.UNPACKED)
    _save_row(row)
    runs: list[int] = []
    try:
        for entry in entries:
            inside = Incoming(tidy_name(entry.name), entry.data, row)
            if entry.failure is not None:
                _refuse(batch, inside, entry.failure)
            else:
                runs += _take(batch, inside)[1]
    except ReadFailure as failure:
        row.status, row.failure = UploadStatus.REFUSED, failure.code
        row.save()
    return row, runs


def _take(batch: UploadBatch, incoming: Incoming) -> tuple[Upload, list[int]]:
    try:
        media_type = sniff(incoming.data)
    except ReadFailure as failure:
        return _refuse(batch, incoming, failure.code), []
    row = _row(batch, incoming, status=UploadStatus.WAITING)
    row.sha256 = hashlib.sha256(incoming.data).hexdigest()
    run = store(row, incoming.data, media_type)
    return row, [run.pk] if run else []


def _refuse(batch: UploadBatch, incoming: Incoming, code: FailureCode, *, size: int | None = None) -> Upload:
    row = _row(batch, incoming, status=UploadStatus.REFUSED)
    row.failure = code
    row.size = row.size if size is None else size
    _save_row(row)
    return row


def _row(batch: UploadBatch, incoming: Incoming, *, status: UploadStatus) -> Upload:
    return Upload(
        batch=batch, file_name=incoming.name, size=len(incoming.data), status=status, container=incoming.container
    )


def _save_row(row: Upload) -> None:
    """Save a row, a new one after all others of its batch: files of one batch may come in side by side."""
    if not row._state.adding:
        row.save()
        return
    with transaction.atomic():
        UploadBatch.objects.select_for_update().get(pk=row.batch_id)
        last = Upload.objects.filter(batch=row.batch_id).aggregate(last=Max("position"))["last"]
        row.position = (last or 0) + 1
        row.save()


def _new_letter(batch: UploadBatch, replaces: Letter | None) -> LetterVersion:
    """A letter as its batch says, with the first version of it; what was said of all letters is a choice for each."""
    letter = Letter.objects.create(
        owner_gemeente=batch.owner_gemeente, owner_region=batch.owner_region, declared_level=batch.declared_level,
        uploaded_by=batch.uploaded_by, document_type=batch.document_type, gemeente=batch.gemeente, region=batch.region,
        replaces=replaces,
    )  # fmt: skip
    version = LetterVersion.objects.create(letter=letter)
    said = {
        "document_type": batch.document_type,
        "gemeente": batch.gemeente.code if batch.gemeente else "",
        "region": batch.region.slug if batch.region else "",
    }
    Choice.objects.bulk_create(
        Choice(version=version, key=key, action=ChoiceAction.CORRECTED, value={"value": value},
               made_by=batch.uploaded_by)
        for key, value in said.items() if value
    )  # fmt: skip
    return version


def _lock_hash(row: Upload) -> None:
    """Two people who add the same file at once get one letter: the second waits here and finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [row.sha256])
