"""The griffie's worklist: what waits, what failed, what was published lately."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from documents.models import Choice, Finding, Letter, Report, UploadBatch
from documents.review import FIELDS
from documents.vocabulary import LetterState, ReportStatus
from governance.vocabulary import ClaimStatus
from portal.guards import griffie_only
from portal.http import ScopedRequest

RECENT = datetime.timedelta(days=7)
PER_PAGE = 20

TABS: list[tuple[str, str, list[LetterState]]] = [
    ("controleren", "Te controleren", [LetterState.TO_CHECK]),
    ("geheim", "Mogelijk geheim", [LetterState.POSSIBLY_SECRET]),
    ("mislukt", "Niet gelezen", [LetterState.FAILED]),
    ("bezig", "Wordt gelezen", [LetterState.READING]),
    ("gepubliceerd", "Gepubliceerd, 7 dagen", [LetterState.PUBLISHED]),
    ("ingetrokken", "Ingetrokken", [LetterState.WITHDRAWN]),
    ("niet-bewaard", "Geheim, niet bewaard", [LetterState.SECRET]),
]


@griffie_only
@require_GET
def worklist(request: ScopedRequest) -> HttpResponseBase:
    """Letters of this griffie by state, oldest first, with their number of doubtful fields."""
    mine = Letter.objects.handled_by(request.scope)
    asked = request.GET.get("status", "")
    chosen = asked if asked in {key for key, _, _ in TABS} else TABS[0][0]
    tabs = [
        {"key": key, "label": label, "count": _in_tab(mine, states).count(), "current": key == chosen}
        for key, label, states in TABS
    ]
    states = next(states for key, _, states in TABS if key == chosen)
    letters = (
        _in_tab(mine, states)
        .select_related("owner_gemeente", "owner_region")
        .annotate(doubts=Coalesce(Subquery(_doubts()), 0))
        .order_by("created_at", "pk")
    )
    page = Paginator(letters, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "tabs": tabs,
        "page": page,
        "first": mine.filter(state=LetterState.TO_CHECK).order_by("created_at", "pk").first(),
        "batches": UploadBatch.objects.handled_by(request.scope).annotate(files=Count("uploads")).order_by("-pk")[:5],
        "reports": Report.objects.filter(letter__in=mine, status=ReportStatus.OPEN).select_related("letter")[:10],
    }
    return render(request, "griffie/worklist.html", context)


def _doubts() -> QuerySet[Any, Any]:
    """Per letter: its fields and decisions that reading doubts and no person has looked at."""
    chosen = Choice.objects.filter(version=OuterRef("version"), key=OuterRef("key"), start=None)
    answered = Choice.objects.filter(version=OuterRef("version"), key="decisions", start=OuterRef("start"))
    doubtful = Q(key__in=FIELDS, status=ClaimStatus.CHECK) & ~Exists(chosen)
    unanswered = Q(key="decisions") & ~Exists(answered)
    findings = Finding.objects.filter(doubtful | unanswered, version__letter=OuterRef("pk")).order_by()
    return findings.values("version__letter").annotate(number=Count("pk")).values("number")


def _in_tab(mine: QuerySet[Letter], states: list[LetterState]) -> QuerySet[Letter]:
    found = mine.filter(state__in=states)
    if states == [LetterState.PUBLISHED]:
        found = found.filter(published_at__gte=timezone.now() - RECENT)
    return found
