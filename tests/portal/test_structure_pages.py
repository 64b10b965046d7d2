"""The screens with which beheer renames, and imports a list of regions: from the first page to what readers see."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.models import ImportDraft, Region, RegionDefinition, User
from governance.vocabulary import Role
from tests.factories import (
    GemeenteFactory,
    OrganisationFactory,
    RegionDefinitionFactory,
    RegionFactory,
    RegionMembershipFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date
START = "/beheer/import/regiolijst/"


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


@pytest.fixture
def regions() -> tuple[Region, Region]:
    """Two regions, each with one gemeente."""
    definition = RegionDefinitionFactory(authority="CBS", peil_date=DAY(2021, 1, 1))
    found = RegionFactory(name="Noord", slug="noord"), RegionFactory(name="Zuid", slug="zuid")
    for number, region in enumerate(found, start=1):
        gemeente = GemeenteFactory(name=f"Dorp {number}", code=f"GM920{number}")
        RegionMembershipFactory(definition=definition, region=region, gemeente=gemeente, valid_from=DAY(2021, 1, 1))
    return found


def send(client: Client, *lines: str, **columns: str) -> str:
    """Send a list; returns where it leads, or the page with what is wrong."""
    data = SimpleUploadedFile("lijst.csv", "\n".join(["gemeentecode;regio;regiocode", *lines]).encode())
    given = {"authority": "CBS", "peil_date": "1-1-2026", "title": "Regio’s 2026", **columns}
    answer = client.post(START, {**given, "file": data})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def test_a_list_is_shown_first_and_then_followed_by_the_pages(
    client: Client, beheer: User, regions: tuple[Region, Region]
) -> None:
    address = send(client, "GM9201;Zuid;", "GM9202;Zuid;")
    page = " ".join(client.get(address).content.decode().split())
    assert "1 gemeente verhuist" in page
    assert "Dorp 1" in page
    assert RegionDefinition.objects.count() == 1
    assert client.post(address, {"reason": "Lijst van het CBS."}).status_code == 302
    assert "Dorp 1" in client.get("/regios/zuid/?op=1-1-2026").content.decode()
    assert "Dorp 1" in client.get("/regios/noord/?op=31-12-2025").content.decode()
    assert client.get(address).status_code == 404


def test_missing_gemeenten_are_asked_about(client: Client, beheer: User, regions: tuple[Region, Region]) -> None:
    address = send(client, "GM9201;Noord;")
    answer = client.post(address, {"reason": "Lijst."})
    assert (answer.status_code, "Vink aan" in answer.content.decode()) == (422, True)
    assert client.post(address, {"reason": "Lijst.", "incomplete": "on"}).status_code == 302
    assert "geen gemeenten" in client.get("/regios/zuid/?op=1-1-2026").content.decode()


def test_a_list_with_errors_cannot_be_processed(client: Client, beheer: User, regions: tuple[Region, Region]) -> None:
    address = send(client, "GM9201;Nord;", "GM9202;Zuid;")
    page = client.get(address).content.decode()
    assert "Bedoelt u Noord?" in page
    assert "Verwerk" not in page
    assert client.post(address, {"reason": "Toch."}).status_code == 422
    assert RegionDefinition.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"peil_date": "31-6-2026"}, "datum"), ({"peil_date": "2020-01-01"}, "latere peildatum"),
        ({"title": ""}, "Vul in hoe de bron heet"), ({"url": "geen adres"}, "geen webadres"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_form_is_told(
    client: Client, beheer: User, regions: tuple[Region, Region], columns: dict[str, str], words: str
) -> None:
    assert words in send(client, "GM9201;Noord;", **columns)
    assert not ImportDraft.objects.exists()


def test_a_list_is_for_beheer_of_all_regions(client: Client, regions: tuple[Region, Region]) -> None:
    client.force_login(user_with_role(Role.MANAGER, region=regions[0]))
    assert client.get(START).status_code == 403


def test_the_draft_of_a_list_is_no_draft_of_a_sheet(
    client: Client, beheer: User, regions: tuple[Region, Region]
) -> None:
    send(client, "GM9201;Noord;")
    assert client.get(reverse("import_preview", args=[ImportDraft.objects.get().pk])).status_code == 404


def test_an_organisation_is_renamed_from_its_region(
    client: Client, beheer: User, regions: tuple[Region, Region]
) -> None:
    service = OrganisationFactory(region=regions[0], name="Dienst Oud", slug="dienst-oud")
    assert reverse("renaming", args=["organisaties", service.pk]) in client.get(
        reverse("structure", args=["noord"])
    ).content.decode()  # fmt: skip
    address = reverse("renaming", args=["organisaties", service.pk])
    data = {"name": "Dienst Nieuw", "on": "1-1-2023", "new_address": "on", "reason": "Besluit."}
    assert client.post(address, data | {"name": ""}).status_code == 422
    assert client.post(address, data).status_code == 302
    assert client.get("/organisaties/dienst-oud/", follow=True).status_code == 200
    page = client.get("/organisaties/dienst-nieuw/?op=2022").content.decode()
    assert "heette deze organisatie Dienst Oud" in page
    assert "Dienst Oud" in client.get("/regios/noord/?op=2022").content.decode()
    assert "Dienst Oud" not in client.get("/regios/noord/").content.decode()


def test_a_region_is_renamed_by_beheer_of_all_regions_only(client: Client, regions: tuple[Region, Region]) -> None:
    address = reverse("renaming", args=["regios", regions[0].pk])
    client.force_login(user_with_role(Role.MANAGER, region=regions[0]))
    assert client.get(address).status_code == 403
