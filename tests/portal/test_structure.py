"""Beheer's screen of a region and what is done from it: by whom, on which day, and with what sentences."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance.ending import Ending, end
from governance.history import stamp
from governance.models import Body, Organisation, Person, Region, Seat, User
from governance.vocabulary import LifeEventKind, Precision, Role
from tests.factories import (
    BodyFactory,
    DraftDecisionFactory,
    GemeenteFactory,
    OrganisationFactory,
    RegionBodyFactory,
    RegionFactory,
    RegionMembershipFactory,
    SeatFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

WHY = "Besluit van het algemeen bestuur."


@pytest.fixture
def region() -> Region:
    """A region with one regeling."""
    found: Region = RegionFactory()
    return found


@pytest.fixture
def board(region: Region) -> Body:
    """The algemeen bestuur of that regeling."""
    found: Body = BodyFactory(organisation=OrganisationFactory(region=region), expected_seats=10)
    return found


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


def _addresses(board: Body, seat: Seat) -> list[str]:
    region = board.organisation.region.slug if board.organisation and board.organisation.region else ""
    return [
        reverse("beheer"),
        reverse("structure", args=[region]),
        reverse("body_add", args=[region]),
        reverse("body_edit", args=[board.pk]),
        reverse("seat_add", args=[board.pk]),
        reverse("seat_transfer", args=[seat.pk]),
        reverse("council_term", args=[seat.on_behalf_of.slug if seat.on_behalf_of else ""]),
        reverse("ending", args=["organen", board.pk]),
        reverse("going_on", args=["organen", board.pk]),
        reverse("history", args=["zetels", seat.pk]),
    ]


@pytest.mark.parametrize("role", [Role.GRIFFIE, Role.COUNCILLOR, Role.EDITOR])
def test_other_roles_get_403_everywhere(client: Client, board: Body, role: Role) -> None:
    seat = SeatFactory(body=board)
    client.force_login(user_with_role(role, gemeente=GemeenteFactory()))
    assert {client.get(address).status_code for address in _addresses(board, seat)} == {403}


def test_who_is_not_logged_in_goes_to_the_login_page(client: Client, board: Body) -> None:
    seat = SeatFactory(body=board)
    assert {client.get(address).status_code for address in _addresses(board, seat)} == {302}


def test_beheer_opens_everything(client: Client, beheer: User, board: Body) -> None:
    seat = SeatFactory(body=board)
    assert {client.get(address).status_code for address in _addresses(board, seat)} == {200}


def test_beheer_of_another_region_looks_and_changes_nothing(client: Client, board: Body, region: Region) -> None:
    client.force_login(user_with_role(Role.MANAGER, region=RegionFactory()))
    seat = SeatFactory(body=board)
    page = client.get(reverse("structure", args=[region.slug]))
    assert page.status_code == 200
    assert "Zetel overdragen" not in page.content.decode()
    for name, arguments in (("seat_transfer", [seat.pk]), ("ending", ["organen", board.pk]), ("body_edit", [board.pk])):
        assert client.post(reverse(name, args=arguments), {"name": "x", "on": "2024"}).status_code == 403


def test_beheer_of_the_region_changes_it(client: Client, board: Body, region: Region) -> None:
    client.force_login(user_with_role(Role.MANAGER, region=region))
    assert client.get(reverse("body_edit", args=[board.pk])).status_code == 200


def test_the_tree_is_that_of_the_day(client: Client, beheer: User, board: Body, region: Region) -> None:
    SeatFactory(body=board, person__name="Kim Voorganger", valid_until=datetime.date(2024, 1, 1))
    SeatFactory(body=board, person__name="Sam Opvolger", valid_from=datetime.date(2024, 1, 1))
    address = reverse("structure", args=[region.slug])
    before = client.get(f"{address}?op=31-12-2023").content.decode()
    after = client.get(f"{address}?op=1-1-2024").content.decode()
    assert ["Kim Voorganger" in page for page in (before, after)] == [True, False]
    assert ["Sam Opvolger" in page for page in (before, after)] == [False, True]


@pytest.mark.parametrize("count", [1, 30])
def test_a_large_region_takes_as_many_queries_as_a_small_one(
    client: Client, beheer: User, region: Region, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        organisation = OrganisationFactory(region=region)
        SeatFactory(body=BodyFactory(organisation=organisation))
        RegionMembershipFactory(region=region)
        RegionBodyFactory(region=region)
    with django_assert_num_queries(14):
        assert client.get(reverse("structure", args=[region.slug])).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_start_of_beheer_takes_as_many_queries_for_many_regions_as_for_one(
    client: Client, beheer: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        RegionMembershipFactory()
        RegionBodyFactory()
    with django_assert_num_queries(6):
        client.get(reverse("beheer"))


def test_a_seat_passes_on_with_two_fields(client: Client, beheer: User, board: Body) -> None:
    seat = SeatFactory(body=board)
    address = reverse("seat_transfer", args=[seat.pk])
    answer = client.post(address, {"name": "Sam Opvolger", "on": "10 juni 2024", "seen": stamp(seat)}, follow=True)
    assert "Sam Opvolger heeft de zetel" in answer.content.decode()
    new = Seat.objects.get(person__name="Sam Opvolger")
    assert (new.valid_from, new.on_behalf_of) == (datetime.date(2024, 6, 10), seat.on_behalf_of)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31-6-2020", "juni 2020 heeft 30 dagen"),
        ("straks", "Dit is geen datum"),
        ("", "Vul een datum in"),
        ("1-1-2020", "De einddatum moet daarna liggen"),
    ],
)
def test_a_wrong_day_is_explained_and_leaves_no_new_person(
    client: Client, beheer: User, board: Body, typed: str, sentence: str
) -> None:
    seat = SeatFactory(body=board, valid_from=datetime.date(2022, 5, 1))
    answer = client.post(reverse("seat_transfer", args=[seat.pk]), {"name": "Sam Opvolger", "on": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Sam Opvolger"' in page
    assert not Person.objects.filter(name="Sam Opvolger").exists()


def test_a_body_ends_in_a_month(client: Client, beheer: User, board: Body) -> None:
    address = reverse("ending", args=["organen", board.pk])
    answer = client.post(address, {"on": "juni 2020", "reason": WHY, "seen": stamp(board)}, follow=True)
    assert "eindigt per 06-2020" in answer.content.decode()
    board.refresh_from_db()
    assert (board.valid_until, board.valid_until_precision) == (datetime.date(2020, 6, 1), Precision.MONTH)


def test_an_organisation_goes_on_in_another(client: Client, beheer: User, region: Region) -> None:
    old, new = OrganisationFactory(region=region), OrganisationFactory(region=region)
    elsewhere = OrganisationFactory()
    address = reverse("going_on", args=["organisaties", old.pk])
    facts = {"on": "1-1-2022", "reason": WHY, "seen": stamp(old)}
    assert client.post(address, facts | {"successor": elsewhere.pk}).status_code == 422
    assert client.post(address, facts | {"successor": new.pk}).status_code == 302
    assert Organisation.objects.get(pk=old.pk).successor == new


def test_a_body_that_goes_on_says_so_in_its_life(client: Client, beheer: User, board: Body) -> None:
    new = BodyFactory(organisation=board.organisation)
    address = reverse("going_on", args=["organen", board.pk])
    client.post(address, {"on": "1-1-2022", "reason": WHY, "successor": new.pk, "seen": stamp(board)})
    life = board.life_events.get()
    assert (life.kind, life.successor) == (LifeEventKind.MERGED, new)


def test_pages_tell_what_went_on_in_what_and_keep_a_hidden_decision_to_themselves(
    client: Client, beheer: User, board: Body
) -> None:
    new = BodyFactory(organisation=board.organisation, name="Nieuw bestuur")
    hidden = DraftDecisionFactory(subject="Iets geheims")
    end(board, Ending(datetime.date(2022, 1, 1), reason="x", decision=hidden), successor=new)
    before, after = (client.get(f"{row.get_absolute_url()}").content.decode() for row in (board, new))
    assert "1 januari 2022" in before
    assert f'opgegaan in <a href="{new.get_absolute_url()}">' in before
    assert "ging hierin op" in after
    assert "geheims" not in before + after


def test_of_two_who_edit_one_body_the_second_loses_nothing_that_was_typed(
    client: Client, beheer: User, board: Body
) -> None:
    facts = {
        "name": board.name,
        "kind": board.kind,
        "competence": board.competence,
        "expected_seats": 10,
        "reason": WHY,
    }
    seen = stamp(board)
    first = client.post(reverse("body_edit", args=[board.pk]), facts | {"expected_seats": 12, "seen": seen})
    assert first.status_code == 302
    second = client.post(reverse("body_edit", args=[board.pk]), facts | {"note": "Mijn toelichting", "seen": seen})
    page = second.content.decode()
    assert second.status_code == 422
    assert f"{beheer.email} om" in page
    assert "Aantal zetels van ‘10’ naar ‘12’" in page
    assert 'value="Mijn toelichting"' in page
    assert Body.objects.get(pk=board.pk).note == ""
    again = client.post(
        reverse("body_edit", args=[board.pk]), facts | {"note": "Mijn toelichting", "seen": stamp(board)}
    )
    assert again.status_code == 302
    assert Body.objects.get(pk=board.pk).note == "Mijn toelichting"


def test_an_end_before_the_beginning_is_refused_on_the_form(client: Client, beheer: User, board: Body) -> None:
    facts = {"name": "AB", "kind": board.kind, "competence": board.competence, "reason": WHY, "seen": stamp(board)}
    answer = client.post(
        reverse("body_edit", args=[board.pk]), facts | {"valid_from": "2022", "valid_until": "1-5-2021"}
    )
    assert "De einddatum moet na de begindatum liggen" in answer.content.decode()
    assert Body.objects.get(pk=board.pk).name != "AB"


def test_a_body_is_added_to_a_region_with_an_address_of_its_own(client: Client, beheer: User, region: Region) -> None:
    RegionBodyFactory(region=region, slug="stuurgroep-jeugd")
    facts = {"name": "Stuurgroep Jeugd", "kind": "stuurgroep", "competence": "advises", "reason": WHY}
    assert client.post(reverse("body_add", args=[region.slug]), facts).status_code == 302
    assert Body.objects.get(name="Stuurgroep Jeugd").slug == "stuurgroep-jeugd-2"


def test_a_second_member_of_a_gemeente_is_asked_about_once(client: Client, beheer: User, board: Body) -> None:
    seat = SeatFactory(body=board)
    facts = {
        "name": "Sam Tweede", "role": "lid", "gemeente": seat.on_behalf_of_id, "on": "1-6-2023", "reason": WHY,
    }  # fmt: skip
    page = client.post(reverse("seat_add", args=[board.pk]), facts).content.decode()
    assert "heeft dan twee leden" in page
    assert 'type="checkbox" name="also_second"' in page
    assert client.post(reverse("seat_add", args=[board.pk]), facts | {"also_second": "on"}).status_code == 302


def test_a_new_council_term_ends_who_is_not_ticked(client: Client, beheer: User, board: Body) -> None:
    gemeente = GemeenteFactory()
    RegionMembershipFactory(gemeente=gemeente, region=board.organisation.region)  # type: ignore[union-attr]
    stays = SeatFactory(body=board, on_behalf_of=gemeente)
    leaves = SeatFactory(body=board, on_behalf_of=gemeente)
    address = reverse("council_term", args=[gemeente.slug])
    assert leaves.person.name in client.get(address).content.decode()
    client.post(address, {"on": "1-6-2024", "continuing": [stays.pk], "shown": f"{stays.pk},{leaves.pk}"})
    assert Seat.objects.get(pk=leaves.pk).valid_until == datetime.date(2024, 6, 1)
    assert Seat.objects.get(pk=stays.pk).valid_until is None


def test_a_term_that_began_earlier_shows_the_seats_of_its_own_day(client: Client, beheer: User, board: Body) -> None:
    gemeente = GemeenteFactory()
    RegionMembershipFactory(gemeente=gemeente, region=board.organisation.region)  # type: ignore[union-attr]
    former = SeatFactory(body=board, on_behalf_of=gemeente, valid_from=None, valid_until=datetime.date(2023, 1, 1))
    address = reverse("council_term", args=[gemeente.slug])
    first = client.post(address, {"on": "30-3-2022", "shown": "", "reason": "Verkiezingen."})
    page = first.content.decode()
    assert "andere zetels dan u zag" in page
    assert f'name="shown" value="{former.pk}"' in page
    assert client.post(address, {"on": "30-3-2022", "shown": str(former.pk)}).status_code == 302
    assert Seat.objects.get(pk=former.pk).valid_until == datetime.date(2022, 3, 30)


def test_what_cannot_end_has_no_such_page(client: Client, beheer: User, region: Region) -> None:
    assert client.get(reverse("ending", args=["regios", region.pk])).status_code == 404
    assert client.get(reverse("going_on", args=["zetels", SeatFactory().pk])).status_code == 404
    assert client.get(reverse("history", args=["onzin", 1])).status_code == 404
