"""Organisations: gemeenschappelijke regelingen and those who carry out what was decided."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.models import Organisation
from governance.queries import body_order
from governance.vocabulary import OrganisationKind
from portal.http import ScopedRequest
from portal.related import letters_of_organisation, readable_letters, visible_decisions
from portal.views.regions import NEWEST


@require_safe
def organisation_list(request: ScopedRequest) -> HttpResponse:
    """The organisations of today; those that ended apart."""
    today = timezone.localdate()
    everyone = [(row, OrganisationKind(row.kind).label) for row in Organisation.objects.select_related("region")]
    context = {
        "organisations": [pair for pair in everyone if pair[0].holds_on(today)],
        "ended": [pair for pair in everyone if not pair[0].holds_on(today)],
    }
    return render(request, "organisations/list.html", context)


@require_safe
def organisation(request: ScopedRequest, slug: str) -> HttpResponse:
    """One organisation: what it is and was called, its bodies, what they decided, which letters name it."""
    rows = Organisation.objects.select_related("region", "gemeente", "part_of", "successor", "source")
    found = get_object_or_404(rows, slug=slug)
    today = timezone.localdate()
    bodies = found.bodies.select_related("organisation__region", "region", "gemeente")
    letters = readable_letters(request.scope).filter(letters_of_organisation(found))
    context = {
        "organisation": found,
        "kind_label": OrganisationKind(found.kind).label,
        "has_ended": not found.holds_on(today),
        "bodies": sorted(bodies, key=lambda row: (not row.holds_on(today), body_order(row))),
        "parts": found.parts.all(),
        "names": found.aliases.exclude(text=found.name).order_by("valid_from", "text"),
        "decisions": visible_decisions(request.scope).filter(body__organisation=found)[:NEWEST],
        "letters": letters[:NEWEST],
    }
    return render(request, "organisations/organisation.html", context)
