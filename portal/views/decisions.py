"""Decisions: the list, and the page of one decision with the letters that prove it."""

from __future__ import annotations

from collections import defaultdict

from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from documents.contradictions import contradicting
from documents.models import Letter
from documents.vocabulary import LetterState
from governance.models import Decision, Programme
from governance.scope import Scope
from governance.vocabulary import DecisionForm, Level
from portal.addresses import PAGE, without_empty_keys
from portal.decision_story import story_of
from portal.evidence import Proof, proofs_of, proofs_of_all, withdrawn_of
from portal.filters import DecisionFilter
from portal.http import ScopedRequest
from portal.related import visible_decisions

PAGE_SIZE = 20


@require_safe
def decision_list(request: ScopedRequest) -> HttpResponseBase:
    """Decisions this user may see, narrowed down by the address."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    found = DecisionFilter(request, visible_decisions(request.scope), request.scope)
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get(PAGE))
    return render(request, "decisions/list.html", {"filter": found, "form": found.form, "page": page})


@require_safe
def decision(request: ScopedRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """One decision: what, who, when, and which letters say so. Access comes before any redirect."""
    found: Decision = get_object_or_404(visible_decisions(request.scope).select_related("source", "dossier"), pk=pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=found.level == Level.PUBLIC)
    scope = request.scope
    drafts = Letter.objects.handled_by(scope).filter(level__isnull=True, versions__evidence__decision=found)
    drafts = drafts.exclude(state=LetterState.WITHDRAWN).distinct()
    withdrawn = withdrawn_of(found, scope) if found.level is None else []
    proofs = proofs_of(found, scope)
    context = {
        "decision": found,
        "proofs": proofs,
        "story": story_of(found, scope, proofs),
        "drafts": drafts,
        "withdrawn": withdrawn,
        "contradicting": _told_otherwise(found, scope),
        "programme": Programme.objects.visible_to(scope).filter(pk=found.programme_id).select_related("region").first(),
        "form_label": DecisionForm(found.form).label if found.form else "",
    }
    return render(request, "decisions/decision.html", context)


def _told_otherwise(found: Decision, scope: Scope) -> list[tuple[Decision, list[Proof]]]:
    """Decisions that letters tell in a way that cannot be true beside this one, with their proof; of those that this
    reader may not see nothing shows, not even that they are there."""
    noted = contradicting([found.pk])[found.pk]
    if not noted:
        return []
    others = Decision.objects.visible_to(scope).filter(pk__in=noted)
    found_others = list(others.select_related("body__organisation", "body__gemeente"))
    proofs = defaultdict(list)
    for proof in proofs_of_all(found_others, scope):
        proofs[proof.fact.pk].append(proof)
    return [(other, proofs[other.pk]) for other in found_others]
