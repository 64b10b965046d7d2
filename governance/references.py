"""What refers to a record, by every foreign key there is: found by walking the models, so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models


def references_to(model: type[models.Model]) -> Iterator[Any]:
    """Every relation by which rows of other tables, or of this one, point at rows of this model.

    Left out are the history tables (what was so stays so) and the two ends of a many-to-many relation that have a
    table of their own, which is among the relations itself.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        if not hasattr(relation.related_model, "pgh_tracked_model"):
            yield relation


def name_of(relation: Any) -> str:
    """``governance.Seat.body``: the table and column of a relation, as rules name them."""
    return f"{relation.related_model._meta.label}.{relation.field.name}"


def first_reference(row: models.Model) -> str | None:
    """In words, one thing that refers to this record; None when nothing does. Search rows follow by themselves."""
    for relation in references_to(type(row)):
        model = relation.related_model
        if model.__name__ == "SearchEntry":
            continue
        if model._default_manager.filter(**{relation.field.name: row}).exists():
            return str(model._meta.verbose_name)
    return None


def missing_targets(row: models.Model) -> Iterator[Any]:
    """The foreign keys of this row, as columns, that point at a record that is gone; one query per key that is set."""
    columns: list[Any] = list(row._meta.concrete_fields)
    for column in columns:
        number = getattr(row, column.attname)
        if not column.is_relation or number is None:
            continue
        if not column.related_model._default_manager.filter(pk=number).exists():
            yield column
