"""Beheer gives an organisation, body or region another name from a day on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.access import may_curate_everything
from governance.belonging import home_regions
from governance.history import day_in_words
from governance.models import Body, Organisation, Region
from governance.renaming import Renamable, Renaming, rename
from portal.curating import attempt, beheer_only, curated, form_page, kind_named
from portal.forms import DutchDateField
from portal.guards import account
from portal.http import ScopedRequest
from portal.structure_forms import NAME_ERRORS, EndForm


class RenameForm(EndForm):
    """The new name and from when; the decision if it is in the portal."""

    name = forms.CharField(label="Nieuwe naam", max_length=200, error_messages=NAME_ERRORS)
    on = DutchDateField(
        label="Heet zo vanaf",
        help_text="De eerste dag van de nieuwe naam. Tot die dag houdt het portaal de oude naam aan.",
    )
    new_address = forms.BooleanField(
        label="Geef de pagina ook een nieuw adres. Het oude adres blijft werken.", required=False, initial=True
    )
    field_order = ("name", "on", "new_address", "reason", "decision", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A region keeps its address; a name may be as long as the register holds."""
        super().__init__(*args, **kwargs)
        self.fields["decision"].help_text = "Het besluit over de naam, als het in het portaal staat."
        if isinstance(self.row, Region):
            del self.fields["new_address"]


@beheer_only
@require_http_methods(["GET", "HEAD", "POST"])
def renaming(request: ScopedRequest, kind: str, pk: int) -> HttpResponseBase:
    """Another name from a day on: earlier days keep the old one."""
    model = kind_named(kind)
    if not issubclass(model, Organisation | Body | Region):
        raise Http404
    row: Renamable = curated(request.scope, model._default_manager.all(), pk=pk)
    if isinstance(row, Region) and not may_curate_everything(request.scope):
        raise PermissionDenied
    form = RenameForm(request.POST or None, row=row, scope=request.scope)
    region = Region.objects.filter(pk__in=home_regions(row)).first()
    back = reverse("structure", args=[region.slug]) if region is not None else reverse("beheer")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asked = Renaming(
            " ".join(data["name"].split()), data["on"].first, data["on"].precision, data["reason"], data["decision"],
            account(request), data.get("new_address", False),
        )  # fmt: skip
        if (new := attempt(form, lambda: rename(row, asked, seen=data["seen"]))) is not None:
            since = day_in_words(asked.on, asked.precision)
            messages.success(request, f"{row} heet vanaf {since} {new}.")
            return redirect(back)
    named = str(getattr(row, "full_name", row))
    return form_page(
        request, form, title=f"{named} krijgt een andere naam", intro=f"Nu: {row.name}.", submit="Opslaan", back=back,
        row=row,
    )  # fmt: skip
