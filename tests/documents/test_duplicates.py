"""The same letter twice: it is asked about, once, to who may know, and nothing is decided or lost."""

from typing import Any

import pytest

from documents import answering, duplicates, publication
from documents.indexing import index_letter
from documents.intake import Owner
from documents.models import Letter, LetterVersion, RemovalRecord, SourceFile, Upload
from documents.publication import NotReady, Publication
from documents.vocabulary import LetterState, SameBy, UploadStatus
from governance.errors import RuleBroken
from governance.models import Gemeente, User
from governance.vocabulary import Level, Precision
from tests.documents.test_intake import LETTER, receive
from tests.factories import (
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    SourceFileFactory,
    UploadBatchFactory,
    UploadFactory,
    UserFactory,
    published_letter,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gemeente() -> Gemeente:
    """The gemeente that adds letters here."""
    made: Gemeente = GemeenteFactory()
    return made


@pytest.fixture
def user() -> User:
    """Who answers."""
    made: User = UserFactory()
    return made


def draft(gemeente: Gemeente, *, text_hash: str = "", **fields: object) -> LetterVersion:
    """A letter that was read, in a batch."""
    letter = LetterFactory(owner_gemeente=gemeente, **fields)
    version: LetterVersion = LetterVersionFactory(letter=letter, text_hash=text_hash, public_text="")
    SourceFileFactory(version=version)
    UploadFactory(batch=UploadBatchFactory(owner_gemeente=gemeente), position=1, letter=letter,
                  status=UploadStatus.TO_CHECK)  # fmt: skip
    return version


def asked(version: LetterVersion) -> tuple[int | None, str]:
    """About which letter the portal asks, and why."""
    letter = Letter.objects.get(pk=version.letter_id)
    return letter.open_question.pk if letter.open_question else None, letter.resembles_by


def test_the_same_text_and_the_same_number_and_date_are_asked_about(gemeente: Gemeente) -> None:
    first = draft(gemeente, text_hash="abc", case_number="2022-0001")
    duplicates.note(first)
    by_text = draft(gemeente, text_hash="abc", case_number="2022-0002")
    by_number = draft(gemeente, text_hash="xyz", case_number="2022 0001")
    for version in (by_text, by_number):
        duplicates.note(version)
    assert asked(first) == (None, "")
    assert asked(by_text) == (first.letter_id, SameBy.TEXT)
    assert asked(by_number) == (first.letter_id, SameBy.NUMBER)


def test_the_first_of_a_pair_is_not_asked_about_when_it_is_read_again(gemeente: Gemeente) -> None:
    first, second = draft(gemeente, text_hash="abc"), draft(gemeente, text_hash="abc")
    duplicates.note(second)
    duplicates.note(first)
    assert asked(first) == (None, "")


@pytest.mark.parametrize(
    "fields", [{"date": None}, {"case_number": ""}, {"date_precision": Precision.MONTH}, {"text_hash": ""}]
)
def test_what_is_not_known_is_not_compared(gemeente: Gemeente, fields: dict[str, Any]) -> None:
    same: dict[str, Any] = {"case_number": "2022-0001"} | fields
    first, second = draft(gemeente, **same), draft(gemeente, **same)
    duplicates.note(second)
    expected = first.letter_id if "text_hash" in fields else None
    assert asked(second)[0] == expected


def test_another_owners_letter_is_known_only_when_everybody_may_read_it(gemeente: Gemeente) -> None:
    other = GemeenteFactory()
    hidden = draft(other, text_hash="abc")
    published_letter(owner_gemeente=other, level=Level.RESTRICTED, shared_with=[gemeente.share_key])
    LetterVersion.objects.exclude(pk=hidden.pk).update(text_hash="abc")
    mine = draft(gemeente, text_hash="abc")
    duplicates.note(mine)
    assert asked(mine) == (None, "")
    public = published_letter(owner_gemeente=other)
    public.versions.update(text_hash="abc")
    duplicates.note(mine)
    assert asked(mine) == (public.pk, SameBy.TEXT)


def test_the_same_number_and_date_of_two_gemeenten_are_two_letters(gemeente: Gemeente) -> None:
    other = published_letter(owner_gemeente=GemeenteFactory(), case_number="2022-0001")
    mine = draft(gemeente, case_number="2022-0001", date=other.date)
    duplicates.note(mine)
    assert asked(mine) == (None, "")
    mine.letter.gemeente = None
    duplicates.note(mine)
    assert asked(mine) == (other.pk, SameBy.NUMBER)


def test_a_question_ends_when_the_other_letter_may_no_longer_be_known(gemeente: Gemeente) -> None:
    public = published_letter(owner_gemeente=GemeenteFactory())
    public.versions.update(text_hash="abc")
    mine = draft(gemeente, text_hash="abc")
    duplicates.note(mine)
    Letter.objects.filter(pk=public.pk).update(state=LetterState.WITHDRAWN, level=None)
    assert asked(mine)[0] is None


def test_a_letter_that_is_asked_about_is_not_published(gemeente: Gemeente, user: User) -> None:
    draft(gemeente, text_hash="abc")
    second = draft(gemeente, text_hash="abc")
    index_letter(second)
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
    with pytest.raises(NotReady, match="lijkt al in het portaal"):
        publication.publish(second.letter, choice=choice, user=user)
    duplicates.note(second)
    duplicates.keep_apart(second.letter, user=user)
    publication.publish(second.letter, choice=choice, user=user)


def test_apart_is_remembered_for_both(gemeente: Gemeente, user: User) -> None:
    first, second = draft(gemeente, text_hash="abc"), draft(gemeente, text_hash="abc")
    duplicates.note(second)
    answering.keep_letter_apart(second.letter, user=user)
    for version in (first, second):
        duplicates.note(LetterVersion.objects.get(pk=version.pk))
        assert asked(version)[0] is None


def test_leaving_a_read_letter_out_removes_it_and_keeps_the_row_with_the_other_letter(
    gemeente: Gemeente, user: User
) -> None:
    first, second = draft(gemeente, text_hash="abc"), draft(gemeente, text_hash="abc")
    duplicates.note(second)
    row = second.letter.uploads.get()
    answering.leave_out(row, user=user)
    row.refresh_from_db()
    assert (row.status, row.letter, row.duplicate_of_id) == (UploadStatus.NOT_ADDED, None, first.letter_id)
    assert not Letter.objects.filter(pk=second.letter_id).exists()
    assert RemovalRecord.objects.filter(letter_id_was=second.letter_id).exists()


@pytest.fixture
def same_file(gemeente: Gemeente, user: User) -> Upload:
    """A row that asks: its bytes are those of the letter before."""
    receive((user, Owner(gemeente=gemeente)), ("a.txt", LETTER))
    Letter.objects.update(state=LetterState.TO_CHECK)
    (row,) = receive((user, Owner(gemeente=gemeente)), ("b.txt", LETTER))
    return row


def test_the_same_bytes_make_nothing_until_somebody_chooses(same_file: Upload, user: User) -> None:
    assert same_file.status == UploadStatus.DUPLICATE
    assert Letter.objects.count() == SourceFile.objects.count() == 1
    answering.leave_out(same_file, user=user)
    same_file.refresh_from_db()
    assert same_file.status == UploadStatus.NOT_ADDED
    assert Letter.objects.count() == 1


def test_the_same_bytes_become_a_letter_of_their_own_once(same_file: Upload, user: User) -> None:
    answering.add_apart(same_file, user=user)
    same_file.refresh_from_db()
    assert (same_file.status, same_file.duplicate_of) == (UploadStatus.WAITING, None)
    assert [source.file.read() for source in SourceFile.objects.all()] == [LETTER, LETTER]
    with pytest.raises(RuleBroken):
        answering.add_as_version(same_file)
    assert Letter.objects.count() == 2


def test_the_same_bytes_become_a_new_version(same_file: Upload) -> None:
    answering.add_as_version(same_file)
    same_file.refresh_from_db()
    letter = same_file.letter
    assert letter is not None
    assert letter.replaces == Letter.objects.exclude(pk=letter.pk).get()


def test_removing_the_first_letter_takes_the_asking_row_along(same_file: Upload, user: User) -> None:
    publication.remove(Letter.objects.get(), user=user)
    same_file.refresh_from_db()
    assert (same_file.status, same_file.file_name) == (UploadStatus.REMOVED, "")
    with pytest.raises(RuleBroken):
        answering.add_apart(same_file, user=user)
