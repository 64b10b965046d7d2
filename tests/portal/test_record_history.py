"""The history page of a record, with undo."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance.history import changes_of, stamp
from governance.models import Body, Seat, User
from governance.vocabulary import Role
from tests.factories import (
    BodyFactory,
    DecisionFactory,
    DraftDecisionFactory,
    RegionFactory,
    SeatFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


def _edit(client: Client, body: Body, seats: int) -> None:
    facts = {"name": body.name, "kind": body.kind, "competence": body.competence, "expected_seats": seats}
    client.post(reverse("body_edit", args=[body.pk]), facts | {"reason": "Verordening.", "seen": stamp(body)})


def test_the_page_says_who_what_and_why_and_undo_puts_it_back(client: Client, beheer: User) -> None:
    body = BodyFactory(expected_seats=10)
    _edit(client, body, 12)
    page = client.get(reverse("history", args=["organen", body.pk])).content.decode()
    for words in (beheer.email, "Aantal zetels: ‘10’ → ‘12’", "Verordening."):
        assert words in page
    line = changes_of(Body, body.pk)[0].number
    answer = client.post(reverse("history_undo", args=["organen", body.pk, line]), follow=True)
    assert "De wijziging is ongedaan gemaakt." in answer.content.decode()
    assert Body.objects.get(pk=body.pk).expected_seats == 10


def test_all_of_one_action_goes_back_at_once(client: Client, beheer: User) -> None:
    body = BodyFactory()
    seat = SeatFactory(body=body)
    client.post(
        reverse("ending", args=["organen", body.pk]), {"on": "2024", "reason": "Opgeheven.", "seen": stamp(body)}
    )
    assert Seat.objects.get(pk=seat.pk).valid_until is not None
    line = changes_of(Body, body.pk)[0].number
    client.post(reverse("history_undo", args=["organen", body.pk, line]), {"samen": "1"})
    assert Body.objects.get(pk=body.pk).valid_until is None
    assert Seat.objects.get(pk=seat.pk).valid_until is None


def test_beheer_of_another_region_takes_nothing_back(client: Client) -> None:
    body = BodyFactory(expected_seats=10)
    Body.objects.filter(pk=body.pk).update(expected_seats=12)
    client.force_login(user_with_role(Role.MANAGER, region=RegionFactory()))
    line = changes_of(Body, body.pk)[0].number
    assert client.post(reverse("history_undo", args=["organen", body.pk, line])).status_code == 403
    assert "Alleen deze regel" not in client.get(reverse("history", args=["organen", body.pk])).content.decode()


def test_a_hidden_decision_has_no_history_here(client: Client, beheer: User) -> None:
    assert client.get(reverse("history", args=["besluiten", DraftDecisionFactory().pk])).status_code == 404
    page = client.get(reverse("history", args=["besluiten", DecisionFactory().pk])).content.decode()
    assert "Alleen deze regel" not in page


def test_a_record_that_is_gone_still_has_its_history(client: Client, beheer: User) -> None:
    seat = SeatFactory()
    number = seat.pk
    seat.delete()
    assert "Dit is verwijderd." in client.get(reverse("history", args=["zetels", number])).content.decode()


@pytest.mark.parametrize("count", [10, 60])
def test_a_long_history_takes_as_many_queries_as_a_short_one(
    client: Client, beheer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = BodyFactory()
    for number in range(count):
        Body.objects.filter(pk=body.pk).update(note=str(number))
    with django_assert_num_queries(9):
        client.get(reverse("history", args=["organen", body.pk]))
