"""Decisions in the rows of a table: a date, a body and what was decided in columns, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.pipeline.dates import find_dates, nearest_year
from documents.pipeline.decision_anchors import anchors
from documents.pipeline.decision_bodies import Named
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_words import NOT_TAKEN
from documents.pipeline.layout import Line, Source, Span, cells, collapse
from documents.pipeline.parties import Parties
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus

_HEAD = re.compile(r"besluit|uitkomst|resultaat|orgaan|onderwerp", re.I)
_PART = re.compile(r";\s+")
_FEWEST_CELLS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells, and the place of all of it."""

    cells: tuple[str, ...]
    start: int
    end: int


def table_rows(source: Source, start: int) -> tuple[Row, ...]:
    """The rows of tables of decisions from an offset on: under a line of column heads, up to a line of one cell."""
    rows: list[Row] = []
    columns: list[Span] = []
    for line in source.lines:
        if line.start < start or (not columns and "  " not in line.text and "\t" not in line.text):
            continue
        parts = cells(line)
        if len(parts) >= _FEWEST_CELLS and _is_head(parts):
            columns = parts
        elif columns and _continues(line, parts, columns) and rows:
            rows[-1] = Row(
                (*rows[-1].cells[:-1], f"{rows[-1].cells[-1]} {parts[0].text}"), rows[-1].start, parts[0].end
            )
        elif columns and len(parts) >= _FEWEST_CELLS:
            rows.append(Row(tuple(part.text for part in parts), parts[0].start, parts[-1].end))
        elif parts:
            columns = []
    return tuple(rows)


def _is_head(parts: Sequence[Span]) -> bool:
    short = all(len(part.text) < 40 and not find_dates(part.text) for part in parts)
    return short and any(_HEAD.search(part.text) for part in parts) and not any(anchors(part.text) for part in parts)


def _continues(line: Line, parts: Sequence[Span], columns: Sequence[Span]) -> bool:
    """Whether a line only goes on with the last column of the row above."""
    indent = len(line.text) - len(line.text.lstrip())
    return len(parts) == 1 and indent > 10 and len(columns) > 1


def row_decisions(source: Source, rows: Sequence[Row], named: Named, parties: Parties) -> Iterator[DecisionFound]:
    """The decisions in the rows: each needs a body and a verb; "kader: vastgesteld; nota: ingestemd" is two."""
    for row in rows:
        body, when = _who_and_when(row, named, parties)
        if not body:
            continue
        for cell in row.cells:
            for part in _PART.split(cell):
                yield from _decision(source, row, part, (body, when))


def _who_and_when(row: Row, named: Named, parties: Parties) -> tuple[str, str | None]:
    body, when = "", None
    for cell in row.cells:
        dates = find_dates(cell)
        if dates and when is None and dates[0].start < 4:
            found = nearest_year(dates[0], parties.day)
            bounds = found.interval
            when = found.iso if bounds and (parties.day is None or bounds[0] <= parties.day) else None
        elif not body and not anchors(cell):
            hits = [hit for hit in named.bodies if row.start <= hit.start < row.end and hit.text.split()[0] in cell]
            body = collapse(cell) if hits and len(cell) < 70 else ""
    return body, when


def _decision(source: Source, row: Row, part: str, known: tuple[str, str | None]) -> Iterator[DecisionFound]:
    found = anchors(part)
    if len(found) != 1 or found[0].weak or NOT_TAKEN.search(part):
        return
    anchor = found[0]
    before, behind = part[: anchor.start].rstrip(" :-–"), part[anchor.end :]
    subject = cleaned(before) or cleaned(re.sub(r"^\s*:?\s*(?:met|van)?\s", "", behind))
    if len(subject) > 3:
        evidence = source.evidence(row.start, row.end)
        yield DecisionFound(
            known[0], known[1], subject, anchor.outcome, None, 0.6 if known[1] else 0.4, ClaimStatus.CHECK, evidence
        )
