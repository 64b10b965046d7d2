"""The lists of letters and decisions, narrowed down by the keys of the address.

Filters only ever see a queryset that was made for the asking user, and offer only what stands in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest

from documents.models import Letter
from governance.models import Body, Decision, Gemeente, Programme, Region
from governance.scope import Scope
from governance.vocabulary import DocumentType, ObjectKind, Outcome
from portal.addresses import without
from portal.forms import DutchDateField
from portal.related import (
    decisions_of_gemeente,
    letters_of_body,
    letters_of_gemeente,
    letters_of_programme,
    letters_of_region,
)
from portal.search import matching_ids
from portal.search.query import MAX_LENGTH, tidy

NEW, OLD = "nieuw", "oud"
SORTS = [(NEW, "Nieuwste eerst"), (OLD, "Oudste eerst")]

Choices = list[tuple[str, str]]


class PartialDateFilter(django_filters.Filter):
    """A day, month or year as somebody types it."""

    field_class = DutchDateField


class WordsField(forms.CharField):
    """What somebody types to search for, without what a database cannot hold."""

    def to_python(self, value: Any) -> str:
        """The typed words on one line."""
        return tidy(str(value or ""))


class WordsFilter(django_filters.Filter):
    """Words to look for."""

    field_class = WordsField


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter in words, with the address of the list without it."""

    label: str
    url: str


class ListFilter(django_filters.FilterSet):
    """What both lists can be narrowed down by."""

    kind: ClassVar[ObjectKind]

    q = WordsFilter(method="by_words", label="Zoekwoorden")
    regio = django_filters.ChoiceFilter(method="by_region", label="Regio", empty_label="Alle regio’s")
    gemeente = django_filters.ChoiceFilter(method="by_gemeente", label="Gemeente", empty_label="Alle gemeenten")
    orgaan = django_filters.ChoiceFilter(method="by_body", label="Orgaan", empty_label="Alle organen")
    programma = django_filters.ChoiceFilter(method="by_programme", label="Programma", empty_label="Alle programma’s")
    van = PartialDateFilter(method="from_date", label="Vanaf", help_text="Bijvoorbeeld 2020 of 21-11-2020")
    tot = PartialDateFilter(method="until_date", label="Tot en met", help_text="Bijvoorbeeld 2020 of 21-11-2020")
    sorteer = django_filters.ChoiceFilter(method="in_order", label="Volgorde", choices=SORTS, empty_label=None)

    def __init__(self, request: HttpRequest, queryset: QuerySet[Any], scope: Scope) -> None:
        """Narrow down ``queryset``, which was made for ``scope``, by the address of the request."""
        super().__init__(request.GET, queryset=queryset, request=request)
        self.scope = scope
        self.visible = queryset
        self.bodies = {body_value(body): body for body in self.offered_bodies()}
        self.programmes = {programme_value(item): item for item in self.offered_programmes()}
        regions = Region.objects.values_list("slug", "name")
        self._offer("regio", list(regions))
        self._offer("gemeente", [(g.slug, g.name) for g in self._gemeenten()])
        self._offer("orgaan", _by_label((value, _body_label(body)) for value, body in self.bodies.items()))
        self._offer("programma", _by_label((value, item.name) for value, item in self.programmes.items()))

    def offered_bodies(self) -> QuerySet[Any]:
        """The bodies that stand in the visible rows."""
        raise NotImplementedError

    def offered_programmes(self) -> QuerySet[Any]:
        """The programmes that stand in the visible rows and that this user may see."""
        raise NotImplementedError

    def offered_gemeenten(self) -> Q:
        """The gemeenten that stand in the visible rows."""
        raise NotImplementedError

    def by_words(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows in which search finds the words."""
        ids = matching_ids(self.scope, value, self.kind)
        return queryset if ids is None else queryset.filter(pk__in=ids)

    def by_region(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows of one region."""
        return queryset.filter(region__slug=value)

    def by_gemeente(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows of one gemeente."""
        return queryset.filter(self.gemeente_condition(Gemeente.objects.get(slug=value)))

    def gemeente_condition(self, gemeente: Gemeente) -> Q:
        """Which rows are of this gemeente."""
        raise NotImplementedError

    def by_body(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows of one body."""
        return queryset.filter(body=self.bodies[value])

    def by_programme(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Rows of one programme."""
        return queryset.filter(programme=self.programmes[value])

    def from_date(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Rows from the first day of what was typed on."""
        return queryset.filter(date__gte=value.first)

    def until_date(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Rows up to and including the last day of what was typed."""
        return queryset.filter(date__lte=value.last)

    def in_order(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Newest or oldest first; rows without a date come last."""
        order = F("date").asc(nulls_last=True) if value == OLD else F("date").desc(nulls_last=True)
        return queryset.order_by(order, "pk" if value == OLD else "-pk")

    @property
    def chips(self) -> list[Chip]:
        """The chosen filters in words, each with a link that takes it away."""
        found = []
        for name, field in self.form.fields.items():
            values = [value for value in self.data.getlist(name) if value.strip()]
            if name == "sorteer":
                continue
            labels = dict(getattr(field, "choices", []))
            found += [
                Chip(f"{field.label}: {labels.get(value, value)[:MAX_LENGTH]}", without(self.request, name, value))
                for value in values
                if name not in self.form.errors
            ]
        return found

    def _gemeenten(self) -> QuerySet[Gemeente]:
        chosen = self.data.get("gemeente", "").replace("\x00", "")
        return Gemeente.objects.filter(self.offered_gemeenten() | Q(slug=chosen)).distinct()

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.filters[name].extra["choices"] = choices


class LetterFilter(ListFilter):
    """Letters by kind too."""

    kind = ObjectKind.LETTER
    soort = django_filters.MultipleChoiceFilter(
        method="by_kind", label="Soort", choices=DocumentType.choices(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Letter
        fields: ClassVar[list[str]] = []

    def offered_bodies(self) -> QuerySet[Any]:
        """Bodies that the visible letters name."""
        named = Letter.bodies.through.objects.filter(letter__in=self.visible.order_by().values("pk")).values("body")
        return Body.objects.filter(pk__in=named).select_related("organisation", "gemeente", "region")

    def offered_programmes(self) -> QuerySet[Any]:
        """Programmes that this user may see and that the visible letters name."""
        visible = self.visible.order_by().values("pk")
        named = Programme.objects.filter(evidence__version__letter__in=visible).values("pk")
        return Programme.objects.visible_to(self.scope).filter(pk__in=named).select_related("region")

    def offered_gemeenten(self) -> Q:
        """Gemeenten of which there are letters."""
        visible = self.visible.order_by()
        own = Q(Exists(visible.filter(owner_gemeente=OuterRef("pk"))))
        return Q(Exists(visible.filter(gemeente=OuterRef("pk")))) | own

    def by_region(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Letters that belong on the region's page."""
        return queryset.filter(letters_of_region(Region.objects.get(slug=value)))

    def gemeente_condition(self, gemeente: Gemeente) -> Q:
        """Letters that belong on the gemeente's page."""
        return letters_of_gemeente(gemeente)

    def by_body(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Letters that name the body."""
        return queryset.filter(letters_of_body(self.bodies[value]))

    def by_programme(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Letters that name the programme."""
        return queryset.filter(letters_of_programme(self.programmes[value]))

    def by_kind(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Letters of one of these kinds."""
        return queryset.filter(document_type__in=value)


class DecisionFilter(ListFilter):
    """Decisions by outcome too."""

    kind = ObjectKind.DECISION
    status = django_filters.MultipleChoiceFilter(
        method="by_outcome", label="Status", choices=Outcome.choices(), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Decision
        fields: ClassVar[list[str]] = []

    def offered_bodies(self) -> QuerySet[Any]:
        """Bodies that took the visible decisions."""
        deciding = self.visible.order_by().values("body")
        return Body.objects.filter(pk__in=deciding).select_related("organisation", "gemeente", "region")

    def offered_programmes(self) -> QuerySet[Any]:
        """Programmes that this user may see and that the visible decisions belong to."""
        named = self.visible.order_by().values("programme")
        return Programme.objects.visible_to(self.scope).filter(pk__in=named).select_related("region")

    def offered_gemeenten(self) -> Q:
        """Gemeenten that decided, or whose bodies did."""
        visible = self.visible.order_by()
        own = Q(Exists(visible.filter(body__gemeente=OuterRef("pk"))))
        return own | Q(Exists(visible.filter(deciders=OuterRef("pk"))))

    def gemeente_condition(self, gemeente: Gemeente) -> Q:
        """Decisions that belong on the gemeente's page."""
        return decisions_of_gemeente(gemeente)

    def by_outcome(self, queryset: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        """Decisions with one of these outcomes."""
        return queryset.filter(outcome__in=value)


def body_value(body: Body) -> str:
    """How the address names a body: ``dgj-zhz/algemeen-bestuur``, ``GM0505/gemeenteraad``."""
    return body.register_key.removeprefix("orgaan:")


def programme_value(programme: Programme) -> str:
    """How the address names a programme: ``zuid-holland-zuid/werk-voor-de-jeugd``."""
    return programme.register_key.removeprefix("programma:")


def _body_label(body: Body) -> str:
    if body.valid_until is None:
        return body.full_name
    last_day = body.valid_until - datetime.timedelta(days=1)
    return f"{body.full_name} (t/m {last_day.year})"


def _by_label(choices: Iterable[tuple[str, str]]) -> Choices:
    return sorted(choices, key=lambda choice: choice[1].lower())
