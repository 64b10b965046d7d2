"""The start of beheer, and the history of any record with undo."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from governance.access import may_curate, may_curate_everything
from governance.belonging import home_regions
from governance.errors import RuleBroken
from governance.history import action_of, changes_of, last_state, visible
from governance.models import Body, Region
from governance.queries import AUTHORITY
from governance.undoing import can_undo, undo_action, undo_change
from governance.validity import period_q
from portal.curating import beheer_only, kind_named
from portal.http import ScopedRequest


@beheer_only
@require_safe
def overview(request: ScopedRequest) -> HttpResponse:
    """Every region with how many gemeenten and bodies it has, and what else there is to keep."""
    today = timezone.localdate()
    here = Q(memberships__definition__authority=AUTHORITY) & period_q(today, "memberships__")
    gemeenten = dict(Region.objects.annotate(count=Count("memberships", filter=here)).values_list("pk", "count"))
    bodies: dict[int, int] = {}
    for own, organised in Body.objects.on(today).values_list("region", "organisation__region"):
        home = own or organised
        bodies[home] = bodies.get(home, 0) + 1
    rows = [
        (region, gemeenten.get(region.pk, 0), bodies.get(region.pk, 0))
        for region in Region.objects.all()
        if may_curate(request.scope, {region.pk})
    ]
    everywhere = may_curate_everything(request.scope)
    return render(request, "beheer/overview.html", {"regions": rows, "everywhere": everywhere})


@beheer_only
@require_safe
def history(request: ScopedRequest, kind: str, pk: int) -> HttpResponse:
    """Who changed what of a record, when and why; also of one that is gone."""
    model = kind_named(kind)
    row, is_gone = _row(request, model, pk)
    context = {
        "row": row,
        "is_gone": is_gone,
        "kind": kind,
        "kind_label": str(model._meta.verbose_name),
        "changes": changes_of(model, pk, scope=request.scope),
        "may_undo": can_undo(model) and may_curate(request.scope, _homes(row)),
        "may_undo_all": may_curate_everything(request.scope),
        "back": _back(row),
    }
    return render(request, "beheer/history.html", context)


@beheer_only
@require_POST
def history_undo(request: ScopedRequest, kind: str, pk: int, line: int) -> HttpResponseBase:
    """Take one change back, or with ``samen`` everything that was changed in the same action."""
    model = kind_named(kind)
    row, _ = _row(request, model, pk)
    if not may_curate(request.scope, _homes(row)):
        raise PermissionDenied
    try:
        if "samen" in request.POST:
            if not may_curate_everything(request.scope):
                raise PermissionDenied
            count = undo_action(action_of(model, pk, line), reason="Ongedaan gemaakt.")
            messages.success(request, f"Ongedaan gemaakt: {count} {'wijziging' if count == 1 else 'wijzigingen'}.")
        else:
            undo_change(model, pk, line, reason="Ongedaan gemaakt.")
            messages.success(request, "De wijziging is ongedaan gemaakt.")
    except RuleBroken as refused:
        messages.error(request, str(refused))
    return redirect("history", kind, pk)


def _row(request: ScopedRequest, model: type[models.Model], pk: int) -> tuple[models.Model, bool]:
    """The record, or what was last known of it; 404 for what never was or may not be seen."""
    found = model._default_manager.filter(pk=pk).first()
    row = found or last_state(model, pk)
    if row is None or not visible(request.scope, row):
        raise Http404
    return row, found is None


def _homes(row: models.Model) -> frozenset[int]:
    try:
        return home_regions(row)
    except (ObjectDoesNotExist, ValueError):
        return frozenset()


def _back(row: models.Model) -> str:
    region = Region.objects.filter(pk__in=_homes(row)).first()
    return reverse("structure", args=[region.slug]) if region is not None else reverse("beheer")
