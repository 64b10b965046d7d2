"""Words with a place, joined into fragments: a cell of a table, or a line of a paragraph.

Units: any, as long as x, y and size use the same one. y grows downwards and is the baseline.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

COLUMN_GAP = 1.5  # em: wider than any justified blank, narrower than the gutter of a header table
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
        if previous is not None and _continues(previous, word):
            last = fragments[-1]
            last.text = f"{last.text}{_blank(previous, word)}{word.text}"
            last.x1 = max(last.x1, word.x1)
        else:
            fragments.append(Fragment(word.text, word.x0, word.x1, word.y, word.size))
        previous = word
    return fragments


def _continues(previous: Word, word: Word) -> bool:
    size = previous.size if previous.size > word.size else word.size
    gap = word.x0 - previous.x1
    if previous.line == word.line and abs(previous.y - word.y) <= 2 * SAME_BASELINE * size:
        return -0.5 * size < gap < COLUMN_GAP * size or _is_raised(previous, word)
    return _is_raised(previous, word)


def _is_raised(previous: Word, word: Word) -> bool:
    """Whether one of both is a footnote digit at the other, or what follows it."""
    if previous.size == word.size:
        return False
    size, small = max(previous.size, word.size), min(previous.size, word.size)
    touches = abs(word.x0 - previous.x1) < TOUCHING * size
    return touches and small < 0.9 * size and SAME_BASELINE / 2 * size < abs(previous.y - word.y) < RAISED * size


def _blank(previous: Word, word: Word) -> str:
    """No blank around a footnote digit, unless it would change the number before it."""
    if not _is_raised(previous, word) or (previous.text[-1:].isdigit() and word.text[:1].isdigit()):
        return " "
    return ""


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
