"""The list of incoming documents: kept by the griffie, read and printed by everybody, week by week."""

from __future__ import annotations

import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from documents import publication, receipts
from documents.models import HandlingCode, Letter, Receipt
from documents.vocabulary import ReceiptStatus
from governance.models import Gemeente
from governance.vocabulary import Level, Role
from tests.factories import GemeenteFactory, RegionFactory, RegionLetterFactory, published_letter, user_with_role
from tests.handling import handling_codes

pytestmark = pytest.mark.django_db

DAY = datetime.date


@pytest.fixture
def gemeente() -> Gemeente:
    """Whose list it is."""
    found: Gemeente = GemeenteFactory(name="Voorbeeldstad", slug="voorbeeldstad")
    return found


@pytest.fixture
def griffie(gemeente: Gemeente) -> Client:
    """A browser of its griffier."""
    client = Client()
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    return client


def listed(letter: Letter, gemeente: Gemeente, **fields: object) -> Receipt:
    known = {"received_on": DAY(2026, 11, 18), "status": ReceiptStatus.LISTED} | fields
    receipt: Receipt = Receipt.objects.create(letter=letter, gemeente=gemeente, **known)
    return receipt


def shown(client: Client, gemeente: Gemeente, week: str = "") -> str:
    answer = client.get(reverse("incoming", args=[gemeente.slug]) + (f"?week={week}" if week else ""))
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def test_one_letter_of_a_region_stands_on_the_list_of_each_gemeente_that_received_it(
    client: Client, gemeente: Gemeente
) -> None:
    letter = published_letter(subject="Regiobrief", owner_region=RegionFactory())
    other = GemeenteFactory()
    listed(letter, gemeente)
    listed(letter, other, received_on=DAY(2026, 11, 26), status=ReceiptStatus.HANDLED)
    assert "18 november 2026" in shown(client, gemeente)
    assert "Afgedaan" in shown(client, other)
    assert Letter.objects.count() == 1


def test_a_week_shows_its_own_documents_and_leads_to_the_weeks_around_it(client: Client, gemeente: Gemeente) -> None:
    listed(published_letter(subject="Op maandag"), gemeente, received_on=DAY(2026, 11, 16))
    listed(published_letter(subject="Op zondag"), gemeente, received_on=DAY(2026, 11, 22))
    listed(published_letter(subject="Week erna"), gemeente, received_on=DAY(2026, 11, 23))
    page = shown(client, gemeente, "2026-W47")
    assert "Op maandag" in page
    assert "Op zondag" in page
    assert "?week=2026-W48" in page
    assert "Week erna" in shown(client, gemeente)


@pytest.mark.parametrize("week", ["2026-W99", "0000-W01", "x", "2026-W", "2026-W4x", "9999-W52", "0001-W01"])
def test_an_odd_week_shows_a_page(client: Client, gemeente: Gemeente, week: str) -> None:
    listed(published_letter(), gemeente)
    assert "Ingekomen stukken" in shown(client, gemeente, week)


def test_who_may_not_read_the_letter_does_not_see_it_on_the_list(client: Client, gemeente: Gemeente) -> None:
    besloten = published_letter(subject="Stil stuk", level=Level.RESTRICTED, shared_with=[gemeente.share_key])
    listed(besloten, gemeente)
    assert "Stil stuk" not in shown(client, gemeente)
    reader = Client()
    reader.force_login(user_with_role(Role.COUNCILLOR, gemeente=gemeente))
    assert "Stil stuk" in shown(reader, gemeente)


def test_what_is_only_received_is_for_the_griffie(client: Client, griffie: Client, gemeente: Gemeente) -> None:
    listed(published_letter(subject="Net binnen"), gemeente, status=ReceiptStatus.RECEIVED)
    assert "Net binnen" not in shown(client, gemeente)
    assert "Net binnen" in shown(griffie, gemeente)


def test_a_withdrawn_letter_leaves_the_list(client: Client, gemeente: Gemeente) -> None:
    letter = published_letter(subject="Teruggenomen")
    listed(letter, gemeente)
    publication.withdraw(letter, reason="Onjuist.", for_privacy=False, user=letter.uploaded_by)
    assert "Teruggenomen" not in shown(client, gemeente)


def test_the_griffie_puts_a_letter_on_the_list_and_says_what_came_of_it(griffie: Client, gemeente: Gemeente) -> None:
    letter = published_letter(owner_gemeente=gemeente, gemeente=gemeente, subject="Voor de raad")
    path = reverse("receipts")
    assert "Voor de raad" in griffie.get(path).content.decode()
    for _ in range(2):
        griffie.post(path, {"zet_op_lijst": letter.pk, f"nieuw-{letter.pk}": "18-11-2026"})
    receipt = Receipt.objects.get()
    assert (receipt.received_on, receipt.status) == (DAY(2026, 11, 18), ReceiptStatus.RECEIVED)
    code = handling_codes()[0]
    griffie.post(path, {"bewaar": receipt.pk, f"stand-{receipt.pk}": "listed", f"afdoening-{receipt.pk}": code.pk,
                        f"dag-{receipt.pk}": "19-11-2026"})  # fmt: skip
    receipt.refresh_from_db()
    assert (receipt.status, receipt.handling, receipt.received_on) == (ReceiptStatus.LISTED, code, DAY(2026, 11, 19))
    griffie.post(path, {"haal_weg": receipt.pk})
    assert not Receipt.objects.exists()


def test_a_date_that_is_none_is_said_and_changes_nothing(griffie: Client, gemeente: Gemeente) -> None:
    receipt = listed(published_letter(), gemeente)
    answer = griffie.post(
        reverse("receipts"), {"bewaar": receipt.pk, f"stand-{receipt.pk}": "handled", f"dag-{receipt.pk}": "31-6-2026"},
        follow=True,
    )  # fmt: skip
    receipt.refresh_from_db()
    assert receipt.received_on == DAY(2026, 11, 18)
    assert "De datum is niet gelezen" in answer.content.decode()


def test_another_gemeente_cannot_touch_the_list(griffie: Client) -> None:
    receipt = listed(published_letter(), GemeenteFactory())
    assert griffie.post(reverse("receipts"), {"haal_weg": receipt.pk}).status_code == 404
    assert Receipt.objects.exists()


def test_codes_of_ones_own_come_in_place_of_those_for_everybody(gemeente: Gemeente) -> None:
    handling_codes()
    everybody = receipts.codes_of(gemeente)
    assert everybody
    own = HandlingCode.objects.create(gemeente=gemeente, code="I", label="Voor kennisgeving aannemen")
    assert receipts.codes_of(gemeente) == [own]
    assert receipts.codes_of(GemeenteFactory()) == everybody


@pytest.mark.parametrize("rows", [10, 300])
def test_the_list_takes_as_many_queries_for_any_number(
    client: Client, gemeente: Gemeente, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    letter = published_letter()
    for _ in range(rows):
        letter.pk = None
        letter.save()
        listed(letter, gemeente)
    with django_assert_num_queries(3):
        client.get(reverse("incoming", args=[gemeente.slug]))


def test_a_regiogriffie_has_no_list_of_its_own() -> None:
    client = Client()
    letter = RegionLetterFactory()
    client.force_login(user_with_role(Role.REGIONAL_GRIFFIE, region=letter.owner_region))
    assert "Geen eigen lijst" in client.get(reverse("receipts")).content.decode()


def test_a_letter_says_who_received_it_and_what_came_of_it_there(
    client: Client, griffie: Client, gemeente: Gemeente
) -> None:
    letter = published_letter(subject="Regiobrief", owner_region=RegionFactory())
    elsewhere, third = GemeenteFactory(name="Elderstad"), GemeenteFactory(name="Derdedorp")
    listed(letter, elsewhere, status=ReceiptStatus.HANDLED)
    listed(letter, gemeente, status=ReceiptStatus.RECEIVED)
    listed(letter, third, status=ReceiptStatus.RECEIVED)
    page = client.get(letter.get_absolute_url()).content.decode()
    assert f"/gemeenten/{elsewhere.slug}/ingekomen-stukken/?week=2026-W47" in page
    assert "Voorbeeldstad" not in page
    own = griffie.get(letter.get_absolute_url()).content.decode()
    assert "Voorbeeldstad" in own
    assert "Derdedorp" not in own


def test_a_note_stands_on_the_printed_list(client: Client, griffie: Client, gemeente: Gemeente) -> None:
    receipt = listed(published_letter(), gemeente)
    griffie.post(reverse("receipts"), {"bewaar": receipt.pk, f"stand-{receipt.pk}": "listed",
                                       f"toelichting-{receipt.pk}": "Op verzoek van de raad"})  # fmt: skip
    page = shown(client, gemeente)
    assert "Op verzoek van de raad" in page
    assert "stand van" in page


def test_weeks_are_written_as_iso_does() -> None:
    assert receipts.week_of(DAY(2021, 1, 1)) == "2020-W53"
    assert receipts.parse_week("2020-W53") == DAY(2020, 12, 28)
    assert receipts.monday(timezone.localdate()).weekday() == 0
