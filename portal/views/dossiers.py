"""Dossiers: one storyline over letters, rounds, decisions, promises and years."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from governance.models import Dossier, Framework, Statement
from portal.http import ScopedRequest
from portal.timeline import timeline


@require_safe
def dossier_list(request: ScopedRequest) -> HttpResponse:
    """Every dossier, by title."""
    return render(request, "dossiers/list.html", {"dossiers": Dossier.objects.select_related("region")})


@require_safe
def dossier(request: ScopedRequest, slug: str) -> HttpResponse:
    """One dossier: its timeline, its frameworks, and where sources contradict each other."""
    found = get_object_or_404(Dossier.objects.select_related("region"), slug=slug)
    frameworks = Framework.objects.visible_to(request.scope).filter(dossier=found)
    context = {
        "dossier": found,
        "timeline": timeline(found, request.scope, timezone.localdate()),
        "today": timezone.localdate(),
        "frameworks": frameworks.prefetch_related("segments", "steps").select_related("source"),
        "statements": Statement.objects.filter(framework__in=frameworks).select_related("source", "framework"),
    }
    return render(request, "dossiers/dossier.html", context)
