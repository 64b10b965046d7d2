"""What the head of a letter claims: type, date, subject, number, portefeuillehouder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from documents.pipeline.claims import CERTAIN, CHECK, claim
from documents.pipeline.dates import DateFound, find_dates
from documents.pipeline.header import SALUTATION, Head, HeadValue
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, Span, cells, collapse
from documents.pipeline.names import FULL, INITIALED, is_person
from documents.pipeline.types import ABSENT, Claim
from governance.vocabulary import ClaimStatus, DocumentType

# --- Type -----------------------------------------------------------------------------------------------------------

_TYPES: tuple[tuple[str, DocumentType], ...] = (
    (r"raads?informatie(?:brief|nota|memo)", DocumentType.RIB),
    (
        r"informatienota(?: raad)?|informatiebrief(?: (?:aan de )?raad)?|raadsmededeling|raadsinformatie|\bRIB\b",
        DocumentType.RIB,
    ),
    (r"raadsbrief|brief aan de (?:gemeente)?raad", DocumentType.RIB),
    (r"college ?brief|collegebericht|brief van het college", DocumentType.COLLEGE_LETTER),
    (r"aanbiedingsbrief|begeleidende brief|geleidebrief", DocumentType.COVER_LETTER),
    (r"(?:raads|college)?memo(?:randum)?", DocumentType.MEMO),
    (r"kennisgeving|mededeling|oplegnotitie|wethoudersbrief|nieuwsbrief|persbericht", DocumentType.OTHER),
    (r"brief aan de leden|ledenbrief|besluitenlijst|raadsvoorstel|notitie", DocumentType.OTHER),
)
_TITLE_LINE = re.compile(
    r"^\W*(?P<type>" + "|".join(f"(?:{pattern})" for pattern, _ in _TYPES) + r")\d?"
    r"(?:\s+(?:aan|voor|van)\s+(?:de\s+|het\s+)?(?:gemeente)?(?:raad|college)\b.*|\s{2,}.*|"
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


def document_type(source: Source, head: Head, sender: Claim, recipient: Claim) -> Claim:
    """The type by its own title line, else by what the letter calls itself, else by who writes to whom."""
    for line in source.lines[:_TITLE_REACH]:
        for cell in cells(line) or []:
            match = _TITLE_LINE.match(cell.text)
            if match and not _is_labelled(head, line):
                start = cell.start + match.start("type")
                kind = _type_of(match["type"])
                sure = bool(_PLAIN_TYPE.fullmatch(match["type"]))
                return claim(
                    source, kind, start, start + len(match["type"]), 0.99 if sure else 0.85, CERTAIN if sure else CHECK
                )
    match = _THIS_LETTER.search(source.text)
    if match:
        return claim(source, _type_of(match["type"]), match.start("type"), match.end("type"), 0.9)
    return _type_by_addressee(source, head, sender, recipient)


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


# --- Date -----------------------------------------------------------------------------------------------------------

_DATE_ORDER = (
    (Field.DATE_LETTER, "letter"),
    (Field.DATE_COLLEGE, "college_meeting"),
    (Field.DATE_SENT, "sent"),
    (Field.DATE_MEETING, "council_meeting"),
)
_PLACE_DATE = re.compile(r"^\s*(?P<place>[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þa-z][\w'’-]+){0,3}),?\s+(?:d\.d\.\s+)?(?=\d)")
_COLLEGE_DATE = re.compile(
    r"(?:B\s?&\s?W|college)[\w& -]{0,14}besluit\b[^\n]{0,40}$|besluit(?:vorming)? (?:van het )?college[^\n]{0,30}$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class LetterDate:
    """The claims about the letter's date, and the day itself."""

    value: Claim = ABSENT
    kind: Claim = ABSENT
    day: date | None = None


def letter_date(source: Source, head: Head) -> LetterDate:
    """The date behind a date label, else "Plaats, 5 mei 2020" on a line of its own; never from the running text."""
    for field, kind in _DATE_ORDER:
        for value in head.all(field):
            found = _full_date(source, value.value)
            if found and value.in_head:
                sure = field in (Field.DATE_LETTER, Field.DATE_COLLEGE) and _agree(source, head)
                return _dated(source, found, kind, 0.98 if sure else 0.8, CERTAIN if sure else CHECK)
        if field is Field.DATE_COLLEGE:
            found = _place_date(source, head)
            if found:
                return _dated(source, found, "letter", 0.9, CHECK)
    return _unlabelled(source, head)


def _agree(source: Source, head: Head) -> bool:
    """Whether the date of the letter and that of the college are one and the same, where both are given."""
    values = head.all(Field.DATE_LETTER, Field.DATE_COLLEGE)
    return len({found.iso for value in values if value.in_head and (found := _full_date(source, value.value))}) < 2


def _full_date(source: Source, value: Span) -> DateFound | None:
    dates = [found for found in find_dates(source.text, value.start, value.end) if found.day and found.year]
    return dates[0] if dates else None


def _dated(source: Source, found: DateFound, kind: str, confidence: float, status: ClaimStatus) -> LetterDate:
    evidence = source.evidence(found.start, found.end)
    bounds = found.interval
    return LetterDate(
        Claim(found.iso, confidence, status, evidence),
        Claim(kind, confidence, CHECK, evidence),
        bounds[0] if bounds else None,
    )


def _place_date(source: Source, head: Head) -> DateFound | None:
    """ "Oosterhout, 7 november 2023" as a cell of the head, or on a line of its own after the closing words."""
    lines = [line for line in source.lines[: head.end_line + 1] if not line.blank]
    lines += [line for line in source.lines[-12:] if len(line.text) < 60 and line.number > head.end_line]
    for line in lines:
        for cell in cells(line)[:2]:
            match = _PLACE_DATE.match(cell.text)
            dates = find_dates(source.text, cell.start, cell.end)
            if match and dates and dates[0].day and dates[0].year and dates[0].start == cell.start + match.end():
                rest = source.text[dates[0].end : cell.end].strip(" .,")
                return dates[0] if not rest or head.labels.opens(rest) else None
            alone = (
                dates and (dates[0].start, dates[0].end) == (cell.start, cell.end) and dates[0].year and dates[0].day
            )
            if alone and not any(found.line == line.number for found in head.values):
                return dates[0]
    return None


def _unlabelled(source: Source, head: Head) -> LetterDate:
    """A date in a line of the head after words for the college's decision."""
    for line in source.lines[: head.end_line]:
        for found in find_dates(source.text, line.start, line.end):
            if found.day and found.year and _COLLEGE_DATE.search(source.text[line.start : found.start]):
                return _dated(source, found, "college_meeting", 0.85, CHECK)
    return LetterDate()


# --- Number, subject, portefeuillehouder ----------------------------------------------------------------------------

_NUMBER_ORDER = (Field.NUMBER_CASE, Field.NUMBER_INTAKE, Field.NUMBER_OWN, Field.NUMBER_REGISTERED, Field.NUMBER_FILE)
_PIECE = re.compile(r"[\w./\\:-]*\d[\w./\\:-]*|[A-Z]{1,5}(?=\s+\d)")
_SHORTEST_FILE = 4  # "Agendapunt 7" is no number of a letter
_FRACTION = re.compile(r"\d{1,3}/\d{1,3}")  # a page number beside it
_PREFIX = re.compile(r"(?:nr\.?|nummer|no\.)\s*:?\s*", re.I)


def case_number(source: Source, head: Head) -> Claim:
    """The letter's own number: zaaknummer before kenmerk before dossier; blanks inside it are left out of the value."""
    for field in _NUMBER_ORDER:
        for found in head.all(field):
            span = _number_in(source, found.value)
            too_short = field is Field.NUMBER_FILE and (not found.in_head or len(found.value.text) < _SHORTEST_FILE)
            if span and not too_short:
                value = re.sub(r"\s+", "", span.text)
                own = field not in (Field.NUMBER_FILE, Field.NUMBER_REGISTERED)
                sure = found.in_head and own and not find_dates(span.text)
                return claim(source, value, span.start, span.end, 0.97 if sure else 0.7, CERTAIN if sure else CHECK)
    return ABSENT


def _number_in(source: Source, value: Span) -> Span | None:
    """The leading part of a value that is a number; it may have a blank inside ("24bst00 883"), no word or date."""
    prefix = _PREFIX.match(value.text)
    position = prefix.end() if prefix else 0
    start, end = position, position
    dates = [found.start - value.start for found in find_dates(source.text, value.start, value.end)]
    while (match := _PIECE.match(value.text, position)) and not (end and _FRACTION.fullmatch(match[0])):
        if any(begin <= match.start() < begin + 12 for begin in dates):
            break
        end = match.end()
        blank = re.compile(r"[ \u00a0](?! )").match(value.text, end)
        position = blank.end() if blank else len(value.text)
    text = value.text[start:end].rstrip(".,;:") if end > start else ""
    text = text if not _ends_in_dot(value.text[start:end]) else value.text[start:end]
    return (
        Span(text, value.start + start, value.start + start + len(text))
        if any(char.isdigit() for char in text)
        else None
    )


def _ends_in_dot(text: str) -> bool:
    """Codes such as "24.41.103_2.8.2." end in a dot of their own."""
    return text.endswith(".") and text.count(".") > 2


_ABOUT = re.compile(
    r"\b(?:In|Met|Via|Middels)\s+(?:deze|dit|onderhavige)\s+(?:raadsinformatiebrief|brief|memo|nota|"
    r"collegebrief|bericht)\s+"
    r"(?:informeer|informeren|praat|praten|breng|brengen|stellen|stel)\s+(?:ik|wij|"
    r"we)\s+u\s+(?:graag\s+)?(?:bij\s+)?(?:op de hoogte\s+(?:van|over)\s+)?"
    r"over\s+",
)
_SENTENCE_END = re.compile(r"(?<![ .][a-z])(?<!\be\.v)(?<!\bjl)(?<!\bd\.d)[.!?](?=\s|$)|\n\s*\n")


def subject(source: Source, head: Head) -> Claim:
    """What stands behind the subject label; without one only "In deze brief informeren wij u over …" is safe enough."""
    for found in head.all(Field.SUBJECT):
        if found.in_head:
            return claim(source, collapse(found.value.text), found.value.start, found.value.end, 0.97, CERTAIN)
    match = _ABOUT.search(source.text)
    if match:
        end = _SENTENCE_END.search(source.text, match.end())
        stop = min(end.start() if end else len(source.text), match.end() + 300)
        return claim(source, collapse(source.text[match.end() : stop]), match.end(), stop, 0.6)
    return ABSENT


_BEFORE_NAME = re.compile(r"^(?:(?:de\s+)?heer|mevrouw|mevr\.|mw\.|dhr\.|wethouder|burgemeester)\s+", re.I)
_AFTER_NAME = re.compile(r"\s*(?:,|\(|\s-\s|\s–\s|wethouder\b|burgemeester\b|portefeuille\b).*$", re.I | re.S)


def portefeuillehouder(source: Source, head: Head) -> Claim:
    """The name behind the label, without form of address and office; "Jeugd (A. Naam)" gives the name."""
    for found in head.all(Field.HOLDER, Field.PORTFOLIO):
        if not found.in_head or (found.label == "wethouder" and found.field is Field.HOLDER):
            continue
        several = _several(source, found.value)
        if several.value:
            return several
        span = _holder_span(source, found)
        if span.text:
            sure = found.field is Field.HOLDER and _is_name(span.text)
            return claim(
                source, collapse(span.text), span.start, span.end, 0.97 if sure else 0.7, CERTAIN if sure else CHECK
            )
    return ABSENT


def _is_name(text: str) -> bool:
    return bool(INITIALED.fullmatch(text) or (FULL.fullmatch(text) and is_person(text)))


def _several(source: Source, value: Span) -> Claim:
    """Two or more names behind one label: all of them, to be checked."""
    names = list(INITIALED.finditer(source.text, value.start, value.end))
    if len(names) < 2:
        return ABSENT
    joined = "; ".join(collapse(match["core"]) for match in names)
    return claim(source, joined, names[0].start("core"), names[-1].end("core"), 0.7)


def _holder_span(source: Source, found: HeadValue) -> Span:
    value = found.value
    if found.field is Field.PORTFOLIO:
        match = INITIALED.search(value.text) or re.search(r"\((?P<core>[^)]+)\)", value.text)
        return (
            source.span(value.start + match.start("core"), value.start + match.end("core")) if match else Span("", 0, 0)
        )
    start = value.start
    while match := _BEFORE_NAME.match(source.text[start : value.end]):
        start += match.end()
    rest = _AFTER_NAME.sub("", source.text[start : value.end])
    return source.span(start, start + len(rest))
