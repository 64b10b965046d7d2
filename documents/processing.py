"""Run the reading of one letter and save what it found. Idempotent; never enqueues.

A run is claimed with a lease and kept with a heartbeat; whoever lost the lease saves nothing.
"""

from __future__ import annotations

import datetime
import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, Q
from django.utils import timezone

from documents import gazetteer, rereading
from documents.models import Letter, LetterVersion, ReadingRun, Upload
from documents.pipeline.extract import Limits
from documents.pipeline.reader import shared_reader
from documents.pipeline.types import Extraction, FailureCode, ReadFailure, Reading
from documents.results import save_possibly_secret, save_reading
from documents.vocabulary import ChoiceAction, LetterState, RunStatus, UploadStatus

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=40)
MAX_ATTEMPTS = 4
LIMITS = Limits(max_pages=settings.MAX_PAGES)
# A queued run that was offered this long ago and not begun may have been lost with the queue.
OFFER_EXPIRES = datetime.timedelta(seconds=60)


class LeaseLostError(Exception):
    """Another worker took this run over; what this one found must not be saved."""


def read_run(run_id: int) -> None:
    """Read the letter of one run and save the result; does nothing when the run is done or held by another worker."""
    run = claim(run_id)
    if run is None:
        return
    try:
        extraction, reading = _read(run)
        _finish(run, extraction, reading)
    except LeaseLostError:
        logger.info("run %s was taken over", run.pk)
    except ReadFailure as failure:
        fail(run, failure.code)
    except (OSError, OperationalError, InterfaceError) as error:
        # Time may heal these: the run goes back in the row, and the sweeper offers it again.
        logger.warning("run %s interrupted by %s", run.pk, type(error).__name__)
        _release(run)
    except (
        Exception
    ) as error:  # the row must end in a state; the message may hold letter text, so only its type is kept
        logger.error("run %s failed with %s", run.pk, type(error).__name__)  # noqa: TRY400 - a traceback may hold text
        fail(run, FailureCode.INTERNAL)


def claim(run_id: int) -> ReadingRun | None:
    """Take the run if it waits, or if its lease ran out; None when somebody else has it or it ended."""
    now = timezone.now()
    free = Q(status=RunStatus.QUEUED) | Q(status=RunStatus.RUNNING, lease_until__lt=now)
    taken = ReadingRun.objects.filter(free, pk=run_id).update(
        status=RunStatus.RUNNING, attempt=F("attempt") + 1, lease_until=now + LEASE, started_at=now
    )
    if not taken:
        return None
    run = ReadingRun.objects.select_related("version__source_file").get(pk=run_id)
    if run.attempt > MAX_ATTEMPTS:
        fail(run, FailureCode.INTERNAL)
        return None
    Upload.objects.filter(letter=run.version.letter_id, status=UploadStatus.WAITING).update(
        status=UploadStatus.READING, changed_at=now
    )
    return run


def keep_lease(run: ReadingRun) -> None:
    """Heartbeat: say that this worker still reads; raises LeaseLostError when the run was taken over or removed."""
    held = ReadingRun.objects.filter(pk=run.pk, attempt=run.attempt, status=RunStatus.RUNNING)
    if not held.update(lease_until=timezone.now() + LEASE):
        raise LeaseLostError


def lost_runs() -> list[int]:
    """Ids of runs to offer again: held by a dead worker, or queued and not begun since their last offer."""
    now = timezone.now()
    expired = Q(status=RunStatus.RUNNING, lease_until__lt=now)
    unoffered = Q(status=RunStatus.QUEUED) & (Q(enqueued_at__isnull=True) | Q(enqueued_at__lt=now - OFFER_EXPIRES))
    return list(ReadingRun.objects.filter(expired | unoffered).order_by("pk").values_list("pk", flat=True)[:500])


def fail(run: ReadingRun, code: FailureCode) -> None:
    """End the run, its letter and its upload row as failed, with the reason."""
    with transaction.atomic():
        if not _end(run, RunStatus.FAILED, failure=code):
            return
        if run.text_only:
            return  # what an earlier reading found is there still
        letter = run.version.letter
        # What people read stays readable when a later reading of it fails.
        if not Letter.objects.filter(pk=letter.pk, published_at=None).update(state=LetterState.FAILED):
            return
        letter.uploads.exclude(status=UploadStatus.REMOVED).update(
            status=UploadStatus.FAILED, failure=code, changed_at=timezone.now()
        )


def _read(run: ReadingRun) -> tuple[Extraction, Reading]:
    if run.text_only:
        return rereading.read_kept(run.version, heartbeat=lambda: keep_lease(run))
    with run.version.source_file.file.open("rb") as source:
        data = source.read()
    return shared_reader().read(
        data,
        gazetteer=gazetteer.from_database(),
        limits=LIMITS,
        tessdata=settings.TESSDATA_DIR,
        heartbeat=lambda: keep_lease(run),
    )


def _finish(run: ReadingRun, extraction: Extraction, reading: Reading) -> None:
    with transaction.atomic():
        if not _end(run, RunStatus.DONE):
            raise LeaseLostError
        if reading.secrecy is not None and not _cleared_of_secrecy(run.version):
            save_possibly_secret(run.version)
        else:
            save_reading(run.version, extraction, reading)


def _cleared_of_secrecy(version: LetterVersion) -> bool:
    """Whether a person said that it is not secret, in so many words or by publishing it."""
    if Letter.objects.filter(pk=version.letter_id, published_at__isnull=False).exists():
        return True
    return version.choices.filter(key="secrecy", action=ChoiceAction.KEPT).exists()


def _end(run: ReadingRun, status: RunStatus, *, failure: str = "") -> bool:
    """Close the run if this worker still holds it; the row lock makes a second closer wait and then fail."""
    held = ReadingRun.objects.filter(pk=run.pk, attempt=run.attempt, status=RunStatus.RUNNING)
    return bool(held.update(status=status, failure=failure, lease_until=None, finished_at=timezone.now()))


def _release(run: ReadingRun) -> None:
    held = ReadingRun.objects.filter(pk=run.pk, attempt=run.attempt, status=RunStatus.RUNNING)
    held.update(status=RunStatus.QUEUED, lease_until=None, enqueued_at=None)
