"""Commitments: what boards and colleges promised or announced, and whether it came."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.models import Commitment, Region
from governance.scope import Scope
from governance.vocabulary import CommitmentStatus
from portal.addresses import PAGE, without_empty_keys
from portal.evidence import proofs_of, withdrawn_among, withdrawn_of
from portal.http import ScopedRequest

PAGE_SIZE = 30
OVERDUE = "verlopen"
# What ``?stand=`` may hold: every stored state, and the one that follows from the date.
STATES = [(OVERDUE, "Termijn verstreken"), *CommitmentStatus.choices()]


@require_safe
def commitment_list(request: ScopedRequest) -> HttpResponseBase:
    """Promises this user may see, those that are due first; ``?regio=`` and ``?stand=`` narrow them down."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    today = timezone.localdate()
    rows = visible_commitments(request.scope)
    regions = list(Region.objects.filter(pk__in=rows.order_by().values("region")))
    chosen = next((region for region in regions if region.slug == request.GET.get("regio")), None)
    state = request.GET.get("stand", "")
    if chosen is not None:
        rows = rows.filter(region=chosen)
    if state in dict(STATES):
        rows = rows.filter(overdue(today) if state == OVERDUE else Q(status=state))
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get(PAGE))
    shown = list(page.object_list)
    gone = withdrawn_among(shown, request.scope)
    context = {
        "page": page,
        "rows": [(row, row.is_overdue(today), row.pk in gone) for row in shown],
        "regions": regions,
        "chosen": chosen,
        "states": STATES,
        "state": state if state in dict(STATES) else "",
    }
    return render(request, "commitments/list.html", context)


@require_safe
def commitment(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """One promise: the words and the letters that say so."""
    found: Commitment = get_object_or_404(visible_commitments(request.scope).select_related("dossier"), pk=pk)
    context = {
        "commitment": found,
        "late": found.is_overdue(timezone.localdate()),
        "proofs": proofs_of(found, request.scope),
        "withdrawn": withdrawn_of(found, request.scope) if found.level is None else [],
    }
    return render(request, "commitments/commitment.html", context)


def overdue(today: datetime.date) -> Q:
    """The same rule as ``Commitment.is_overdue``, for a queryset."""
    return Q(status=CommitmentStatus.OPEN, latest__lt=today)


def visible_commitments(scope: Scope) -> QuerySet[Any]:
    """Promises this user may see, with what a list shows of them; without an end they come last."""
    return (
        Commitment.objects.visible_to(scope)
        .select_related(
            "region", "made_by__organisation", "made_by__gemeente", "made_by_person", "made_to__organisation",
            "made_to__gemeente", "source",
        )
        .order_by(F("latest").asc(nulls_last=True), "pk")
    )  # fmt: skip
