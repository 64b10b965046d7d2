"""The running text of a letter as sentences and list items."""

from __future__ import annotations

from dataclasses import dataclass

from documents.pipeline.decision_words import BREAK, BULLET
from documents.pipeline.layout import Source


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item; `listed` for an item of a list."""

    start: int
    end: int
    listed: bool


def sentences(source: Source, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences and list items from an offset on, without page heads that the text repeats."""
    found: list[Sentence] = []
    position = start
    text = source.text
    for match in [*BREAK.finditer(text, start), None]:
        end = match.start() if match else len(text)
        span = source.span(position, end)
        if span.text:
            found.append(Sentence(span.start, span.end, bool(BULLET.match(text, span.start))))
        position = match.end() if match else end
    return tuple(found)
