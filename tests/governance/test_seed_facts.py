"""Every fact that the five letters state has a place in the model, and is found there again."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin

from governance.models import (
    Body,
    BodyLifeEvent,
    Commitment,
    Decision,
    Person,
    Round,
    RoundAnswer,
    RoundPoint,
    Statement,
)
from governance.vocabulary import LifeEventKind, Outcome
from tests.governance.seed_facts import Fact, World
from tests.governance.seed_procedures import SECTIONS, put_all

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "governance_seed.json"
# These describe how texts read, or people whose names are not recorded: they are for other tests.
NOT_GOVERNANCE = {"meta", "redaction_fixtures", "ocr_traps"}
# What the file says of itself: how sure it is, where it read it, how its maker names things.
SAID_OF_THE_FILE = {
    "id", "src", "certainty", "note", "parser_note", "gist", "handling", "cbs_code_source", "members_outside_note",
    "type_certainty", "date_certainty", "kind_certainty", "name_certainty", "period_certainty", "outcome_certainty",
    "year_certainty",
}  # fmt: skip
# What a letter's header says of the gemeente's own organisation, and what reading finds in the text by itself.
NOT_RECORDED = {
    "sources.attachments", "sources.budget_programme", "sources.core_team", "sources.date_range", "sources.department",
    "sources.headings", "sources.pages",
}  # fmt: skip
# What only screens of a griffie make: from what was found in a letter, or in a round.
OF_A_GRIFFIE = {Commitment, Decision, Round, RoundAnswer, RoundPoint}

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("reference_data"),
    pytest.mark.skipif(not FILE.exists(), reason="the facts of the seeds are not beside the project"),
]


@pytest.fixture
def facts() -> dict[str, list[Any]]:
    content = json.loads(FILE.read_text("utf-8"))
    return {name: [Fact(row) for row in rows] if name in SECTIONS else rows for name, rows in content.items()}


@pytest.fixture
def world(facts: dict[str, list[Any]]) -> World:
    return put_all(facts)


def test_every_kind_of_fact_has_a_place(facts: dict[str, Any]) -> None:
    assert set(facts) - NOT_GOVERNANCE == set(SECTIONS)
    assert sum(len(facts[section]) for section in [*SECTIONS, "redaction_fixtures"]) == 161


def test_every_fact_is_found_again_by_what_it_says_and_nothing_else_is(
    facts: dict[str, list[Any]], world: World
) -> None:
    found = {
        f"{fact['id']}: {query.model.__name__}": query.count()
        for section in SECTIONS
        for fact in facts[section]
        for query in world.found[fact["id"]]
    }
    assert {fact["id"] for section in SECTIONS for fact in facts[section]} == set(world.found)
    assert {name: count for name, count in found.items() if count != 1} == {}


def test_nothing_that_a_fact_says_is_left_out(facts: dict[str, list[Any]], world: World) -> None:
    assert world.made
    left = {
        f"{section}.{key}"
        for section in SECTIONS
        for fact in facts[section]
        for key in set(fact) - fact.used - SAID_OF_THE_FILE
    }
    assert sorted(left ^ NOT_RECORDED) == []


def test_every_fact_can_be_given_by_beheer_or_by_a_griffie(world: World) -> None:
    parts = {part.model for kept in admin.site._registry.values() for part in kept.inlines}
    assert world.models - set(admin.site._registry) - parts == OF_A_GRIFFIE


def test_contradicting_sources_stay_side_by_side(world: World) -> None:
    for number in range(1, 6):
        first, second = (query.get() for query in world.found[f"con-{number}"])
        assert first.question == second.question
        assert first.value != second.value
        assert first.source != second.source
        assert getattr(first, first.subject_name) == getattr(second, second.subject_name)
    of_letters = Statement.objects.exclude(question__in=["kosten", "voert uit"])
    assert len(set(of_letters.values_list("question", flat=True))) == 5


def test_an_announced_body_is_not_founded(world: World) -> None:
    team = world.made["programmateam-rijnmond"]

    kinds = list(BodyLifeEvent.objects.filter(body=team).values_list("kind", flat=True))

    assert kinds == [LifeEventKind.ANNOUNCED]
    assert Body.objects.on(datetime.date(2023, 12, 31)).filter(pk=team.pk).exists()
    assert not Body.objects.on(datetime.date(2024, 1, 1)).filter(pk=team.pk).exists()


def test_three_matters_of_one_meeting_have_three_outcomes(world: World) -> None:
    outcomes = Decision.objects.filter(body=world.made["ab-dgj"], date="2020-03-05").order_by("pk")

    assert list(outcomes.values_list("outcome", flat=True)) == [Outcome.ADOPTED, Outcome.POSTPONED, Outcome.ADOPTED]


def test_the_members_of_a_round_are_those_of_its_day(world: World) -> None:
    members = set(world.made["dl-regiovisie"].answers.values_list("gemeente__name", flat=True))

    assert len(members) == 15
    assert {"Brielle", "Hellevoetsluis", "Westvoorne"} <= members


def test_what_a_zienswijze_led_to_is_known(world: World) -> None:
    governance = Round.objects.get(pk=world.made["zw-2"].pk)

    assert {decision.date for decision in governance.led_to.all()} == {
        datetime.date(2020, 12, 10),
        datetime.date(2021, 2, 11),
    }


def test_a_promise_is_overdue_only_after_its_interval(world: World) -> None:
    summer = Commitment.objects.get(pk=world.made["an-1"].pk)
    vague = Commitment.objects.get(pk=world.made["an-3"].pk)

    assert not summer.is_overdue(datetime.date(2021, 6, 20))
    assert summer.is_overdue(datetime.date(2021, 6, 21))
    assert not vague.is_overdue(datetime.date(2030, 1, 1))


def test_no_name_of_somebody_without_a_public_role_is_recorded(facts: dict[str, Any], world: World) -> None:
    hidden = [fact["name"] for fact in facts["persons"] if fact["public_role"] is not True]

    assert world.made
    assert not Person.objects.filter(name__in=hidden).exists()
