"""Beheer's screen of one region on any day, and from there: ending, going on, seats, a new council term."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import may_curate, may_curate_everything
from governance.belonging import home_regions
from governance.editing import add_body, change_body
from governance.ending import Endable, Ending, end, hanging_on
from governance.history import day_in_words
from governance.models import (
    ArrangementParticipant,
    Body,
    Gemeente,
    Mandate,
    NormSet,
    Organisation,
    Programme,
    Region,
    Seat,
)
from governance.queries import mandates_on
from governance.seating import Taking, TwoForOneGemeente, add_seat, begin_term, person_named, seats_of, transfer_seat
from governance.structure_tree import tree_on
from governance.vocabulary import SeatRole
from portal.addresses import asked_day
from portal.curating import attempt, beheer_only, curated, form_page, kind_named
from portal.forms import parse_date
from portal.guards import account
from portal.http import ScopedRequest
from portal.structure_forms import (
    ChangedBodyForm,
    EndForm,
    GoOnForm,
    NewBodyForm,
    SeatForm,
    TermForm,
    TransferForm,
    names_of_people,
)

ENDABLE = (Organisation, Body, Seat, ArrangementParticipant, Mandate)
GET_OR_POST = ["GET", "HEAD", "POST"]


@beheer_only
@require_safe
def structure(request: ScopedRequest, slug: str) -> HttpResponse:
    """Organisations, bodies, seats and who takes part in what, on the day of ``?op=``."""
    region = get_object_or_404(Region, slug=slug)
    day = asked_day(request)
    context = {
        "region": region,
        "day": day,
        "tree": tree_on(region, day.date),
        "mandates": mandates_on(region, day.date),
        "programmes": Programme.objects.visible_to(request.scope).filter(region=region).select_related("region"),
        "norms": NormSet.objects.filter(items__isnull=False).distinct(),
        "may_change": may_curate(request.scope, {region.pk}),
        "may_change_all": may_curate_everything(request.scope),
    }
    return render(request, "beheer/structure.html", context)


@beheer_only
@require_http_methods(GET_OR_POST)
def ending(request: ScopedRequest, kind: str, pk: int) -> HttpResponseBase:
    """End an organisation, body, seat, participation or mandate: when, why, by which decision."""
    row = _endable(request, kind, pk)
    form = EndForm(request.POST or None, row=row, scope=request.scope)
    if request.method == "POST" and form.is_valid() and _end(request, form, row):
        return redirect(_back(row))
    return form_page(
        request, form, title=f"{_named(row)} beëindigen", submit="Beëindigen", back=_back(row), row=row,
        along=hanging_on(row, timezone.localdate()),
    )  # fmt: skip


@beheer_only
@require_http_methods(GET_OR_POST)
def going_on(request: ScopedRequest, kind: str, pk: int) -> HttpResponseBase:
    """Let an organisation or body go on in another of its kind."""
    row = _endable(request, kind, pk)
    if not isinstance(row, Organisation | Body):
        raise Http404
    form = GoOnForm(request.POST or None, row=row, scope=request.scope)
    if request.method == "POST" and form.is_valid() and _end(request, form, row):
        return redirect(_back(row))
    return form_page(
        request, form, title=f"{_named(row)} gaat op in een ander", submit="Opslaan", back=_back(row), row=row,
        along=hanging_on(row, timezone.localdate()),
    )  # fmt: skip


def _end(request: ScopedRequest, form: EndForm, row: Endable) -> bool:
    data = form.cleaned_data
    asked = Ending(data["on"].first, data["on"].precision, data["reason"], data["decision"], account(request))
    along = attempt(form, lambda: end(row, asked, successor=data.get("successor"), seen=data["seen"]))
    if along is None:
        return False
    more = f" Met {along} {'regel die daarbij hoort' if along == 1 else 'regels die daarbij horen'}." if along else ""
    messages.success(request, f"{_named(row)} eindigt per {asked.in_words}.{more}")
    return True


@beheer_only
@require_http_methods(GET_OR_POST)
def seat_transfer(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Pass a seat on: to whom, and from when."""
    seats = Seat.objects.select_related(
        "person", "on_behalf_of", "body__organisation", "body__region", "body__gemeente"
    )
    seat: Seat = curated(request.scope, seats, pk=pk)
    form = TransferForm(request.POST or None, row=seat)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def transfer() -> Seat:
            taking = Taking(person_named(data["name"], near=seat.body), data["on"].first, data["on"].precision)
            return transfer_seat(seat, taking, reason="Zetel overgedragen.", seen=data["seen"])

        if (new := attempt(form, transfer)) is not None:
            since = day_in_words(new.valid_from, new.valid_from_precision)
            messages.success(request, f"{new.person} heeft de zetel van {seat.person} vanaf {since}.")
            return redirect(_back(seat))
    return form_page(
        request, form, title="Zetel overdragen", intro=_seat_now(seat), submit="Opslaan",
        back=_back(seat), row=seat, people=names_of_people(),
    )  # fmt: skip


def _seat_now(seat: Seat) -> str:
    on_behalf = f" namens {seat.on_behalf_of}" if seat.on_behalf_of is not None else ""
    return f"{seat.get_role_display().capitalize()} van {seat.body.full_name}{on_behalf}. Nu: {seat.person}."


@beheer_only
@require_http_methods(GET_OR_POST)
def seat_add(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Give somebody a seat in a body."""
    bodies = Body.objects.select_related("organisation__region", "region", "gemeente")
    body: Body = curated(request.scope, bodies, pk=pk)
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seat = attempt(form, lambda: _add_seat(form, body))
        if seat is not None:
            messages.success(request, f"{seat.person} heeft nu een zetel in {body.full_name}.")
            return redirect(_back(body))
    return form_page(
        request, form, title=f"Zetel toevoegen aan {body.full_name}", submit="Toevoegen", back=_back(body),
        people=names_of_people(),
    )  # fmt: skip


def _add_seat(form: SeatForm, body: Body) -> Seat:
    data = form.cleaned_data
    taking = Taking(person_named(data["name"], near=body), data["on"].first, data["on"].precision)
    try:
        return add_seat(
            body, taking, role=SeatRole(data["role"]), on_behalf_of=data["gemeente"], also_second=data["also_second"],
            reason=data["reason"],
        )  # fmt: skip
    except TwoForOneGemeente:
        form.ask_about_second()
        raise


@beheer_only
@require_http_methods(GET_OR_POST)
def body_add(request: ScopedRequest, slug: str) -> HttpResponseBase:
    """Add a body to a region or one of its organisations."""
    region: Region = curated(request.scope, Region.objects.all(), slug=slug)
    form = NewBodyForm(request.POST or None, organisations=region.organisations.all())
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data["parent"] or region
        body = attempt(form, lambda: add_body(parent, form.facts, reason=form.cleaned_data["reason"]))
        if body is not None:
            messages.success(request, f"{body.full_name} is toegevoegd.")
            return redirect("structure", slug)
    back = reverse("structure", args=[slug])
    return form_page(request, form, title=f"Orgaan toevoegen in {region}", submit="Toevoegen", back=back)


@beheer_only
@require_http_methods(GET_OR_POST)
def body_edit(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Correct what is recorded of a body."""
    bodies = Body.objects.select_related("organisation__region", "region", "gemeente")
    body: Body = curated(request.scope, bodies, pk=pk)
    form = ChangedBodyForm(request.POST or None, row=body)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: change_body(body, form.facts, reason=data["reason"], seen=data["seen"])) is not None:
            messages.success(request, f"{body.full_name} is gewijzigd.")
            return redirect(_back(body))
    return form_page(request, form, title=f"{body.full_name} wijzigen", submit="Opslaan", back=_back(body), row=body)


@beheer_only
@require_http_methods(GET_OR_POST)
def council_term(request: ScopedRequest, slug: str) -> HttpResponseBase:
    """A new council term of one gemeente: tick who goes on of those who sat on the day before."""
    gemeente: Gemeente = curated(request.scope, Gemeente.objects.all(), slug=slug)
    typed = parse_date(request.POST.get("on", ""))
    day = typed.first - datetime.timedelta(days=1) if typed else timezone.localdate()
    form = TermForm(request.POST or None, seats=seats_of(gemeente, day))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        reason = data["reason"] or "Nieuwe raadsperiode."
        continuing = [int(number) for number in data["continuing"]]
        ended = attempt(
            form,
            lambda: begin_term(gemeente, on=data["on"], shown=data["shown"], continuing=continuing, reason=reason),
        )
        if ended is not None:
            messages.success(request, f"{ended} {'zetel eindigt' if ended == 1 else 'zetels eindigen'} op die dag.")
            return redirect(_back(gemeente))
    return form_page(
        request, form, title=f"Nieuwe raadsperiode in {gemeente}", submit="Opslaan", back=_back(gemeente),
        nothing="" if form.seats else "Er zijn vandaag geen zetels van deze gemeente bekend.",
    )  # fmt: skip


def _endable(request: ScopedRequest, kind: str, pk: int) -> Endable:
    model = kind_named(kind)
    if not issubclass(model, ENDABLE):
        raise Http404
    row: Endable = curated(request.scope, model._default_manager.all(), pk=pk)
    return row


def _named(row: object) -> str:
    """What titles and messages call a record."""
    return str(getattr(row, "full_name", row))


def _back(row: Organisation | Body | Seat | ArrangementParticipant | Mandate | Gemeente) -> str:
    """The structure of the region to which the record belongs, or the start of beheer."""
    region = Region.objects.filter(pk__in=home_regions(row)).first()
    if region is None:
        return reverse("beheer")
    return reverse("structure", args=[region.slug])
