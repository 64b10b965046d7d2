"""The griffie keeps rounds: its own answer with its text, and for a region what the board did with what raden said."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance import rounds
from governance.access import may_answer, may_keep, owned_q
from governance.models import AnswerDraft, Round, RoundAnswer, RoundPoint
from governance.vocabulary import AnswerStatus
from portal.addresses import PAGE
from portal.answer_forms import AnswerForm, PointForm, ProgressForm, TermsForm, with_reaction
from portal.curating import attempt
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.review_page import number
from portal.round_rows import counts_of, rows_of
from portal.round_texts import Taken, told_by
from portal.views.rounds import visible_rounds

PAGE_SIZE = 20
TAKE = "neem_over"


@griffie_only
@require_safe
def kept_rounds(request: ScopedRequest) -> HttpResponse:
    """Rounds in which this griffie answers or that it keeps, those with the latest deadline first."""
    scope = request.scope
    mine = Q(answers__gemeente__in=scope.owner_gemeenten) | owned_q(scope) | Q(region__in=scope.owner_regions)
    found = visible_rounds(scope).filter(pk__in=Round.objects.filter(mine).order_by().values("pk"))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get(PAGE))
    shown = list(page.object_list)
    own: dict[int, list[RoundAnswer]] = {row.pk: [] for row in shown}
    answers = RoundAnswer.objects.filter(round__in=shown, gemeente__in=scope.owner_gemeenten)
    for answer in answers.select_related("gemeente", "draft"):
        own[answer.round_id].append(answer)
    counts, today = counts_of(shown, scope), timezone.localdate()
    rows = [
        (row, row.days_left(today), own[row.pk], counts[row.pk], may_keep(scope, row, row.region_id)) for row in shown
    ]
    return render(request, "griffie/rounds.html", {"page": page, "rows": rows})


@griffie_only
@require_http_methods(["GET", "POST"])
def round_answer(request: ScopedRequest, pk: int, gemeente: str) -> HttpResponseBase:
    """The answer of one gemeente: how far it is and, for its own griffie, the text from draft to published."""
    scope = request.scope
    answer: RoundAnswer = get_object_or_404(
        RoundAnswer.objects.filter(round__in=Round.objects.visible_to(scope)).select_related("round", "gemeente"),
        round=pk, gemeente__slug=gemeente,
    )  # fmt: skip
    own, keeps = may_answer(scope, answer.gemeente_id), may_keep(scope, answer.round, answer.round.region_id)
    if not (own or keeps):
        raise Http404
    gone = answer.status == AnswerStatus.SUCCEEDED
    rows = rows_of(answer.round, scope, timezone.localdate()) if own and not gone else []
    others = told_by(rows, without=answer.gemeente_id)
    taken = next((one for one in others if one.gemeente.slug == request.GET.get(TAKE)), None)
    form = _form(request, answer, own=own, keeps=keeps, taken=taken)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _store(request, answer, form)):
        return redirect("round_answer", pk, gemeente)
    context = {
        "answer": answer, "round": answer.round, "form": form, "gone": gone, "own": own, "others": others,
        "taken": taken, "draft": _draft(answer) if own else None,
        "days_left": answer.round.days_left(timezone.localdate()),
    }  # fmt: skip
    return render(request, "griffie/round_answer.html", context, status=422 if form.errors else 200)


@griffie_only
@require_http_methods(["GET", "POST"])
def round_points(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """What raden raised and what the board did with each point; ``?punt=`` changes one that is there."""
    found: Round = get_object_or_404(visible_rounds(request.scope), pk=pk)
    if not may_keep(request.scope, found, found.region_id):
        raise Http404
    if request.method == "POST" and (chosen := number(request.POST.get("haal_weg", ""))) is not None:
        rounds.drop_point(get_object_or_404(found.points, pk=chosen), actor=account(request))
        messages.success(request, "Het punt is weggehaald.")
        return redirect("round_points", pk)
    chosen = number(request.GET.get("punt", ""))
    point = get_object_or_404(found.points, pk=chosen) if chosen is not None else RoundPoint(round=found)
    form = PointForm(request.POST if request.method == "POST" else None, point=point)
    if request.method == "POST" and form.is_valid():
        changed = point.pk is not None
        if attempt(form, lambda: _keep_point(request, form)):
            messages.success(request, "Het punt is gewijzigd." if changed else "Het punt staat in de ronde.")
            return redirect("round_points", pk)
    context = {
        "round": found, "form": form, "point": point if point.pk else None,
        "points": found.points.select_related("gemeente"),
        "rows": rows_of(found, request.scope, timezone.localdate()),
    }  # fmt: skip
    return render(request, "griffie/round_points.html", context, status=422 if form.errors else 200)


@griffie_only
@require_http_methods(["GET", "POST"])
def round_terms(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """When raden were asked, by when they answer, and whether the whole region was asked."""
    found: Round = get_object_or_404(visible_rounds(request.scope).select_related("legal_term"), pk=pk)
    if not may_keep(request.scope, found, found.region_id):
        raise Http404
    form = TermsForm(request.POST if request.method == "POST" else None, row=found)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _keep_terms(request, found, form)):
        messages.success(request, "Opgeslagen.")
        return redirect(found)
    status = 422 if form.errors else 200
    return render(request, "griffie/round_terms.html", {"round": found, "form": form}, status=status)


def _keep_point(request: ScopedRequest, form: PointForm) -> bool:
    rounds.keep_point(form.filled(), actor=account(request))
    return True


def _keep_terms(request: ScopedRequest, found: Round, form: TermsForm) -> bool:
    fresh = rounds.keep_terms(found, form.terms, actor=account(request), seen=form.cleaned_data["seen"])
    if form.cleaned_data.get("whole_region"):
        rounds.ask_region(fresh, actor=account(request))
    return True


def _form(request: ScopedRequest, answer: RoundAnswer, *, own: bool, keeps: bool, taken: Taken | None) -> ProgressForm:
    data = request.POST if request.method == "POST" else None
    form: ProgressForm = (
        AnswerForm(data, row=answer, draft=_draft(answer), taken=taken) if own else ProgressForm(data, row=answer)
    )
    if keeps:
        with_reaction(form)
    return form


def _draft(answer: RoundAnswer) -> AnswerDraft | None:
    return AnswerDraft.objects.filter(answer=answer).select_related("saved_by").first()


def _store(request: ScopedRequest, answer: RoundAnswer, form: ProgressForm) -> bool:
    """Keep what was filled in; the text of the own gemeente as a draft, or published where that button was pressed."""
    user = account(request)
    rounds.keep_answer(answer, form.facts, actor=user, seen=form.cleaned_data["seen"])
    if not isinstance(form, AnswerForm):
        messages.success(request, "Opgeslagen.")
        return True
    text, source = form.cleaned_data["text"], form.cleaned_data["taken_from"]
    if "openbaar" in request.POST:
        rounds.publish_text(answer, text, taken_from=source, actor=user)
        messages.success(request, "Opgeslagen. De tekst staat nu bij de ronde." if text else "Opgeslagen.")
    else:
        rounds.keep_draft(answer, text, taken_from=source, actor=user)
        messages.success(request, "Opgeslagen. De tekst is alleen voor uw griffie.")
    return True
