"""Beheer's screen for names that griffies met in letters and the register does not know."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from documents import proposals
from documents.models import AliasProposal
from documents.vocabulary import ProposalStatus
from governance.errors import RuleBroken
from governance.scope import ANONYMOUS
from governance.vocabulary import ObjectKind
from portal.guards import account, only
from portal.http import ScopedRequest
from portal.proposal_form import ProposalForm
from portal.search import matching_ids

PER_PAGE = 25

manager_only = only(lambda scope: scope.can_manage_roles)


@manager_only
@require_GET
def proposal_list(request: ScopedRequest) -> HttpResponseBase:
    """The proposals that wait for an answer, the oldest first."""
    waiting = AliasProposal.objects.filter(status=ProposalStatus.OPEN).select_related("proposed_by")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "beheer/proposals.html", {"page": page})


@manager_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """One proposal: choose what it names, or refuse it."""
    found = get_object_or_404(AliasProposal, pk=pk, status=ProposalStatus.OPEN)
    if request.method == "POST" and "afwijzen" in request.POST:
        _answer(request, found, None)
        return redirect("proposals")
    likely = proposals.likely_target(found.text)
    form = ProposalForm(request.POST or None, scope=request.scope, likely=likely)
    if request.method == "POST" and form.is_valid():
        _answer(request, found, form)
        return redirect("proposals")
    status = 422 if form.errors else 200
    return render(
        request,
        "beheer/proposal.html",
        {"proposal": found, "form": form, "likely": likely, "letters": _public_letters(found.text)},
        status=status,
    )


def _public_letters(text: str) -> int:
    """In how many public letters the words stand: those that a reading with the new name touches. Drafts are not
    counted, because beheer does not know of them."""
    found = matching_ids(ANONYMOUS, f'"{text}"', ObjectKind.LETTER)
    return 0 if found is None else found.count()


def _answer(request: ScopedRequest, found: AliasProposal, form: ProposalForm | None) -> None:
    try:
        if form is None:
            proposals.refuse(found, user=account(request))
            messages.success(request, "Het voorstel is afgewezen.")
            return
        data = form.cleaned_data
        proposals.accept(found, target=data["target"], is_abbreviation=data["is_abbreviation"], user=account(request))
        messages.success(request, "De schrijfwijze is toegevoegd. Nieuwe brieven worden ermee gelezen.")
    except RuleBroken as refused:
        messages.error(request, str(refused))
