"""Regions, their bodies and programmes; who decides in a region on any day."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.access import may_see
from governance.composition import seating_on
from governance.models import (
    Body,
    BodyLifeEvent,
    Decision,
    Framework,
    Gemeente,
    Programme,
    Region,
    RegionDefinition,
    RegionMembership,
    SubRegion,
    SubRegionMembership,
)
from governance.names import call_as_then, name_then
from governance.queries import AUTHORITY, body_order, mandates_on, region_on, stays
from governance.scope import Scope
from portal.addresses import asked_day
from portal.filters import body_value
from portal.http import ScopedRequest
from portal.related import (
    letters_of_body,
    letters_of_region,
    readable_letters,
    visible_decisions,
)

NEWEST = 5


def region_asked(request: ScopedRequest) -> Region | None:
    """The region of ``?regio=``; None when none is named or it is not there."""
    slug = request.GET.get("regio", "")
    return Region.objects.filter(slug=slug[:80]).first() if slug and "\x00" not in slug else None


@require_safe
def region_list(request: ScopedRequest) -> HttpResponse:
    """Every region, with how many gemeenten it had on the day of ``?op=``."""
    day = asked_day(request)
    members = RegionMembership.objects.on(day.date).filter(definition__authority=AUTHORITY)
    counts = Counter(members.values_list("region", flat=True))
    regions = list(Region.objects.all())
    call_as_then(regions, day.date)
    return render(request, "regions/list.html", {
        "regions": [(region, counts[region.pk]) for region in regions],
        "day": day,
        "definition": RegionDefinition.objects.filter(pk__in=members.values("definition")).first(),
    })  # fmt: skip


@require_safe
def region(request: ScopedRequest, slug: str) -> HttpResponse:
    """One region: who decides, gemeenten, bodies, programmes, newest decisions and letters."""
    found = get_object_or_404(Region, slug=slug)
    day = asked_day(request)
    decisions = visible_decisions(request.scope).filter(region=found)
    letters = readable_letters(request.scope).filter(letters_of_region(found))
    context = {
        "region": found,
        "day": day,
        "op": day.query,
        "state": region_on(found, day.date),
        "programmes": Programme.objects.visible_to(request.scope)
        .on(day.date)
        .filter(region=found)
        .select_related("region"),
        "frameworks": Framework.objects.visible_to(request.scope).on(day.date).filter(region=found),
        "decisions": decisions[:NEWEST],
        "decision_count": decisions.count(),
        "letters": letters[:NEWEST],
        "letter_count": letters.count(),
    }
    return render(request, "regions/region.html", context)


@require_safe
def region_authority(request: ScopedRequest, slug: str) -> HttpResponse:
    """Who decides in a region on the day of ``?op=``, and which days something changed."""
    found = get_object_or_404(Region, slug=slug)
    day = asked_day(request)
    in_region = RegionMembership.objects.filter(region=found, definition__authority=AUTHORITY)
    context = {
        "region": found,
        "day": day,
        "op": day.query,
        "state": region_on(found, day.date),
        "sub_regions": _sub_regions(found, day.date),
        "stays": [stay for stay in reversed(stays(in_region)) if stay.holds_on(day.date)],
        "changes": _change_days(found),
        "mandates": mandates_on(found, day.date),
    }
    return render(request, "regions/authority.html", context)


def _sub_regions(found: Region, day: datetime.date) -> list[tuple[SubRegion, list[Gemeente]]]:
    """The parts of a region on a day, each with its gemeenten; two queries."""
    parts = list(SubRegion.objects.on(day).filter(region=found))
    lying: dict[int, list[Gemeente]] = defaultdict(list)
    rows = SubRegionMembership.objects.on(day).filter(sub_region__in=parts).select_related("gemeente")
    for row in rows.order_by("gemeente__name"):
        lying[row.sub_region_id].append(row.gemeente)
    return [(part, lying[part.pk]) for part in parts]


@require_safe
def region_body(request: ScopedRequest, slug: str, body_slug: str) -> HttpResponse:
    """A body of a region or of one of its organisations; where several share a slug, the one that exists now."""
    found = get_object_or_404(Region, slug=slug)
    bodies = Body.objects.filter(Q(region=found) | Q(organisation__region=found), slug=body_slug, gemeente__isnull=True)
    return body_page(request, bodies.select_related("region", "organisation__region", "source"), region=found)


def body_page(
    request: ScopedRequest, bodies: QuerySet[Any], *, region: Region | None = None, gemeente: Gemeente | None = None
) -> HttpResponse:
    """The page of the body among these that exists today, or of the one that ended last; 404 without any."""
    today = timezone.localdate()
    candidates: list[Body] = sorted(
        bodies, key=lambda row: (not row.holds_on(today), _ended_last(row), body_order(row))
    )
    if not candidates:
        raise Http404
    found = candidates[0]
    asked = request.GET.get("organisatie", "")
    found = next((b for b in candidates if b.organisation is not None and b.organisation.slug == asked), found)
    day = asked_day(request)
    meetings = found.meetings.select_related("source")
    return render(request, "organisations/body.html", _body_context(request.scope, found, candidates) | {
        "day": day,
        "op": day.query,
        "name_then": name_then(found, day.date),
        "existed": found.holds_on(day.date),
        "seating": seating_on(found, day.date),
        "meetings": meetings.filter(date__lte=day.date).order_by("-date", "-pk")[:NEWEST],
        "coming": meetings.filter(date__gt=day.date).order_by("date", "pk")[:NEWEST],
        "region": region,
        "gemeente": gemeente,
    })  # fmt: skip


def _life(found: Body, scope: Scope) -> list[tuple[BodyLifeEvent, Decision | None]]:
    """What happened to a body and which bodies went on in it, oldest first, each with the decision if this reader may
    know it."""
    rows = BodyLifeEvent.objects.filter(Q(body=found) | Q(successor=found)).select_related(
        "body__organisation__region", "body__region", "body__gemeente", "source", "decision",
        "successor__organisation__region", "successor__region", "successor__gemeente",
    )  # fmt: skip
    told = rows.order_by(F("date").asc(nulls_first=True), "pk")
    return [(row, row.decision if row.decision is not None and may_see(scope, row.decision) else None) for row in told]


def _ended_last(body: Body) -> int:
    """Sorts what goes on first, then what ended last."""
    return -(body.valid_until or datetime.date.max).toordinal()


def _body_context(scope: Scope, found: Body, candidates: list[Body]) -> dict[str, Any]:
    letters = readable_letters(scope).filter(letters_of_body(found))
    decisions = visible_decisions(scope).filter(body=found)
    return {
        "body": found,
        "others": [body for body in candidates if body.pk != found.pk],
        "names": found.aliases.exclude(text=found.name).order_by("valid_from", "text"),
        "life": _life(found, scope),
        "decisions": decisions[:NEWEST],
        "letters": letters[:NEWEST],
        "key": body_value(found),
    }


def _change_days(found: Region) -> list[Any]:
    """Days on which a membership, organisation or body of the region began or ended, newest first."""
    days = set()
    memberships = RegionMembership.objects.filter(region=found, definition__authority=AUTHORITY)
    bodies = Body.objects.filter(Q(region=found) | Q(organisation__region=found))
    for rows in (memberships, found.organisations.all(), bodies):
        for row in rows.values_list("valid_from", "valid_until"):
            days |= {day for day in row if day is not None and day <= timezone.localdate()}
    return sorted(days, reverse=True)
