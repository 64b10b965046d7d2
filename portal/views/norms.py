"""Norms such as the Norm voor Opdrachtgeverschap: as each source lists them, and how far regions meet them."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.models import Decision, NormSet
from governance.norm_queries import over_the_years, scores
from portal.addresses import asked_day
from portal.http import ScopedRequest
from portal.views.regions import region_asked


@require_safe
def norm_list(request: ScopedRequest) -> HttpResponse:
    """Every norm, with its versions beside each other: sources that count differently are kept apart."""
    sets = NormSet.objects.select_related("source").prefetch_related("items")
    counted = sets.annotate(regions=Count("items__assessments__region", distinct=True))
    return render(request, "norms/list.html", {"sets": counted, "day": asked_day(request)})


@require_safe
def norm(request: ScopedRequest, pk: int) -> HttpResponse:
    """One version of a norm: every region beside every item on a day, or with ``?regio=`` one region over the years."""
    found = get_object_or_404(NormSet.objects.select_related("source"), pk=pk)
    day = asked_day(request)
    items = list(found.items.order_by("order"))
    region = region_asked(request)
    adopted = None
    if found.decision_id is not None:
        adopted = Decision.objects.visible_to(request.scope).filter(pk=found.decision_id).first()
    context = {
        "norm": found,
        "day": day,
        "items": items,
        "scores": scores(found, items, day.date) if region is None else [],
        "region": region,
        "years": over_the_years(found, items, region, day.date) if region is not None else None,
        "others": NormSet.objects.filter(name=found.name).exclude(pk=found.pk).annotate(count=Count("items")),
        "decision": adopted,
    }
    return render(request, "norms/norm.html", context)
