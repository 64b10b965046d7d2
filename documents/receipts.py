"""The list of incoming documents (ingekomen stukken) of a gemeente: who received which letter when, and what came of
it. One regional letter is one letter with a receipt for each gemeente that put it on its list."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from documents.models import HandlingCode, Letter, Receipt
from documents.vocabulary import ReceiptStatus
from governance.errors import RuleBroken
from governance.models import Gemeente, User
from governance.scope import Scope

YEARS = (1900, 2199)
NOTE_LENGTH = 200


def monday(day: datetime.date) -> datetime.date:
    """The Monday of the week in which a day lies."""
    return day - datetime.timedelta(days=day.weekday())


def parse_week(text: str) -> datetime.date | None:
    """The Monday of a week as ISO 8601 writes it ("2026-W47"); None for anything else, and for years without lists."""
    year, mark, week = text.partition("-W")
    if not (mark and year.isascii() and year.isdigit() and week.isascii() and week.isdigit() and len(year) == 4):
        return None
    if not YEARS[0] <= int(year) <= YEARS[1]:
        return None
    try:
        return datetime.date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        return None


def week_of(day: datetime.date) -> str:
    """The week of a day as ISO 8601 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def receipts_of(gemeente: Gemeente, scope: Scope) -> QuerySet[Receipt]:
    """What a gemeente received, as far as this user may read the letters; what its griffie has not listed yet is for
    that griffie alone."""
    rows = Receipt.objects.filter(gemeente=gemeente, letter__in=Letter.objects.readable_by(scope))
    if gemeente.pk not in scope.owner_gemeenten:
        rows = rows.exclude(status=ReceiptStatus.RECEIVED)
    return rows.select_related("letter__gemeente", "letter__region", "handling")


def receivers_of(letter: Letter, scope: Scope) -> list[Receipt]:
    """By gemeente: who received this letter, which the asking user may read, and what came of it there. What a griffie
    has not listed yet is for that griffie alone."""
    own = Q(gemeente__in=scope.owner_gemeenten)
    rows = letter.receipts.filter(own | ~Q(status=ReceiptStatus.RECEIVED))
    return list(rows.select_related("gemeente", "handling").order_by("gemeente__name"))


def in_week(rows: QuerySet[Receipt], first: datetime.date) -> QuerySet[Receipt]:
    """Those of the seven days from this Monday."""
    return rows.filter(received_on__gte=first, received_on__lt=first + datetime.timedelta(days=7))


def unlisted(gemeente: Gemeente, scope: Scope, since: datetime.date) -> QuerySet[Letter]:
    """Letters published since a day that may belong on the list and are not on it: of or to the gemeente itself, or of
    a region as a whole. Only offered: a person puts them there."""
    near = Q(gemeente=gemeente) | Q(gemeente__isnull=True, owner_region__isnull=False)
    letters = Letter.objects.readable_by(scope).filter(near, published_at__date__gte=since)
    rows: QuerySet[Letter] = letters.exclude(receipts__gemeente=gemeente)
    return rows.select_related("gemeente", "region", "owner_region").order_by("-published_at", "-pk")


def codes_of(gemeente: Gemeente) -> list[HandlingCode]:
    """The ways of dealing with a document that this gemeente uses: its own, else those for everybody; one query."""
    codes = list(HandlingCode.objects.filter(Q(gemeente=gemeente) | Q(gemeente=None)))
    own = [code for code in codes if code.gemeente_id is not None]
    return own or codes


@transaction.atomic
def receive(letter: Letter, gemeente: Gemeente, *, received_on: datetime.date, user: User) -> Receipt:
    """Put a letter on the list of a gemeente; one that is there already stays as it is."""
    receipt, _ = Receipt.objects.get_or_create(
        letter=letter, gemeente=gemeente, defaults={"received_on": received_on, "added_by": user}
    )
    return receipt


@transaction.atomic
def update(
    receipt: Receipt, *, status: str, handling: HandlingCode | None, received_on: datetime.date, note: str | None = None
) -> None:
    """Say when a letter was received and what came of it; a code of another gemeente is refused. No note: it stays."""
    if status not in set(ReceiptStatus):
        raise RuleBroken("Kies hoe ver het stuk is.")
    if handling is not None and handling.gemeente_id not in {None, receipt.gemeente_id}:
        raise RuleBroken("Deze afdoening is van een andere gemeente. Kies er een uit de lijst.")
    receipt.status, receipt.handling, receipt.received_on = status, handling, received_on
    if note is not None:
        receipt.note = " ".join(note.split())[:NOTE_LENGTH]
    receipt.save(update_fields=["status", "handling", "received_on", "note"])
