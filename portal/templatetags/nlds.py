"""Small parts of pages in NL Design System markup: dates, states, notices, page numbers, the trail, error summaries.

Every tag escapes what it is given; text of letters may be passed to any of them.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState
from governance.vocabulary import ClaimStatus, Level, Outcome, Precision, Vocabulary

register = template.Library()

UNKNOWN_DATE = "datum onbekend"
PAGE_KEY = "pagina"

# Tones of utrecht-status-badge; the word carries the meaning, the colour only repeats it (WCAG 1.4.1).
TONES: Mapping[str, str] = MappingProxyType(
    {
        ClaimStatus.CERTAIN: "success",
        ClaimStatus.CHECK: "warning",
        ClaimStatus.ABSENT: "inactive",
        Outcome.INTENDED: "neutral",
        Outcome.OPINION_ASKED: "warning",
        Outcome.ADOPTED: "success",
        Outcome.AGREED: "success",
        Outcome.POSTPONED: "warning",
        Outcome.REJECTED: "danger",
        Outcome.WITHDRAWN: "danger",
        Outcome.NOTED: "neutral",
        Level.PUBLIC: "success",
        Level.RESTRICTED: "warning",
        LetterState.TO_CHECK: "warning",
        LetterState.PUBLISHED: "success",
        LetterState.WITHDRAWN: "danger",
        LetterState.POSSIBLY_SECRET: "danger",
        LetterState.SECRET: "inactive",
        LetterState.FAILED: "danger",
        ChoiceAction.CONFIRMED: "success",
        ChoiceAction.CORRECTED: "success",
        EvidenceStatus.AMBIGUOUS: "warning",
    }
)
VOCABULARIES: tuple[type[Vocabulary], ...] = (ClaimStatus, Outcome, Level, LetterState, ChoiceAction, EvidenceStatus)
TONE_NAMES = frozenset({"success", "warning", "danger", "neutral", "inactive"})

# Levels of django.contrib.messages and the words templates use, to the variants of utrecht-alert.
NOTICES: Mapping[str, str] = MappingProxyType(
    {
        "debug": "info",
        "info": "info",
        "success": "ok",
        "ok": "ok",
        "warning": "warning",
        "let-op": "warning",
        "error": "error",
        "fout": "error",
    }
)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the trail; the last one has no address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page number; ``url`` is empty for a gap."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class FieldError:
    """One message of the summary, with the id of the field it is about (empty: the whole form)."""

    message: str
    target: str


def date_in_words(value: datetime.date | None, precision: str = Precision.DAY) -> str:
    """A date as people read it, cut to what is known: ``10 januari 2023``, ``september 2022``, ``2020``.

    A moment is shown as the day that the clock of the portal gives (Europe/Amsterdam).
    """
    if value is None or precision == Precision.UNKNOWN:
        return UNKNOWN_DATE
    value = _local_day(value)
    if precision == Precision.YEAR:
        return str(value.year)
    if precision == Precision.MONTH:
        return f"{MONTHS[value.month]} {value.year}".lower()
    return f"{value.day} {MONTHS[value.month]} {value.year}".lower()


def _local_day(value: datetime.date) -> datetime.date:
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value


@register.simple_tag
def datum(value: datetime.date | None, precision: str = Precision.DAY) -> SafeString | str:
    """``{% datum letter.date letter.date_precision %}``: a ``<time>`` with the date in words."""
    words = date_in_words(value, precision)
    if value is None or words == UNKNOWN_DATE:
        return words
    cut = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return format_html('<time datetime="{}">{}</time>', _local_day(value).isoformat()[:cut], words)


@register.filter(expects_localtime=True)
def datum_kort(value: datetime.date | None) -> str:
    """``10-01-2023``, for tables; a dash where there is no date."""
    return date_format(value, "d-m-Y") if value else "–"


@register.simple_tag
def status(value: object, label: str | Promise | None = None, tone: str = "") -> SafeString | str:
    """A state as a badge: ``{% status finding.status %}``, ``{% status letter.state letter.get_state_display %}``.

    ``value`` is a stored value of a vocabulary of ours or any other word; then ``label`` says what people read and
    ``tone`` (success, warning, danger, neutral, inactive) which colour it has. Nothing is shown for no value.
    """
    if value in (None, ""):
        return ""
    text = label or (value.label if isinstance(value, Vocabulary) else _label_of(str(value)))
    colour = tone if tone in TONE_NAMES else TONES.get(str(value), "neutral")
    return format_html('<span class="utrecht-status-badge utrecht-status-badge--{} p-badge">{}</span>', colour, text)


def _label_of(value: str) -> str:
    for vocabulary in VOCABULARIES:
        for member in vocabulary:
            if member.value == value:
                return member.label
    return value.replace("_", " ").capitalize()


@register.simple_block_tag
def melding(content: str, kind: str = "info", title: str = "") -> SafeString:
    """``{% melding "warning" title="Let op" %}<p>…</p>{% endmelding %}``: a notice (info, ok, warning, error)."""
    heading = format_html('<p class="p-melding__kop">{}</p>', title) if title else ""
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{} p-melding"><div class="utrecht-alert__content">'
        '<div class="utrecht-alert__message">{}{}</div></div></div>',
        NOTICES.get(kind, "info"),
        heading,
        content,
    )


@register.simple_tag(takes_context=True)
def navlink(context: template.Context, name: str, label: str, count: int | None = None) -> SafeString:
    """A link of the main menu, marked as current on its own page and the pages below it."""
    url = reverse(name)
    request: HttpRequest | None = context.get("request")
    here = request is not None and request.path.startswith(url)
    current = format_html(' aria-current="{}"', "page" if request and request.path == url else "true") if here else ""
    number = (
        format_html(' <span class="p-telling">{}<span class="p-onzichtbaar"> te doen</span></span>', count)
        if count
        else ""
    )
    return format_html('<a href="{}"{}>{}{}</a>', url, current, label, number)


@register.inclusion_tag("parts/breadcrumb.html")
def kruimelpad(*steps: str) -> dict[str, Any]:
    """``{% kruimelpad "Regio's" regions_url region.name %}``: pairs of label and address, last label alone.

    The start page is put in front. The address may be a path or the name of a URL without arguments.
    """
    pairs = list(zip(steps[0::2], steps[1::2], strict=False))
    crumbs = [Crumb("Start", reverse("home"))]
    crumbs += [Crumb(str(label), url if str(url).startswith("/") else reverse(url)) for label, url in pairs]
    current = str(steps[-1]) if len(steps) % 2 else ""
    return {"crumbs": crumbs, "current": current}


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def paginering(context: template.Context, page_obj: Page[Any], key: str = PAGE_KEY) -> dict[str, Any]:
    """Page numbers that keep the rest of the query string, so that the address stays the state of the list."""
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query.pop(key, None)
        if number > 1:
            query[key] = str(number)
        return f"?{query.urlencode()}" if query else request.path

    links = [
        PageLink(number, address(number), current=number == page_obj.number)
        if isinstance(number, int)
        else PageLink(0, "", current=False)
        for number in page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page_obj": page_obj,
        "links": links,
        "previous": address(page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "next": address(page_obj.next_page_number()) if page_obj.has_next() else "",
    }


@register.inclusion_tag("parts/error_summary.html")
def fout_samenvatting(form: object) -> dict[str, Any]:
    """The errors of a form above it, each a link to its field; empty without a form or without errors."""
    if not isinstance(form, BaseForm) or not form.is_bound or not form.errors:
        return {"errors": [], "fields": 0}
    errors = [FieldError(str(message), "") for message in form.non_field_errors()]
    wrong = [bound for bound in form if bound.errors]
    errors += [FieldError(f"{_named(bound)}{message}", target_id(bound)) for bound in wrong for message in bound.errors]
    return {"errors": errors, "fields": len(wrong)}


def _named(bound: BoundField) -> str:
    """The label before a message; a label that asks a question ends by itself."""
    label = str(bound.label)
    return f"{label}{'' if label.endswith('?') else ':'} " if label else ""


def target_id(bound: BoundField) -> str:
    """The id that a link to a field goes to: its control, or its first option where there are several."""
    return bound.id_for_label or (f"{bound.auto_id}_0" if bound.auto_id else "")


@register.inclusion_tag("django/forms/field.html")
def veld(field: BoundField) -> dict[str, Any]:
    """``{% veld form.subject %}``: one field with its label, description and errors."""
    return {"field": field}
