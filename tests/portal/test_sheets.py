"""Pages as pictures on the review screen: for the letter's own griffie, kept shortly, gone with the letter."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from documents import publication, sheets
from documents.models import LetterVersion
from documents.pipeline.sniff import PDF
from documents.pipeline.types import FailureCode, ReadFailure
from governance.models import User
from governance.vocabulary import Role
from tests.factories import FindingFactory, LetterVersionFactory, SourceFileFactory, user_with_role
from tests.rendering import render_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> LetterVersion:
    """A letter of one page with a date on it."""
    version: LetterVersion = LetterVersionFactory(public_text="", pages=1)
    SourceFileFactory(
        version=version, media_type=PDF, file=ContentFile(render_pdf("Datum\t9 maart 2022\n\nGeachte raad,\n"), "x")
    )
    FindingFactory(version=version, key="date", value={"value": "2022-03-09"}, start=6, end=18, page=1,
                   quote="9 maart 2022", position=0)  # fmt: skip
    return version


@pytest.fixture
def griffier(version: LetterVersion) -> User:
    """Its griffier."""
    return user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente)


def browser(user: User) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


def page(version: LetterVersion, number: int = 1) -> str:
    """The address of a picture."""
    return reverse("letter_page", args=[version.letter_id, number])


def test_the_griffie_sees_the_page_with_a_link_from_the_date_to_its_field(
    version: LetterVersion, griffier: User
) -> None:
    address = reverse("review", args=[version.letter_id])
    body = browser(griffier).get(address, {"bladzijde": "1"}).content.decode()
    assert f'<img src="{page(version)}"' in body
    assert '<a href="#veld-date" aria-label="Datum"><rect x="' in body
    assert "<svg" not in browser(griffier).get(address).content.decode().partition("Gegevens")[0]


def test_a_picture_is_private(version: LetterVersion, griffier: User) -> None:
    answer = browser(griffier).get(page(version))
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, max-age=600"
    for other in (user_with_role(Role.GRIFFIE, gemeente=LetterVersionFactory().letter.owner_gemeente),):
        assert browser(other).get(page(version)).status_code == 404
    assert Client().get(page(version)).status_code == 302


@pytest.mark.parametrize("number", [0, 2, 9999])
def test_a_page_that_the_letter_has_not_is_not_found(version: LetterVersion, griffier: User, number: int) -> None:
    assert browser(griffier).get(page(version, number)).status_code == 404


def test_a_page_is_drawn_once(version: LetterVersion, griffier: User, monkeypatch: pytest.MonkeyPatch) -> None:
    first = browser(griffier).get(page(version)).content
    monkeypatch.setattr(sheets, "draw", lambda *_, **__: pytest.fail("drawn again"))
    assert browser(griffier).get(page(version)).content == first


def test_pictures_go_with_the_letter(version: LetterVersion, griffier: User) -> None:
    browser(griffier).get(page(version))
    key = f"sheet:{version.pk}:1"
    assert cache.get(key)
    publication.remove(version.letter, user=griffier)
    assert cache.get(key) is None


def test_a_page_that_cannot_be_drawn_leaves_the_text(
    version: LetterVersion, griffier: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ReadFailure(FailureCode.BROKEN)

    monkeypatch.setattr(sheets, "draw", refuse)
    answer = browser(griffier).get(reverse("review", args=[version.letter_id]), {"bladzijde": "1"})
    assert answer.status_code == 200
    assert "Deze bladzijde kan niet worden getoond" in answer.content.decode()
    assert browser(griffier).get(page(version)).status_code == 404
