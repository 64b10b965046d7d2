"""Decisions in the rows of a table: what was decided about, by whom, when and with what outcome, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from documents.pipeline.bodies import find_bodies
from documents.pipeline.dates import find_dates
from documents.pipeline.decision_anchors import anchors
from documents.pipeline.decision_items import outcome_told
from documents.pipeline.decision_settings import Letter, Setting, past_dates
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_words import NOT_TAKEN
from documents.pipeline.layout import Line, Source, Span, cells, collapse
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome

_HEAD = re.compile(
    r"besluit|besloten|uitkomst|resultaat|orgaan|onderwerp|uitslag|stand\b|status|agendapunt|voorstel|motie|"
    r"amendement",
    re.I,
)
_WHO = re.compile(r"(?P<kind>college|raad|gemeenteraad)s?", re.I)
_GEMEENTE = re.compile(
    r"(?:De\s|Den\s|Het\s)?[A-Z][\w’'-]+(?:\s(?:aan|en|van|den|de|op)\s[\w’' -]{2,20}|"
    r"[ -][A-Z][\w-]+)?"
)
_NUMBER = re.compile(r"[\d.)(a-zIVX]{1,5}|[\d/.-]+")
_PART = re.compile(r";\s+")
_PLANNED = re.compile(r"\b(?:volgt|gepland|verwacht|nog|wordt|zal|q[1-4])\b", re.I)
# What may stand before a body in its cell.
_LEADS = re.compile(r"(?:.*\()?(?:(?:de|het|ons|\w{3,5})\s+)?")
_FEWEST_CELLS, _LONG_HEAD, _NEAR = 2, 40, 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, the heads above them, and the place of all of it."""

    cells: tuple[str, ...]
    heads: tuple[str, ...]
    start: int
    end: int


def table_rows(source: Source, start: int) -> tuple[Row, ...]:
    """The rows of tables of decisions from an offset on: under a line of column heads, up to a line of one cell."""
    table = _Table([], [], None)
    for line in source.lines:
        if line.start >= start and (table.columns or "  " in line.text or "\t" in line.text):
            table.read(line, [part for part in cells(line) if part.text])
    return tuple(table.rows)


@dataclass(slots=True)
class _Table:
    """The rows so far, the heads of the table that stands open, and a first cell that goes on with the next line."""

    rows: list[Row]
    columns: list[Span]
    pending: Span | None

    def read(self, line: Line, parts: list[Span]) -> None:
        if len(parts) >= _FEWEST_CELLS and _is_head(parts):
            self.columns, self.pending = parts, None
        elif self.columns and len(parts) >= _FEWEST_CELLS:
            self.rows.append(_row(line, parts, self.columns, self.pending))
            self.pending = None
        elif parts and self.columns:
            self._continue(line, parts[0])

    def _continue(self, line: Line, part: Span) -> None:
        column = _goes_on(line, part, self.columns)
        if column is None:
            self.columns = []
        elif column == 0 and not (self.rows and part.text[:1].islower()):
            self.pending = part
        elif self.rows and self.rows[-1].heads == tuple(head.text for head in self.columns):
            self.rows[-1] = _longer(self.rows[-1], part, column)


def _is_head(parts: Sequence[Span]) -> bool:
    short = all(len(part.text) < _LONG_HEAD and not any(c.isdigit() for c in part.text) for part in parts)
    return (
        short
        and any(_HEAD.search(part.text) for part in parts)
        and not any(outcome_told(part.text) or part.text.endswith((".", ":")) for part in parts)
    )


def _row(line: Line, parts: Sequence[Span], columns: Sequence[Span], pending: Span | None) -> Row:
    """The cells of a line under the heads they stand below; with as many cells as heads the order tells."""
    if len(parts) == len(columns) + 1 and "\t" not in line.text:
        columns = [Span("", parts[0].start, parts[0].start), *columns]
    texts = [""] * len(columns)
    for place, part in enumerate(parts):
        column = place if len(parts) >= len(columns) or "\t" in line.text else _column(line, part, columns)
        column = min(column, len(columns) - 1)
        texts[column] = f"{texts[column]} {part.text}".strip()
    start = parts[0].start
    if pending:
        texts[0], start = f"{pending.text} {texts[0]}", pending.start
    return Row(tuple(texts), tuple(head.text for head in columns), start, parts[-1].end)


def _offset(span: Span, line_start: int) -> int:
    return span.start - line_start


def _column(line: Line, part: Span, columns: Sequence[Span]) -> int:
    left = columns[0].start
    at = _offset(part, line.start)
    first = _offset(columns[0], left)
    places = [column.start - left + first for column in columns]
    indent = at - (len(line.text) - len(line.text.lstrip()))
    return max((place for place, where in enumerate(places) if where <= indent + _NEAR), default=0)


def _goes_on(line: Line, part: Span, columns: Sequence[Span]) -> int | None:
    """The column of the row above that a line of one cell goes on with; None when it is running text."""
    if len(part.text) > 2 * _LONG_HEAD:
        return None
    indent = len(line.text) - len(line.text.lstrip())
    places = [column.start - columns[0].start for column in columns]
    near = [place for place, where in enumerate(places) if place and abs(where - indent) <= 4 * _NEAR]
    if near:
        return near[-1]
    return 0 if not part.text.endswith((".", ":", "?")) and indent else None


def _longer(row: Row, part: Span, column: int) -> Row:
    texts = list(row.cells)
    texts[column] = f"{texts[column]} {part.text}".strip()
    return replace(row, cells=tuple(texts), end=part.end)


def row_decisions(letter: Letter, row: Row, setting: Setting) -> Iterator[DecisionFound]:
    """The decisions of a row: it needs a cell that tells an outcome; who and when may stand above the table.
    "kader: vastgesteld; nota: ingestemd" is two."""
    body, when = _who_and_when(letter, row, setting)
    told = [place for place, cell in enumerate(row.cells) if _outcome(cell)]
    if not body:
        return
    if not told:
        for cell in row.cells:
            yield from _in_cell(letter, row, cell, (body, when))
        return
    place = told[-1]
    outcome = _outcome(row.cells[place])
    subject = _subject(letter, row, place)
    if outcome and subject:
        yield _found(letter, row, (body, when), subject, outcome)


def _outcome(cell: str) -> Outcome | None:
    return None if _PLANNED.match(cell) else outcome_told(cell)


def _in_cell(letter: Letter, row: Row, cell: str, known: tuple[str, str | None]) -> Iterator[DecisionFound]:
    for part in _PART.split(cell):
        what, colon, told = part.partition(":")
        outcome = outcome_told(told.strip()) if colon else None
        if not outcome:
            told = [anchor for anchor in anchors(part) if not anchor.weak and not anchor.decided]
            outcome = told[0].outcome if len(told) == 1 and not NOT_TAKEN.search(part) else None
            what = part[: told[0].start] if outcome else ""
        if outcome and len(cleaned(what)) > _NEAR:
            yield _found(letter, row, known, cleaned(what), outcome)


def _found(letter: Letter, row: Row, known: tuple[str, str | None], subject: str, outcome: Outcome) -> DecisionFound:
    evidence = letter.source.evidence(row.start, row.end)
    return DecisionFound(
        known[0], known[1], subject, outcome, None, 0.6 if known[1] else 0.4, ClaimStatus.CHECK, evidence
    )


def _subject(letter: Letter, row: Row, told: int) -> str:
    """The cell that says what it was about: the longest that is no number, date, body or outcome."""
    best = ""
    for place, cell in enumerate(row.cells):
        if place == told or _NUMBER.fullmatch(cell) or _names_body(letter, row, cell, place):
            continue
        if _only_dates(cell):
            continue
        best = max(best, cleaned(cell), key=len)
    if best:
        return best
    head = re.sub(r"^\s*besluit(?:en)?\s+(?:over|op|inzake)\s+", "", row.heads[told], flags=re.I)
    return cleaned(head) if head != row.heads[told] else ""


def _only_dates(cell: str) -> bool:
    rest = cell
    for found in reversed(find_dates(cell)):
        rest = rest[: found.start] + rest[found.end :]
    return rest != cell and len(re.sub(r"\b(?:tussen|van|tot|en|op|t/m)\b|\W|\d|\b[a-z]{3,9}\b", "", rest)) == 0


def _names_body(letter: Letter, row: Row, cell: str, place: int) -> bool:
    return bool(_WHO.fullmatch(row.heads[place]) and _GEMEENTE.fullmatch(cell)) or bool(_body(letter, row, cell))


def _who_and_when(letter: Letter, row: Row, setting: Setting) -> tuple[str, str | None]:
    body, when = "", None
    for place, cell in enumerate(row.cells):
        kind = _WHO.fullmatch(row.heads[place])
        if kind and _GEMEENTE.fullmatch(cell):
            body = f"{kind['kind'].casefold()} van {cell}"
        elif not body:
            body = _body(letter, row, cell)
    dates = past_dates(letter, row.start, row.end)
    if dates:
        when = dates[0].iso
    elif not body and setting.found:
        when = setting.found.iso
    return body or setting.body, when


def _body(letter: Letter, row: Row, cell: str) -> str:
    """The body that a cell names at its head or between brackets; what only speaks of a body is no name."""
    whole = collapse(cell)
    near = letter.named.between(row.start, row.end)
    names = [(hit.start, collapse(hit.text)) for hit in find_bodies(whole)]
    names += [(whole.index(name), name) for _, name in near if name in whole]
    for place, name in names:
        if place < _LONG_HEAD // 2 and _LEADS.fullmatch(whole, 0, place):
            return name
        if place and whole[:place].endswith("("):
            return name
    return ""
