"""Every way in which a letter says when: "10 en 11 maart 2021", "medio juli", "voor de zomer", "zodra …", "jaarlijks".

Each becomes a closed interval with the granularity of the words. What the words leave out (a year, what "volgende
maand" is) follows from the day of the letter, or from the days between which an undated letter was written; where these
leave a choice the interval holds all of it, and without them there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from documents.pipeline.dates import DateFound
from documents.pipeline.named_periods import CYCLE_UNIT, LONGEST_AHEAD, Way, named_period
from documents.pipeline.periods import DAY, Period, of_date, part_of
from documents.pipeline.time_spans import TimeWords, joined, words_of
from documents.pipeline.time_words import BETWEEN, LINK


@dataclass(frozen=True, slots=True)
class Window:
    """Between which days (inclusive) a letter was written: the same day twice for a dated one, None for unknown."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
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
        self._flat, self._places = joined(text[start:end])
        self._words = tuple(words_of(self._flat))
        self._starts = [start + self._places(words.start) for words in self._words]
        self._known: dict[tuple[int, Window, bool], TimeFound] = {}

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
        for place in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            time = self._placed(place, window, announced=announced)
            if found and _are_one(self._flat, found[-1], time):
                time = _from_until(self._flat, found.pop(), time)
            found.append(time)
        if self._offset or self._places.moves:
            found = [self._moved(time) for time in found]
        return tuple(time for time in found if start <= time.start and time.end <= end)

    def _moved(self, time: TimeFound) -> TimeFound:
        """A time of the joined text at its place in the letter."""
        start, end = self._offset + self._places(time.start), self._offset + self._places(time.end)
        return TimeFound(
            start, end, time.words, time.earliest, time.latest, time.granularity, time.relation, time.dated, time.past
        )

    def _placed(self, place: int, window: Window, *, announced: bool) -> TimeFound:
        """One time on the calendar; remembered, for rows, clauses and bounds ask for the same ones."""
        known = self._known.get((place, window, announced))
        if known is not None:
            return known
        words = self._words[place]
        if announced and words.way == Way.NEAR:
            words = replace(words, way=Way.HINTED)
        period, dated = _within(words, window)
        said = " ".join(self._flat[words.start : words.end].split())
        found = TimeFound(
            words.start, words.end, said, period.first, period.last, period.unit, words.relation, dated,
            words.way == Way.PAST,
        )  # fmt: skip
        self._known[place, window, announced] = found
        return found


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


# --- The interval ---------------------------------------------------------------------------------------------------


def _within(words: TimeWords, window: Window) -> tuple[Period, bool]:
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


def _unit_of(words: TimeWords) -> str:
    """The granularity of words that no day can be given for."""
    some = _on(words, date(2000, 1, 1))
    return some.unit if some else "vague"


def _on(words: TimeWords, letter: date | None) -> Period | None:
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


def _related(whole: Period, words: TimeWords, letter: date | None) -> Period:
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
