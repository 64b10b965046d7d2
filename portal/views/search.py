"""The search page: one field, facets with counts, and numbers that go straight to their letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from governance.models import Gemeente, Region
from governance.vocabulary import ObjectKind
from portal.addresses import PAGE, having, without, without_empty_keys
from portal.filters import Chip
from portal.forms import DutchDateField, PartialDate
from portal.http import ScopedRequest
from portal.search import Facet, Wish, find, number_target
from portal.search.query import tidy

SORTS = [("relevantie", "Beste eerst"), ("nieuw", "Nieuwste eerst"), ("oud", "Oudste eerst")]
KEPT_KEYS = ("soort", "regio", "gemeente", "sorteer")
FILTER_KEYS = ("soort", "regio", "gemeente", "van", "tot")


class SearchForm(forms.Form):
    """What the address of the search page can say besides words, region, gemeente and kind."""

    van = DutchDateField(label="Vanaf", required=False, help_text="Bijvoorbeeld 2020 of 21-11-2020")
    tot = DutchDateField(label="Tot en met", required=False, help_text="Bijvoorbeeld 2020 of 21-11-2020")


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value of a facet as a link that adds it, or takes it away when it is chosen."""

    label: str
    count: int
    chosen: bool
    url: str


@require_safe
def search(request: ScopedRequest) -> HttpResponseBase:
    """Everything this user may find. A case or RIS number alone goes to the one letter that bears it."""
    if (clean := without_empty_keys(request)) is not None:
        return clean
    text = tidy(request.GET.get("q", ""))
    filtered = any(key in request.GET for key in FILTER_KEYS)
    if text and not filtered and PAGE not in request.GET:
        target = number_target(request.scope, text)
        if target and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            return redirect(target)
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"q": text, "form": form, "sorts": _sorts(request, text), "asked": bool(text or filtered)}
    if text or filtered:
        wish = _wish(request, form, text)
        results = find(request.scope, wish)
        context |= {
            "results": results,
            "facets": [(facet.label, _links(request, facet)) for facet in results.facets if facet.options],
            "chips": _chips(request, form),
            "kept": [(key, value) for key in KEPT_KEYS for value in request.GET.getlist(key)],
        }
    return render(request, "search/search.html", context)


def _wish(request: ScopedRequest, form: SearchForm, text: str) -> Wish:
    form.full_clean()
    first: PartialDate | None = form.cleaned_data.get("van")
    last: PartialDate | None = form.cleaned_data.get("tot")
    sort = request.GET.get("sorteer", "")
    slug = request.GET.get("gemeente", "").replace("\x00", "")
    gemeente = Gemeente.objects.filter(slug=slug).first() if slug else None
    return Wish(
        text=text,
        kinds=tuple(kind for kind in request.GET.getlist("soort") if kind in set(ObjectKind)),
        regions=tuple(slug for slug in (s.replace("\x00", "") for s in request.GET.getlist("regio")) if slug),
        gemeente=gemeente.pk if gemeente else None,
        first=first.first if first else None,
        last=last.last if last else None,
        sort=sort if sort in dict(SORTS) else ("relevantie" if text else "nieuw"),
        page=request.GET.get(PAGE, "1"),
    )


def _links(request: ScopedRequest, facet: Facet) -> list[FacetLink]:
    links = []
    for option in facet.options:
        if facet.key == "jaar":
            url = having(request, van=option.value, tot=option.value)
            if option.chosen:
                url = _without_period(request)
        elif option.chosen:
            url = without(request, facet.key, option.value)
        else:
            url = _adding(request, facet.key, option.value)
        links.append(FacetLink(option.label, option.count, option.chosen, url))
    return links


def _adding(request: ScopedRequest, key: str, value: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    query.appendlist(key, value)
    return f"{request.path}?{query.urlencode()}"


def _without_period(request: ScopedRequest) -> str:
    query = request.GET.copy()
    for key in ("van", "tot", PAGE):
        query.pop(key, None)
    return f"{request.path}?{query.urlencode()}"


def _chips(request: ScopedRequest, form: SearchForm) -> list[Chip]:
    """The chosen filters in words. Values that name nothing are left out: they narrow nothing down that is shown."""
    chips = [
        Chip(f"Soort: {ObjectKind(kind).label}", without(request, "soort", kind))
        for kind in request.GET.getlist("soort")
        if kind in set(ObjectKind)
    ]
    for key, label, model in (("regio", "Regio", Region), ("gemeente", "Gemeente", Gemeente)):
        slugs = [slug.replace("\x00", "") for slug in request.GET.getlist(key)]
        names = dict(model.objects.filter(slug__in=slugs).values_list("slug", "name")) if slugs else {}
        chips += [Chip(f"{label}: {names.get(slug, slug[:40])}", without(request, key, slug)) for slug in slugs]
    for key, label in (("van", "Vanaf"), ("tot", "Tot en met")):
        if form.cleaned_data.get(key):
            chips.append(Chip(f"{label} {form.cleaned_data[key]}", without(request, key)))
    return chips


def _sorts(request: ScopedRequest, text: str) -> list[tuple[str, str, bool]]:
    """Label and address of each order, and whether it is the present one."""
    offered = SORTS if text else SORTS[1:]
    asked = request.GET.get("sorteer", "")
    present = asked if asked in dict(offered) else offered[0][0]
    return [(label, having(request, sorteer=key), key == present) for key, label in offered]
