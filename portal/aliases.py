"""Ways of writing: in how many public letters each stands, and what a new one would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from documents.models import Letter
from governance.models import Alias, Body, Gemeente, Organisation, Programme, Region
from governance.scope import ANONYMOUS, Scope
from governance.search_index import SearchEntry
from governance.vocabulary import Level, ObjectKind, Side
from portal.related import letters_of_body, letters_of_organisation, letters_of_programme, letters_of_region

Target = Region | Gemeente | Organisation | Body | Programme
TARGETS = ("region", "gemeente", "organisation", "body", "programme")
# What the name of a body needs beside it.
RELATED = (
    "region", "gemeente", "organisation", "body__organisation__region", "body__region", "body__gemeente",
    "programme__region",
)  # fmt: skip
MOST_LETTERS = 5


def public_letters() -> QuerySet[Any]:
    """The search rows of letters that everybody reads: beheer does not know of the others."""
    return SearchEntry.objects.filter(kind=ObjectKind.LETTER, side=Side.PUBLIC, level=Level.PUBLIC)


def aliases_for(scope: Scope) -> QuerySet[Any]:
    """Every way of writing but those of programmes that this user may not see."""
    programmes = Programme.objects.visible_to(scope)
    return Alias.objects.filter(Q(programme__isnull=True) | Q(programme__in=programmes)).select_related(*RELATED)


def with_counts(aliases: QuerySet[Any]) -> QuerySet[Any]:
    """The same, each with ``letters``: in how many public letters its words stand. Counted for the rows of one page."""
    words = SearchQuery(OuterRef("text"), config="dutch", search_type="phrase")
    found: QuerySet[Any] = public_letters().filter(vector=words).order_by().values("kind")
    counted = found.annotate(count=Count("pk")).values("count")
    rows: QuerySet[Any] = aliases.annotate(letters=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
    return rows


def target_of(alias: Alias) -> Target:
    """The record that these words name."""
    found: Target = next(row for name in TARGETS if (row := getattr(alias, name)) is not None)
    return found


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new way of writing would do: in how many public letters the words stand, in how many of these the record
    is not linked yet, some of those, and which other records the same words name already."""

    letters: int
    unlinked: int
    samples: tuple[Letter, ...]
    others: tuple[Target, ...]


def effect_of(text: str, target: Target) -> Effect:
    """Look without changing anything; six queries at most."""
    words = SearchQuery(text, config="dutch", search_type="phrase")
    numbers = public_letters().filter(vector=words).values("object_id")
    there = Letter.objects.readable_by(ANONYMOUS).filter(pk__in=numbers)
    known = _linked(target)
    unlinked = there if known is None else there.exclude(pk__in=Letter.objects.filter(known).values("pk"))
    same = Alias.objects.filter(text__iexact=text, programme__isnull=True).select_related(*RELATED)
    others = {target_of(alias) for alias in same} | set(_named(text))
    return Effect(
        letters=there.count(),
        unlinked=unlinked.count(),
        samples=tuple(unlinked.order_by(F("date").desc(nulls_last=True), "-pk")[:MOST_LETTERS]),
        others=tuple(sorted(others - {target}, key=str)),
    )


def _linked(target: Target) -> Q | None:
    """The letters in which this record is named already; None where letters are not linked to such records."""
    if isinstance(target, Body):
        return letters_of_body(target)
    if isinstance(target, Organisation):
        return letters_of_organisation(target)
    if isinstance(target, Programme):
        return letters_of_programme(target)
    return letters_of_region(target) if isinstance(target, Region) else None


def _named(text: str) -> list[Target]:
    """Records that are called just this."""
    found: list[Target] = [*Organisation.objects.filter(name__iexact=text), *Region.objects.filter(name__iexact=text)]
    return found + list(Gemeente.objects.filter(name__iexact=text))
