"""The reference data that comes with the project, read from its own files. Pure: no Django, no database.

What is true without any letter: regions, gemeenten and their changes since 2015, memberships, organisations, bodies.
Every row names its source; the date of a source is the day for which it was true (peildatum). No persons.
Keys are the register's natural keys: "regio:zuid-holland-zuid", "gemeente:GM0505", "organisatie:dgj-zhz",
"orgaan:dgj-zhz/algemeen-bestuur", "orgaan:GM0505/gemeenteraad", "orgaan:regio/rijnmond/platform-jeugd".
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from governance.vocabulary import (
    AliasKind,
    BodyKind,
    Competence,
    OrganisationKind,
    Precision,
    SourceKind,
    SuccessionKind,
)

DIRECTORY = Path(__file__).resolve().parent / "data"

COUNCIL = ("gemeenteraad", "Gemeenteraad", BodyKind.COUNCIL)
COLLEGE = ("college", "College van burgemeester en wethouders", BodyKind.COLLEGE)

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Half-open: ``valid_until`` is the first day it no longer holds; None is open."""

    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None
    valid_from_precision: Precision = Precision.DAY
    valid_until_precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A source, with the day for which it was true."""

    key: str
    kind: SourceKind
    title: str
    date: datetime.date | None
    number: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRecord:
    """A jeugdregio of the CBS division."""

    slug: str
    name: str
    cbs_code: str
    source: str

    @property
    def key(self) -> str:
        """The register's key."""
        return f"regio:{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GemeenteRecord:
    """A gemeente, present or ended since 2015; no founding day: it existed before 2015."""

    code: str
    name: str
    slug: str
    period: Period
    source: str

    @property
    def key(self) -> str:
        """The register's key."""
        return f"gemeente:{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionRecord:
    """One authority's division into regions on its peil date."""

    key: str
    authority: str
    peil_date: datetime.date
    title: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRecord:
    """A gemeente (code) in a region (slug); ``assumed``: no source covers the period."""

    definition: str
    region: str
    gemeente: str
    period: Period
    assumed: bool
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRecord:
    """One gemeente (code) went over into another on a date."""

    date: datetime.date
    kind: SuccessionKind
    old: str
    new: str
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRecord:
    """An organisation; region, gemeente and parent organisation by slug or code, empty for none."""

    slug: str
    name: str
    kind: OrganisationKind
    region: str
    gemeente: str
    part_of: str
    tooi_uri: str
    period: Period
    note: str
    source: str

    @property
    def key(self) -> str:
        """The register's key."""
        return f"organisatie:{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRecord:
    """A body; ``parent`` is the register's key of its region, organisation or gemeente."""

    parent: str
    slug: str
    name: str
    kind: BodyKind
    competence: Competence
    expected_seats: int | None
    period: Period
    note: str
    source: str

    @property
    def key(self) -> str:
        """The register's key."""
        kind, _, name = self.parent.partition(":")
        return f"orgaan:regio/{name}/{self.slug}" if kind == "regio" else f"orgaan:{name}/{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasRecord:
    """A way to write the thing whose key ``target`` is; kind ``name``: its official name in that period."""

    target: str
    text: str
    kind: AliasKind
    period: Period
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRecord:
    """How many weeks a law gives raden for one kind of text, while it said so."""

    subject: str
    weeks: int
    law: str
    article: str
    period: Period
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NormRecord:
    """One agreement of a norm as a source counts them; without an order: of that counting no text is packaged."""

    name: str
    version: str
    order: int | None
    text: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Everything that the files hold."""

    sources: tuple[SourceRecord, ...]
    regions: tuple[RegionRecord, ...]
    gemeenten: tuple[GemeenteRecord, ...]
    definitions: tuple[DefinitionRecord, ...]
    memberships: tuple[MembershipRecord, ...]
    successions: tuple[SuccessionRecord, ...]
    organisations: tuple[OrganisationRecord, ...]
    bodies: tuple[BodyRecord, ...]
    aliases: tuple[AliasRecord, ...]
    terms: tuple[TermRecord, ...]
    norms: tuple[NormRecord, ...]


@cache
def read_reference() -> Reference:
    """The reference data, read once per process. A malformed file raises ValueError or KeyError."""
    gemeenten = tuple(_gemeente(row) for row in _rows("gemeenten"))
    return Reference(
        sources=tuple(_source(row) for row in _rows("sources")),
        regions=tuple(RegionRecord(**row) for row in _rows("regions")),
        gemeenten=gemeenten,
        definitions=tuple(_definition(row) for row in _rows("definitions")),
        memberships=tuple(_membership(row) for row in _rows("memberships")),
        successions=tuple(_succession(row) for row in _rows("successions")),
        organisations=tuple(_organisation(row) for row in _rows("organisations")),
        bodies=(*_councils(gemeenten), *(_body(row) for row in _rows("bodies"))),
        aliases=tuple(_alias(row) for row in _rows("aliases")),
        terms=tuple(_term(row) for row in _rows("terms")),
        norms=tuple(_norm(row) for row in _rows("norms")),
    )


def _norm(row: Row) -> NormRecord:
    return NormRecord(
        name=row["name"], version=row["version"], order=int(row["order"]) if row["order"] else None, text=row["text"],
        source=row["source"],
    )  # fmt: skip


def _term(row: Row) -> TermRecord:
    return TermRecord(
        subject=row["subject"], weeks=int(row["weeks"]), law=row["law"], article=row["article"], period=_period(row),
        source=row["source"],
    )  # fmt: skip


def _rows(name: str) -> Iterator[Row]:
    with (DIRECTORY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _period(row: Row) -> Period:
    return Period(
        valid_from=_date(row["valid_from"]),
        valid_until=_date(row["valid_until"]),
        valid_from_precision=Precision(row.get("valid_from_precision") or Precision.DAY),
        valid_until_precision=Precision(row.get("valid_until_precision") or Precision.DAY),
    )


def _source(row: Row) -> SourceRecord:
    return SourceRecord(
        key=row["key"],
        kind=SourceKind(row["kind"]),
        title=row["title"],
        date=_date(row["date"]),
        number=row["number"],
        url=row["url"],
    )


def _gemeente(row: Row) -> GemeenteRecord:
    return GemeenteRecord(
        code=row["code"], name=row["name"], slug=row["slug"], period=_period(row), source=row["source"]
    )


def _definition(row: Row) -> DefinitionRecord:
    return DefinitionRecord(
        key=row["key"],
        authority=row["authority"],
        peil_date=_day(row["peil_date"]),
        title=row["title"],
        source=row["source"],
    )


def _membership(row: Row) -> MembershipRecord:
    return MembershipRecord(
        definition=row["definition"],
        region=row["region"],
        gemeente=row["gemeente"],
        period=_period(row),
        assumed=row["assumed"] == "1",
        source=row["source"],
        note=row["note"],
    )


def _succession(row: Row) -> SuccessionRecord:
    return SuccessionRecord(
        date=_day(row["date"]),
        kind=SuccessionKind(row["kind"]),
        old=row["old"],
        new=row["new"],
        source=row["source"],
        note=row["note"],
    )


def _organisation(row: Row) -> OrganisationRecord:
    return OrganisationRecord(
        slug=row["slug"],
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        region=row["region"],
        gemeente=row["gemeente"],
        part_of=row["part_of"],
        tooi_uri=row["tooi_uri"],
        period=_period(row),
        note=row["note"],
        source=row["source"],
    )


def _body(row: Row) -> BodyRecord:
    return BodyRecord(
        parent=row["parent"],
        slug=row["slug"],
        name=row["name"],
        kind=BodyKind(row["kind"]),
        competence=Competence(row["competence"]),
        expected_seats=int(row["expected_seats"]) if row["expected_seats"] else None,
        period=_period(row),
        note=row["note"],
        source=row["source"],
    )


def _councils(gemeenten: tuple[GemeenteRecord, ...]) -> Iterator[BodyRecord]:
    """Every gemeente has a gemeenteraad and a college as long as it exists (Gemeentewet, article 6)."""
    for gemeente in gemeenten:
        for slug, name, kind in (COUNCIL, COLLEGE):
            yield BodyRecord(
                parent=gemeente.key,
                slug=slug,
                name=name,
                kind=kind,
                competence=Competence.DECIDES,
                expected_seats=None,
                period=gemeente.period,
                note="",
                source=gemeente.source,
            )


def _alias(row: Row) -> AliasRecord:
    return AliasRecord(
        target=row["target"],
        text=row["text"],
        kind=AliasKind(row["kind"]),
        period=_period(row),
        source=row["source"],
    )
