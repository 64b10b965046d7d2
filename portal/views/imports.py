"""Beheer's screens for importing sheets, with the differences first, and for exporting everything."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.dates import to_iso
from governance.errors import RuleBroken
from governance.importing import Preview, apply, draft, preview_of, table_of
from governance.models import ImportDraft
from governance.sheets import SHEETS, cells, everything
from governance.tabular import csv_bytes, read_table, xlsx_bytes
from portal.curating import attempt, everywhere_only, reason_field
from portal.forms import impossible_day, parse_date
from portal.guards import account
from portal.http import ScopedRequest

SHOWN = 200
GET_OR_POST = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportForm(forms.Form):
    """Which sheet, and the file."""

    sheet = forms.ChoiceField(
        label="Wat importeert u?",
        choices=[("", "Kies een blad"), *((sheet.word, sheet.label) for sheet in SHEETS.values())],
        error_messages={"required": "Kies wat u importeert."},
    )
    file = forms.FileField(
        label="Bestand",
        help_text="CSV of XLSX, met een kopregel. Begin met een export: die heeft de goede kolommen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander bestand."},
    )


class ApplyForm(forms.Form):
    """Why this is imported."""

    reason = reason_field()


def read_day(text: str) -> str | None:
    """A typed date as ISO text cut to what is known, for cells of an import; RuleBroken for a day that is none."""
    date = parse_date(text)
    if date is None and (sentence := impossible_day(text)):
        raise RuleBroken(sentence)
    return None if date is None else to_iso(date.first, date.precision)


@everywhere_only
@require_http_methods(GET_OR_POST)
def import_start(request: ScopedRequest) -> HttpResponseBase:
    """Send a file; the next page shows what it would change."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sheet = SHEETS[form.cleaned_data["sheet"]]
        data = cast("UploadedFile[Any]", form.cleaned_data["file"]).read()

        def keep() -> ImportDraft:
            table = read_table(data, one_column=len(sheet.columns) == 1)
            return draft(sheet, table, read_day=read_day, user=account(request))

        if (kept := attempt(form, keep)) is not None:
            return redirect("import_preview", kept.pk)
    context = {"form": form, "sheets": SHEETS.values()}
    return render(request, "beheer/import.html", context, status=422 if form.errors else 200)


@everywhere_only
@require_http_methods(GET_OR_POST)
def import_preview(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """What an import would add and change, and what is wrong, by row and column; nothing is written before the yes."""
    kept = _own_draft(request, pk)
    form = ApplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: apply(kept, read_day=read_day, reason=form.cleaned_data["reason"]))
        if done is not None:
            messages.success(request, f"Verwerkt: {done.added} nieuw, {done.changed} gewijzigd.")
            return redirect("import_start")
    try:
        preview = _preview(kept)
    except RuleBroken as refused:
        messages.error(request, str(refused))
        return redirect("import_start")
    context = {
        "form": form, "kept": kept, "preview": preview, "sheet": SHEETS[kept.sheet],
        "differences": preview.differences[:SHOWN], "errors": preview.errors[:SHOWN], "shown": SHOWN,
    }  # fmt: skip
    return render(request, "beheer/import_preview.html", context, status=422 if form.errors else 200)


@everywhere_only
@require_safe
def import_errors(request: ScopedRequest, pk: int) -> HttpResponse:
    """What is wrong with an import, as a file beside the one that was sent."""
    preview = _preview(_own_draft(request, pk))
    rows = [(str(item.row), item.heading, item.value, item.message) for item in preview.errors]
    return _download(csv_bytes(("regel", "kolom", "waarde", "fout"), rows), "fouten.csv", "text/csv; charset=utf-8")


@everywhere_only
@require_safe
def export_sheet(request: ScopedRequest, word: str) -> HttpResponse:
    """One sheet as CSV, in the form in which it can be imported."""
    sheet = SHEETS.get(word)
    if sheet is None:
        raise Http404
    rows = (cells(sheet, row) for row in sheet.rows().iterator(chunk_size=1000))
    return _download(csv_bytes(sheet.headings, rows), f"{word}.csv", "text/csv; charset=utf-8")


@everywhere_only
@require_safe
def export_everything(request: ScopedRequest) -> HttpResponse:
    """Every structure in one workbook, a sheet per table."""
    return _download(xlsx_bytes(everything()), "alles.xlsx", XLSX)


def _own_draft(request: ScopedRequest, pk: int) -> ImportDraft:
    return get_object_or_404(ImportDraft, pk=pk, sheet__in=SHEETS, sent_by=account(request), applied_at=None)


def _preview(kept: ImportDraft) -> Preview:
    return preview_of(SHEETS[kept.sheet], table_of(kept), read_day=read_day)


def _download(data: bytes, name: str, content_type: str) -> HttpResponse:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=content_type, headers=headers)
