"""Writes that keep rules: with their search row, their event, and nothing at all when a rule is broken."""

from __future__ import annotations

import datetime

import pytest

from governance.changes import end_role, grant_role, record_decision, set_audience
from governance.errors import RuleBroken
from governance.models import ChangeEvent, Decision, RoleAssignment, SearchEntry
from governance.vocabulary import EventKind, Level, ObjectKind, Outcome, Role, Side
from tests.factories import BodyFactory, GemeenteFactory, RoleAssignmentFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

DATE = datetime.date


def _rows(decision: Decision) -> list[tuple[str, str | None]]:
    rows = SearchEntry.objects.filter(kind=ObjectKind.DECISION, object_id=decision.pk)
    return list(rows.values_list("side", "level"))


def test_a_decision_stays_with_its_owner_until_something_proves_it() -> None:
    gemeente, actor = GemeenteFactory(), UserFactory()
    decision = record_decision(
        subject="Inkoopkader", outcome=Outcome.ADOPTED, body=BodyFactory(), owner_gemeente=gemeente, actor=actor
    )
    assert decision.level is None
    assert _rows(decision) == [(Side.STAFF, None)]
    event = ChangeEvent.objects.get()
    assert (event.kind, event.actor, event.level, event.owner_gemeente) == (EventKind.RECORDED, actor, None, gemeente)


def test_a_decision_with_a_public_source_is_public_at_once() -> None:
    decision = record_decision(
        subject="Inkoopkader", outcome=Outcome.ADOPTED, body=BodyFactory(), source=SourceFactory(number="2629403"),
        publicly_sourced=True, actor=None,
    )  # fmt: skip
    assert _rows(decision) == [(Side.PUBLIC, Level.PUBLIC)]
    assert SearchEntry.objects.get().numbers == ["2629403"]


def test_a_decision_takes_the_region_of_its_body() -> None:
    body = BodyFactory()
    decision = record_decision(subject="Inkoopkader", outcome=Outcome.ADOPTED, body=body, actor=None)
    assert decision.region == body.organisation.region


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Kies het orgaan dat besloot"),
        ({"body_text": "de tien gemeenten", "publicly_sourced": True}, "alleen openbaar met een bron"),
    ],
)
def test_a_decision_that_breaks_a_rule_is_refused_in_dutch_and_leaves_nothing(
    facts: dict[str, object], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        record_decision(subject="Inkoopkader", outcome=Outcome.ADOPTED, actor=None, **facts)  # type: ignore[arg-type]
    assert not Decision.objects.exists()
    assert not SearchEntry.objects.exists()
    assert not ChangeEvent.objects.exists()


def test_a_decision_moves_between_the_sides_of_search_and_says_so() -> None:
    gemeente = GemeenteFactory()
    decision = record_decision(
        subject="Inkoopkader", outcome=Outcome.ADOPTED, body=BodyFactory(), owner_gemeente=gemeente, actor=None
    )
    steps: list[tuple[Level | None, list[str]]] = [
        (Level.RESTRICTED, ["GM0505"]), (Level.PUBLIC, []), (None, []), (None, []),
    ]  # fmt: skip
    for level, shared in steps:
        set_audience(decision, level=level, shared_with=shared)
        assert _rows(decision) == [(Side.STAFF if level is None else Side.PUBLIC, level)]
    kinds = ChangeEvent.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [EventKind.RECORDED, EventKind.PUBLISHED, EventKind.CHANGED, EventKind.WITHDRAWN]


def test_a_role_can_be_granted_again_after_it_ended() -> None:
    user, gemeente = UserFactory(), GemeenteFactory()
    first = grant_role(user, role=Role.GRIFFIE, place=gemeente, valid_from=DATE(2022, 1, 1), granted_by=None)
    with pytest.raises(RuleBroken, match="dezelfde periode"):
        grant_role(user, role=Role.GRIFFIE, place=gemeente, valid_from=DATE(2023, 1, 1), granted_by=None)
    end_role(first, ends_on=DATE(2023, 1, 1), ended_by=None)
    grant_role(user, role=Role.GRIFFIE, place=gemeente, valid_from=DATE(2023, 1, 1), granted_by=None)
    assert RoleAssignment.objects.filter(user=user).count() == 2


def test_a_role_that_ends_earlier_cannot_be_made_to_last() -> None:
    role = RoleAssignmentFactory(valid_until=DATE(2022, 1, 1))
    with pytest.raises(RuleBroken, match="eindigt al"):
        end_role(role, ends_on=DATE(2023, 1, 1), ended_by=None)


def test_nobody_gives_a_role_to_themselves() -> None:
    user = UserFactory()
    with pytest.raises(RuleBroken, match="uzelf geen rol"):
        grant_role(user, role=Role.GRIFFIE, place=GemeenteFactory(), valid_from=DATE(2022, 1, 1), granted_by=user)
    assert not user.roles.exists()
