"""Divisions into regions: which there are, by whom and as of when, and what differs between two of them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.divisions import divisions, moves
from portal.http import ScopedRequest


@require_safe
def division_list(request: ScopedRequest) -> HttpResponse:
    """Every division; with ``?van=`` and ``?naar=`` the differences between those two."""
    rows = divisions()
    by_number = {str(row.definition.pk): row.definition for row in rows}
    old, new = by_number.get(request.GET.get("van", "")), by_number.get(request.GET.get("naar", ""))
    compared = old is not None and new is not None and old != new
    context = {
        "divisions": rows,
        "old": old if compared else None,
        "new": new if compared else None,
        "moves": moves(old, new) if compared and old is not None and new is not None else [],
    }
    return render(request, "regions/divisions.html", context)
