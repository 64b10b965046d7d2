"""Beheer's screens for merging two records that are one."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance.history import stamp
from governance.merging import merge
from governance.models import Body, Merge, User
from governance.vocabulary import Role
from tests.factories import BodyFactory, GemeenteFactory, RegionBodyFactory, RegionFactory, SeatFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


@pytest.fixture
def pair() -> tuple[Body, Body]:
    """Two tables of one region that are one."""
    region = RegionFactory()
    return RegionBodyFactory(region=region, name="SOJ-overleg"), RegionBodyFactory(region=region, name="S0J-overleg")


def _sent(pair: tuple[Body, Body], **facts: str) -> dict[str, str | int]:
    keeper, other = pair
    seen: dict[str, str | int] = {"seen_keeper": stamp(keeper), "seen_other": stamp(other)}
    return seen | {"reason": "Leesfout.", "name": "blijft"} | facts


def _compare(pair: tuple[Body, Body]) -> str:
    return reverse("merge_compare", args=["organen", pair[0].pk, pair[1].pk])


def test_two_are_ticked_compared_and_merged_and_the_old_address_goes_on(
    client: Client, beheer: User, pair: tuple[Body, Body]
) -> None:
    keeper, other = pair
    old = other.get_absolute_url()
    SeatFactory(body=other, person__name="Kim de Wit")
    ticked = f"?rij={keeper.pk}&rij={other.pk}&blijft={keeper.pk}"
    chosen = client.get(reverse("merge_choose", args=["organen"]) + ticked, follow=True)
    page = chosen.content.decode()
    assert "1 zetel: Kim de Wit" in page
    assert client.post(_compare(pair), _sent(pair, name="ander")).status_code == 302
    assert Body.objects.get(pk=keeper.pk).name == "S0J-overleg"
    answer = client.get(f"{old}?op=2023")
    assert (answer.status_code, answer["Location"]) == (301, f"{keeper.get_absolute_url()}?op=2023")


def test_a_merge_is_undone_from_the_list(client: Client, beheer: User, pair: tuple[Body, Body]) -> None:
    old = pair[1].get_absolute_url()
    client.post(_compare(pair), _sent(pair))
    done = Merge.objects.get()
    assert "Kan tot" in client.get(reverse("merges")).content.decode()
    answer = client.post(reverse("merge_undo", args=[done.pk]), follow=True)
    assert "S0J-overleg staat weer apart." in answer.content.decode()
    assert client.get(old).status_code == 200


def test_bodies_of_two_regions_are_refused_in_a_sentence(client: Client, beheer: User) -> None:
    pair = (BodyFactory(), BodyFactory())
    for answer in (client.get(_compare(pair)), client.post(_compare(pair), _sent(pair))):
        assert answer.status_code == 422
        assert "horen bij verschillende regio’s" in answer.content.decode()
    assert Body.objects.count() == 2


@pytest.mark.parametrize("ticked", [1, 3])
def test_other_than_two_is_asked_again(client: Client, beheer: User, ticked: int) -> None:
    rows = [BodyFactory().pk for _ in range(3)][:ticked]
    page = client.get(reverse("merge_choose", args=["organen"]), {"rij": rows}).content.decode()
    assert "Kies precies twee regels" in page


def test_what_was_ticked_stays_ticked_while_searching_on(client: Client, beheer: User) -> None:
    region = RegionFactory()
    first, second = (RegionBodyFactory(region=region, name=name) for name in ("Overleg jeugd", "Bestuurlijke tafel"))
    address = reverse("merge_choose", args=["organen"])
    page = client.get(address, {"q": "tafel", "zoek": "1", "rij": [first.pk]}).content.decode()
    assert f'value="{first.pk}" id="rij-{first.pk}" checked' in page
    assert f'id="rij-{second.pk}">' in page
    assert "Kies precies twee" not in page
    both = client.get(address, {"q": "tafel", "rij": [first.pk, second.pk], "blijft": second.pk})
    assert both["Location"] == reverse("merge_compare", args=["organen", second.pk, first.pk])


def test_without_a_reason_nothing_is_merged(client: Client, beheer: User, pair: tuple[Body, Body]) -> None:
    answer = client.post(_compare(pair), _sent(pair, reason=""))
    assert answer.status_code == 422
    assert Body.objects.count() == 2


def test_a_change_by_somebody_else_is_shown_first(client: Client, beheer: User, pair: tuple[Body, Body]) -> None:
    sent = _sent(pair, reason="Mijn reden")
    Body.objects.filter(pk=pair[1].pk).update(note="Nieuw")
    page = client.post(_compare(pair), sent).content.decode()
    assert "intussen gewijzigd" in page
    assert 'value="Mijn reden"' in page
    assert Body.objects.count() == 2


def test_who_may_not_merges_nothing(client: Client, pair: tuple[Body, Body]) -> None:
    addresses = [reverse("merges"), reverse("merge_choose", args=["organen"]), _compare(pair)]
    assert {client.get(address).status_code for address in addresses} == {302}
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    assert {client.get(address).status_code for address in addresses} == {403}
    client.force_login(user_with_role(Role.MANAGER, region=RegionFactory()))
    assert client.post(_compare(pair), _sent(pair)).status_code == 403
    assert Body.objects.count() == 2


@pytest.mark.parametrize("count", [10, 50])
def test_a_long_list_takes_as_many_queries_as_a_short_one(
    client: Client, beheer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        BodyFactory()
    with django_assert_num_queries(5):
        client.get(reverse("merge_choose", args=["organen"]))


@pytest.mark.parametrize("count", [2, 12])
def test_the_list_of_merges_takes_as_many_queries_for_many_as_for_few(
    client: Client, beheer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        region = RegionFactory()
        merge(RegionBodyFactory(region=region), RegionBodyFactory(region=region), reason="x", actor=beheer)
    with django_assert_num_queries(5):
        client.get(reverse("merges"))
