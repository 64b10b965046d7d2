"""Commitments: what boards and colleges promised or announced, and whether it came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Letter, Settlement
from governance.access import may_handle
from governance.models import Commitment
from governance.scope import Scope
from portal.addresses import PAGE, having, without, without_empty_keys
from portal.commitment_filter import filtered, portefeuillehouders
from portal.evidence import proofs_of, withdrawn_among, withdrawn_of
from portal.http import ScopedRequest
from portal.long_agenda import agenda

PAGE_SIZE = 30
VIEW, AGENDA = "weergave", "lta"


@require_safe
def commitment_list(request: ScopedRequest) -> HttpResponseBase:
    """Promises this user may see, those that are due first, narrowed down by the address; ``?weergave=lta`` shows them
    as an agenda with what else is planned."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    scope, today = request.scope, timezone.localdate()
    asked = filtered(visible_commitments(scope), request.GET, scope, today)
    if request.GET.get(VIEW) == AGENDA:
        context = {"asked": asked, "agenda": agenda(asked, scope, today), "today": today,
                   "as_list": without(request, VIEW)}  # fmt: skip
        return render(request, "commitments/agenda.html", context)
    page = Paginator(asked.rows, PAGE_SIZE).get_page(request.GET.get(PAGE))
    shown = list(page.object_list)
    gone, kept = withdrawn_among(shown, scope), settled_with(shown, scope)
    holders = portefeuillehouders(shown, scope)
    context = {
        "page": page,
        "asked": asked,
        "rows": [
            (row, row.is_overdue(today), row.pk in gone, kept.get(row.pk), holders.get(row.pk, "")) for row in shown
        ],
        "as_agenda": having(request, **{VIEW: AGENDA}),
    }
    return render(request, "commitments/list.html", context)


@require_safe
def commitment(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """One promise: the words, the letters that say so, and the letter with which it was kept."""
    found: Commitment = get_object_or_404(visible_commitments(request.scope).select_related("dossier"), pk=pk)
    proofs = proofs_of(found, request.scope)
    context = {
        "commitment": found,
        "late": found.is_overdue(timezone.localdate()),
        "proofs": proofs,
        "holders": list(dict.fromkeys(p.letter.portefeuillehouder for p in proofs if p.letter.portefeuillehouder)),
        "letter": settled_with([found], request.scope).get(found.pk),
        "is_handled": may_handle(request.scope, found),
        "withdrawn": withdrawn_of(found, request.scope) if found.level is None else [],
    }
    return render(request, "commitments/commitment.html", context)


def settled_with(rows: Sequence[Commitment], scope: Scope) -> dict[int, Letter]:
    """By promise: the letter with which it was kept, where this user may read that letter; one query."""
    found = Settlement.objects.filter(commitment__in=rows, letter__in=Letter.objects.readable_by(scope))
    return {row.commitment_id: row.letter for row in found.select_related("letter")}


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
