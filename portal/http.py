"""The request as our views get it, for type checking."""

from __future__ import annotations

from django.http import HttpRequest

from governance.scope import Scope


class ScopedRequest(HttpRequest):
    """A request that passed ScopeMiddleware."""

    scope: Scope
