"""The rows of a planning: a time beside what happens then, on one line, in cells, or on lines in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.pipeline.decision_words import BULLET
from documents.pipeline.relative_dates import TimeFound, Times, Window

_SEPARATOR = re.compile(r"[ \t]*(?::|\t|[ ]{2,}|\s[–—-]\s|\|)[ \t:|–—-]*")
_BEFORE_TIME = re.compile(r"(?::|\t|[ ]{2,}|\s[–—-]|\||\()\s*\Z")
_LONGEST_ROW = 400


@dataclass(frozen=True, slots=True)
class Row:
    """A time and the offsets of what is planned for it; `start` and `end` enclose both."""

    time: TimeFound
    what_start: int
    what_end: int

    @property
    def start(self) -> int:
        """Where the row begins."""
        return min(self.time.start, self.what_start)

    @property
    def end(self) -> int:
        """Where the row ends."""
        return max(self.time.end, self.what_end)


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class _Line:
    start: int
    end: int
    lead: TimeFound | None
    tail: TimeFound | None
    alone: TimeFound | None


def rows_of(text: str, start: int, end: int, times: Times, window: Window, *, announced: bool) -> tuple[Row, ...]:
    """The rows of a planning in a piece of text; empty where it is running text."""
    if end - start > _LONGEST_ROW * 10:
        return ()
    lines = [line for line in _lines(text, start, end, times, window, announced=announced) if line.end > line.start]
    if not any(line.lead or line.tail or line.alone for line in lines):
        return ()
    if _times_below(lines):
        lines = [line for pair in zip(lines[1::2], lines[::2], strict=True) for line in pair]
    return tuple(_rows(text, lines))


def _times_below(lines: Sequence[_Line]) -> bool:
    """Whether steps and times stand on lines in turn with each time below its step."""
    return (
        len(lines) > 1
        and len(lines) % 2 == 0
        and not any(_has_time(above) or not below.alone for above, below in zip(lines[::2], lines[1::2], strict=True))
    )


def _lines(text: str, start: int, end: int, times: Times, window: Window, *, announced: bool) -> Iterator[_Line]:
    position = start
    for piece in text[start:end].split("\n"):
        stop = position + len(piece)
        left = position + len(piece) - len(piece.lstrip())
        bullet = BULLET.match(text, left, stop)
        left = bullet.end() if bullet else left
        right = position + len(piece.rstrip())
        position = stop + 1
        if left >= right:
            continue
        yield _line(text, left, right, times.between(left, right, window, announced=announced))


def _line(text: str, left: int, right: int, times: Sequence[TimeFound]) -> _Line:
    lead = tail = alone = None
    if times and times[0].start == left:
        first = times[0]
        if not text[first.end : right].strip(" .:;"):
            alone = first
        elif _SEPARATOR.match(text, first.end, right):
            lead = first
    if times and not lead and not alone:
        last = times[-1]
        closed = not text[last.end : right].strip(" .;)")
        if closed and _BEFORE_TIME.search(text, left, last.start) and text[left : last.start].strip():
            tail = last
    return _Line(left, right, lead, tail, alone)


def _rows(text: str, lines: Sequence[_Line]) -> Iterator[Row]:
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.lead:
            separator = _SEPARATOR.match(text, line.lead.end, line.end)
            begin, stop = separator.end() if separator else line.lead.end, line.end
        elif line.tail:
            begin, stop = line.start, line.tail.start
        elif line.alone and place < len(lines) and not _has_time(lines[place]):
            begin, stop = lines[place].start, lines[place].end
            place += 1
        else:
            continue
        while (
            line.tail is None
            and not (line.alone and stop < line.start)
            and place < len(lines)
            and _goes_on(text, lines[place], stop - begin)
        ):
            stop = lines[place].end
            place += 1
        if text[begin:stop].strip():
            yield Row(line.lead or line.tail or line.alone, begin, stop)  # type: ignore[arg-type]


def _has_time(line: _Line) -> bool:
    return bool(line.lead or line.tail or line.alone)


def _goes_on(text: str, line: _Line, length: int) -> bool:
    """Whether a line belongs to the row above it: it begins with a small letter and has no time of its own."""
    return not _has_time(line) and text[line.start].islower() and length < _LONGEST_ROW
