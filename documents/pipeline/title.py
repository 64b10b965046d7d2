"""What kind of letter it is: by the title above it, else by what it calls itself, else by who writes to whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.pipeline.claims import CERTAIN, CHECK, claim
from documents.pipeline.header import SALUTATION, Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, cells
from documents.pipeline.types import ABSENT, Claim
from governance.vocabulary import DocumentType

_TYPES: tuple[tuple[str, DocumentType], ...] = (
    (r"raads?informatie(?:brief|nota|memo)", DocumentType.RIB),
    (
        r"informatienota(?: raad)?|informatiebrief(?: (?:aan de )?raad)?|raadsmededeling|raadsinformatie|\bRIB\b",
        DocumentType.RIB,
    ),
    (r"raadsbrief|(?:raads)?informatie aan de (?:gemeente)?raad|brief aan (?:de )?(?:gemeente)?raad", DocumentType.RIB),
    (r"college ?brief|collegebericht|brief van het college", DocumentType.COLLEGE_LETTER),
    (r"aanbiedingsbrief|begeleidende brief|geleidebrief", DocumentType.COVER_LETTER),
    (r"(?:raads|college)?memo(?:randum)?", DocumentType.MEMO),
    (r"kennisgeving|mededeling|oplegnotitie|wethoudersbrief|nieuwsbrief|persbericht", DocumentType.OTHER),
    (
        r"(?:(?:technische|schriftelijke) )?beantwoording(?: (?:van )?(?:\w+ )?vragen)?|antwoordbrief|persverklaring",
        DocumentType.OTHER,
    ),
    (r"brief aan de leden|ledenbrief|besluitenlijst|raadsvoorstel|notitie", DocumentType.OTHER),
)
_TITLE_LINE = re.compile(
    r"^\W*(?P<type>" + "|".join(f"(?:{pattern})" for pattern, _ in _TYPES) + r")\d?"
    r"(?:\s+(?:aan|voor|van)\s+(?:de\s+|het\s+)?(?:leden\s+van\s+de\s+)?(?:gemeente)?(?:raad|college)\b.*|\s{2,}.*|"
    r"\s*(?:(?:nr\.?|nummer)?\s*[\w./-]*\d[\w./-]*\s*)?(?:[-–|:]|\b(?:over|inzake|betreffende))\s.{0,140}|"
    r"\s+[-–|]\s.{0,60}|\s*(?:nr\.?|nummer)?\s*[\w./-]*\d[\w./-]*)?\W*$",
    re.I,
)
# Other titles (informatienota, raadsmededeling, raadsbrief) are used for more than one type.
_PLAIN_TYPE = re.compile(
    r"raads?informatiebrief|college ?brief|(?:raads|college)?memo|aanbiedingsbrief|kennisgeving", re.I
)
_THIS_LETTER = re.compile(
    r"\b(?:deze|hierbij|bijgaande|onderhavige)\s+(?P<type>raadsinformatiebrief|informatienota|"
    r"raadsmededeling|collegebrief|"
    r"raadsbrief|aanbiedingsbrief|memo|kennisgeving|mededeling)\b",
    re.I,
)
_COVERING = re.compile(
    r"\b(?:stuur(?:en)?|bied(?:en)?|zend(?:en)?)\s+(?:ik|wij)?\s*u?\b[^.]{0,120}?\b(?:toe|aan)\b|"
    r"\bhierbij\s+(?:ontvangt|treft)\s+u\b",
    re.I,
)
_NOTING = re.compile(r"\bkennis\s*(?:te\s+)?nemen\s+van\b", re.I)
_TITLE_REACH = 45
# A line without any of these, or with letters set apart, is no title.
_TITLE_WORD = re.compile(
    r"brief|brlef|memo|mededeling|nota|notitie|informatie|lnformat|RIB|kennisgeving|bericht|antwoord|verklaring|"
    r"besluitenlijst|voorstel|[a-z] [a-z] [a-z] [a-z]",
    re.I,
)
_MISREAD_I = re.compile(r"(?<=[A-Z])l(?=[A-Z])|^l(?=n[a-z])")
_APART = re.compile(r"[A-Za-z](?: [A-Za-z]){3,}")


@dataclass(frozen=True, slots=True)
class Title:
    """What a letter calls itself above its text: the word, the type it stands for, its place and its line."""

    word: str
    kind: DocumentType
    start: int
    end: int
    line: Line


def document_type(source: Source, head: Head, sender: Claim, recipient: Claim) -> Claim:
    """The type by its own title line, else by what the letter calls itself, else by who writes to whom."""
    title = find_title(source, head)
    if title:
        sure = bool(_PLAIN_TYPE.fullmatch(title.word))
        return claim(source, title.kind, title.start, title.end, 0.99 if sure else 0.85, CERTAIN if sure else CHECK)
    match = _THIS_LETTER.search(source.text)
    if match:
        return claim(source, _type_of(match["type"]), match.start("type"), match.end("type"), 0.9)
    return _type_by_addressee(source, head, sender, recipient)


def find_title(source: Source, head: Head) -> Title | None:
    """The line or cell in which a letter says what it is, with its letters set apart or not."""
    for line in source.lines[:_TITLE_REACH]:
        if not _TITLE_WORD.search(line.text):
            continue
        for cell in cells(line):
            apart = _APART.fullmatch(cell.text)
            match = _TITLE_LINE.match(cell.text.replace(" ", "") if apart else _MISREAD_I.sub("I", cell.text))
            if match and not _is_labelled(head, line):
                start = cell.start + (0 if apart else match.start("type"))
                end = cell.end if apart else start + len(match["type"])
                return Title(match["type"], _type_of(match["type"]), start, end, line)
    return None


def _is_labelled(head: Head, line: Line) -> bool:
    return any(found.line == line.number and found.field is Field.SUBJECT for found in head.values)


def _type_of(word: str) -> DocumentType:
    return next(kind for pattern, kind in _TYPES if re.fullmatch(pattern, word, re.I))


def _type_by_addressee(source: Source, head: Head, sender: Claim, recipient: Claim) -> Claim:
    """Without a name for itself: what the college sends with a salutation is a collegebrief, without one a RIB."""
    to_council = "raad" in (recipient.value or "").casefold()
    college = _is_college(sender.value)
    saluted = any(SALUTATION.match(line.text) for line in source.lines[: head.end_line + 3])
    keys = tuple(key for key, found in (("from_body", sender), ("to_body", recipient)) if found.value)
    if to_council and college:
        kind = DocumentType.COLLEGE_LETTER if saluted and not _NOTING.search(source.text) else DocumentType.RIB
        return Claim(kind, 0.75, CHECK, None, keys)
    if to_council and "griffie" not in (sender.value or "").casefold():
        return Claim(DocumentType.RIB if not sender.value else DocumentType.OTHER, 0.5, CHECK, None, keys)
    match = _COVERING.search(source.text)
    if match and sender.value:
        return claim(source, DocumentType.COVER_LETTER, match.start(), match.end(), 0.6)
    return Claim(DocumentType.OTHER, 0.5, CHECK, None, keys) if keys else ABSENT


def _is_college(value: str | None) -> bool:
    return bool(re.search(r"college|burgemeester en wethouders", value or "", re.I))
