"""What a record's history says, and taking changes back."""

from __future__ import annotations

import datetime

import pghistory
import pytest

from governance.ending import Ending, end
from governance.errors import RuleBroken
from governance.herindeling import Herindeling, Newcomer, carry_out
from governance.history import because, changes_of, tracked_models, visible, word_for
from governance.models import (
    Alias,
    Body,
    BodyLifeEvent,
    CostShare,
    Decision,
    Gemeente,
    Organisation,
    RoleAssignment,
    Round,
    RoundAnswer,
    SearchEntry,
    Seat,
    ShareTable,
)
from governance.scope import ANONYMOUS
from governance.seating import Taking, transfer_seat
from governance.undoing import STRUCTURES, undo_action, undo_change
from governance.vocabulary import AnswerStatus, Level, RoundKind
from tests.factories import (
    AliasFactory,
    BodyFactory,
    CollegeFactory,
    CouncilFactory,
    DecisionFactory,
    DraftDecisionFactory,
    GemeenteFactory,
    OrganisationFactory,
    PersonFactory,
    ProgrammeFactory,
    RegionFactory,
    RegionMembershipFactory,
    SeatFactory,
    UserFactory,
)
from tests.governance.referring import changed_since, first_picture

pytestmark = pytest.mark.django_db

DAY = datetime.date(2022, 1, 1)


def test_a_change_says_who_when_old_new_and_why() -> None:
    user = UserFactory()
    body = BodyFactory(expected_seats=10)
    with pghistory.context(user=user.pk), because("Verordening gewijzigd."):
        Body.objects.filter(pk=body.pk).update(expected_seats=12)
    newest, first = changes_of(Body, body.pk)
    assert (newest.who, newest.why, newest.what) == (user.email, "Verordening gewijzigd.", "gewijzigd")
    assert [(field.label, field.old, field.new) for field in newest.fields] == [("Aantal zetels", "10", "12")]
    assert (first.what, first.who) == ("toegevoegd", "het portaal")
    assert ("Organisatie", "", body.organisation.name) in [(f.label, f.old, f.new) for f in first.fields]


def test_how_exactly_a_day_is_known_is_told_only_of_a_day_that_is_there() -> None:
    body = BodyFactory()
    Body.objects.filter(pk=body.pk).update(valid_from=DAY, valid_from_precision="month")
    newest, first = changes_of(Body, body.pk)
    assert [field.label for field in newest.fields] == ["Vanaf", "Nauwkeurigheid begin"]
    assert "Nauwkeurigheid" not in " ".join(field.label for field in first.fields)


def test_an_update_taken_back_leaves_both_lines_in_the_history() -> None:
    body = BodyFactory(expected_seats=10)
    Body.objects.filter(pk=body.pk).update(expected_seats=12, note="x")
    undo_change(Body, body.pk, changes_of(Body, body.pk)[0].number, reason="Vergissing.")
    body.refresh_from_db()
    assert (body.expected_seats, body.note) == (10, "")
    assert [change.what for change in changes_of(Body, body.pk)] == ["gewijzigd", "gewijzigd", "toegevoegd"]


def test_a_change_under_a_later_one_is_not_taken_back() -> None:
    body = BodyFactory(expected_seats=10)
    Body.objects.filter(pk=body.pk).update(expected_seats=12)
    Body.objects.filter(pk=body.pk).update(expected_seats=14)
    with pytest.raises(RuleBroken, match="daarna nog gewijzigd"):
        undo_change(Body, body.pk, changes_of(Body, body.pk)[1].number, reason="x")
    assert Body.objects.get(pk=body.pk).expected_seats == 14


def test_an_added_record_goes_only_while_nothing_hangs_on_it() -> None:
    body = BodyFactory()
    seat = SeatFactory(body=body)
    added = changes_of(Body, body.pk)[-1].number
    with pytest.raises(RuleBroken, match="zetel"):
        undo_change(Body, body.pk, added, reason="x")
    seat.delete()
    undo_change(Body, body.pk, added, reason="x")
    assert not Body.objects.filter(pk=body.pk).exists()
    assert not SearchEntry.objects.filter(kind="body", object_id=body.pk).exists()


def test_a_removed_record_comes_back_as_it_was() -> None:
    alias = AliasFactory()
    number, text = alias.pk, alias.text
    alias.delete()
    undo_change(Alias, number, changes_of(Alias, number)[0].number, reason="x")
    assert Alias.objects.get(pk=number).text == text


def test_what_cannot_stand_beside_what_is_there_now_is_not_put_back() -> None:
    seat = SeatFactory()
    person, body, number = seat.person, seat.body, seat.pk
    seat.delete()
    SeatFactory(person=person, body=body)
    with pytest.raises(RuleBroken, match="dezelfde periode"):
        undo_change(Seat, number, changes_of(Seat, number)[0].number, reason="x")


def test_one_action_is_taken_back_as_a_whole() -> None:
    body = BodyFactory()
    seat = SeatFactory(body=body, valid_from=datetime.date(2020, 1, 1))
    end(body, Ending(DAY, reason="Opgeheven."))
    action = changes_of(Body, body.pk)[0].action
    assert action is not None
    assert undo_action(action, reason="Toch niet.") == 3
    assert Body.objects.get(pk=body.pk).valid_until is None
    assert Seat.objects.get(pk=seat.pk).valid_until is None
    assert not BodyLifeEvent.objects.exists()


def test_a_seat_that_was_passed_on_comes_back_as_a_whole() -> None:
    old = SeatFactory()
    new = transfer_seat(old, Taking(PersonFactory(), datetime.date(2023, 1, 1)), reason="Nieuwe wethouder.")
    action = changes_of(Seat, new.pk)[0].action
    assert action is not None
    undo_action(action, reason="Verkeerde zetel.")
    assert list(Seat.objects.values_list("pk", "valid_until")) == [(old.pk, None)]


def test_decisions_are_not_changed_from_a_history() -> None:
    decision = DecisionFactory()
    with pytest.raises(RuleBroken):
        undo_change(Decision, decision.pk, changes_of(Decision, decision.pk)[0].number, reason="x")


def test_what_is_hidden_is_hidden_in_history() -> None:
    hidden = DraftDecisionFactory(subject="Iets geheims")
    life = BodyLifeEvent.objects.create(body=BodyFactory(), kind="ended", decision=hidden)
    assert not visible(ANONYMOUS, hidden)
    told = str(changes_of(BodyLifeEvent, life.pk, scope=ANONYMOUS))
    assert "geheims" not in told
    assert visible(ANONYMOUS, DecisionFactory())


def test_a_part_of_a_part_of_what_is_hidden_is_hidden() -> None:
    hidden = ProgrammeFactory(name="Verborgen programma", level=None, owner_gemeente=GemeenteFactory())
    table = ShareTable.objects.create(programme=hidden, year=2024)
    share = CostShare.objects.create(table=table, gemeente=GemeenteFactory(), percentage=10)
    alias = AliasFactory(organisation=None, programme=hidden)
    assert [visible(ANONYMOUS, row) for row in (hidden, table, share, alias)] == [False] * 4
    assert "Verborgen" not in str(changes_of(CostShare, share.pk, scope=ANONYMOUS))


def test_what_a_hidden_decision_ended_is_not_hidden_itself() -> None:
    organisation = OrganisationFactory(ended_by=DraftDecisionFactory(subject="Iets geheims"))
    assert visible(ANONYMOUS, organisation)
    assert "geheims" not in str(changes_of(Organisation, organisation.pk, scope=ANONYMOUS))


def test_every_tracked_record_but_roles_has_a_history_page() -> None:
    models = set(tracked_models().values())
    assert RoleAssignment not in models
    assert set(STRUCTURES) <= models
    assert all(tracked_models()[word_for(model())] is model for model in models)


@pytest.mark.parametrize("count", [10, 60])
def test_a_long_history_takes_as_many_queries_as_a_short_one(
    count: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    organisation = OrganisationFactory()
    for number in range(count):
        Organisation.objects.filter(pk=organisation.pk).update(note=str(number))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        assert len(changes_of(Organisation, organisation.pk)) == count + 1


# --- One action, every table ------------------------------------------------------------------------------------------


def test_an_action_that_also_changed_a_decision_is_not_taken_back_by_halves() -> None:
    body, decision = BodyFactory(expected_seats=10), DecisionFactory()
    with because("Samen."):
        Body.objects.filter(pk=body.pk).update(expected_seats=12)
        Decision.objects.filter(pk=decision.pk).update(subject="Anders")
    before = first_picture()
    with pytest.raises(RuleBroken, match="ook een besluit gewijzigd"):
        undo_action(changes_of(Body, body.pk)[0].action, reason="x")
    assert changed_since(before) == []


def test_answers_in_rounds_go_back_only_with_the_gemeente_that_was_succeeded() -> None:
    seat, answer = SeatFactory(), _answer(GemeenteFactory())
    with because("Samen."):
        Seat.objects.filter(pk=seat.pk).update(portfolio="jeugd")
        RoundAnswer.objects.filter(pk=answer.pk).update(status=AnswerStatus.GIVEN)
    with pytest.raises(RuleBroken, match="ook een antwoord van een gemeente gewijzigd"):
        undo_action(changes_of(Seat, seat.pk)[0].action, reason="x")
    assert RoundAnswer.objects.get(pk=answer.pk).status == AnswerStatus.GIVEN


@pytest.mark.parametrize("new", [True, False], ids=["a new gemeente", "an existing gemeente"])
def test_a_herindeling_is_undone_as_a_whole_in_every_table(new: bool) -> None:
    region = RegionFactory()
    old, heir = GemeenteFactory(), GemeenteFactory()
    for gemeente in (old, heir):
        RegionMembershipFactory(region=region, gemeente=gemeente)
        CouncilFactory(gemeente=gemeente), CollegeFactory(gemeente=gemeente)
    seat = SeatFactory(on_behalf_of=old)
    _answer(old)
    before = first_picture()
    successor = Newcomer("Nieuwland", "GM9999") if new else heir
    carry_out(Herindeling((old,), successor, DAY + datetime.timedelta(days=365), "Wet.", frozenset({seat.pk})))
    assert RoundAnswer.objects.count() == 2
    undo_action(changes_of(Gemeente, old.pk)[0].action, reason="Verkeerde dag.")
    assert changed_since(before) == []


def _answer(gemeente: Gemeente) -> RoundAnswer:
    asked = Round.objects.create(kind=RoundKind.OPINION, subject="Begroting", level=Level.PUBLIC)
    return RoundAnswer.objects.create(round=asked, gemeente=gemeente)
