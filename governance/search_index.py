"""SearchEntry, the narrow table that search reads, and ``put()``, its one writer (design: search)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Value

from governance.audience import Audience, AudienceQuerySet
from governance.models.bodies import Body
from governance.models.places import Region
from governance.vocabulary import ObjectKind, Side

# A vector may hold 1 MB; a letter of 500 kB of distinct words would fail the save (design: search).
MAX_TEXT = 300_000


class SearchEntry(Audience):
    """One findable object as one side sees it: the staff its drafts, readers the public version. Holds no text.

    Staff rows have no level, so only the owner's griffie sees them; public rows carry the published audience.
    """

    kind = models.CharField(max_length=15, choices=ObjectKind.choices())
    object_id = models.BigIntegerField()
    side = models.CharField(max_length=6, choices=Side.choices())
    title = models.CharField(max_length=400)
    url = models.CharField(max_length=300)
    date = models.DateField(null=True)
    region = models.ForeignKey(Region, models.CASCADE, null=True, related_name="+")
    gemeenten = ArrayField(models.BigIntegerField(), default=list)
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    numbers = ArrayField(models.CharField(max_length=60), default=list)
    vector = SearchVectorField(null=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekregel"
        constraints = [
            *Audience.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "object_id", "side"], name="governance_searchentry_once"),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="governance_search_vector"),
            GinIndex(fields=["numbers"], name="governance_search_numbers"),
            models.Index(F("date").desc(nulls_last=True), F("id").desc(), name="governance_search_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.side}"


REPLACED = [
    "title", "url", "level", "owner_gemeente", "owner_region", "shared_with", "date", "region", "gemeenten", "body",
    "outcome", "numbers", "vector",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """What search knows of one object. Weights: title A, names B, keywords C, text D. Numbers match exactly."""

    kind: ObjectKind
    object_id: int
    side: Side
    title: str
    url: str
    level: str | None
    owner_gemeente_id: int | None = None
    owner_region_id: int | None = None
    shared_with: Sequence[str] = ()
    date: datetime.date | None = None
    region_id: int | None = None
    gemeente_ids: Sequence[int] = ()
    body_id: int | None = None
    outcome: str = ""
    numbers: Sequence[str] = ()
    names: str = ""
    keywords: str = ""
    text: str = field(default="", repr=False)


def put(item: Findable) -> None:
    """Write or replace the search row of one object and side; call it in the transaction of the change it mirrors."""
    put_many([item])


def put_many(items: Iterable[Findable]) -> None:
    """Write or replace the search rows of different objects, in one statement per thousand."""
    SearchEntry.objects.bulk_create(
        [_entry(item) for item in items],
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["kind", "object_id", "side"],
        update_fields=REPLACED,
    )


def _entry(item: Findable) -> SearchEntry:
    entry = SearchEntry(
        kind=item.kind,
        object_id=item.object_id,
        side=item.side,
        title=item.title[:400],
        url=item.url,
        level=item.level,
        owner_gemeente_id=item.owner_gemeente_id,
        owner_region_id=item.owner_region_id,
        shared_with=list(item.shared_with),
        date=item.date,
        region_id=item.region_id,
        gemeenten=sorted(set(item.gemeente_ids)),
        body_id=item.body_id,
        outcome=item.outcome,
        numbers=sorted({fold_number(number) for number in item.numbers} - {""}),
    )
    entry.vector = (
        SearchVector(Value(_storable(item.title)), config="dutch", weight="A")
        + SearchVector(Value(_storable(item.names)), config="dutch", weight="B")
        + SearchVector(Value(_storable(item.keywords)), config="dutch", weight="C")
        + SearchVector(Value(_storable(item.text)), config="dutch", weight="D")
    )
    return entry


def remove(kind: ObjectKind, object_id: int, side: Side | None = None) -> None:
    """Take an object, or one side of it, out of the index."""
    entries = SearchEntry.objects.filter(kind=kind, object_id=object_id)
    if side is not None:
        entries = entries.filter(side=side)
    entries.delete()


def fold_number(number: str) -> str:
    """A case or RIS number as it is compared: letters and digits only, lower case."""
    return "".join(char for char in number.lower() if char.isalnum())[:60]


def _storable(text: str) -> str:
    return text.replace("\x00", " ")[:MAX_TEXT]
