"""Gemeenten: their region over time, what became of them, decisions and letters."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.models import LetterVersion
from governance.vocabulary import AliasKind, Level
from tests.factories import (
    AliasFactory,
    CouncilFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    GemeenteSuccessionFactory,
    LetterFactory,
    RegionFactory,
    RegionMembershipFactory,
    published_letter,
)

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    """The text of a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_gemeente_shows_its_region_bodies_and_names(client: Client) -> None:
    gemeente = GemeenteFactory(name="Waterdrecht", slug="waterdrecht")
    RegionMembershipFactory(gemeente=gemeente, region=RegionFactory(name="Waterland"))
    CouncilFactory(gemeente=gemeente)
    AliasFactory(organisation=None, gemeente=gemeente, text="Oud-Waterdrecht", kind=AliasKind.NAME)
    shown = page(client, "/gemeenten/waterdrecht/")
    for there in ("<h1>Waterdrecht</h1>", "Waterland", "Gemeenteraad", "Oud-Waterdrecht", gemeente.code):
        assert there in shown


def test_merged_gemeente_says_where_it_went_and_the_new_one_where_it_came_from(client: Client) -> None:
    old = GemeenteFactory(name="Oudorp", slug="oudorp", valid_until=datetime.date(2022, 1, 1))
    new = GemeenteFactory(name="Nieuwstad", slug="nieuwstad", valid_from=datetime.date(2022, 1, 1))
    GemeenteSuccessionFactory(old=old, new=new)
    shown = page(client, "/gemeenten/oudorp/")
    assert "bestaat niet meer" in shown
    assert "1 januari 2022" in shown
    assert "/gemeenten/nieuwstad/" in shown
    assert "/gemeenten/oudorp/" in page(client, "/gemeenten/nieuwstad/")
    assert "Opgegaan in een andere gemeente" in page(client, "/gemeenten/")


def test_gemeente_lists_only_what_the_reader_may_see(client: Client) -> None:
    gemeente = GemeenteFactory(slug="waterdrecht")
    raad = CouncilFactory(gemeente=gemeente)
    DecisionFactory(subject="Besluit van de raad", body=raad)
    DecisionFactory(subject="Samen besloten", body=None, body_text="de tien raden", deciders=[gemeente])
    DraftDecisionFactory(subject="Concept besluit", body=raad)
    published_letter(subject="Eigen brief", owner_gemeente=gemeente)
    named = published_letter(subject="Noemt de gemeente")
    EvidenceLinkFactory(version=LetterVersion.objects.get(letter=named), region=None, gemeente=gemeente)
    LetterFactory(subject="Concept brief", owner_gemeente=gemeente)
    published_letter(
        subject="Besloten brief", owner_gemeente=gemeente, level=Level.RESTRICTED, shared_with=[gemeente.share_key]
    )
    shown = page(client, "/gemeenten/waterdrecht/")
    for there in ("Besluit van de raad", "Samen besloten", "Eigen brief", "Noemt de gemeente"):
        assert there in shown
    for hidden in ("Concept besluit", "Concept brief", "Besloten brief"):
        assert hidden not in shown


def test_empty_gemeente_has_a_sentence_for_each_block(client: Client) -> None:
    gemeente = GemeenteFactory()
    shown = page(client, gemeente.get_absolute_url())
    for sentence in ("niet bekend", "geen organen", "nog geen besluiten", "nog geen brieven", "zonder bron"):
        assert sentence in shown


def test_body_of_a_gemeente_has_its_own_page(client: Client) -> None:
    raad = CouncilFactory(gemeente__slug="waterdrecht", gemeente__name="Waterdrecht")
    assert "<h1>Gemeenteraad Waterdrecht</h1>" in page(client, raad.get_absolute_url())
    assert client.get("/gemeenten/waterdrecht/organen/college/").status_code == 404
    assert client.get("/gemeenten/onbekend/").status_code == 404


def test_list_shows_regions_and_asks_the_same_number_of_queries_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    region = RegionFactory(name="Waterland")
    for _ in range(5):
        RegionMembershipFactory(region=region)
    with django_assert_num_queries(2):
        shown = client.get("/gemeenten/").content.decode()
    assert shown.count("Waterland") == 5
