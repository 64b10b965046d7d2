"""Periods: everything in governance holds from a first day up to, not including, the day it no longer holds."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from governance.vocabulary import Precision


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows that hold between two dates, asked by date."""

    def on(self, date: datetime.date) -> Self:
        """Rows that hold on this day; the last day itself (``valid_until``) no longer counts."""
        return self.filter(period_q(date))

    def current(self) -> Self:
        """Rows that hold today in the Netherlands."""
        return self.on(timezone.localdate())

    def overlapping(self, earliest: datetime.date | None, latest: datetime.date | None) -> Self:
        """Rows that hold on some day from earliest to latest, both included; None is unbounded."""
        query = Q()
        if latest is not None:
            query &= Q(valid_from__isnull=True) | Q(valid_from__lte=latest)
        if earliest is not None:
            query &= Q(valid_until__isnull=True) | Q(valid_until__gt=earliest)
        return self.filter(query)


def period_q(date: datetime.date, prefix: str = "") -> Q:
    """The condition that a row, reached over ``prefix``, holds on this day."""
    started = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": date})
    not_over = Q(**{f"{prefix}valid_until__isnull": True}) | Q(**{f"{prefix}valid_until__gt": date})
    return started & not_over


class ValidPeriod(models.Model):
    """From the first day it holds up to the first day it no longer does; an empty end is open."""

    valid_from = models.DateField("vanaf", null=True, blank=True)
    valid_until = models.DateField("tot", null=True, blank=True, help_text="De eerste dag dat het niet meer geldt.")
    valid_from_precision = models.CharField(
        "nauwkeurigheid begin", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    valid_until_precision = models.CharField(
        "nauwkeurigheid einde", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_from__lt=F("valid_until")),
                name="%(app_label)s_%(class)s_begins_before_end",
                violation_error_message="De einddatum moet na de begindatum liggen. Pas een van de twee aan.",
            )
        ]

    def clean(self) -> None:
        """Refuse a period that ends before it begins, on the field: PostgreSQL cannot even compare such a period."""
        if self.valid_from is not None and self.valid_until is not None and self.valid_from >= self.valid_until:
            raise ValidationError(
                {"valid_until": "De einddatum moet na de begindatum liggen. Pas een van de twee aan."}
            )

    def holds_on(self, date: datetime.date) -> bool:
        """Whether this holds on the given day."""
        started = self.valid_from is None or self.valid_from <= date
        return started and (self.valid_until is None or date < self.valid_until)


def no_overlap(name: str, *keys: str, condition: Q | None = None) -> ExclusionConstraint:
    """A constraint by which PostgreSQL refuses two rows with equal keys and overlapping periods.

    Keys are foreign keys by field name (``region``; validation does not know ``region_id``) or text columns given as
    ``text:role``. Integers and texts are compared as one-value ranges or by hash, because equality in an exclusion
    constraint would need the btree_gist extension, which managed databases may lack.
    """
    expressions: list[tuple[Any, str]] = [(_single_range(key), RangeOperators.OVERLAPS) for key in keys]
    period = Func("valid_from", "valid_until", Value("[)"), function="daterange")
    expressions.append((period, RangeOperators.OVERLAPS))
    return ExclusionConstraint(
        name=name,
        expressions=expressions,
        condition=condition,
        violation_error_message="Er is al een regel voor dezelfde periode. Beëindig die eerst, of kies andere datums.",
    )


def _single_range(key: str) -> Func:
    if key.startswith("text:"):
        hashed = Func(F(key.removeprefix("text:")), function="hashtext")
        return Func(hashed, hashed, Value("[]"), function="int4range")
    return Func(F(key), F(key), Value("[]"), function="int8range")
