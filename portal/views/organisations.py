"""Organisations: gemeenschappelijke regelingen and those who carry out what was decided."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.models import ArrangementParticipant, Gemeente, Organisation
from governance.names import call_as_then, name_then
from governance.queries import body_order
from governance.vocabulary import OrganisationKind, ParticipantOrgan
from portal.addresses import asked_day
from portal.http import ScopedRequest
from portal.related import letters_of_organisation, readable_letters, visible_decisions
from portal.views.regions import NEWEST


@require_safe
def organisation_list(request: ScopedRequest) -> HttpResponse:
    """The organisations on the day of ``?op=``; those that had ended or were not there yet apart."""
    day = asked_day(request)
    rows = list(Organisation.objects.select_related("region"))
    call_as_then(rows, day.date)
    everyone = [(row, OrganisationKind(row.kind).label) for row in rows]
    others = [pair for pair in everyone if not pair[0].holds_on(day.date)]
    context = {
        "day": day,
        "organisations": [pair for pair in everyone if pair[0].holds_on(day.date)],
        "ended": [pair for pair in others if pair[0].valid_until is not None and pair[0].valid_until <= day.date],
        "coming": [pair for pair in others if pair[0].valid_from is not None and pair[0].valid_from > day.date],
    }
    return render(request, "organisations/list.html", context)


@require_safe
def organisation(request: ScopedRequest, slug: str) -> HttpResponse:
    """One organisation: what it is and was called, its text in force and who takes part, its bodies, what they decided
    and which letters name it; on the day of ``?op=``."""
    rows = Organisation.objects.select_related("region", "gemeente", "part_of", "successor", "source", "ended_by")
    found = get_object_or_404(rows, slug=slug)
    day = asked_day(request)
    bodies = list(found.bodies.select_related("organisation__region", "region", "gemeente"))
    versions = found.arrangement_versions.select_related("source").order_by(F("valid_from").desc(nulls_last=True))
    letters = readable_letters(request.scope).filter(letters_of_organisation(found))
    ended_by = visible_decisions(request.scope).filter(pk=found.ended_by_id).first() if found.ended_by_id else None
    context = {
        "organisation": found,
        "kind_label": OrganisationKind(found.kind).label,
        "day": day,
        "op": day.query,
        "name_then": name_then(found, day.date),
        "existed": found.holds_on(day.date),
        "has_ended": day.is_today and found.valid_until is not None and found.valid_until <= day.date,
        "ended_by": ended_by,
        "bodies": sorted((row for row in bodies if row.holds_on(day.date)), key=body_order),
        "other_bodies": sorted((row for row in bodies if not row.holds_on(day.date)), key=body_order),
        "parts": found.parts.on(day.date),
        "predecessors": found.predecessors.all(),
        "versions": [(row, row.holds_on(day.date)) for row in versions],
        "participants": _participants(found, day.date),
        "names": found.aliases.exclude(text=found.name).order_by("valid_from", "text"),
        "decisions": visible_decisions(request.scope).filter(body__organisation=found)[:NEWEST],
        "letters": letters[:NEWEST],
    }
    return render(request, "organisations/organisation.html", context)


def _participants(
    found: Organisation, day: datetime.date
) -> list[tuple[Gemeente, list[tuple[str, ArrangementParticipant]]]]:
    """Who takes part on a day: per gemeente its organs, one query."""
    rows = ArrangementParticipant.objects.on(day).filter(organisation=found).select_related("gemeente", "source")
    organs: dict[int, list[tuple[str, ArrangementParticipant]]] = defaultdict(list)
    gemeenten: dict[int, Gemeente] = {}
    for row in rows.order_by("gemeente__name", "organ"):
        gemeenten[row.gemeente_id] = row.gemeente
        organs[row.gemeente_id].append((ParticipantOrgan(row.organ).label, row))
    return [(gemeente, organs[number]) for number, gemeente in gemeenten.items()]
