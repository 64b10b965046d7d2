"""Incoming documents (ingekomen stukken): the list of a week for everybody, and keeping it for the griffie."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from documents import receipts
from documents.models import Letter, Receipt
from documents.vocabulary import ReceiptStatus
from governance.errors import RuleBroken
from governance.models import Gemeente
from portal.forms import DutchDateField
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.review_page import number

WEEK = "week"
OFFERED_DAYS = 42
MOST_OFFERED = 30


@require_safe
def incoming(request: ScopedRequest, slug: str) -> HttpResponse:
    """``/gemeenten/<slug>/ingekomen-stukken/?week=2026-W47``: what the raad received in a week, to read and to print;
    without a week the newest that has something."""
    gemeente = get_object_or_404(Gemeente, slug=slug)
    rows = receipts.receipts_of(gemeente, request.scope)
    return render(
        request, "receipts/incoming.html", {"gemeente": gemeente, "today": timezone.localdate()} | _week(request, rows)
    )


@griffie_only
@require_http_methods(["GET", "POST"])
def receipt_list(request: ScopedRequest) -> HttpResponseBase:
    """The griffie's own list: put letters on it, and say what came of them."""
    own = Gemeente.objects.filter(pk__in=request.scope.owner_gemeenten).order_by("name")
    gemeenten = list(own)
    asked = request.POST.get("gemeente") or request.GET.get("gemeente")
    gemeente = next((one for one in gemeenten if one.slug == asked), gemeenten[0] if gemeenten else None)
    if gemeente is None:
        if request.method == "POST":
            return redirect("receipts")
        return render(request, "receipts/list.html", {"gemeente": None})
    if request.method == "POST":
        _store(request, gemeente)
        week = request.POST.get(WEEK, "")
        return redirect(f"{reverse('receipts')}?gemeente={gemeente.slug}" + (f"&week={week}" if _known(week) else ""))
    rows = receipts.receipts_of(gemeente, request.scope)
    since = timezone.localdate() - datetime.timedelta(days=OFFERED_DAYS)
    context = _week(request, rows) | {
        "gemeente": gemeente,
        "gemeenten": gemeenten,
        "codes": receipts.codes_of(gemeente),
        "states": ReceiptStatus.choices(),
        "offered": receipts.unlisted(gemeente, request.scope, since)[:MOST_OFFERED],
        "today": timezone.localdate(),
    }
    return render(request, "receipts/list.html", context)


def _known(week: str) -> bool:
    return receipts.parse_week(week) is not None


def _week(request: ScopedRequest, rows: Any) -> dict[str, Any]:
    """The rows of the asked week with the weeks around it; two queries at most."""
    first = receipts.parse_week(request.GET.get(WEEK, ""))
    if first is None:
        newest = rows.order_by("-received_on").values_list("received_on", flat=True).first()
        first = receipts.monday(newest or timezone.localdate())
    day = datetime.timedelta(days=1)
    return {
        "rows": list(receipts.in_week(rows, first).order_by("received_on", "pk")),
        "week": receipts.week_of(first),
        "week_number": first.isocalendar().week,
        "first": first,
        "last": first + 6 * day,
        "previous_week": receipts.week_of(first - 7 * day),
        "next_week": receipts.week_of(first + 7 * day),
    }


def _store(request: ScopedRequest, gemeente: Gemeente) -> None:
    """Do what the pressed button says, and say so."""
    if (pk := number(request.POST.get("zet_op_lijst", ""))) is not None:
        letter = get_object_or_404(Letter.objects.readable_by(request.scope), pk=pk)
        receipts.receive(letter, gemeente, received_on=_day(request, f"nieuw-{pk}"), user=account(request))
        messages.success(request, "De brief staat op de lijst. Kies nu hoe ver het stuk is.")
        return
    if (pk := number(request.POST.get("haal_weg", ""))) is not None:
        get_object_or_404(Receipt, pk=pk, gemeente=gemeente).delete()
        messages.success(request, "Het stuk is van de lijst gehaald.")
        return
    if (pk := number(request.POST.get("bewaar", ""))) is not None:
        receipt = get_object_or_404(Receipt, pk=pk, gemeente=gemeente)
        code = number(request.POST.get(f"afdoening-{pk}", ""))
        handling = next((one for one in receipts.codes_of(gemeente) if one.pk == code), None)
        try:
            receipts.update(
                receipt, status=request.POST.get(f"stand-{pk}", ""), handling=handling,
                received_on=_day(request, f"dag-{pk}", receipt.received_on),
                note=request.POST.get(f"toelichting-{pk}"),
            )  # fmt: skip
        except RuleBroken as refused:
            messages.error(request, str(refused))
            return
        messages.success(request, "Opgeslagen.")


def _day(request: ScopedRequest, name: str, known: datetime.date | None = None) -> datetime.date:
    """The day that was typed; today, or the day that is known, for what is no day."""
    field = DutchDateField(required=False)
    try:
        typed = field.clean(request.POST.get(name, ""))
    except ValidationError:
        typed = None
        messages.error(request, "De datum is niet gelezen. Schrijf hem als 22-11-2026.")
    if typed is None:
        return known or timezone.localdate()
    first: datetime.date = typed.first
    return first
