"""The request as our views get it, for type checking."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from governance.scope import Scope


class ScopedRequest(HttpRequest):
    """A request that passed ScopeMiddleware and HtmxMiddleware."""

    scope: Scope
    htmx: HtmxDetails
