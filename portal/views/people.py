"""A person in a public role: every hat they wear, on any day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.models import Person
from governance.names import call_as_then
from portal.addresses import asked_day
from portal.http import ScopedRequest


@require_safe
def person(request: ScopedRequest, pk: int) -> HttpResponse:
    """Which seats somebody holds on the day of ``?op=``, and which before and after it."""
    found = get_object_or_404(Person, pk=pk)
    day = asked_day(request)
    seats = list(
        found.seats.select_related(
            "on_behalf_of", "source", "body__organisation__region", "body__region", "body__gemeente"
        ).order_by("valid_from", "body__name")
    )
    call_as_then([seat.body for seat in seats], day.date)
    context = {
        "person": found,
        "day": day,
        "op": day.query,
        "held": [seat for seat in seats if seat.holds_on(day.date)],
        "not_held": [seat for seat in seats if not seat.holds_on(day.date)],
    }
    return render(request, "organisations/person.html", context)
