"""Find: count, facets and one page of results, all over the rows that the asking user may see."""

from __future__ import annotations

import datetime
import functools
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.core.paginator import Page, Paginator
from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import ExtractYear

from documents.models import Letter
from governance.models import Decision, Round
from governance.scope import Scope
from governance.search_index import SearchEntry
from governance.vocabulary import ObjectKind, Outcome, Precision, Side
from portal.search.numbers import spellings
from portal.search.query import Query, build
from portal.search.rows import rows_for
from portal.search.snippets import SnippetPart, snippets

PAGE_SIZE = 20
# Ranking every match of a common word costs half a second at 100 000 letters; the newest thousand cost 6 ms.
MOST_RANKED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for; dates include both days. ``sort`` is relevantie, nieuw or oud."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    gemeente: int | None = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    sort: str = "relevantie"
    page: str = "1"


@dataclass(frozen=True, slots=True)
class Result:
    """One found thing as the page shows it; ``draft`` is only ever true for its own griffie."""

    kind: str
    title: str
    url: str
    date: datetime.date | None
    precision: str
    region: str
    outcome: str
    draft: bool
    snippet: list[SnippetPart]


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value by which to narrow down, and how many results that leaves."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """Values of one key of the address; counted without what was chosen for this key itself."""

    key: str
    label: str
    options: list[FacetOption]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found."""

    total: int
    page: Page[Any]
    results: list[Result]
    facets: list[Facet]

    @property
    def is_cut(self) -> bool:
        """Whether there are more matches than were ranked, so that the pages end before the matches do."""
        return self.total > self.page.paginator.count


def find(scope: Scope, wish: Wish) -> Results:
    """Everything the user may see that fits the wish. Odd input finds little; it never raises."""
    query = build(wish.text)
    with transaction.atomic():
        _plan_for_the_index()
        base = _matching(scope, wish.text, query)
        conditions = _conditions(wish)
        matches = base.filter(*conditions.values())
        total = matches.count()
        page = _page(matches, query, wish, total)
        rows = list(page.object_list)
        return Results(total, page, _results(scope, rows, query), _facets(base, conditions, wish))


def matching_ids(scope: Scope, text: str, kind: ObjectKind) -> QuerySet[Any] | None:
    """The ids of things of one kind in which the words stand, as a subquery; None when nothing searchable was typed."""
    query = build(text)
    if query is None and not spellings(text):
        return None
    return _matching(scope, text, query).filter(kind=kind).values("object_id")


def _plan_for_the_index() -> None:
    """Left to itself the planner reads the whole table for common words, and compiles what runs for milliseconds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL jit = off")


def _matching(scope: Scope, text: str, query: Query | None) -> QuerySet[Any]:
    conditions = [] if query is None else [Q(vector=query)]
    if numbers := spellings(text):
        conditions.append(Q(numbers__overlap=numbers))
    if not conditions:
        return rows_for(scope).none() if text.strip() else rows_for(scope)
    return rows_for(scope).filter(functools.reduce(operator.or_, conditions))


def _conditions(wish: Wish) -> dict[str, Q]:
    """The chosen filters by their key; OR inside a key, AND between keys."""
    chosen = {
        "soort": Q(kind__in=wish.kinds) if wish.kinds else Q(),
        "regio": Q(region__slug__in=wish.regions) if wish.regions else Q(),
        "gemeente": Q(gemeenten__contains=[wish.gemeente]) if wish.gemeente is not None else Q(),
        "periode": Q(),
    }
    if wish.first is not None:
        chosen["periode"] &= Q(date__gte=wish.first)
    if wish.last is not None:
        chosen["periode"] &= Q(date__lte=wish.last)
    return chosen


def _page(matches: QuerySet[Any], query: Query | None, wish: Wish, total: int) -> Page[Any]:
    """One page of the matches in order; how many there are is known already, so the paginator need not count."""
    paginator: Paginator[Any] = Paginator(_in_order(matches, query, wish.sort), PAGE_SIZE)
    is_ranked = query is not None and wish.sort == "relevantie"
    paginator.count = min(total, MOST_RANKED) if is_ranked else total
    return paginator.get_page(wish.page)


def _in_order(matches: QuerySet[Any], query: Query | None, sort: str) -> QuerySet[Any]:
    newest = F("date").desc(nulls_last=True)
    shown = SearchEntry.objects.select_related("region").defer("vector", "numbers", "gemeenten")
    if query is None or sort != "relevantie":
        order = F("date").asc(nulls_last=True) if sort == "oud" else newest
        return matches.select_related("region").defer("vector", "numbers", "gemeenten").order_by(order, "-pk")
    candidates = matches.order_by(newest, "-pk").values("pk")[:MOST_RANKED]
    rank = SearchRank(F("vector"), query, cover_density=True)
    ranked: QuerySet[Any] = shown.filter(pk__in=candidates).annotate(rank=rank)
    return ranked.order_by("-rank", newest, "-pk")


def _results(scope: Scope, rows: Iterable[SearchEntry], query: Query | None) -> list[Result]:
    rows = list(rows)
    letters = [row for row in rows if row.kind == ObjectKind.LETTER]
    found: Mapping[int, list[SnippetPart]] = {}
    if query is not None:
        found = snippets(
            scope,
            query,
            public=[row.object_id for row in letters if row.side == Side.PUBLIC],
            staff=[row.object_id for row in letters if row.side == Side.STAFF],
        )
    precisions = _precisions(rows)
    return [
        Result(
            kind=ObjectKind(row.kind).label,
            title=row.title,
            url=row.url,
            date=row.date,
            precision=precisions.get((row.kind, row.object_id), Precision.DAY),
            region=row.region.name if row.region else "",
            outcome=Outcome(row.outcome).label if row.outcome in set(Outcome) else "",
            draft=row.side == Side.STAFF,
            snippet=found.get(row.object_id, []) if row.kind == ObjectKind.LETTER else [],
        )
        for row in rows
    ]


def _precisions(rows: Iterable[SearchEntry]) -> dict[tuple[str, int], str]:
    """How exactly each shown date is known: the index keeps a day, also where only a month is known."""
    found: dict[tuple[str, int], str] = {}
    for kind, model, precision_of in (
        (ObjectKind.LETTER, Letter, "date_precision"), (ObjectKind.DECISION, Decision, "date_precision"),
        (ObjectKind.ROUND, Round, "asked_on_precision"),
    ):  # fmt: skip
        ids = [row.object_id for row in rows if row.kind == kind and row.date is not None]
        if ids:
            known = model._default_manager.filter(pk__in=ids).values_list("pk", precision_of)
            found |= {(kind.value, pk): precision for pk, precision in known}
    return found


def _facets(base: QuerySet[Any], conditions: Mapping[str, Q], wish: Wish) -> list[Facet]:
    def without(key: str) -> QuerySet[Any]:
        return base.filter(*(condition for name, condition in conditions.items() if name != key)).order_by()

    kinds = without("soort").values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    regions = (
        without("regio").filter(region__isnull=False).values_list("region__slug", "region__name")
        .annotate(n=Count("pk")).order_by("-n", "region__name")
    )  # fmt: skip
    years = (
        without("periode").filter(date__isnull=False).annotate(year=ExtractYear("date")).values_list("year")
        .annotate(n=Count("pk")).order_by("-year")
    )  # fmt: skip
    year = str(wish.first.year) if wish.first and wish.last and wish.first.year == wish.last.year else ""
    return [
        Facet("soort", "Soort", [FacetOption(k, ObjectKind(k).label, n, k in wish.kinds) for k, n in kinds]),
        Facet("regio", "Regio", [FacetOption(slug, name, n, slug in wish.regions) for slug, name, n in regions]),
        Facet("jaar", "Jaar", [FacetOption(str(y), str(y), n, str(y) == year) for y, n in years]),
    ]
