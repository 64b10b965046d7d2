"""The register as reading sees it: governance records as one plain value, from the database or from the packaged files.

The value holds all records with their periods; reading itself looks at the letter's date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from django.db import connection
from django.db.models import Model, Q

from documents.models import HeadLabel
from documents.pipeline.types import Entry, Gazetteer, Membership, Name
from documents.pipeline.types import HeadLabel as AddedLabel
from governance.merging import kept_for
from governance.models import (
    Alias,
    Body,
    Gemeente,
    Organisation,
    Person,
    Programme,
    Region,
    RegionMembership,
)
from governance.reference import AliasRecord, BodyRecord, Reference, read_reference
from governance.renaming import renamed
from governance.validity import ValidPeriod
from governance.vocabulary import AliasKind, Level

# The records a gazetteer is made of; a change to any of them makes the kept one stale.
WATCHED: tuple[type[Model], ...] = (
    Alias, Body, Gemeente, HeadLabel, Organisation, Person, Programme, Region, RegionMembership,
)  # fmt: skip

Version = tuple[tuple[int | None, int], ...]

_kept: dict[str, tuple[Version, Gazetteer]] = {}


def from_database() -> Gazetteer:
    """The register as the database has it now.

    The same object as long as nothing in the register changed (one query finds out), so that an index compiled from
    it can be kept as well; else built anew in nine queries.
    """
    version = _version()
    kept = _kept.get("database")
    if kept is None or kept[0] != version:
        kept = (version, _build())
        _kept["database"] = kept
    return kept[1]


@cache
def packaged() -> Gazetteer:
    """The register as the project ships it, for reading without a database. Knows no programmes and no persons."""
    reference = read_reference()
    names = _packaged_names(reference.aliases)
    entries = [
        *(Entry(row.key, "region", row.name, names[row.key]) for row in reference.regions),
        *(
            Entry(row.key, "gemeente", row.name, names[row.key], row.period.valid_from, row.period.valid_until)
            for row in reference.gemeenten
        ),
        *_packaged_organisations(reference, names),
        *(_packaged_body(row, names[row.key]) for row in reference.bodies),
    ]
    memberships = tuple(
        Membership(f"gemeente:{row.gemeente}", f"regio:{row.region}", row.period.valid_from, row.period.valid_until)
        for row in reference.memberships
    )
    return Gazetteer(tuple(entries), memberships, "packaged")


def resolve(keys: Collection[str]) -> dict[str, Model]:
    """The records with these keys, in one query per kind; keys that nothing has are left out."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        kind, _, name = key.partition(":")
        by_kind[kind].add(name)
    rows: list[Region | Gemeente | Organisation | Body | Programme] = []
    if slugs := by_kind.get("regio"):
        rows += Region.objects.filter(slug__in=slugs)
    if codes := by_kind.get("gemeente"):
        rows += Gemeente.objects.filter(code__in=codes)
    if slugs := by_kind.get("organisatie"):
        rows += Organisation.objects.filter(slug__in=slugs)
    if paths := by_kind.get("orgaan"):
        bodies = Body.objects.filter(slug__in={path.rpartition("/")[2] for path in paths}).filter(_parents(paths))
        rows += bodies.select_related("region", "organisation", "gemeente")
    if paths := by_kind.get("programma"):
        slugs = {path.rpartition("/")[2] for path in paths}
        rows += Programme.objects.filter(slug__in=slugs).select_related("region")
    found: dict[str, Model] = {row.register_key: row for row in rows}
    if gone := {key for key in keys if key not in found}:
        found |= kept_for(gone)
        found |= {key: row for key, row in renamed().items() if key in gone and key not in found}
    return {key: found[key] for key in keys if key in found}


def _parents(paths: Iterable[str]) -> Q:
    """Bodies whose parent stands in one of these paths ("GM0505/college", "dgj-zhz/…", "regio/rijnmond/…")."""
    parents = {path.rpartition("/")[0] for path in paths}
    regions = {parent.removeprefix("regio/") for parent in parents if parent.startswith("regio/")}
    own = Q(region__isnull=True, organisation__isnull=True, gemeente__isnull=True)
    query = Q(region__slug__in=regions) | Q(organisation__slug__in=parents) | Q(gemeente__code__in=parents)
    return query | own if "" in parents else query


def _version() -> Version:
    """For each watched table its last history row and how many there are.

    The number too: of two changes at the same time the one with the lower number may be committed last.
    """
    parts = [
        f"SELECT max(pgh_id), count(*) FROM {model._meta.db_table}event"  # noqa: S608 - table names of our own models
        for model in WATCHED
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return tuple(cursor.fetchall())


def _build() -> Gazetteer:
    names = _names()
    entries = [
        *(Entry(row.register_key, "region", row.name, names["region", row.pk]) for row in Region.objects.all()),
        *(
            Entry(row.register_key, "gemeente", row.name, names["gemeente", row.pk], row.valid_from, row.valid_until)
            for row in Gemeente.objects.all()
        ),
        *(
            _organisation_entry(row, names["organisation", row.pk])
            for row in Organisation.objects.select_related("region", "gemeente")
        ),
        *(
            _body_entry(row, names["body", row.pk])
            for row in Body.objects.select_related("region", "organisation", "gemeente")
        ),
        *(
            _programme_entry(row, names["programme", row.pk])
            for row in Programme.objects.filter(level=Level.PUBLIC).select_related("region")
        ),
        *(Entry(f"persoon:{row.pk}", "person", row.name) for row in Person.objects.all()),
    ]
    memberships = tuple(
        Membership(row.gemeente.register_key, row.region.register_key, row.valid_from, row.valid_until)
        for row in RegionMembership.objects.select_related("gemeente", "region").order_by("pk")
    )
    labels = HeadLabel.objects.filter(active=True).order_by("pk").values_list("text", "field")
    return Gazetteer(tuple(entries), memberships, "database", tuple(AddedLabel(*row) for row in labels))


def _names() -> Mapping[tuple[str, int], tuple[Name, ...]]:
    """Every other way to write a record, by its kind and id."""
    found: dict[tuple[str, int], tuple[Name, ...]] = defaultdict(tuple)
    for alias in Alias.objects.order_by("pk"):
        for kind in ("region", "gemeente", "organisation", "body", "programme"):
            target = getattr(alias, f"{kind}_id")
            if target is not None:
                found[kind, target] += (_name(alias.text, alias.kind, alias),)
    return found


def _name(text: str, kind: str, period: ValidPeriod) -> Name:
    return Name(text, period.valid_from, period.valid_until, kind == AliasKind.ABBREVIATION)


def _organisation_entry(row: Organisation, names: tuple[Name, ...]) -> Entry:
    return Entry(
        key=row.register_key,
        kind="organisation",
        name=row.name,
        names=names,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        region=row.region.register_key if row.region else "",
        gemeente=row.gemeente.register_key if row.gemeente else "",
    )


def _body_entry(row: Body, names: tuple[Name, ...]) -> Entry:
    return Entry(
        key=row.register_key,
        kind="body",
        name=row.name,
        names=names,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        body_kind=row.kind,
        organisation=row.organisation.register_key if row.organisation else "",
        region=row.region.register_key if row.region else "",
        gemeente=row.gemeente.register_key if row.gemeente else "",
    )


def _programme_entry(row: Programme, names: tuple[Name, ...]) -> Entry:
    return Entry(
        key=row.register_key,
        kind="programme",
        name=row.name,
        names=names,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        region=row.region.register_key,
    )


def _packaged_names(aliases: Iterable[AliasRecord]) -> Mapping[str, tuple[Name, ...]]:
    found: dict[str, tuple[Name, ...]] = defaultdict(tuple)
    for alias in aliases:
        period = alias.period
        name = Name(alias.text, period.valid_from, period.valid_until, alias.kind == AliasKind.ABBREVIATION)
        found[alias.target] += (name,)
    return found


def _packaged_organisations(reference: Reference, names: Mapping[str, tuple[Name, ...]]) -> list[Entry]:
    return [
        Entry(
            key=row.key,
            kind="organisation",
            name=row.name,
            names=names[row.key],
            valid_from=row.period.valid_from,
            valid_until=row.period.valid_until,
            region=f"regio:{row.region}" if row.region else "",
            gemeente=f"gemeente:{row.gemeente}" if row.gemeente else "",
        )
        for row in reference.organisations
    ]


def _packaged_body(row: BodyRecord, names: tuple[Name, ...]) -> Entry:
    parents = {row.parent.partition(":")[0]: row.parent}
    return Entry(
        key=row.key,
        kind="body",
        name=row.name,
        names=names,
        valid_from=row.period.valid_from,
        valid_until=row.period.valid_until,
        body_kind=row.kind,
        organisation=parents.get("organisatie", ""),
        region=parents.get("regio", ""),
        gemeente=parents.get("gemeente", ""),
    )
