"""Beheer's list of ways of writing: in how many public letters each stands, and what a new one would do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.indexing import index_letter
from documents.models import LetterVersion
from governance.models import Alias, Organisation, SearchEntry, User
from governance.undoing import undo_change
from governance.vocabulary import AliasKind, Level, Role
from tests.factories import (
    AliasFactory,
    EvidenceLinkFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegionFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db

ADD = "/beheer/schrijfwijzen/toevoegen/"


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


@pytest.fixture
def service() -> Organisation:
    """An organisation."""
    found: Organisation = OrganisationFactory(name="Dienst Jeugd", region=RegionFactory())
    return found


def letter_with(words: str, **columns: Any) -> LetterVersion:
    """A published letter in which these words stand, as search knows it."""
    letter = published_letter(**columns)
    LetterVersion.objects.filter(letter=letter).update(text=words, public_text=words)
    version = LetterVersion.objects.get(letter=letter)
    index_letter(version)
    return version


def row(page: str, words: str) -> str:
    """The row of the table that begins with these words."""
    return " ".join(page.split(f'class="p-breek">{words}</th>')[1].split("</tr>", maxsplit=1)[0].split())


def test_each_way_of_writing_says_in_how_many_public_letters_it_stands(
    client: Client, beheer: User, service: Organisation
) -> None:
    AliasFactory(organisation=service, text="DJ Polder")
    AliasFactory(organisation=service, text="Dienstje")
    letter_with("De DJ Polder koopt in.")
    letter_with("Ook de DJ-Polder doet mee.")
    letter_with("DJ Polder, besloten.", level=Level.RESTRICTED, shared_with=["GM0001"])
    page = client.get("/beheer/schrijfwijzen/").content.decode()
    assert ">2</a>" in row(page, "DJ Polder")
    assert ">0</td>" in row(page, "Dienstje")
    assert "Dienst Jeugd" in row(page, "Dienstje")


def test_names_of_hidden_programmes_are_not_listed(client: Client, beheer: User) -> None:
    AliasFactory(organisation=None, programme=ProgrammeFactory(level=None), text="Verborgen naam")
    AliasFactory(organisation=None, programme=ProgrammeFactory(), text="Openbare naam")
    page = client.get("/beheer/schrijfwijzen/").content.decode()
    assert "Openbare naam" in page
    assert "Verborgen naam" not in page


@pytest.mark.parametrize("count", [1, 20])
def test_many_ways_of_writing_take_as_many_queries_as_few(
    client: Client, beheer: User, service: Organisation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        AliasFactory(organisation=service, text=f"Naam {number}")
    with django_assert_num_queries(6):
        client.get("/beheer/schrijfwijzen/")


def test_the_effect_comes_first_and_then_the_new_way_of_writing(
    client: Client, beheer: User, service: Organisation
) -> None:
    known = letter_with("De DJP is bekend.", subject="Al herkend")
    EvidenceLinkFactory(version=known, region=None, organisation=service)
    letter_with("De DJP is nieuw.", subject="Nog niet herkend")
    sent = {"text": "DJP", "target": f"organisation:{service.pk}", "is_abbreviation": "on", "reason": "Zo heet het."}
    page = client.post(ADD, sent).content.decode()
    assert "in 2 openbare brieven" in page
    assert "Bij 1 daarvan" in page
    assert "Nog niet herkend" in page
    assert "Al herkend" not in page
    assert not Alias.objects.exists()
    sent["seen_effect"] = page.split('name="seen_effect" value="')[1].split('"')[0]
    assert client.post(ADD, sent).status_code == 302
    alias = Alias.objects.get()
    assert (alias.text, alias.kind, alias.organisation) == ("DJP", AliasKind.ABBREVIATION, service)
    assert SearchEntry.objects.filter(object_id=service.pk, vector="djp").exists()


def test_other_words_show_their_own_effect_first(client: Client, beheer: User, service: Organisation) -> None:
    sent = {"text": "DJP", "target": f"organisation:{service.pk}", "reason": "Zo heet het."}
    page = client.post(ADD, sent).content.decode()
    sent["seen_effect"] = page.split('name="seen_effect" value="')[1].split('"')[0]
    assert client.post(ADD, sent | {"text": "DJPolder"}).status_code == 200
    assert not Alias.objects.exists()


def test_words_that_already_mean_something_else_are_named(client: Client, beheer: User, service: Organisation) -> None:
    AliasFactory(organisation=OrganisationFactory(name="Dienst Jongeren"), text="DJ")
    page = client.post(ADD, {"text": "dj", "target": f"organisation:{service.pk}", "reason": "x"}).content.decode()
    assert "betekenen ook iets anders" in page
    assert "Dienst Jongeren" in page


def test_what_is_there_already_is_refused(client: Client, beheer: User, service: Organisation) -> None:
    AliasFactory(organisation=service, text="DJ")
    sent = {"text": "dj", "target": f"organisation:{service.pk}", "reason": "x"}
    page = client.post(ADD, sent).content.decode()
    sent["seen_effect"] = page.split('name="seen_effect" value="')[1].split('"')[0]
    assert "staat er al als schrijfwijze" in client.post(ADD, sent).content.decode()
    assert Alias.objects.count() == 1


def test_a_wrong_one_is_taken_away_and_can_be_put_back(client: Client, beheer: User, service: Organisation) -> None:
    alias = AliasFactory(organisation=service, text="Verkeerd")
    address = f"/beheer/schrijfwijzen/{alias.pk}/weghalen/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Dit was een andere dienst."}).status_code == 302
    assert not Alias.objects.exists()
    assert not SearchEntry.objects.filter(object_id=service.pk, vector="verkeerd").exists()
    line = Alias.pgh_event_model.objects.filter(pgh_obj_id=alias.pk).latest("pgh_id")  # type: ignore[attr-defined]
    undo_change(Alias, alias.pk, line.pgh_id, reason="Toch goed.")
    assert Alias.objects.get().text == "Verkeerd"


def test_an_official_name_of_earlier_stays(client: Client, beheer: User, service: Organisation) -> None:
    alias = AliasFactory(organisation=service, text="Dienst Oud", kind=AliasKind.NAME)
    page = client.post(f"/beheer/schrijfwijzen/{alias.pk}/weghalen/", {"reason": "Weg."})
    assert "officiële naam" in page.content.decode()
    assert Alias.objects.exists()


def test_beheer_of_another_region_changes_nothing(client: Client, service: Organisation) -> None:
    client.force_login(user_with_role(Role.MANAGER, region=RegionFactory()))
    alias = AliasFactory(organisation=service, text="DJ")
    assert client.get("/beheer/schrijfwijzen/").status_code == 200
    assert client.post(f"/beheer/schrijfwijzen/{alias.pk}/weghalen/", {"reason": "Weg."}).status_code == 403
    sent = {"text": "Nieuw", "target": f"organisation:{service.pk}", "reason": "x"}
    assert client.post(ADD, sent).status_code == 422
    assert Alias.objects.count() == 1
