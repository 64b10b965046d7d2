"""Words with a place, joined into fragments: a cell of a table, or a line of a paragraph.

Units: any, as long as x, y and size use the same one. y grows downwards and is the baseline.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

COLUMN_GAP = 1.5  # em: wider than any justified blank, narrower than the gutter of a header table
OVERLAP = -0.5  # em: words of one line hang over one another no further
SAME_BASELINE = 0.36  # em: the next line is further away
CELL_BASELINE = 0.2  # em: cells of one row, which stand apart, are set on one baseline
RAISED = 0.8  # em: a footnote digit stands at most this far from the baseline of its word
TOUCHING = 0.3  # em
BLOCK_LEADING = 2.2  # em: lines further apart are not one block
PROSE_LINES = 3
PROSE_WIDTH = 15  # em: narrower columns are label or address columns

_LIST_MARKER = re.compile(r"(?:[•·▪■□●○◦‣–—\-*o§\uf0b7\uf0a7\u2010\u2011]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)°])")


@dataclass(slots=True)  # not frozen: a page has hundreds, and freezing doubles what making one takes
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
    column: int = 0
    first_of_block: bool = True

    @property
    def is_marker(self) -> bool:
        """Whether this is only a bullet or a list number."""
        return _LIST_MARKER.fullmatch(self.text) is not None


def join_words(words: Iterable[Word]) -> list[Fragment]:
    """Words next to each other become one fragment, with a blank between them."""
    fragments: list[Fragment] = []
    previous: Word | None = None
    for word in words:
        blank = _between(previous, word) if previous is not None else None
        if blank is None:
            last = Fragment(word.text, word.x0, word.x1, word.y, word.size)
            fragments.append(last)
        else:
            last.text += blank + word.text
            last.x1 = max(last.x1, word.x1)
        previous = word
    return fragments


def _between(previous: Word, word: Word) -> str | None:
    """What stands between two words: a blank, nothing at a footnote digit, None where another fragment begins."""
    size, small = (word.size, previous.size) if word.size > previous.size else (previous.size, word.size)
    gap, away = word.x0 - previous.x1, abs(previous.y - word.y)
    if small < 0.9 * size and abs(gap) < TOUCHING * size and SAME_BASELINE / 2 * size < away < RAISED * size:
        # Not where it would change the number before it.
        return " " if previous.text[-1:].isdigit() and word.text[:1].isdigit() else ""
    if previous.line != word.line or away > 2 * SAME_BASELINE * size:
        return None
    return " " if OVERLAP * size < gap < COLUMN_GAP * size else None


def number_blocks(fragments: Sequence[Fragment]) -> dict[int, list[Fragment]]:
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


def is_prose(block: Sequence[Fragment]) -> bool:
    """Running text: at least three lines of which most fill the width of the block."""
    if len(block) < PROSE_LINES:
        return False
    width = max(f.x1 for f in block) - min(f.x0 for f in block)
    if width < PROSE_WIDTH * median(f.size for f in block):
        return False
    return sum(f.x1 - f.x0 >= 0.8 * width for f in block) >= 0.6 * len(block)
