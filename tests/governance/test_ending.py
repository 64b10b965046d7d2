"""Ending a body or organisation, letting it go on in another, and passing seats on."""

from __future__ import annotations

import datetime

import pytest

from governance.ending import Ending, end, hanging_on
from governance.errors import ChangedMeanwhile, RuleBroken
from governance.history import stamp
from governance.models import Body, BodyLifeEvent, ChangeEvent, Mandate, Organisation, Person, Seat
from governance.seating import Taking, TwoForOneGemeente, add_seat, begin_term, person_named, seats_of, transfer_seat
from governance.vocabulary import EventKind, LifeEventKind, MandateKind, Precision, SeatRole
from tests.factories import (
    BodyFactory,
    CollegeFactory,
    DecisionFactory,
    GemeenteFactory,
    OrganisationFactory,
    PersonFactory,
    RegionFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date(2022, 1, 1)
LATER = datetime.date(2023, 6, 1)


def _mandate(body: Body) -> Mandate:
    return Mandate.objects.create(kind=MandateKind.MANDATE, subject="inkoop van jeugdhulp", holder_body=body)


def test_what_hangs_on_a_body_ends_with_it_and_the_past_stays() -> None:
    body = BodyFactory()
    seat = SeatFactory(body=body, valid_from=datetime.date(2020, 1, 1))
    mandate = _mandate(body)
    decision = DecisionFactory(body=body)
    assert hanging_on(body, DAY) == ["1 zetel", "1 mandaat of taak"]
    assert end(body, Ending(DAY, reason="De regeling is opgeheven.", decision=decision)) == 2
    for row in (body, seat, mandate):
        row.refresh_from_db()
        assert row.valid_until == DAY
    assert body.holds_on(datetime.date(2021, 12, 31))
    life = BodyLifeEvent.objects.get(body=body)
    assert (life.kind, life.date, life.decision) == (LifeEventKind.ENDED, DAY, decision)
    assert ChangeEvent.objects.filter(kind=EventKind.ENDED, object_id=body.pk).exists()


def test_an_organisation_that_goes_on_in_another_ends_with_its_bodies() -> None:
    region = RegionFactory()
    old, new = OrganisationFactory(region=region), OrganisationFactory(region=region)
    board = BodyFactory(organisation=old)
    seat = SeatFactory(body=board, valid_from=datetime.date(2020, 1, 1))
    end(old, Ending(DAY, reason="Taken overgenomen."), successor=new)
    old.refresh_from_db()
    assert (old.valid_until, old.successor) == (DAY, new)
    assert Body.objects.get(pk=board.pk).valid_until == DAY
    assert Seat.objects.get(pk=seat.pk).valid_until == DAY


def test_a_vague_day_is_kept_as_vague() -> None:
    body = BodyFactory()
    end(body, Ending(datetime.date(2020, 6, 1), Precision.MONTH, "Zo staat het in de brief."))
    body.refresh_from_db()
    assert (body.valid_until, body.valid_until_precision) == (datetime.date(2020, 6, 1), Precision.MONTH)


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ({"valid_from": LATER}, "begint pas op 1-6-2023"),
        ({"valid_until": datetime.date(2021, 5, 1)}, "eindigt al op 1-5-2021"),
    ],
)
def test_an_end_outside_the_period_is_refused_in_a_sentence(period: dict[str, datetime.date], sentence: str) -> None:
    body = BodyFactory(**period)
    with pytest.raises(RuleBroken, match=sentence):
        end(body, Ending(DAY, reason="x"))


def test_a_seat_that_begins_after_the_end_stops_the_ending_and_nothing_is_written() -> None:
    body = BodyFactory()
    early = SeatFactory(body=body, valid_from=datetime.date(2020, 1, 1))
    SeatFactory(body=body, valid_from=LATER)
    with pytest.raises(RuleBroken, match="begint pas op 1-6-2023"):
        end(body, Ending(DAY, reason="x"))
    early.refresh_from_db()
    assert early.valid_until is None
    assert not BodyLifeEvent.objects.exists()


def test_going_on_in_itself_or_in_what_is_not_there_is_refused() -> None:
    body = BodyFactory()
    gone = BodyFactory(organisation=body.organisation, valid_until=datetime.date(2020, 1, 1))
    for successor in (body, gone, OrganisationFactory()):
        with pytest.raises(RuleBroken):
            end(body, Ending(DAY, reason="x"), successor=successor)


def test_who_was_second_hears_who_changed_what() -> None:
    body = BodyFactory(expected_seats=10)
    seen = stamp(body)
    Body.objects.filter(pk=body.pk).update(expected_seats=12)
    with pytest.raises(ChangedMeanwhile, match="Aantal zetels van ‘10’ naar ‘12’"):
        end(body, Ending(DAY, reason="x"), seen=seen)
    assert Body.objects.get(pk=body.pk).valid_until is None


def test_a_seat_passes_on_the_same_day_and_keeps_role_gemeente_and_planned_end() -> None:
    planned = datetime.date(2026, 3, 30)
    old = SeatFactory(role=SeatRole.CHAIR, valid_until=planned)
    new = transfer_seat(old, Taking(PersonFactory(), LATER), reason="Nieuwe wethouder.")
    old.refresh_from_db()
    assert (old.valid_until, new.valid_from, new.valid_until) == (LATER, LATER, planned)
    assert (new.body, new.role, new.on_behalf_of) == (old.body, old.role, old.on_behalf_of)


def test_a_seat_is_not_passed_to_its_holder_to_who_sits_there_or_before_it_began() -> None:
    old = SeatFactory()
    other = SeatFactory(body=old.body)
    for taking in (Taking(old.person, LATER), Taking(other.person, LATER), Taking(PersonFactory(), old.valid_from)):
        with pytest.raises(RuleBroken):
            transfer_seat(old, taking, reason="x")
    old.refresh_from_db()
    assert old.valid_until is None
    assert Seat.objects.count() == 2


def test_a_second_member_of_a_gemeente_is_asked_about() -> None:
    seat = SeatFactory()
    facts = {"role": SeatRole.MEMBER, "on_behalf_of": seat.on_behalf_of, "reason": "x"}
    with pytest.raises(TwoForOneGemeente, match="heeft dan twee leden"):
        add_seat(seat.body, Taking(PersonFactory(), LATER), **facts)
    assert add_seat(seat.body, Taking(PersonFactory(), LATER), also_second=True, **facts).pk


def test_a_seat_in_a_body_that_is_not_there_that_day_is_refused() -> None:
    body = BodyFactory(valid_until=DAY)
    with pytest.raises(RuleBroken, match="bestaat niet op 1-6-2023"):
        add_seat(body, Taking(PersonFactory(), LATER), role=SeatRole.MEMBER, on_behalf_of=None, reason="x")


def test_a_new_term_ends_the_seats_that_do_not_go_on() -> None:
    gemeente = GemeenteFactory()
    alderman = SeatFactory(body=CollegeFactory(gemeente=gemeente), on_behalf_of=None, role=SeatRole.ALDERMAN)
    stays, leaves = SeatFactory(on_behalf_of=gemeente), SeatFactory(on_behalf_of=gemeente)
    elsewhere = SeatFactory()
    shown = [seat.pk for seat in seats_of(gemeente, LATER)]
    assert set(shown) == {alderman.pk, stays.pk, leaves.pk}
    ended = begin_term(gemeente, on=LATER, shown=shown, continuing=[stays.pk], reason="Verkiezingen.")
    assert ended == 2
    assert set(Seat.objects.on(LATER)) == {stays, elsewhere}


def test_a_new_term_over_seats_that_changed_meanwhile_is_asked_again() -> None:
    gemeente = GemeenteFactory()
    seat = SeatFactory(on_behalf_of=gemeente)
    SeatFactory(on_behalf_of=gemeente)
    with pytest.raises(ChangedMeanwhile):
        begin_term(gemeente, on=LATER, shown=[seat.pk], continuing=[], reason="x")
    assert Seat.objects.on(LATER).count() == 2


def test_of_two_with_one_name_the_one_of_the_body_is_meant_and_else_nobody() -> None:
    body = BodyFactory()
    known = SeatFactory(body=body, person__name="Kim de Wit").person
    PersonFactory(name="Kim de Wit")
    assert person_named(" kim  de wit ", near=body) == known
    with pytest.raises(RuleBroken, match="2 mensen"):
        person_named("Kim de Wit")
    assert person_named("Sam Zwart").pk == Person.objects.get(name="Sam Zwart").pk


def test_an_organisation_keeps_its_decision_of_the_end() -> None:
    organisation, decision = OrganisationFactory(), DecisionFactory()
    end(organisation, Ending(DAY, reason="x", decision=decision))
    assert Organisation.objects.get(pk=organisation.pk).ended_by == decision
