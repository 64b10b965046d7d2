"""Celery's way in: fetch nothing here, call one function, done."""

from __future__ import annotations

import logging

from celery import shared_task
from django.db import close_old_connections
from django.utils import timezone
from kombu.exceptions import OperationalError

from documents import processing, watchdog
from documents.models import ReadingRun

logger = logging.getLogger(__name__)


# The sweeper offers again what waits; messages that nobody took must not pile up meanwhile.
@shared_task(name="documents.tasks.read", expires=120)
def read(run_id: int) -> None:
    """Read the letter of this run."""
    close_old_connections()
    processing.read_run(run_id)


@shared_task(name="documents.tasks.sweep")
def sweep() -> None:
    """Stop what hangs, and offer every lost run again."""
    close_old_connections()
    watchdog.stop_stuck()
    offer(processing.lost_runs())


def offer(run_ids: list[int]) -> None:
    """Put runs in the queue after commit. When Redis cannot be reached the rest waits for the sweeper."""
    offered: list[int] = []
    for run_id in run_ids:
        try:
            read.delay_on_commit(run_id)  # type: ignore[attr-defined] # Celery adds it where Django is
        except (OperationalError, OSError) as error:
            logger.warning("the queue cannot be reached: %s", type(error).__name__)
            break
        offered.append(run_id)
    ReadingRun.objects.filter(pk__in=offered).update(enqueued_at=timezone.now())
