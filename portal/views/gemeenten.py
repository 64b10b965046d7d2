"""Gemeenten: the list, one gemeente with what happened to it, and its bodies."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.models import Body, Gemeente, RegionMembership
from governance.queries import AUTHORITY, body_order, regions_of, stays
from portal.http import ScopedRequest
from portal.related import decisions_of_gemeente, letters_of_gemeente, readable_letters, visible_decisions
from portal.views.regions import NEWEST, body_page


@require_safe
def gemeente_list(request: ScopedRequest) -> HttpResponse:
    """The gemeenten of today, each with its region; those that ended apart."""
    today = timezone.localdate()
    everyone = list(Gemeente.objects.all())
    regions = regions_of(everyone, today)
    current = [(row, regions.get(row.pk)) for row in everyone if row.holds_on(today)]
    ended = [row for row in everyone if not row.holds_on(today)]
    return render(request, "gemeenten/list.html", {"gemeenten": current, "ended": ended})


@require_safe
def gemeente(request: ScopedRequest, slug: str) -> HttpResponse:
    """One gemeente: its region over time, bodies, herindelingen, decisions and letters."""
    found = get_object_or_404(Gemeente.objects.select_related("source"), slug=slug)
    decisions = visible_decisions(request.scope).filter(decisions_of_gemeente(found))
    letters = readable_letters(request.scope).filter(letters_of_gemeente(found))
    memberships = RegionMembership.objects.filter(gemeente=found, definition__authority=AUTHORITY)
    today = timezone.localdate()
    context = {
        "gemeente": found,
        "has_ended": not found.holds_on(today),
        "stays": stays(memberships),
        "bodies": sorted(found.bodies.all(), key=lambda row: (not row.holds_on(today), body_order(row))),
        "organisations": found.organisations.all(),
        "went_into": found.successions.select_related("new", "source"),
        "came_from": found.predecessions.select_related("old", "source"),
        "names": found.aliases.exclude(text=found.name).order_by("valid_from", "text"),
        "decisions": decisions[:NEWEST],
        "letters": letters[:NEWEST],
        "decision_count": decisions.count(),
        "letter_count": letters.count(),
    }
    return render(request, "gemeenten/gemeente.html", context)


@require_safe
def gemeente_body(request: ScopedRequest, slug: str, body_slug: str) -> HttpResponse:
    """A body of a gemeente: its raad, its college, a committee."""
    found = get_object_or_404(Gemeente, slug=slug)
    bodies = Body.objects.filter(gemeente=found, slug=body_slug).select_related("gemeente", "source")
    return body_page(request, bodies, gemeente=found)
