"""Periods: half-open, asked by date, and overlaps refused by PostgreSQL itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from governance.models import Body, RegionMembership
from governance.vocabulary import AliasKind, Role, SeatRole
from tests.factories import (
    AliasFactory,
    BodyFactory,
    GemeenteFactory,
    OrganisationFactory,
    PersonFactory,
    RegionDefinitionFactory,
    RegionFactory,
    RegionMembershipFactory,
    RoleAssignmentFactory,
    SeatFactory,
    UserFactory,
)

DATE = datetime.date
FIRST, MIDDLE, LAST = DATE(2020, 1, 1), DATE(2021, 1, 1), DATE(2022, 1, 1)

DAYS = st.none() | st.dates(DATE(2020, 1, 1), DATE(2020, 1, 9))


def _membership() -> Callable[..., Any]:
    gemeente, definition = GemeenteFactory(), RegionDefinitionFactory()
    return lambda **period: RegionMembershipFactory(gemeente=gemeente, definition=definition, **period)


def _seat() -> Callable[..., Any]:
    person, body = PersonFactory(), BodyFactory()
    return lambda **period: SeatFactory(person=person, body=body, **period)


def _role(role: Role, place: str) -> Callable[[], Callable[..., Any]]:
    def make() -> Callable[..., Any]:
        user = UserFactory()
        places: dict[str, Any] = {"gemeente": None, "region": None}
        if place:
            places[place] = GemeenteFactory() if place == "gemeente" else RegionFactory()
        return lambda **period: RoleAssignmentFactory(user=user, role=role, **places, **period)

    return make


def _official_name() -> Callable[..., Any]:
    organisation = OrganisationFactory()
    return lambda **period: AliasFactory(organisation=organisation, kind=AliasKind.NAME, **period)


MAKERS = {
    "membership": _membership,
    "seat": _seat,
    "role of a gemeente": _role(Role.GRIFFIE, "gemeente"),
    "role of a region": _role(Role.REGIONAL_GRIFFIE, "region"),
    "role everywhere": _role(Role.FUNCTIONAL_MANAGER, ""),
    "official name": _official_name,
}


@pytest.mark.django_db
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS.keys())
def test_the_database_refuses_what_cannot_be_true_at_once(maker: Callable[[], Callable[..., Any]]) -> None:
    make = maker()
    make(valid_from=FIRST, valid_until=LAST)
    for overlap in ({"valid_from": MIDDLE}, {"valid_from": None, "valid_until": MIDDLE}, {"valid_from": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make(**overlap)


@pytest.mark.django_db
@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS.keys())
def test_a_row_may_begin_on_the_day_the_earlier_one_no_longer_holds(maker: Callable[[], Callable[..., Any]]) -> None:
    make = maker()
    make(valid_from=FIRST, valid_until=MIDDLE)
    make(valid_from=MIDDLE)


@pytest.mark.django_db
def test_one_person_may_hold_two_roles_in_a_body_at_once() -> None:
    seat = SeatFactory()
    SeatFactory(person=seat.person, body=seat.body, role=SeatRole.CHAIR)


@pytest.mark.django_db
def test_validation_says_in_dutch_what_the_database_would_refuse() -> None:
    old = RegionMembershipFactory()
    new = RegionMembershipFactory.build(
        definition=old.definition, gemeente=old.gemeente, region=old.region, source=old.source
    )
    with pytest.raises(ValidationError, match="Er is al een regel voor dezelfde periode"):
        new.full_clean()


@pytest.mark.django_db
def test_a_period_that_ends_before_it_begins_is_refused_by_field_and_by_the_database() -> None:
    body = BodyFactory(valid_from=MIDDLE)
    body.valid_until = FIRST
    with pytest.raises(ValidationError, match="De einddatum moet na de begindatum liggen"):
        body.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        body.save()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("date", "holds"),
    [(DATE(2019, 12, 31), False), (FIRST, True), (DATE(2021, 12, 31), True), (LAST, False)],
)
def test_a_row_holds_from_its_first_day_and_not_on_its_end(date: DATE, holds: bool) -> None:
    body = BodyFactory(valid_from=FIRST, valid_until=LAST)
    assert Body.objects.on(date).filter(pk=body.pk).exists() is holds
    assert body.holds_on(date) is holds


@pytest.mark.django_db
def test_overlapping_takes_both_bounds_as_included() -> None:
    body = BodyFactory(valid_from=FIRST, valid_until=LAST)
    rows = Body.objects.filter(pk=body.pk)
    day = datetime.timedelta(days=1)
    assert rows.overlapping(LAST - day, None).exists()
    assert not rows.overlapping(LAST, None).exists()
    assert rows.overlapping(None, FIRST).exists()
    assert not rows.overlapping(None, FIRST - day).exists()


@given(begin=DAYS, end=DAYS, date=st.dates(DATE(2020, 1, 1), DATE(2020, 1, 9)))
def test_holding_on_a_day_is_the_same_as_lying_in_the_half_open_period(
    begin: DATE | None, end: DATE | None, date: DATE
) -> None:
    row = RegionMembership(valid_from=begin, valid_until=end)
    assert row.holds_on(date) is ((begin or DATE.min) <= date < (end or DATE.max))


@pytest.mark.django_db
def test_history_records_old_and_new_even_when_rows_are_changed_in_bulk() -> None:
    body = BodyFactory(name="Oude naam")
    Body.objects.filter(pk=body.pk).update(name="Nieuwe naam")
    events = apps.get_model("governance", "BodyEvent").objects.filter(pgh_obj=body).order_by("pgh_id")
    assert [event.name for event in events] == ["Oude naam", "Nieuwe naam"]
