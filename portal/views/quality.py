"""Beheer's list of what is missing or doubtful, and the inbox of what others propose."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.models import Letter
from documents.vocabulary import LetterState
from governance.models import Gemeente
from governance.quality import DOUBTS, Doubt
from governance.vocabulary import Level
from portal.curating import beheer_only
from portal.http import ScopedRequest

PER_PAGE = 50


def gemeenten_without_letters() -> QuerySet[Any]:
    """Gemeenten of today of which no public letter is in the portal; whether there are others is not told here."""
    of_gemeente = Q(owner_gemeente=OuterRef("pk")) | Q(gemeente=OuterRef("pk"))
    letters = Letter.objects.filter(of_gemeente, state=LetterState.PUBLISHED, level=Level.PUBLIC)
    return Gemeente.objects.current().exclude(Exists(letters)).order_by("name")


WITHOUT_LETTERS = Doubt(
    "gemeenten-zonder-brieven",
    "Gemeenten zonder openbare brieven",
    "Vraag de griffie van de gemeente om brieven toe te voegen.",
    gemeenten_without_letters,
)
ALL: dict[str, Doubt] = {doubt.word: doubt for doubt in (*DOUBTS, WITHOUT_LETTERS)}


@beheer_only
@require_safe
def quality(request: ScopedRequest) -> HttpResponse:
    """Every kind of doubt with how many there are: one query each."""
    rows = [(doubt, doubt.rows().count()) for doubt in ALL.values()]
    return render(request, "beheer/quality.html", {"doubts": rows})


@beheer_only
@require_safe
def doubt(request: ScopedRequest, word: str) -> HttpResponse:
    """The records of one kind of doubt, a page at a time, each with its history and its own page."""
    found = ALL.get(word)
    if found is None:
        raise Http404
    page = Paginator(found.rows(), PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "beheer/doubt.html", {"doubt": found, "page": page})
