"""The start page: what this is, a search field, what is new, and what to do while it is still empty."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.models import Region
from portal.http import ScopedRequest
from portal.related import readable_letters, visible_decisions

NEWEST = 3


@require_safe
def home(request: ScopedRequest) -> HttpResponse:
    """The newest decisions and letters for this reader, and every region."""
    decisions = list(visible_decisions(request.scope)[:NEWEST])
    letters = list(readable_letters(request.scope)[:NEWEST])
    context = {
        "decisions": decisions,
        "letters": letters,
        "regions": Region.objects.all(),
        "is_empty": not decisions and not letters,
    }
    return render(request, "home/home.html", context)
