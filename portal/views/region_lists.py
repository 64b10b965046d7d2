"""Beheer's import of a new list of gemeenten and regions, with the differences first."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from governance.errors import RuleBroken
from governance.models import ImportDraft
from governance.queries import AUTHORITY
from governance.region_lists import WORD, ListFacts, ListPreview, apply_list, draft_list, kept_list, preview_list
from governance.tabular import read_table
from portal.curating import attempt, everywhere_only, reason_field
from portal.forms import DutchDayField
from portal.guards import account
from portal.http import ScopedRequest

GET_OR_POST = ["GET", "HEAD", "POST"]


class RegionListForm(forms.Form):
    """Whose list it is, for which day, and the file."""

    authority = forms.CharField(
        label="Wie bepaalt deze indeling?",
        max_length=60,
        initial=AUTHORITY,
        help_text=f"Bijvoorbeeld {AUTHORITY}, wet of VNG. De pagina’s van het portaal volgen {AUTHORITY}.",
        error_messages={"required": "Vul in wie deze indeling bepaalt."},
    )
    peil_date = DutchDayField(label="Peildatum", help_text="Vanaf welke dag de lijst geldt, bijvoorbeeld 1-1-2026.")
    title = forms.CharField(
        label="Titel van de bron",
        max_length=200,
        help_text="Bijvoorbeeld: Jeugdregio’s volgens het CBS, peil 2026.",
        error_messages={"required": "Vul in hoe de bron heet."},
    )
    url = forms.URLField(
        label="Adres van de bron",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen webadres. Begin met https://."},
    )
    file = forms.FileField(
        label="Lijst",
        help_text="CSV of XLSX met de kolommen gemeentecode en regio. Voor een nieuwe regio ook regiocode.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander bestand."},
    )


class ApplyListForm(forms.Form):
    """Why, and that gemeenten may be missing."""

    incomplete = forms.BooleanField(label="Het klopt dat deze gemeenten ontbreken", required=False)
    reason = reason_field()

    def __init__(self, *args: Any, preview: ListPreview, **kwargs: Any) -> None:
        """The tick box comes only with the question."""
        super().__init__(*args, **kwargs)
        self.must_tick = bool(preview.missing)
        if not self.must_tick:
            del self.fields["incomplete"]

    def clean_incomplete(self) -> bool:
        """Ticked, or said why it must be."""
        if not self.cleaned_data["incomplete"]:
            raise forms.ValidationError(
                "Deze gemeenten liggen na de import in geen enkele regio. Vink aan dat dit klopt, of vul de lijst aan."
            )
        return True


@everywhere_only
@require_http_methods(GET_OR_POST)
def region_list_import(request: ScopedRequest) -> HttpResponseBase:
    """Send a list; the next page shows what it would change."""
    form = RegionListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sent = cast("UploadedFile[Any]", data["file"]).read()
        facts = ListFacts(data["authority"], data["peil_date"], data["title"], data["url"])
        kept = attempt(form, lambda: draft_list(read_table(sent), facts, user=account(request)))
        if kept is not None:
            return redirect("region_list_preview", kept.pk)
    return render(request, "beheer/region_list.html", {"form": form}, status=422 if form.errors else 200)


@everywhere_only
@require_http_methods(GET_OR_POST)
def region_list_preview(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Which gemeenten move, which regions are new or empty and what is wrong; nothing is written before the yes."""
    kept = get_object_or_404(ImportDraft, pk=pk, sheet=WORD, sent_by=account(request), applied_at=None)
    try:
        preview = preview_list(*kept_list(kept))
    except RuleBroken as refused:
        messages.error(request, str(refused))
        return redirect("region_list_import")
    form = ApplyListForm(request.POST or None, preview=preview)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: apply_list(kept, reason=form.cleaned_data["reason"]))
        if done is not None:
            messages.success(request, f"De indeling is verwerkt: {len(done.rows)} gemeenten.")
            return redirect("division_list")
    context = {"form": form, "preview": preview, "facts": preview.facts}
    return render(request, "beheer/region_list_preview.html", context, status=422 if form.errors else 200)
