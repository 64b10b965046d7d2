"""Beheer's list of what is missing or doubtful."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from documents.vocabulary import LetterState
from governance.models import BodyLifeEvent, User
from governance.vocabulary import LifeEventKind, Role
from portal.views.quality import ALL
from tests.factories import (
    BodyFactory,
    CouncilFactory,
    DecisionFactory,
    GemeenteFactory,
    LetterFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db

JANUARY = datetime.date(2023, 1, 1)


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


def _found(word: str) -> list[object]:
    return list(ALL[word].rows())


def test_a_body_without_a_decision_or_source_of_its_founding_is_listed() -> None:
    unknown, known = BodyFactory(), BodyFactory()
    CouncilFactory()
    BodyFactory(valid_until=datetime.date(2020, 1, 1))
    BodyLifeEvent.objects.create(body=unknown, kind=LifeEventKind.FOUNDED)
    BodyLifeEvent.objects.create(body=known, kind=LifeEventKind.FOUNDED, decision=DecisionFactory(body=known))
    assert _found("organen-zonder-oprichting") == [unknown]


def test_two_members_of_a_gemeente_at_once_are_listed_and_successors_are_not() -> None:
    first = SeatFactory(valid_until=datetime.date(2024, 1, 1))
    SeatFactory(body=first.body, on_behalf_of=first.on_behalf_of, valid_from=datetime.date(2024, 1, 1))
    assert _found("dubbele-zetels") == []
    double = SeatFactory(
        body=first.body, on_behalf_of=first.on_behalf_of, valid_from=JANUARY, valid_until=datetime.date(2023, 6, 1)
    )
    assert set(_found("dubbele-zetels")) == {first, double}


def test_a_seat_that_outlives_its_body_is_listed() -> None:
    seat = SeatFactory(body=BodyFactory(valid_until=JANUARY))
    SeatFactory(body=BodyFactory(valid_until=JANUARY), valid_until=JANUARY)
    assert _found("zetels-buiten-orgaan") == [seat]


def test_empty_bodies_regelingen_without_participants_and_twins_are_listed() -> None:
    empty = BodyFactory(expected_seats=5)
    SeatFactory(body=BodyFactory(expected_seats=5, organisation=empty.organisation))
    assert _found("organen-zonder-leden") == [empty]
    assert _found("regelingen-zonder-deelnemers") == [empty.organisation]
    twins = [PersonFactory(name="Kim de Wit"), PersonFactory(name="kim de wit")]
    assert set(_found("zelfde-namen")) == set(twins)


def test_a_draft_letter_does_not_tell_that_it_is_there() -> None:
    silent, heard = GemeenteFactory(), GemeenteFactory()
    LetterFactory(owner_gemeente=silent, state=LetterState.TO_CHECK)
    published_letter(owner_gemeente=heard)
    assert silent in _found("gemeenten-zonder-brieven")
    assert heard not in _found("gemeenten-zonder-brieven")


def test_the_list_links_to_what_can_be_done(client: Client, beheer: User) -> None:
    body = BodyFactory()
    assert reverse("doubt", args=["organen-zonder-oprichting"]) in client.get(reverse("quality")).content.decode()
    page = client.get(reverse("doubt", args=["organen-zonder-oprichting"])).content.decode()
    assert reverse("body_edit", args=[body.pk]) in page
    assert client.get(reverse("doubt", args=["onzin"])).status_code == 404


def test_who_may_not_sees_no_doubts(client: Client) -> None:
    addresses = [reverse("quality"), reverse("doubt", args=["zelfde-namen"])]
    assert {client.get(address).status_code for address in addresses} == {302}
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    assert {client.get(address).status_code for address in addresses} == {403}


MAKERS: dict[str, Callable[[], object]] = {
    "organen-zonder-oprichting": BodyFactory,
    "zetels-buiten-orgaan": lambda: SeatFactory(body=BodyFactory(valid_until=JANUARY)),
    "zelfde-namen": lambda: PersonFactory(name="Kim"),
    "regelingen-zonder-deelnemers": OrganisationFactory,
    "gemeenten-zonder-brieven": GemeenteFactory,
}


@pytest.mark.parametrize("word", MAKERS)
@pytest.mark.parametrize("count", [10, 50])
def test_a_long_list_takes_as_many_queries_as_a_short_one(
    client: Client, beheer: User, word: str, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        MAKERS[word]()
    with django_assert_num_queries(5):
        client.get(reverse("doubt", args=[word]))


@pytest.mark.parametrize("count", [1, 30])
def test_the_counts_take_one_query_each(
    client: Client, beheer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        BodyFactory()
    with django_assert_num_queries(3 + len(ALL)):
        client.get(reverse("quality"))
