"""Beheer's screens for records that are one: choose two, compare them, merge; and the list of merges with undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.access import may_curate
from governance.belonging import home_regions
from governance.errors import RuleBroken
from governance.merging import Mergeable, merge, require_mergeable, would_move
from governance.models import Body, Merge, Organisation, Person
from governance.unmerging import undo_merge
from portal.curating import attempt, beheer_only, curated
from portal.guards import account
from portal.http import ScopedRequest
from portal.merge_form import MergeForm
from portal.search.query import tidy

PER_PAGE = 50
# Of what was ticked so many stay in sight.
MOST_TICKED = 10
KINDS: dict[str, tuple[str, models.QuerySet[Any]]] = {
    "organen": ("organen", Body.objects.select_related("organisation__region", "region", "gemeente")),
    "organisaties": ("organisaties", Organisation.objects.select_related("region", "gemeente")),
    "personen": ("personen", Person.objects.all()),
}


@beheer_only
@require_safe
def merges(request: ScopedRequest) -> HttpResponse:
    """What was merged, the newest first, and what can still be undone."""
    rows = Merge.objects.select_related("body__organisation", "body__gemeente", "organisation", "person", "actor")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "beheer/merges.html", {"page": page, "kinds": [(word, KINDS[word][0]) for word in KINDS]})


@beheer_only
@require_safe
def merge_choose(request: ScopedRequest, kind: str) -> HttpResponseBase:
    """A list in which two rows are ticked, with the one that stays. Who searches on keeps what was ticked: names of
    two that are one may share no word."""
    label, rows = _kind(kind)
    query = tidy(request.GET.get("q", ""))
    ticked = [int(number) for number in request.GET.getlist("rij") if number.isdecimal()]
    wrong, searching = "", "zoek" in request.GET
    if ticked and len(ticked) != 2 and not searching:
        wrong = "Kies precies twee regels. Zijn het er meer? Voeg ze dan een voor een samen."
    elif ticked and not searching:
        kept = request.GET.get("blijft", "")
        keeper = int(kept) if kept.isdecimal() and int(kept) in ticked else ticked[0]
        return redirect("merge_compare", kind, keeper, next(number for number in ticked if number != keeper))
    pinned = list(rows.filter(pk__in=ticked[:MOST_TICKED])) if ticked else []
    found = (rows.filter(name__icontains=query) if query else rows).exclude(pk__in=[row.pk for row in pinned])
    page = Paginator(found.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "kind": kind, "label": label, "query": query, "wrong": wrong, "pinned": pinned}
    return render(request, "beheer/merge_choose.html", context)


@beheer_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge_compare(request: ScopedRequest, kind: str, keeper: int, other: int) -> HttpResponseBase:
    """Both side by side: per column what stays, what moves along, why; and the merge itself."""
    _, rows = _kind(kind)
    kept: Mergeable = curated(request.scope, rows, pk=keeper)
    gone: Mergeable = curated(request.scope, rows, pk=other)
    form = MergeForm(request.POST or None, keeper=kept, other=gone)
    refused = _refused(kept, gone)
    if request.method == "POST" and not refused and form.is_valid():
        done = attempt(form, lambda: _merge(request, form, kept, gone))
        if done is not None:
            messages.success(
                request, f"{done.old_name} is samengevoegd met {done.keeper}. Ongedaan maken kan 30 dagen."
            )
            return redirect("merges")
    context = {
        "form": form, "keeper": kept, "other": gone, "kind": kind, "refused": refused,
        "moving": [] if refused else would_move(gone, request.scope),
    }  # fmt: skip
    return render(request, "beheer/merge_compare.html", context, status=422 if form.errors or refused else 200)


def _merge(request: ScopedRequest, form: MergeForm, kept: Mergeable, gone: Mergeable) -> Merge:
    data = form.cleaned_data
    return merge(
        kept, gone, from_other=form.from_other, reason=data["reason"], actor=account(request),
        seen=(data["seen_keeper"], data["seen_other"]),
    )  # fmt: skip


def _refused(kept: Mergeable, gone: Mergeable) -> str:
    try:
        require_mergeable(kept, gone)
    except RuleBroken as refused:
        return str(refused)
    return ""


@beheer_only
@require_POST
def merge_undo(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Take a merge back."""
    found = get_object_or_404(Merge, pk=pk)
    if not may_curate(request.scope, home_regions(found.keeper)):
        raise Http404
    try:
        other = undo_merge(found, reason="Samenvoegen ongedaan gemaakt.")
        messages.success(request, f"{other} staat weer apart.")
    except RuleBroken as refused:
        messages.error(request, str(refused))
    return redirect(reverse("merges"))


def _kind(word: str) -> tuple[str, models.QuerySet[Any]]:
    if word not in KINDS:
        raise Http404
    label, rows = KINDS[word]
    return label, rows.all()
