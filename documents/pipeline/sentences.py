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


@dataclass(slots=True)  # not frozen: a letter has hundreds, and freezing doubles what making one takes
class Sentence:
    """A sentence or list item; `listed` for an item of a list."""

    start: int
    end: int
    listed: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found out about one letter: several stages ask for its sentences, from several offsets on.

    `pieces` are the stretches of text between two breaks with the sentence in each; `ends` is where the pieces end.
    """

    pieces: tuple[tuple[int, Sentence | None], ...]
    ends: tuple[int, ...]


_known: WeakKeyDictionary[Source, _Known] = WeakKeyDictionary()


def sentences(source: Source, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences and list items from an offset on, without page heads that the text repeats."""
    known = _known.get(source)
    if known is None:
        known = _known[source] = _read(source)
    place = bisect_right(known.ends, start)
    if place == len(known.pieces):
        return ()
    following = tuple(sentence for _, sentence in known.pieces[place + 1 :] if sentence)
    first = _sentence(source, start, known.pieces[place][0])
    return (first, *following) if first else following


def _read(source: Source) -> _Known:
    pieces: list[tuple[int, Sentence | None]] = []
    ends: list[int] = []
    position = 0
    for end, opens in (*_breaks(source.text), (len(source.text), len(source.text) + 1)):
        pieces.append((end, _sentence(source, position, end)))
        ends.append(opens)
        position = opens
    return _Known(tuple(pieces), tuple(ends))


def _sentence(source: Source, start: int, end: int) -> Sentence | None:
    span = source.span(start, end)
    return Sentence(span.start, span.end, bool(BULLET.match(source.text, span.start))) if span.text else None


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between two sentences, as offsets."""
    position = 0
    for mark in _MARK.finditer(text):
        place = mark.start() if mark[0] == "\n" else mark.end()
        match = BREAK.match(text, place) if place >= position else None
        if match:
            position = match.end()
            yield match.span()
