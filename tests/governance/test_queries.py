"""A region as it was on a day: its people at the table, in a fixed number of queries."""

from __future__ import annotations

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from governance.models import Region
from governance.queries import region_on
from governance.vocabulary import BodyKind
from tests.factories import BodyFactory, OrganisationFactory

DATE = datetime.date


@pytest.fixture
def zhz(reference_data: None, db: None) -> Region:
    """Zuid-Holland Zuid, from the reference data."""
    return Region.objects.get(slug="zuid-holland-zuid")


def test_who_decides_runs_from_councils_to_the_boards_of_the_regeling(zhz: Region) -> None:
    page = region_on(zhz, DATE(2022, 6, 1))
    assert (page.councils, page.colleges) == (10, 10)
    assert [item.organisation.slug for item in page.arrangements] == ["dgj-zhz"]
    assert [body.kind for body in page.arrangements[0].bodies] == [BodyKind.AB, BodyKind.DB]
    assert "soj-zhz" in {item.organisation.slug for item in page.executives}
    assert [body.slug for body in page.tables] == ["netwerk-mt-jeugd", "pfo-jeugd"]
    assert page.deciding == ()


def test_a_body_is_at_the_table_only_while_it_exists(zhz: Region) -> None:
    body = BodyFactory(organisation=None, region=zhz, kind=BodyKind.STEERING_GROUP, valid_until=DATE(2022, 1, 1))
    assert body in region_on(zhz, DATE(2021, 12, 31)).bodies
    assert body not in region_on(zhz, DATE(2022, 1, 1)).bodies


def test_a_region_in_the_past_takes_five_queries_whatever_its_size(
    zhz: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        BodyFactory(organisation=OrganisationFactory(region=zhz))
    with django_assert_num_queries(5):
        page = region_on(zhz, DATE(2022, 6, 1))
        assert all(body.full_name and body.get_absolute_url() for body in page.bodies)
        assert page.definition is not None
        assert page.definition.source.title
        assert len(page.gemeenten) == 10
