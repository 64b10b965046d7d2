"""What can be done with a letter beside checking it: withdraw, undo, remove, read again, answer about secrecy."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from documents import intake, publication, review
from documents.vocabulary import LetterState
from governance.errors import RuleBroken
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.review_forms import SecrecyForm, WithdrawForm
from portal.review_page import ReviewPage
from portal.review_queue import queue_at
from portal.review_screen import griffie_letter, kept_version, screen


@griffie_only
@require_POST
def withdraw(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Take a published letter back, with the reason."""
    letter = griffie_letter(request, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        page = ReviewPage(letter, kept_version(letter), request.scope, None)
        context = screen(request, page, queue_at(letter, request.scope)) | {"withdraw_form": form}
        return render(request, "griffie/review.html", context, status=422)
    _rule(
        request,
        lambda: publication.withdraw(letter, user=account(request), **form.cleaned_data),
        "De brief is ingetrokken.",
    )
    return redirect("review", pk)


@griffie_only
@require_POST
def undo(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Undo a publication of a moment ago: the letter is back to be checked, with everything kept."""
    letter = griffie_letter(request, pk)
    done = "De publicatie is ongedaan gemaakt. De brief staat weer bij ‘Te controleren’."
    _rule(request, lambda: publication.undo(letter, user=account(request)), done)
    return redirect("review", pk)


@griffie_only
@require_POST
def reopen(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Check a withdrawn letter again, to publish it again."""
    letter = griffie_letter(request, pk)
    done = "De brief staat weer bij ‘Te controleren’. Lezers zien hem pas als u hem opnieuw publiceert."
    _rule(request, lambda: publication.reopen(letter, user=account(request)), done)
    return redirect("review", pk)


@griffie_only
@require_POST
def remove(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Remove a wrong upload before publication."""
    letter = griffie_letter(request, pk)
    if _rule(request, lambda: publication.remove(letter, user=account(request)), "De upload is verwijderd."):
        return redirect("worklist")
    return redirect("review", pk)


@griffie_only
@require_POST
def read_again(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Queue another reading of a letter that could not be read."""
    letter = griffie_letter(request, pk)
    if letter.state == LetterState.FAILED:
        intake.read_again(kept_version(letter))
        messages.success(request, "De brief wordt opnieuw gelezen.")
    return redirect("review", pk)


@griffie_only
@require_POST
def answer_secrecy(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Say whether a letter that looks secret is secret; only its uploader can."""
    letter = griffie_letter(request, pk)
    form = SecrecyForm(request.POST)
    if letter.state != LetterState.POSSIBLY_SECRET:
        return redirect("review", pk)
    if not form.is_valid():
        return render(request, "griffie/secrecy.html", {"letter": letter, "form": form}, status=422)
    data, user = form.cleaned_data, account(request)
    if data["answer"] == "nee":
        version = kept_version(letter)
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
    letter = griffie_letter(request, pk)
    source = kept_version(letter).source_file
    response = FileResponse(
        source.file.open("rb"),
        as_attachment=True,
        filename=f"brief-{letter.pk}",
        content_type="application/octet-stream",
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _rule(request: ScopedRequest, action: Callable[[], None], done: str) -> bool:
    """Do something that a rule may refuse; either way the user gets a sentence."""
    try:
        action()
    except RuleBroken as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True
