"""The labelled values of a letter head, whatever its form.

Forms: "label value" and "label: value" on a line, several to a line, in columns, label above value (one label, a row of
labels, or all labels and then all values), a value on the next line; also in a column that the file gives after the
letter. The labels themselves are data (labels.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from documents.pipeline.head_labels import ANSWER, DATES, DOUBTFUL, NUMBERS, Label, Labels, fits, labels_of, split_glued
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, Span, cells

SALUTATION = re.compile(
    r"^\s*(?:Zeer\s+)?(?:Geachte?\b|Beste\b|Waarde\b|L\.\s?S\.|Dames en heren|Hooggeachte?\b|Achtbare?\b)", re.I
)
CLOSING = re.compile(
    r"^\s*(?:(?:en )?hoogachtend|Met\s+(?:vriendelijke|hartelijke|collegiale|warme|de meeste)\s+(?:groet|hoogachting)|"
    r"M\.?v\.?g\.?\b|(?:Vriendelijke|Hartelijke|Warme) groet|Groet|Hartelijks?\b|Mei freonlike groetnis)",
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
_ADDRESS = re.compile(r"\b\d{4}\s?[A-Z]{2}\b|\bPostbus\b|\bwww\.|\b[Tt]elefoon\b|@")
_CONTACT = frozenset({Field.OFFICIAL, Field.PHONE, Field.EMAIL, Field.YOURS})
_TELLING = DATES | NUMBERS | {Field.SUBJECT, Field.OFFICIAL}
_BLOCK_GAP = 4  # lines from label to label in a column beside the letter
_BLOCK_LABELS = 3
_ASIDE = 3  # characters that a value may stand beside its label above
_FEW_DIGITS = 3  # less is a number of pages or of enclosures
_ROW = 4  # lines under each other that begin with a label: a block of them, and no sentence
_ENOUGH = 2  # of date, number and subject: a head that has these is no remnant of a column
_DEEP = 8  # blanks before a line that belongs to a column of values

_ASIDE_FIELDS = DATES | NUMBERS | {Field.SUBJECT, Field.OFFICIAL, Field.HOLDER}
# A last column far to the right; a line of prose before it ends at a wide gap.
_RIGHT_COLUMN = re.compile(r"(?:^|\S) {4,}(?P<cell>[^\s:](?:[^\s]| (?! )){1,40}):?\s*$")
_COLUMN_END = re.compile(r"\s{2,}|\t|:")

_Name = tuple[str, Field]


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A label and its value (empty where the letter left it empty); `in_head` is false for one further down.

    `beside` is true for one in a block of labels that the file gives below the head: a column beside the letter.
    """

    field: Field
    label: str
    value: Span
    line: int
    in_head: bool = True
    beside: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look: at a column beside the letter, or at a label that no table has."""
        return self.beside or self.label.startswith(DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Head:
    """All labelled values in reading order and the number of the first line that is no longer the head."""

    values: tuple[HeadValue, ...]
    end_line: int
    labels: Labels

    def all(self, *fields: Field) -> list[HeadValue]:
        """The values of these fields that are not empty, in reading order."""
        return [found for found in self.values if found.field in fields and found.value.text]


def read_head(source: Source, labels: Labels | None = None) -> Head:
    """Read the labelled values of a letter; below the head only lines that can be nothing else count."""
    known = labels or labels_of()
    reader = _Reader(source, known)
    end = reader.head_end()
    values = [*reader.values(0, end)]
    filled = {found.field for found in values if found.value.text}
    if sum(bool(filled & kind) for kind in (DATES, NUMBERS - {Field.YOURS}, {Field.SUBJECT})) < _ENOUGH:
        values += [*reader.beside(end), *reader.aside(end)]
    return Head((*values, *reader.later_values(end)), end, known)


class _Reader:
    """Reads the labelled values of one letter with one set of labels."""

    def __init__(self, source: Source, labels: Labels) -> None:
        self._source = source
        self._lines = source.lines
        self._known = labels
        self._taken: set[int] = set()  # where cells begin that are the value of a label above them

    def _labels(self, line: Line | str) -> tuple[Label, ...]:
        if isinstance(line, str):
            return self._known.in_line(line, head=True)
        labels = self._known.in_line(line.text, head=True)
        return labels or self._in_row_of_openings(line)

    def _in_row_of_openings(self, line: Line) -> tuple[Label, ...]:
        """The label of a line in a block of lines that all begin with one: "van Jan", "cc griffie", "betr. jeugd"."""
        label = self._known.opening(line.text) if len(line.text) < _PROSE else None
        if label is None or line.number > _LONGEST_HEAD:
            return ()
        run = 1
        for step in (-1, 1):
            number = line.number + step
            while (
                0 <= number < len(self._lines) and run < _ROW and self._known.opens(self._lines[number].text.lstrip())
            ):
                run += 1
                number += step
        return (label,) if run >= _ROW else ()

    def head_end(self) -> int:
        """The line at which the head is over: a salutation, a first heading, or running text."""
        for line in self._lines[:_LONGEST_HEAD]:
            if line.blank:
                continue
            labelled = bool(self._labels(line))
            if not labelled and (SALUTATION.match(line.text) or _FIRST_HEADING.match(line.text)):
                return line.number
            if not labelled and self._runs_on(line):
                return self._goes_on(line.number) or line.number
            if labelled and self._salutes(line):
                return line.number + 1
        return min(len(self._lines), _LONGEST_HEAD)

    def _goes_on(self, number: int) -> int:
        """The line of the salutation or first heading, where labels stand between it and a long line; else 0."""
        labelled = 0
        for line in self._lines[number:_LONGEST_HEAD]:
            if SALUTATION.match(line.text) or _FIRST_HEADING.match(line.text):
                return line.number if labelled >= _ENOUGH else 0
            labels = [label for label in self._labels(line) if label.field in _TELLING and label.mark != "narrow"]
            labelled += any(not line.text[: label.start].strip() for label in labels)
        return 0

    def _salutes(self, line: Line) -> bool:
        """Whether "Aan de leden van de gemeenteraad," is the salutation, and not an address that goes on below."""
        below = self._lines[line.number + 1] if line.number + 1 < len(self._lines) else line
        comma = line.text.rstrip().endswith(",") and line.text.lstrip().lower().startswith("aan ")
        return comma and (below.blank or len(line.text) < _LONG)

    def _runs_on(self, line: Line) -> bool:
        """Whether a line without labels is running text: very long, or long and going on in the next line."""
        length = len(line.text.strip())
        if len(cells(line)) > 1 or length < _LONG or _ADDRESS.search(line.text):
            return False
        below = self._lines[line.number + 1] if line.number + 1 < len(self._lines) else line
        return length > _PROSE or (not below.blank and not self._labels(below))

    def values(self, number: int, end: int) -> Iterator[HeadValue]:
        """The labelled values of the lines from `number` to `end`."""
        while number < end:
            step = 1
            found: list[HeadValue] = []
            if not self._lines[number].blank:
                found, step = self._label_block(number, end) or self._label_row(number) or self._plain_line(number)
            yield from found
            number += step

    def later_values(self, end: int) -> Iterator[HeadValue]:
        """Below the head: "Label: value" or "Label   value" at the start of a short line, strong labels only."""
        for line in self._lines[end:]:
            if len(line.text) > _PROSE * 2 or not self._known.opens(line.text.lstrip()):
                continue
            labels = self._known.in_line(line.text, head=False)
            for label in [label for label in labels if not line.text[: label.start].strip()][:1]:
                value = self._source.span(line.start + label.after, line.end)
                if not value.text:
                    value = self._next_value(line.number, label.field) or value
                yield HeadValue(label.field, label.name, value, line.number, in_head=False)

    def beside(self, end: int) -> Iterator[HeadValue]:
        """The values of a block of labels below the head, which a file gives after the letter that it stands beside."""
        block: list[int] = []
        for line in [*self._lines[end:], None]:
            if line is not None and self._opens_block(line):
                block.append(line.number)
            elif block and (line is None or line.number - block[-1] > _BLOCK_GAP or len(line.text) > _PROSE):
                yield from self._block_values(block)
                block = []

    def aside(self, end: int) -> Iterator[HeadValue]:
        """The values of a column of labels to the right of the letter's text, each label above its value."""
        found: list[tuple[int, HeadValue]] = []
        for line in self._lines[end:]:
            column = _RIGHT_COLUMN.search(line.text) if "  " in line.text else None
            below = self._lines[line.number + 1] if column and line.number + 1 < len(self._lines) else None
            name = self._known.only(column["cell"]) if column and below else None
            if column is None or below is None or name is None:
                continue
            start = column.start("cell")
            under = [cell for cell in cells(below) if abs(cell.start - below.start - start) <= _ASIDE]
            if under and not self._known.only(under[0].text):
                found.append((start, HeadValue(name[1], name[0], under[0], line.number, beside=True)))
        columns = [start for start, _ in found]
        yield from (value for start, value in found if columns.count(start) > 1 and value.field in _ASIDE_FIELDS)

    def _opens_block(self, line: Line) -> bool:
        short = len(line.text) <= _PROSE and self._known.opens(line.text.lstrip())
        return short and any(not line.text[: label.start].strip() for label in self._labels(line))

    def _block_values(self, block: Sequence[int]) -> Iterator[HeadValue]:
        stop = min(block[-1] + _BLOCK_GAP, len(self._lines))
        if len(block) < _BLOCK_LABELS or any(SALUTATION.match(line.text) for line in self._lines[block[0] : stop + 6]):
            return
        found = [replace(value, beside=True) for value in self.values(block[0], stop)]
        fields = {value.field for value in found if value.value.text and fits(value.field, value.value.text)}
        kinds = [bool(fields & kind) for kind in (DATES, NUMBERS, {Field.SUBJECT})]
        if sum(kinds) + bool(fields & _CONTACT) > 1 and any(kinds):
            yield from found

    # --- The forms --------------------------------------------------------------------------------------------------

    def _plain_line(self, number: int) -> tuple[list[HeadValue], int]:
        line = self._lines[number]
        labels = self._labels(line)
        found: list[HeadValue] = [*self._broken_label(number)]
        for index, label in enumerate(labels):
            last = index + 1 == len(labels)
            value = self._behind(line, label, len(line.text) if last else labels[index + 1].start)
            if not value.text and last:
                below = self._value_below(number, label)
                value = below or (self._next_value(number, label.field) if len(labels) == 1 else None) or value
            elif label.field is Field.SUBJECT and last and self._wraps(number, label):
                value = self._with_next_lines(value, number + 1)
            found.append(HeadValue(label.field, label.name, value, number))
        return found, 1

    def _behind(self, line: Line, label: Label, stop: int) -> Span:
        """What stands behind a label on its line, up to the next label or to a cell that belongs to one above it."""
        value = self._source.span(line.start + label.after, line.start + max(stop, label.after))
        stroke = len(value.text) - len(value.text.lstrip(" |"))
        value = self._source.span(value.start + stroke, value.start + max(stroke, len(value.text.rstrip(" |"))))
        if not self._taken or "  " not in value.text:
            return value
        taken = min((place for place in self._taken if value.start <= place < value.end), default=value.end)
        return self._source.span(value.start, taken)

    def _broken_label(self, number: int) -> Iterator[HeadValue]:
        """A label that a narrow column breaks: "portefeuille-" with "houder(s)" on the next line."""
        line = self._lines[number]
        if "-" not in line.text or number + 1 == len(self._lines):
            return
        above, below = cells(line), self._lines[number + 1]
        rest = _COLUMN_END.split(below.text.strip(), maxsplit=1)
        if not above or not above[0].text.endswith("-") or not rest[0]:
            return
        name = self._known.only(above[0].text[:-1] + rest[0].strip())
        if name is None:
            return
        value = self._source.span(below.start + below.text.index(rest[0]) + len(rest[0]), below.end)
        value = self._source.span(value.start + len(value.text) - len(value.text.lstrip(" :\t")), value.end)
        nearest = next((label.start for label in self._labels(below) if below.start + label.start > value.start), None)
        value = self._source.span(value.start, below.start + nearest) if nearest else value
        if len(above) > 1 and not self._known.opens(above[1].text):
            value = above[1]
        yield HeadValue(name[1], name[0], value, number)

    def _wraps(self, number: int, label: Label) -> bool:
        """Whether a subject goes on in the next line: it fills the line, or the next one begins under its value."""
        line = self._lines[number]
        if len(line.text.rstrip()) >= self._full_width(number):
            return True
        below = self._lines[number + 1].text if number + 1 < len(self._lines) else ""
        indent = len(below) - len(below.lstrip(" "))
        return label.mark in ("wide", "colon") and indent > _DEEP and abs(indent - label.after) <= 1

    def _full_width(self, number: int) -> int:
        """From this length a line may run on in the next one: nearly as long as the lines around it, at least 55."""
        longest = max((len(line.text.rstrip()) for line in self._lines[number : number + 40]), default=0)
        return max(55, min(longest, 110) - 25)

    def _value_below(self, number: int, label: Label) -> Span | None:
        """The cell under a label that stands in a column of its own, to the right of other text or of blanks."""
        line = self._lines[number]
        aside = bool(line.text[: label.start].strip()) or label.start > _DEEP
        if not aside or number + 1 == len(self._lines) or "\t" in line.text:
            return None
        below = self._lines[number + 1]
        under = [cell for cell in cells(below) if abs(cell.start - below.start - label.start) <= _ASIDE]
        if not under or self._known.opens(under[0].text):
            return None
        if len(cells(below)) > 1:
            self._taken.add(under[0].start)
        elif label.field is Field.SUBJECT:
            return None  # it may run on below itself
        return under[0]

    def _next_value(self, number: int, field: Field) -> Span | None:
        """The value of a label that stands alone: the next line, past blank lines and a colon alone."""
        for line in self._lines[number + 1 : number + 5]:
            text = line.text.strip()
            if text in ("", ":"):
                continue
            answer = field in (Field.SECRECY, Field.OPENNESS) and ANSWER.fullmatch(text.rstrip(" ."))
            if not answer and (SALUTATION.match(text) or self._labels(line)):
                return None
            if field is Field.SECRECY and line.number > number + 1 and not ANSWER.match(text):
                return None  # the next heading, not an answer
            offset = len(line.text) - len(line.text.lstrip(" \t:"))
            value = self._source.span(line.start + offset, line.end)
            return self._with_next_lines(value, line.number + 1) if field is Field.SUBJECT else value
        return None

    def _with_next_lines(self, value: Span, number: int) -> Span:
        """A subject that runs on: up to a blank line, a label, a salutation; three lines at most."""
        end = value.end
        for line in self._lines[number : number + 3]:
            ends = line.blank or SALUTATION.match(line.text) or _FIRST_HEADING.match(line.text)
            if ends or self._labels(line):
                break
            end = line.end
        return self._source.span(value.start, end)

    def _label_block(self, number: int, end: int) -> tuple[list[HeadValue], int] | None:
        """All labels under each other, then all values under each other."""
        names, stop = self._names_below(number, end)
        if len(names) < _BLOCK_LABELS:
            return None
        values, stop = self._values_below(stop, len(names))
        above = self._values_above(number, len(names))
        if above and _fit(names, above, range(len(names))) > max(_fit(names, values, range(len(values))), 1.0):
            values = above
        return _pair(names, values, number), stop - number

    def _names_below(self, number: int, end: int) -> tuple[list[_Name], int]:
        """The labels from here on, one to a line, with at most one blank line between two; and where they stop."""
        names: list[_Name] = []
        stop = number
        while stop < end:
            step = 2 if names and self._lines[stop].blank and stop + 1 < end else 1
            name = self._known.only(self._lines[stop + step - 1].text)
            if not name:
                break
            names.append(name)
            stop += step
        return names, stop

    def _values_below(self, stop: int, count: int) -> tuple[list[Span], int]:
        while stop < len(self._lines) and self._lines[stop].blank:
            stop += 1
        values: list[Span] = []
        while stop < len(self._lines) and len(values) < count:
            apart = self._lines[stop].blank and stop + 1 < len(self._lines) and len(values) < count
            line = self._lines[stop + 1] if apart else self._lines[stop]
            if not self._is_value(line):
                break
            values.append(self._source.span(line.start, line.end))
            stop = line.number + 1
        return values, stop

    def _values_above(self, number: int, count: int) -> list[Span]:
        """As many lines above a block of labels, where a file gives the column of values first."""
        lines = [line for line in self._lines[:number] if not line.blank][-count:]
        if len(lines) < count or not all(self._is_value(line) for line in lines):
            return []
        return [self._source.span(line.start, line.end) for line in lines]

    def _is_value(self, line: Line) -> bool:
        return not line.blank and not SALUTATION.match(line.text) and not self._labels(line)

    def _label_row(self, number: int) -> tuple[list[HeadValue], int] | None:
        """A row of labels with a row of values below it."""
        line = self._lines[number]
        columns = cells(line)
        named = [self._known.only(column.text) for column in columns]
        names = [name for name in named if name]
        below = next((row for row in self._lines[number + 1 : number + 3] if not row.blank), None)
        if below is not None and len(names) == len(columns) > 2 and self._is_full(below, len(names)):
            values, last = self._with_wrapped_cell(cells(below), below.number)
            return _pair(names, values, number), last - number + 1
        if len(columns) > 1 and len(names) > 1 and below is not None and self._is_value(below):
            placed = self._under_labels(columns, named, below)
            if placed:
                placed += self._on_the_line(line)
                return placed, below.number - number + 1
        if len(columns) < 2 or len(names) < len(columns):
            names = self._glued_labels(line.text)
        if len(names) < 2 or below is None or not self._is_value(below):
            return None
        row = cells(below)
        if len(row) == 1:
            places = split_glued([field for _, field in names], row[0].text)
            if places:
                spans = [self._source.span(row[0].start + left, row[0].start + right) for left, right in places]
                return [replace(value, beside=True) for value in _pair(names, spans, number)], below.number - number + 1
        values, last = self._with_wrapped_cell(row, below.number)
        return _pair(names, values, number), last - number + 1

    def _on_the_line(self, line: Line) -> list[HeadValue]:
        """What stands behind a colon in a row of labels: "Datum   Portefeuille   Openbaar: ja"."""
        labels = self._labels(line)
        stops = [*(label.start for label in labels[1:]), len(line.text)] if labels else []
        values = [(label, self._behind(line, label, stop)) for label, stop in zip(labels, stops, strict=True)]
        return [
            HeadValue(label.field, label.name, value, line.number)
            for label, value in values
            if label.mark == "colon" and value.text
        ]

    def _is_full(self, line: Line, count: int) -> bool:
        """Whether a line is a row with a value for each of so many labels, few of which look like a label."""
        row = cells(line)
        alike = sum(bool(self._known.only(cell.text)) for cell in row)
        return "\t" in line.text and len(row) == count and all(cell.text for cell in row) and alike * 2 < count

    def _under_labels(self, columns: Sequence[Span], named: Sequence[_Name | None], below: Line) -> list[HeadValue]:
        """The values that stand right under labels on a page set with blanks; none where one stands under no label.

        A column whose heading is no label ("Paraaf", or the place above the date) is passed over.
        """
        line = self._source.line_at(columns[0].start)
        row = cells(below)
        if "\t" in line.text or "\t" in below.text or not row:
            return []
        starts = [column.start - line.start for column in columns]
        found: list[HeadValue] = []
        for cell in row:
            near = [place for place, start in enumerate(starts) if abs(cell.start - below.start - start) <= _ASIDE]
            if len(near) != 1:
                return []
            name = named[near[0]]
            if name:
                found.append(HeadValue(name[1], name[0], cell, line.number))
        told = all(fits(value.field, value.value.text) for value in found if value.field in DATES | NUMBERS)
        return found if told else []

    def _with_wrapped_cell(self, values: list[Span], number: int) -> tuple[list[Span], int]:
        """A last cell that runs on below itself, behind the tabs of the empty columns; two lines at most. Gives the
        values and the number of the last line that belongs to them."""
        for line in self._lines[number + 1 : number + 3]:
            below = cells(line)
            wrapped = line.text.startswith("\t") and len(below) == len(values) and not any(c.text for c in below[:-1])
            if not wrapped or not below[-1].text or self._labels(line):
                break
            values = [*values[:-1], self._source.span(values[-1].start, below[-1].end)]
            number = line.number
        return values, number

    def _glued_labels(self, text: str) -> list[_Name]:
        """Labels that follow each other with one blank between, without colons: "ZAAKNUMMER PAGINA"."""
        labels = self._labels(text)
        if len(labels) < 2 or text[: labels[0].start].strip() or any(label.mark == "colon" for label in labels):
            return []
        empty = all(not text[left.after : right.start].strip() for left, right in pairwise(labels))
        return [(label.name, label.field) for label in labels] if empty else []


def _pair(names: Sequence[_Name], values: Sequence[Span], number: int) -> list[HeadValue]:
    """Join labels and values; with fewer values than labels the empty ones are where the values fit best."""
    if len(values) >= len(names):
        chosen: Sequence[int] = range(len(names))
    elif len(names) > _MANY_CELLS * 2 or not values:
        return []
    else:
        options = combinations(range(len(names)), len(values))
        chosen = max(options, key=lambda places: _fit(names, values, places))
    pairs = zip(chosen, values, strict=False)
    return [HeadValue(names[place][1], names[place][0], value, number) for place, value in pairs if value.text]


def _fit(names: Sequence[_Name], values: Sequence[Span], places: Sequence[int]) -> float:
    score = 0.0
    for place, value in zip(places, values, strict=True):
        field = names[place][1]
        if value.text:
            score += 1.0 if fits(field, value.text, strict=True) else 0.3 * fits(field, value.text)
            score -= 0.5 * (field in NUMBERS and sum(map(str.isdigit, value.text)) < _FEW_DIGITS)
        # An empty answer to one's own number is rare, to "uw kenmerk" it is the rule.
        score -= 0.2 * (field is Field.YOURS)
        score += 0.2 * (field is Field.SUBJECT)
    return score
