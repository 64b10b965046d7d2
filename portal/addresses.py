"""What an address says: a list's state without empty keys, the day of ``?op=``, links that change one key."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils import timezone

from portal.forms import parse_date

PAGE = "pagina"


def without_empty_keys(request: HttpRequest) -> HttpResponseRedirect | None:
    """A redirect to the same list without the keys that a form sent empty; None when there are none."""
    query = request.GET.copy()
    for key in list(query):
        query.setlist(key, [value for value in query.getlist(key) if value.strip("\x00 \t\r\n")])
        if not query.getlist(key):
            del query[key]
    if query.urlencode() == request.GET.urlencode():
        return None
    return HttpResponseRedirect(address(request, query))


def address(request: HttpRequest, query: QueryDict) -> str:
    """This page with another query."""
    return f"{request.path}?{query.urlencode()}" if query else request.path


def without(request: HttpRequest, key: str, value: str | None = None) -> str:
    """This page without one value of a key (None: without the key); always back at the first page."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    left = [] if value is None else [other for other in query.getlist(key) if other != value]
    query.setlist(key, left)
    if not left:
        query.pop(key, None)
    return address(request, query)


def having(request: HttpRequest, **keys: str) -> str:
    """This page with these keys set to one value each; always back at the first page."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    for key, value in keys.items():
        query[key] = value
    return address(request, query)


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day a page is about. ``typed`` is what ``?op=`` held; ``wrong`` when that was no date."""

    date: datetime.date
    typed: str
    wrong: bool

    @property
    def is_today(self) -> bool:
        """Whether no other day was asked for."""
        return self.date == timezone.localdate()

    @property
    def query(self) -> str:
        """What links to pages about the same day end in: ``?op=1-6-2021``; empty for today."""
        return "" if self.is_today else f"?op={self.date.day}-{self.date.month}-{self.date.year}"


def asked_day(request: HttpRequest) -> AskedDay:
    """The day of ``?op=``: today without it, or when it is no date; the first day of a month or year."""
    typed = request.GET.get("op", "").strip()
    parsed = parse_date(typed) if typed else None
    return AskedDay(parsed.first if parsed else timezone.localdate(), typed[:40], bool(typed) and parsed is None)
