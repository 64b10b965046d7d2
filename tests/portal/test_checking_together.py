"""Checking with more than one person, and over more than one sitting: drafts, presence, conflicts, four eyes, undo."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import Choice, FourEyes, Letter, LetterVersion, ReviewDraft
from documents.vocabulary import ChoiceAction, LetterState
from governance.models import Decision, Gemeente, User
from governance.vocabulary import ClaimStatus, Level, Role
from tests.factories import FindingFactory, GemeenteFactory, LetterFactory, LetterVersionFactory, user_with_role

pytestmark = pytest.mark.django_db

TEXT = "Steller: A. Bedacht\n\nOp 3 maart 2022 besloot het bestuur. Vraag A. Bedacht, of bel 3 mei 2022.\n"
SECOND = TEXT.rindex("A. Bedacht")


@pytest.fixture
def gemeente() -> Gemeente:
    """The gemeente of both griffiers."""
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.fixture
def version(gemeente: Gemeente) -> LetterVersion:
    """A read letter with a doubtful date and a name at two places."""
    letter = LetterFactory(subject="Kader", date=datetime.date(2022, 3, 4), owner_gemeente=gemeente, gemeente=gemeente)
    version: LetterVersion = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    FindingFactory(version=version, key="subject", value={"value": "Kader"}, status=ClaimStatus.CERTAIN, position=0)
    FindingFactory(version=version, key="date", value={"value": "2022-03-04"}, status=ClaimStatus.CHECK, position=0)
    FindingFactory(version=version, key="personal_data", value={"kind": "name"}, start=9, end=19, position=0)
    FindingFactory(
        version=version, key="personal_data", value={"kind": "name"}, start=SECOND, end=SECOND + 10, position=1
    )
    return version


def browser(user: User) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def first(gemeente: Gemeente) -> User:
    """One griffier."""
    return user_with_role(Role.GRIFFIE, gemeente=gemeente)


@pytest.fixture
def second(gemeente: Gemeente) -> User:
    """Another griffier of the same gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=gemeente)


def shown(version: LetterVersion, **changes: Any) -> dict[str, Any]:
    """What a browser posts of the screen as it is now, with what was there when it was made."""
    letter = Letter.objects.get(pk=version.letter_id)
    values: dict[str, Any] = {
        "document_type": letter.document_type, "subject": letter.subject,
        "date": letter.date.strftime("%d-%m-%Y") if letter.date else "", "case_number": letter.case_number,
        "gemeente": letter.gemeente.code if letter.gemeente else "", "region": "", "from_body": "", "from_person": "",
        "to_body": "", "portefeuillehouder": "",
    }  # fmt: skip
    was = {f"was-{name}": value for name, value in values.items()} | {"was-lak": ["9-19"]}
    return values | was | {"edit_count": letter.edit_count, "persoonsgegevens": "1", "lak": ["9-19"]} | changes


def address(version: LetterVersion, name: str = "review") -> str:
    """An address of this letter."""
    return reverse(name, args=[version.letter_id])


def test_what_was_typed_and_not_saved_is_there_again(version: LetterVersion, first: User, second: User) -> None:
    answer = browser(first).post(address(version, "letter_draft"), shown(version, date="31-6-2022", subject="Half af"))
    assert answer.status_code == 200
    body = browser(first).get(address(version)).content.decode()
    assert "Uw concept staat er nog" in body
    assert "31-6-2022" in body
    assert "Half af" in body
    assert "Half af" not in browser(second).get(address(version)).content.decode()
    assert Letter.objects.get().subject == "Kader"


def test_saving_empties_the_draft(version: LetterVersion, first: User) -> None:
    browser(first).post(address(version, "letter_draft"), shown(version, subject="Half af"))
    browser(first).post(address(version), shown(version, subject="Af", bewaar="1"))
    assert ReviewDraft.objects.get().typed == {}
    assert "Uw concept" not in browser(first).get(address(version)).content.decode()


def test_a_draft_never_says_that_personal_data_was_gone_through(version: LetterVersion, first: User) -> None:
    browser(first).post(address(version, "letter_draft"), shown(version, personal_data_checked="on"))
    assert ReviewDraft.objects.get().typed == {}


def test_of_a_published_letter_no_draft_is_kept(version: LetterVersion, first: User) -> None:
    browser(first).post(
        address(version), shown(version, bevestig="date", personal_data_checked="on", publiceer="openbaar")
    )
    answer = browser(first).post(address(version, "letter_draft"), shown(version, subject="Te laat"))
    assert answer.status_code == 409
    assert not ReviewDraft.objects.filter(user=first).exists()


def test_a_colleague_who_looks_at_the_letter_is_named_until_gone(
    version: LetterVersion, first: User, second: User
) -> None:
    browser(first).get(address(version))
    body = browser(second).get(address(version)).content.decode()
    assert f"Nu ook bekeken door <span>{first} sinds" in body
    assert f"{second} sinds" not in body
    ReviewDraft.objects.filter(user=first).update(seen_at=timezone.now() - datetime.timedelta(minutes=5))
    assert f"{first} sinds" not in browser(second).get(address(version)).content.decode()


def test_two_people_who_change_other_fields_both_keep_theirs(version: LetterVersion, first: User, second: User) -> None:
    mine, theirs = shown(version, subject="Van mij"), shown(version, case_number="2022-7", lak=[])
    assert browser(second).post(address(version), theirs).status_code == 302
    assert browser(first).post(address(version), mine).status_code == 302
    letter = Letter.objects.get()
    assert (letter.subject, letter.case_number) == ("Van mij", "2022-7")
    assert set(Choice.objects.filter(key="personal_data").values_list("action", flat=True)) == {ChoiceAction.KEPT}


def test_of_a_field_that_both_changed_both_values_are_shown(version: LetterVersion, first: User, second: User) -> None:
    mine = shown(version, subject="Van mij")
    browser(second).post(address(version), shown(version, subject="Van de ander"))
    answer = browser(first).post(address(version), mine)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "<strong>Een collega vulde in:</strong> Van de ander" in body
    assert ">\nVan mij</textarea>" in body
    assert 'name="kies" value="subject:Van de ander"' in body
    assert Letter.objects.get().subject == "Van de ander"


def test_publishing_with_an_old_screen_publishes_nothing(version: LetterVersion, first: User, second: User) -> None:
    old = shown(version, subject="Van mij", bevestig="date", personal_data_checked="on", publiceer="openbaar")
    browser(second).post(address(version), shown(version, subject="Van de ander"))
    assert browser(first).post(address(version), old).status_code == 422
    assert Letter.objects.get().state == LetterState.TO_CHECK


def test_a_repeated_name_is_one_line_and_masked_at_every_place(version: LetterVersion, first: User) -> None:
    body = browser(first).get(address(version)).content.decode()
    assert body.count("Lakken: A. Bedacht") == 1
    assert "naam, 2 plaatsen" in body
    browser(first).post(address(version), shown(version, lak=[]))
    kept = Choice.objects.filter(key="personal_data", action=ChoiceAction.KEPT)
    assert set(kept.values_list("start", flat=True)) == {9, SECOND}


def test_with_four_eyes_a_colleague_publishes_what_somebody_checked(
    version: LetterVersion, gemeente: Gemeente, first: User, second: User
) -> None:
    FourEyes.objects.create(gemeente=gemeente)
    done = {"bevestig": "date", "personal_data_checked": "on", "publiceer": "openbaar"}
    answer = browser(first).post(address(version), shown(version, **done))
    assert answer.status_code == 422
    assert "vraag een collega" in answer.content.decode()
    assert browser(second).post(address(version), shown(version, **done)).status_code == 302
    assert Letter.objects.get().published_by == second


def test_a_publication_can_be_undone_from_the_next_page(version: LetterVersion, first: User) -> None:
    griffie = browser(first)
    done = {"bevestig": "date", "personal_data_checked": "on", "publiceer": "openbaar", "subject": "Vraag A. Bedacht"}
    griffie.post(address(version), shown(version, **done))
    assert address(version, "letter_undo") in griffie.get(reverse("worklist")).content.decode()
    assert "█" in Letter.objects.get().subject
    griffie.post(address(version, "letter_undo"))
    letter = Letter.objects.get()
    assert (letter.state, letter.level, letter.subject) == (LetterState.TO_CHECK, None, "Vraag A. Bedacht")
    again = LetterVersion.objects.get()
    assert (again.public_text, again.published_level, again.published_at) == ("", "", None)
    assert Choice.objects.get(key="date").action == ChoiceAction.CONFIRMED
    assert Client().get(reverse("letter_by_id", args=[letter.pk])).status_code == 404


def test_after_ten_minutes_a_publication_can_only_be_withdrawn(version: LetterVersion, first: User) -> None:
    griffie = browser(first)
    griffie.post(address(version), shown(version, bevestig="date", personal_data_checked="on", publiceer="openbaar"))
    Letter.objects.update(published_at=timezone.now() - datetime.timedelta(minutes=11))
    assert address(version, "letter_undo") not in griffie.get(reverse("worklist")).content.decode()
    griffie.post(address(version, "letter_undo"))
    assert Letter.objects.get().state == LetterState.PUBLISHED


def test_a_besloten_letter_is_not_made_openbaar_by_one_press(version: LetterVersion, first: User) -> None:
    Letter.objects.update(declared_level=Level.RESTRICTED)
    done = {"bevestig": "date", "personal_data_checked": "on", "publiceer": "openbaar"}
    answer = browser(first).post(address(version), shown(version, **done))
    assert "Bevestig dat deze brief openbaar mag zijn." in answer.content.decode()
    assert Letter.objects.get().state == LetterState.TO_CHECK
    assert browser(first).post(address(version), shown(version, **done, open_anyway="on")).status_code == 302
    assert Letter.objects.get().level == Level.PUBLIC


def test_no_decision_is_made_by_looking_or_drafting(version: LetterVersion, first: User) -> None:
    browser(first).get(address(version))
    browser(first).post(address(version, "letter_draft"), shown(version))
    assert not Decision.objects.exists()
    assert not Choice.objects.exists()
