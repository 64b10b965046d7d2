"""Beheer's screen of ways of writing (aliassen): the list with counts, adding one with its effect first, taking one
away."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents.models import AliasProposal
from documents.vocabulary import ProposalStatus
from governance.access import may_curate, may_curate_everything
from governance.aliasing import add_alias, remove_alias
from governance.belonging import home_regions
from governance.models import Alias, Gemeente
from governance.scope import Scope
from governance.vocabulary import AliasKind
from portal.aliases import Effect, Target, aliases_for, effect_of, target_of, with_counts
from portal.curating import attempt, beheer_only, form_page, reason_field
from portal.forms import DutchDateField
from portal.http import ScopedRequest
from portal.proposal_form import ProposalForm
from portal.search.query import tidy
from portal.structure_forms import as_columns

PER_PAGE = 25


class AliasForm(ProposalForm):
    """A way of writing: the words, what they name, and when they did if that is known."""

    text = forms.CharField(label="Schrijfwijze", max_length=200, error_messages={"required": "Vul de schrijfwijze in."})
    is_abbreviation = forms.BooleanField(label="Het is een afkorting", required=False)
    valid_from = DutchDateField(label="In gebruik vanaf", required=False, help_text="Leeg: onbekend.")
    valid_until = DutchDateField(label="In gebruik tot", required=False, help_text="Leeg: nog steeds.")
    reason = reason_field()
    seen_effect = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("text", "target", "is_abbreviation", "valid_from", "valid_until", "reason", "seen_effect")

    def __init__(self, data: Any = None, *, scope: Scope) -> None:
        """Offer gemeenten too: letters shorten their names."""
        super().__init__(data, scope=scope)
        gemeenten = [row for row in Gemeente.objects.current() if may_curate_everything(scope)]
        self.targets |= {self._code(row): row for row in gemeenten}
        if gemeenten:
            field = cast("forms.ChoiceField", self.fields["target"])
            named = [(self._code(row), str(row)) for row in gemeenten]
            field.choices = [*cast("list[Any]", field.choices), ("Gemeenten", named)]

    def clean_text(self) -> str:
        """The words on one line."""
        return tidy(self.cleaned_data["text"])

    def saw(self, effect: Effect) -> bool:
        """Whether the effect was on the page of this very answer; else it is from now on."""
        data = self.cleaned_data
        said = f"{data['text']}|{self.data.get('target')}|{effect.letters}|{len(effect.others)}"
        if self.data.get("seen_effect") == said:
            return True
        shown = cast("QueryDict", self.data).copy()
        shown["seen_effect"] = said
        self.data = shown
        return False


@beheer_only
@require_safe
def alias_list(request: ScopedRequest) -> HttpResponse:
    """Every way of writing with the number of public letters in which its words stand; ``?q=`` narrows."""
    wanted = tidy(request.GET.get("q", ""))
    rows = aliases_for(request.scope).order_by("text", "pk")
    if wanted:
        rows = rows.filter(text__icontains=wanted)
    page = Paginator(with_counts(rows), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "rows": [(row, target_of(row), AliasKind(row.kind).label) for row in page],
        "q": wanted,
        "waiting": AliasProposal.objects.filter(status=ProposalStatus.OPEN).count(),
    }
    return render(request, "beheer/aliases.html", context)


@beheer_only
@require_http_methods(["GET", "HEAD", "POST"])
def alias_add(request: ScopedRequest) -> HttpResponseBase:
    """Add a way of writing: first what it would do, then the same form again with the yes."""
    form = AliasForm(request.POST or None, scope=request.scope)
    effect: Effect | None = None
    if request.method == "POST" and form.is_valid():
        target: Target = form.cleaned_data["target"]
        effect = effect_of(form.cleaned_data["text"], target)
        if form.saw(effect) and attempt(form, lambda: _add(form, target)) is not None:
            messages.success(request, "De schrijfwijze is toegevoegd. Nieuwe brieven worden ermee gelezen.")
            return redirect("alias_list")
    status = 422 if form.errors else 200
    return render(request, "beheer/alias_add.html", {"form": form, "effect": effect}, status=status)


def _add(form: AliasForm, target: Target) -> Alias:
    data: dict[str, Any] = form.cleaned_data
    begin, begin_precision = as_columns(data["valid_from"])
    end, end_precision = as_columns(data["valid_until"])
    alias = Alias(
        text=data["text"],
        kind=AliasKind.ABBREVIATION if data["is_abbreviation"] else AliasKind.SPELLING,
        valid_from=begin,
        valid_from_precision=begin_precision,
        valid_until=end,
        valid_until_precision=end_precision,
        **{str(target._meta.model_name): target},
    )
    return add_alias(alias, reason=data["reason"])


class RemoveForm(forms.Form):
    """Why these words are no name of it."""

    reason = reason_field()


@beheer_only
@require_http_methods(["GET", "HEAD", "POST"])
def alias_remove(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Take a way of writing away: it never was one. One that went out of use gets an end instead."""
    alias: Alias = get_object_or_404(aliases_for(request.scope), pk=pk)
    if not may_curate(request.scope, home_regions(alias)):
        raise PermissionDenied
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        removed = attempt(form, lambda: remove_alias(alias, reason=form.cleaned_data["reason"]))
        if removed is not None:
            messages.success(request, f"‘{alias.text}’ is geen schrijfwijze meer.")
            return redirect("alias_list")
    return form_page(
        request, form, title=f"Schrijfwijze ‘{alias.text}’ weghalen", submit="Weghalen", back=reverse("alias_list"),
        intro=f"Nu: een schrijfwijze van {target_of(alias)}. Nieuwe brieven worden dan zonder gelezen.", row=alias,
    )  # fmt: skip
