"""Letters that tell a decision differently: noted by a griffie, shown side by side, and nothing hidden shows."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.contradictions import may_contradict, note
from documents.models import Contradiction, LetterVersion
from documents.vocabulary import ChoiceAction
from governance.models import Decision
from governance.vocabulary import ClaimStatus, Level, Outcome, Role
from tests.factories import (
    ChoiceFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    UserFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db

TEXT = "Het bestuur stelde het inkoopkader vast op 3 maart 2022.\n"


@pytest.fixture
def one() -> Decision:
    """A public decision about the matter."""
    decision: Decision = DecisionFactory(
        subject="Inkoopkader vastgesteld", date=datetime.date(2022, 3, 3), outcome=Outcome.ADOPTED
    )
    return decision


@pytest.fixture
def version(one: Decision) -> LetterVersion:
    """A letter to check whose decision was linked to the first one."""
    version: LetterVersion = LetterVersionFactory(letter=LetterFactory(), text=TEXT, public_text="")
    value = {"body": "het bestuur", "subject": "inkoopkader", "outcome": "vastgesteld", "date": None}
    FindingFactory(version=version, key="decisions", status=ClaimStatus.CHECK, start=0, end=56, position=0, value=value)
    ChoiceFactory(version=version, key="decisions", start=0, end=56, ordinal=0, action=ChoiceAction.LINKED,
                  value={"decision": one.pk})  # fmt: skip
    EvidenceLinkFactory(version=version, region=None, decision=one, start=0, end=56)
    return version


@pytest.fixture
def griffie(version: LetterVersion) -> Client:
    """A browser of the letter's griffier."""
    client = Client()
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente))
    return client


def other_decision(version: LetterVersion, **changes: Any) -> Decision:
    """A decision about the same matter of another date, offered because the same griffie owns it."""
    facts: dict[str, Any] = {
        "subject": "Het inkoopkader", "date": datetime.date(2022, 9, 1), "outcome": Outcome.POSTPONED,
        "owner_gemeente": version.letter.owner_gemeente,
    }  # fmt: skip
    decision: Decision = DecisionFactory(**facts | changes)
    return decision


def press(griffie: Client, version: LetterVersion, name: str, other: Decision) -> None:
    """Press a button of the decision's card."""
    version.letter.refresh_from_db()
    data = {name: f"0:{other.pk}", "edit_count": version.letter.edit_count, "subject": version.letter.subject}
    griffie.post(reverse("review", args=[version.letter_id]), data)


def test_a_decision_about_the_same_matter_that_tells_otherwise_is_proposed(
    griffie: Client, version: LetterVersion
) -> None:
    other = other_decision(version)
    elsewhere = other_decision(version, subject="Iets anders")
    body = griffie.get(reverse("review", args=[version.letter_id])).content.decode()
    assert f'name="spreekt_tegen" value="0:{other.pk}"' in body
    assert f'name="spreekt_tegen" value="0:{elsewhere.pk}"' not in body
    press(griffie, version, "spreekt_tegen", other)
    body = griffie.get(reverse("review", args=[version.letter_id])).content.decode()
    assert "Brieven spreken elkaar tegen" in body
    press(griffie, version, "toch_niet", other)
    assert not Contradiction.objects.exists()


def test_a_decision_that_this_griffie_may_not_see_cannot_be_noted(griffie: Client, version: LetterVersion) -> None:
    hidden = other_decision(version, owner_gemeente=None, level=None, publicly_sourced=False)
    press(griffie, version, "spreekt_tegen", hidden)
    assert not Contradiction.objects.exists()


def test_far_apart_or_told_alike_is_no_contradiction(one: Decision) -> None:
    later = DecisionFactory(subject="Inkoopkader", date=datetime.date(2024, 3, 3), outcome=Outcome.POSTPONED)
    alike = DecisionFactory(subject="Inkoopkader", date=one.date, outcome=one.outcome, body=one.body)
    Decision.objects.filter(pk=alike.pk).update(body_text=one.body_text)
    alike.refresh_from_db()
    assert may_contradict(one, [one, later, alike]) == []


def test_both_decisions_show_the_other_with_its_sentence(one: Decision) -> None:
    letter = published_letter()
    other = DecisionFactory(subject="Het inkoopkader later", level=Level.PUBLIC)
    link = EvidenceLinkFactory(version=letter.version, region=None, decision=other)
    note(other, one, user=UserFactory())
    body = Client().get(one.get_absolute_url()).content.decode()
    assert "Brieven spreken elkaar tegen" in body
    assert other.get_absolute_url() in body
    assert f"{letter.get_absolute_url()}#bron-{link.pk}" in body
    assert one.get_absolute_url() in Client().get(other.get_absolute_url()).content.decode()


def test_of_a_hidden_decision_not_even_the_contradiction_shows(one: Decision) -> None:
    hidden = DraftDecisionFactory(subject="Geheime lezing")
    note(one, hidden, user=UserFactory())
    body = Client().get(one.get_absolute_url()).content.decode()
    assert "Geheime lezing" not in body
    assert "tegen" not in body.partition("<main")[2].partition("</main>")[0]
