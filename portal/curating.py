"""What the screens of beheer share: who may change what, forms that know what they saw, and refusals on the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render

from governance.access import may_curate, may_curate_everything
from governance.belonging import home_regions
from governance.errors import ChangedMeanwhile, RuleBroken
from governance.history import stamp, tracked_models
from governance.scope import Scope
from portal.guards import only
from portal.http import ScopedRequest

T = TypeVar("T")

beheer_only = only(lambda scope: scope.can_manage_roles)
# What is about several regions at once is for beheer of them all.
everywhere_only = only(may_curate_everything)


class SeesAgain(forms.Form):
    """A form that knows what its user saw, and takes what is there now as seen when that was no longer so."""

    def see_again(self) -> None:
        """Take what is there now as seen, with everything that was typed left as it is."""
        data = cast("QueryDict", self.data).copy()
        for name, value in self.now().items():
            data[name] = value
        self.data = data

    def now(self) -> dict[str, str]:
        """The hidden fields that say what is there now."""
        return {}


class LockedForm(SeesAgain):
    """A form about one record that remembers which line of its history the user had seen when opening it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, row: models.Model, **kwargs: Any) -> None:
        """``row`` is the record that the form changes."""
        self.row = row
        super().__init__(data, initial={"seen": stamp(row), **kwargs.pop("initial", {})}, **kwargs)

    def now(self) -> dict[str, str]:
        """The newest line."""
        return {"seen": str(stamp(self.row))}


def reason_field(*, required: bool = True) -> forms.CharField:
    """Why something is changed; it stays in the history."""
    return forms.CharField(
        label="Waarom?",
        max_length=300,
        required=required,
        help_text="Dit staat straks in de geschiedenis, bijvoorbeeld: besluit van het algemeen bestuur.",
        error_messages={"required": "Schrijf kort waarom u dit wijzigt."},
    )


def attempt(form: forms.Form, change: Callable[[], T]) -> T | None:
    """Do the change; None with the reason on the form when a rule forbids it or somebody else was first."""
    try:
        with transaction.atomic():
            return change()
    except ChangedMeanwhile as first:
        form.add_error(None, str(first))
        if isinstance(form, SeesAgain):
            form.see_again()
    except RuleBroken as refused:
        form.add_error(None, str(refused))
    return None


def curated(scope: Scope, rows: models.QuerySet[Any], **keys: Any) -> Any:
    """The record with these keys, for who may change it: 404 when it is not there, 403 for others' regions."""
    row = get_object_or_404(rows, **keys)
    if not may_curate(scope, home_regions(row)):
        raise PermissionDenied
    return row


def kind_named(word: str) -> type[models.Model]:
    """The kind of record that a word in an address stands for; 404 for no such word."""
    model = tracked_models().get(word)
    if model is None:
        raise Http404
    return model


def form_page(request: ScopedRequest, form: forms.Form, **page: Any) -> HttpResponse:
    """A page with one form: ``title``, ``intro``, ``submit``, ``back`` and further sentences; 422 with its errors."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "beheer/form.html", {"form": form, **page}, status=status)
