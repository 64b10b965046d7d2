"""Gemeenten: the list, one gemeente with what happened to it, and its bodies."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.models import Body, Gemeente, RegionMembership
from governance.names import call_as_then, name_then
from governance.queries import AUTHORITY, body_order, regions_of, stays
from portal.addresses import asked_day
from portal.http import ScopedRequest
from portal.related import decisions_of_gemeente, letters_of_gemeente, readable_letters, visible_decisions
from portal.views.regions import NEWEST, body_page


@require_safe
def gemeente_list(request: ScopedRequest) -> HttpResponse:
    """The gemeenten of the day of ``?op=``, each with its region; those that had ended apart."""
    day = asked_day(request)
    everyone = list(Gemeente.objects.all())
    regions = regions_of(everyone, day.date)
    call_as_then([*everyone, *regions.values()], day.date)
    current = [(row, regions.get(row.pk)) for row in everyone if row.holds_on(day.date)]
    ended = [row for row in everyone if row.valid_until is not None and row.valid_until <= day.date]
    return render(request, "gemeenten/list.html", {"gemeenten": current, "ended": ended, "day": day})


@require_safe
def gemeente(request: ScopedRequest, slug: str) -> HttpResponse:
    """One gemeente: its region over time and by other divisions, bodies, seats, regelingen, herindelingen, decisions
    and letters."""
    found = get_object_or_404(Gemeente.objects.select_related("source"), slug=slug)
    decisions = visible_decisions(request.scope).filter(decisions_of_gemeente(found))
    letters = readable_letters(request.scope).filter(letters_of_gemeente(found))
    lying = RegionMembership.objects.filter(gemeente=found)
    day = asked_day(request)
    seats = found.seats.on(day.date).select_related("person", "body__organisation__region", "body__region")
    context = {
        "gemeente": found,
        "day": day,
        "op": day.query,
        "name_then": name_then(found, day.date),
        "existed": found.holds_on(day.date),
        "stays": stays(lying.filter(definition__authority=AUTHORITY)),
        "elsewhere": lying.exclude(definition__authority=AUTHORITY).on(day.date).select_related("region", "definition"),
        "bodies": sorted(found.bodies.all(), key=lambda row: (not row.holds_on(day.date), body_order(row))),
        "organisations": found.organisations.on(day.date),
        "arrangements": found.arrangements.on(day.date).select_related("organisation").order_by("organisation__name"),
        "seats": seats.order_by("body__name", "person__name"),
        "went_into": found.successions.select_related("new", "source"),
        "came_from": found.predecessions.select_related("old", "source"),
        "names": found.aliases.exclude(text=found.name).order_by("valid_from", "text"),
        "decisions": decisions[:NEWEST],
        "letters": letters[:NEWEST],
    }
    return render(request, "gemeenten/gemeente.html", context)


@require_safe
def gemeente_body(request: ScopedRequest, slug: str, body_slug: str) -> HttpResponse:
    """A body of a gemeente: its raad, its college, a committee."""
    found = get_object_or_404(Gemeente, slug=slug)
    bodies = Body.objects.filter(gemeente=found, slug=body_slug).select_related("gemeente", "source")
    return body_page(request, bodies, gemeente=found)
