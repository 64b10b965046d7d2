"""Check one letter and publish it: the review screen and what can be done from it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from documents import failures, intake, publication, review
from documents.models import Letter, LetterVersion
from documents.publication import NotReady, Publication
from documents.vocabulary import LetterState
from governance.errors import RuleBroken
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.review_forms import SecrecyForm, WithdrawForm
from portal.review_page import ReviewPage

CONFLICT = (
    "Een collega heeft deze brief intussen ook gewijzigd. Er is niets opgeslagen en uw invoer staat er nog. "
    "Vergelijk uw invoer met de brief en sla opnieuw op."
)
CLOSED = "Deze brief is intussen gepubliceerd of ingetrokken. Er is niets opgeslagen."


@griffie_only
@require_http_methods(["GET", "POST"])
def check(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The review screen. A POST saves everything on it and then does what the pressed button says."""
    letter = _letter(request, pk)
    version = letter.version
    if letter.state == LetterState.POSSIBLY_SECRET:
        return render(request, "griffie/secrecy.html", {"letter": letter, "form": SecrecyForm()})
    if version is None or letter.state in {LetterState.FAILED, LetterState.READING}:
        upload = letter.uploads.first()
        context = {"letter": letter, "upload": upload, "sentence": failures.sentence(upload.failure if upload else "")}
        return render(request, "griffie/not_read.html", context)
    page = ReviewPage(letter, version, request.scope, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        answer = _save(request, page)
        if answer is not None:
            return answer
    context = page.context() | {"withdraw_form": WithdrawForm()}
    return render(request, "griffie/review.html", context, status=422 if page.problems else 200)


@griffie_only
@require_POST
def withdraw(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Take a published letter back, with the reason."""
    letter = _letter(request, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        page = ReviewPage(letter, _version(letter), request.scope, None)
        return render(request, "griffie/review.html", page.context() | {"withdraw_form": form}, status=422)
    _rule(
        request,
        lambda: publication.withdraw(letter, user=account(request), **form.cleaned_data),
        "De brief is ingetrokken.",
    )
    return redirect("review", pk)


@griffie_only
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Remove a wrong upload before publication."""
    letter = _letter(request, pk)
    if _rule(request, lambda: publication.remove(letter, user=account(request)), "De upload is verwijderd."):
        return redirect("worklist")
    return redirect("review", pk)


@griffie_only
@require_POST
def read_again(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Queue another reading of a letter that could not be read."""
    letter = _letter(request, pk)
    if letter.state == LetterState.FAILED:
        intake.read_again(_version(letter))
        messages.success(request, "De brief wordt opnieuw gelezen.")
    return redirect("review", pk)


@griffie_only
@require_POST
def answer_secrecy(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Say whether a letter that looks secret is secret; only its uploader can."""
    letter = _letter(request, pk)
    form = SecrecyForm(request.POST)
    if letter.state != LetterState.POSSIBLY_SECRET:
        return redirect("review", pk)
    if not form.is_valid():
        return render(request, "griffie/secrecy.html", {"letter": letter, "form": form}, status=422)
    data, user = form.cleaned_data, account(request)
    if data["answer"] == "nee":
        version = _version(letter)
        review.answer_secrecy(version, reason=data["reason"], user=user)
        intake.read_again(version)
        messages.success(request, "Uw antwoord is bewaard. De brief wordt nu gelezen.")
        return redirect("review", pk)
    _rule(
        request,
        lambda: publication.keep_as_secret(
            letter, imposed_by=data["imposed_by"], lifted_by=data["lifted_by"], user=user
        ),
        "Het bestand en de tekst zijn verwijderd. Alleen dat de brief bestaat is vastgelegd.",
    )
    return redirect("worklist")


@griffie_only
@require_GET
def original(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The original file as a download, for the letter's own griffie only; never public, never shown in the browser."""
    letter = _letter(request, pk)
    source = _version(letter).source_file
    response = FileResponse(
        source.file.open("rb"),
        as_attachment=True,
        filename=f"brief-{letter.pk}",
        content_type="application/octet-stream",
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _letter(request: ScopedRequest, pk: int) -> Letter:
    letters = Letter.objects.handled_by(request.scope).select_related(
        "gemeente", "region", "owner_gemeente", "owner_region", "uploaded_by"
    )
    found: Letter = get_object_or_404(letters.exclude(state=LetterState.SECRET), pk=pk)
    return found


def _version(letter: Letter) -> LetterVersion:
    version = letter.version
    if version is None:
        raise Http404
    return version


def _save(request: ScopedRequest, page: ReviewPage) -> HttpResponseBase | None:
    """Store what was typed and press the button; None when something on the page needs attention first."""
    if page.letter.state != LetterState.TO_CHECK:
        page.problems.append(CLOSED)
        return None
    if not page.is_valid() or not _store(request, page):
        return None
    if page.problems:
        page.reload()
        return None
    if "publiceer" not in request.POST:
        places = page.places_masked
        where = "één plaats" if places == 1 else f"{places} plaatsen"
        messages.success(request, f"De woorden worden op {where} gelakt." if places else "Opgeslagen.")
        return redirect(page.next_address())
    choice = Publication(**page.publish_form.cleaned_data)
    try:
        publication.publish(page.letter, choice=choice, user=account(request))
    except NotReady as not_ready:
        page.problems.extend(not_ready.problems)
        page.reload()
        return None
    following = (
        Letter.objects.handled_by(request.scope).filter(state=LetterState.TO_CHECK).order_by("created_at", "pk").first()
    )
    done = "De vorige brief is gepubliceerd. Dit is de volgende." if following else "De brief is gepubliceerd."
    messages.success(request, done)
    return redirect("review", following.pk) if following else redirect("worklist")


def _store(request: ScopedRequest, page: ReviewPage) -> bool:
    """Store everything typed, or nothing; False when a colleague was first or a rule forbids it."""
    try:
        with transaction.atomic():
            if review.touch(page.letter, seen=page.seen):
                page.save(account(request))
                return True
    except RuleBroken as refused:
        page.problems.append(str(refused))
        return False
    page.problems.append(CONFLICT)
    # Who saves again after reading this has seen what is stored now.
    page.seen = Letter.objects.filter(pk=page.letter.pk).values_list("edit_count", flat=True).first() or 0
    return False


def _rule(request: ScopedRequest, action: Callable[[], None], done: str) -> bool:
    """Do something that a rule may refuse; either way the user gets a sentence."""
    try:
        action()
    except RuleBroken as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True
