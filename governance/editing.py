"""Adding a body and changing what is recorded of one."""

from __future__ import annotations

import datetime
from typing import TypedDict

from django.db import transaction
from django.utils.text import slugify

from governance.ending import locked
from governance.errors import RuleBroken
from governance.history import because
from governance.models import Body, Organisation, Region
from governance.undoing import save_checked
from governance.vocabulary import BodyKind, Competence, Precision


class BodyFacts(TypedDict, total=False):
    """What beheer may say of a body; the periods' ends as columns."""

    name: str
    kind: BodyKind
    competence: Competence
    expected_seats: int | None
    note: str
    valid_from: datetime.date | None
    valid_from_precision: Precision
    valid_until: datetime.date | None
    valid_until_precision: Precision


@transaction.atomic
def add_body(parent: Region | Organisation, facts: BodyFacts, *, reason: str) -> Body:
    """Add a body to a region or organisation; its address is made of its name, with a number where it is taken."""
    with because(reason):
        body = Body(**facts)
        if isinstance(parent, Region):
            body.region = parent
        else:
            body.organisation = parent
        body.slug = _free_slug(body)
        save_checked(body)
    return body


def _free_slug(body: Body) -> str:
    base = slugify(body.name)[:70].strip("-") or "orgaan"
    taken = set(Body.objects.filter(region=body.region, organisation=body.organisation).values_list("slug", flat=True))
    numbers = range(2, len(taken) + 3)
    return next(slug for slug in (base, *(f"{base}-{number}" for number in numbers)) if slug not in taken)


@transaction.atomic
def change_body(body: Body, facts: BodyFacts, *, reason: str, seen: int | None = None) -> Body:
    """Correct what is recorded of a body. ChangedMeanwhile when somebody else did after ``seen``; RuleBroken when a
    seat would lie outside the body's new period."""
    with because(reason):
        fresh = locked(body, seen)
        for name, value in facts.items():
            setattr(fresh, name, value)
        save_checked(fresh)
        _require_seats_inside(fresh)
    return fresh


def _require_seats_inside(body: Body) -> None:
    for seat in body.seats.select_related("person"):
        starts_early = body.valid_from and seat.valid_from and seat.valid_from < body.valid_from
        ends_late = body.valid_until and (seat.valid_until is None or seat.valid_until > body.valid_until)
        if starts_early or ends_late:
            raise RuleBroken(
                f"De zetel van {seat.person} valt dan buiten de periode van dit orgaan. Pas eerst die zetel aan, of"
                " gebruik Beëindigen: dan eindigen de zetels mee."
            )
