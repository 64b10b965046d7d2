"""Who changed what, when, from what into what and why; taking one change back; and knowing that two edit one record.

Read from the tables that the database's triggers write (decision 10). A record's stamp is the number of its newest
line there: whoever saves must have seen that line, or somebody else was first.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any, cast

import pghistory
from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from governance import access
from governance.audience import Audience, AudienceQuerySet
from governance.errors import ChangedMeanwhile
from governance.models import User
from governance.scope import ANONYMOUS, Scope
from governance.vocabulary import Precision

# A page shows this many changes, the newest.
MOST = 100
OWN = "governance"
# Roles are granted and ended on a screen of their own, where nobody helps themselves to one.
NOT_SHOWN = frozenset({"roleassignment"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column: its Dutch name and its values in words, empty where there was none."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a record's history. ``kind`` is insert, update or delete; ``action`` is the key that it shares with
    all that was changed at once (None where nothing recorded it)."""

    number: int
    kind: str
    at: datetime.datetime
    who: str
    why: str
    fields: tuple[FieldChange, ...]
    action: str | None

    @property
    def what(self) -> str:
        """What was done, in a word."""
        return {"insert": "toegevoegd", "update": "gewijzigd", "delete": "verwijderd"}.get(self.kind, self.kind)


def tracked_models() -> dict[str, type[models.Model]]:
    """Every model of governance with a history that beheer may look at, by the word in its address."""
    found = {}
    for model in apps.get_app_config(OWN).get_models():
        if hasattr(model, "pgh_event_models") and model._meta.model_name not in NOT_SHOWN:
            found[slugify(str(model._meta.verbose_name_plural))] = model
    return found


def word_for(row: models.Model) -> str:
    """The word by which addresses name this kind of record ("organen")."""
    return slugify(str(row._meta.verbose_name_plural))


def event_model(model: type[models.Model]) -> type[models.Model]:
    """The table in which the triggers write what happened to rows of this model."""
    return apps.get_model(OWN, f"{model.__name__}Event")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Keep the reason with every change made inside."""
    with pghistory.context(reason=reason.strip()):
        yield


def stamp(row: models.Model) -> int:
    """The number of the newest line in the record's history; 0 without any."""
    lines = event_model(type(row))._default_manager.filter(pgh_obj_id=row.pk)
    newest: int | None = lines.aggregate(newest=models.Max("pgh_id"))["newest"]
    return newest or 0


def require_unchanged(row: models.Model, seen: int | None) -> None:
    """Raise ChangedMeanwhile, saying who changed what, when the record has lines newer than ``seen``.

    Call with the row locked. None: the caller showed nobody anything.
    """
    if seen is None or stamp(row) <= seen:
        return
    # Whoever reads the sentence had the record open, but may not know all that it now refers to.
    changes = _changes(type(row), _lines(type(row), row.pk), ANONYMOUS)
    newer = [change for change in changes if change.number > seen]
    said = "; ".join(_said(change) for change in newer)
    raise ChangedMeanwhile(
        f"Dit is intussen gewijzigd: {said}. Wat u invulde staat er nog. Kijk het na en sla het opnieuw op."
    )


def _said(change: Change) -> str:
    what = ", ".join(f"{field.label} van ‘{field.old}’ naar ‘{field.new}’" for field in change.fields)
    return f"{change.who} om {timezone.localtime(change.at):%H:%M} uur: {what or change.what}"


def changes_of(model: type[models.Model], number: int, *, scope: Scope | None = None) -> list[Change]:
    """The newest changes of one record, newest first. Names of what this scope may not see are left out, and so is what
    was so before this scope could last see the record: words of a draft, or of what was hidden since, stay hidden.

    A fixed number of queries: one for the lines, one for people, one per kind of record that fields point at, and for
    a part of what has an audience one for the lines of that.
    """
    lines = _lines(model, number)
    if scope is not None:
        lines = _since_seen(scope, model, number, lines)
    return _changes(model, lines, scope)


def _changes(model: type[models.Model], lines: list[Any], scope: Scope | None) -> list[Change]:
    names = _names(model, lines, scope)
    people = _people(lines)
    pairs = zip(lines[:MOST], [*lines[1:], None], strict=False)
    return [_change(model, line, before, names, people) for line, before in pairs]


def forget_words(row: models.Model, *columns: str) -> None:
    """Empty these texts in a record's history wherever they are not what the record says now (or at all, when it is
    gone): words that were taken back are found nowhere any more (decision 10). That they changed stays."""
    lines = event_model(type(row))._default_manager.filter(pgh_obj_id=row.pk)
    present = type(row)._default_manager.filter(pk=row.pk).values(*columns).first() or {}
    for column in columns:
        lines.exclude(**{column: present.get(column, "")}).update(**{column: ""})


def _lines(model: type[models.Model], number: int) -> list[Any]:
    rows = event_model(model)._default_manager.filter(pgh_obj_id=number).select_related("pgh_context")
    return list(rows.order_by("-pgh_id")[: MOST + 1])


def _since_seen(scope: Scope, model: type[models.Model], number: int, lines: list[Any]) -> list[Any]:
    """Of these lines, newest first, those since which this scope has seen the record without a break."""
    if issubclass(model, Audience):
        return list(takewhile(lambda line: access.may_see(scope, line), lines))
    if not _part_of(model):
        return lines
    row = model._default_manager.filter(pk=number).first() or last_state(model, number)
    since = None if row is None else _seen_since(scope, row)
    return lines if since is None else [line for line in lines if line.pgh_created_at >= since]


def _seen_since(scope: Scope, row: models.Model) -> datetime.datetime | None:
    """Since when this scope has seen a record, or all that it is a part of, without a break; None: from its first."""
    if isinstance(row, Audience):
        lines = _lines(type(row), row.pk)
        seen = _since_seen(scope, type(row), row.pk, lines)
        if len(seen) == len(lines) <= MOST:
            return None
        return seen[-1].pgh_created_at if seen else timezone.now()
    moments = [_seen_since(scope, whole) for whole in _wholes(row) if whole is not None]
    return max((moment for moment in moments if moment is not None), default=None)


def _change(
    model: type[models.Model], line: Any, before: Any, names: dict[tuple[str, Any], str], people: dict[int, str]
) -> Change:
    metadata = line.pgh_context.metadata if line.pgh_context_id else {}
    kind = str(line.pgh_label)
    fields = () if kind == "delete" else tuple(_field_changes(model, line, before, names))
    return Change(
        number=line.pgh_id,
        kind=kind,
        at=line.pgh_created_at,
        who=people.get(metadata.get("user") or 0, "het portaal"),
        why=str(metadata.get("reason") or ""),
        fields=fields,
        action=str(line.pgh_context_id) if line.pgh_context_id else None,
    )


def changed_columns(model: type[models.Model], line: Any, before: Any) -> list[Any]:
    """The columns in which a line differs from the one before it; for the first line those that hold something."""
    columns = [field for field in model._meta.concrete_fields if not field.primary_key]
    if before is None:
        return [field for field in columns if getattr(line, field.attname) not in (None, "", [])]
    return [field for field in columns if getattr(line, field.attname) != getattr(before, field.attname)]


def _field_changes(
    model: type[models.Model], line: Any, before: Any, names: dict[tuple[str, Any], str]
) -> Iterator[FieldChange]:
    for field in changed_columns(model, line, before if line.pgh_label == "update" else None):
        if _is_exactness_of_nothing(field.name, [line, before]):
            continue
        old = _in_words(field, before, names) if before is not None and line.pgh_label == "update" else ""
        label = str(field.verbose_name)
        yield FieldChange(field.name, label[:1].upper() + label[1:], old, _in_words(field, line, names))


def _is_exactness_of_nothing(name: str, lines: Iterable[Any]) -> bool:
    """Whether a column says how exactly a date is known that neither line has."""
    if not name.endswith("_precision"):
        return False
    dates = [name.removesuffix("_precision"), f"{name.removesuffix('_precision')}_date"]
    return not any(getattr(line, date, None) for line in lines if line is not None for date in dates)


def _in_words(field: Any, line: Any, names: dict[tuple[str, Any], str]) -> str:
    value = getattr(line, field.attname)
    if value in (None, "", []):
        return ""
    if field.is_relation:
        return names.get((field.name, value), f"nummer {value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime.date):
        return value.strftime("%d-%m-%Y")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _names(model: type[models.Model], lines: Iterable[Any], scope: Scope | None) -> dict[tuple[str, Any], str]:
    """What the foreign keys of these lines point at, in words, by field and key."""
    found: dict[tuple[str, Any], str] = {}
    for field in model._meta.concrete_fields:
        if not field.is_relation or field.related_model is None:
            continue
        keys = {getattr(line, field.attname) for line in lines} - {None}
        rows = field.related_model._default_manager.filter(pk__in=keys) if keys else []
        found |= {(field.name, row.pk): str(row) for row in rows if scope is None or visible(scope, row)}
    return found


def _people(lines: Iterable[Any]) -> dict[int, str]:
    numbers = {line.pgh_context.metadata.get("user") for line in lines if line.pgh_context_id} - {None}
    return {user.pk: user.email for user in User.objects.filter(pk__in=numbers)} if numbers else {}


def visible(scope: Scope, row: models.Model) -> bool:
    """Whether this reader may know of a record: what has an audience, or is a part of what has one, follows it."""
    if isinstance(row, Audience):
        return access.may_see(scope, row)
    return all(whole is not None and visible(scope, whole) for whole in _wholes(row))


def count_visible(scope: Scope, rows: models.QuerySet[Any]) -> int:
    """How many of these records this reader may know of."""
    if isinstance(rows, AudienceQuerySet):
        return rows.visible_to(scope).count()
    kind: type[models.Model] = rows.model
    return sum(visible(scope, row) for row in rows) if _part_of(kind) else rows.count()


def _wholes(row: models.Model) -> list[models.Model | None]:
    """What a record is a part of, also where that is gone; None for what was erased with its history."""
    found = []
    for field in _part_of(type(row)):
        if (number := getattr(row, field.attname)) is not None:
            whole = field.related_model._default_manager.filter(pk=number).first()
            found.append(whole or last_state(field.related_model, number))
    return found


@cache
def _part_of(model: type[models.Model]) -> tuple[Any, ...]:
    """The foreign keys by which rows are part of something that has an audience, or may lead there: those without
    which a row cannot be. What a row merely refers to is left out by name where it may not be known."""
    columns: list[Any] = list(model._meta.concrete_fields)
    return tuple(
        field
        for field in columns
        if field.is_relation
        and (not field.null or field.remote_field.on_delete is models.CASCADE)
        and isinstance(field.related_model, type)
        and (issubclass(field.related_model, Audience) or _part_of(cast("type[models.Model]", field.related_model)))
    )


def last_state(model: type[models.Model], number: int) -> models.Model | None:
    """A record that is gone as its last line in history has it, not saved; None where nothing was ever there."""
    line: Any = event_model(model)._default_manager.filter(pgh_obj_id=number).order_by("-pgh_id").first()
    return None if line is None else state_of(model, line)


def state_of(model: type[models.Model], line: Any) -> models.Model:
    """The record as a line of its history has it, not saved."""
    return model(**{field.attname: getattr(line, field.attname) for field in model._meta.concrete_fields})


def action_of(model: type[models.Model], number: int, line: int) -> str | None:
    """The key that a line of a record's history shares with all that was changed in the same action."""
    lines = event_model(model)._default_manager.filter(pgh_obj_id=number, pgh_id=line)
    key = lines.values_list("pgh_context_id", flat=True).first()
    return None if key is None else str(key)


def lines_by_action(kinds: Collection[type[models.Model]], action: str) -> dict[type[models.Model], list[Any]]:
    """The lines that one action wrote, per kind of record, oldest first."""
    found: dict[type[models.Model], list[Any]] = defaultdict(list)
    for model in kinds:
        lines = event_model(model)._default_manager.filter(pgh_context_id=action).order_by("pgh_id")
        found[model] = list(lines)
    return found


def day_in_words(day: datetime.date | None, precision: str = Precision.DAY) -> str:
    """A day as sentences of rules name it: ``1-1-2022``, ``06-2020`` or ``2020``; empty without one."""
    if day is None:
        return ""
    if precision == Precision.YEAR:
        return str(day.year)
    return f"{day.month:02}-{day.year}" if precision == Precision.MONTH else f"{day.day}-{day.month}-{day.year}"
