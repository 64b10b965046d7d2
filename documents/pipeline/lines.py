"""Rebuild readable lines out of words with a place on the page.

A PDF and a scan both give words in the order in which they were drawn or found. A header table then falls apart:
all labels first, or all cells of one row glued together. Here words become fragments (a cell, or a line of a
paragraph), fragments on one baseline become a line, and a wide gap inside a line becomes a tab.

Units: any, as long as x, y and size use the same one. y grows downwards and is the baseline.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from documents.pipeline.columns import mark_columns
from documents.pipeline.fragments import (
    BLOCK_LEADING,
    CELL_BASELINE,
    COLUMN_GAP,
    OVERLAP,
    SAME_BASELINE,
    Fragment,
    Word,
    is_prose,
    join_words,
    number_blocks,
)

__all__ = ["COLUMN_GAP", "OVERLAP", "Word", "rebuild"]

ROW_LEADING = 3.0  # em: rows of a header table stand wider apart than lines, and are still one table
PARAGRAPH_GAP = 1.35  # times the usual leading of the page


@dataclass(slots=True)
class _Unit:
    """Lines that hang together and are written without anything in between."""

    column: int
    lines: list[list[Fragment]] = field(default_factory=list)

    @property
    def top(self) -> float:
        return min(fragment.y - fragment.size for line in self.lines for fragment in line)

    @property
    def bottom(self) -> float:
        return max(fragment.y for line in self.lines for fragment in line)

    @property
    def left(self) -> float:
        return min(fragment.x0 for line in self.lines for fragment in line)


def rebuild(words: Iterable[Word]) -> str:
    """Text of one page: lines by "\\n", cells in a line by "\\t", an empty line where the page leaves a gap."""
    fragments = join_words(words)
    if not fragments:
        return ""
    blocks = number_blocks(fragments)
    prose = {number for number, block in blocks.items() if is_prose(block)}
    mark_columns(fragments, prose)
    lines = [sorted(line, key=lambda f: f.x0) for line in _merge(fragments, blocks, prose)]
    return _write(_reading_order(lines, prose))


def _merge(fragments: Sequence[Fragment], blocks: dict[int, list[Fragment]], prose: set[int]) -> list[list[Fragment]]:
    """Fragments on one baseline become one line, unless they belong to texts that run side by side."""
    lines: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (f.y, f.x0)):
        for line in reversed(lines[-8:]):
            last = line[-1]
            if abs(fragment.y - last.y) > SAME_BASELINE * max(fragment.size, last.size):
                continue  # said again by _on_line of all of them; of most lines this is enough to know
            if _on_line(fragment, line) and all(_may_join(fragment, other, blocks, prose) for other in line):
                line.append(fragment)
                break
        else:
            lines.append([fragment])
    return lines


def _on_line(fragment: Fragment, line: Sequence[Fragment]) -> bool:
    for other in line:
        size = fragment.size if fragment.size > other.size else other.size
        away = abs(fragment.y - other.y)
        if away > SAME_BASELINE * size:
            return False
        gap = max(fragment.x0, other.x0) - min(fragment.x1, other.x1)
        if gap < OVERLAP * min(fragment.size, other.size) or (gap > COLUMN_GAP * size and away > CELL_BASELINE * size):
            return False
    return True


def _may_join(one: Fragment, other: Fragment, blocks: dict[int, list[Fragment]], prose: set[int]) -> bool:
    if one.column != other.column:
        return False
    if one.is_marker or other.is_marker or one.block == other.block:
        return True
    for mine, theirs in ((one, other), (other, one)):
        if mine.block in prose and (not mine.first_of_block or len(blocks[theirs.block]) > 1):
            return False
    return True


def _reading_order(lines: Sequence[list[Fragment]], prose: set[int]) -> list[list[Fragment]]:
    """Lines from top to bottom; lines of one block or column stay together, so that columns do not interleave.

    A column of labels beside the letter comes before what it stands beside, a column of running text after it.
    """
    units = _units(lines)
    has_columns = any(unit.column for unit in units)
    main = [(unit.top, unit.bottom) for unit in units if not unit.column] if has_columns else []

    def place(unit: _Unit) -> tuple[float, int, float]:
        if not unit.column:
            return unit.top, 0, unit.left
        start, end = unit.top, unit.bottom
        beside = [top for top, bottom in main if top < end and start < bottom]
        if not beside:
            return start, 0, unit.left
        if any(fragment.block in prose for line in unit.lines for fragment in line):
            return max(beside), 1, unit.left
        return min(beside), -1, unit.left

    return [line for unit in sorted(units, key=place) for line in sorted(unit.lines, key=_top)]


def _units(lines: Sequence[list[Fragment]]) -> list[_Unit]:
    units: list[_Unit] = []
    unit_of: dict[int, _Unit] = {}
    for line in lines:
        keys = {-f.column if f.column else f.block for f in line}
        known = list({id(unit_of[key]): unit_of[key] for key in keys if key in unit_of}.values())
        unit = known[0] if known else _Unit(line[0].column)
        if not known:
            units.append(unit)
        for other in known[1:]:
            unit.lines += other.lines
            units.remove(other)
            unit_of.update({key: unit for key, owner in unit_of.items() if owner is other})
        unit.lines.append(line)
        unit_of.update(dict.fromkeys(keys, unit))
    return units


def _top(line: Sequence[Fragment]) -> float:
    return line[0].y if len(line) == 1 else min(fragment.y for fragment in line)


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
