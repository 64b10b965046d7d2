"""Rebuild readable lines out of words with a place on the page.

A PDF and a scan both give words in the order in which they were drawn or found. A header table then falls apart:
all labels first, or all cells of one row glued together. Here words become fragments (a cell, or a line of a
paragraph), fragments on one baseline become a line, and a wide gap inside a line becomes a tab.

Units: any, as long as x, y and size use the same one. y grows downwards and is the baseline.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

COLUMN_GAP = 1.5  # em: wider than any justified blank, narrower than the gutter of a header table
SAME_BASELINE = 0.36  # em: footnote digits stay on their line, the next line does not
BLOCK_LEADING = 2.2  # em: lines further apart are not one block
PROSE_LINES = 3
PROSE_WIDTH = 15  # em: narrower columns are label or address columns
ROW_LEADING = 3.0  # em: rows of a header table stand wider apart than lines, and are still one table
PARAGRAPH_GAP = 1.35  # times the usual leading of the page

_LIST_MARKER = re.compile(r"(?:[•·▪■□●○◦‣–—\-*o§\uf0b7\uf0a7\u2010\u2011]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)°])")


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place; `line` tells words that the source itself put on one line (any running number)."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    line: int = 0


@dataclass(slots=True)
class Fragment:
    """Words next to each other on one baseline, in the order of the source."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    block: int = 0
    first_of_block: bool = True

    @property
    def is_marker(self) -> bool:
        """Whether this is only a bullet or a list number."""
        return _LIST_MARKER.fullmatch(self.text) is not None


@dataclass(slots=True)
class _Unit:
    """Lines that hang together and are written without anything in between."""

    lines: list[list[Fragment]] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(fragment.y for line in self.lines for fragment in line)

    @property
    def left(self) -> float:
        return min(fragment.x0 for line in self.lines for fragment in line)


def rebuild(words: Iterable[Word]) -> str:
    """Text of one page: lines by "\\n", cells in a line by "\\t", an empty line where the page leaves a gap."""
    fragments = _fragments(words)
    if not fragments:
        return ""
    blocks = _number_blocks(fragments)
    prose = {number for number, block in blocks.items() if _is_prose(block)}
    lines = [sorted(line, key=lambda f: f.x0) for line in _merge(fragments, blocks, prose)]
    ordered = _reading_order(lines)
    return _write(ordered)


def _fragments(words: Iterable[Word]) -> list[Fragment]:
    fragments: list[Fragment] = []
    previous: Word | None = None
    for word in words:
        if previous is not None and _continues(previous, word):
            last = fragments[-1]
            last.text = f"{last.text} {word.text}"
            last.x1 = max(last.x1, word.x1)
        else:
            fragments.append(Fragment(word.text, word.x0, word.x1, word.y, word.size))
        previous = word
    return fragments


def _continues(previous: Word, word: Word) -> bool:
    size = max(previous.size, word.size)
    if previous.line != word.line or abs(previous.y - word.y) > 2 * SAME_BASELINE * size:
        return False
    gap = word.x0 - previous.x1
    return -0.5 * size < gap < COLUMN_GAP * size


def _number_blocks(fragments: Sequence[Fragment]) -> dict[int, list[Fragment]]:
    """Give each fragment the number of its block: lines that the source wrote one under the other."""
    blocks: dict[int, list[Fragment]] = {}
    number = 0
    for index, fragment in enumerate(fragments):
        above = fragments[index - 1] if index else None
        if above is not None and _hangs_under(above, fragment):
            fragment.first_of_block = False
        else:
            number += 1
        fragment.block = number
        blocks.setdefault(number, []).append(fragment)
    return blocks


def _hangs_under(above: Fragment, below: Fragment) -> bool:
    size = max(above.size, below.size)
    step = below.y - above.y
    overlaps = min(above.x1, below.x1) > max(above.x0, below.x0)
    return overlaps and SAME_BASELINE * size < step < BLOCK_LEADING * size


def _is_prose(block: Sequence[Fragment]) -> bool:
    """Running text: at least three lines of which most fill the width of the block."""
    if len(block) < PROSE_LINES:
        return False
    width = max(f.x1 for f in block) - min(f.x0 for f in block)
    if width < PROSE_WIDTH * median(f.size for f in block):
        return False
    return sum(f.x1 - f.x0 >= 0.8 * width for f in block) >= 0.6 * len(block)


def _merge(fragments: Sequence[Fragment], blocks: dict[int, list[Fragment]], prose: set[int]) -> list[list[Fragment]]:
    """Fragments on one baseline become one line, unless they belong to texts that run side by side."""
    lines: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.y, f.x0)):
        for line in reversed(lines[-8:]):
            if _on_line(fragment, line) and all(_may_join(fragment, other, blocks, prose) for other in line):
                line.append(fragment)
                break
        else:
            lines.append([fragment])
    return lines


def _on_line(fragment: Fragment, line: Sequence[Fragment]) -> bool:
    for other in line:
        if abs(fragment.y - other.y) > SAME_BASELINE * max(fragment.size, other.size):
            return False
        if min(fragment.x1, other.x1) - max(fragment.x0, other.x0) > 0.5 * min(fragment.size, other.size):
            return False
    return True


def _may_join(one: Fragment, other: Fragment, blocks: dict[int, list[Fragment]], prose: set[int]) -> bool:
    if one.is_marker or other.is_marker or one.block == other.block:
        return True
    for mine, theirs in ((one, other), (other, one)):
        if mine.block in prose and (not mine.first_of_block or len(blocks[theirs.block]) > 1):
            return False
    return True


def _reading_order(lines: Sequence[list[Fragment]]) -> list[list[Fragment]]:
    """Lines from top to bottom; lines that share a block stay together, so that side columns do not interleave."""
    units: list[_Unit] = []
    unit_of_block: dict[int, _Unit] = {}
    for line in lines:
        known = {id(unit_of_block[f.block]): unit_of_block[f.block] for f in line if f.block in unit_of_block}
        unit = next(iter(known.values()), None) or _Unit()
        if not unit.lines:
            units.append(unit)
        for other in [u for u in known.values() if u is not unit]:
            unit.lines += other.lines
            units.remove(other)
            unit_of_block.update({block: unit for block, owner in unit_of_block.items() if owner is other})
        unit.lines.append(line)
        unit_of_block.update({f.block: unit for f in line})
    units.sort(key=lambda u: (u.top, u.left))
    return [line for unit in units for line in sorted(unit.lines, key=lambda ln: min(f.y for f in ln))]


def _write(lines: Sequence[list[Fragment]]) -> str:
    steps = [(below[0].y - above[0].y) / max(above[0].size, below[0].size) for above, below in pairwise(lines)]
    near = [step for step in steps if SAME_BASELINE < step < BLOCK_LEADING]
    paragraph = PARAGRAPH_GAP * (median(near) if near else BLOCK_LEADING)
    parts = [_write_line(lines[0])]
    columns: list[Fragment] = lines[0]
    for step, (above, below) in zip(steps, pairwise(lines), strict=True):
        row_of_cells = len(above) > 1 and len(below) > 1
        limit = max(paragraph, ROW_LEADING) if row_of_cells else paragraph
        apart = step > limit or step < -SAME_BASELINE
        if apart:
            columns = []
        parts.append("\n\n" if apart else "\n")
        parts.append(_empty_cells(below, columns) if len(below) < len(columns) else _write_line(below))
        if len(below) > 1 and len(below) >= len(columns):
            columns = below
    return "".join(parts)


def _empty_cells(line: Sequence[Fragment], columns: Sequence[Fragment]) -> str:
    """A row with fewer cells than the row of labels above: a tab for each empty cell, so that values keep their label.

    Only where every cell stands under a label; one value under a label and its value is the value's second line.
    """
    places = [_column_of(fragment, columns) for fragment in line]
    if None in places or len(set(places)) < len(places) or len(columns) < 3:
        return _write_line(line)
    cells = {place: fragment.text for place, fragment in zip(places, line, strict=True)}
    return "\t".join(cells.get(number, "") for number in range(max(filter(None, places), default=0) + 1))


def _column_of(fragment: Fragment, columns: Sequence[Fragment]) -> int | None:
    for number, column in enumerate(columns):
        if abs(fragment.x0 - column.x0) < COLUMN_GAP / 2 * fragment.size:
            return number
    return None


def _write_line(line: Sequence[Fragment]) -> str:
    text = line[0].text
    for before, after in pairwise(line):
        near = after.x0 - before.x1 < COLUMN_GAP * max(before.size, after.size)
        blank = " " if near or before.is_marker or after.text.startswith(":") else "\t"
        text += blank + after.text
    return text
