"""Dossiers: one storyline over letters, rounds, decisions, promises and years."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Contradiction
from governance.models import Decision, Dossier, Framework, Statement
from governance.scope import Scope
from portal.evidence import Proof, proofs_of_all
from portal.http import ScopedRequest
from portal.timeline import timeline

Told = tuple[Decision, list[Proof]]


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
        "contradictions": _told_otherwise(found, request.scope),
        "frameworks": frameworks.prefetch_related("segments", "steps").select_related("source"),
        "statements": Statement.objects.filter(framework__in=frameworks).select_related("source", "framework"),
    }
    return render(request, "dossiers/dossier.html", context)


def _told_otherwise(found: Dossier, scope: Scope) -> list[tuple[Told, Told]]:
    """Pairs of decisions of the dossier that letters tell in ways that cannot both be true, each with its proof; only
    pairs of which this reader may see both. Three queries at most."""
    visible = Decision.objects.visible_to(scope)
    pairs = Contradiction.objects.filter(Q(first__dossier=found) | Q(second__dossier=found))
    pairs = pairs.filter(first__in=visible, second__in=visible).select_related(
        "first__body__organisation", "first__body__gemeente", "second__body__organisation", "second__body__gemeente"
    )
    told = list(pairs)
    proofs = defaultdict(list)
    for proof in proofs_of_all([one for pair in told for one in (pair.first, pair.second)], scope):
        proofs[proof.fact.pk].append(proof)
    return [((pair.first, proofs[pair.first_id]), (pair.second, proofs[pair.second_id])) for pair in told]
