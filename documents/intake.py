"""Receive uploaded files: check, hash, store, and only then put them in the queue. One bad file stops no other."""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from documents.models import Letter, LetterVersion, ReadingRun, SourceFile, Upload, UploadBatch
from documents.pipeline.sniff import sniff
from documents.pipeline.types import FailureCode, ReadFailure
from documents.tasks import offer
from documents.vocabulary import LetterState, RunStatus, UploadStatus
from governance.models import Gemeente, Region, User
from governance.vocabulary import Level

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose letter it is: one gemeente or one region."""

    gemeente: Gemeente | None = None
    region: Region | None = None


def receive(files: Iterable[UploadedFile[bytes]], *, owner: Owner, level: Level, user: User) -> UploadBatch:
    """Store these files as one batch and offer them to the workers; every file gets a row that says what became of it.

    The rows are saved before anything is queued, so a queue that is down loses nothing: the sweeper offers them later.
    """
    batch = UploadBatch.objects.create(
        owner_gemeente=owner.gemeente, owner_region=owner.region, declared_level=level, uploaded_by=user
    )
    runs = []
    for position, file in enumerate(files, start=1):
        run = _receive_one(batch, position, file)
        if run is not None:
            runs.append(run.pk)
    logger.info("batch %s received, %s to read", batch.pk, len(runs))
    offer(runs)
    return batch


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
    """A file name fit to show: without path, control or direction characters, at most 255 long."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in name if unicodedata.category(char)[0] != "C").strip()
    return shown[:255] or "bestand zonder naam"


def _receive_one(batch: UploadBatch, position: int, file: UploadedFile[bytes]) -> ReadingRun | None:
    """Store one file; the run that will read it, or None when it was refused or is there already."""
    row = Upload(
        batch=batch, position=position, file_name=tidy_name(file.name or ""), size=file.size or 0,
        status=UploadStatus.REFUSED,
    )  # fmt: skip
    if (file.size or 0) > settings.MAX_UPLOAD_BYTES:
        row.failure = FailureCode.TOO_LARGE
        row.save()
        return None
    data = file.read()
    try:
        media_type = sniff(data)
    except ReadFailure as failure:
        row.failure = failure.code
        row.save()
        return None
    row.sha256 = hashlib.sha256(data).hexdigest()
    return _store(row, data, media_type)


def _store(row: Upload, data: bytes, media_type: str) -> ReadingRun | None:
    """Row, letter, version, file and run in one transaction; the file is removed again when that fails."""
    source = SourceFile(sha256=row.sha256, media_type=media_type, size=len(data))
    try:
        with transaction.atomic():
            _lock_hash(row)
            row.duplicate_of = _known(row)
            if row.duplicate_of is not None:
                row.status = UploadStatus.DUPLICATE
                row.save()
                return None
            letter = Letter.objects.create(
                owner_gemeente=row.batch.owner_gemeente, owner_region=row.batch.owner_region,
                declared_level=row.batch.declared_level, uploaded_by=row.batch.uploaded_by,
            )  # fmt: skip
            source.version = LetterVersion.objects.create(letter=letter)
            source.file.save("letter", ContentFile(data), save=False)
            source.save()
            row.letter, row.status = letter, UploadStatus.WAITING
            row.save()
            return ReadingRun.objects.create(version=source.version)
    except BaseException:
        if source.file:
            source.file.delete(save=False)
        raise


def _lock_hash(row: Upload) -> None:
    """Two people who add the same file at once get one letter: the second waits here and finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [row.sha256])


def _known(row: Upload) -> Letter | None:
    """The owner's letter with the same bytes; another owner's stays unknown, its existence may be confidential.

    A withdrawn letter may be added again, for instance to mask more of it.
    """
    letters = Letter.objects.filter(
        owner_gemeente=row.batch.owner_gemeente, owner_region=row.batch.owner_region,
        versions__source_file__sha256=row.sha256,
    )  # fmt: skip
    return letters.exclude(state__in=[LetterState.SECRET, LetterState.WITHDRAWN]).first()
