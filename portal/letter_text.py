"""The public text of a letter as blocks for its page: headings with anchors, pages, paragraphs with marks. Pure.

Everything is cut from the public text, headings too: the heading of a stored passage may hold what was masked. Offsets
count code points of the text, so that marks stay where reading put them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from portal.marked_text import Mark, pieces

MASK = "█"
# A line this long was broken by the width of the paper; a shorter one was broken by whoever wrote it.
FULL_LINE = 60
SEPARATOR = re.compile(r"\f|\n[^\S\n\f]*(?:\n[^\S\n\f]*)+")
MASKED_RUN = re.compile(f"{MASK}(?:[{MASK} ]*{MASK})?")


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PAGE = "page"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: plain, marked as a source, or masked. ``anchors`` are the ids of the marks that begin here."""

    text: str
    marked: bool = False
    masked: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or paragraph with its parts, or the beginning of page ``number``."""

    kind: BlockKind
    anchor: str = ""
    number: int = 0
    parts: tuple[Part, ...] = field(default=())

    @property
    def text(self) -> str:
        """The text of all parts, on one line."""
        return " ".join("".join(part.text for part in self.parts).split())


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as reading stored it, and where its section begins in the text."""

    text: str
    start: int


def blocks(text: str, *, marks: Sequence[Mark] = (), headings: Iterable[Heading] = ()) -> list[Block]:
    """The text in order. Marks that run over several paragraphs are cut; their anchor stands at their first part."""
    spans = _heading_spans(text, headings)
    found: list[Block] = []
    page, position, sections = 1, 0, 0
    for start, end, is_heading in _stretches(text, spans):
        for number in range(page + 1, page + 1 + text.count("\f", position, start)):
            page = number
            found.append(Block(BlockKind.PAGE, anchor=f"p{number}", number=number))
        position = start
        anchor = ""
        if is_heading:
            sections += 1
            anchor = f"deel-{sections}"
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        found.append(Block(kind, anchor=anchor, parts=tuple(_parts(text, start, end, marks))))
    return found


def contents(found: Iterable[Block]) -> list[Block]:
    """The headings, for a table of contents."""
    return [block for block in found if block.kind == BlockKind.HEADING]


def quote(text: str, start: int, end: int) -> str:
    """What stands at this place in the public text, on one line."""
    return " ".join(text[start:end].split())


def _heading_spans(text: str, headings: Iterable[Heading]) -> list[tuple[int, int]]:
    """Where each heading stands; one that is not found near its section is left out."""
    spans: list[tuple[int, int]] = []
    for heading in sorted(headings, key=lambda item: item.start):
        words = heading.text.split()
        if not words:
            continue
        begin = max(spans[-1][1] if spans else 0, heading.start - len(heading.text) - 40)
        end = heading.start + 2 * len(heading.text) + 40
        exact = r"\s+".join(re.escape(word) for word in words)
        masked = rf"[\s{MASK}]+".join("".join(f"[{re.escape(char)}{MASK}]" for char in word) for word in words)
        # A heading of which all is masked looks like any other masked line: one character must be left to know it by.
        match = re.compile(exact).search(text, begin, end) or re.compile(rf"(?=[^\n]*\w){masked}").search(
            text, begin, end
        )
        if match is not None and "\f" not in match.group():
            spans.append(match.span())
    return spans


def _stretches(text: str, headings: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """Paragraphs and headings without the white space around them, each with whether it is a heading."""
    cuts = [(match.start(), match.end(), False) for match in SEPARATOR.finditer(text)]
    cuts = [cut for cut in cuts if not any(start < cut[1] and cut[0] < end for start, end in headings)]
    cuts += [(start, end, True) for start, end in headings]
    position = 0
    for start, end, is_heading in [*sorted(cuts), (len(text), len(text), False)]:
        yield from _trimmed(text, position, start, is_heading=False)
        if is_heading:
            yield from _trimmed(text, start, end, is_heading=True)
        position = end


def _trimmed(text: str, start: int, end: int, *, is_heading: bool) -> Iterator[tuple[int, int, bool]]:
    stretch = text[start:end]
    if stretch.strip():
        left = len(stretch) - len(stretch.lstrip("\n\r "))
        yield start + left, start + len(stretch.rstrip()), is_heading


def _parts(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Part]:
    """The parts of one block; a mark that began in an earlier block goes on here without its anchor."""
    inside = [
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.anchor if mark.start >= start else "")
        for mark in marks
        if mark.start < end and start < mark.end
    ]
    for piece in pieces(_flowing(text[start:end]), inside):
        anchors = tuple(anchor for anchor in piece.anchors if anchor)
        position = 0
        for match in MASKED_RUN.finditer(piece.text):
            if match.start() > position:
                yield Part(piece.text[position : match.start()], marked=piece.marked, anchors=anchors)
                anchors = ()
            yield Part(match.group(), marked=piece.marked, masked=True, anchors=anchors)
            anchors, position = (), match.end()
        if position < len(piece.text):
            yield Part(piece.text[position:], marked=piece.marked, anchors=anchors)


def _flowing(paragraph: str) -> str:
    """The paragraph with the line breaks of the paper's width turned into spaces; just as many characters."""
    lines = paragraph.split("\n")
    result = lines[0]
    for previous, line in itertools.pairwise(lines):
        runs_on = len(previous.rstrip()) >= FULL_LINE and line.strip() and not _is_item(line)
        result += (" " if runs_on else "\n") + line
    return result


def _is_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return re.match(r"\s*(?:[-•–*●o]\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s)", line) is not None
