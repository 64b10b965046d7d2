"""Norms: every counting kept as its source has it, regions compared on a day, one region over the years."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from governance.models import NormAssessment, NormItem, NormSet, Region
from governance.vocabulary import NormStatus
from tests.factories import RegionFactory, SourceFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date


def norm(version: str, count: int) -> NormSet:
    """A norm with this many items."""
    found: NormSet = NormSet.objects.create(
        name="Norm voor Opdrachtgeverschap", version=version, source=SourceFactory(title=f"Bron van {version}")
    )
    for order in range(1, count + 1):
        NormItem.objects.create(norm_set=found, order=order, text=f"Afspraak over {version} {order}")
    return found


def tell(found: NormSet, region: Region, order: int, day: datetime.date, status: NormStatus) -> None:
    """Record what a source says."""
    NormAssessment.objects.create(
        item=found.items.get(order=order), region=region, date=day, status=status, note=f"Volgens {day.year}",
        source=SourceFactory(),
    )  # fmt: skip


def page(client: Client, url: str) -> str:
    """The text of a page that must be there, on one line."""
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_two_countings_stand_beside_each_other(client: Client) -> None:
    seven, eight = norm("zeven afspraken", 7), norm("acht afspraken", 0)
    shown = page(client, "/normen/")
    assert "zeven afspraken" in shown
    assert "acht afspraken" in shown
    assert "staat nog niet in het portaal" in shown
    assert f"/normen/{eight.pk}/" in page(client, f"/normen/{seven.pk}/")
    assert "zeven afspraken" in page(client, f"/normen/{eight.pk}/")


def test_regions_are_compared_by_what_was_said_last(client: Client) -> None:
    found, region = norm("twee afspraken", 2), RegionFactory(name="Waterland", slug="waterland")
    tell(found, region, 1, DAY(2021, 12, 1), NormStatus.PARTLY)
    tell(found, region, 1, DAY(2023, 12, 1), NormStatus.MET)
    now, then = page(client, f"/normen/{found.pk}/"), page(client, f"/normen/{found.pk}/?op=1-1-2022")
    assert "1 van 2" in now
    assert "Deels<" not in now
    assert "Deels<" in then
    assert "0 van 2" in then
    assert "Waterland" not in page(client, f"/normen/{found.pk}/?op=1-1-2020")


def test_one_region_is_shown_over_the_years_with_the_evidence(client: Client) -> None:
    found, region = norm("twee afspraken", 2), RegionFactory(slug="waterland")
    tell(found, region, 1, DAY(2021, 12, 1), NormStatus.NOT_MET)
    tell(found, region, 2, DAY(2023, 12, 1), NormStatus.MET)
    shown = page(client, f"/normen/{found.pk}/?regio=waterland")
    for there in (">2021<", ">2023<", "Voldoet niet", "Volgens 2021", "Volgens 2023"):
        assert there in shown


@pytest.mark.parametrize("count", [1, 20])
def test_many_regions_take_as_many_queries_as_few(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = norm("drie afspraken", 3)
    for _ in range(count):
        region = RegionFactory()
        for order in (1, 2, 3):
            tell(found, region, order, DAY(2022, 1, 1), NormStatus.MET)
    with django_assert_num_queries(4):
        page(client, f"/normen/{found.pk}/")
