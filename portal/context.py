"""What every page knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest

from documents.models import Letter
from documents.vocabulary import LetterState
from governance.scope import ANONYMOUS, Scope


class PageContext(TypedDict):
    """Who asks, and how many letters wait for this griffie (a callable: asked only where a page shows it)."""

    scope: Scope
    worklist_count: Callable[[], int]
    demo: bool


def page(request: HttpRequest) -> PageContext:
    """The context of every page; a request that never reached our middleware counts as nobody's."""
    scope: Scope = getattr(request, "scope", ANONYMOUS)

    @cache
    def worklist_count() -> int:
        if not scope.can_use_worklist:
            return 0
        waiting = [LetterState.TO_CHECK, LetterState.POSSIBLY_SECRET]
        return Letter.objects.handled_by(scope).filter(state__in=waiting).count()

    return {"scope": scope, "worklist_count": worklist_count, "demo": settings.DEMO}
