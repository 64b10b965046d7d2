"""Reading the kept text of letters again, without their files, when the rules of reading have improved."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import F, OuterRef, Subquery

from documents import gazetteer
from documents.models import LetterVersion, ReadingRun
from documents.pipeline.parsers import Limits
from documents.pipeline.reader import shared_reader
from documents.pipeline.types import Extraction, Reading
from documents.vocabulary import LetterState, RunStatus

BATCH = 500


def read_kept(version: LetterVersion, *, heartbeat: Callable[[], None]) -> tuple[Extraction, Reading]:
    """What today's rules find in the text as it was kept; no file is opened. `heartbeat` as for Reader.read."""
    source = version.source_file
    extraction = Extraction(source.media_type, ("",) * version.pages, tuple(version.ocr_pages))
    register = gazetteer.from_database()
    return extraction, shared_reader().read_again(
        version.text, gazetteer=register, limits=Limits(), heartbeat=heartbeat
    )


def outdated(*, before: int | None = None) -> list[int]:
    """Ids of the newest versions whose text is kept, read with rules older than ``before`` (None: all), oldest first.

    Versions that are being read already are left out, so asking twice queues nothing twice.
    """
    newest = LetterVersion.objects.filter(letter=OuterRef("letter")).order_by("-number").values("pk")[:1]
    found = LetterVersion.objects.exclude(text="").annotate(newest=Subquery(newest)).filter(pk=F("newest"))
    found = found.filter(source_file__isnull=False).exclude(
        letter__state__in=[LetterState.SECRET, LetterState.POSSIBLY_SECRET]
    )
    if before is not None:
        found = found.filter(rules_version__lt=before)
    busy = ReadingRun.objects.filter(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]).values("version")
    return list(found.exclude(pk__in=busy).order_by("pk").values_list("pk", flat=True))


def queue(version_ids: list[int]) -> list[int]:
    """Make a run for each of these versions, save those that somebody else queued meanwhile; the ids of the runs."""
    made: list[int] = []
    for start in range(0, len(version_ids), BATCH):
        part = version_ids[start : start + BATCH]
        runs = [ReadingRun(version_id=pk, text_only=True) for pk in part]
        ReadingRun.objects.bulk_create(runs, ignore_conflicts=True)
        made += ReadingRun.objects.filter(
            version__in=part, status=RunStatus.QUEUED, text_only=True, enqueued_at=None
        ).values_list("pk", flat=True)
    return made
