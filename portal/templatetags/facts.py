"""Periods and sources of facts, in words. Tags and not parts of templates, so that no white space comes along."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents import failures
from governance.models import Mandate, NormAssessment, Source
from governance.vocabulary import NormStatus, Precision
from portal.templatetags.nlds import datum, status

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


@register.filter
def procent(value: Decimal) -> str:
    """``{{ share|procent }}``: a share without zeros that say nothing: 12,5."""
    return f"{value.normalize():f}".replace(".", ",")


@register.filter
def nth(rows: Sequence[Any], place: int) -> Any:
    """``{{ years|nth:forloop.counter0 }}``: what stands at this place of another row of the same table."""
    return rows[place]


# What can stand on a side of a mandate.
KINDS = ("body", "organisation", "gemeente")
SHORT = {NormStatus.MET: "Ja", NormStatus.PARTLY: "Deels", NormStatus.NOT_MET: "Nee", NormStatus.UNKNOWN: "Onbekend"}
STANDS = {NormStatus.MET: "success", NormStatus.PARTLY: "warning", NormStatus.NOT_MET: "danger"}


@register.simple_tag
def stand(row: NormAssessment | None, short: int = 0) -> SafeString | str:
    """``{% stand cell %}``: how far a region is with one item of a norm; ``{% stand cell 1 %}`` in a word."""
    if row is None:
        return format_html('<span class="p-voorbij">{}</span>', "–" if short else "Niet bekend")
    found = NormStatus(row.status)
    return status(found.value, SHORT[found] if short else found.label, STANDS.get(found, "inactive"))


@register.simple_tag
def partij(mandate: Mandate, side: str, op: str = "") -> SafeString | str:
    """``{% partij mandate "holder" op %}``: who has a task or handed it over, with a link where it is a record."""
    name = mandate.holder_name if side == "holder" else mandate.giver_name
    row = next((one for kind in KINDS if (one := getattr(mandate, f"{side}_{kind}")) is not None), None)
    if row is None:
        return f"{name[:1].upper()}{name[1:]}" or "–"
    return format_html('<a href="{}{}">{}</a>', row.get_absolute_url(), op, name)
