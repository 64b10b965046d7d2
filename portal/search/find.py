"""Find: count, facets and one page of results, all over the rows that the asking user may see."""

from __future__ import annotations

import datetime
import functools
import operator
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.core.paginator import Page, Paginator
from django.db import connection, transaction
from django.db.models import Case, Count, F, Q, QuerySet, Value, When
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
class Group:
    """How many matches are alike in what can be chosen; ``inside``: in the asked period."""

    kind: str
    region: str
    name: str
    year: int | None
    inside: bool
    n: int

    def fits(self, wish: Wish, *, but: str = "") -> bool:
        """Whether these are what was asked for, the choice for one key left aside."""
        return (
            (but == "soort" or not wish.kinds or self.kind in wish.kinds)
            and (but == "regio" or not wish.regions or self.region in wish.regions)
            and (but == "periode" or self.inside)
        )


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
        counted = _count(base, conditions)
        total = sum(group.n for group in counted if group.fits(wish))
        page = _page(base.filter(*conditions.values()), query, wish, total)
        rows = list(page.object_list)
        return Results(total, page, _results(scope, rows, query), _facets(counted, wish))


def matching_ids(scope: Scope, text: str, kind: ObjectKind) -> QuerySet[Any] | None:
    """The ids of things of one kind in which the words stand, as a subquery; None when nothing searchable was typed."""
    query = build(text)
    if query is None and not spellings(text):
        return None
    return _matching(scope, text, query).filter(kind=kind).values("object_id")


def _plan_for_the_index() -> None:
    """Left to itself the planner reads the whole table for common words, compiles what runs for milliseconds, and
    sorts a hundred thousand matches on disk to count them by group."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'")


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


def _count(base: QuerySet[Any], conditions: Mapping[str, Q]) -> list[Group]:
    """The matches by kind, region, year and whether they lie in the asked period: the total and every facet follow
    from these, so that the index is read once for all of them."""
    inside = Case(When(conditions["periode"], then=True), default=False) if conditions["periode"] else Value(value=True)
    rows = (
        base.filter(conditions["gemeente"]).annotate(year=ExtractYear("date"), inside=inside)
        .values_list("kind", "region__slug", "region__name", "year", "inside").annotate(n=Count("pk")).order_by()
    )  # fmt: skip
    return [Group(kind, slug or "", name or "", year, inside, n) for kind, slug, name, year, inside, n in rows]


def _facets(counted: Iterable[Group], wish: Wish) -> list[Facet]:
    kinds: Counter[str] = Counter()
    regions: Counter[tuple[str, str]] = Counter()
    years: Counter[int] = Counter()
    for group in counted:
        if group.fits(wish, but="soort"):
            kinds[group.kind] += group.n
        if group.region and group.fits(wish, but="regio"):
            regions[group.region, group.name] += group.n
        if group.year is not None and group.fits(wish, but="periode"):
            years[group.year] += group.n
    year = wish.first.year if wish.first and wish.last and wish.first.year == wish.last.year else None
    by_kind = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    by_region = sorted(regions.items(), key=lambda item: (-item[1], item[0][1]))
    by_year = sorted(years.items(), reverse=True)
    return [
        Facet("soort", "Soort", [FacetOption(k, ObjectKind(k).label, n, k in wish.kinds) for k, n in by_kind]),
        Facet("regio", "Regio", [FacetOption(slug, name, n, slug in wish.regions) for (slug, name), n in by_region]),
        Facet("jaar", "Jaar", [FacetOption(str(y), str(y), n, y == year) for y, n in by_year]),
    ]
