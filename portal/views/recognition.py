"""Beheer's screen about how well letters are read, by what people had to correct."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from documents.correction_rates import ENOUGH, correction_rates
from portal.guards import only
from portal.http import ScopedRequest
from portal.review_forms import FieldsForm


@only(lambda scope: scope.can_manage_roles)
@require_GET
def recognition(request: ScopedRequest) -> HttpResponseBase:
    """Per field how often people corrected what was read, and of how many."""
    rows = [(FieldsForm.base_fields[rates.key].label, rates) for rates in correction_rates()]
    return render(request, "beheer/recognition.html", {"rows": rows, "enough": ENOUGH})
