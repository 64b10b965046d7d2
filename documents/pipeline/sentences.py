"""The running text of a letter as sentences and list items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from documents.pipeline.decision_words import BREAK, BULLET
from documents.pipeline.layout import Source

# Where a sentence or item can end: no other character is looked at.
_MARK = re.compile(r"[.!?\n]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item; `listed` for an item of a list."""

    start: int
    end: int
    listed: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found out about one letter: several stages ask for its sentences."""

    breaks: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]
    sentences: dict[int, tuple[Sentence, ...]]


_known: WeakKeyDictionary[Source, _Known] = WeakKeyDictionary()


def sentences(source: Source, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences and list items from an offset on, without page heads that the text repeats."""
    known = _known.get(source)
    if known is None:
        breaks = tuple(_breaks(source.text))
        known = _known[source] = _Known(breaks, tuple(end for _, end in breaks), {})
    if start not in known.sentences:
        known.sentences[start] = tuple(_between(source, known, start))
    return known.sentences[start]


def _between(source: Source, known: _Known, start: int) -> Iterator[Sentence]:
    position = start
    following = known.breaks[bisect_right(known.ends, start) :]
    for end, opens in (*following, (len(source.text), len(source.text))):
        span = source.span(position, end)
        if span.text:
            yield Sentence(span.start, span.end, bool(BULLET.match(source.text, span.start)))
        position = opens


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between two sentences, as offsets."""
    position = 0
    for mark in _MARK.finditer(text):
        place = mark.start() if mark[0] == "\n" else mark.end()
        match = BREAK.match(text, place) if place >= position else None
        if match:
            position = match.end()
            yield match.span()
