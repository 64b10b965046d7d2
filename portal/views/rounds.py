"""Rounds: which raden were asked about one text, by when, and what each of them answered."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.access import may_answer, may_keep
from governance.models import Decision, Framework, Gemeente, Region, Round, RoundAnswer, RoundResponse
from governance.scope import Scope
from governance.vocabulary import AnswerStatus, Level
from portal.addresses import PAGE, having, without_empty_keys
from portal.evidence import proofs_of, withdrawn_among, withdrawn_of
from portal.http import ScopedRequest
from portal.round_rows import counts_of, rows_of, tally
from portal.round_texts import words_of

PAGE_SIZE = 20
TILES, TABLE = "tegels", "tabel"
WITH = "gemeente"
LEAST_COMPARED, MOST_COMPARED = 2, 4


@require_safe
def round_list(request: ScopedRequest) -> HttpResponseBase:
    """Rounds this user may see, those with the latest deadline first; ``?regio=`` and ``?gemeente=`` (who was asked, or
    of whom a letter tells an answer) narrow them down."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    rounds = visible_rounds(request.scope)
    regions = list(Region.objects.filter(pk__in=rounds.order_by().values("region")))
    chosen = next((region for region in regions if region.slug == request.GET.get("regio")), None)
    if chosen is not None:
        rounds = rounds.filter(region=chosen)
    gemeente = Gemeente.objects.filter(slug=request.GET[WITH]).first() if WITH in request.GET else None
    if gemeente is not None:
        told = RoundResponse.objects.visible_to(request.scope).filter(gemeente=gemeente)
        asked = RoundAnswer.objects.filter(gemeente=gemeente)
        rounds = rounds.filter(Q(pk__in=asked.values("round")) | Q(pk__in=told.values("round")))
    page = Paginator(rounds, PAGE_SIZE).get_page(request.GET.get(PAGE))
    shown = list(page.object_list)
    counts, gone = counts_of(shown, request.scope), withdrawn_among(shown, request.scope)
    today = timezone.localdate()
    context = {
        "page": page,
        "rows": [(found, *counts[found.pk], found.pk in gone, found.days_left(today)) for found in shown],
        "gemeente": gemeente,
        "regions": regions,
        "chosen": chosen,
    }
    return render(request, "rounds/list.html", context)


@require_safe
def round_page(request: ScopedRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """One round: tiles or a table of the gemeenten, points raised, and what it led to."""
    found: Round = get_object_or_404(visible_rounds(request.scope).select_related("source", "legal_term"), pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=found.level == Level.PUBLIC)
    scope, today = request.scope, timezone.localdate()
    rows = rows_of(found, scope, today)
    responses = [response.pk for row in rows for response in row.responses]
    with_letter = sum(bool(row.proofs) for row in rows)
    context = {
        "round": found,
        "rows": rows,
        "tally": tally(rows),
        "asked": sum(row.is_asked for row in rows),
        "answered": sum(row.status.is_answer for row in rows),
        "with_letter": with_letter,
        # Without a row of who was asked only letters tell of gemeenten, each of its own.
        "all_known": any(row.answer for row in rows),
        "first_with_words": next((row.gemeente.slug for row in rows if row.has_words), ""),
        "unknown": sum(row.status == AnswerStatus.OPEN for row in rows),
        "with_words": sum(row.has_words for row in rows),
        "is_kept": may_keep(scope, found, found.region_id),
        "own": [row.gemeente for row in rows if row.answer is not None and may_answer(scope, row.gemeente.pk)],
        "days_left": found.days_left(today),
        "framework": Framework.objects.visible_to(scope).filter(pk=found.framework_id).first(),
        "led_to": Decision.objects.visible_to(scope).filter(Q(rounds=found) | Q(responses__in=responses)).distinct(),
        "points": found.points.select_related("gemeente"),
        "proofs": proofs_of(found, scope),
        "withdrawn": withdrawn_of(found, scope) if found.level is None else [],
        "as_table": request.GET.get("weergave") == TABLE,
        "other_view": having(request, weergave=TILES if request.GET.get("weergave") == TABLE else TABLE),
    }
    return render(request, "rounds/round.html", context)


@require_safe
def round_compare(request: ScopedRequest, pk: int) -> HttpResponse:
    """The answers of two to four gemeenten side by side, each as its griffie published it or as letters tell it."""
    found: Round = get_object_or_404(visible_rounds(request.scope), pk=pk)
    rows = [row for row in rows_of(found, request.scope, timezone.localdate()) if row.has_words]
    asked = list(dict.fromkeys(request.GET.getlist(WITH)))
    chosen = [row for row in rows if row.gemeente.slug in asked]
    own = RoundAnswer.objects.filter(round=found, gemeente__in=request.scope.owner_gemeenten)
    own = own.exclude(status=AnswerStatus.SUCCEEDED).select_related("gemeente")
    context = {
        "round": found,
        "rows": rows,
        "asked": asked,
        "columns": [(row, bool(words_of(row))) for row in chosen[:MOST_COMPARED]],
        "too_many": len(chosen) > MOST_COMPARED,
        "too_few": bool(asked) and len(chosen) < LEAST_COMPARED,
        "own": list(own),
    }
    return render(request, "rounds/compare.html", context)


def visible_rounds(scope: Scope) -> QuerySet[Any]:
    """Rounds this user may see, with what a list shows of them."""
    return (
        Round.objects.visible_to(scope)
        .select_related("region", "asked_by__organisation", "asked_by__gemeente", "dossier")
        .order_by(F("deadline").desc(nulls_last=True), F("asked_on").desc(nulls_last=True), "-pk")
    )
