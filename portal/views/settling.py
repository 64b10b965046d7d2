"""The griffie says what became of a promise."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from documents import settling
from governance.models import Commitment
from portal.curating import attempt
from portal.guards import account, griffie_only
from portal.http import ScopedRequest
from portal.settling_form import SettlingForm


@griffie_only
@require_http_methods(["GET", "POST"])
def settle(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """What became of a promise that this griffie handles."""
    found: Commitment = get_object_or_404(Commitment.objects.handled_by(request.scope), pk=pk)
    form = SettlingForm(request.POST if request.method == "POST" else None, row=found, scope=request.scope)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if attempt(form, lambda: settling.settle(found, form.outcome, user=account(request), seen=seen)):
            messages.success(request, "Opgeslagen.")
            return redirect(found)
    context = {"commitment": found, "form": form}
    return render(request, "griffie/settle.html", context, status=422 if form.errors else 200)
