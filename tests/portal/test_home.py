"""The start page and the pages without data."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from governance.vocabulary import Level, Role
from tests.factories import (
    DecisionFactory,
    DraftDecisionFactory,
    GemeenteFactory,
    LetterFactory,
    RegionFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db


def test_empty_portal_welcomes_and_says_what_to_do(client: Client) -> None:
    shown = client.get("/").content.decode()
    assert "Welkom. Dit portaal is nog leeg." in shown
    assert "/griffie/upload/" not in shown
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    assert "/griffie/upload/" in client.get("/").content.decode()


def test_start_page_shows_the_newest_of_what_the_reader_may_see(client: Client) -> None:
    gemeente = GemeenteFactory()
    RegionFactory(name="Waterland")
    DecisionFactory(subject="Openbaar besluit")
    DraftDecisionFactory(subject="Concept besluit")
    published_letter(subject="Openbare brief", owner_gemeente=gemeente)
    published_letter(
        subject="Besloten brief", owner_gemeente=gemeente, level=Level.RESTRICTED, shared_with=[gemeente.share_key]
    )
    LetterFactory(subject="Concept brief", owner_gemeente=gemeente)
    shown = client.get("/").content.decode()
    for there in ("Openbaar besluit", "Openbare brief", "Waterland"):
        assert there in shown
    for hidden in ("Concept besluit", "Besloten brief", "Concept brief", "Welkom"):
        assert hidden not in shown
    client.force_login(user_with_role(Role.COUNCILLOR, gemeente=gemeente))
    assert "Besloten brief" in client.get("/").content.decode()


@pytest.mark.parametrize("url", ["/hulp/", "/privacy/", "/toegankelijkheid/", "/robots.txt"])
def test_pages_without_data_are_there(client: Client, url: str) -> None:
    assert client.get(url).status_code == 200


def test_unknown_address_is_a_helpful_404(client: Client) -> None:
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet (meer)" in response.content.decode()


def test_security_txt_is_there_when_there_is_somebody_to_write_to(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:veilig@voorbeeld.example"
    shown = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:veilig@voorbeeld.example" in shown
    assert "Expires: " in shown


@pytest.mark.parametrize("url", ["/", "/brieven/", "/zoeken/", "/regios/"])
def test_pages_are_read_only(client: Client, url: str) -> None:
    assert client.post(url).status_code == 405
