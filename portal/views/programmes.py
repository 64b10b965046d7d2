"""Programmes and frameworks (kaders): what a region set itself, who carries it out and who pays for it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.models import Decision, Framework, Programme, Round, Statement
from governance.names import name_then
from governance.programme_queries import projects_of, shares_of
from governance.scope import Scope
from governance.vocabulary import FrameworkKind, ProgrammeScope
from portal.addresses import asked_day
from portal.filters import programme_value
from portal.http import ScopedRequest
from portal.related import letters_of_programme, readable_letters, visible_decisions
from portal.views.regions import NEWEST, region_asked


@require_safe
def region_programme(request: ScopedRequest, slug: str, programme_slug: str) -> HttpResponse:
    """A programme of a region: goals, period, projects and results, who pays, its decisions and letters."""
    found: Programme = get_object_or_404(
        Programme.objects.visible_to(request.scope).select_related(
            "region", "gemeente", "source", "cashier", "client__region", "client__gemeente",
            "client__organisation__region",
        ),
        region__slug=slug,
        slug=programme_slug,
    )  # fmt: skip
    day = asked_day(request)
    letters = readable_letters(request.scope).filter(letters_of_programme(found))
    context = {
        "programme": found,
        "region": found.region,
        "day": day,
        "name_then": name_then(found, day.date),
        "scope_label": ProgrammeScope(found.scope).label,
        "stage": _stage(found, day.date),
        "projects": projects_of(found, None if day.is_today else day.date),
        "shares": shares_of(found),
        "decisions": visible_decisions(request.scope).filter(programme=found)[:NEWEST],
        "letters": letters[:NEWEST],
        "key": programme_value(found),
    }
    return render(request, "regions/programme.html", context)


def _stage(found: Programme | Framework, day: Any) -> str:
    """Where a programme or framework stands on a day; empty where neither begin nor end is known."""
    if found.valid_from is not None and day < found.valid_from:
        return "planned"
    if found.valid_until is not None and day >= found.valid_until:
        return "over"
    return "running" if found.valid_from is not None or found.valid_until is not None else ""


@require_safe
def framework_list(request: ScopedRequest) -> HttpResponse:
    """The frameworks this reader may see: with ``?regio=`` of one region, with ``?op=`` those in force that day."""
    day = asked_day(request)
    rows = _listed(request.scope)
    region = region_asked(request)
    if region is not None:
        rows = rows.filter(region=region)
    if not day.is_today:
        rows = rows.on(day.date)  # type: ignore[attr-defined] # a FrameworkQuerySet
    found = [(row, FrameworkKind(row.kind).label, _stage(row, day.date)) for row in rows]
    return render(request, "regions/frameworks.html", {"frameworks": found, "day": day, "region": region})


def _listed(scope: Scope) -> QuerySet[Framework]:
    rows = Framework.objects.visible_to(scope).select_related("region", "gemeente", "organisation")
    return rows.order_by(F("valid_from").desc(nulls_last=True), "name")


@require_safe
def framework(request: ScopedRequest, slug: str) -> HttpResponse:
    """One framework: what it is about, its versions and segments, who adopted it and which raden were asked."""
    rows = Framework.objects.visible_to(request.scope).select_related(
        "region", "gemeente", "organisation", "source", "dossier"
    )
    found: Framework | None = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    day = asked_day(request)
    visible = Framework.objects.visible_to(request.scope)
    versions = list(found.versions.select_related("source").order_by(F("valid_from").desc(nulls_last=True)))
    decisions = {
        row.pk: row
        for row in Decision.objects.visible_to(request.scope)
        .filter(pk__in=[found.decision_id, *(row.decision_id for row in versions)])
        .select_related("body__organisation__region", "body__gemeente", "body__region")
    }
    context = {
        "framework": found,
        "kind_label": FrameworkKind(found.kind).label,
        "day": day,
        "stage": _stage(found, day.date),
        "decision": decisions.get(found.decision_id),
        "versions": [(row, decisions.get(row.decision_id), row.holds_on(day.date)) for row in versions],
        "segments": found.segments.all(),
        "steps": found.steps.all(),
        "elaborates": visible.filter(pk=found.elaborates_id).first(),
        "elaborations": visible.filter(elaborates=found),
        "rounds": Round.objects.visible_to(request.scope).filter(framework=found).order_by("-asked_on", "-pk"),
        "statements": Statement.objects.filter(framework=found).select_related("source").order_by("question", "pk"),
    }
    return render(request, "regions/framework.html", context)
