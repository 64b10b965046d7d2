"""What can be chosen by one press: candidates, decisions that are known, no decision, other findings, odd dates."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents import review
from documents.models import Choice, Letter, LetterVersion
from documents.vocabulary import ChoiceAction, LetterState
from governance.models import Decision
from governance.vocabulary import ClaimStatus, Level, Precision, Role
from tests.factories import (
    ChoiceFactory,
    CollegeFactory,
    DecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

TEXT = "Op 3 maart 2022 besloot het college het kader vast te stellen. Reageren kan tot 1 juli 2022.\n"
FOUND = {"body": "het college", "subject": "het kader", "outcome": "vastgesteld", "date": "2022-03-03",
         "effective_date": None}  # fmt: skip


@pytest.fixture
def version() -> LetterVersion:
    """A read letter without a date and with one decision."""
    letter = LetterFactory(subject="Kader", date=None)
    version: LetterVersion = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    FindingFactory(version=version, key="date", value={"value": None}, status=ClaimStatus.ABSENT, position=0)
    FindingFactory(version=version, key="decisions", status=ClaimStatus.CHECK, start=0, end=61, position=0, value=FOUND)
    return version


@pytest.fixture
def griffie(version: LetterVersion) -> Client:
    """A browser of its griffier."""
    client = Client()
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente))
    return client


def press(griffie: Client, version: LetterVersion, **pressed: Any) -> Any:
    """Press one button of the screen as it is."""
    letter = Letter.objects.get(pk=version.letter_id)
    date = letter.date.strftime("%d-%m-%Y") if letter.date else ""
    values = {"subject": letter.subject, "date": date, "document_type": letter.document_type,
              "gemeente": letter.gemeente.code if letter.gemeente else "", "edit_count": letter.edit_count,
              "besluit-0-subject": "Het kader", "besluit-0-outcome": "vastgesteld", "besluit-0-date": "03-03-2022",
              "besluit-0-body_text": "het college"}  # fmt: skip
    return griffie.post(reverse("review", args=[version.letter_id]), values | pressed)


def screen(griffie: Client, version: LetterVersion) -> str:
    """The screen as HTML."""
    return griffie.get(reverse("review", args=[version.letter_id])).content.decode()


def test_every_date_of_the_letter_is_offered_with_its_sentence(griffie: Client, version: LetterVersion) -> None:
    body = screen(griffie, version)
    assert 'name="kies" value="date:2022-03-03"' in body
    assert 'name="kies" value="date:2022-07-01"' in body
    assert "Reageren kan tot 1 juli 2022." in body
    assert 'href="#plek-80"' in body
    assert 'id="plek-80"' in body


def test_pressing_a_candidate_fills_and_confirms_the_field(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, kies="date:2022-03-03")
    assert Letter.objects.get().date == datetime.date(2022, 3, 3)
    assert Choice.objects.get(key="date").action == ChoiceAction.CORRECTED


def test_leaving_a_field_empty_is_a_choice_too(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, bevestig="date")
    assert Choice.objects.get(key="date").action == ChoiceAction.EMPTIED


def test_a_choice_remembers_how_sure_reading_was(griffie: Client, version: LetterVersion) -> None:
    version.findings.filter(key="date").update(value={"value": "2022-03-03"}, status=ClaimStatus.CHECK, confidence=0.7)
    press(griffie, version, kies="date:2022-07-01")
    stored = Choice.objects.get(key="date").value
    assert stored == {"value": "2022-07-01", "sure": False, "status": "check", "confidence": 0.7}
    press(griffie, version, bevestig="date")
    again = Choice.objects.get(key="date")
    assert (again.action, again.value) == (ChoiceAction.CORRECTED, stored | {"sure": True})


def test_a_decision_is_taken_over_by_one_press(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, neem_over="0")
    decision = Decision.objects.get()
    assert (decision.subject, decision.date, decision.body_text) == (
        "Het kader",
        datetime.date(2022, 3, 3),
        "het college",
    )
    assert Choice.objects.get(key="decisions").action == ChoiceAction.CREATED


def test_a_known_decision_is_proposed_and_linked_by_one_press(griffie: Client, version: LetterVersion) -> None:
    college = CollegeFactory(gemeente=version.letter.owner_gemeente)
    EvidenceLinkFactory(version=version, region=None, body=college, start=24, end=35)
    known = DecisionFactory(
        body=college, date=datetime.date(2022, 3, 3), date_precision=Precision.DAY, subject="Kader inkoop",
        level=Level.PUBLIC,
    )  # fmt: skip
    Letter.objects.update(gemeente=version.letter.owner_gemeente)
    DecisionFactory(body=college, date=datetime.date(2022, 3, 4), subject="Kader van later", level=Level.PUBLIC)
    version.findings.filter(key="decisions").update(value=FOUND | {"body": "het college"})
    body = screen(griffie, version)
    assert "Bestaat al?" in body
    assert f'name="koppel" value="0:{known.pk}"' in body
    press(griffie, version, koppel=f"0:{known.pk}")
    assert Choice.objects.get(key="decisions").value == {"decision": known.pk}


def test_no_decision_in_this_letter_is_one_press(griffie: Client, version: LetterVersion) -> None:
    press(griffie, version, geen_besluit="1")
    assert Choice.objects.get(key="decisions").action == ChoiceAction.REJECTED
    assert Choice.objects.get(key="no_decision").action == ChoiceAction.CONFIRMED
    assert "Geen besluit in deze brief." in screen(griffie, version)


def test_a_half_filled_decision_stops_no_other_press_and_stays_typed(griffie: Client, version: LetterVersion) -> None:
    half = {"besluit-0-answer": "create", "besluit-0-subject": "Half af", "besluit-0-body_text": ""}
    assert press(griffie, version, bevestig="subject", **half).status_code == 302
    assert Choice.objects.get().key == "subject"
    body = screen(griffie, version)
    assert 'value="Half af"' in body
    assert not Decision.objects.exists()


def test_what_else_was_found_is_judged_and_stays_judged(griffie: Client, version: LetterVersion) -> None:
    FindingFactory(
        version=version, key="consultations", position=0, start=63, end=92, quote="Reageren kan tot 1 juli 2022.",
        value={"kind": "zienswijze", "subject": "het kader", "asked_of": "de raad", "actor": "het college",
               "deadline": "2022-07-01", "deadline_text": "1 juli 2022"},
    )  # fmt: skip
    body = screen(griffie, version)
    assert "Zienswijze gevraagd: het kader" in body
    assert "uiterlijk 1 juli 2022" in body
    press(griffie, version, oordeel="consultations:63-92:0:nee")
    assert Choice.objects.get(key="consultations").action == ChoiceAction.REJECTED
    assert "Klopt niet</span>" in screen(griffie, version)


@pytest.mark.parametrize("code", ["costs:1-2:0:ja", "consultations:x-2:0:ja", "date:0-1:0:ja", "consultations:1-2", ""])
def test_a_verdict_about_nothing_that_was_found_changes_nothing(
    griffie: Client, version: LetterVersion, code: str
) -> None:
    assert press(griffie, version, oordeel=code).status_code == 302
    assert not Choice.objects.exists()


@pytest.mark.parametrize("year", [1999, timezone.localdate().year + 3])
def test_an_odd_date_must_be_confirmed(griffie: Client, version: LetterVersion, year: int) -> None:
    press(griffie, version, kies=f"date:{year}-03-03")
    version.letter.refresh_from_db()
    assert review.unsettled_fields(version) == ["date"]
    assert "Regel geschonden" in screen(griffie, version)
    press(griffie, version, bevestig="date")
    assert review.unsettled_fields(version) == []
    assert "Regel geschonden" not in screen(griffie, version)


def test_a_decision_of_after_the_letter_asks_whether_that_is_right(griffie: Client, version: LetterVersion) -> None:
    Letter.objects.update(date=datetime.date(2022, 3, 1))
    answer = press(griffie, version, neem_over="0")
    assert answer.status_code == 422
    assert "Het besluit is van na de datum van de brief." in answer.content.decode()
    assert not Decision.objects.exists()
    press(griffie, version, neem_over="0", **{"besluit-0-odd_date": "on"})
    assert Decision.objects.get().date == datetime.date(2022, 3, 3)


def test_what_is_missing_links_to_its_place(griffie: Client, version: LetterVersion) -> None:
    body = press(griffie, version, publiceer="openbaar").content.decode()
    assert '<a href="#besluit-0">Beantwoord nog 1 besluit.</a>' in body
    assert '<a href="#id_personal_data_checked">Ga de persoonsgegevens na' in body
    assert 'id="id_personal_data_checked"' in body


def certain(version: LetterVersion) -> LetterVersion:
    """The letter with nothing left to check."""
    version.findings.exclude(key="personal_data").delete()
    return version


def publish_together(griffie: Client, *versions: LetterVersion, **changes: str) -> Any:
    """Tick these letters on the worklist and press the button."""
    ticked = [f"{v.letter_id}-{Letter.objects.get(pk=v.letter_id).edit_count}" for v in versions]
    return griffie.post(
        reverse("publish_many"), {"brief": ticked, "level": "openbaar", "looked": "on"} | changes, follow=True
    )


def test_letters_without_doubt_are_published_from_the_worklist(griffie: Client, version: LetterVersion) -> None:
    certain(version)
    assert f'name="brief" value="{version.letter_id}-0"' in griffie.get(reverse("worklist")).content.decode()
    answer = publish_together(griffie, version)
    assert "1 brief is gepubliceerd." in answer.content.decode()
    assert Letter.objects.get().state == LetterState.PUBLISHED


def test_personal_data_that_nobody_saw_is_never_published_together(griffie: Client, version: LetterVersion) -> None:
    certain(version)
    FindingFactory(version=version, key="personal_data", value={"kind": "name"}, start=3, end=9, position=0)
    assert 'name="brief"' not in griffie.get(reverse("worklist")).content.decode()
    assert "nog niet nagekeken" in publish_together(griffie, version).content.decode()
    assert Letter.objects.get().state == LetterState.TO_CHECK
    press(griffie, version, personal_data_checked="on", persoonsgegevens="1", lak="3-9", later="1")
    assert 'name="brief"' in griffie.get(reverse("worklist")).content.decode()
    FindingFactory(version=version, key="personal_data", value={"kind": "name"}, start=20, end=23, position=1)
    publish_together(griffie, version)
    assert Letter.objects.get().state == LetterState.TO_CHECK
    version.findings.filter(start=20).delete()
    publish_together(griffie, version)
    assert Letter.objects.get().state == LetterState.PUBLISHED


def test_together_only_ones_own_certain_letters_go_and_the_rest_is_named(
    griffie: Client, version: LetterVersion
) -> None:
    own = certain(version)
    doubtful = LetterVersionFactory(
        letter__owner_gemeente=version.letter.owner_gemeente, letter__subject="Met twijfel", public_text=""
    )
    FindingFactory(version=doubtful, key="date", status=ClaimStatus.CHECK)
    other = LetterVersionFactory(letter__subject="Andermans brief", public_text="")
    body = publish_together(griffie, own, doubtful, other).content.decode()
    assert "Niet gepubliceerd: Met twijfel. Controleer nog 1 gegeven." in body
    assert "Andermans brief" not in body
    assert list(Letter.objects.filter(state=LetterState.PUBLISHED)) == [own.letter]


@pytest.mark.parametrize("missing", ["level", "looked", "brief"])
def test_together_nothing_is_published_without_every_answer(
    griffie: Client, version: LetterVersion, missing: str
) -> None:
    certain(version)
    data = {"brief": [f"{version.letter_id}-0"], "level": "openbaar", "looked": "on"}
    del data[missing]
    assert griffie.post(reverse("publish_many"), data).status_code == 422
    assert Letter.objects.get().state == LetterState.TO_CHECK


def test_a_confirmed_letter_keeps_its_tick_when_a_choice_is_about_something_else(version: LetterVersion) -> None:
    ChoiceFactory(version=version, key="subject", ordinal=0)
    assert review.personal_data_check(version) is None
