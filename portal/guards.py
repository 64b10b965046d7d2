"""Who may enter a part of the site at all. What somebody may see inside it follows from ``governance.access``."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from governance.models import User
from governance.scope import Scope
from portal.http import ScopedRequest

P = ParamSpec("P")
View = Callable[Concatenate[ScopedRequest, P], HttpResponseBase]
Wrapped = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def only(test: Callable[[Scope], bool]) -> Callable[[View[P]], Wrapped[P]]:
    """A view for those whose scope passes the test: others get 403, who is not logged in gets the login page."""

    def decorate(view: View[P]) -> Wrapped[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            scoped = cast("ScopedRequest", request)
            if scoped.scope.is_anonymous:
                return redirect_to_login(request.get_full_path())
            if not test(scoped.scope):
                raise PermissionDenied
            return view(scoped, *args, **kwargs)

        return guarded

    return decorate


griffie_only = only(lambda scope: scope.can_use_worklist)


def account(request: HttpRequest) -> User:
    """The logged-in user of a view that lets nobody else in."""
    return cast("User", request.user)
