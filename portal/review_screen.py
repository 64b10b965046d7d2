"""The letter that a screen of the griffie is about, and all that the review screen shows around its page."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from documents import drafts, publication
from documents.models import Letter, LetterVersion
from documents.vocabulary import LetterState
from portal.guards import account
from portal.http import ScopedRequest
from portal.just_published import just_published
from portal.review_forms import WithdrawForm
from portal.review_page import ReviewPage
from portal.review_queue import Queue
from portal.review_source import source_view


def griffie_letter(request: ScopedRequest, pk: int) -> Letter:
    """A letter that this griffie handles, or 404."""
    letters = Letter.objects.handled_by(request.scope).select_related(
        "gemeente", "region", "owner_gemeente", "owner_region", "uploaded_by"
    )
    found: Letter = get_object_or_404(letters.exclude(state=LetterState.SECRET), pk=pk)
    return found


def kept_version(letter: Letter) -> LetterVersion:
    """Its newest version, or 404 when nothing of it is kept."""
    version = letter.version
    if version is None:
        raise Http404
    return version


def screen(request: ScopedRequest, page: ReviewPage, queue: Queue) -> dict[str, Any]:
    """Everything that the template of the review screen shows."""
    return page.context() | {
        "withdraw_form": WithdrawForm(), "queue": queue, "others": others(request, page.version),
        "just_published": just_published(request), "may_undo": publication.may_undo(page.letter),
        "source": source_view(request, page.version),
    }  # fmt: skip


def others(request: ScopedRequest, version: LetterVersion) -> list[str]:
    """Who else looks at the letter now, and since when."""
    return [
        f"{other.user} sinds {timezone.localtime(other.opened_at):%H:%M}"
        for other in drafts.others(version, account(request))
    ]
