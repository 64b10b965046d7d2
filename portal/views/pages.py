"""Pages without data: help, privacy, accessibility, robots.txt, security.txt."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

# RFC 9116 advises less than a year; counted from today, so that the page never runs out.
SECURITY_TXT_DAYS = 180
ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /admin/
Disallow: /beheer/
Disallow: /gezond/
Disallow: /griffie/
Disallow: /zoeken/
"""


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to find, upload and check."""
    return render(request, "pages/help.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of readers and of people in letters."""
    return render(request, "pages/privacy.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines need not visit; what is not public is guarded elsewhere."""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a leak (RFC 9116); 404 while the setting SECURITY_CONTACT is empty."""
    contact: str = getattr(settings, "SECURITY_CONTACT", "")
    if not contact:
        raise Http404
    expires = timezone.now() + datetime.timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires.astimezone(datetime.UTC):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en",
        f"Canonical: {request.build_absolute_uri()}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
