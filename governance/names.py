"""How things were called on a day: the name of today stands on the record, earlier names are dated aliases."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from governance.models import Alias
from governance.vocabulary import AliasKind

NAMED = ("region", "gemeente", "organisation", "body", "programme")


def names_then(rows: Iterable[Model], day: datetime.date) -> dict[tuple[str, int], str]:
    """The official names that ended after this day, by kind and number of the record; empty for today and later.

    One query at most. A name without an end is no earlier name: the present one stands on the record.
    """
    if day >= timezone.localdate():
        return {}
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[str(row._meta.model_name)].add(row.pk)
    here = reduce(or_, (Q(**{f"{kind}__in": wanted[kind]}) for kind in NAMED if wanted[kind]), Q())
    if not here:
        return {}
    found = {}
    for alias in Alias.objects.on(day).filter(here, kind=AliasKind.NAME, valid_until__isnull=False):
        kind = next(kind for kind in NAMED if getattr(alias, f"{kind}_id") is not None)
        found[kind, getattr(alias, f"{kind}_id")] = alias.text
    return found


def name_then(row: Any, day: datetime.date) -> str:
    """What this record was called on the day, where that was not its name of today; else empty."""
    name = names_then([row], day).get((str(row._meta.model_name), row.pk), "")
    return "" if name == row.name else name


def call_as_then(rows: Iterable[Any], day: datetime.date) -> None:
    """Give these rows, which are only read, the names they had on the day. Parents that were fetched along too."""
    everything: list[Any] = []
    for row in rows:
        everything += [row, *(row._state.fields_cache.get(name) for name in ("organisation", "region", "gemeente"))]
    present = [row for row in everything if row is not None]
    names = names_then(present, day)
    for row in present:
        row.name = names.get((str(row._meta.model_name), row.pk), row.name)
