"""Remarks of readers: stored for the griffie, not open to machines, only about what the reader may read."""

from __future__ import annotations

import pytest
from django.test import Client

from documents.models import Letter, Report
from governance.vocabulary import Level
from tests.factories import LetterFactory, published_letter, withdrawn_letter

pytestmark = pytest.mark.django_db


def test_remark_is_stored_and_the_reader_thanked(client: Client) -> None:
    letter = published_letter()
    response = client.post(
        f"/brieven/{letter.pk}/melden/", {"bericht": "De datum klopt niet.", "email": ""}, follow=True
    )
    assert "Dank u wel" in response.content.decode()
    report = Report.objects.get()
    assert (report.letter, report.message, report.email) == (letter, "De datum klopt niet.", "")


@pytest.mark.parametrize("method", ["get", "post"])
def test_letters_that_the_reader_may_not_read_have_no_form(client: Client, method: str) -> None:
    hidden: list[Letter] = [
        LetterFactory(),
        withdrawn_letter(),
        published_letter(level=Level.RESTRICTED, shared_with=["GM0001"]),
    ]
    for letter in hidden:
        response = getattr(client, method)(f"/brieven/{letter.pk}/melden/", {"bericht": "x"})
        assert response.status_code == 404
    assert not Report.objects.exists()


def test_empty_remark_and_wrong_address_are_said(client: Client) -> None:
    letter = published_letter()
    response = client.post(f"/brieven/{letter.pk}/melden/", {"bericht": "", "email": "geen adres"})
    assert response.status_code == 422
    assert "Schrijf wat er niet klopt." in response.content.decode()
    assert "Dit is geen e-mailadres" in response.content.decode()


def test_machine_that_fills_in_everything_is_thanked_and_ignored(client: Client) -> None:
    letter = published_letter()
    response = client.post(f"/brieven/{letter.pk}/melden/", {"bericht": "koop nu", "website": "http://x.example"})
    assert response.status_code == 302
    assert not Report.objects.exists()


def test_sixth_remark_within_the_hour_is_refused(client: Client) -> None:
    letter = published_letter()
    url = f"/brieven/{letter.pk}/melden/"
    for _ in range(5):
        assert client.post(url, {"bericht": "Nog iets."}).status_code == 302
    response = client.post(url, {"bericht": "Nog iets."})
    assert response.status_code == 422
    assert "Probeer het over een uur nog eens" in response.content.decode()
    assert Report.objects.count() == 5
    assert client.post(url, {"bericht": "Van een ander."}, REMOTE_ADDR="192.0.2.7").status_code == 302
