"""Letters for readers: the list, and the page of one letter, from its public version only."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from documents import receipts, versions
from documents.models import Letter, LetterVersion
from documents.vocabulary import LetterState
from governance.models import Commitment
from governance.scope import Scope
from governance.vocabulary import DocumentType, Level
from portal.addresses import PAGE, without_empty_keys
from portal.evidence import citations_in, facts_in, marks_in, mentions_in
from portal.filters import LetterFilter
from portal.http import ScopedRequest
from portal.letter_text import Heading, blocks, contents
from portal.related import readable_letters

PAGE_SIZE = 20
PRIVACY_REASON = "om persoonsgegevens te beschermen."


@require_safe
def letter_list(request: ScopedRequest) -> HttpResponseBase:
    """Letters published for this reader, narrowed down by the address."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    found = LetterFilter(request, readable_letters(request.scope), request.scope)
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get(PAGE))
    return render(request, "letters/list.html", {"filter": found, "form": found.form, "page": page})


@require_safe
def letter(request: ScopedRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """One published letter. Access comes first: no redirect tells that a letter exists or what it is about."""
    found: Letter | None = readable_letters(request.scope).filter(pk=pk).first()
    if found is None:
        return _not_published(request, pk)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=found.level == Level.PUBLIC)
    return render(request, "letters/letter.html", _context(request.scope, found))


@require_safe
def letter_version(request: ScopedRequest, pk: int, number: int) -> HttpResponseBase:
    """An earlier text of a letter that is published now: only if everybody could read that text, and with a notice
    that there is a newer one. The newest version has the letter's own address."""
    found: Letter | None = readable_letters(request.scope).filter(pk=pk).first()
    if found is None:
        return _not_published(request, pk)
    if (newest := found.version) is not None and newest.number == number:
        return redirect(found)
    version = next((older for older in versions.older_versions(found) if older.number == number), None)
    if version is None:
        raise Http404
    context = {"letter": found, "version": version, "newest": newest, "blocks": blocks(version.public_text)}
    return render(request, "letters/version.html", context)


def _context(scope: Scope, found: Letter) -> dict[str, Any]:
    version = LetterVersion.objects.defer("text").filter(letter=found).order_by("-number").first()
    context: dict[str, Any] = {
        "letter": found, "document_type": _type_label(found), "receivers": receipts.receivers_of(found, scope),
        "settles": Commitment.objects.visible_to(scope).filter(settlement__letter=found),
    }  # fmt: skip
    if version is None:
        return context
    version.letter = found
    proofs, mentions = facts_in(version, scope), mentions_in(version, scope)
    headings = [Heading(passage.heading, passage.start) for passage in version.passages.all()]
    text = blocks(version.public_text, marks=marks_in(version, proofs, mentions), headings=headings)
    return context | {
        "version": version, "proofs": [proof for proof in proofs if proof.is_decision],
        "recorded": [proof for proof in proofs if not proof.is_decision], "mentions": mentions, "blocks": text,
        "contents": contents(text), "citations": citations_in(version, scope), "older": versions.older_versions(found),
    }  # fmt: skip


def _type_label(found: Letter) -> str:
    return DocumentType(found.document_type).label if found.document_type else "Brief"


def _not_published(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """What somebody gets who may not read this letter: 410 if they once could, the review page for its griffie."""
    found = Letter.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    handles = Letter.objects.handled_by(request.scope).filter(pk=pk).exists()
    # One that is checked again after it was withdrawn is still gone for everybody else.
    gone = found.state == LetterState.WITHDRAWN or (found.withdrawn_at is not None and not handles)
    if gone and (handles or found.was_public or _was_shared(request.scope, found)):
        return _gone(request, found)
    if handles:
        return redirect("review", pk)
    raise Http404


def _was_shared(scope: Scope, found: Letter) -> bool:
    """Whether the letter, now withdrawn, was published for this reader as besloten."""
    return not scope.reader_keys.isdisjoint(found.shared_with)


def _gone(request: ScopedRequest, found: Letter) -> HttpResponse:
    """The page of a withdrawn letter: why and when; withdrawn for privacy, nothing that the letter itself says. While
    it is checked again its title is a draft, and its griffie's alone."""
    private = found.withdrawn_for_privacy
    context = {
        "title": None if private or found.state != LetterState.WITHDRAWN else found.subject,
        "reason": PRIVACY_REASON if private else found.withdrawn_reason,
        "withdrawn_on": found.withdrawn_at,
    }
    return render(request, "410.html", context, status=410)
