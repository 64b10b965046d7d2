"""A text cut into pieces at the places to mark, for templates that escape every piece. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, in code points; ``anchor`` is the id that links point to, ``personal`` its look. A
    ``quiet`` place shows only when somebody follows a link to it."""

    start: int
    end: int
    anchor: str
    personal: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; ``anchors`` are the ids of the marks that begin here."""

    text: str
    marked: bool
    personal: bool
    anchors: tuple[str, ...]
    quiet: bool = False


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The whole text in order, cut wherever a mark begins or ends; overlapping marks share pieces.

    Marks outside the text are cut to it or left out.
    """
    inside = [mark for mark in marks if 0 <= mark.start < min(mark.end, len(text))]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(min(m.end, len(text)) for m in inside)})
    result = []
    for start, end in pairwise(cuts):
        covering = [mark for mark in inside if mark.start <= start and end <= mark.end]
        result.append(
            Piece(
                text=text[start:end],
                marked=any(not mark.quiet for mark in covering),
                personal=any(mark.personal for mark in covering),
                anchors=tuple(dict.fromkeys(mark.anchor for mark in inside if mark.start == start)),
                quiet=bool(covering) and all(mark.quiet for mark in covering),
            )
        )
    return result
