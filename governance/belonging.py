"""To which region a record belongs, so that beheer of a region keeps that region's records and no others."""

from __future__ import annotations

from django.db import models
from django.db.models import F

from governance.models import Gemeente, Person, Region, RegionMembership
from governance.queries import AUTHORITY

# The parents by which a record belongs somewhere, the nearest first.
PARENTS = (
    "body", "organisation", "region", "sub_region", "gemeente", "holder_body", "holder_organisation", "holder_gemeente",
    "giver_body", "giver_organisation", "giver_gemeente", "programme",
)  # fmt: skip


def home_regions(row: models.Model) -> frozenset[int]:
    """The ids of the regions this record belongs to; empty for what belongs to no region in particular.

    A gemeente belongs where it lay last; a person to the regions of the bodies in which they sit or sat. A division
    into regions belongs to none: it is about several at once.
    """
    if isinstance(row, Region):
        return frozenset({row.pk})
    if isinstance(row, Gemeente):
        return _last_region(row)
    if isinstance(row, Person):
        bodies = [
            seat.body for seat in row.seats.select_related("body__organisation", "body__region", "body__gemeente")
        ]
        return frozenset().union(*(home_regions(body) for body in bodies))
    if isinstance(row, RegionMembership):
        return frozenset()
    for name in PARENTS:
        parent = getattr(row, name, None)
        if isinstance(parent, models.Model):
            return home_regions(parent)
    return frozenset()


def _last_region(gemeente: Gemeente) -> frozenset[int]:
    rows = RegionMembership.objects.filter(gemeente=gemeente, definition__authority=AUTHORITY)
    last = rows.order_by(F("valid_from").desc(nulls_last=True)).values_list("region", flat=True).first()
    return frozenset() if last is None else frozenset({last})
