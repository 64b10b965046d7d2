"""The pages of programmes and frameworks: goals, projects, results, who pays, versions and segments, on any day."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from governance.models import (
    CostShare,
    Framework,
    FrameworkVersion,
    Programme,
    Project,
    ProjectResult,
    Region,
    Segment,
    ShareTable,
    Statement,
)
from governance.vocabulary import AliasKind, FrameworkKind, Level, Precision, ProgrammeScope, ProjectStatus
from tests.factories import (
    AliasFactory,
    DecisionFactory,
    DraftDecisionFactory,
    GemeenteFactory,
    ProgrammeFactory,
    RegionBodyFactory,
    RegionFactory,
    RegionMembershipFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date


def page(client: Client, url: str) -> str:
    """The text of a page that must be there, on one line."""
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def region() -> Region:
    """A region with three gemeenten."""
    found: Region = RegionFactory(slug="waterland")
    for name in ("Aadorp", "Beedorp", "Ceedorp"):
        RegionMembershipFactory(region=found, gemeente=GemeenteFactory(name=name))
    return found


@pytest.fixture
def programme(region: Region) -> Programme:
    """A programme with one project that is measured twice."""
    found: Programme = ProgrammeFactory(
        region=region, name="Samen verder", goals="Hulp dichtbij.", themes=["toegang", "kwaliteit"],
        evaluation_date=DAY(2025, 1, 1), evaluation_precision=Precision.YEAR, expected_projects=4,
        client=RegionBodyFactory(region=region, name="PFO Jeugd"), valid_from=DAY(2022, 9, 1),
    )  # fmt: skip
    project = Project.objects.create(
        programme=found, name="Toegang op orde", scope=ProgrammeScope.JOINT_LOCAL, status=ProjectStatus.RUNNING,
        official_client="directeur sociaal domein", board_client=found.client, valid_from=DAY(2023, 1, 1),
    )  # fmt: skip
    for day, value in ((DAY(2023, 6, 1), "12 weken"), (DAY(2024, 6, 1), "8 weken")):
        ProjectResult.objects.create(
            project=project, subject="Wachttijd", date=day, value=value, source=SourceFactory()
        )
    return found


def share(programme: Programme, year: int, *parts: str, complete: bool = False) -> ShareTable:
    """Shares of the first gemeenten of the region in one year."""
    table: ShareTable = ShareTable.objects.create(programme=programme, year=year, complete=complete)
    members = programme.region.memberships.order_by("gemeente__name")
    for membership, part in zip(members, parts, strict=False):
        CostShare.objects.create(table=table, gemeente=membership.gemeente, percentage=Decimal(part))
    return table


def test_a_programme_tells_its_goals_client_evaluation_and_projects(client: Client, programme: Programme) -> None:
    shown = page(client, programme.get_absolute_url())
    for there in (
        "Hulp dichtbij.", "Toegang</li>", "Kwaliteit</li>", "PFO Jeugd", ">2025</time>", "Toegang op orde",
        "directeur sociaal domein", "1 van 4", "8 weken", "12 weken", "vanaf", "Loopt",
    ):  # fmt: skip
        assert there in shown


def test_a_programme_of_a_past_day_knows_nothing_of_later(client: Client, programme: Programme) -> None:
    AliasFactory(
        organisation=None, programme=programme, text="Samen op weg", kind=AliasKind.NAME, valid_until=DAY(2024, 1, 1)
    )
    shown = page(client, f"{programme.get_absolute_url()}?op=1-7-2023")
    assert "12 weken" in shown
    assert "8 weken" not in shown
    assert "heette dit programma Samen op weg" in shown
    assert "Toegang op orde" not in page(client, f"{programme.get_absolute_url()}?op=1-12-2022")
    assert "heette dit programma" not in page(client, programme.get_absolute_url())


def test_shares_of_a_year_are_whole_only_when_they_are(client: Client, programme: Programme) -> None:
    share(programme, 2023, "50", "30.5", "19.5", complete=True)
    share(programme, 2024, "50", "49")
    shown = page(client, programme.get_absolute_url())
    assert "samen 100 procent" in shown
    assert "van 2 van 3 gemeenten is een aandeel bekend, samen 99 procent" in shown
    assert "30,5 %" in shown
    assert "niet bekend</td>" in shown


def test_a_cashier_may_be_known_alone(client: Client, programme: Programme) -> None:
    programme.cashier = GemeenteFactory(name="Kasdorp")
    programme.save()
    shown = page(client, programme.get_absolute_url())
    assert "Kasdorp is kassier" in shown
    assert "aandelen per gemeente zijn nog niet bekend" in shown


@pytest.mark.parametrize("count", [1, 12])
def test_many_projects_and_years_take_as_many_queries_as_few(
    client: Client, programme: Programme, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        project = Project.objects.create(programme=programme, name=f"Project {number}", scope=ProgrammeScope.LOCAL)
        ProjectResult.objects.create(project=project, subject="Bereik", date=DAY(2024, 1, 1), value="1")
        share(programme, 2010 + number, "10", "20", "30")
    with django_assert_num_queries(8):
        page(client, programme.get_absolute_url())


# --- Frameworks -------------------------------------------------------------------------------------------------------


def framework(region: Region, name: str = "Inkoopkader", **columns: object) -> Framework:
    """A public framework of the region."""
    found: Framework = Framework.objects.create(
        **{
            "name": name, "slug": name.lower().replace(" ", "-"), "kind": FrameworkKind.PURCHASE, "region": region,
            "level": Level.PUBLIC, "valid_from": DAY(2022, 1, 1), **columns,
        }
    )  # fmt: skip
    return found


def test_a_framework_tells_versions_segments_and_who_adopted_it(client: Client, region: Region) -> None:
    adopted = DecisionFactory(subject="Kader vastgesteld", region=region)
    found = framework(region, decision=adopted, aims=["Minder aanbieders"])
    Segment.objects.create(framework=found, code="4a", name="Veelvoorkomend")
    FrameworkVersion.objects.create(
        framework=found, label="Eerste versie", valid_from=DAY(2022, 1, 1), valid_until=DAY(2024, 1, 1)
    )
    FrameworkVersion.objects.create(
        framework=found, label="Tweede versie", valid_from=DAY(2024, 1, 1),
        decision=DraftDecisionFactory(subject="Nog geheim besluit"),
    )  # fmt: skip
    framework(region, "Inkoopstrategie", elaborates=found)
    framework(region, "Verborgen kader", elaborates=found, level=None)
    for value in ("de raad", "het algemeen bestuur"):
        Statement.objects.create(framework=found, question="wie stelde vast", value=value, source=SourceFactory())
    shown = page(client, found.get_absolute_url())
    for there in (
        "Kader vastgesteld", "4a", "Veelvoorkomend", "Eerste versie", "Minder aanbieders", "Inkoopstrategie",
        "de raad", "het algemeen bestuur",
    ):  # fmt: skip
        assert there in shown
    assert "Nog geheim besluit" not in shown
    assert "Verborgen kader" not in shown
    assert shown.index("Tweede versie <span") < shown.index("Eerste versie")
    then = page(client, f"{found.get_absolute_url()}?op=1-6-2023")
    assert "Eerste versie <span" in then
    assert "Tweede versie <span" not in then


def test_a_framework_that_is_not_published_is_404_and_not_listed(client: Client, region: Region) -> None:
    hidden = framework(region, "Verborgen kader", level=None)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert "Verborgen kader" not in page(client, "/kaders/")


def test_the_list_is_that_of_a_region_and_a_day(client: Client, region: Region) -> None:
    framework(region, "Oud kader", valid_from=DAY(2015, 1, 1), valid_until=DAY(2022, 1, 1))
    framework(region, "Nieuw kader")
    framework(RegionFactory(), "Kader elders")
    then = page(client, "/kaders/?regio=waterland&op=1-1-2020")
    assert "Oud kader" in then
    assert "Nieuw kader" not in then
    assert "Kader elders" not in page(client, "/kaders/?regio=waterland")


@pytest.mark.parametrize("count", [1, 30])
def test_many_frameworks_take_as_many_queries_as_few(
    client: Client, region: Region, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        framework(RegionFactory(), f"Kader {number}")
    with django_assert_num_queries(1):
        page(client, "/kaders/")
