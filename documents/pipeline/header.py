"""The labelled values of a letter head, whatever its form.

Forms: "label value" and "label: value" on a line, several to a line, in columns, label above value (one label, a row of
labels, or all labels and then all values), a value on the next line. The labels themselves are data (labels.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from documents.pipeline.dates import find_dates
from documents.pipeline.labels import FIELD_OF, LABEL, WEAK, Field, label_name
from documents.pipeline.layout import Line, Source, Span, cells
from documents.pipeline.names import find_name

SALUTATION = re.compile(r"^\s*(?:Zeer\s+)?(?:Geachte?\b|Beste\b|Waarde\b|L\.\s?S\.|Dames en heren)", re.I)
CLOSING = re.compile(
    r"^\s*(?:Hoogachtend|Met\s+(?:vriendelijke|hartelijke|collegiale)\s+groet|Vriendelijke groet|"
    r"Hartelijke groet|Groet|Hartelijk)",
    re.I,
)
_LONGEST_HEAD = 60
_PROSE = 90
_LONG = 60
_MANY_CELLS = 8  # from twice as many labels on, trying every placing takes too long
_FIRST_HEADING = re.compile(
    r"^\s*(?:\d{1,2}[.)]?\s+)?(?:Inleiding|Aanleiding|Samenvatting|Kern(?:boodschap|punten)?|"
    r"Achtergrond|Toelichting|Kennisnemen van|"
    r"Waarom|Wat is|Waar gaat|Hoe zijn|Beleidsreferentie|Context)\b[^,:]{0,70}$",
    re.I,
)
_COLON = re.compile(r"[ \t\u00a0]*:[ \t\u00a0]*")
_WIDE = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{2,}")
_END = re.compile(r"[ \t\u00a0]*$")
_MAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"[+(]?[0-9O][\d\s()O\-–.]{8,}")
_ANSWER = re.compile(
    r"(?:ja|nee|n\.?v\.?t|openbaar|besloten|geheim|vertrouwelijk|geen|niet van toepassing|embargo|"
    r"artikel|art\.|opgelegd|bekrachtigd)\b",
    re.I,
)
_WORD_START = re.compile(r"(?<![\w\-/@.&])[A-Za-z(]")
_HAS_DIGIT = re.compile(r"\d")
_SHORTEST_INSIDE = 5
_DATES = frozenset({Field.DATE_LETTER, Field.DATE_COLLEGE, Field.DATE_SENT, Field.DATE_MEETING})
_NUMBERS = frozenset(
    {Field.NUMBER_CASE, Field.NUMBER_INTAKE, Field.NUMBER_OWN, Field.NUMBER_REGISTERED, Field.NUMBER_FILE, Field.YOURS}
)
_FORMS = {Field.EMAIL: _MAIL, Field.PHONE: _PHONE, Field.OPENNESS: _ANSWER, Field.SECRECY: _ANSWER}
_FORMED = _DATES | _NUMBERS | {Field.EMAIL, Field.PHONE}


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A label and its value (empty where the letter left it empty); `in_head` is false for one further down."""

    field: Field
    label: str
    value: Span
    line: int
    in_head: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """All labelled values in reading order and the number of the first line that is no longer the head."""

    values: tuple[HeadValue, ...]
    end_line: int

    def all(self, *fields: Field) -> list[HeadValue]:
        """The values of these fields that are not empty, in reading order."""
        return [found for found in self.values if found.field in fields and found.value.text]


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in a line: where it starts, where its value starts, what parts them (colon, wide, end, narrow)."""

    name: str
    start: int
    after: int
    mark: str


def read_head(source: Source) -> Head:
    """Read the labelled values of a letter; below the head only lines that can be nothing else count."""
    end = head_end(source)
    values = [*_head_values(source, end), *_later_values(source, end)]
    return Head(tuple(values), end)


def head_end(source: Source) -> int:
    """The line at which the head is over: a salutation, a first heading, or running text."""
    for line in source.lines[:_LONGEST_HEAD]:
        if line.blank:
            continue
        labelled = bool(_line_labels(line.text, head=True))
        if SALUTATION.match(line.text) and not labelled:
            return line.number
        if _FIRST_HEADING.match(line.text) and not labelled:
            return line.number
        if not labelled and _runs_on(source, line):
            return line.number
        if labelled and line.text.rstrip().endswith(",") and line.text.lstrip().lower().startswith("aan "):
            return line.number + 1  # "Aan de leden van de gemeenteraad," is the salutation
    return min(len(source.lines), _LONGEST_HEAD)


def _runs_on(source: Source, line: Line) -> bool:
    """Whether a line without labels is running text: very long, or long and going on in the next line."""
    length = len(line.text.strip())
    if len(cells(line)) > 1 or length < _LONG:
        return False
    below = source.lines[line.number + 1] if line.number + 1 < len(source.lines) else line
    return length > _PROSE or (not below.blank and not _line_labels(below.text, head=True))


def _head_values(source: Source, end: int) -> Iterator[HeadValue]:
    number = 0
    lines = source.lines
    while number < end:
        line = lines[number]
        step = 1
        found: list[HeadValue] = []
        if not line.blank:
            found, step = _label_block(source, number, end) or _label_row(source, number) or _plain_line(source, number)
        yield from found
        number += step


def _later_values(source: Source, end: int) -> Iterator[HeadValue]:
    """Below the head: "Label: value" or "Label   value" at the start of a short line, strong labels only."""
    for line in source.lines[end:]:
        match = LABEL.match(line.text.lstrip()) if len(line.text) <= _PROSE * 2 else None
        if not match:
            continue
        labels = [label for label in _line_labels(line.text, head=False) if not line.text[: label.start].strip()]
        for label in labels[:1]:
            value = source.span(line.start + label.after, line.end)
            if not value.text:
                value = _next_value(source, line.number, FIELD_OF[label.name]) or value
            yield HeadValue(FIELD_OF[label.name], label.name, value, line.number, in_head=False)


# --- Labels in one line ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=1024)
def _line_labels(text: str, *, head: bool) -> tuple[_Label, ...]:
    """The labels of one line; asked several times per line, so the last ones are kept."""
    found: list[_Label] = []
    for start in _WORD_START.finditer(text):
        if start.end() <= (found[-1].after if found else 0):
            continue
        match = LABEL.match(text, start.end() - 1)
        label = _accept(text, match, found, head=head) if match else None
        if label:
            found.append(label)
    return tuple(found)


def _accept(text: str, match: re.Match[str], before: Sequence[_Label], *, head: bool) -> _Label | None:
    start = match.start()
    if start and (text[start - 1].isalnum() or text[start - 1] in "-/@.&"):
        return None
    name = label_name(match)
    mark, after = _mark(text, match.end())
    label = _Label(name, start, after, mark)
    first = not text[:start].strip()
    column = start >= 2 and (text[start - 1] in "\t|" or text[start - 2 : start].isspace())
    follows = bool(before) and not text[before[-1].after : start].strip()
    capital = text[start].isupper() or text[start] == "("
    if follows and before[-1].mark == "colon" and mark != "colon":
        return None  # "Openbaarheid: openbaar"
    if follows and mark == "narrow" and FIELD_OF[before[-1].name] is FIELD_OF[name]:
        return None  # "Portefeuillehouder <tab> Wethouder T. Voorbeeld"
    if follows and before[-1].mark == "narrow" and len(match[0]) > 3 and match[0].isupper():
        return label  # a row of labels in capitals
    if first or column or follows:
        return label if _opens(text, label, first=first, capital=capital, head=head) else None
    return label if head and _stands_inside(text, label, before, capital=capital) else None


def _stands_inside(text: str, label: _Label, before: Sequence[_Label], *, capital: bool) -> bool:
    """Whether a label in mid-line is one: set off by its mark, or in a row of labels with a value of its own form."""
    if len(label.name) < _SHORTEST_INSIDE:
        return False
    if label.mark in ("colon", "wide"):
        return capital
    field = FIELD_OF[label.name]
    if label.mark == "end":
        return bool(before) and field is Field.YOURS
    return (bool(before) or " " in label.name) and field in _FORMED and _fits(field, text[label.after :], strict=True)


def _mark(text: str, end: int) -> tuple[str, int]:
    for mark, pattern in (("colon", _COLON), ("end", _END), ("wide", _WIDE)):
        match = pattern.match(text, end)
        if match:
            return mark, match.end()
    return "narrow", end + 1


def _opens(text: str, label: _Label, *, first: bool, capital: bool, head: bool) -> bool:
    """Whether a label at the start of a line or column is one, given what parts it from its value."""
    if label.mark == "colon":
        return head or capital
    if label.mark in ("wide", "end"):
        strong = label.mark == "wide" or FIELD_OF[label.name] is Field.SECRECY
        return head or (capital and label.name not in WEAK and strong)
    if not head:
        return False
    rest = text[label.after :]
    if label.name in WEAK:
        return _fits(FIELD_OF[label.name], rest, strict=True)
    if FIELD_OF[label.name] in _DATES | _NUMBERS:
        return bool(LABEL.match(rest)) or _fits(FIELD_OF[label.name], rest, strict=True)
    return (capital or (first and rest[:1].isupper() and len(label.name) > 5)) and (
        first or label.name not in ("van", "aan")
    )


def _fits(field: Field, text: str, *, strict: bool = False) -> bool:
    """Whether a value can be of a field; without a known form everything fits unless `strict`."""
    value = text.strip()
    if field in _DATES:
        return any(found.start <= 12 for found in find_dates(value))
    if field in _NUMBERS:
        return bool(_HAS_DIGIT.search(value[:20])) and not find_dates(value[:12])
    if field in _FORMS:
        return bool(_FORMS[field].match(value))
    if field in (Field.OFFICIAL, Field.HOLDER):
        name = find_name(value)
        return name is not None and name.start() <= 12
    return not strict


# --- The forms ------------------------------------------------------------------------------------------------------


def _plain_line(source: Source, number: int) -> tuple[list[HeadValue], int]:
    line = source.lines[number]
    labels = _line_labels(line.text, head=True)
    found: list[HeadValue] = []
    for index, label in enumerate(labels):
        stop = labels[index + 1].start if index + 1 < len(labels) else len(line.text)
        value = source.span(line.start + label.after, line.start + max(stop, label.after))
        field = FIELD_OF[label.name]
        if not value.text and len(labels) == 1:
            value = _next_value(source, number, field) or value
        elif (
            field is Field.SUBJECT
            and index + 1 == len(labels)
            and len(line.text.rstrip()) >= _full_width(source, number)
        ):
            value = _with_next_lines(source, value, number + 1)
        found.append(HeadValue(field, label.name, value, number))
    return found, 1


def _full_width(source: Source, number: int) -> int:
    """From this length a line may run on in the next one: nearly as long as the lines around it, at least 55."""
    longest = max((len(line.text.rstrip()) for line in source.lines[number : number + 40]), default=0)
    return max(55, min(longest, 110) - 25)


def _next_value(source: Source, number: int, field: Field) -> Span | None:
    """The value of a label that stands alone: the next line, past blank lines and a colon alone."""
    for line in source.lines[number + 1 : number + 5]:
        text = line.text.strip()
        if text in ("", ":"):
            continue
        answer = field in (Field.SECRECY, Field.OPENNESS) and _ANSWER.fullmatch(text.rstrip(" ."))
        if not answer and (SALUTATION.match(text) or _line_labels(line.text, head=True)):
            return None
        if field is Field.SECRECY and line.number > number + 1 and not _ANSWER.match(text):
            return None  # the next heading, not an answer
        offset = len(line.text) - len(line.text.lstrip(" \t:"))
        value = source.span(line.start + offset, line.end)
        return _with_next_lines(source, value, line.number + 1) if field is Field.SUBJECT else value
    return None


def _with_next_lines(source: Source, value: Span, number: int) -> Span:
    """A subject that runs on: up to a blank line, a label, a salutation; three lines at most."""
    end = value.end
    for line in source.lines[number : number + 3]:
        if (
            line.blank
            or SALUTATION.match(line.text)
            or _line_labels(line.text, head=True)
            or _FIRST_HEADING.match(line.text)
        ):
            break
        end = line.end
    return source.span(value.start, end)


def _label_block(source: Source, number: int, end: int) -> tuple[list[HeadValue], int] | None:
    """All labels under each other, then all values under each other."""
    names: list[str] = []
    stop = number
    while stop < end and (name := _only_label(source.lines[stop].text)):
        names.append(name)
        stop += 1
    if len(names) < 3:
        return None
    while stop < len(source.lines) and source.lines[stop].blank:
        stop += 1
    values: list[Span] = []
    while stop < len(source.lines) and _is_value(source.lines[stop]) and len(values) < len(names):
        values.append(source.span(source.lines[stop].start, source.lines[stop].end))
        stop += 1
    return _pair(names, values, number), stop - number


def _is_value(line: Line) -> bool:
    return not line.blank and not SALUTATION.match(line.text) and not _line_labels(line.text, head=True)


def _only_label(text: str) -> str:
    stripped = text.strip()
    match = LABEL.match(stripped)
    return label_name(match) if match and not stripped[match.end() :].strip(" :\t") else ""


def _label_row(source: Source, number: int) -> tuple[list[HeadValue], int] | None:
    """A row of labels with a row of values below it."""
    line = source.lines[number]
    columns = cells(line)
    names = [_only_label(column.text) for column in columns]
    if len(columns) < 2 or not all(names):
        names = _glued_labels(line.text)
    if len(names) < 2:
        return None
    below = next((row for row in source.lines[number + 1 : number + 3] if not row.blank), None)
    if below is None or not _is_value(below):
        return None
    values, last = _with_wrapped_cell(source, cells(below), below.number)
    return _pair(names, values, number, columns=columns), last - number + 1


def _with_wrapped_cell(source: Source, values: list[Span], number: int) -> tuple[list[Span], int]:
    """A last cell that runs on below itself, behind the tabs of the empty columns; two lines at most. Gives the values
    and the number of the last line that belongs to them."""
    for line in source.lines[number + 1 : number + 3]:
        below = cells(line)
        wrapped = line.text.startswith("\t") and len(below) == len(values) and not any(c.text for c in below[:-1])
        if not wrapped or not below[-1].text or _line_labels(line.text, head=True):
            break
        values = [*values[:-1], source.span(values[-1].start, below[-1].end)]
        number = line.number
    return values, number


def _glued_labels(text: str) -> list[str]:
    """Labels that follow each other with one blank between, without colons: "ZAAKNUMMER PAGINA"."""
    labels = _line_labels(text, head=True)
    if len(labels) < 2 or text[: labels[0].start].strip() or any(label.mark == "colon" for label in labels):
        return []
    empty = all(not text[left.after : right.start].strip() for left, right in pairwise(labels))
    return [label.name for label in labels] if empty else []


def _pair(names: Sequence[str], values: Sequence[Span], number: int, columns: Sequence[Span] = ()) -> list[HeadValue]:
    """Join labels and values; with fewer values than labels the empty ones are where the values fit best."""
    if len(values) >= len(names):
        chosen: Sequence[int] = range(len(names))
    elif len(names) > _MANY_CELLS * 2 or not values:
        return []
    else:
        options = combinations(range(len(names)), len(values))
        chosen = max(options, key=lambda places: _fit(names, values, places))
    pairs = zip(chosen, values, strict=False)
    return [HeadValue(FIELD_OF[names[place]], names[place], value, number) for place, value in pairs if value.text]


def _fit(names: Sequence[str], values: Sequence[Span], places: Sequence[int]) -> float:
    score = 0.0
    for place, value in zip(places, values, strict=True):
        field = FIELD_OF[names[place]]
        if value.text:
            score += 1.0 if _fits(field, value.text, strict=True) else 0.3 * _fits(field, value.text)
        # An empty answer to one's own number is rare, to "uw kenmerk" it is the rule.
        score -= 0.2 * (field is Field.YOURS)
    return score
