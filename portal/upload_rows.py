"""The rows of a batch as griffie sees them: what became of each file, why, and what they can do about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone

from documents import failures
from documents.models import Letter, ReadingRun, Upload, UploadBatch
from documents.vocabulary import LetterState, RunStatus, SameBy, UploadStatus
from governance.scope import Scope

SLOW = datetime.timedelta(minutes=10)

TONES = {
    UploadStatus.TO_CHECK: "warning",
    UploadStatus.PUBLISHED: "success",
    UploadStatus.REFUSED: "danger",
    UploadStatus.FAILED: "danger",
    UploadStatus.DUPLICATE: "warning",
    UploadStatus.POSSIBLY_SECRET: "danger",
}
SENTENCES = {
    UploadStatus.POSSIBLY_SECRET: (
        "In deze brief lijkt geheimhouding te staan. De tekst is niet bewaard. Geef aan of de brief geheim is."
    ),
    UploadStatus.SECRET: "Deze brief is geheim. Bestand en tekst zijn verwijderd.",
    UploadStatus.REMOVED: "Deze upload is verwijderd.",
    UploadStatus.CANCELLED: "Het lezen is gestopt op uw verzoek. Van dit bestand is niets bewaard.",
    UploadStatus.NOT_ADDED: "U koos ervoor dit bestand niet toe te voegen.",
    UploadStatus.UNPACKED: "Wat erin zat staat hieronder, bestand voor bestand.",
}
ASKS = "Deze brief staat al in het portaal. Wat wilt u doen?"
UNKNOWN_ASKS = "Dit bestand is al eerder toegevoegd. Wat wilt u doen?"
TAKES_LONG = "Dit duurt langer dan normaal. U hoeft niets te doen: het portaal probeert het vanzelf nog een keer."


@dataclass(frozen=True, slots=True)
class Row:
    """One file as the batch page shows it; ``other`` is the letter that it may be, replaces or belongs to."""

    upload: Upload
    name: str
    label: str
    tone: str
    sentence: str
    letter: Letter | None
    other: Letter | None
    why: str
    asks: bool
    slow: bool
    may_open: bool
    container_tells: bool

    @property
    def may_be_version(self) -> bool:
        """Whether the other letter is one of the same owner, of which there can be a new version."""
        batch, other = self.upload.batch, self.other
        return other is not None and (
            (other.owner_gemeente_id, other.owner_region_id) == (batch.owner_gemeente_id, batch.owner_region_id)
        )

    @property
    def packed_in(self) -> str:
        """The name of the ZIP or mail that it was in; empty for a file of its own, and where that name tells of a
        letter that this user may not know of."""
        container = self.upload.container
        return container.file_name if container is not None and not self.container_tells else ""

    @property
    def may_cancel(self) -> bool:
        """Whether it can be taken back before it is read."""
        return self.upload.is_busy and self.letter is not None

    @property
    def may_retry(self) -> bool:
        """Whether reading it again makes sense."""
        return self.upload.status == UploadStatus.FAILED and self.letter is not None

    @property
    def may_remove(self) -> bool:
        """Whether it can be removed with everything that was read in it."""
        removable = {UploadStatus.FAILED, UploadStatus.REFUSED, UploadStatus.TO_CHECK}
        return self.upload.status in removable and bool(self.upload.file_name) and not self.asks

    @property
    def is_version(self) -> bool:
        """Whether it becomes a new version of the other letter."""
        return self.letter is not None and self.letter.replaces_id is not None

    @property
    def changed(self) -> datetime.datetime:
        """When something about it last changed."""
        return self.upload.changed_at


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch with its rows and counts."""

    batch: UploadBatch
    rows: list[Row]
    ahead: int

    @property
    def total(self) -> int:
        """Files that were added; what came out of a ZIP or mail counts, the ZIP or mail itself does not."""
        return sum(row.upload.status != UploadStatus.UNPACKED for row in self.rows)

    @property
    def busy(self) -> int:
        """Files that wait for the worker."""
        return sum(row.upload.is_busy for row in self.rows)

    @property
    def ready(self) -> int:
        """Files that are done, whatever became of them."""
        return self.total - self.busy

    @property
    def failed(self) -> int:
        """Files that were refused or could not be read."""
        return sum(row.upload.status in {UploadStatus.FAILED, UploadStatus.REFUSED} for row in self.rows)

    @property
    def asking(self) -> int:
        """Files about which the portal asks something."""
        return sum(row.asks for row in self.rows)

    @property
    def to_check(self) -> int:
        """Letters that can be checked."""
        return sum(row.upload.status == UploadStatus.TO_CHECK and not row.asks for row in self.rows)


def batch_page(batch: UploadBatch, scope: Scope) -> BatchPage:
    """The rows of a batch for this user, in the order in which the files came; as many queries, however many rows."""
    known = Letter.objects.visible_to(scope)
    letters = Letter.objects.handled_by(scope).prefetch_related(
        Prefetch("resembles", known), Prefetch("replaces", known)
    )
    uploads = list(
        batch.uploads.prefetch_related(Prefetch("letter", letters), Prefetch("duplicate_of", known)).select_related(
            "container"
        )
    )
    for upload in uploads:
        upload.batch = batch
    # Files come in side by side; what was in one belongs below it.
    uploads.sort(key=lambda upload: (upload.container.position if upload.container else upload.position, upload.pk))
    told = {upload.container_id for upload in uploads if _is_hidden(upload, scope)}
    rows = [_row(upload, scope, told) for upload in uploads]
    ahead = 0
    if any(row.upload.is_busy for row in rows):
        waiting = ReadingRun.objects.filter(status=RunStatus.QUEUED, queued_at__lt=batch.created_at)
        ahead = waiting.exclude(version__letter__uploads__batch=batch).count()
    return BatchPage(batch, rows, ahead)


def _row(item: Upload, scope: Scope, told: set[int | None]) -> Row:
    """A row; of a letter that may be secret only its uploader sees the file name, and that of the ZIP or mail that it
    was in: ``told`` are the ids of those."""
    letter = item.letter
    hidden = item.pk in told or _is_hidden(item, scope)
    other = _other(item)
    asks = item.status == UploadStatus.DUPLICATE or (letter is not None and letter.open_question is not None)
    asks = asks and (item.status in {UploadStatus.DUPLICATE, UploadStatus.TO_CHECK})
    slow = item.is_busy and timezone.now() - item.changed_at > SLOW
    status = UploadStatus(item.status)
    return Row(
        upload=item,
        name=f"Bestand {item.position}" if hidden or not item.file_name else item.file_name,
        label=UploadStatus.DUPLICATE.label if asks else status.label,
        tone=TONES[UploadStatus.DUPLICATE] if asks else TONES.get(status, "neutral"),
        sentence=_sentence(item, other, asks=asks, slow=slow),
        letter=letter,
        other=other,
        why=_why(item) if asks else "",
        asks=asks,
        slow=slow,
        may_open=letter is not None and not hidden and letter.state != LetterState.SECRET,
        container_tells=item.container_id in told,
    )


def _is_hidden(item: Upload, scope: Scope) -> bool:
    """Whether the file name tells of a letter that this user may not know of."""
    closed = item.status in {UploadStatus.POSSIBLY_SECRET, UploadStatus.SECRET}
    anothers = item.letter is None or item.letter.uploaded_by_id != scope.user_id
    return (closed and anothers) or (item.duplicate_of_id is not None and item.duplicate_of is None)


def _other(item: Upload) -> Letter | None:
    if item.letter is None:
        return item.duplicate_of
    return item.letter.replaces or item.letter.open_question


def _why(item: Upload) -> str:
    if item.status == UploadStatus.DUPLICATE:
        return SameBy.BYTES.label
    return SameBy(item.letter.resembles_by).label if item.letter and item.letter.resembles_by else ""


def _sentence(item: Upload, other: Letter | None, *, asks: bool, slow: bool) -> str:
    """What happened and what to do, where the status alone does not say it."""
    if item.failure:
        return failures.sentence(item.failure)
    if asks:
        return ASKS if other is not None else UNKNOWN_ASKS
    return TAKES_LONG if slow else SENTENCES.get(UploadStatus(item.status), "")
