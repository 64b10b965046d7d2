"""The review screen: what it shows, what it stores, and that nothing typed is lost."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import publication
from documents.models import Choice, Letter, LetterVersion
from documents.publication import Publication
from documents.vocabulary import ChoiceAction, LetterState
from governance.models import Decision, User
from governance.vocabulary import ClaimStatus, Level, Role
from portal import decision_forms
from tests.factories import (
    DecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    RegionFactory,
    RegionMembershipFactory,
    SourceFileFactory,
    UploadFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

TEXT = "Steller: A. Bedacht\n\nOp 3 maart 2022 besloot het bestuur het kader vast te stellen.\n"


@pytest.fixture
def version() -> LetterVersion:
    """A read letter with a doubtful date, a decision and a name."""
    letter = LetterFactory(subject="Kader", date=datetime.date(2022, 3, 4))
    version: LetterVersion = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    FindingFactory(version=version, key="subject", value={"value": "Kader"}, position=0)
    FindingFactory(
        version=version,
        key="date",
        value={"value": "2022-03-04"},
        status=ClaimStatus.CHECK,
        start=24,
        end=36,
        position=0,
    )
    FindingFactory(
        version=version, key="decisions", status=ClaimStatus.CHECK, start=21, end=84, position=0,
        value={"body": "het bestuur", "subject": "het kader", "outcome": "vastgesteld", "date": "2022-03-03",
               "effective_date": None},
    )  # fmt: skip
    FindingFactory(version=version, key="personal_data", value={"kind": "name"}, start=9, end=19, position=0)
    return version


@pytest.fixture
def griffier(version: LetterVersion) -> User:
    """A griffier of the letter's gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente)


@pytest.fixture
def griffie(griffier: User) -> Client:
    """A browser in which that griffier is logged in."""
    client = Client()
    client.force_login(griffier)
    return client


def typed(version: LetterVersion, **changes: object) -> dict[str, object]:
    """The form as the screen would post it."""
    letter = Letter.objects.get(pk=version.letter.pk)
    return {
        "edit_count": letter.edit_count, "document_type": letter.document_type, "subject": letter.subject,
        "date": "04-03-2022", "case_number": "", "gemeente": letter.gemeente.code if letter.gemeente else "",
        "region": "", "from_body": "", "from_person": "", "to_body": "", "portefeuillehouder": "", "source_url": "",
        "persoonsgegevens": "1", "lak": ["9-19"], "besluit-0-answer": "", "besluit-0-outcome": "vastgesteld",
    } | changes  # fmt: skip


def address(version: LetterVersion, name: str = "review") -> str:
    """An address of this letter."""
    return reverse(name, args=[version.letter.pk])


def test_doubtful_fields_come_first_with_their_sentence(griffie: Client, version: LetterVersion) -> None:
    body = griffie.get(address(version)).content.decode()
    assert body.index('id="veld-date"') < body.index('id="veld-case_number"') < body.index('id="veld-subject"')
    anchor = version.findings.get(key="date").pk
    assert f'href="#bron-{anchor}"' in body
    assert f'id="bron-{anchor}"' in body


def test_confirming_one_field_settles_it(griffie: Client, version: LetterVersion) -> None:
    assert griffie.post(address(version), typed(version, bevestig="date")).status_code == 302
    assert Choice.objects.get(key="date").action == ChoiceAction.CONFIRMED


def test_a_changed_field_is_corrected_and_an_emptied_one_empty(griffie: Client, version: LetterVersion) -> None:
    griffie.post(address(version), typed(version, subject="Beter", date=""))
    assert dict(Choice.objects.filter(start=None).values_list("key", "action")) == {
        "subject": ChoiceAction.CORRECTED, "date": ChoiceAction.EMPTIED,
    }  # fmt: skip
    letter = Letter.objects.get()
    assert (letter.subject, letter.date) == ("Beter", None)


def test_a_wrong_date_keeps_what_was_typed(griffie: Client, version: LetterVersion) -> None:
    answer = griffie.post(address(version), typed(version, date="31-6-2022", subject="Toch bewaard"))
    assert answer.status_code in {200, 422}
    body = answer.content.decode()
    assert "Dit is geen datum" in body
    assert "31-6-2022" in body
    assert "Toch bewaard" in body
    assert not Choice.objects.exists()


def test_two_people_at_once_lose_nothing(griffie: Client, version: LetterVersion) -> None:
    old = typed(version, subject="Van de tweede")
    griffie.post(address(version), typed(version, subject="Van de eerste"))
    answer = griffie.post(address(version), old)
    assert answer.status_code == 422
    assert "Een collega heeft deze brief intussen ook gewijzigd" in answer.content.decode()
    assert "Van de tweede" in answer.content.decode()
    assert Letter.objects.get().subject == "Van de eerste"


def test_after_a_conflict_saving_again_works(griffie: Client, version: LetterVersion) -> None:
    old = typed(version, subject="Van de tweede")
    griffie.post(address(version), typed(version, subject="Van de eerste"))
    count = re.search(r'name="edit_count" value="(\d+)"', griffie.post(address(version), old).content.decode())
    assert count is not None
    assert griffie.post(address(version), old | {"edit_count": count[1]}).status_code == 302
    assert Letter.objects.get().subject == "Van de tweede"


def test_what_is_typed_for_a_letter_that_is_published_by_now_is_not_dropped_in_silence(
    griffie: Client, griffier: User, version: LetterVersion
) -> None:
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
    publication.publish(version.letter, choice=choice, user=griffier)
    answer = griffie.post(address(version), typed(version, subject="Te laat"))
    assert answer.status_code == 422
    assert "Er is niets opgeslagen" in answer.content.decode()
    assert Letter.objects.get().subject == "Kader"


def test_recording_a_decision_twice_is_refused_with_a_sentence_and_stores_nothing(
    griffie: Client, version: LetterVersion
) -> None:
    create = {"besluit-0-answer": "create", "besluit-0-subject": "Kader", "besluit-0-body_text": "het bestuur"}
    griffie.post(address(version), typed(version, **create))
    answer = griffie.post(address(version), typed(version, **create, subject="Niet bewaard"))
    assert answer.status_code == 422
    assert "Dit besluit is al vastgelegd" in answer.content.decode()
    assert Decision.objects.count() == 1
    assert Letter.objects.get().subject == "Kader"


def test_publishing_says_all_that_is_missing_and_keeps_the_rest(griffie: Client, version: LetterVersion) -> None:
    answer = griffie.post(address(version), typed(version, publiceer="1"))
    body = answer.content.decode()
    for sentence in (
        "Kies wie de brief mag lezen",
        "Ga de persoonsgegevens na",
        "Controleer nog 1",
        "Beantwoord nog 1",
    ):
        assert sentence in body
    assert Letter.objects.get().state == LetterState.TO_CHECK


def test_from_check_to_published_with_a_new_decision(griffie: Client, version: LetterVersion) -> None:
    done = {
        "bevestig": "date", "publiceer": "1", "level": "openbaar", "personal_data_checked": "on",
        "besluit-0-answer": "create", "besluit-0-subject": "Het kader", "besluit-0-body_text": "het bestuur",
        "besluit-0-date": "3 maart 2022",
    }  # fmt: skip
    answer = griffie.post(address(version), typed(version, **done))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("worklist"))
    letter, decision = Letter.objects.get(), Decision.objects.get()
    assert (letter.state, letter.level) == (LetterState.PUBLISHED, Level.PUBLIC)
    assert (decision.subject, decision.level, decision.date) == ("Het kader", Level.PUBLIC, datetime.date(2022, 3, 3))
    assert "Bedacht" not in LetterVersion.objects.get().public_text


def test_a_decision_is_linked_to_a_known_one(griffie: Client, version: LetterVersion) -> None:
    decision = DecisionFactory()
    EvidenceLinkFactory(version=version, region=None, decision=decision)
    griffie.post(address(version), typed(version, **{"besluit-0-answer": "link", "besluit-0-decision": decision.pk}))
    assert Choice.objects.get(key="decisions").value == {"decision": decision.pk}
    assert version.evidence.filter(decision=decision, start=21).exists()


def test_an_old_letter_is_shared_with_the_gemeenten_of_today(griffie: Client, version: LetterVersion) -> None:
    year = datetime.date(2019, 1, 1)
    old = RegionMembershipFactory(valid_from=None, valid_until=year, gemeente__valid_until=year)
    new = RegionMembershipFactory(definition=old.definition, region=old.region, valid_from=year)
    Letter.objects.update(region=old.region, date=datetime.date(2018, 5, 1))
    body = griffie.get(address(version)).content.decode()
    assert f'name="shared_with" value="{new.gemeente.share_key}"' in body
    assert f'name="shared_with" value="{old.gemeente.share_key}"' not in body


def test_a_decision_that_is_linked_stays_on_offer_however_many_newer_ones_there_are(
    griffie: Client, version: LetterVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision_forms, "MOST_KNOWN", 1)
    region = RegionFactory()
    Letter.objects.update(region=region)
    linked = DecisionFactory(date=datetime.date(2015, 1, 1))
    EvidenceLinkFactory(version=version, region=None, decision=linked)
    newest = DecisionFactory(region=region, date=datetime.date(2024, 1, 1))
    undated = DecisionFactory(region=region, date=None)
    body = griffie.get(address(version)).content.decode()
    offered = {pk for pk in (linked.pk, newest.pk, undated.pk) if f'<option value="{pk}"' in body}
    assert offered == {linked.pk, newest.pk}


def test_a_decision_that_this_griffie_may_not_see_cannot_be_linked(griffie: Client, version: LetterVersion) -> None:
    hidden = DecisionFactory(level=None, publicly_sourced=False)
    answer = griffie.post(
        address(version), typed(version, **{"besluit-0-answer": "link", "besluit-0-decision": hidden.pk})
    )
    assert answer.status_code != 302
    assert not Choice.objects.filter(key="decisions").exists()


def test_a_name_pointed_out_by_hand_is_masked_everywhere(griffie: Client, version: LetterVersion) -> None:
    griffie.post(address(version), typed(version, lak_ook="het  kader"))
    choice = Choice.objects.get(key="personal_data", action=ChoiceAction.MASKED, start=TEXT.index("het kader"))
    assert TEXT[choice.start : choice.end] == "het kader"


def test_masking_by_hand_says_on_how_many_places(griffie: Client, version: LetterVersion) -> None:
    answer = griffie.post(address(version), typed(version, lak_ook="het  kader"), follow=True)
    assert answer.redirect_chain[-1][0].endswith("#persoonsgegevens")
    assert "De woorden worden op één plaats gelakt." in answer.content.decode()


def test_a_letter_that_says_it_is_not_public_warns_before_publication(griffie: Client, version: LetterVersion) -> None:
    warning = "De brief zegt zelf dat hij niet openbaar is"
    assert warning not in griffie.get(address(version)).content.decode()
    FindingFactory(version=version, key="confidentiality", value={"value": "besloten"}, start=0, end=7)
    assert warning in griffie.get(address(version)).content.decode()


def test_an_unticked_name_stays(griffie: Client, version: LetterVersion) -> None:
    griffie.post(address(version), typed(version, lak=[]))
    assert Choice.objects.get(key="personal_data").action == ChoiceAction.KEPT


@pytest.mark.parametrize("name", ["review", "letter_original"])
def test_another_gemeentes_letter_does_not_exist(griffie: Client, name: str) -> None:
    other = LetterVersionFactory()
    SourceFileFactory(version=other)
    assert griffie.get(address(other, name)).status_code == 404


@pytest.mark.parametrize("name", ["letter_remove", "letter_withdraw", "letter_read_again", "letter_secrecy"])
def test_nothing_can_be_done_to_another_gemeentes_letter(griffie: Client, name: str) -> None:
    other = LetterVersionFactory()
    assert griffie.post(address(other, name), {"reason": "x", "answer": "ja"}).status_code == 404
    assert Letter.objects.filter(pk=other.letter.pk).exists()


def test_withdrawing_asks_for_a_reason(griffie: Client, griffier: User, version: LetterVersion) -> None:
    version.letter.state, version.letter.level = LetterState.PUBLISHED, Level.PUBLIC
    version.letter.personal_data_checked_at = version.letter.published_at = version.letter.created_at
    version.letter.save()
    assert griffie.post(address(version, "letter_withdraw"), {"reason": ""}).status_code == 422
    assert griffie.post(address(version, "letter_withdraw"), {"reason": "Onjuist."}).status_code == 302
    assert Letter.objects.get().state == LetterState.WITHDRAWN


def test_a_letter_that_could_not_be_read_says_why(griffie: Client, version: LetterVersion) -> None:
    version.letter.state = LetterState.FAILED
    version.letter.save()
    UploadFactory(letter=version.letter, status="failed", failure="no_text")
    assert "Voeg een betere scan" in griffie.get(address(version)).content.decode()


def test_the_original_is_a_download_and_never_a_page(griffie: Client, version: LetterVersion) -> None:
    SourceFileFactory(version=version)
    answer = griffie.get(address(version, "letter_original"))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_review_screen_has_a_fixed_query_count(griffie: Client, version: LetterVersion) -> None:
    counts = []
    griffie.get(address(version))
    for more in (0, 15):
        for position in range(1, more):
            FindingFactory(
                version=version, key="decisions", position=position, start=21, end=84, status=ClaimStatus.CHECK,
                value={"body": "het bestuur", "subject": "iets", "outcome": "vastgesteld", "date": "2022-03-03"},
            )  # fmt: skip
            FindingFactory(
                version=version, key="personal_data", value={"kind": "name"}, start=position, end=20 + position
            )
            EvidenceLinkFactory(version=version, start=position, end=position + 3)
        with CaptureQueriesContext(connection) as queries:
            griffie.get(address(version))
        counts.append(len(queries))
    assert counts[0] == counts[1]
