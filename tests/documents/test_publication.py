"""Publishing, withdrawing and removing: what becomes visible and what vanishes."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from documents import answers, publication, review
from documents.models import EvidenceLink, Letter, LetterVersion, RemovalRecord
from documents.publication import NotReady, Publication
from documents.vocabulary import ChoiceAction, EvidenceStatus, LetterState
from governance.changes import set_audience
from governance.errors import RuleBroken
from governance.models import ChangeEvent, Decision, SearchEntry, User
from governance.vocabulary import ClaimStatus, EventKind, Level, Side
from tests.factories import (
    ChoiceFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    SourceFileFactory,
    UserFactory,
    published_letter,
)

pytestmark = pytest.mark.django_db

TEXT = "Auteur: A. Bedacht\n\nHet bestuur besloot op 3 maart 2022 het kader vast te stellen. Vraag A. Bedacht.\n"
PUBLIC = Publication(level=Level.PUBLIC, personal_data_checked=True)


@pytest.fixture
def version() -> LetterVersion:
    """A read letter with one name to mask."""
    letter = LetterFactory(subject="Kader vastgesteld, vraag A. Bedacht")
    version: LetterVersion = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    FindingFactory(
        version=version, key="personal_data", start=8, end=18, value={"kind": "name"}, status=ClaimStatus.CHECK
    )
    return version


@pytest.fixture
def user() -> User:
    """The griffier who publishes."""
    user: User = UserFactory()
    return user


def test_published_text_and_title_hold_no_masked_name(version: LetterVersion, user: User) -> None:
    publication.publish(version.letter, choice=PUBLIC, user=user)
    version.refresh_from_db()
    version.letter.refresh_from_db()
    assert "Bedacht" not in version.public_text
    assert len(version.public_text) == len(version.text)
    assert "Bedacht" not in version.letter.subject
    public = SearchEntry.objects.get(object_id=version.letter.pk, side=Side.PUBLIC)
    assert "bedacht" not in str(public.vector)
    assert "Bedacht" not in public.title + public.url


def test_level_is_never_a_default(version: LetterVersion, user: User) -> None:
    with pytest.raises(NotReady, match="Kies wie de brief mag lezen"):
        publication.publish(version.letter, choice=Publication(level="", personal_data_checked=True), user=user)
    assert Letter.objects.get().level is None


def test_force_passes_over_doubt_but_not_over_personal_data(version: LetterVersion, user: User) -> None:
    FindingFactory(version=version, key="date", status=ClaimStatus.CHECK)
    with pytest.raises(NotReady, match="Controleer nog 1 gegeven"):
        publication.publish(version.letter, choice=PUBLIC, user=user)
    forced = Publication(level=Level.PUBLIC, personal_data_checked=False, force=True)
    with pytest.raises(NotReady, match="persoonsgegevens"):
        publication.publish(version.letter, choice=forced, user=user)
    publication.publish(
        version.letter, choice=Publication(level=Level.PUBLIC, personal_data_checked=True, force=True), user=user
    )
    assert Letter.objects.get().state == LetterState.PUBLISHED


def test_besloten_needs_somebody_to_share_with(version: LetterVersion, user: User) -> None:
    with pytest.raises(NotReady, match="Kies met welke gemeente"):
        publication.publish(
            version.letter, choice=Publication(level=Level.RESTRICTED, personal_data_checked=True), user=user
        )


def test_a_found_decision_must_be_answered(version: LetterVersion, user: User) -> None:
    FindingFactory(
        version=version, key="decisions", start=20, end=60, value={"subject": "kader"}, status=ClaimStatus.CHECK
    )
    with pytest.raises(NotReady, match="Beantwoord nog 1 besluit"):
        publication.publish(version.letter, choice=PUBLIC, user=user)
    answers.reject_decision(version, answers.found_decisions(version)[0], user=user)
    publication.publish(version.letter, choice=PUBLIC, user=user)
    assert Letter.objects.get().state == LetterState.PUBLISHED


def test_a_masked_name_in_a_decision_stops_publication(version: LetterVersion, user: User) -> None:
    decision = DraftDecisionFactory(subject="Opdracht aan A. Bedacht")
    EvidenceLinkFactory(version=version, region=None, decision=decision)
    with pytest.raises(NotReady, match="In wat u vastlegde staan woorden"):
        publication.publish(version.letter, choice=PUBLIC, user=user)


def test_a_decision_is_visible_only_while_a_published_letter_proves_it(version: LetterVersion, user: User) -> None:
    decision: Decision = DraftDecisionFactory(subject="Kader vastgesteld", owner_gemeente=version.letter.owner_gemeente)
    EvidenceLinkFactory(version=version, region=None, decision=decision)
    publication.publish(version.letter, choice=PUBLIC, user=user)
    decision.refresh_from_db()
    assert decision.level == Level.PUBLIC
    publication.withdraw(version.letter, reason="Onjuist.", for_privacy=False, user=user)
    decision.refresh_from_db()
    assert decision.level is None


@pytest.mark.django_db(transaction=True)
def test_a_decision_does_not_stay_public_when_its_two_letters_are_withdrawn_at_once(user: User) -> None:
    decision: Decision = DraftDecisionFactory(subject="Kader vastgesteld")
    letters = [published_letter(), published_letter()]
    for letter in letters:
        EvidenceLinkFactory(version=letter.version, region=None, decision=decision)
    set_audience(decision, level=Level.PUBLIC, shared_with=[])

    def withdraw(letter: Letter) -> None:
        publication.withdraw(letter, reason="Onjuist.", for_privacy=False, user=user)

    def withdraw_elsewhere() -> None:
        try:
            withdraw(letters[1])
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            withdraw(letters[0])
            second = pool.submit(withdraw_elsewhere)
            with contextlib.suppress(TimeoutError):
                second.result(timeout=1)
        second.result(timeout=20)
    decision.refresh_from_db()
    assert decision.level is None


def test_a_decision_of_a_besloten_letter_is_besloten(version: LetterVersion, user: User) -> None:
    decision: Decision = DraftDecisionFactory(subject="Kader vastgesteld", owner_gemeente=version.letter.owner_gemeente)
    EvidenceLinkFactory(version=version, region=None, decision=decision)
    owner = version.letter.owner_gemeente
    assert owner is not None
    shared = [owner.share_key]
    choice = Publication(level=Level.RESTRICTED, shared_with=shared, personal_data_checked=True)
    publication.publish(version.letter, choice=choice, user=user)
    decision.refresh_from_db()
    assert (decision.level, decision.shared_with) == (Level.RESTRICTED, shared)


def test_withdrawing_takes_the_text_from_readers(version: LetterVersion, user: User) -> None:
    publication.publish(version.letter, choice=PUBLIC, user=user)
    publication.withdraw(version.letter, reason="Onjuist bedrag.", for_privacy=False, user=user)
    letter = Letter.objects.get()
    assert (letter.level, letter.state, letter.was_public) == (None, LetterState.WITHDRAWN, True)
    assert LetterVersion.objects.get().public_text == ""
    assert not SearchEntry.objects.filter(object_id=letter.pk, side=Side.PUBLIC).exists()
    assert list(ChangeEvent.objects.values_list("kind", flat=True)) == [EventKind.WITHDRAWN, EventKind.PUBLISHED]


def test_a_wrong_upload_vanishes_but_for_a_record_without_content(
    version: LetterVersion, user: User, django_capture_on_commit_callbacks: Any
) -> None:
    source = SourceFileFactory(version=version)
    storage, name = source.file.storage, source.file.name
    with django_capture_on_commit_callbacks(execute=True):
        publication.remove(version.letter, user=user)
    assert not storage.exists(name)
    assert not Letter.objects.exists()
    assert not SearchEntry.objects.exists()
    assert RemovalRecord.objects.get().removed_by == user


def test_decisions_recorded_from_a_removed_upload_alone_go_with_it(version: LetterVersion, user: User) -> None:
    ours = DraftDecisionFactory(subject="Alleen uit deze brief")
    shared = DraftDecisionFactory(subject="Ook uit een andere brief")
    EvidenceLinkFactory(region=None, decision=shared)
    for start, decision in enumerate((ours, shared)):
        EvidenceLinkFactory(version=version, region=None, decision=decision, start=start)
        ChoiceFactory(
            version=version, key="decisions", start=start, action=ChoiceAction.CREATED, value={"decision": decision.pk}
        )
    SourceFileFactory(version=version)
    publication.remove(version.letter, user=user)
    assert list(Decision.objects.all()) == [shared]
    history = apps.get_model("governance", "DecisionEvent").objects
    assert set(history.values_list("subject", flat=True)) == {shared.subject}


def test_a_letter_that_was_published_cannot_be_removed(version: LetterVersion, user: User) -> None:
    publication.publish(version.letter, choice=PUBLIC, user=user)
    with pytest.raises(RuleBroken, match="Trek hem in"):
        publication.remove(version.letter, user=user)


def test_only_the_uploader_answers_whether_a_letter_is_secret(user: User) -> None:
    letter = LetterFactory(state=LetterState.POSSIBLY_SECRET)
    version = LetterVersionFactory(letter=letter, text="", public_text="")
    SourceFileFactory(version=version)
    with pytest.raises(RuleBroken):
        publication.keep_as_secret(letter, imposed_by="de raad", lifted_by="de raad", user=user)
    publication.keep_as_secret(letter, imposed_by="het college", lifted_by="de raad", user=letter.uploaded_by)
    letter.refresh_from_db()
    assert letter.state == LetterState.SECRET
    assert not letter.versions.exists()
    assert "het college" in letter.secrecy_note


def test_suggested_links_become_confirmed_and_rejected_ones_stay_out(version: LetterVersion, user: User) -> None:
    kept = EvidenceLinkFactory(version=version, status=EvidenceStatus.SUGGESTED)
    refused = EvidenceLinkFactory(version=version, status=EvidenceStatus.SUGGESTED)
    review.choose_links(version, accepted={kept.pk})
    publication.publish(version.letter, choice=PUBLIC, user=user)
    statuses = dict(EvidenceLink.objects.values_list("pk", "status"))
    assert statuses == {kept.pk: EvidenceStatus.CONFIRMED, refused.pk: EvidenceStatus.REJECTED}


def test_publishing_twice_is_refused(version: LetterVersion, user: User) -> None:
    publication.publish(version.letter, choice=PUBLIC, user=user)
    with pytest.raises(NotReady):
        publication.publish(version.letter, choice=PUBLIC, user=user)
    assert Letter.objects.filter(published_at__lte=timezone.now()).count() == 1


def test_a_cited_number_leads_to_the_one_letter_that_bears_it(version: LetterVersion, user: User) -> None:
    bearer = LetterVersionFactory(letter__case_number="2022-0007", public_text="")
    place = {"scheme": "zaak", "page": 1, "start": 0, "end": 5}
    known = version.citations.create(number="2022-0007", **place)
    unknown = version.citations.create(number="2022-0008", **place)
    publication.publish(version.letter, choice=PUBLIC, user=user)
    publication.publish(bearer.letter, choice=PUBLIC, user=user)
    known.refresh_from_db()
    unknown.refresh_from_db()
    assert (known.letter, unknown.letter) == (bearer.letter, None)
