"""Every way in which a letter says when: "10 en 11 maart 2021", "medio juli", "voor de zomer", "zodra …", "jaarlijks".

Each becomes a closed interval with the granularity of the words. What the words leave out (a year, what "volgende
maand" is) follows from the day of the letter, or from the days between which an undated letter was written; where these
leave a choice the interval holds all of it, and without them there is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from documents.pipeline.dates import DateFound, find_dates
from documents.pipeline.named_periods import CYCLE_UNIT, LONGEST_AHEAD, Way, named_period
from documents.pipeline.periods import DAY, Period, of_date, part_of
from documents.pipeline.time_words import (
    AFTER,
    AS_LABEL,
    BEFORE,
    BETWEEN,
    COMING,
    CORE,
    FIRST,
    HYPHENATED,
    LINK,
    OPENS_LINE,
    PARTS,
    PAST,
    PLANNED_FOR,
    RELATIONS,
    WORD,
)

_LONGEST_BEFORE = 48
_LONGEST_AFTER = 24
_PART_NAMES = tuple(PARTS)
_DIRECTED = frozenset(["by", "before", "until", "from", "after"])
_BARE = frozenset(["op", "van", "d.d.", "bij", "aan", "naar", "over"])


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days (inclusive) a letter was written: the same day twice for a dated one, None for unknown."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class TimeFound:
    """Words that say when, as written; `text[start:end]` without line breaks is `words`.

    `earliest` and `latest` are inclusive, either may be None; `granularity` is day, week, month, quarter, season,
    half_year, year, vague or recurring; `relation` is on, by, before, until, from, after, since or around. `dated`
    tells that the words themselves name a day, month or year, `past` that they say that it is over.
    """

    start: int
    end: int
    words: str
    earliest: date | None
    latest: date | None
    granularity: str
    relation: str = "on"
    dated: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The core of a time with what stands around it."""

    start: int
    end: int
    core: re.Match[str] | DateFound
    relation: str
    part: str
    determiner: str
    way: Way
    hour: bool


def find_times(
    text: str, window: Window, start: int = 0, end: int | None = None, *, announced: bool = False
) -> tuple[TimeFound, ...]:
    """All times between two offsets, in reading order, without overlap.

    `announced` says that the text tells of what is to come: "14 december" is then the next one, not the nearest.
    """
    return Times(text, start, end).between(start, len(text) if end is None else end, window, announced=announced)


class Times:
    """The times of a text, found once, to be placed on the calendar sentence by sentence."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self._offset = start
        self._flat, self._places = _joined(text[start:end])
        self._words = tuple(_words(self._flat))
        self._starts = [start + self._places(words.start) for words in self._words]

    def any_between(self, start: int, end: int) -> bool:
        """Whether a time begins between two offsets."""
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def is_one(self, start: int, end: int) -> bool:
        """Whether nothing but one time stands between two offsets."""
        place = bisect_left(self._starts, start)
        return (
            place < len(self._words)
            and self._starts[place] == start
            and self._offset + self._places(self._words[place].end) >= end
        )

    def between(self, start: int, end: int, window: Window, *, announced: bool = False) -> tuple[TimeFound, ...]:
        """The times that lie between two offsets of the text, as `find_times` gives them."""
        found: list[TimeFound] = []
        for words in self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            time = self._placed(words, window, announced=announced)
            if found and _are_one(self._flat, found[-1], time):
                time = _from_until(self._flat, found.pop(), time)
            found.append(time)
        offset, places = self._offset, self._places
        moved = (replace(time, start=offset + places(time.start), end=offset + places(time.end)) for time in found)
        return tuple(time for time in moved if start <= time.start and time.end <= end)

    def _placed(self, words: _Words, window: Window, *, announced: bool) -> TimeFound:
        if announced and words.way == Way.NEAR:
            words = replace(words, way=Way.HINTED)
        period, dated = _within(words, window)
        said = " ".join(self._flat[words.start : words.end].split())
        return TimeFound(
            words.start, words.end, said, period.first, period.last, period.unit, words.relation, dated,
            words.way == Way.PAST,
        )  # fmt: skip


def _are_one(text: str, first: TimeFound, last: TimeFound) -> bool:
    """Whether two times are the ends of one: "tussen 1 april en 1 mei", "van 3 mei tot en met 5 juni"."""
    between = text[first.end : last.start]
    if first.granularity == "recurring" and not between.strip():
        return True
    if BETWEEN.search(text, max(0, first.start - 8), first.start) or first.relation == "from":
        return bool(LINK.fullmatch(between)) or (not between.strip() and last.relation in ("by", "until"))
    return False


def _from_until(text: str, first: TimeFound, last: TimeFound) -> TimeFound:
    opening = BETWEEN.search(text, max(0, first.start - 8), first.start)
    start = opening.start() if opening else first.start
    words = " ".join(text[start : last.end].split())
    if first.granularity == "recurring":
        return replace(first, end=last.end, words=words)
    return replace(
        last, start=start, words=words, earliest=first.earliest, relation="on", dated=first.dated and last.dated
    )


class _Places:
    """From offsets in a text whose words are joined over line ends to offsets in the text as it was."""

    def __init__(self, removed: list[tuple[int, int]]) -> None:
        self._at = [place for place, _ in removed]
        self._shift = [shift for _, shift in removed]

    def __call__(self, offset: int) -> int:
        number = bisect_right(self._at, offset)
        return offset + (self._shift[number - 1] if number else 0)


def _joined(text: str) -> tuple[str, _Places]:
    """The text with words that are broken over lines made whole, and the way back to its offsets."""
    pieces: list[str] = []
    removed: list[tuple[int, int]] = []
    position = gone = 0
    for match in HYPHENATED.finditer(text):
        pieces.append(text[position : match.start()])
        gone += match.end() - match.start()
        removed.append((match.end() - gone, gone))
        position = match.end()
    return "".join([*pieces, text[position:]]), _Places(removed)


def _words(text: str) -> Iterator[_Words]:
    days = [found for found in find_dates(text) if found.day]
    cores: list[re.Match[str] | DateFound] = [*days]
    cores += [
        match for match in _cores(text) if not any(day.start < match.end() and match.start() < day.end for day in days)
    ]
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
        if word.start() >= position and _opens(word[0].casefold()):
            match = CORE.match(text, word.start())
            if match:
                position = match.end()
                yield match


@lru_cache(maxsize=4096)
def _opens(word: str) -> bool:
    return FIRST.fullmatch(word) is not None


def _around(text: str, core: re.Match[str] | DateFound, floor: int) -> _Words | None:
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
        return _Words(left, right, core, "on", "", "", Way.NEAR, hour=False)
    if bare or (isinstance(core, re.Match) and core["year"] and relation == "on" and not _dates_a_year(before, text)):
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
    return _Words(begin, end, core, relation, part, determiner, way, bool(behind and behind["hour"]))


def _dates_a_year(before: re.Match[str] | None, text: str) -> bool:
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


# --- The interval ---------------------------------------------------------------------------------------------------


def _within(words: _Words, window: Window) -> tuple[Period, bool]:
    """The interval of a time for a letter of one of the days of the window, and whether the words name it fully."""
    first = _on(words, window.earliest)
    last = first if window.latest == window.earliest else _on(words, window.latest)
    absolute = _on(words, None)
    if absolute is not None and (absolute.first or absolute.last):
        known = first or absolute
        return Period(known.first, absolute.last, absolute.unit), True
    unit = (first or last or Period(None, None, "vague")).unit
    if window.earliest is None or window.latest is None or first is None or last is None:
        return Period(first.first if first else None, None, unit if first or last else _unit_of(words)), False
    return Period(first.first, last.last, unit), False


def _unit_of(words: _Words) -> str:
    """The granularity of words that no day can be given for."""
    some = _on(words, date(2000, 1, 1))
    return some.unit if some else "vague"


def _on(words: _Words, letter: date | None) -> Period | None:
    """The interval of a time in a letter of a day; without a day only what the words say in full."""
    core = words.core
    if isinstance(core, DateFound):
        whole = _day(core, letter, words.way)
    else:
        whole = named_period(core, letter, words.determiner, words.way)
    if whole is None or whole.unit in ("vague", "recurring", CYCLE_UNIT):
        return whole
    return _related(part_of(whole, words.part), words, letter)


def _day(found: DateFound, letter: date | None, way: Way) -> Period | None:
    """A day, with the year that the words leave out: the next one to come, unless that is most of a year away."""
    if found.month is None or found.day is None:
        return None
    if found.year:
        return _on_day(found, found.year)
    if letter is None:
        return None
    chosen = [_on_day(found, letter.year + shift) for shift in (-1, 0, 1)]
    past = [
        day
        for day in chosen
        if (day and day.last and day.last < letter) or (day and way == Way.PAST and day.last == letter)
    ]
    coming = [day for day in chosen if day and day.last and day.last >= letter]
    if not coming or not past:
        return next(iter(reversed(past or coming)), None)
    ahead = (coming[0].last - letter).days if coming[0].last else 0
    if way == Way.PAST or ahead > LONGEST_AHEAD[way]:
        return past[-1]
    return coming[0]


def _on_day(found: DateFound, year: int) -> Period | None:
    try:
        whole = of_date(year, found.month, found.day)
    except ValueError:
        return None
    first = whole.first.replace(day=found.first_day) if found.first_day and whole.first else whole.first
    return Period(first, whole.last, "day")


def _related(whole: Period, words: _Words, letter: date | None) -> Period:
    """The interval that a relation makes of a period: "uiterlijk" ends with it, "voor" before it, "na" begins after."""
    first, last = whole.first, whole.last
    relation = words.relation
    if relation == "by" or (relation == "until" and (words.hour or words.part or whole.unit == "year")):
        return Period(_not_after(letter, last), last, whole.unit)
    if relation in ("before", "until") and first:
        return Period(_not_after(letter, first - DAY), first - DAY, whole.unit)
    if relation == "from":
        return Period(first, None, whole.unit)
    if relation == "after" and last:
        return Period(last + DAY, None, whole.unit)
    return whole


def _not_after(letter: date | None, last: date | None) -> date | None:
    return letter if letter and last and letter <= last else None
