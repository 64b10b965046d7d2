"""Documents cited by date and sender, and promised attachments: stored, and tied to the one letter that they are."""

import datetime
from typing import Any

import pytest

from documents import citations, publication
from documents.models import Letter, LetterVersion
from documents.pipeline.types import Attachment, Citation, Evidence, Reading, ReferencedNumber
from documents.publication import Publication
from governance.models import Gemeente, User
from governance.vocabulary import ClaimStatus, DocumentType, Level
from tests.factories import GemeenteFactory, LetterFactory, LetterVersionFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = "Zoals in onze brief van 25 september 2020 staat. Bijlage: het plan (RIS 2629405).\n"
DAY = datetime.date(2020, 9, 25)
COLLEGE = "college van burgemeester en wethouders"
PUBLIC = Publication(level=Level.PUBLIC, personal_data_checked=True)


@pytest.fixture
def gemeente() -> Gemeente:
    """Of the citing letter and of those that it can mean."""
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.fixture
def user() -> User:
    """The griffier who publishes."""
    user: User = UserFactory()
    return user


def draft(gemeente: Gemeente, **fields: Any) -> LetterVersion:
    version: LetterVersion = LetterVersionFactory(
        letter=LetterFactory(owner_gemeente=gemeente, **fields), text=TEXT, public_text=""
    )
    return version


def citing(
    gemeente: Gemeente, *, sender: str = COLLEGE, words: str = "onze brief van 25 september 2020"
) -> LetterVersion:
    version = draft(gemeente)
    place = Evidence(1, 10, 40, TEXT[10:40])
    citations.store(version, Reading(TEXT, citations=(Citation(words, "2020-09-25", sender, place),)))
    return version


def bearer(gemeente: Gemeente, **fields: Any) -> LetterVersion:
    return draft(gemeente, **{"date": DAY, "from_body": f"het {COLLEGE} van Voorbeeldstad", **fields})


def tied(version: LetterVersion) -> Letter | None:
    return version.citations.get(scheme=citations.BY_DATE).letter


def publish(version: LetterVersion, user: User) -> None:
    publication.publish(version.letter, choice=PUBLIC, user=user)


def test_a_letter_cited_by_date_and_sender_is_tied_whichever_is_published_first(gemeente: Gemeente, user: User) -> None:
    early, known, late = citing(gemeente), bearer(gemeente), citing(gemeente)
    for version in (early, known, late):
        publish(version, user)
    assert (tied(early), tied(late)) == (known.letter, known.letter)


def test_two_letters_of_that_day_and_sender_leave_the_citation_open(gemeente: Gemeente, user: User) -> None:
    version, one, two = citing(gemeente), bearer(gemeente), bearer(gemeente)
    publish(version, user)
    publish(one, user)
    assert tied(version) == one.letter
    publish(two, user)
    assert tied(version) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"date": datetime.date(2020, 9, 24)},
        {"from_body": "Dagelijks Bestuur GR Jeugdhulp Voorbeeld"},
        {"owner_gemeente": "other"},
    ],
)
def test_another_day_sender_or_gemeente_does_not_fit(gemeente: Gemeente, user: User, fields: dict[str, Any]) -> None:
    elsewhere = GemeenteFactory() if fields.pop("owner_gemeente", None) else gemeente
    version, other = citing(gemeente), bearer(elsewhere, **fields)
    publish(version, user)
    publish(other, user)
    assert tied(version) is None


def test_the_words_say_which_kind_of_letter_is_meant(gemeente: Gemeente, user: User) -> None:
    memo = citing(gemeente, sender="", words="de memo van 25 september 2020")
    motion = citing(gemeente, sender="", words="de motie van 25 september 2020")
    letter, note = bearer(gemeente), bearer(gemeente, document_type=DocumentType.MEMO)
    for version in (memo, motion, letter, note):
        publish(version, user)
    assert (tied(memo), tied(motion)) == (note.letter, None)


def test_a_draft_is_never_tied(gemeente: Gemeente, user: User) -> None:
    version = citing(gemeente)
    bearer(gemeente)
    publish(version, user)
    assert tied(version) is None


def test_promised_attachments_are_kept_and_numbered_ones_once(gemeente: Gemeente) -> None:
    version = draft(gemeente)
    number = Evidence(1, 71, 78, "2629405")
    reading = Reading(
        TEXT,
        referenced_numbers=(ReferencedNumber("2629405", "RIS", ClaimStatus.CERTAIN, number),),
        attachments=(
            Attachment("het plan (RIS 2629405)", True, Evidence(1, 58, 79, TEXT[58:79])),
            Attachment("brief", True, Evidence(1, 20, 25, TEXT[20:25])),
            Attachment("staat", False, Evidence(1, 42, 47, TEXT[42:47])),
        ),
    )
    citations.store(version, reading)
    citations.store(version, reading)
    assert list(version.citations.values_list("scheme", "number", "words")) == [
        (citations.ATTACHMENT, "", "brief"),
        ("RIS", "2629405", ""),
    ]
