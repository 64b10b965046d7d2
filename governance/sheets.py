"""The sheets in which structures are exported and imported: their columns, and what says which record a row is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from governance.audience import Audience
from governance.dates import to_iso
from governance.models import (
    Alias,
    ArrangementParticipant,
    Body,
    Gemeente,
    Organisation,
    Person,
    Region,
    RegionDefinition,
    RegionMembership,
    Seat,
    Source,
)
from governance.undoing import STRUCTURES
from governance.vocabulary import Level, Precision


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and the field it fills. ``refers`` to another record by its key; a ``is_day`` column
    fills the precision too."""

    heading: str
    field: str
    refers: str = ""
    is_day: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of record as a table. ``key``: the headings that together say which record a row is about."""

    word: str
    label: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    related: tuple[str, ...] = ()
    without: Q | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The first row."""
        return tuple(column.heading for column in self.columns)

    def column(self, heading: str) -> Column | None:
        """The column with this heading."""
        return next((column for column in self.columns if column.heading == heading), None)

    def rows(self) -> models.QuerySet[Any]:
        """Every record but those ``without``, in an order that stays the same."""
        rows = self.model._default_manager.all()
        rows = rows if self.without is None else rows.exclude(self.without)
        return rows.select_related(*self.related).order_by("pk")


FROM = Column("vanaf", "valid_from", is_day=True)
UNTIL = Column("tot", "valid_until", is_day=True)
SOURCE = Column("bron", "source", refers="bron")

SHEETS: dict[str, Sheet] = {
    sheet.word: sheet
    for sheet in (
        Sheet(
            "gemeenten", "Gemeenten", Gemeente,
            (Column("code", "code", required=True), Column("naam", "name", required=True),
             Column("adres", "slug", required=True), FROM, UNTIL, SOURCE),
            ("code",), ("source",),
        ),
        Sheet(
            "organisaties", "Organisaties", Organisation,
            (Column("adres", "slug", required=True), Column("naam", "name", required=True),
             Column("soort", "kind", required=True), Column("regio", "region", refers="regio"),
             Column("gemeente", "gemeente", refers="gemeente"),
             Column("onderdeel van", "part_of", refers="organisatie"), Column("tooi", "tooi_uri"), FROM, UNTIL,
             Column("toelichting", "note"), SOURCE),
            ("adres",), ("region", "gemeente", "part_of", "source"),
        ),
        Sheet(
            "organen", "Organen", Body,
            (Column("regio", "region", refers="regio"), Column("organisatie", "organisation", refers="organisatie"),
             Column("gemeente", "gemeente", refers="gemeente"), Column("adres", "slug", required=True),
             Column("naam", "name", required=True), Column("soort", "kind", required=True),
             Column("bevoegdheid", "competence", required=True), Column("aantal zetels", "expected_seats"), FROM, UNTIL,
             Column("toelichting", "note"), SOURCE),
            ("regio", "organisatie", "gemeente", "adres"), ("region", "organisation", "gemeente", "source"),
        ),
        Sheet(
            "bronnen", "Bronnen", Source,
            (Column("titel", "title", required=True), Column("soort", "kind", required=True),
             Column("datum", "date", is_day=True), Column("nummer", "number"), Column("adres", "url")),
            ("titel",),
        ),
        Sheet(
            "regio-indelingen", "Regio-indelingen", RegionDefinition,
            (Column("wie bepaalt", "authority", required=True),
             Column("peildatum", "peil_date", is_day=True, required=True), Column("titel", "title", required=True),
             Column("bron", "source", refers="bron", required=True)),
            ("wie bepaalt", "peildatum"), ("source",),
        ),
        Sheet(
            "indelingen-van-gemeenten", "Indeling van gemeenten in regio’s", RegionMembership,
            (Column("regio-indeling", "definition", refers="regio-indeling", required=True),
             Column("gemeente", "gemeente", refers="gemeente", required=True),
             Column("regio", "region", refers="regio", required=True), FROM, UNTIL,
             Column("bron", "source", refers="bron", required=True), Column("toelichting", "note")),
            ("regio-indeling", "gemeente", "vanaf"), ("definition", "gemeente", "region", "source"),
        ),
        # Ways of writing a programme are not among them: a programme may be hidden, and so its names.
        Sheet(
            "schrijfwijzen", "Schrijfwijzen", Alias,
            (Column("schrijfwijze", "text", required=True), Column("soort", "kind", required=True),
             Column("regio", "region", refers="regio"), Column("gemeente", "gemeente", refers="gemeente"),
             Column("organisatie", "organisation", refers="organisatie"), Column("orgaan", "body", refers="orgaan"),
             FROM, UNTIL, SOURCE),
            ("schrijfwijze", "soort", "regio", "gemeente", "organisatie", "orgaan", "vanaf"),
            ("region", "gemeente", "organisation", "body__organisation", "body__region", "body__gemeente", "source"),
            Q(programme__isnull=False),
        ),
        Sheet("personen", "Personen", Person, (Column("naam", "name", required=True),), ("naam",)),
        Sheet(
            "zetels", "Zetels", Seat,
            (Column("persoon", "person", refers="persoon", required=True),
             Column("orgaan", "body", refers="orgaan", required=True), Column("rol", "role", required=True),
             Column("namens gemeente", "on_behalf_of", refers="gemeente"), Column("portefeuille", "portfolio"), FROM,
             UNTIL, SOURCE),
            ("persoon", "orgaan", "rol", "vanaf"),
            ("person", "body__organisation", "body__region", "body__gemeente", "on_behalf_of", "source"),
        ),
        Sheet(
            "deelnames", "Deelnames aan regelingen", ArrangementParticipant,
            (Column("organisatie", "organisation", refers="organisatie", required=True),
             Column("gemeente", "gemeente", refers="gemeente", required=True), Column("orgaan", "organ", required=True),
             Column("gedeeltelijk", "partial"), FROM, UNTIL, Column("toelichting", "note"), SOURCE),
            ("organisatie", "gemeente", "orgaan", "vanaf"), ("organisation", "gemeente", "source"),
        ),
    )
}  # fmt: skip


def key_of(row: models.Model | None) -> str:
    """How cells name a record: a gemeente by its CBS code, a person by name, a body by the path of its key."""
    if row is None:
        return ""
    if isinstance(row, Gemeente):
        return row.code
    if isinstance(row, Body):
        return row.register_key.removeprefix("orgaan:")
    if isinstance(row, RegionDefinition):
        return f"{row.authority} {row.peil_date.isoformat()}"
    if isinstance(row, Person):
        return row.name
    return row.title if isinstance(row, Source) else str(getattr(row, "slug", row.pk))


REFERRED: dict[str, models.QuerySet[Any]] = {
    "regio": Region.objects.all(),
    "gemeente": Gemeente.objects.all(),
    "organisatie": Organisation.objects.all(),
    "orgaan": Body.objects.select_related("organisation", "region", "gemeente"),
    "persoon": Person.objects.all(),
    "bron": Source.objects.all(),
    "regio-indeling": RegionDefinition.objects.all(),
}


def cells(sheet: Sheet, row: models.Model) -> tuple[str, ...]:
    """A record as a row of its sheet."""
    return tuple(cell(column, row) for column in sheet.columns)


def cell(column: Column, row: Any) -> str:
    """One cell; dates are cut to what is known of them (2020-06, 2020)."""
    value = getattr(row, column.field)
    if column.refers:
        return key_of(value)
    if column.is_day:
        return to_iso(value, getattr(row, f"{column.field}_precision", Precision.DAY)) or ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return "" if value is None else str(value)


def everything() -> Iterator[tuple[str, tuple[str, ...], Iterator[tuple[str, ...]]]]:
    """Every sheet with its rows, and after them the other tables of structures, which are exported only."""
    for sheet in SHEETS.values():
        yield sheet.label, sheet.headings, (cells(sheet, row) for row in sheet.rows().iterator(chunk_size=1000))
    imported = {sheet.model for sheet in SHEETS.values()}
    for model in STRUCTURES:
        if model not in imported:
            yield _as_stored(model)


def _as_stored(model: type[models.Model]) -> tuple[str, tuple[str, ...], Iterator[tuple[str, ...]]]:
    """A table as it is stored."""
    columns: list[Any] = list(model._meta.concrete_fields)
    related = [item.name for item in columns if item.is_relation and (item.name in RELATED or _is_guarded(item))]
    rows = model._default_manager.select_related(*related).order_by("pk")
    headings = tuple(str(item.verbose_name) for item in columns)
    return (
        str(model._meta.verbose_name_plural),
        headings,
        (tuple(_plain(item, row) for item in columns) for row in rows.iterator(chunk_size=1000)),
    )


# What is named by its key in such a table; anything else it refers to by number.
RELATED = frozenset({"region", "gemeente", "organisation", "person", "source", "old", "new"})


def _is_guarded(item: Any) -> bool:
    """Whether a column refers to what not everybody may see: not even its number leaves the portal."""
    return item.is_relation and issubclass(item.related_model, Audience)


def _plain(item: Any, row: Any) -> str:
    if item.is_relation and item.name in RELATED:
        return key_of(getattr(row, item.name))
    value = getattr(row, item.attname)
    if _is_guarded(item) and value is not None and getattr(row, item.name).level != Level.PUBLIC:
        return ""
    return "" if value is None else str(value)
