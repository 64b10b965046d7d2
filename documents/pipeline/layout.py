"""The text as lines with offsets: where a line stands, on which page, in which cells it falls apart."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from documents.pipeline.types import Evidence

_BREAK = re.compile(r"[\n\f]")
_GAP = re.compile(r"\t| {2,}")
_DIGITS = re.compile(r"\d+")
_LONGEST_RUNNING = 400  # characters, blanks between columns included


@dataclass(slots=True)  # not frozen: a letter has hundreds, and freezing doubles what making one takes
class Span:
    """A stripped piece of the text; `text[start:end]` of the letter equals `text` here."""

    text: str
    start: int
    end: int


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class Line:
    """One line without its line break."""

    text: str
    start: int
    end: int
    number: int
    page: int

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands on the line."""
        return not self.text.strip()


class Source:
    """The shown text of one letter, its lines and its pages (separated by form feeds)."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._page_starts = [0, *(match.end() for match in re.finditer("\f", text))]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order; a form feed ends a line too."""
        lines: list[Line] = []
        start = 0
        ends = [match.start() for match in _BREAK.finditer(self.text)]
        for number, end in enumerate([*ends, len(self.text)]):
            lines.append(Line(self.text[start:end], start, end, number, self.page(start)))
            start = end + 1
        return tuple(lines)

    def page(self, offset: int) -> int:
        """The 1-based page of an offset."""
        return bisect_right(self._page_starts, offset)

    def line_at(self, offset: int) -> Line:
        """The line that holds an offset."""
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for a piece of the text, without the white space around it."""
        span = self.span(start, end)
        return Evidence(self.page(span.start), span.start, span.end, span.text)

    def span(self, start: int, end: int) -> Span:
        """A piece of the text without the white space around it."""
        piece = self.text[start:end]
        stripped = piece.strip()
        if not stripped:
            return Span("", start, start)
        left = start + piece.index(stripped)
        return Span(stripped, left, left + len(stripped))

    @cached_property
    def running_heads(self) -> frozenset[int]:
        """Numbers of the lines that come back (page heads and feet), digits aside: on several pages, or numbered."""
        keys = [_running_key(line) for line in self.lines]
        pages: dict[str, set[int]] = {}
        for line, key in zip(self.lines, keys, strict=True):
            if key:
                pages.setdefault(key, set()).add(line.page)
        seen = Counter(keys)
        repeated = {key for key, on in pages.items() if seen[key] > 1 and (len(on) > 1 or "#" in key)}
        return frozenset(number for number, key in enumerate(keys) if key in repeated)

    @cached_property
    def lowered(self) -> str:
        """The text in small letters, as long as the text itself: for quick looks, with the same offsets."""
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(char.lower() if len(char.lower()) == 1 else char for char in self.text)


def _running_key(line: Line) -> str:
    if len(line.text) > _LONGEST_RUNNING:
        return ""
    key = _DIGITS.sub("#", "".join(line.text.split())).casefold()
    return key if 5 <= len(key) <= 80 else ""


def collapse(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def cells(line: Line) -> list[Span]:
    """The columns of a line: split at tabs (an empty column stays) or at two or more blanks."""
    if "\t" in line.text:
        return _tab_cells(line)
    found: list[Span] = []
    start = 0
    for gap in [*_GAP.finditer(line.text), None]:
        end = gap.start() if gap else len(line.text)
        piece = line.text[start:end]
        if piece.strip():
            left = line.start + start + len(piece) - len(piece.lstrip())
            found.append(Span(piece.strip(), left, left + len(piece.strip())))
        start = gap.end() if gap else end
    return found


def _tab_cells(line: Line) -> list[Span]:
    found: list[Span] = []
    start = line.start
    for piece in line.text.split("\t"):
        stripped = piece.strip()
        left = start + (piece.index(stripped) if stripped else 0)
        found.append(Span(stripped, left, left + len(stripped)))
        start += len(piece) + 1
    return found
