"""Bring a file in as the upload form does, and read it as the worker does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents import intake, processing
from documents.models import LetterVersion, ReadingRun, Upload
from documents.pipeline.parsers import Limits
from documents.vocabulary import RunStatus, UploadStatus
from governance.vocabulary import Level
from tests.factories import GemeenteFactory, UserFactory

# Small, so that what asks too much is stopped soon; a good letter takes a twentieth of it.
LIMITS = Limits(cpu_seconds=4, seconds=30, memory_mb=400)


@dataclass(frozen=True, slots=True)
class Ended:
    """Where a file ended: its row, the reason if it failed, and the version it became."""

    status: UploadStatus
    failure: str
    upload: Upload
    version: LetterVersion | None

    @property
    def text(self) -> str:
        """The shown text, "" when it was not read."""
        return self.version.text if self.version is not None else ""


Bring = Callable[..., Ended]


@pytest.fixture
def bring(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bring]:
    """Upload one file and do what is in the queue then."""
    monkeypatch.setattr(processing, "LIMITS", LIMITS)
    owner, user = intake.Owner(gemeente=GemeenteFactory()), UserFactory()

    def upload(data: bytes, name: str = "brief.pdf") -> Ended:
        batch = intake.receive([SimpleUploadedFile(name, data)], owner=owner, level=Level.PUBLIC, user=user)
        for run in ReadingRun.objects.filter(status=RunStatus.QUEUED):
            processing.read_run(run.pk)
        assert not ReadingRun.objects.filter(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]).exists()
        row = Upload.objects.get(batch=batch)
        version = row.letter.version if row.letter is not None else None
        return Ended(UploadStatus(row.status), row.failure, row, version)

    with patch("documents.intake.offer"):
        yield upload
