"""Beheer records shares of a year, the stand of a norm and mandates, from its screens."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from governance.models import (
    CostShare,
    Mandate,
    NormAssessment,
    NormItem,
    NormSet,
    Programme,
    Region,
    ShareTable,
    Source,
    User,
)
from governance.quality import bodies_with_other_numbers, bodies_without_founding
from governance.vocabulary import Role
from tests.factories import (
    DecisionFactory,
    GemeenteFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegionBodyFactory,
    RegionFactory,
    RegionMembershipFactory,
    SeatFactory,
    SourceFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date


@pytest.fixture
def beheer(client: Client) -> User:
    """Beheer of all regions, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


@pytest.fixture
def region() -> Region:
    """A region with two gemeenten."""
    found: Region = RegionFactory(slug="waterland")
    for name in ("Aadorp", "Beedorp"):
        RegionMembershipFactory(region=found, gemeente=GemeenteFactory(name=name))
    return found


@pytest.fixture
def programme(region: Region) -> Programme:
    """A programme of that region."""
    found: Programme = ProgrammeFactory(region=region)
    return found


def sent(client: Client, programme: Programme, *parts: str, **more: str) -> tuple[int, str]:
    """Send the form of 2025 with these shares."""
    address = f"{reverse('shares', args=[programme.pk])}?jaar=2025"
    seen = client.get(address).content.decode().split('name="seen" value="')[1].split('"')[0]
    members = programme.region.memberships.order_by("gemeente__name").values_list("gemeente", flat=True)
    data = {f"deel_{number}": part for number, part in zip(members, parts, strict=True)}
    answer = client.post(address, {"seen": seen, "reason": "Begroting.", **data, **more})
    return answer.status_code, answer.content.decode()


def test_shares_are_typed_with_a_comma_and_are_whole_at_100(client: Client, beheer: User, programme: Programme) -> None:
    assert sent(client, programme, "60,5 %", "39.5", whole="on", source="De begroting")[0] == 302
    table = ShareTable.objects.get(programme=programme, year=2025)
    assert table.complete
    assert [share.percentage for share in table.shares.all()] == [Decimal("60.5"), Decimal("39.5")]
    assert table.source == Source.objects.get(title="De begroting")


def test_a_whole_of_99_is_refused_with_what_is_missing(client: Client, beheer: User, programme: Programme) -> None:
    status, page = sent(client, programme, "60", "39", whole="on")
    assert (status, "1 procent te weinig" in page) == (422, True)
    assert not ShareTable.objects.exists()


def test_shares_that_are_not_whole_may_be_kept_so(client: Client, beheer: User, programme: Programme) -> None:
    assert sent(client, programme, "60", "")[0] == 302
    assert not ShareTable.objects.get().complete
    assert sent(client, programme, "", "40")[0] == 302
    assert [share.percentage for share in CostShare.objects.all()] == [Decimal(40)]


@pytest.mark.parametrize(("typed", "words"), [("veel", "geen getal"), ("101", "ten hoogste 100"), ("0", "meer dan 0")])
def test_what_is_no_share_is_told_at_its_field(
    client: Client, beheer: User, programme: Programme, typed: str, words: str
) -> None:
    status, page = sent(client, programme, typed, "40")
    assert (status, words in page) == (422, True)
    assert not CostShare.objects.exists()


def test_who_did_not_see_the_last_shares_is_told(client: Client, beheer: User, programme: Programme) -> None:
    sent(client, programme, "60", "40")
    status, page = sent(client, programme, "50", "50", seen="geen")
    assert (status, "intussen gewijzigd" in page) == (422, True)
    assert CostShare.objects.filter(percentage=60).exists()


def test_shares_of_a_programme_that_is_hidden_are_not_there(client: Client, beheer: User, region: Region) -> None:
    hidden = ProgrammeFactory(region=region, level=None)
    assert client.get(reverse("shares", args=[hidden.pk])).status_code == 404


@pytest.fixture
def norm() -> NormSet:
    """A norm of two items."""
    found: NormSet = NormSet.objects.create(name="Norm", version="twee afspraken", source=SourceFactory())
    for order in (1, 2):
        NormItem.objects.create(norm_set=found, order=order, text=f"Afspraak {order}")
    return found


def test_the_stand_of_a_norm_is_recorded_with_its_source(
    client: Client, beheer: User, region: Region, norm: NormSet
) -> None:
    first = norm.items.get(order=1)
    address = reverse("norm_stand", args=[region.slug, norm.pk])
    data = {"on": "1-12-2021", "source": "Zelfevaluatie 2021", "reason": "Volgens de regio."}
    assert "ten minste één afspraak" in client.post(address, data).content.decode()
    assert "welke bron" in client.post(address, data | {"source": "", f"stand_{first.pk}": "met"}).content.decode()
    assert (
        client.post(address, data | {f"stand_{first.pk}": "partly", f"uitleg_{first.pk}": "Bezig"}).status_code == 302
    )
    assert client.post(address, data | {f"stand_{first.pk}": "met"}).status_code == 302
    row = NormAssessment.objects.get()
    assert (row.status, row.date, row.source.title) == ("met", DAY(2021, 12, 1), "Zelfevaluatie 2021")


def test_a_mandate_is_recorded_and_stands_on_the_page_of_its_day(client: Client, beheer: User, region: Region) -> None:
    service = OrganisationFactory(region=region, name="Dienst Inkoop")
    address = reverse("mandate_add", args=[region.slug])
    data = {
        "kind": "mandaat", "subject": "inkoop van jeugdhulp", "holder": f"organisation:{service.pk}",
        "giver_text": "de gemeenten", "valid_from": "2022", "reason": "Mandaatregeling.", "source": "De regeling",
    }  # fmt: skip
    assert client.post(address, data | {"holder": ""}).status_code == 422
    assert client.post(address, data | {"valid_until": "2021"}).status_code == 422
    assert not Mandate.objects.exists()
    assert client.post(address, data).status_code == 302
    assert Mandate.objects.get().holder_organisation == service
    page = "/regios/waterland/wie-beslist/"
    assert "Inkoop van jeugdhulp" in client.get(page).content.decode()
    assert "Inkoop van jeugdhulp" not in client.get(f"{page}?op=2021").content.decode()
    assert "inkoop van jeugdhulp" in client.get(reverse("structure", args=[region.slug])).content.decode()


def test_beheer_of_another_region_records_nothing(
    client: Client, region: Region, programme: Programme, norm: NormSet
) -> None:
    client.force_login(user_with_role(Role.MANAGER, region=RegionFactory()))
    addresses = [
        reverse("shares", args=[programme.pk]), reverse("mandate_add", args=[region.slug]),
        reverse("norm_stand", args=[region.slug, norm.pk]),
    ]  # fmt: skip
    assert {client.post(address, {"reason": "x"}).status_code for address in addresses} == {403}


def test_founding_gives_a_body_its_beginning_and_takes_it_off_the_list(
    client: Client, beheer: User, region: Region
) -> None:
    board = RegionBodyFactory(region=region, valid_from=None)
    founded = DecisionFactory(region=region, subject="Oprichting")
    address = reverse("life_event", args=[board.pk])
    data = {"kind": "founded", "on": "juni 2020", "decision": str(founded.pk), "reason": "Volgens het besluit."}
    assert client.post(address, data).status_code == 302
    board.refresh_from_db()
    assert (board.valid_from, board.valid_from_precision) == (DAY(2020, 6, 1), "month")
    assert board not in bodies_without_founding()
    assert "Oprichting" in client.get(board.get_absolute_url()).content.decode()
    assert "staat er al" in client.post(address, data).content.decode()


def test_announced_is_not_founded(client: Client, beheer: User, region: Region) -> None:
    board = RegionBodyFactory(region=region, valid_from=None)
    address = reverse("life_event", args=[board.pk])
    data = {"kind": "announced", "on": "15-12-2020", "source": "Brief van het bestuur", "reason": "Zo stond het er."}
    assert client.post(address, data).status_code == 302
    board.refresh_from_db()
    assert board.valid_from is None
    assert board in bodies_without_founding()


def test_a_founding_on_another_day_than_the_beginning_is_refused(client: Client, beheer: User, region: Region) -> None:
    board = RegionBodyFactory(region=region, valid_from=DAY(2019, 1, 1))
    data = {"kind": "founded", "on": "1-1-2020", "reason": "x"}
    assert "bestaat dit orgaan sinds" in client.post(reverse("life_event", args=[board.pk]), data).content.decode()
    assert not board.life_events.exists()


def test_a_body_with_fewer_or_more_members_than_seats_is_a_doubt() -> None:
    few, many, right = (RegionBodyFactory(expected_seats=number) for number in (3, 1, 2))
    for body in (few, many, right):
        SeatFactory(body=body)
        SeatFactory(body=body)
    SeatFactory(body=right, role="plaatsvervangend lid")
    RegionBodyFactory(expected_seats=5)
    assert set(bodies_with_other_numbers()) == {few, many}
