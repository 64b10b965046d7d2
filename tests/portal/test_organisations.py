"""Organisations: facts with their period, bodies, what they decided, letters that name them."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from documents.models import LetterVersion
from tests.factories import (
    AliasFactory,
    BodyFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    LetterVersionFactory,
    OrganisationFactory,
    published_letter,
)

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    """The text of a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_organisation_shows_facts_bodies_names_decisions_and_letters(client: Client) -> None:
    organisation = OrganisationFactory(name="Dienst Water", slug="dienst-water", valid_from=datetime.date(2011, 1, 1))
    body = BodyFactory(organisation=organisation)
    AliasFactory(organisation=organisation, text="DW")
    DecisionFactory(subject="Genomen besluit", body=body)
    DraftDecisionFactory(subject="Concept besluit", body=body)
    letter = published_letter(subject="Noemt de dienst")
    EvidenceLinkFactory(version=LetterVersion.objects.get(letter=letter), region=None, organisation=organisation)
    draft = LetterVersionFactory(letter__subject="Concept noemt de dienst")
    EvidenceLinkFactory(version=draft, region=None, organisation=organisation)
    shown = page(client, "/organisaties/dienst-water/")
    for there in ("<h1>Dienst Water</h1>", "1 januari 2011", "DW", "Genomen besluit", "Noemt de dienst"):
        assert there in shown
    for hidden in ("Concept besluit", "Concept noemt de dienst"):
        assert hidden not in shown


def test_ended_organisation_says_so_and_stands_apart_in_the_list(client: Client) -> None:
    OrganisationFactory(slug="voorbij", name="Voorbij BV", valid_until=datetime.date(2022, 1, 1))
    assert "bestaat niet meer" in page(client, "/organisaties/voorbij/")
    assert "Opgeheven" in page(client, "/organisaties/")


def test_empty_list_and_unknown_organisation(client: Client) -> None:
    assert "Nog geen organisaties" in page(client, "/organisaties/")
    assert client.get("/organisaties/onbekend/").status_code == 404
