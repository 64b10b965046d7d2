"""Periods and sources of facts, in words. Tags and not parts of templates, so that no white space comes along."""

from __future__ import annotations

import datetime
from typing import Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents import failures
from governance.models import Source
from governance.vocabulary import Precision
from portal.templatetags.nlds import datum

register = template.Library()


class Dated(Protocol):
    """A row that holds between two dates."""

    valid_from: datetime.date | None
    valid_until: datetime.date | None
    valid_from_precision: str
    valid_until_precision: str


@register.filter
def reden(code: str) -> str:
    """``{{ upload.failure|reden }}``: what happened to a file and what to do about it."""
    return failures.sentence(code) if code else ""


@register.simple_tag
def periode(row: Dated) -> SafeString | str:
    """``{% periode seat %}``: when the row holds, each date as exactly as it is known."""
    start = row.valid_from if row.valid_from_precision != Precision.UNKNOWN else None
    begin = datum(start, row.valid_from_precision)
    end = datum(row.valid_until, row.valid_until_precision)
    if start and row.valid_until:
        return format_html("{} tot {}", begin, end)
    if start:
        return format_html("vanaf {}", begin)
    return format_html("tot {}", end) if row.valid_until else "begin onbekend, nu nog"


@register.simple_tag
def bron(source: Source | None) -> SafeString | str:
    """``{% bron row.source %}``: title (a link where there is one), number and date; "zonder bron" without."""
    if source is None:
        return "zonder bron"
    title = format_html('<a href="{}" rel="external">{}</a>', source.url, source.title) if source.url else source.title
    number = f", {source.number}" if source.number else ""
    return format_html(
        "{}{}{}{}", title, number, ", " if source.date else "", datum(source.date) if source.date else ""
    )
