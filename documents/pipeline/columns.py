"""Which fragments form a column that runs beside the letter instead of being cells of a table."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from documents.pipeline.fragments import BLOCK_LEADING, CELL_BASELINE, COLUMN_GAP, PROSE_LINES, SAME_BASELINE, Fragment

MIN_LINES = 4  # fewer lines under each other are cells
UNMATCHED = 0.4  # part of the lines, on both sides, without a partner on their baseline


def mark_columns(fragments: Sequence[Fragment], prose: set[int]) -> None:
    """Give the fragments of each side column the number of that column; the rest keeps 0.

    In a table each label has its value on the same baseline. Beside a side column many lines have no partner, on
    either side. Two columns of running text are told by their shape, as they may share their baselines.
    """
    number = 0
    downwards = sorted(fragments, key=_baseline)
    leftmost = min((fragment.x1 for fragment in fragments), default=0.0)
    for start in fragments:
        # What begins left of where everything else has ended has nothing beside it.
        if start.column or start.x0 <= leftmost:
            continue
        column = _under(start, downwards)
        if len(column) < PROSE_LINES or min(fragment.x0 for fragment in column) <= leftmost:
            continue
        beside = _left_of(column, fragments)
        if len(beside) >= PROSE_LINES and _runs_beside(column, beside, prose):
            number += 1
            for fragment in column:
                fragment.column = number


def _baseline(fragment: Fragment) -> float:
    return fragment.y


def _under(start: Fragment, downwards: Sequence[Fragment]) -> list[Fragment]:
    """Fragments that begin where `start` does, from there down, with what stands on their lines to the right.

    `downwards` are all fragments by baseline.
    """
    column: list[Fragment] = []
    bottom = start.y
    first = bisect_left(downwards, start.y - SAME_BASELINE * start.size, key=_baseline)
    for fragment in islice(downwards, first, None):
        if fragment.y - bottom > 4 * start.size:
            break
        if fragment.x1 <= start.x0:
            continue
        if fragment.x0 < start.x0 - fragment.size:
            break
        column.append(fragment)
        bottom = fragment.y
    return column


def _left_of(column: Sequence[Fragment], fragments: Sequence[Fragment]) -> list[Fragment]:
    left = min(fragment.x0 for fragment in column)
    top = min(fragment.y - fragment.size for fragment in column)
    bottom = max(fragment.y + BLOCK_LEADING / 2 * fragment.size for fragment in column)
    return [
        f
        for f in fragments
        if f.x1 < left and top <= f.y <= bottom and not f.column and left - f.x1 > COLUMN_GAP / 2 * f.size
    ]


def _runs_beside(column: Sequence[Fragment], beside: Sequence[Fragment], prose: set[int]) -> bool:
    if any(f.block in prose for f in column) and any(f.block in prose for f in beside):
        return True
    return len(column) >= MIN_LINES and _alone(column, beside) >= UNMATCHED and _alone(beside, column) >= UNMATCHED


def _alone(these: Sequence[Fragment], those: Sequence[Fragment]) -> float:
    """Part of `these` that has none of `those` on its baseline."""
    alone = sum(all(abs(f.y - o.y) > CELL_BASELINE * max(f.size, o.size) for o in those) for f in these)
    return alone / len(these)
