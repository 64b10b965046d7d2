"""Griffie adds letters and watches them being read: the upload form and the page of a batch."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents import answering, attaching, failures, intake
from documents.models import Letter, Upload, UploadBatch
from documents.vocabulary import LetterState, UploadStatus
from governance.errors import RuleBroken
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.upload_forms import UploadForm
from portal.upload_rows import batch_page

STOP_POLLING = 286  # htmx 2 stops polling on this answer
NOTHING_NEW = 204  # and leaves the page as it is on this one
# Rows that changed this shortly before the last look are sent again: the transaction may have ended after it.
OVERLAP = datetime.timedelta(seconds=3)
# The script of the upload form asks for a batch without files, and then sends these one by one.
STEPWISE = "stapsgewijs"


@griffie_only
@require_http_methods(["GET", "POST"])
def upload(request: ScopedRequest) -> HttpResponseBase:
    """The form to add letters; a valid POST stores them and goes to the batch."""
    stepwise = STEPWISE in request.POST
    form = UploadForm(request.POST or None, request.FILES or None, scope=request.scope, with_files=not stepwise)
    if request.method == "POST" and form.is_valid():
        batch = intake.open_batch(
            owner=form.owner, level=form.cleaned_data["openbaarheid"], user=account(request), defaults=form.defaults
        )
        if stepwise:
            return JsonResponse(
                {"bestanden": reverse("batch_file", args=[batch.pk]), "batch": batch.get_absolute_url()}
            )
        intake.add(batch, form.cleaned_data["bestanden"])
        return redirect(batch)
    if stepwise:
        # The script keeps the chosen files and takes over the rest of the page.
        form.fields["bestanden"] = UploadForm.base_fields["bestanden"]
    limits = {"max_bytes": settings.MAX_UPLOAD_BYTES, "max_files": settings.MAX_FILES_PER_UPLOAD}
    return render(request, "griffie/upload.html", {"form": form} | limits, status=422 if form.is_bound else 200)


@griffie_only
@require_POST
def batch_file(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Add one file to an open batch of one's own, as the script of the upload form does; the answer says what became
    of it."""
    found = _batch(request, pk)
    if found.uploaded_by_id != request.scope.user_id:
        raise Http404
    file = request.FILES.get("bestanden")
    if file is None or found.uploads.filter(container=None).count() >= settings.MAX_FILES_PER_UPLOAD:
        return JsonResponse({"zin": "Er is geen bestand ontvangen, of er zijn er al te veel."}, status=422)
    (row,) = intake.add(found, [file])
    status = UploadStatus(row.status)
    return JsonResponse({
        "status": status.value, "label": status.label, "zin": failures.sentence(row.failure) if row.failure else "",
    })  # fmt: skip


@griffie_only
@require_GET
def batch(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """A batch and what became of each of its files."""
    page = batch_page(_batch(request, pk), request.scope)
    return render(request, "griffie/batch.html", {"page": page, "batch": page.batch, "seen": _now()})


@griffie_only
@require_GET
def batch_rows(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The rows that changed since the page last looked, for polling; the answer says stop when no file is busy."""
    page = batch_page(_batch(request, pk), request.scope)
    since = _moment(request.GET.get("sinds", ""))
    # At the end the questions are shown once more: the letter that they are about may have been read meanwhile.
    rows = [
        row for row in page.rows if since is None or row.changed > since or row.slow or (row.asks and not page.busy)
    ]
    if page.busy and not rows:
        return HttpResponse(status=NOTHING_NEW)
    context = {"page": page, "batch": page.batch, "rows": rows, "seen": _now()}
    body = render(request, "griffie/_batch_changes.html", context).content
    return HttpResponse(body, status=200 if page.busy else STOP_POLLING)


@griffie_only
@require_POST
def batch_action(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Do with one file of a batch what the pressed button says."""
    found = _batch(request, pk)
    number = request.POST.get("bestand", "")
    row = get_object_or_404(found.uploads, position=int(number) if number.isdecimal() and len(number) < 6 else 0)
    if row.letter_id is not None:
        get_object_or_404(Letter.objects.handled_by(request.scope), pk=row.letter_id)
    asked = request.POST.get("actie", "")
    action = _row_actions(request, row).get(asked)
    if action is None:
        raise Http404
    _do(request, action, _DONE[asked])
    return redirect(f"{found.get_absolute_url()}#rij-{row.position}")


@griffie_only
@require_POST
def same_letter(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Answer, from the review page, whether a letter is one that is there already."""
    letter = _letter(request, pk)
    user = account(request)
    actions: dict[str, Callable[[], object]] = {
        "weglaten": lambda: answering.leave_letter_out(letter, user=user),
        "versie": lambda: answering.make_version(letter),
        "apart": lambda: answering.keep_letter_apart(letter, user=user),
    }
    asked = request.POST.get("actie", "")
    if asked not in actions:
        raise Http404
    done = _do(request, actions[asked], _DONE[asked])
    return redirect("worklist") if done and asked == "weglaten" else redirect("review", pk)


@griffie_only
@require_http_methods(["GET", "POST"])
def attach(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Choose of which other letter a letter that was read is an attachment."""
    letter = _letter(request, pk)
    number = request.POST.get("bij", "")
    wanted = int(number) if number.isdecimal() and len(number) < 10 else 0
    to = Letter.objects.handled_by(request.scope).filter(pk=wanted).first()
    problem = ""
    if request.method == "POST" and to is None:
        problem = "Kies bij welke brief dit een bijlage is."
    elif to is not None:
        try:
            attaching.attach(letter, to=to, user=account(request))
        except RuleBroken as refused:
            problem = str(refused)
        else:
            messages.success(request, _DONE["bijlage"])
            return redirect("review", to.pk)
    context = {"letter": letter, "choices": attaching.candidates(letter), "problem": problem}
    return render(request, "griffie/attach.html", context, status=422 if problem else 200)


@griffie_only
@require_GET
def attachment(request: ScopedRequest, pk: int, number: int) -> HttpResponseBase:
    """The file of an attachment as a download, for the griffie of its letter only."""
    found = get_object_or_404(_letter(request, pk).attachments, pk=number)
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=f"bijlage-{found.pk}",
        content_type="application/octet-stream",
    )  # fmt: skip
    response["Cache-Control"] = "private, no-store"
    return response


_DONE = {
    "weglaten": "Het bestand is niet toegevoegd.",
    "versie": "De brief wordt een nieuwe versie. De oude blijft staan totdat u deze publiceert.",
    "apart": "De brief blijft een aparte brief.",
    "annuleren": "Het bestand wordt niet gelezen. Er is niets van bewaard.",
    "opnieuw": "De brief wordt opnieuw gelezen.",
    "verwijderen": "De upload is verwijderd.",
    "bijlage": "Het stuk is nu een bijlage van deze brief.",
}


def _row_actions(request: ScopedRequest, row: Upload) -> dict[str, Callable[[], object]]:
    user = account(request)
    actions: dict[str, Callable[[], object]] = {
        "weglaten": lambda: answering.leave_out(row, user=user),
        "apart": lambda: answering.add_apart(row, user=user),
        "annuleren": lambda: answering.cancel(row, user=user),
        "opnieuw": lambda: answering.retry(row),
        "verwijderen": lambda: answering.remove(row, user=user),
    }
    known = Letter.objects.visible_to(request.scope)
    if row.letter_id is not None or known.filter(pk=row.duplicate_of_id).exists():
        actions["versie"] = lambda: answering.add_as_version(row)
    return actions


def _do(request: ScopedRequest, action: Callable[[], object], done: str) -> bool:
    """Do something that a rule may refuse; either way the user gets a sentence."""
    try:
        action()
    except RuleBroken as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True


def _batch(request: ScopedRequest, pk: int) -> UploadBatch:
    batches = UploadBatch.objects.handled_by(request.scope)
    found: UploadBatch = get_object_or_404(
        batches.select_related("owner_gemeente", "owner_region", "gemeente", "region", "uploaded_by"), pk=pk
    )
    return found


def _letter(request: ScopedRequest, pk: int) -> Letter:
    letters = Letter.objects.handled_by(request.scope).exclude(state=LetterState.SECRET)
    found: Letter = get_object_or_404(letters.select_related("resembles", "replaces"), pk=pk)
    return found


def _now() -> str:
    return (timezone.now() - OVERLAP).isoformat()


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
