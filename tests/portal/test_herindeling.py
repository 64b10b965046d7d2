"""A herindeling through the wizard: Brielle, Hellevoetsluis and Westvoorne go on as Voorne aan Zee on 1-1-2023."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from governance.errors import RuleBroken
from governance.herindeling import Herindeling, Newcomer, carry_out
from governance.models import (
    ArrangementParticipant,
    Body,
    Gemeente,
    GemeenteSuccession,
    Mandate,
    Region,
    RegionMembership,
    Round,
    RoundAnswer,
    SearchEntry,
    Seat,
    SubRegion,
    SubRegionMembership,
    User,
)
from governance.queries import region_on
from governance.vocabulary import AnswerStatus, MandateKind, Role, RoundKind
from tests.factories import (
    BodyFactory,
    CollegeFactory,
    CouncilFactory,
    GemeenteFactory,
    OrganisationFactory,
    RegionFactory,
    RegionMembershipFactory,
    SeatFactory,
    user_with_role,
)
from tests.governance.referring import changed_since, first_picture

pytestmark = pytest.mark.django_db

DAY = datetime.date(2023, 1, 1)
BEFORE = datetime.date(2022, 12, 31)
NAMES = {"GM0501": "Brielle", "GM0530": "Hellevoetsluis", "GM0614": "Westvoorne", "GM0599": "Rotterdam"}


@pytest.fixture
def rijnmond() -> Region:
    """Rijnmond before the herindeling: three gemeenten that will end, and one that stays."""
    region: Region = RegionFactory(name="Rijnmond", slug="rijnmond")
    board = BodyFactory(organisation=OrganisationFactory(region=region, name="GR Jeugdhulp Rijnmond"))
    part = SubRegion.objects.create(region=region, name="Voorne-Putten")
    for code, name in NAMES.items():
        gemeente = GemeenteFactory(code=code, name=name, slug=name.lower())
        RegionMembershipFactory(region=region, gemeente=gemeente)
        CouncilFactory(gemeente=gemeente)
        SeatFactory(body=CollegeFactory(gemeente=gemeente), on_behalf_of=None, role="wethouder")
        SeatFactory(body=board, on_behalf_of=gemeente, person__name=f"Wethouder van {name}")
        ArrangementParticipant.objects.create(organisation=board.organisation, gemeente=gemeente, organ="college")
        if name != "Rotterdam":
            SubRegionMembership.objects.create(sub_region=part, gemeente=gemeente)
    Mandate.objects.create(kind=MandateKind.CASHIER, subject="kassier", holder_gemeente=_gemeente("Brielle"))
    asked = Round.objects.create(
        kind=RoundKind.OPINION, subject="Begroting 2024", region=region, level="openbaar",
        asked_on=datetime.date(2022, 12, 1), deadline=datetime.date(2023, 2, 1),
    )  # fmt: skip
    for gemeente in Gemeente.objects.all():
        given = gemeente.name in {"Brielle", "Rotterdam"}
        RoundAnswer.objects.create(
            round=asked, gemeente=gemeente, status=AnswerStatus.GIVEN if given else AnswerStatus.OPEN
        )
    return region


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


def _gemeente(name: str) -> Gemeente:
    return Gemeente.objects.get(name=name)


def _ending() -> list[int]:
    return [_gemeente(name).pk for name in ("Brielle", "Hellevoetsluis", "Westvoorne")]


def _answers(**more: object) -> dict[str, object]:
    return {
        "ending": _ending(), "on": "1-1-2023", "new_name": "Voorne aan Zee", "new_code": "gm1992",
        "reason": "Wet van 11 mei 2022.",
    } | more  # fmt: skip


@pytest.fixture
def done(client: Client, beheer: User, rijnmond: Region) -> Region:
    """The wizard, walked to the end: the wethouder of Hellevoetsluis goes on."""
    address = reverse("herindeling", args=[rijnmond.slug])
    check = client.post(address, _answers())
    page = check.content.decode()
    assert "Er is nog niets gewijzigd" in page
    assert "Wethouder van Hellevoetsluis, lid" in page
    assert not Gemeente.objects.filter(code="GM1992").exists()
    seat = Seat.objects.get(person__name="Wethouder van Hellevoetsluis")
    last = client.post(address, _answers(uitvoeren="1", continuing=[seat.pk]), follow=True)
    assert "Voorne aan Zee gaat verder." in last.content.decode()
    return rijnmond


def _page(client: Client, address: str, day: datetime.date) -> str:
    return client.get(f"{address}?op={day.isoformat()}").content.decode()


def test_the_pages_as_on_the_last_day_and_as_on_the_first_are_both_right(client: Client, done: Region) -> None:
    old = {"Brielle", "Hellevoetsluis", "Westvoorne"}
    for name in ("region", "region_authority", "structure"):
        address = reverse(name, args=[done.slug])
        before, after = _page(client, address, BEFORE), _page(client, address, DAY)
        assert all(f"/gemeenten/{gemeente.lower()}/" in before for gemeente in old)
        assert "/gemeenten/voorne-aan-zee/" not in before
        assert not any(f">{gemeente}</a>" in after for gemeente in old)
        assert "/gemeenten/voorne-aan-zee/" in after
        assert "/gemeenten/rotterdam/" in after
    assert {row.name for row in region_on(done, BEFORE).gemeenten} == old | {"Rotterdam"}
    assert {row.name for row in region_on(done, DAY).gemeenten} == {"Voorne aan Zee", "Rotterdam"}


def test_raad_and_college_end_and_begin(client: Client, done: Region) -> None:
    before, after = region_on(done, BEFORE), region_on(done, DAY)
    assert (before.councils, before.colleges, after.councils, after.colleges) == (4, 4, 2, 2)
    council = Body.objects.get(gemeente__name="Brielle", kind="gemeenteraad")
    assert council.life_events.get().successor == Body.objects.get(gemeente__code="GM1992", kind="gemeenteraad")
    assert "Gemeenteraad" in client.get("/gemeenten/voorne-aan-zee/organen/gemeenteraad/").content.decode()


def test_the_seats_of_those_who_go_on_are_new_and_the_old_ones_stay_in_the_past(done: Region) -> None:
    board = Body.objects.get(kind="AB")
    then = {(str(seat.person), str(seat.on_behalf_of)) for seat in board.seats.on(BEFORE)}
    now = {(str(seat.person), str(seat.on_behalf_of)) for seat in board.seats.on(DAY)}
    assert then == {(f"Wethouder van {name}", name) for name in NAMES.values()}
    assert now == {
        ("Wethouder van Hellevoetsluis", "Voorne aan Zee"), ("Wethouder van Rotterdam", "Rotterdam"),
    }  # fmt: skip


def test_open_rounds_go_to_the_successor_and_given_answers_stay(client: Client, done: Region) -> None:
    states = {str(row.gemeente): row.status for row in RoundAnswer.objects.all()}
    assert states == {
        "Brielle": AnswerStatus.GIVEN, "Hellevoetsluis": AnswerStatus.SUCCEEDED, "Westvoorne": AnswerStatus.SUCCEEDED,
        "Rotterdam": AnswerStatus.GIVEN, "Voorne aan Zee": AnswerStatus.OPEN,
    }  # fmt: skip
    page = client.get(Round.objects.get().get_absolute_url()).content.decode()
    assert "2 van 3 gemeenten hebben geantwoord" in page
    assert "Overgegaan naar de nieuwe gemeente" in page
    assert not RoundAnswer.objects.get(gemeente__name="Westvoorne").is_late(datetime.date(2024, 1, 1))


def test_regelingen_sub_regions_and_mandates_go_on_once(done: Region) -> None:
    for rows in (ArrangementParticipant.objects, SubRegionMembership.objects):
        assert rows.on(BEFORE).exclude(gemeente__name="Rotterdam").count() == 3
        assert [str(row.gemeente) for row in rows.on(DAY).exclude(gemeente__name="Rotterdam")] == ["Voorne aan Zee"]
    assert [mandate.holder_name for mandate in Mandate.objects.on(BEFORE)] == ["Brielle"]
    assert [mandate.holder_name for mandate in Mandate.objects.on(DAY)] == ["Voorne aan Zee"]


def test_nothing_is_deleted_and_the_succession_is_known(done: Region) -> None:
    assert GemeenteSuccession.objects.filter(new__code="GM1992", date=DAY).count() == 3
    assert {row.name for row in Gemeente.objects.filter(valid_until=DAY)} == {"Brielle", "Hellevoetsluis", "Westvoorne"}
    assert RegionMembership.objects.filter(valid_until=DAY).count() == 3


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ending": []}, "Vink minstens één gemeente aan"),
        ({"new_code": "1992"}, "GM met vier cijfers"),
        ({"new_name": ""}, "Vul de naam in"),
        ({"on": "2023"}, "Vul ook de dag in"),
        ({"on": "31-6-2023"}, "juni 2023 heeft 30 dagen"),
        ({"reason": ""}, "Schrijf kort waarom"),
    ],
)
def test_a_wrong_answer_is_explained(
    client: Client, beheer: User, rijnmond: Region, changed: dict[str, object], sentence: str
) -> None:
    answer = client.post(reverse("herindeling", args=[rijnmond.slug]), _answers(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_code_that_is_taken_stops_it_with_nothing_changed(client: Client, beheer: User, rijnmond: Region) -> None:
    answer = client.post(
        reverse("herindeling", args=[rijnmond.slug]), _answers(new_code="GM0599", uitvoeren="1", continuing=[])
    )
    assert "Er is al een gemeente" in answer.content.decode()
    assert not GemeenteSuccession.objects.exists()
    assert Gemeente.objects.filter(valid_until=None).count() == 4


def test_two_members_of_one_body_do_not_both_go_on(client: Client, beheer: User, rijnmond: Region) -> None:
    seats = list(Seat.objects.filter(on_behalf_of__name__in=["Brielle", "Westvoorne"]).values_list("pk", flat=True))
    answer = client.post(reverse("herindeling", args=[rijnmond.slug]), _answers(uitvoeren="1", continuing=seats))
    assert "Kies er per orgaan één" in answer.content.decode()
    assert not Gemeente.objects.filter(code="GM1992").exists()


def test_gemeenten_that_go_up_in_an_existing_one_leave_it_as_it_is(rijnmond: Region) -> None:
    plan = Herindeling((_gemeente("Brielle"),), _gemeente("Rotterdam"), DAY, "x")
    carry_out(plan)
    assert {row.name for row in region_on(rijnmond, DAY).gemeenten} == {"Hellevoetsluis", "Rotterdam", "Westvoorne"}
    assert ArrangementParticipant.objects.on(DAY).filter(gemeente__name="Rotterdam").count() == 1
    assert RoundAnswer.objects.get(gemeente__name="Brielle").status == AnswerStatus.GIVEN


def test_gemeenten_of_two_regions_do_not_make_a_new_one_by_guess(rijnmond: Region) -> None:
    elsewhere = RegionMembershipFactory().gemeente
    plan = Herindeling((_gemeente("Brielle"), elsewhere), Newcomer("Nieuw", "GM9999"), DAY, "x")
    with pytest.raises(RuleBroken, match="verschillende regio"):
        carry_out(plan)
    assert not Gemeente.objects.filter(code="GM9999").exists()


def test_beheer_of_one_region_and_others_do_not_get_in(client: Client, rijnmond: Region) -> None:
    address = reverse("herindeling", args=[rijnmond.slug])
    assert client.get(address).status_code == 302
    for user in (
        user_with_role(Role.MANAGER, region=rijnmond), user_with_role(Role.GRIFFIE, gemeente=_gemeente("Brielle"))
    ):  # fmt: skip
        client.force_login(user)
        assert client.post(address, _answers(uitvoeren="1")).status_code == 403
    assert not Gemeente.objects.filter(code="GM1992").exists()


def test_the_pages_of_a_board_a_regeling_and_a_gemeente_are_those_of_the_day(client: Client, done: Region) -> None:
    board = Body.objects.get(kind="AB")
    assert board.organisation is not None
    before, after = (_page(client, board.get_absolute_url(), day) for day in (BEFORE, DAY))
    assert all(f"Wethouder van {name}" in before for name in NAMES.values())
    assert "Voorne aan Zee" not in before
    assert "Wethouder van Hellevoetsluis" in after
    assert "Voorne aan Zee" in after
    assert "Wethouder van Westvoorne" not in after
    before, after = (_page(client, board.organisation.get_absolute_url(), day) for day in (BEFORE, DAY))
    assert ["/gemeenten/westvoorne/" in page for page in (before, after)] == [True, False]
    assert ["/gemeenten/voorne-aan-zee/" in page for page in (before, after)] == [False, True]
    before, after = (_page(client, _gemeente("Brielle").get_absolute_url(), day) for day in (BEFORE, DAY))
    assert "Wethouder van Brielle" in before
    assert "Wethouder van Brielle" not in after
    assert "/gemeenten/voorne-aan-zee/" in after


def test_a_round_that_the_successor_has_to_answer_is_found_under_it(done: Region) -> None:
    asked = Round.objects.get()
    entry = SearchEntry.objects.get(kind="round", object_id=asked.pk)
    assert Gemeente.objects.get(code="GM1992").pk in entry.gemeenten


def test_the_wizard_is_walked_twice_only_once(client: Client, beheer: User, done: Region) -> None:
    before = first_picture()
    answer = client.post(reverse("herindeling", args=[done.slug]), _answers(uitvoeren="1", continuing=[]))
    assert answer.status_code == 422
    assert changed_since(before) == []
