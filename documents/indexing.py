"""What search knows of letters: one row for the griffie's own text, one for the public version."""

from __future__ import annotations

from django.urls import reverse

from documents.models import Letter, LetterVersion
from governance.search_index import Findable, put, remove
from governance.vocabulary import DocumentType, ObjectKind, Side

KEYWORDS = {
    DocumentType.RIB: "raadsinformatiebrief raadsbrief RIB brief",
    DocumentType.COLLEGE_LETTER: "collegebrief raadsbrief brief",
    DocumentType.MEMO: "memo brief",
    DocumentType.COVER_LETTER: "aanbiedingsbrief brief",
    DocumentType.OTHER: "brief",
}


def index_draft(version: LetterVersion) -> None:
    """Mirror a letter that never was published: its staff row. Call in the transaction of the change."""
    put(_findable(version.letter, version, side=Side.STAFF))


def index_letter(version: LetterVersion) -> None:
    """Mirror the letter's present state: the staff row always (while its text is kept), the public row while it is
    published. Call in the transaction of the change."""
    letter = version.letter
    index_draft(version)
    if letter.level is None:
        remove(ObjectKind.LETTER, letter.pk, Side.PUBLIC)
    else:
        put(_findable(letter, version, side=Side.PUBLIC))


def forget_letter(letter: Letter) -> None:
    """Take a letter out of search altogether."""
    remove(ObjectKind.LETTER, letter.pk)


def _findable(letter: Letter, version: LetterVersion, *, side: Side) -> Findable:
    public = side == Side.PUBLIC
    return Findable(
        kind=ObjectKind.LETTER,
        object_id=letter.pk,
        side=side,
        title=letter.subject or "Brief zonder onderwerp",
        url=letter.get_absolute_url() if public else reverse("review", args=[letter.pk]),
        level=letter.level if public else None,
        owner_gemeente_id=letter.owner_gemeente_id,
        owner_region_id=letter.owner_region_id,
        shared_with=letter.shared_with if public else (),
        date=letter.date,
        region_id=letter.region_id,
        gemeente_ids=[letter.gemeente_id] if letter.gemeente_id else [],
        numbers=[letter.case_number] if letter.case_number else [],
        names=" ".join([letter.from_body, letter.to_body, str(letter.gemeente or ""), str(letter.region or "")]),
        keywords=KEYWORDS.get(DocumentType(letter.document_type), "brief") if letter.document_type else "brief",
        text=version.public_text if public else version.text,
    )
