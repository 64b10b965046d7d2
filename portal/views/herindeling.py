"""The herindeling wizard: what ends and who succeeds, then what that does, then the yes."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.access import may_see
from governance.herindeling import ROUNDS, Herindeling, carry_out, open_rounds, seats_for
from governance.models import Region
from portal.curating import attempt, everywhere_only
from portal.guards import account
from portal.herindeling_form import ContinuingForm, HerindelingForm
from portal.http import ScopedRequest

GET_OR_POST = ["GET", "HEAD", "POST"]


@everywhere_only
@require_http_methods(GET_OR_POST)
def herindeling(request: ScopedRequest, slug: str) -> HttpResponseBase:
    """First which gemeenten, then a page that says what happens and asks whose seats go on; only that one writes."""
    region = get_object_or_404(Region, slug=slug)
    form = HerindelingForm(request.POST or None, region=region)
    context = {"region": region, "form": form, "back": reverse("structure", args=[slug])}
    if request.method != "POST" or not form.is_valid():
        return render(request, "beheer/herindeling.html", context, status=422 if form.errors else 200)
    data = form.cleaned_data
    ending, on = tuple(data["ending"]), data["on"]
    seats = seats_for(ending, on - datetime.timedelta(days=1))
    second = ContinuingForm(request.POST if "uitvoeren" in request.POST else None, seats=seats)
    if second.is_bound and second.is_valid():
        plan = Herindeling(
            ending=ending, successor=form.heir, on=on, reason=data["reason"], actor=account(request),
            continuing=frozenset(int(number) for number in second.cleaned_data["continuing"]),
        )  # fmt: skip
        done = attempt(form, lambda: carry_out(plan))
        if done is not None:
            # How many rounds went over is for those to know who may see them.
            told = {label: count for label, count in done.counts.items() if count and label != ROUNDS}
            what = ", ".join(f"{count} {label}" for label, count in sorted(told.items()))
            messages.success(request, f"{done.successor} gaat verder. Bijgewerkt: {what}.")
            messages.info(request, "Geef de griffie van de nieuwe gemeente een rol, en beëindig de oude rollen.")
            return redirect(f"{reverse('structure', args=[slug])}?op={on:%d-%m-%Y}")
    rounds = [row for row in open_rounds(ending, on) if may_see(request.scope, row.round)]
    context |= {"second": second, "ending": ending, "heir": form.heir, "on": on, "rounds": rounds}
    status = 422 if form.errors or (second.is_bound and second.errors) else 200
    return render(request, "beheer/herindeling_check.html", context, status=status)
