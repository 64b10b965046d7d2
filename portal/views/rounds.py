"""Rounds: which raden were asked about one text, by when, and what each of them answered."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.models import Decision, Framework, Region, Round, RoundAnswer
from governance.scope import Scope
from governance.vocabulary import AnswerStatus, Level
from portal.addresses import PAGE, having, without_empty_keys
from portal.http import ScopedRequest

PAGE_SIZE = 20
TILES, TABLE = "tegels", "tabel"
ANSWERED = [status.value for status in AnswerStatus if status.is_answer]


@require_safe
def round_list(request: ScopedRequest) -> HttpResponseBase:
    """Rounds this user may see, those with the latest deadline first; ``?regio=`` narrows them down."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    rounds = visible_rounds(request.scope)
    regions = list(Region.objects.filter(pk__in=rounds.order_by().values("region")))
    chosen = next((region for region in regions if region.slug == request.GET.get("regio")), None)
    if chosen is not None:
        rounds = rounds.filter(region=chosen)
    page = Paginator(rounds, PAGE_SIZE).get_page(request.GET.get(PAGE))
    context = {"page": page, "regions": regions, "chosen": chosen, "today": timezone.localdate()}
    return render(request, "rounds/list.html", context)


@require_safe
def round_page(request: ScopedRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """One round: tiles or a table of the gemeenten, points raised, and what it led to."""
    found: Round = get_object_or_404(visible_rounds(request.scope).select_related("source", "legal_term"), pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=found.level == Level.PUBLIC)
    answers = list(found.answers.select_related("gemeente", "round"))
    today = timezone.localdate()
    context = {
        "round": found,
        "answers": [(answer, answer.is_late(today)) for answer in answers],
        "tally": _tally(answers),
        "answered": sum(answer.status in ANSWERED for answer in answers),
        "days_left": found.days_left(today),
        "framework": Framework.objects.visible_to(request.scope).filter(pk=found.framework_id).first(),
        "led_to": Decision.objects.visible_to(request.scope).filter(rounds=found),
        "points": found.points.select_related("gemeente"),
        "as_table": request.GET.get("weergave") == TABLE,
        "other_view": having(request, weergave=TILES if request.GET.get("weergave") == TABLE else TABLE),
    }
    return render(request, "rounds/round.html", context)


def visible_rounds(scope: Scope) -> QuerySet[Any]:
    """Rounds this user may see, with what a list shows of them: how many gemeenten are asked and have answered."""
    return (
        Round.objects.visible_to(scope)
        .select_related("region", "asked_by__organisation", "asked_by__gemeente")
        .annotate(asked=Count("answers"), answered=Count("answers", filter=Q(answers__status__in=ANSWERED)))
        .order_by(F("deadline").desc(nulls_last=True), F("asked_on").desc(nulls_last=True), "-pk")
    )


def _tally(answers: list[RoundAnswer]) -> list[tuple[str, int]]:
    """How many gemeenten are in each state, in the order in which an answer comes about."""
    counts = Counter(answer.status for answer in answers)
    return [(status.label, counts[status.value]) for status in AnswerStatus if counts[status.value]]
