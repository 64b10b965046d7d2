"""Remarks of readers ("Klopt dit niet? Meld") about a published letter, for its griffie."""

from __future__ import annotations

import hashlib

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from redis.exceptions import RedisError

from documents.models import Letter, Report
from portal.http import ScopedRequest

MOST_PER_HOUR = 5
HOUR = 60 * 60
TOO_MANY = "U hebt het afgelopen uur al vijf keer iets gemeld. Probeer het over een uur nog eens."


class ReportForm(forms.Form):
    """The remark, an address for an answer, and a field that only machines fill in."""

    bericht = forms.CharField(
        label="Wat klopt er niet?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Noem geen namen van kinderen of ouders.",
        error_messages={"required": "Schrijf wat er niet klopt."},
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        required=False,
        help_text="Alleen als u antwoord wilt.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Dit is geen e-mailadres. Schrijf het bijvoorbeeld als naam@voorbeeld.nl."},
    )
    website = forms.CharField(required=False, label="Laat dit veld leeg", widget=forms.TextInput())


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """The form about a letter that this reader may read, and the remark it sends to the griffie."""
    found: Letter = get_object_or_404(Letter.objects.readable_by(request.scope), pk=pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return _thanked(request, found)
        if _one_more(request):
            Report.objects.create(letter=found, message=form.cleaned_data["bericht"], email=form.cleaned_data["email"])
            return _thanked(request, found)
        form.add_error(None, TOO_MANY)
    status = 422 if form.is_bound else 200
    return render(request, "letters/report.html", {"letter": found, "form": form}, status=status)


def _thanked(request: ScopedRequest, found: Letter) -> HttpResponseBase:
    messages.success(request, "Dank u wel. Uw melding is naar de griffie gestuurd.")
    return redirect(found)


def _one_more(request: ScopedRequest) -> bool:
    """Whether this address may report once more this hour. The address itself is not kept, only a hash of it."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}{_address(request)}".encode()).hexdigest()[:32]
    key = f"report-{digest}"
    try:
        cache.add(key, 0, timeout=HOUR)
        return int(cache.incr(key)) <= MOST_PER_HOUR
    except (ValueError, RedisError):  # ran out between the two calls, or nobody counts: a remark is worth more
        return True


def _address(request: ScopedRequest) -> str:
    """The reader's address: what the last trusted proxy saw, or the connection's own."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(forwarded) >= proxies:
        return str(forwarded[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))
