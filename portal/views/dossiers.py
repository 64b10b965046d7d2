"""Dossiers: one storyline over letters, rounds, decisions, promises and years."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Contradiction
from governance.models import Decision, Dossier, Statement
from governance.scope import Scope
from portal.addresses import having
from portal.dossier_facts import facts_of
from portal.dossier_steps import steps_of
from portal.evidence import Proof, proofs_of_all
from portal.http import ScopedRequest
from portal.timeline import chosen_gemeente, gemeenten_in, timeline

GEMEENTE, ORDER = "gemeente", "volgorde"
NEWEST, OLDEST = "nieuwste", "oudste"
Told = tuple[Decision, list[Proof]]


@require_safe
def dossier_list(request: ScopedRequest) -> HttpResponse:
    """Every dossier, by title."""
    return render(request, "dossiers/list.html", {"dossiers": Dossier.objects.select_related("region")})


@require_safe
def dossier(request: ScopedRequest, slug: str) -> HttpResponse:
    """One dossier: how far it is, its timeline and lists, and where sources contradict each other. ``?gemeente=``
    narrows the timeline down, ``?volgorde=nieuwste`` turns it round."""
    found = get_object_or_404(Dossier.objects.select_related("region"), slug=slug)
    today, facts = timezone.localdate(), facts_of(found, request.scope)
    about = set(gemeenten_in(facts))
    offered = [gemeente for gemeente in facts.gemeenten if gemeente.pk in about]
    chosen = chosen_gemeente(request.GET.get(GEMEENTE, ""), offered)
    newest_first = request.GET.get(ORDER) == NEWEST
    steps = steps_of(facts, today)
    context = {
        "dossier": found,
        "facts": facts,
        "timeline": timeline(
            facts, today, gemeente_id=chosen.pk if chosen is not None else None, newest_first=newest_first
        ),
        "steps": steps,
        "now": next((step for step in steps if step.is_now), None),
        "gemeenten": offered,
        "chosen": chosen,
        "newest_first": newest_first,
        "other_order": having(request, **{ORDER: OLDEST if newest_first else NEWEST}),
        "promises": facts.open_promises(today),
        "today": today,
        "contradictions": _told_otherwise(found, request.scope),
        "frameworks": facts.frameworks,
        "statements": Statement.objects.filter(
            Q(framework__in=facts.frameworks) | Q(decision__in=facts.decisions)
        ).select_related("source", "framework", "decision"),
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
