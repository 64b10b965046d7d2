"""Beheer records shares of a year, the stand of a norm and tasks or mandates of a region."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from governance.access import may_curate
from governance.models import Body, NormSet, Programme, Region, ShareTable
from governance.queries import region_on
from governance.recording import record_life_event, record_mandate, record_shares, record_stands, source_named
from portal.curating import attempt, beheer_only, curated, form_page
from portal.http import ScopedRequest
from portal.record_forms import (
    LifeEventForm,
    MandateForm,
    SharesForm,
    StandsForm,
    YearForm,
    programme_members,
    source_titles,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


@beheer_only
@require_http_methods(GET_OR_POST)
def shares(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The shares of a programme in the year of ``?jaar=``: one field per gemeente."""
    programme: Programme = get_object_or_404(
        Programme.objects.visible_to(request.scope).select_related("region", "cashier"), pk=pk
    )
    if not may_curate(request.scope, {programme.region_id}):
        raise PermissionDenied
    asked = YearForm(request.GET if "jaar" in request.GET else {"jaar": str(timezone.localdate().year)})
    year = asked.cleaned_data["jaar"] if asked.is_valid() else timezone.localdate().year
    table = ShareTable.objects.filter(programme=programme, year=year).select_related("source").first()
    state = region_on(programme.region, datetime.date(year, 1, 1))
    members = programme_members(programme, list(state.gemeenten), table)
    form = SharesForm(request.POST or None, gemeenten=members, table=table)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = attempt(
            form,
            lambda: record_shares(programme, form.shares(year), reason=data["reason"], seen=data["seen"]),
        )
        if done is not None:
            messages.success(request, f"De aandelen van {year} zijn opgeslagen.")
            return redirect(programme.get_absolute_url())
    context = {
        "form": form, "programme": programme, "year": year, "asked": asked, "sources": source_titles(),
        "years": ShareTable.objects.filter(programme=programme).order_by("year"),
    }  # fmt: skip
    return render(request, "beheer/shares.html", context, status=422 if form.errors else 200)


@beheer_only
@require_http_methods(GET_OR_POST)
def norm_stand(request: ScopedRequest, slug: str, pk: int) -> HttpResponseBase:
    """How far a region is with each item of a norm, as a source says on a day."""
    region: Region = curated(request.scope, Region.objects.all(), slug=slug)
    norm = get_object_or_404(NormSet, pk=pk)
    items = list(norm.items.order_by("order"))
    form = StandsForm(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def record() -> int:
            source = source_named(data["source"])
            return record_stands(region, form.stands(), on=data["on"], source=source, reason=data["reason"])

        count = attempt(form, record)
        if count is not None:
            messages.success(request, f"Vastgelegd bij {count} {'afspraak' if count == 1 else 'afspraken'}.")
            return redirect(f"{reverse('norm', args=[norm.pk])}?regio={region.slug}")
    return form_page(
        request, form, title=f"{norm.name}: stand van {region}", intro=f"Telling: {norm.version}.", submit="Opslaan",
        back=reverse("structure", args=[region.slug]), sources=source_titles(),
        nothing="" if items else "Van deze telling staan de afspraken nog niet in het portaal.",
    )  # fmt: skip


@beheer_only
@require_http_methods(GET_OR_POST)
def mandate_add(request: ScopedRequest, slug: str) -> HttpResponseBase:
    """Record a mandate or task: who does what for whom, since when."""
    region: Region = curated(request.scope, Region.objects.all(), slug=slug)
    gemeenten = list(region_on(region, timezone.localdate()).gemeenten)
    form = MandateForm(request.POST or None, region=region, gemeenten=gemeenten)
    back = reverse("structure", args=[region.slug])
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        row = attempt(form, lambda: record_mandate(form.mandate(), reason=reason))
        if row is not None:
            messages.success(request, f"Vastgelegd: {row}.")
            return redirect(back)
    return form_page(
        request, form, title=f"Taak of mandaat vastleggen in {region}", submit="Vastleggen", back=back,
        sources=source_titles(),
    )  # fmt: skip


@beheer_only
@require_http_methods(GET_OR_POST)
def life_event(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Record that a body was announced or founded, by which decision or source."""
    bodies = Body.objects.select_related("organisation__region", "region", "gemeente")
    body: Body = curated(request.scope, bodies, pk=pk)
    form = LifeEventForm(request.POST or None, row=body, scope=request.scope)
    region = body.home_region
    back = reverse("structure", args=[region.slug]) if region is not None else reverse("beheer")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = attempt(form, lambda: record_life_event(body, form.event(), reason=data["reason"], seen=data["seen"]))
        if row is not None:
            messages.success(request, f"Vastgelegd: {body.full_name} is {row.get_kind_display()}.")
            return redirect(back)
    return form_page(
        request, form, title=f"Oprichting van {body.full_name}", submit="Vastleggen", back=back, row=body,
        sources=source_titles(),
    )  # fmt: skip
