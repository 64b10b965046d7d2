"""Sections: which lines are headings, and what the text under them is about.

A heading is a question, a numbered line that does not belong to a list, or a short line standing on its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from documents.pipeline.dates import find_dates
from documents.pipeline.header import CLOSING, SALUTATION, Head
from documents.pipeline.heading_words import (
    ANSWER,
    ASIDE,
    COUNTED,
    KINDS,
    KNOWN,
    NUMBERED,
    QUESTION,
    ROMAN,
    SIGNING,
)
from documents.pipeline.layout import Line, Source, cells, collapse
from documents.pipeline.names import FULL, INITIALED, is_person
from documents.pipeline.types import Section

_PAGE_NUMBER = re.compile(r"^\s*(?:pagina\s+)?\d{1,3}(?:\s*(?:/|van)\s*\d{1,3})?\s*$", re.I)
_BULLET = re.compile(r"^\s*(?:[-–—•▪◦*·●○¢]|[eo]\s)")
_ENDS = (".", ";", ",", ":", "-", "–", "…", "!")
_SUB_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[A-ZÀ-Þ][^\n.;]{1,60}\n(?=[A-ZÀ-Þ])")
_MAX_HEADING = 90
_LONG_LINE = 45
_FULL_LINE = 70
_SHORT_ANSWER = 25  # "n.v.t." below a heading
_TIGHT = 45  # letters of a heading without a blank line above
_LONGEST_NAME = 5
_SIGNATURE = 25
_LINES_BELOW = 4


def find_sections(source: Source, head: Head) -> tuple[Section, ...]:
    """The sections of the letter: heading as written, kind, and offsets up to the next heading."""
    first = _start(source, head)
    running = source.running_heads
    seen = Counter(collapse(line.text) for line in source.lines if line.number in running)
    lines = [line for line in source.lines[first:] if line.number not in running or seen[collapse(line.text)] < 2]
    lines = [line for line in lines if not _PAGE_NUMBER.match(line.text) or NUMBERED.match(line.text)]
    numbered = _numbered_headings(lines)
    headings: list[tuple[int, int, str]] = []
    closed = False
    for place, line in enumerate(lines):
        if line.blank or (line.number in running and not COUNTED.match(line.text)):
            continue
        closed = closed or bool(CLOSING.match(line.text)) or _signs(lines, place)
        if _is_heading(lines, place, numbered, closed=closed):
            span = source.span(line.start, line.end)
            headings.append((span.start, span.end, span.text))
    headings = _without_lists(source.text, headings)
    ends = [*(start for start, _, _ in headings), len(source.text)][1:]
    return tuple(
        Section(text.rstrip(" :"), kind_of(text), start, source.span(start, end).end)
        for (start, _, text), end in zip(headings, ends, strict=True)
    )


def _signs(lines: Sequence[Line], place: int) -> bool:
    """Whether a body signs here: near the end, on a short line of its own."""
    text = lines[place].text
    if len(lines) - place > _SIGNATURE or len(text.strip()) > _MAX_HEADING or not SIGNING.match(text):
        return False
    return sum(len(line.text.strip()) > _LONG_LINE for line in lines[place + 1 :]) <= _LINES_BELOW


def _without_lists(text: str, headings: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Without short lines that follow each other and begin with the same word: those are a list."""
    kept: list[tuple[int, int, str]] = []
    for place, (start, end, heading) in enumerate(headings):
        near = [headings[other] for other in (place - 1, place + 1) if 0 <= other < len(headings)]
        listed = any(
            heading.split()[0] == words.split()[0] and not text[min(end, stop) : max(start, begin)].strip()
            for begin, stop, words in near
        )
        if not listed or COUNTED.match(heading):
            kept.append((start, end, heading))
    return kept


def kind_of(heading: str) -> str:
    """What a section is about, by the words of its heading: aanleiding, kern, vervolg, kosten, … else overig."""
    folded = heading.casefold()
    return next((kind for kind, pattern in KINDS if re.search(pattern, folded)), "overig")


def below_heading(text: str, start: int, end: int, sections: Sequence[Section]) -> int:
    """Where a sentence begins that runs from `start` to `end` and may open with the heading on the line above it."""
    skip = start
    for section in sections:
        if section.start == skip and text.startswith(section.heading, skip):
            rest = text[skip + len(section.heading) : end]
            skip += len(section.heading) + len(rest) - len(rest.lstrip(" \t\n:"))
    above = _SUB_HEADING.match(text, skip, end)
    return above.end() if above else skip


def _start(source: Source, head: Head) -> int:
    """The first line that can hold a heading: after the head and its salutation."""
    start = head.end_line
    labelled = {found.line for found in head.values if found.in_head}
    while start > 0 and not source.lines[start - 1].blank and start - 1 not in labelled:
        start -= 1
    return start


def _is_heading(lines: Sequence[Line], place: int, numbered: frozenset[int], *, closed: bool) -> bool:
    text = lines[place].text.strip()
    if len(text) > _MAX_HEADING or _BULLET.match(text) or SALUTATION.match(text) or CLOSING.match(text):
        return False
    if KNOWN.match(text):
        return _stands_alone(lines, place, known=True)
    if closed or ANSWER.match(text):
        return False
    return _has_form(lines, place, text, numbered)


def _has_form(lines: Sequence[Line], place: int, text: str, numbered: frozenset[int]) -> bool:
    """Whether a line without known words has the form of a heading: counted, asking, numbered, or short and alone."""
    if COUNTED.match(text):
        return not (place and lines[place - 1].text.strip())
    if QUESTION.match(text) or ASIDE.match(text):
        return _asks(lines, place)
    if NUMBERED.match(text):
        return lines[place].number in numbered
    return _is_short_line(text) and _stands_alone(lines, place, known=False)


def _asks(lines: Sequence[Line], place: int) -> bool:
    """Whether a question is a heading and not the text below "Vraag 3"."""
    above = next((line.text for line in reversed(lines[max(0, place - 3) : place]) if not line.blank), "")
    if COUNTED.match(above):
        return False
    return bool(QUESTION.match(lines[place].text)) or _stands_alone(lines, place, known=False)


def _is_short_line(text: str) -> bool:
    """A line of words with a capital in front and no stop behind, that is no date, address or signature."""
    if len(text) > 75 or not text[0].isupper() or text.endswith(_ENDS) or "@" in text or "http" in text:
        return False
    words = text.split()
    letters = sum(char.isalpha() for char in text)
    if letters < max(4, len(text) * 0.6) or len(words) > 11:
        return False
    if (INITIALED.fullmatch(text) or FULL.fullmatch(text)) and is_person(text) and len(words) < _LONGEST_NAME:
        return False
    dates = find_dates(text)
    if any(found.start < 12 and found.day for found in dates) or re.search(r"\b(?:Postbus|\d{4}\s?[A-Z]{2})\b", text):
        return False
    return not re.match(
        r"(?:de |het )?(?:burgemeester|wethouder|gemeentesecretaris|secretaris|griffier|namens)\b", text, re.I
    )


def _stands_alone(lines: Sequence[Line], place: int, *, known: bool) -> bool:
    """A blank line (or the end of a sentence, for well-known headings) before, and text or a blank line after."""
    line = lines[place]
    if len([cell for cell in cells(line) if cell.text]) > 1:
        return False
    before = lines[place - 1].text.strip() if place else ""
    after = lines[place + 1].text.strip() if place + 1 < len(lines) else ""
    sentence_before = before.endswith((".", "?", "!", ":"))
    tight = len(line.text.strip()) <= _TIGHT and sentence_before and len(after) >= _FULL_LINE and after[0].isupper()
    opens = not before or before.isdigit() or place == 0 or (known and sentence_before) or tight
    if not opens or not any(not later.blank for later in lines[place + 1 :]):
        return False
    if not after:
        return known or _paragraph_follows(lines, place)
    if after[0].islower() and not (known and len(after) < _SHORT_ANSWER):
        return False
    return (
        known
        or _BULLET.match(after) is not None
        or (len(after) >= _LONG_LINE and len(after) > len(line.text.strip()) - 15)
    )


def _paragraph_follows(lines: Sequence[Line], place: int) -> bool:
    below = next((line.text.strip() for line in lines[place + 1 :] if not line.blank), "")
    return bool(below) and (
        len(below) >= _LONG_LINE
        or _BULLET.match(below) is not None
        or bool(NUMBERED.match(below))
        or below[:1].isupper()
    )


def _numbered_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the numbered lines that are headings: text goes on below them, and they count up from 1 or a."""
    found: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        match = NUMBERED.match(line.text)
        if match and _numbered_stands(lines, place, match):
            found.append((line.number, match["number"]))
    expected = {"1", "a", "I", "A"}
    kept: set[int] = set()
    for number, name in found:
        if name in expected:
            kept.add(number)
            expected = {name, _next(name)} | (expected - {"a", "1", "I", "A"} if kept else set())
    return frozenset(kept) if len({name for number, name in found if number in kept}) > 1 else frozenset()


def _next(name: str) -> str:
    if name in ROMAN[:-1]:
        return ROMAN[ROMAN.index(name) + 1]
    return str(int(name) + 1) if name.isdigit() else chr(ord(name[-1]) + 1)


def _numbered_stands(lines: Sequence[Line], place: int, match: re.Match[str]) -> bool:
    title = match["title"].strip()
    if title.endswith((".", ";", ",")) or len(title.split()) > 12:
        return False
    if not match["mark"] and not match["sub"] and title.endswith((".", ":")):
        return False
    before = lines[place - 1].text.strip() if place else ""
    after = lines[place + 1].text.strip() if place + 1 < len(lines) else ""
    below = next((line.text.strip() for line in lines[place + 1 :] if not line.blank), "")
    if after and after[0].islower():
        return False
    if before and NUMBERED.match(before):
        return bool(match["sub"])
    following = NUMBERED.match(below)
    listed = (
        following is not None
        and not match["sub"]
        and following["number"] == _next(match["number"])
        and not following["sub"]
    )
    return not listed
