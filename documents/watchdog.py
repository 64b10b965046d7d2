"""Readings that hang although their worker still gives signs of life: tried once more, then stopped with a sentence.

A file that nobody took from the queue is not stuck: the sweeper offers it again, and the batch page says that it takes
long. A worker that died is noticed by its lease.
"""

from __future__ import annotations

import datetime
import logging

from django.utils import timezone

from documents import processing
from documents.models import ReadingRun
from documents.pipeline.types import FailureCode
from documents.vocabulary import RunStatus

logger = logging.getLogger(__name__)

STUCK_AFTER = datetime.timedelta(minutes=30)


def stop_stuck() -> None:
    """End readings that began half an hour ago: a first one waits again, a later one has failed."""
    stuck = ReadingRun.objects.filter(status=RunStatus.RUNNING, started_at__lt=timezone.now() - STUCK_AFTER)
    for run in stuck.select_related("version__letter").order_by("pk")[:100]:
        logger.warning("run %s hangs at attempt %s", run.pk, run.attempt)
        if run.attempt > 1:
            processing.fail(run, FailureCode.TIMEOUT)
            continue
        held = ReadingRun.objects.filter(pk=run.pk, attempt=run.attempt, status=RunStatus.RUNNING)
        held.update(status=RunStatus.QUEUED, lease_until=None, enqueued_at=None)
