"""Where a text says when: each time with the words around it that tell how it is meant, not yet on the calendar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from documents.pipeline.dates import DateFound, find_dates
from documents.pipeline.named_periods import Way
from documents.pipeline.time_words import (
    AFTER,
    AS_LABEL,
    BEFORE,
    COMING,
    CORE,
    FIRST,
    HYPHENATED,
    OPENS_LINE,
    PARTS,
    PAST,
    PLANNED_FOR,
    RELATIONS,
    SECOND,
    WORD,
)

_LONGEST_BEFORE = 48
_LONGEST_AFTER = 24
_PART_NAMES = tuple(PARTS)
_DIRECTED = frozenset(["by", "before", "until", "from", "after"])
_BARE = frozenset(["op", "van", "d.d.", "bij", "aan", "naar", "over"])


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class TimeWords:
    """The core of a time with what stands around it."""

    start: int
    end: int
    core: re.Match[str] | DateFound
    relation: str
    part: str
    determiner: str
    way: Way
    hour: bool


class Places:
    """From offsets in a text whose words are joined over line ends to offsets in the text as it was."""

    def __init__(self, removed: list[tuple[int, int]]) -> None:
        self._at = [place for place, _ in removed]
        self._shift = [shift for _, shift in removed]

    @property
    def moves(self) -> bool:
        """Whether any offset differs."""
        return bool(self._at)

    def __call__(self, offset: int) -> int:
        number = bisect_right(self._at, offset)
        return offset + (self._shift[number - 1] if number else 0)


def joined(text: str) -> tuple[str, Places]:
    """The text with words that are broken over lines made whole, and the way back to its offsets."""
    pieces: list[str] = []
    removed: list[tuple[int, int]] = []
    position = gone = 0
    for match in HYPHENATED.finditer(text):
        pieces.append(text[position : match.start()])
        gone += match.end() - match.start()
        removed.append((match.end() - gone, gone))
        position = match.end()
    return "".join([*pieces, text[position:]]), Places(removed)


def words_of(text: str) -> Iterator[TimeWords]:
    """All times in a text, in reading order, without overlap."""
    days = [found for found in find_dates(text) if found.day]
    cores: list[re.Match[str] | DateFound] = [*days]
    starts, ends = [day.start for day in days], [day.end for day in days]
    cores += [match for match in _cores(text) if bisect_left(starts, match.end()) <= bisect_right(ends, match.start())]
    position = 0
    for core in sorted(cores, key=lambda item: item.start() if isinstance(item, re.Match) else item.start):
        words = _around(text, core, position)
        if words is not None:
            yield words
            position = words.end


def _cores(text: str) -> Iterator[re.Match[str]]:
    """The matches of `CORE`, tried only at the words with which one can begin."""
    position = 0
    for word in WORD.finditer(text):
        opens, second = _opens(word[0])
        if opens and (start := word.start()) >= position and text[start - 1 : start] != "-":
            match = CORE.match(text, start) if second is None or second.match(text, word.end()) else None
            if match:
                position = match.end()
                yield match


@lru_cache(maxsize=4096)
def _opens(word: str) -> tuple[bool, re.Pattern[str] | None]:
    """Whether a time can begin with a word, and what must stand behind it then."""
    return FIRST.fullmatch(word.casefold()) is not None, SECOND.get(word.lower())


def _around(text: str, core: re.Match[str] | DateFound, floor: int) -> TimeWords | None:
    """A core with the words before it ("uiterlijk eind") and behind it ("a.s.")."""
    left, right = (core.start(), core.end()) if isinstance(core, re.Match) else (core.start, core.end)
    if isinstance(core, DateFound) and core.first_day:
        left = text.rindex(str(core.first_day), max(0, left - 30), left)
    if left < floor:
        return None
    low = max(floor, left - _LONGEST_BEFORE)
    before = BEFORE.search(text, low, left)
    behind = AFTER.match(text, right, min(len(text), right + _LONGEST_AFTER))
    relation = next((name for name in RELATIONS if before and before[name]), "on")
    part = next((name for place, name in enumerate(_PART_NAMES) if before and before[f"part{place}"]), "")
    determiner = (before["det"] if before else "").casefold()
    bare = isinstance(core, re.Match) and core["year"] and not (before and before.start() < left)
    if bare and AS_LABEL.match(text, right) and OPENS_LINE.search(text, max(0, left - 6), left):
        return TimeWords(left, right, core, "on", "", "", Way.NEAR, hour=False)
    if bare or (isinstance(core, re.Match) and core["year"] and relation == "on" and not _dates_a_year(before)):
        return None
    begin = before.start() if before else left
    relation = _settled(text, relation, begin, core, part)
    if relation == "on" and not part and before and before["on"] and before["on"].casefold() in _BARE:
        begin = before.end("on") + len(text[before.end("on") : left]) - len(text[before.end("on") : left].lstrip())
    way = Way.NEAR
    if PAST.search(determiner) or (behind and behind["past"]) or relation == "since":
        way = Way.PAST
    elif part or relation in _DIRECTED or COMING.search(determiner) or (behind and behind["next"]):
        way = Way.AHEAD
    end = behind.end() if behind else right
    return TimeWords(begin, end, core, relation, part, determiner, way, bool(behind and behind["hour"]))


def _dates_a_year(before: re.Match[str] | None) -> bool:
    """Whether a bare year is a time: behind "in", "eind" and the like, not "van 2023" or "over 2024"."""
    if before is None:
        return False
    parted = any(before[f"part{place}"] for place in range(len(_PART_NAMES)))
    return parted or (before["on"] or "").casefold() in ("in", "tijdens", "gedurende", "aan")


def _settled(text: str, relation: str, begin: int, core: re.Match[str] | DateFound, part: str) -> str:
    """What "voor" and "na" mean here: "gepland voor 1 mei" is that day, "voor 2025" is in that year."""
    if relation == "before" and PLANNED_FOR.search(text, max(0, begin - 30), begin):
        return "on"
    is_match = isinstance(core, re.Match)
    if relation == "before" and part:
        return "by"
    if relation == "before" and is_match and (core["year"] or core["year_words"] or core["school"]):  # type: ignore[index]
        return "on"
    return relation
