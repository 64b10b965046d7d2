"""Another name from a day on: what it was called before, where its old address leads, and what is refused."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from documents.gazetteer import resolve
from governance.errors import ChangedMeanwhile, RuleBroken
from governance.history import stamp
from governance.loading import load_reference
from governance.models import Alias, Body, Organisation, Region, SearchEntry
from governance.names import name_then
from governance.renaming import Renaming, rename, renamed
from governance.vocabulary import AliasKind, LifeEventKind, Precision
from tests.factories import AliasFactory, BodyFactory, OrganisationFactory, RegionBodyFactory, RegionFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date
ON = DAY(2023, 1, 1)


def asked(name: str, on: datetime.date = ON, *, new_address: bool = False) -> Renaming:
    """A renaming with a reason."""
    return Renaming(name, on, reason="Besluit van het bestuur.", new_address=new_address)


@pytest.fixture
def service() -> Organisation:
    """An organisation that exists since 2015."""
    found: Organisation = OrganisationFactory(
        region=RegionFactory(slug="waterland"), name="Dienst Oud", slug="dienst-oud", valid_from=DAY(2015, 1, 1)
    )
    return found


def test_before_the_day_it_keeps_its_old_name(service: Organisation) -> None:
    rename(service, asked("Dienst Nieuw"))
    service.refresh_from_db()
    assert service.name == "Dienst Nieuw"
    assert name_then(service, DAY(2022, 12, 31)) == "Dienst Oud"
    assert name_then(service, ON) == ""
    old = Alias.objects.get(organisation=service)
    assert (old.kind, old.valid_from, old.valid_until) == (AliasKind.NAME, DAY(2015, 1, 1), ON)


def test_a_second_name_follows_on_the_first(service: Organisation) -> None:
    rename(service, asked("Dienst Midden"))
    rename(service, asked("Dienst Nieuw", DAY(2024, 6, 1)))
    service.refresh_from_db()
    assert [name_then(service, day) for day in (DAY(2020, 1, 1), DAY(2023, 6, 1), DAY(2025, 1, 1))] == [
        "Dienst Oud", "Dienst Midden", "",
    ]  # fmt: skip


def test_the_old_name_is_still_found(service: Organisation) -> None:
    rename(service, asked("Dienst Nieuw"))
    assert SearchEntry.objects.filter(kind="organisation", object_id=service.pk, title="Dienst Nieuw").exists()
    assert SearchEntry.objects.filter(object_id=service.pk, vector="oud").exists()


def test_a_body_gets_a_line_in_its_life(service: Organisation) -> None:
    board = BodyFactory(organisation=service, name="Overleg", valid_from=None)
    rename(board, asked("Tafel"))
    event = board.life_events.get()
    assert (event.kind, event.date, event.note) == (LifeEventKind.RENAMED, ON, "Van Overleg in Tafel")


@pytest.mark.parametrize(
    ("renaming", "words"),
    [
        (asked("Dienst Oud"), "Zo heet het al"),
        (asked("X", DAY(2015, 1, 1)), "bestaat pas sinds"),
        (asked("X", timezone.localdate() + datetime.timedelta(days=1)), "ligt nog voor ons"),
        (asked("X" * 300), "200"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(service: Organisation, renaming: Renaming, words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        rename(service, renaming)
    service.refresh_from_db()
    assert service.name == "Dienst Oud"
    assert not Alias.objects.exists()


def test_a_name_that_ended_later_stands_in_the_way(service: Organisation) -> None:
    rename(service, asked("Dienst Nieuw"))
    with pytest.raises(RuleBroken, match="Dienst Oud"):
        rename(service, asked("Dienst Anders", DAY(2022, 1, 1)))


def test_whoever_did_not_see_the_last_change_is_told(service: Organisation) -> None:
    seen = stamp(service)
    rename(service, asked("Dienst Nieuw"))
    with pytest.raises(ChangedMeanwhile, match="Dienst Nieuw"):
        rename(service, asked("Dienst Anders", DAY(2024, 1, 1)), seen=seen)


def test_the_old_address_leads_to_the_new_one(client: Client, service: Organisation) -> None:
    board = BodyFactory(organisation=service, name="Overleg", slug="overleg", valid_from=None)
    rename(service, asked("Dienst Nieuw", new_address=True))
    rename(board, asked("Tafel", new_address=True))
    response = client.get("/organisaties/dienst-oud/?op=2020")
    assert (response.status_code, response["Location"]) == (301, "/organisaties/dienst-nieuw/?op=2020")
    response = client.get("/regios/waterland/organen/overleg/")
    assert (response.status_code, response["Location"]) == (301, "/regios/waterland/organen/tafel/")
    assert client.get("/organisaties/nooit/").status_code == 404


def test_an_old_address_is_never_given_away(service: Organisation) -> None:
    rename(service, asked("Dienst Nieuw", new_address=True))
    other = OrganisationFactory(name="Iets anders", slug="iets-anders", valid_from=DAY(2015, 1, 1))
    rename(other, asked("Dienst Oud", new_address=True))
    other.refresh_from_db()
    assert other.slug == "dienst-oud-2"


def test_old_keys_of_readings_still_mean_the_record(service: Organisation) -> None:
    board = BodyFactory(organisation=service, name="Overleg", slug="overleg", valid_from=None)
    keys = {"organisatie:dienst-oud": service, "orgaan:dienst-oud/overleg": board}
    rename(service, asked("Dienst Nieuw", new_address=True))
    rename(board, asked("Tafel", new_address=True))
    assert resolve(list(keys)) == keys
    assert set(renamed()) >= set(keys)


def test_the_packaged_data_does_not_come_back_beside_what_was_renamed() -> None:
    load_reference()
    service = Organisation.objects.get(slug="dgj-zhz")
    before = (Organisation.objects.count(), Body.objects.count())
    rename(service, Renaming("Dienst Nieuw", ON, Precision.YEAR, new_address=True))
    load_reference()
    assert (Organisation.objects.count(), Body.objects.count()) == before


def test_a_region_keeps_its_address() -> None:
    region: Region = RegionFactory(name="Polder", slug="polder")
    rename(region, asked("Waterland", new_address=True))
    region.refresh_from_db()
    assert (region.name, region.slug) == ("Waterland", "polder")
    assert name_then(region, DAY(2020, 1, 1)) == "Polder"


def test_an_open_official_name_becomes_a_way_of_writing_or_gets_its_end() -> None:
    table = RegionBodyFactory(name="Overleg")
    AliasFactory(organisation=None, body=table, text="Overleg", kind=AliasKind.NAME, valid_from=DAY(2018, 1, 1))
    rename(table, asked("Tafel"))
    names = Alias.objects.filter(body=table)
    assert [(row.text, row.valid_from, row.valid_until) for row in names] == [("Overleg", DAY(2018, 1, 1), ON)]
