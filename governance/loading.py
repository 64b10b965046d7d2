"""Bring the packaged reference data into the database; running it again changes nothing.

The rule for rows that exist already: a row with the same natural key (code, slug, period) is left alone, so what a
person changed in the admin is never overwritten and a row that a person ended stays ended. ``update=True`` brings the
columns of such rows back to the packaged values; that is for the maintainer who knows why. Nothing is ever deleted, and
what a person merged into another record does not come back beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from governance.indexing import index_all
from governance.merging import kept_for, merged_away
from governance.models import (
    Alias,
    Body,
    Gemeente,
    GemeenteSuccession,
    LegalTerm,
    NormItem,
    NormSet,
    Organisation,
    Region,
    RegionDefinition,
    RegionMembership,
    Source,
)
from governance.reference import BodyRecord, Period, Reference, read_reference
from governance.renaming import renamed

Key = tuple[Any, ...]
Columns = dict[str, Any]


@dataclass(slots=True)
class Count:
    """What happened to the rows of one table."""

    added: int = 0
    changed: int = 0
    kept: int = 0


@dataclass(slots=True)
class Loading:
    """One run: the counts per table, what was merged away by its key, and what must be indexed anew because it or a
    name of it was written."""

    update: bool = False
    merged: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)
    touched: set[Model] = field(default_factory=set)

    def bring(self, model: type[Model], wanted: Iterable[tuple[Columns, Columns]]) -> None:
        """Add the rows whose natural key (first columns) is missing; with ``update`` bring the others' further
        columns to the given values."""
        count = self.counts.setdefault(str(model._meta.verbose_name_plural), Count())
        rows = list(wanted)
        if not rows:
            return
        keys = list(rows[0][0])
        present = {_key(row, keys): row for row in model._default_manager.all()}
        new = []
        for natural, further in rows:
            row = present.get(tuple(_comparable(natural[name]) for name in keys))
            if row is None:
                new.append(model(**natural, **further))
            elif self.update and _differs(row, further):
                self._change(row, further)
                count.changed += 1
            else:
                count.kept += 1
        model._default_manager.bulk_create(new)
        self.touched.update(new)
        count.added += len(new)

    def _change(self, row: Model, further: Columns) -> None:
        for name, value in further.items():
            setattr(row, name, value)
        row.save()
        self.touched.add(row)


@transaction.atomic
def load_reference(reference: Reference | None = None, *, update: bool = False) -> dict[str, Count]:
    """Load the reference data and index what was added or changed; the counts per table, by its Dutch name."""
    data = reference or read_reference()
    run = Loading(update=update, merged=merged_away() | renamed())
    run.bring(Source, (({"title": s.title}, _columns(s, "kind", "date", "number", "url")) for s in data.sources))
    titles = {row.title: row for row in Source.objects.all()}
    sources = {source.key: titles[source.title] for source in data.sources}
    _bring_places(run, data, sources)
    _bring_organisations(run, data, sources)
    _bring_bodies(run, data, sources)
    _bring_aliases(run, data, sources)
    run.bring(
        LegalTerm,
        (
            (
                {"subject": t.subject, "valid_from": t.period.valid_from},
                {
                    **_columns(t, "weeks", "law", "article"),
                    "valid_until": t.period.valid_until,
                    "source": sources[t.source],
                },
            )
            for t in data.terms
        ),
    )
    _bring_norms(run, data, sources)
    index_all(run.touched)
    return run.counts


def _bring_norms(run: Loading, data: Reference, sources: dict[str, Source]) -> None:
    """Every counting of a norm as its source has it. What a person added to one stays."""
    kinds = {(n.name, n.version): n.source for n in data.norms}
    run.bring(
        NormSet,
        (({"name": name, "version": version}, {"source": sources[key]}) for (name, version), key in kinds.items()),
    )
    sets = {(row.name, row.version): row for row in NormSet.objects.all()}
    run.bring(
        NormItem,
        (
            ({"norm_set": sets[n.name, n.version], "order": n.order}, {"text": n.text})
            for n in data.norms
            if n.order is not None
        ),
    )


def _bring_places(run: Loading, data: Reference, sources: dict[str, Source]) -> None:
    run.bring(Region, (({"cbs_code": r.cbs_code}, _columns(r, "slug", "name")) for r in data.regions))
    run.bring(
        Gemeente,
        (
            ({"code": g.code}, {**_columns(g, "name", "slug"), **_period(g.period), "source": sources[g.source]})
            for g in data.gemeenten
        ),
    )
    gemeenten = _by(Gemeente, "code")
    run.bring(
        RegionDefinition,
        (
            (_columns(d, "authority", "peil_date"), {"title": d.title, "source": sources[d.source]})
            for d in data.definitions
        ),
    )
    stored = {(row.authority, row.peil_date): row for row in RegionDefinition.objects.all()}
    definitions = {d.key: stored[d.authority, d.peil_date] for d in data.definitions}
    _bring_memberships(run, data, sources, definitions)
    run.bring(
        GemeenteSuccession,
        (
            (
                {"date": s.date, "kind": s.kind, "old": gemeenten[s.old], "new": gemeenten[s.new]},
                {"note": s.note, "source": sources[s.source]},
            )
            for s in data.successions
        ),
    )


def _bring_organisations(run: Loading, data: Reference, sources: dict[str, Source]) -> None:
    regions, gemeenten = _by(Region, "slug"), _by(Gemeente, "code")
    run.bring(
        Organisation,
        (
            (
                {"slug": o.slug},
                {
                    **_columns(o, "name", "kind", "tooi_uri", "note"),
                    **_period(o.period),
                    "region": regions.get(o.region),
                    "gemeente": gemeenten.get(o.gemeente),
                    "source": sources[o.source],
                },
            )
            for o in data.organisations
            if o.key not in run.merged
        ),
    )
    _bring_parts(run, data)


def _bring_memberships(
    run: Loading, data: Reference, sources: dict[str, Source], definitions: dict[str, RegionDefinition]
) -> None:
    """A gemeente of which a person changed the division in any way keeps that person's rows: its natural key is the
    definition and gemeente, and only a gemeente without any row there gets its rows."""
    regions, gemeenten = _by(Region, "slug"), _by(Gemeente, "code")
    present = set(RegionMembership.objects.values_list("definition_id", "gemeente_id"))
    fresh = [m for m in data.memberships if (definitions[m.definition].pk, gemeenten[m.gemeente].pk) not in present]
    count = run.counts.setdefault(str(RegionMembership._meta.verbose_name_plural), Count())
    count.kept += len(data.memberships) - len(fresh)
    count.added += len(fresh)
    RegionMembership.objects.bulk_create(
        RegionMembership(
            definition=definitions[m.definition],
            region=regions[m.region],
            gemeente=gemeenten[m.gemeente],
            assumed=m.assumed,
            note=m.note,
            source=sources[m.source],
            **_period(m.period),
        )
        for m in fresh
    )


def _bring_parts(run: Loading, data: Reference) -> None:
    """Tie organisations to the one they are part of, as far as they were written just now."""
    organisations = _parents(run)
    for record in data.organisations:
        row = organisations[record.key]
        if record.part_of and row in run.touched:
            row.part_of = organisations[f"organisatie:{record.part_of}"]
            row.save(update_fields=["part_of"])


def _bring_bodies(run: Loading, data: Reference, sources: dict[str, Source]) -> None:
    parents = _parents(run)
    run.bring(
        Body,
        (
            (
                {**_parent_columns(b, parents), "slug": b.slug},
                {
                    **_columns(b, "name", "kind", "competence", "expected_seats", "note"),
                    **_period(b.period),
                    "source": sources[b.source],
                },
            )
            for b in data.bodies
            if b.key not in run.merged
        ),
    )


def _bring_aliases(run: Loading, data: Reference, sources: dict[str, Source]) -> None:
    targets = _parents(run) | {
        row.register_key: row
        for row in Body.objects.exclude(gemeente__isnull=False, slug__in=["gemeenteraad", "college"]).select_related(
            "region", "organisation__region", "gemeente"
        )
    }
    targets |= kept_for({a.target for a in data.aliases} - set(targets))
    empty = dict.fromkeys(["region", "gemeente", "organisation", "body"])
    before = set(run.touched)
    run.bring(
        Alias,
        (
            (
                {**empty, _kind_of(targets[a.target]): targets[a.target], "text": a.text, "kind": a.kind},
                {**_period(a.period), "source": sources[a.source]},
            )
            for a in data.aliases
            if a.target not in run.merged
        ),
    )
    for alias in run.touched - before:
        if isinstance(alias, Alias):
            run.touched.update(row for row in (alias.region, alias.gemeente, alias.organisation, alias.body) if row)


def _parents(run: Loading) -> dict[str, Any]:
    """Everything that may have bodies, parts or names, by its key; for what was merged away the one that stayed."""
    rows = (*Region.objects.all(), *Gemeente.objects.all(), *Organisation.objects.select_related("region"))
    return run.merged | {row.register_key: row for row in rows}


def _parent_columns(record: BodyRecord, parents: dict[str, Any]) -> Columns:
    parent = parents[record.parent]
    columns: Columns = dict.fromkeys(["region", "organisation", "gemeente"])
    columns[_kind_of(parent)] = parent
    return columns


def _kind_of(row: Model) -> str:
    return str(row._meta.model_name)


def _by(model: type[Model], column: str) -> dict[str, Any]:
    return {getattr(row, column): row for row in model._default_manager.all()}


def _columns(record: object, *names: str) -> Columns:
    return {name: getattr(record, name) for name in names}


def _period(period: Period) -> Columns:
    return _columns(period, "valid_from", "valid_until", "valid_from_precision", "valid_until_precision")


def _key(row: Model, names: list[str]) -> Key:
    return tuple(getattr(row, row._meta.get_field(name).attname) for name in names)  # type: ignore[union-attr]


def _comparable(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def _differs(row: Model, further: Columns) -> bool:
    wanted = tuple(_comparable(value) for value in further.values())
    return _key(row, list(further)) != wanted
