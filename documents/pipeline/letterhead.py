"""What the head of a letter claims: its number, subject and portefeuillehouder."""

from __future__ import annotations

import re

from documents.pipeline.bodies import find_bodies
from documents.pipeline.claims import CERTAIN, CHECK, claim
from documents.pipeline.dates import find_dates
from documents.pipeline.head_labels import is_run_together
from documents.pipeline.header import CLOSING, SALUTATION, Head, HeadValue
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, Span, cells, collapse
from documents.pipeline.names import FULL, INITIALED, is_person
from documents.pipeline.reference_words import PHONE, TYPICAL
from documents.pipeline.title import find_title
from documents.pipeline.types import ABSENT, Claim

_NUMBER_ORDER = (Field.NUMBER_CASE, Field.NUMBER_INTAKE, Field.NUMBER_OWN, Field.NUMBER_REGISTERED, Field.NUMBER_FILE)
_PIECE = re.compile(r"[\w./\\:-]*\d[\w./\\:-]*|[A-Z]{1,5}(?=\s+\d)")
_SHORTEST_FILE = 4  # "Agendapunt 7" is no number of a letter
_FRACTION = re.compile(r"\d{1,3}/\d{1,3}")  # a page number beside it
_FEWEST_DIGITS = 3
_EDGE, _FOOT = 6, 12  # lines
_FRAGMENT = re.compile(r"[ \t]*\n[ \t]*[_.-]?\d{1,3}[ \t]*(?:\n|$)")  # the end of a number that a scan broke off
_TITLE_NUMBER = re.compile(
    r"[\s:–-]*(?:(?:nr\.?|nummer|no\.)\s*:?\s*)?(?P<number>(?:[A-Z]{1,5}[ ./-]?)?\d[\w./-]*[\w])(?![\w@])\W*", re.I
)
_HAS_DIGIT = re.compile(r"\d")
_LONGEST_ALONE = 70
_BETWEEN_STROKES = re.compile(r"[^|]*[^|\s][^|]*")
_SERIES_LABEL = re.compile(
    r"(?:nr\.?|nummer|volgn\w*\.?|rib\W?\s?n|memo|mededeling|nota|raadsbrief|raadsinformatiebrief|brief\s?n|lbr)", re.I
)
_PAGE_MARK = re.compile(
    r"\s*[-–|/]?\s*(?:(?:pagina|pag\.|blad|blz\.?|p\.)\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?|[-–]\s\d{1,3}\s[-–]|"
    r"(?<=\s)\d{1,3}\s*/\s*\d{1,3})\s*$",
    re.I,
)
# The number, with the word for the letter before it and the writer's initials behind it: "25.031477 / JD".
_ALONE = re.compile(
    r"(?:(?:raadsinformatiebrief|raadsbrief|rib|\w*nota|\w*memo|zaak\w*|kenmerk|informatie aan de raad)[\s:]+)?"
    r"(?P<number>[\w./-]*\d[\w./-]*)(?:\s?/\s?[A-Za-z]{2,4})?",
    re.I,
)
_PREFIX = re.compile(r"(?:nr\.?|nummer|no\.)\s*:?\s*", re.I)


def case_number(source: Source, head: Head) -> Claim:
    """The letter's own number: zaaknummer before kenmerk before dossier; blanks inside it are left out of the value."""
    for field in _NUMBER_ORDER:
        for found in sorted(head.all(field), key=_is_of_a_series):
            span = _number_in(source, found.value)
            too_short = field is Field.NUMBER_FILE and (not found.in_head or len(found.value.text) < _SHORTEST_FILE)
            if span and not too_short and (found.in_head or _is_near_an_edge(source, head, found)):
                value = re.sub(r"\s+", "", span.text)
                own = field not in (Field.NUMBER_FILE, Field.NUMBER_REGISTERED)
                plain = not found.doubtful and not find_dates(span.text) and not _FRAGMENT.match(source.text, span.end)
                sure = found.in_head and own and plain and _is_one(source, head)
                return claim(source, value, span.start, span.end, 0.97 if sure else 0.7, CERTAIN if sure else CHECK)
    titled = _title_number(source, head)
    return titled if titled.value else _edge_number(source, head)


def own_numbers(source: Source, head: Head, case: Claim) -> tuple[str, ...]:
    """Every number that the letter gives itself: none of them is the number of another document."""
    labelled = (found.value.text for found in head.values if found.field in _NUMBER_ORDER and found.in_head)
    alone = (_title_number(source, head).value, _edge_number(source, head).value)
    return tuple(number for number in (case.value, *alone, *labelled) if number)


def _is_of_a_series(found: HeadValue) -> bool:
    """Whether it numbers the letters of a year ("RIB-nummer", "memo nummer"); a registration goes before it."""
    return bool(_SERIES_LABEL.match(found.label))


def _edge_number(source: Source, head: Head) -> Claim:
    """A registration number without a label: alone on a line above or below the letter, or beside a page number."""
    lines = [line for line in source.lines if not line.blank]
    running = [line for line in lines if line.number in source.running_heads]
    top = [line for line in lines[:_EDGE] if line.number < head.end_line]
    for line in (*top, *lines[-_EDGE:], *running):
        for cell in _parts(source, line):
            if len(cell.text) > _LONGEST_ALONE or not _HAS_DIGIT.search(cell.text):
                continue
            match = _ALONE.fullmatch(_PAGE_MARK.sub("", cell.text).strip(" *#[]|–-"))
            number = match["number"] if match else ""
            if not TYPICAL.fullmatch(number) or PHONE.fullmatch(number) or find_dates(number):
                continue
            if line.number not in source.running_heads or source.text.count(number) > 1:
                start = cell.start + cell.text.index(number)
                return claim(source, number, start, start + len(number), 0.6)
    return ABSENT


def _parts(source: Source, line: Line) -> list[Span]:
    """The cells of a line, also those that a stroke parts: "CB-2026-031 | 10 maart 2026"."""
    if "|" not in line.text:
        return cells(line)
    return [
        source.span(line.start + part.start(), line.start + part.end()) for part in _BETWEEN_STROKES.finditer(line.text)
    ]


def _is_near_an_edge(source: Source, head: Head, found: HeadValue) -> bool:
    """Whether a number below the head stands in a page head or foot, just below the head, or under the letter."""
    edge = head.end_line + _EDGE >= found.line or found.line >= len(source.lines) - _FOOT
    return edge or found.line in source.running_heads


def _is_one(source: Source, head: Head) -> bool:
    """Whether the letter gives itself one number; of a zaaknummer and a kenmerk that differ a person takes one."""
    spans = [_number_in(source, found.value) for found in head.all(*_NUMBER_ORDER[:3]) if found.in_head]
    return len({re.sub(r"\W+", "", span.text).casefold() for span in spans if span}) < 2


def _title_number(source: Source, head: Head) -> Claim:
    """A number in the title ("Raadsinformatiebrief nr. 2024-017"), beside it, or alone on the next line."""
    title = find_title(source, head)
    if title is None:
        return ABSENT
    lines = source.lines[title.line.number : title.line.number + 2]
    for line, start in ((lines[0], max(title.end, lines[0].start)), *((line, line.start) for line in lines[1:])):
        for cell in cells(line):
            piece = source.span(max(cell.start, start), cell.end)
            match = _TITLE_NUMBER.match(piece.text) if line is lines[0] else _TITLE_NUMBER.fullmatch(piece.text)
            dated = find_dates(piece.text)[:1]
            if (
                match
                and sum(map(str.isdigit, match["number"])) >= _FEWEST_DIGITS
                and not (dated and dated[0].start < 3)
            ):
                begin = piece.start + match.start("number")
                return claim(source, match["number"], begin, begin + len(match["number"]), 0.6)
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


_SHORTEST_SUBJECT, _LONGEST_SUBJECT = 3, 250
_UNDER_SALUTATION = 4  # lines below it in which a subject with its label can stand
_RUNS_INTO = re.compile(r"\w@\w|\b0\d(?:[ ()-]{0,3}\d){8}\b")  # an address or number of the next column
_HEADLINE = 8
_PLACE_AND_DATE = 45
_UNDER_TITLE = 3  # lines under the title among which its subject can be
_AFTER_TITLE = re.compile(
    r"(?:\s+(?:aan|voor)\s+(?:de\s+)?(?:leden\s+van\s+de\s+)?(?:gemeente)?raad)?"
    r"(?:\s*(?:nr\.?|nummer)?\s*[\w./-]*\d[\w./-]*)?\s*(?:[-–|:]\s|\b(?:over|inzake|betreffende)\b)\s*"
    r"(?P<subject>[^\W\d].{7,})",
    re.I,
)
_NOT_SUBJECT = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\bPostbus\b|\bwww\.|@|\d{6,}|\btelefoon\b|"
    r"^(?:gemeente|aan|van|t\.?a\.?v\.?|afdeling|team|regio|retouradres|bezoekadres|postadres|ter kennis|"
    r"ter informatie|kopie|bijlage|wethouder|burgemeester|de griffi|griffie|verzonden|openbaar|"
    r"vertrouwelijk|leden van|de leden|college|het college|pagina|gemeenschappelijke regeling|dienst)\b",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:(?:In|Met|Via|Middels|Door middel van)\s+(?:deze|dit|onderhavige)\s+"
    r"(?:\w+brief|brief|memo|\w*nota|bericht|notitie|mededeling)|Hierbij|Hiermee|Graag)\s+"
    r"(?:informeer|informeren|praat|praten|breng|brengen|stellen|stel|bericht|berichten)\s+(?:ik|wij|we)\s+u\s+"
    r"(?:(?:graag|nader|verder|hierbij|namens het college)\s+)?(?:bij\s+)?"
    r"(?:op de hoogte\s+(?:van|over)\s+)?(?:over\s+)?",
)
_SENTENCE_END = re.compile(r"(?<![ .][a-z])(?<!\be\.v)(?<!\bjl)(?<!\bd\.d)[.!?](?=\s|$)|\n\s*\n")


def subject(source: Source, head: Head) -> Claim:
    """What stands behind the subject label; else the line under the title or above the salutation that can be nothing
    else, else "In deze brief informeren wij u over …"."""
    for found in head.all(Field.SUBJECT):
        if found.in_head or found.line <= head.end_line + _UNDER_SALUTATION:
            text = found.value.text
            worded = _SHORTEST_SUBJECT <= len(text) <= _LONGEST_SUBJECT and sum(map(str.isalpha, text)) > len(text) / 2
            whole = next(iter(find_dates(text)), None)
            sure = not found.doubtful and worded and not (whole and whole.end - whole.start >= len(text) - 2)
            sure = sure and found.in_head and not text.endswith("-") and not _RUNS_INTO.search(text)
            sure = sure and not is_run_together(text)
            return claim(
                source, collapse(found.value.text), found.value.start, found.value.end, 0.97 if sure else 0.8,
                CERTAIN if sure else CHECK,
            )  # fmt: skip
    headline = _headline(source, head)
    if headline:
        return claim(source, collapse(headline.text), headline.start, headline.end, 0.6)
    match = _ABOUT.search(source.text)
    if match and match[0].rstrip().endswith(("over", "van")):
        end = _SENTENCE_END.search(source.text, match.end())
        stop = min(end.start() if end else len(source.text), match.end() + 300)
        return claim(source, collapse(source.text[match.end() : stop]), match.end(), stop, 0.6)
    return ABSENT


def _headline(source: Source, head: Head) -> Span | None:
    """The subject of a head without a label for it: behind or under the title, else above the salutation."""
    title = find_title(source, head)
    if title:
        behind = _AFTER_TITLE.match(source.text, title.end, title.line.end)
        if behind:
            return source.span(behind.start("subject"), behind.end("subject"))
        under = [line for line in source.lines[title.line.number + 1 : head.end_line] if not line.blank][:_UNDER_TITLE]
        found = next((line for line in under if _can_be_subject(source, head, line)), None)
        if found:
            return _with_second_line(source, head, found)
    saluted = head.end_line < len(source.lines) and SALUTATION.match(source.lines[head.end_line].text)
    above = [line for line in source.lines[: head.end_line] if not line.blank]
    if (saluted or title) and len(above) > _UNDER_TITLE and _can_be_subject(source, head, above[-1]):
        free = source.lines[above[-1].number - 1].blank
        return source.span(above[-1].start, above[-1].end) if free else None
    return None


def _with_second_line(source: Source, head: Head, line: Line) -> Span:
    below = source.lines[line.number + 1] if line.number + 1 < head.end_line else line
    goes_on = below is not line and below.text.strip()[:1].islower() and len(below.text) < _LONGEST_SUBJECT
    return source.span(line.start, below.end if goes_on else line.end)


def _can_be_subject(source: Source, head: Head, line: Line) -> bool:
    """Whether a line of the head is a line of words: no label, address, date, number, name, body or salutation."""
    text = line.text.strip()
    words = [word for word in text.split() if len(word) > 1 and word[0].isalpha()]
    if not _HEADLINE <= len(text) <= _LONGEST_SUBJECT or len(words) < 2 or not (text[0].isupper() or text[0] in "'‘\""):
        return False
    if len(cells(line)) > 1 or head.labels.in_line(line.text, head=True) or text.endswith((",", ":", ".")):
        return False
    if any(value.value.start <= line.start + 1 < value.value.end for value in head.values if value.value.text):
        return False
    dates = find_dates(text)
    bodies = find_bodies(text)
    covered = bool(bodies) and bodies[0].start < 12 and bodies[-1].end > len(text) - 8
    dated = any(found.day and found.year for found in dates) and len(text) < _PLACE_AND_DATE
    person = INITIALED.match(text) or (FULL.fullmatch(text) and is_person(text))
    no_words = _NOT_SUBJECT.search(text) or SALUTATION.match(text) or CLOSING.match(text)
    return not (covered or dated or person or no_words)


_IN_BRACKETS = re.compile(r"\((?P<core>[A-ZÀ-Þ][\w'’-]+(?: [\w'’-]+){1,4})\)")
_OFFICE_AND_NAME = re.compile(
    r"(?i:\bwethouder|\bburgemeester|\bweth\.)\s+(?P<core>(?:(?:van|de|der|den|ter|ten|el)\s+){0,3}[A-ZÀ-Þ][\w'’-]+"
    r"(?:\s+(?:(?:van|de|der|den|ter|ten|el)\s+){0,3}[A-ZÀ-Þ][\w'’-]+){0,2})\s*\)?\s*$"
)
_REVERSED = re.compile(
    r"(?P<core>(?:[a-z' ]{2,12} )?[A-ZÀ-Þ][\w'’ -]+, (?:[A-ZÀ-Þ][a-z]?\.-?){1,5}(?: (?:van|de|der|den|ter|ten))*)"
)
_HOLDER_SENDS = re.compile(r"\b(?:portefeuillehouder|pfh\.?|wethouder|weth\.)\s*:?\s+(?P<name>[A-ZÀ-Þ][^\n]+)", re.I)
_ROWS_APART = 2
_BEFORE_NAME = re.compile(
    r"^(?:(?:de\s+)?heer|mevrouw|mevr\.|mw\.|dhr\.|wethouder|weth\.|burgemeester|burg\.)\s+", re.I
)
_AFTER_NAME = re.compile(r"\s*(?:,|\(|\s-\s|\s–\s|wethouder\b|burgemeester\b|portefeuille\b).*$", re.I | re.S)


def portefeuillehouder(source: Source, head: Head) -> Claim:
    """The name behind the label, without form of address and office; "Jeugd (A. Naam)" gives the name."""
    for found in [*head.all(Field.HOLDER), *head.all(Field.PORTFOLIO)]:
        if not found.in_head or (found.label == "wethouder" and not _is_label(source, head, found)):
            continue
        several = _several(source, found.value)
        if several.value:
            return several
        span = _holder_span(source, found)
        if span.text:
            sure = found.field is Field.HOLDER and not found.doubtful and _is_name(span.text)
            sure = sure and (found.label != "wethouder" or _has_colon(source, found))
            return claim(
                source, collapse(span.text), span.start, span.end, 0.97 if sure else 0.7, CERTAIN if sure else CHECK
            )
    return _holder_in_sender(source, head)


def _has_colon(source: Source, found: HeadValue) -> bool:
    return source.text[: found.value.start].rstrip().endswith(":")


def _is_label(source: Source, head: Head, found: HeadValue) -> bool:
    """Whether "Wethouder" is a label and not the first word of a line: "Wethouder: A. Jansen"; or whether it is the
    answer to the label above it."""
    if _has_colon(source, found):
        return True
    above = (value for value in head.values if value.field in (Field.HOLDER, Field.PORTFOLIO) and not value.value.text)
    return any(0 < found.line - value.line <= _ROWS_APART for value in above)


def _holder_in_sender(source: Source, head: Head) -> Claim:
    """The bestuurder who sends it: "Van: wethouder A. Jansen", "Van: het college (portefeuillehouder A. Jansen)"."""
    for found in head.all(Field.SENDER):
        match = _HOLDER_SENDS.search(found.value.text) if found.in_head else None
        name = INITIALED.match(match["name"]) or FULL.match(match["name"]) if match else None
        if match and name and is_person(name["core"]):
            start = found.value.start + match.start("name") + name.start("core")
            return claim(source, collapse(name["core"]), start, start + len(name["core"]), 0.7)
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
        match = INITIALED.search(value.text) or _IN_BRACKETS.search(value.text) or _OFFICE_AND_NAME.search(value.text)
        known = match and (match.re is not _IN_BRACKETS or is_person(match["core"]))
        return (
            source.span(value.start + match.start("core"), value.start + match.end("core"))
            if match and known
            else Span("", 0, 0)
        )
    start = value.start
    while match := _BEFORE_NAME.match(source.text[start : value.end]):
        start += match.end()
    turned = _REVERSED.match(source.text, start, value.end)
    if turned:
        return source.span(start, turned.end())
    rest = _AFTER_NAME.sub("", source.text[start : value.end])
    return source.span(start, start + len(rest))
