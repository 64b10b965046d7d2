"""Beheer's import and export screens."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance.models import Gemeente, ImportDraft, User
from governance.vocabulary import Role
from tests.factories import GemeenteFactory, RegionFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


def _send(client: Client, text: str, sheet: str = "gemeenten") -> str:
    sent = SimpleUploadedFile("lijst.csv", text.encode())
    answer = client.post(reverse("import_start"), {"sheet": sheet, "file": sent}, follow=True)
    return answer.content.decode()


def test_a_file_is_shown_first_and_then_imported(client: Client, beheer: User) -> None:
    page = _send(client, "code;naam;adres\nGM9001;Erbij;erbij\n")
    assert "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 fouten" in page
    assert not Gemeente.objects.exists()
    kept = ImportDraft.objects.get()
    answer = client.post(reverse("import_preview", args=[kept.pk]), {"reason": "Lijst van het CBS."}, follow=True)
    assert "Verwerkt: 1 nieuw, 0 gewijzigd." in answer.content.decode()
    assert Gemeente.objects.get().name == "Erbij"


def test_errors_are_listed_by_cell_and_in_a_file_and_nothing_can_be_imported(client: Client, beheer: User) -> None:
    page = _send(client, "code;naam;adres;vanaf\nGM9001;Erbij;erbij;31-6-2020\nGM9002;Ook;ook;2020\n")
    assert "Regel 2" in page
    assert "Dit is geen datum" in page
    kept = ImportDraft.objects.get()
    told = client.get(reverse("import_errors", args=[kept.pk])).content.decode("utf-8-sig")
    assert told.splitlines()[1].startswith("2;vanaf;31-6-2020;")
    client.post(reverse("import_preview", args=[kept.pk]), {"reason": "x"})
    assert not Gemeente.objects.exists()


def test_a_wrong_file_is_explained_on_the_form(client: Client, beheer: User) -> None:
    assert "Zet tussen de kolommen een puntkomma" in _send(client, "code|naam|adres\nGM1|A|a\n")
    assert "Kies een bestand." in client.post(reverse("import_start"), {"sheet": "gemeenten"}).content.decode()
    assert not ImportDraft.objects.exists()


def test_somebody_elses_import_does_not_exist(client: Client, beheer: User) -> None:
    _send(client, "code;naam;adres\nGM9001;Erbij;erbij\n")
    kept = ImportDraft.objects.get()
    client.force_login(user_with_role(Role.MANAGER))
    assert client.get(reverse("import_preview", args=[kept.pk])).status_code == 404


def test_beheer_of_one_region_and_others_do_not_get_in(client: Client) -> None:
    addresses = [
        reverse("import_start"), reverse("export_everything"), reverse("export_sheet", args=["gemeenten"]),
        reverse("import_preview", args=[1]), reverse("import_errors", args=[1]),
    ]  # fmt: skip
    assert {client.get(address).status_code for address in addresses} == {302}
    for user in (
        user_with_role(Role.MANAGER, region=RegionFactory()), user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())
    ):  # fmt: skip
        client.force_login(user)
        assert {client.get(address).status_code for address in addresses} == {403}


def test_exports_are_files(client: Client, beheer: User) -> None:
    gemeente = GemeenteFactory()
    answer = client.get(reverse("export_sheet", args=["gemeenten"]))
    assert "attachment" in answer["Content-Disposition"]
    assert gemeente.code in answer.content.decode("utf-8-sig")
    assert client.get(reverse("export_everything")).content[:2] == b"PK"
    assert client.get(reverse("export_sheet", args=["onzin"])).status_code == 404


@pytest.mark.parametrize("count", [10, 500])
def test_an_export_takes_as_many_queries_for_many_rows_as_for_few(
    client: Client, beheer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Gemeente.objects.bulk_create(Gemeente(name="A", slug=f"a{n}", code=f"A{n}") for n in range(count))
    with django_assert_num_queries(4):
        client.get(reverse("export_sheet", args=["gemeenten"]))
