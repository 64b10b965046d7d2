"""Versions behind one address: the old one stays as it is until the new one is published, and no mask gets lost."""

import pytest
from django.db.models import Model
from django.test import Client

from documents import publication, review, versions
from documents.models import Choice, Letter, LetterAttachment, LetterVersion, Receipt, Report, Settlement, Upload
from documents.publication import NotReady, Publication
from documents.vocabulary import ChoiceAction, LetterState, UploadStatus
from governance.errors import RuleBroken
from governance.models import Decision, Gemeente, User
from governance.search_index import SearchEntry
from governance.vocabulary import Level, ObjectKind, Side
from tests.attachment_factory import LetterAttachmentFactory
from tests.factories import (
    ChoiceFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    FindingFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    SourceFileFactory,
    UploadBatchFactory,
    UploadFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PUBLIC = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
OLD = "Raadsinformatiebrief\n\nVraag het Petra Voorbeeldsma. De oude afspraak geldt.\n"
NEW = "Raadsinformatiebrief\n\nVraag het Petra Voorbeeldsma. De nieuwe afspraak geldt.\n"


@pytest.fixture
def user() -> User:
    """Who publishes."""
    made: User = UserFactory()
    return made


@pytest.fixture
def gemeente() -> Gemeente:
    """Whose letters they are."""
    made: Gemeente = GemeenteFactory()
    return made


def draft(gemeente: Gemeente, text: str, **fields: object) -> LetterVersion:
    """A letter that was read, with its file and row."""
    letter = LetterFactory(owner_gemeente=gemeente, **fields)
    version: LetterVersion = LetterVersionFactory(letter=letter, text=text, public_text="")
    SourceFileFactory(version=version)
    UploadFactory(batch=UploadBatchFactory(owner_gemeente=gemeente), letter=letter, status=UploadStatus.TO_CHECK)
    return version


def published(gemeente: Gemeente, user: User, *, masked: str = "Petra Voorbeeldsma", level: str = "openbaar") -> Letter:
    """A published letter with a masked name."""
    version = draft(gemeente, OLD, subject="Oud onderwerp")
    review.mask_words_everywhere(version, words=masked, user=user)
    shared = [gemeente.share_key] if level == Level.RESTRICTED else []
    choice = Publication(level=level, shared_with=shared, personal_data_checked=True, force=True)
    return publication.publish(version.letter, choice=choice, user=user)


def successor(letter: Letter, text: str = NEW) -> LetterVersion:
    """A draft that is to take the place of the letter."""
    assert letter.owner_gemeente is not None
    version = draft(letter.owner_gemeente, text, subject="Nieuw onderwerp")
    versions.begin(version.letter, of=letter)
    return version


def test_the_old_version_stays_until_the_new_one_is_published(client: Client, gemeente: Gemeente, user: User) -> None:
    letter = published(gemeente, user)
    new = successor(letter)
    body = client.get(letter.get_absolute_url()).content.decode()
    assert "De oude afspraak" in body
    assert "nieuwe afspraak" not in body
    assert client.get(f"/brieven/{new.letter_id}/").status_code == 404
    publication.publish(new.letter, choice=PUBLIC, user=user)
    letter.refresh_from_db()
    assert letter.subject == "Nieuw onderwerp"
    body = client.get(letter.get_absolute_url()).content.decode()
    assert "De nieuwe afspraak" in body
    assert f"/brieven/{letter.pk}/versies/1/" in body


def test_what_was_masked_in_the_old_version_is_masked_in_the_new_one(gemeente: Gemeente, user: User) -> None:
    new = successor(published(gemeente, user))
    letter = publication.publish(new.letter, choice=PUBLIC, user=user)
    for version in letter.versions.all():
        assert "Voorbeeldsma" not in version.public_text
        assert "█" in version.public_text
        assert len(version.public_text) == len(version.text)


def test_a_mask_of_the_old_version_can_be_taken_off_by_a_person_alone(gemeente: Gemeente, user: User) -> None:
    new = successor(published(gemeente, user))
    places, _ = review.masked_places(new)
    review.choose_masks(new, masked=(), kept=places, user=user)
    letter = publication.publish(new.letter, choice=PUBLIC, user=user)
    newest, oldest = letter.versions.order_by("-number")
    assert "Voorbeeldsma" in newest.public_text
    assert "Voorbeeldsma" not in oldest.public_text


def test_what_is_masked_now_is_masked_in_older_versions_too(gemeente: Gemeente, user: User) -> None:
    letter = published(gemeente, user, masked="oude afspraak")
    assert "Voorbeeldsma" in LetterVersion.objects.get(letter=letter).public_text
    new = successor(letter)
    review.mask_words_everywhere(new, words="Petra Voorbeeldsma", user=user)
    publication.publish(new.letter, choice=PUBLIC, user=user)
    assert "Voorbeeldsma" not in LetterVersion.objects.get(letter=letter, number=1).public_text


def test_the_old_text_has_its_own_address_with_a_notice(client: Client, gemeente: Gemeente, user: User) -> None:
    letter = publication.publish(successor(published(gemeente, user)).letter, choice=PUBLIC, user=user)
    answer = client.get(f"/brieven/{letter.pk}/versies/1/")
    body = answer.content.decode()
    assert "Dit is een oudere versie" in body
    assert "De oude afspraak" in body
    assert "Voorbeeldsma" not in body
    assert client.get(f"/brieven/{letter.pk}/versies/2/").headers["Location"] == letter.get_absolute_url()
    assert client.get(f"/brieven/{letter.pk}/versies/3/").status_code == 404


def test_an_old_besloten_text_does_not_become_public_with_the_letter(
    client: Client, gemeente: Gemeente, user: User
) -> None:
    letter = published(gemeente, user, level=Level.RESTRICTED)
    letter = publication.publish(successor(letter).letter, choice=PUBLIC, user=user)
    assert client.get(f"/brieven/{letter.pk}/versies/1/").status_code == 404
    assert "versies/1" not in client.get(letter.get_absolute_url()).content.decode()


@pytest.mark.parametrize("for_privacy", [True, False])
def test_a_withdrawn_letter_has_no_old_texts(client: Client, gemeente: Gemeente, user: User, for_privacy: bool) -> None:
    letter = publication.publish(successor(published(gemeente, user)).letter, choice=PUBLIC, user=user)
    publication.withdraw(letter, reason="Fout.", for_privacy=for_privacy, user=user)
    assert client.get(f"/brieven/{letter.pk}/versies/1/").status_code == 410
    assert not letter.versions.exclude(public_text="").exists()


def test_search_finds_the_new_text_and_one_letter(gemeente: Gemeente, user: User) -> None:
    new = successor(published(gemeente, user))
    gone = new.letter_id
    letter = publication.publish(new.letter, choice=PUBLIC, user=user)
    rows = SearchEntry.objects.filter(kind=ObjectKind.LETTER)
    assert not rows.filter(object_id=gone).exists()
    assert rows.get(object_id=letter.pk, side=Side.PUBLIC).title == "Nieuw onderwerp"


def test_uploads_and_attachments_go_along(gemeente: Gemeente, user: User) -> None:
    letter = published(gemeente, user)
    LetterAttachmentFactory(letter=letter, sha256="a" * 64)
    new = successor(letter)
    for digest in ("a" * 64, "b" * 64):
        LetterAttachmentFactory(letter=new.letter, sha256=digest)
    publication.publish(new.letter, choice=PUBLIC, user=user)
    assert sorted(LetterAttachment.objects.values_list("letter", "sha256")) == [
        (letter.pk, "a" * 64), (letter.pk, "b" * 64),
    ]  # fmt: skip
    assert set(Upload.objects.values_list("letter", "status")) == {(letter.pk, UploadStatus.PUBLISHED)}


def test_every_table_that_points_at_letters_is_thought_of() -> None:
    """Publishing a new version deletes its draft; what points at a draft must move along, or cannot be there."""
    moved = {Upload, Letter, LetterAttachment, LetterVersion}
    only_of_published_letters = {Receipt, Report, Settlement}
    pointing: set[type[Model]] = {relation.related_model for relation in Letter._meta.related_objects}
    names = {model.__name__ for model in pointing - moved - only_of_published_letters}
    assert names <= {"CitedDocument", "Letter_bodies", "LetterPublicationEvent"}


def test_a_decision_that_the_new_version_no_longer_proves_is_not_public(gemeente: Gemeente, user: User) -> None:
    version = draft(gemeente, OLD)
    decision: Decision = DraftDecisionFactory(owner_gemeente=gemeente)
    EvidenceLinkFactory(version=version, region=None, decision=decision)
    letter = publication.publish(version.letter, choice=PUBLIC, user=user)
    decision.refresh_from_db()
    assert decision.level == Level.PUBLIC
    publication.publish(successor(letter).letter, choice=PUBLIC, user=user)
    decision.refresh_from_db()
    assert decision.level is None


def test_choices_are_offered_where_reading_claims_the_same(gemeente: Gemeente, user: User) -> None:
    old = draft(gemeente, OLD)
    new = draft(gemeente, NEW, case_number="Z2")
    for version, number in ((old, "Z1"), (new, "Z2")):
        FindingFactory(version=version, key="subject", value={"value": "Gelezen"}, start=None, end=None, page=None)
        FindingFactory(version=version, key="case_number", value={"value": number}, start=None, end=None, page=None)
    for key in ("subject", "case_number"):
        ChoiceFactory(version=old, key=key, ordinal=0, action=ChoiceAction.CORRECTED, value={"value": "Verbeterd"},
                      made_by=user)  # fmt: skip
    versions.begin(new.letter, of=old.letter)
    new.letter.refresh_from_db()
    assert (new.letter.subject, new.letter.case_number) == ("Verbeterd", "Z2")
    assert list(new.choices.values_list("key", flat=True)) == ["subject"]


def test_answers_to_decisions_are_offered_where_reading_finds_the_same(gemeente: Gemeente, user: User) -> None:
    old, new = draft(gemeente, OLD), draft(gemeente, NEW)
    found = {"body": "raad", "date": "2022-03-10", "subject": "regiovisie", "outcome": "vastgesteld"}
    decision = DraftDecisionFactory(owner_gemeente=gemeente)
    for version in (old, new):
        FindingFactory(version=version, key="decisions", value=found, start=3, end=9)
    ChoiceFactory(version=old, key="decisions", start=3, end=9, ordinal=0, action=ChoiceAction.CREATED,
                  value={"decision": decision.pk}, made_by=user)  # fmt: skip
    versions.begin(new.letter, of=old.letter)
    answered = Choice.objects.get(version=new, key="decisions")
    assert (answered.action, answered.value) == (ChoiceAction.LINKED, {"decision": decision.pk})
    assert new.evidence.get().decision == decision


def test_a_new_version_of_a_withdrawn_or_another_owners_letter_is_refused(gemeente: Gemeente, user: User) -> None:
    letter = published(gemeente, user)
    with pytest.raises(RuleBroken, match="andere gemeente"):
        versions.begin(draft(GemeenteFactory(), NEW).letter, of=letter)
    waiting = successor(letter)
    publication.withdraw(letter, reason="Fout.", for_privacy=True, user=user)
    with pytest.raises(NotReady, match="aparte brief"):
        publication.publish(waiting.letter, choice=PUBLIC, user=user)
    letter.refresh_from_db()
    assert letter.state == LetterState.WITHDRAWN


def test_a_published_new_version_is_not_undone_but_withdrawn(gemeente: Gemeente, user: User) -> None:
    letter = published(gemeente, user)
    assert publication.may_undo(letter)
    letter = publication.publish(successor(letter).letter, choice=PUBLIC, user=user)
    assert not publication.may_undo(letter)


def test_removing_the_draft_leaves_the_letter_alone(gemeente: Gemeente, user: User) -> None:
    letter = published(gemeente, user)
    publication.remove(successor(letter).letter, user=user)
    letter.refresh_from_db()
    assert letter.state == LetterState.PUBLISHED
    assert LetterVersion.objects.get(letter=letter).public_text
