"""Promises per gemeente, body and portefeuillehouder, as an agenda, and what became of them with which letter."""

from __future__ import annotations

import datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from documents.models import Letter, Settlement
from governance.models import Commitment, Gemeente, Meeting, Round, RoundAnswer
from governance.vocabulary import CommitmentKind, CommitmentStatus, Level, Role, RoundKind
from tests.factories import (
    BodyFactory,
    CollegeFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    PersonFactory,
    RegionFactory,
    published_letter,
    user_with_role,
    withdrawn_letter,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date


def promise(**facts: object) -> Commitment:
    wanted = {"kind": CommitmentKind.PROMISE, "subject": "Een bijeenkomst", "made_by_text": "de wethouder",
              "level": Level.PUBLIC} | facts  # fmt: skip
    found: Commitment = Commitment.objects.create(**wanted)
    return found


def shown(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def told(commitment: Commitment, **letter: Any) -> Letter:
    """A published letter that proves the promise."""
    found = published_letter(**letter)
    EvidenceLinkFactory(version=found.version, region=None, commitment=commitment)
    return found


@pytest.fixture
def gemeente() -> Gemeente:
    """Whose griffie handles the promises."""
    found: Gemeente = GemeenteFactory(name="Eigenstad", slug="eigenstad")
    return found


@pytest.fixture
def griffie(gemeente: Gemeente) -> Client:
    """A browser of its griffier."""
    client = Client()
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    return client


def test_promises_of_one_gemeente_body_or_portefeuillehouder(client: Client, gemeente: Gemeente) -> None:
    college, board = CollegeFactory(gemeente=gemeente), BodyFactory()
    promise(subject="Van het college", made_by=college)
    promise(subject="Van het bestuur", made_by=board)
    promise(subject="Van een persoon", made_by_person=PersonFactory(name="Anna Voorbeeld"))
    told(promise(subject="Uit een brief"), portefeuillehouder="Bea Voorbeeld")
    for query, wanted in (
        ("gemeente=eigenstad", "Van het college"), (f"orgaan={board.pk}", "Van het bestuur"),
        ("portefeuillehouder=Anna Voorbeeld", "Van een persoon"),
        ("portefeuillehouder=Bea Voorbeeld", "Uit een brief"),
    ):  # fmt: skip
        page = shown(client, f"/toezeggingen/?{query}")
        assert "1 toezegging<" in page
        assert f"{wanted}</a>" in page
    assert "4 toezeggingen<" in shown(client, "/toezeggingen/?orgaan=999999&gemeente=onbekend&portefeuillehouder=x")


def test_a_gemeente_without_promises_has_none_and_not_all(client: Client, gemeente: Gemeente) -> None:
    promise(subject="Van een ander")
    page = shown(client, f"/toezeggingen/?gemeente={gemeente.slug}")
    assert "Van een ander" not in page
    assert "Kies iets anders" in page
    assert "De agenda is leeg" in shown(client, f"/toezeggingen/?weergave=lta&gemeente={gemeente.slug}")


def test_the_choices_name_nothing_of_hidden_promises_or_letters(client: Client, gemeente: Gemeente) -> None:
    college = CollegeFactory(gemeente=gemeente)
    promise(subject="Nog niet openbaar", made_by=college, level=None, owner_gemeente=gemeente)
    seen = promise(subject="Openbaar")
    told(seen, portefeuillehouder="Onzichtbaar", level=Level.RESTRICTED, shared_with=[gemeente.share_key])
    for path in ("/toezeggingen/", "/toezeggingen/?weergave=lta", seen.get_absolute_url()):
        page = shown(client, path)
        assert "Eigenstad" not in page
        assert "Onzichtbaar" not in page


def test_the_agenda_puts_what_is_late_first_and_what_has_no_day_last(client: Client) -> None:
    today = timezone.localdate()
    promise(subject="Zonder dag", words="te zijner tijd")
    promise(subject="Te laat", latest=today - datetime.timedelta(days=3))
    promise(subject="Straks", latest=today + datetime.timedelta(days=40))
    promise(subject="Veel later", latest=DAY(today.year + 3, 6, 1))
    promise(subject="Al gedaan", latest=today, status=CommitmentStatus.KEPT)
    page = shown(client, "/toezeggingen/?weergave=lta")
    places = [page.index(words) for words in ("Termijn verstreken", "Te laat", "Straks", f">{today.year + 3}</th>",
                                              "Veel later", "Zonder uiterste datum", "Zonder dag")]  # fmt: skip
    assert places == sorted(places)
    assert "“te zijner tijd”" in page
    assert "Al gedaan" not in page


def test_the_agenda_holds_deadlines_councils_and_meetings_of_the_region(client: Client, gemeente: Gemeente) -> None:
    region, later = RegionFactory(), timezone.localdate() + datetime.timedelta(days=20)
    promise(subject="Belofte hier", region=region)
    found = Round.objects.create(
        kind=RoundKind.OPINION, subject="Ronde hier", level=Level.PUBLIC, region=region, deadline=later
    )
    RoundAnswer.objects.create(round=found, gemeente=gemeente, council_on=later)
    Round.objects.create(kind=RoundKind.OPINION, subject="Ronde elders", level=Level.PUBLIC, deadline=later)
    Round.objects.create(kind=RoundKind.OPINION, subject="Ronde in concept", region=region, deadline=later)
    Meeting.objects.create(region=region, date=later, title="Regiodag")
    page = shown(client, f"/toezeggingen/?weergave=lta&regio={region.slug}")
    for words in ("Uiterste datum zienswijze", "In de raad: zienswijze", "Raad van Eigenstad", "Regiodag"):
        assert words in page
    assert "Ronde elders" not in page
    assert "Ronde in concept" not in page


def test_the_agenda_leaves_out_drafts_even_for_their_griffie(griffie: Client, gemeente: Gemeente) -> None:
    promise(subject="Nog niet openbaar", level=None, owner_gemeente=gemeente)
    assert "Nog niet openbaar</a>" in shown(griffie, "/toezeggingen/")
    assert "Nog niet openbaar" not in shown(griffie, "/toezeggingen/?weergave=lta")


@pytest.mark.parametrize("rows", [10, 1000])
def test_list_and_agenda_take_as_many_queries_for_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    body = CollegeFactory()
    Commitment.objects.bulk_create(
        Commitment(kind=CommitmentKind.PROMISE, subject=f"B {n}", made_by=body, level=Level.PUBLIC) for n in range(rows)
    )
    with django_assert_num_queries(8):
        client.get("/toezeggingen/")
    with django_assert_num_queries(8):
        client.get("/toezeggingen/?weergave=lta")


def settled(griffie: Client, found: Commitment, **fields: str) -> int:
    form = griffie.get(reverse("settle", args=[found.pk])).context["form"]
    known = {name: str(form[name].value() or "") for name in form.fields}
    return griffie.post(reverse("settle", args=[found.pk]), known | fields).status_code


def test_a_promise_is_settled_with_a_letter_that_everybody_can_open(
    client: Client, griffie: Client, gemeente: Gemeente
) -> None:
    found = promise(owner_gemeente=gemeente, made_on=DAY(2022, 1, 5))
    letter = published_letter(subject="Zo is het afgelopen", owner_gemeente=gemeente)
    assert settled(griffie, found, status="kept", settled_on="1-7-2022", letter=str(letter.pk)) == 302
    for path in (found.get_absolute_url(), "/toezeggingen/"):
        assert f'<a href="{letter.get_absolute_url()}">Zo is het afgelopen' in shown(client, path)
    assert settled(griffie, found, status="open", settled_on="", letter="") == 302
    assert not Settlement.objects.exists()


@pytest.mark.parametrize("by", ["number", "address"])
def test_a_letter_that_is_not_offered_is_named(griffie: Client, gemeente: Gemeente, by: str) -> None:
    found = promise(owner_gemeente=gemeente)
    letter = published_letter(case_number="2026-0042")
    words = letter.case_number if by == "number" else f"https://portaal.example{letter.get_absolute_url()}"
    assert settled(griffie, found, status="kept", letter_number=words) == 302
    assert Settlement.objects.get().letter == letter


def test_a_besloten_or_withdrawn_letter_is_not_shown_to_who_may_not_read_it(
    client: Client, griffie: Client, gemeente: Gemeente
) -> None:
    found = promise(owner_gemeente=gemeente, status=CommitmentStatus.KEPT)
    closed = published_letter(subject="Besloten slot", level=Level.RESTRICTED, shared_with=[gemeente.share_key])
    Settlement.objects.create(commitment=found, letter=closed)
    assert "Besloten slot" not in shown(client, found.get_absolute_url()) + shown(client, "/toezeggingen/")
    assert settled(griffie, promise(owner_gemeente=gemeente), status="kept", letter_number="bestaat niet") == 422
    Settlement.objects.update(letter=withdrawn_letter(subject="Ingetrokken slot"))
    assert "Ingetrokken slot" not in shown(client, found.get_absolute_url())


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "kept", "settled_on": "1-1-2099"}, {"status": "kept", "settled_on": "31-6-2022"},
        {"status": "kept", "settled_on": "1-1-2021"}, {"status": "open", "settled_by": "brief"},
        {"status": "onzin"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(griffie: Client, gemeente: Gemeente, wrong: dict[str, str]) -> None:
    found = promise(owner_gemeente=gemeente, made_on=DAY(2022, 1, 5))
    assert settled(griffie, found, **wrong) == 422
    found.refresh_from_db()
    assert (found.status, found.settled_by) == (CommitmentStatus.OPEN, "")


def test_another_griffie_settles_nothing(gemeente: Gemeente) -> None:
    found = promise(owner_gemeente=gemeente)
    stranger = Client()
    stranger.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    assert stranger.get(reverse("settle", args=[found.pk])).status_code == 404
    assert stranger.post(reverse("settle", args=[found.pk]), {"status": "kept"}).status_code == 404
    assert "Werk stand bij" not in shown(stranger, found.get_absolute_url())
