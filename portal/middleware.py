"""Middleware of our own: who asks, worked out once per request."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject

from governance.merging import moved_to
from governance.models import User
from governance.queries import scope_for
from governance.renaming import address_now
from governance.scope import Scope
from portal.http import ScopedRequest


class ScopeMiddleware:
    """Puts ``scope`` on the request; the database is asked when something first looks at it, and once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its scope on it."""
        lazy = SimpleLazyObject(lambda: scope_for(cast("User", request.user)))
        cast("ScopedRequest", request).scope = cast("Scope", lazy)
        return self.get_response(request)


def _renamed(path: str) -> str | None:
    """Where the page now is of an organisation or body that got another address with its new name."""
    if "\x00" in path:
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    named = {str(key): str(value) for key, value in match.kwargs.items()}
    if match.url_name == "organisation":
        return address_now("organisation", named["slug"])
    if match.url_name == "region_body":
        return address_now("body", named["body_slug"], region=named["slug"])
    if match.url_name == "gemeente_body":
        return address_now("body", named["body_slug"], gemeente=named["slug"])
    return None


class MovedMiddleware:
    """Sends the address of a record that was merged, or got another name, on to where it is now; asks only where no
    page was found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or send it on."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        address = moved_to(request.path) or _renamed(request.path)
        if address is None:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
