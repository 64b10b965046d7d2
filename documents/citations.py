"""Documents that letters cite: store them, and tie them to the letter in the portal that each of them is.

A citation whose letter is not there yet stays open and is tied by itself when that letter is published. Who may follow
the link is decided where it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from documents.models import CitedDocument, Letter, LetterVersion
from documents.pipeline.types import Attachment, Citation, Evidence, Reading, ReferencedNumber
from documents.vocabulary import LetterState
from governance.search_index import SearchEntry, fold_number
from governance.vocabulary import DocumentType, ObjectKind, Precision, Side

BY_DATE, ATTACHMENT = "datum", "bijlage"
# Which kinds of letters the words for a document can mean; other documents (moties, rapporten) are no letters.
_KINDS: tuple[tuple[str, tuple[DocumentType, ...]], ...] = (
    (r"raadsinformatiebrie|informatiebrie|informatienota|\brib\b|mededeling", (DocumentType.RIB,)),
    (r"collegebrie|raadsbrie", (DocumentType.COLLEGE_LETTER, DocumentType.RIB)),
    (r"memo|notitie", (DocumentType.MEMO,)),
    (r"brie(?:f|ven)\b|kennisgeving", tuple(DocumentType)),
)
_NEGLIGIBLE = frozenset(["de", "het", "van", "en", "gemeente", "wethouders", "burgemeester", "een"])


def store(version: LetterVersion, reading: Reading, *, is_first: bool = False) -> None:
    """Replace what the version cites by what reading found; nothing is tied yet. The first reading replaces nothing."""
    if not is_first:
        version.citations.all().delete()
    places = [found.evidence for found in reading.referenced_numbers]
    rows = [*_numbered(version, reading.referenced_numbers), *_dated(version, reading.citations)]
    rows += _attached(version, reading.attachments, places)
    CitedDocument.objects.bulk_create(rows)


def _numbered(version: LetterVersion, numbers: Iterable[ReferencedNumber]) -> Iterator[CitedDocument]:
    for found in numbers:
        yield CitedDocument(version=version, number=found.number[:100], scheme=found.scheme[:30], **_at(found.evidence))


def _dated(version: LetterVersion, citations: Iterable[Citation]) -> Iterator[CitedDocument]:
    for found in citations:
        whole = len(found.date or "") == len("2020-09-25")
        yield CitedDocument(
            version=version, scheme=BY_DATE, date=date.fromisoformat(found.date) if whole and found.date else None,
            sender=found.sender[:300], words=found.words[:300], **_at(found.evidence),
        )  # fmt: skip


def _attached(
    version: LetterVersion, attachments: Iterable[Attachment], places: Iterable[Evidence]
) -> Iterator[CitedDocument]:
    """Promised attachments, without those whose number is stored already."""
    for found in attachments:
        place = found.evidence
        if found.promised and not any(place.start <= other.start < place.end for other in places):
            yield CitedDocument(version=version, scheme=ATTACHMENT, words=found.title[:300], **_at(place))


def _at(place: Evidence) -> dict[str, int]:
    return {"page": place.page, "start": place.start, "end": place.end}


def resolve(version: LetterVersion) -> None:
    """Tie citations to the one published letter that each names, for this version's citations and for citations of its
    letter elsewhere; where two letters fit, a person must say which."""
    letter = version.letter
    number = letter.case_number
    if number and len(_bearing(number)) == 1:
        CitedDocument.objects.filter(number__iexact=number, letter=None).update(letter=letter)
    for cited in version.citations.filter(letter=None).exclude(number=""):
        if len(bearing := _bearing(cited.number)) == 1:
            cited.letter_id = bearing[0]
            cited.save(update_fields=["letter"])
    dated = CitedDocument.objects.filter(scheme=BY_DATE).select_related("version__letter")
    for cited in [*dated.filter(version=version), *(dated.filter(date=letter.date) if letter.date else ())]:
        fitting = _fitting(cited)
        cited.letter = fitting[0] if len(fitting) == 1 else None
        cited.save(update_fields=["letter"])


def _bearing(number: str) -> list[int]:
    """Ids of published letters with this case number, two at most."""
    entries = SearchEntry.objects.filter(
        kind=ObjectKind.LETTER, side=Side.PUBLIC, numbers__contains=[fold_number(number)]
    )
    return list(entries.values_list("object_id", flat=True)[:2])


def _fitting(cited: CitedDocument) -> list[Letter]:
    """Published letters of the cited date that can be meant: of the same gemeente or region, and of that sender."""
    citing = cited.version.letter
    kinds = next((kinds for words, kinds in _KINDS if re.search(words, cited.words, re.I)), ())
    if cited.date is None or not kinds:
        return []
    letters = Letter.objects.filter(
        state=LetterState.PUBLISHED, date=cited.date, date_precision=Precision.DAY, document_type__in=kinds
    ).exclude(pk=citing.pk)
    return [letter for letter in letters if _is_near(letter, citing) and _is_of(letter, cited.sender)]


def _is_near(letter: Letter, citing: Letter) -> bool:
    same_gemeente = letter.gemeente_id is not None and letter.gemeente_id == citing.gemeente_id
    return same_gemeente or (letter.region_id is not None and letter.region_id == citing.region_id)


def _is_of(letter: Letter, sender: str) -> bool:
    """Whether a letter can be of the sender that the words name; every letter can where they name none."""
    wanted = _telling(sender)
    theirs = [_telling(name) for name in (letter.from_body, letter.from_person) if name]
    return not wanted or any(wanted <= names or names <= wanted for names in theirs if names)


def _telling(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold())) - _NEGLIGIBLE
