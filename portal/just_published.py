"""What somebody published a moment ago, so that they can undo it from the next page they see."""

from __future__ import annotations

from collections.abc import Iterable

from documents import publication
from documents.models import Letter
from portal.http import ScopedRequest

SESSION_KEY = "just_published"
MOST = 60


def remember_published(request: ScopedRequest, letters: Iterable[int]) -> None:
    """Keep the ids of letters that this person published, the newest first."""
    known = [pk for pk in request.session.get(SESSION_KEY, []) if isinstance(pk, int)]
    request.session[SESSION_KEY] = [*letters, *known][:MOST]


def just_published(request: ScopedRequest) -> list[Letter]:
    """Letters of which this person can still undo the publication, the newest first; asks nothing when there are none
    in the session."""
    numbers = request.session.get(SESSION_KEY, [])
    if not numbers:
        return []
    letters = Letter.objects.handled_by(request.scope).filter(pk__in=numbers).order_by("-published_at", "-pk")
    open_ = [letter for letter in letters if publication.may_undo(letter)]
    if not open_:
        del request.session[SESSION_KEY]
    return open_
