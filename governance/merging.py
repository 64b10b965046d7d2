"""Two records that are one and the same: all that refers to the one goes to the other.

A merge corrects the register: the world did not change. What did change in the world (a body that went on in another)
is ``ending.end`` with a successor. How a merge is taken back stands in ``unmerging``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction

from governance import history
from governance.belonging import home_regions
from governance.ending import locked
from governance.errors import RuleBroken
from governance.indexing import RELATED, index_all
from governance.merge_rules import RULES, Rule
from governance.models import Alias, Body, ChangeEvent, Merge, Organisation, Person, User
from governance.references import first_reference, name_of, references_to
from governance.scope import Scope
from governance.search_index import remove
from governance.undoing import SEARCHED, save_checked
from governance.vocabulary import AliasKind, EventKind, Level

Mergeable = Body | Organisation | Person

# What the user may take from either; a period's end and how exactly it is known go together.
FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Body: ("name", "kind", "competence", "expected_seats", "valid_from", "valid_until", "note", "source"),
    Organisation: ("name", "kind", "gemeente", "tooi_uri", "valid_from", "valid_until", "note", "source"),
    Person: ("name",),
}
WITH_PRECISION = frozenset({"valid_from", "valid_until"})


@dataclass(slots=True)
class Record:
    """What a merge did, so that it can be undone: rows as JSON, and per relation which were moved or left out."""

    row: list[Any] = field(default_factory=list)
    moved: dict[str, list[int]] = field(default_factory=dict)
    left_out: list[Any] = field(default_factory=list)
    renamed: list[int] = field(default_factory=list)
    added_aliases: list[int] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As stored."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Moving:
    """What a merge would move of one table: how many rows, and some of them by name."""

    label: str
    count: int
    samples: tuple[str, ...]


def would_move(other: Mergeable, scope: Scope) -> list[Moving]:
    """What refers to a record, per kind, as far as this user may know of it; names only of structures, which everybody
    may know. Letters are left out: how many there are is theirs to know who may read them."""
    found = []
    for relation in references_to(type(other)):
        model = relation.related_model
        if model.__name__ in {"SearchEntry", "Merge"} or model._meta.app_label != Body._meta.app_label:
            continue
        rows = model._default_manager.filter(**{relation.field.name: other})
        if count := history.count_visible(scope, rows):
            plain = model.__name__ in {"Seat", "Alias", "Mandate", "Body", "ArrangementParticipant", "BodyLifeEvent"}
            samples = tuple(str(row) for row in rows[:3]) if plain else ()
            label = str(model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural)
            found.append(Moving(label, count, samples))
    return found


def require_mergeable(keeper: Mergeable, other: Mergeable) -> None:
    """RuleBroken when these two cannot be one: of another kind, of another region or of another gemeente."""
    if type(keeper) is not type(other) or keeper.pk == other.pk:
        raise RuleBroken("Kies twee verschillende regels van dezelfde soort.")
    if isinstance(keeper, Person) or isinstance(other, Person):
        return
    if home_regions(keeper) != home_regions(other):
        raise RuleBroken(
            f"{keeper} en {other} horen bij verschillende regio’s en kunnen niet worden samengevoegd. Gaat de een over"
            " in de ander? Gebruik dan ‘Gaat op in’."
        )
    if isinstance(keeper, Body) and isinstance(other, Body) and keeper.gemeente_id != other.gemeente_id:
        raise RuleBroken(f"{keeper.full_name} en {other.full_name} horen bij verschillende gemeenten.")


@transaction.atomic
def merge(
    keeper: Mergeable,
    other: Mergeable,
    *,
    from_other: Collection[str] = (),
    reason: str,
    actor: User | None,
    seen: tuple[int | None, int | None] = (None, None),
) -> Merge:
    """Take ``other`` into ``keeper``; of the columns in ``from_other`` the keeper gets the other's values.

    RuleBroken, with nothing changed, when they cannot be one or when rows of both contradict each other.
    """
    with history.because(reason):
        keeper, other = _both_locked(keeper, other, seen)
        require_mergeable(keeper, other)
        record = Record(row=_as_json([other]))
        path, key = _path(other), getattr(other, "register_key", "")
        _require_no_ties(keeper, other)
        for relation in references_to(type(other)):
            _move(relation, keeper, other, record)
        old_names = [keeper.name, other.name]
        _take_values(keeper, other, from_other, record)
        _delete(other)
        save_checked(keeper)
        _keep_names(keeper, old_names, record)
        index_moved(type(keeper), record.moved)
        found = Merge(old_name=old_names[1], old_path=path if path != _path(keeper) else "", old_key=key)
        found.record, found.reason, found.actor = record.as_json(), reason, actor
        setattr(found, type(keeper).__name__.lower(), keeper)
        found.save()
        tell(keeper, actor)
    return found


def _both_locked(
    keeper: Mergeable, other: Mergeable, seen: tuple[int | None, int | None]
) -> tuple[Mergeable, Mergeable]:
    """In the order of their numbers, so that two merges of the same pair do not wait for each other for ever."""
    if keeper.pk <= other.pk:
        first = locked(keeper, seen[0])
        return first, locked(other, seen[1])
    second = locked(other, seen[1])
    return locked(keeper, seen[0]), second


def _move(relation: Any, keeper: Mergeable, other: Mergeable, record: Record) -> None:
    model, column = relation.related_model, relation.field.name
    rule = RULES[type(keeper)].get(name_of(relation))
    if rule is None:
        raise RuleBroken("Samenvoegen kan niet: van een onderdeel is niet bekend hoe het mee moet.")
    rows = model._default_manager.filter(**{column: other})
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    if not numbers:
        return
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=numbers).update(**{column: keeper})
    except IntegrityError:
        numbers = [row.pk for row in rows.order_by("pk") if _move_one(row, column, keeper, rule, record)]
    record.moved[name_of(relation)] = numbers


def _require_no_ties(keeper: Mergeable, other: Mergeable) -> None:
    """Before anything moves: of two that refer to each other the one came after, or belongs to, the other."""
    for relation in references_to(type(other)):
        apart = RULES[type(keeper)].get(name_of(relation)) is Rule.APART
        if apart and _refers_to_each_other(relation.related_model, relation.field.name, keeper, other):
            raise RuleBroken(f"{other} en {keeper} volgen elkaar op of horen bij elkaar: dat zijn er twee.")


def _refers_to_each_other(model: Any, column: str, keeper: Mergeable, other: Mergeable) -> bool:
    own = "pk" if model is type(keeper) else "body"
    between = models.Q(**{column: other, own: keeper.pk}) | models.Q(**{column: keeper, own: other.pk})
    return bool(model._default_manager.filter(between).exists())


def _move_one(row: Any, column: str, keeper: Mergeable, rule: Rule, record: Record) -> bool:
    """Move a row that may collide with one of the keeper's; False when it was left out instead."""
    if _moved(row, column, keeper):
        return True
    if rule is Rule.NAME and row.kind == AliasKind.NAME:
        type(row)._default_manager.filter(pk=row.pk).update(kind=AliasKind.SPELLING)
        record.renamed.append(row.pk)
        if _moved(row, column, keeper):
            return True
    if rule is Rule.LINK or (_says_the_same(row, column, keeper) and first_reference(row) is None):
        record.left_out += _as_json([row])
        row.delete()
        return False
    raise RuleBroken(
        f"Beide hebben ‘{row}’, maar de gegevens zijn niet gelijk. Pas eerst een van de twee aan of beëindig er een."
    )


def _moved(row: Any, column: str, keeper: Mergeable) -> bool:
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{column: keeper})
    except IntegrityError:
        return False
    return True


def _says_the_same(row: Any, column: str, keeper: Mergeable) -> bool:
    skipped = {"source", "note", "portfolio"}
    columns = [item for item in row._meta.concrete_fields if not item.primary_key and item.name not in skipped]
    values = {item.attname: getattr(row, item.attname) for item in columns if item.name != column}
    return bool(type(row)._default_manager.filter(**{column: keeper}, **values).exists())


def _take_values(keeper: Mergeable, other: Mergeable, names: Iterable[str], record: Record) -> None:
    chosen = [name for name in FIELDS[type(keeper)] if name in set(names)]
    chosen += [f"{name}_precision" for name in chosen if name in WITH_PRECISION]
    for name in chosen:
        item: Any = keeper._meta.get_field(name)
        attname = item.attname
        record.before[attname] = plain(getattr(keeper, attname))
        setattr(keeper, attname, getattr(other, attname))
        record.after[attname] = plain(getattr(keeper, attname))


def _delete(other: Mergeable) -> None:
    if (left := first_reference(other)) is not None:
        raise RuleBroken(f"Samenvoegen kan niet: er hoort nog iets bij dat niet meeging ({left}).")
    if (kind := SEARCHED.get(type(other))) is not None:
        remove(kind, other.pk)
    other.delete()


def _keep_names(keeper: Mergeable, names: list[str], record: Record) -> None:
    """Every name that either had is found again as a way of writing the keeper's."""
    if isinstance(keeper, Person):
        return
    target = type(keeper).__name__.lower()
    for name in dict.fromkeys(names):
        known = Alias.objects.filter(**{target: keeper}, text__iexact=name).exists()
        if name != keeper.name and not known:
            alias = Alias.objects.create(text=name, kind=AliasKind.SPELLING, **{target: keeper})
            record.added_aliases.append(alias.pk)
    index_anew([keeper])


def index_anew(rows: Iterable[models.Model]) -> None:
    """Write search rows from what the database has now: a row that was indexed before still holds its old names."""
    index_all(type(row)._default_manager.get(pk=row.pk) for row in rows)


def index_moved(kind: type[models.Model], moved: dict[str, list[int]]) -> None:
    """Write the search rows of what was moved: they hold the name of what they refer to."""
    for relation in references_to(kind):
        numbers = moved.get(name_of(relation), [])
        if numbers and relation.related_model in RELATED:
            index_all(relation.related_model._default_manager.filter(pk__in=numbers))


def tell(keeper: Mergeable, actor: User | None) -> None:
    """Those who follow the keeper hear that it changed."""
    if (kind := SEARCHED.get(type(keeper))) is not None:
        ChangeEvent.objects.create(
            kind=EventKind.CHANGED, object_kind=kind, object_id=keeper.pk, actor=actor, level=Level.PUBLIC
        )


def _as_json(rows: Iterable[models.Model]) -> list[Any]:
    found: list[Any] = json.loads(serializers.serialize("json", rows))
    return found


def plain(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _path(row: Mergeable) -> str:
    return "" if isinstance(row, Person) else row.get_absolute_url()


# --- Where the old addresses and keys lead ----------------------------------------------------------------------------


def moved_to(path: str) -> str | None:
    """The address of the record that took in what once stood at this address; None when nothing did."""
    if "\x00" in path:
        return None
    standing = Merge.objects.filter(old_path=path, undone_at=None).select_related(
        "body__organisation__region", "body__region", "body__gemeente", "organisation"
    )
    found = standing.first()
    if found is None or found.person_id is not None:
        return None
    return _path(found.keeper) or None


def kept_for(keys: Collection[str]) -> dict[str, models.Model]:
    """The records that took in those with these register keys; also bodies whose organisation was taken in, because
    their key begins with its."""
    organisations = {key: _organisation_in(key) for key in keys if _organisation_in(key)}
    standing = _standing().filter(old_key__in={*keys, *organisations.values()})
    keepers = {found.old_key: found.keeper for found in standing}
    found: dict[str, models.Model] = {key: keepers[key] for key in keys if key in keepers}
    moved = {key: keepers[name].pk for key, name in organisations.items() if name in keepers and key not in found}
    slugs = {key.rpartition("/")[2] for key in moved}
    bodies = Body.objects.filter(organisation__in=moved.values(), slug__in=slugs) if moved else Body.objects.none()
    by_place = {(body.organisation_id, body.slug): body for body in bodies.select_related("organisation")}
    places = {key: (number, key.rpartition("/")[2]) for key, number in moved.items()}
    return found | {key: by_place[place] for key, place in places.items() if place in by_place}


def merged_away() -> dict[str, Mergeable]:
    """Everything that was ever taken in and not taken back, by its register key; people by their name in small
    letters, because they have no key."""
    named = {f"persoon:{row.old_name.lower()}": row.keeper for row in _standing() if row.person_id is not None}
    return named | {row.old_key: row.keeper for row in _standing().exclude(old_key="")}


def _standing() -> models.QuerySet[Merge]:
    rows = Merge.objects.filter(undone_at=None).order_by("pk")
    return rows.select_related("body__organisation", "body__region", "body__gemeente", "organisation", "person")


def _organisation_in(key: str) -> str:
    """Of a body's key the key of its organisation; empty for a body of a region, and for what is no body."""
    kind, _, path = key.partition(":")
    parent = path.rpartition("/")[0]
    return f"organisatie:{parent}" if kind == "orgaan" and parent and "/" not in parent else ""
