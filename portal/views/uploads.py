"""Griffie adds letters and watches them being read: the upload form and the page of a batch."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from documents import failures, intake
from documents.models import Letter, Upload, UploadBatch
from documents.vocabulary import LetterState, UploadStatus
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.upload_forms import UploadForm

STOP_POLLING = 286  # htmx 2 stops polling on this answer

TONES = {
    UploadStatus.TO_CHECK: "warning",
    UploadStatus.PUBLISHED: "success",
    UploadStatus.REFUSED: "danger",
    UploadStatus.FAILED: "danger",
    UploadStatus.DUPLICATE: "neutral",
    UploadStatus.POSSIBLY_SECRET: "danger",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One file as the batch page shows it."""

    upload: Upload
    name: str
    tone: str
    sentence: str
    letter: Letter | None
    may_open: bool


@griffie_only
@require_http_methods(["GET", "POST"])
def upload(request: ScopedRequest) -> HttpResponseBase:
    """The form to add letters; a valid POST stores them and goes to the batch."""
    form = UploadForm(request.POST or None, request.FILES or None, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        batch = intake.receive(
            form.cleaned_data["bestanden"],
            owner=form.owner,
            level=form.cleaned_data["openbaarheid"],
            user=account(request),
        )
        return redirect(batch)
    limits = {"max_bytes": settings.MAX_UPLOAD_BYTES, "max_files": settings.MAX_FILES_PER_UPLOAD}
    return render(request, "griffie/upload.html", {"form": form} | limits, status=422 if form.is_bound else 200)


@griffie_only
@require_GET
def batch(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """A batch and what became of each of its files."""
    found = get_object_or_404(UploadBatch.objects.handled_by(request.scope), pk=pk)
    return render(request, "griffie/batch.html", _context(request, found))


@griffie_only
@require_GET
def batch_rows(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The rows alone, for polling; the answer says stop when no file is busy any more."""
    found = get_object_or_404(UploadBatch.objects.handled_by(request.scope), pk=pk)
    context = _context(request, found) | {"polling": True}
    status = 200 if context["busy"] else STOP_POLLING
    return HttpResponse(render(request, "griffie/_batch_rows.html", context).content, status=status)


def _context(request: ScopedRequest, found: UploadBatch) -> dict[str, object]:
    letters = Letter.objects.handled_by(request.scope)
    uploads: QuerySet[Upload] = found.uploads.prefetch_related(
        Prefetch("letter", letters), Prefetch("duplicate_of", letters)
    )
    rows = [_row(item, request) for item in uploads]
    busy = sum(row.upload.is_busy for row in rows)
    failed = sum(row.upload.status in {UploadStatus.FAILED, UploadStatus.REFUSED} for row in rows)
    to_check = sum(row.upload.status == UploadStatus.TO_CHECK for row in rows)
    return {
        "batch": found, "rows": rows, "busy": busy, "failed": failed, "to_check": to_check,
        "total": len(rows), "ready": len(rows) - busy,
    }  # fmt: skip


def _row(item: Upload, request: ScopedRequest) -> Row:
    """A row; of a letter that may be secret only its uploader sees the file name."""
    letter = item.letter or item.duplicate_of
    closed = item.status in {UploadStatus.POSSIBLY_SECRET, UploadStatus.SECRET}
    anothers = letter is None or letter.uploaded_by_id != request.scope.user_id
    # The same file as a letter that this user may not know of: its name would tell.
    hidden = (closed and anothers) or (item.duplicate_of_id is not None and item.duplicate_of is None)
    name = f"Bestand {item.position}" if hidden or not item.file_name else item.file_name
    may_open = letter is not None and not hidden and letter.state != LetterState.SECRET
    return Row(item, name, TONES.get(UploadStatus(item.status), "neutral"), _sentence(item), letter, may_open)


SENTENCES = {
    UploadStatus.DUPLICATE: (
        "Dit bestand is al eerder toegevoegd. Er is geen nieuwe brief gemaakt. Open de brief die er al is."
    ),
    UploadStatus.POSSIBLY_SECRET: (
        "In deze brief lijkt geheimhouding te staan. De tekst is niet bewaard. Geef aan of de brief geheim is."
    ),
    UploadStatus.SECRET: "Deze brief is geheim. Bestand en tekst zijn verwijderd.",
    UploadStatus.REMOVED: "Deze upload is verwijderd.",
}


def _sentence(item: Upload) -> str:
    """What happened and what to do, where the status alone does not say it."""
    return failures.sentence(item.failure) if item.failure else SENTENCES.get(UploadStatus(item.status), "")
