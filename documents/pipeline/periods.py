"""Stretches of the calendar as closed intervals: weeks, quarters, halves, seasons, holidays and parts of them.

Seasons are the astronomical ones: the summer begins on 21 June.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from documents.pipeline.dates import span_of

# First day of each season; it lasts until the day before the next one.
SEASONS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}
_NEXT = {"spring": "summer", "summer": "autumn", "autumn": "winter", "winter": "spring"}
# The days between which a holiday or recess certainly falls, wherever in the country: month and day, first and last.
HOLIDAYS = {
    "summer": ((7, 1), (8, 31)),
    "autumn": ((10, 10), (11, 3)),
    "christmas": ((12, 20), (1, 8)),
    "new_year": ((12, 31), (1, 1)),
    "spring": ((2, 10), (3, 7)),
    "may": ((4, 20), (5, 10)),
    "easter": ((3, 20), (4, 28)),
}
_THIRD_OF_MONTH = {"begin": (1, 10), "middle": (11, 20), "end": (21, 31)}
_THIRD_OF_YEAR = {"begin": (1, 4), "middle": (5, 8), "end": (9, 12)}
DAY = timedelta(days=1)


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class Period:
    """First and last day, both inclusive, either may be open; `unit` is how coarse the words are."""

    first: date | None
    last: date | None
    unit: str


def of_date(year: int, month: int | None = None, day: int | None = None) -> Period:
    """A day, a month or a year."""
    return Period(*span_of(year, month, day), "day" if day else "month" if month else "year")


def quarter(year: int, number: int) -> Period:
    """A quarter, 1 to 4."""
    return Period(date(year, 3 * number - 2, 1), span_of(year, 3 * number)[1], "quarter")


def half_year(year: int, number: int) -> Period:
    """The first or the second half of a year."""
    return Period(date(year, 6 * number - 5, 1), span_of(year, 6 * number)[1], "half_year")


def school_year(year: int) -> Period:
    """The school year that begins in a year."""
    return Period(date(year, 8, 1), date(year + 1, 7, 31), "year")


def season(year: int, name: str) -> Period:
    """The season that begins in a year; a winter ends in the next one."""
    following = _NEXT[name]
    end = date(year + (name == "winter"), *SEASONS[following]) - DAY
    return Period(date(year, *SEASONS[name]), end, "season")


def holiday(year: int, name: str) -> Period:
    """The days between which a holiday or recess that begins in a year falls."""
    first, last = HOLIDAYS[name]
    return Period(date(year, *first), date(year + (last < first), *last), "season")


def week_of(day: date, later: int = 0) -> Period:
    """The week, Monday to Sunday, of a day or so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=later)
    return Period(monday, monday + timedelta(days=6), "week")


def next_weekday(day: date, weekday: int) -> Period:
    """The first day of that name (Monday is 0) after a day."""
    found = day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    return Period(found, found, "day")


def after(day: date, count: int, unit: str) -> date:
    """So many days, weeks, months, quarters or years after a day; the last of the month where the day is missing."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.month - 1 + count * {"month": 1, "quarter": 3, "half_year": 6, "year": 12}[unit]
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def part_of(whole: Period, part: str) -> Period:
    """The beginning, middle or end of a period: thirds; "first" and "second" are halves. The unit stays."""
    first, last = whole.first, whole.last
    if first is None or last is None or not part:
        return whole
    if part in _THIRD_OF_YEAR and whole.unit == "year" and (first.month, last.month) == (1, 12):
        begin, end = _THIRD_OF_YEAR[part]
        return Period(date(first.year, begin, 1), span_of(first.year, end)[1], whole.unit)
    if part in _THIRD_OF_MONTH and whole.unit == "month":
        begin, end = _THIRD_OF_MONTH[part]
        return Period(first.replace(day=begin), first.replace(day=min(end, last.day)), whole.unit)
    length = (last - first).days + 1
    cuts = {
        "begin": (0, length // 3), "middle": (length // 3, length - length // 3), "end": (length - length // 3, length),
        "first": (0, length // 2), "second": (length // 2, length),
    }  # fmt: skip
    begin, end = cuts[part]
    return Period(first + timedelta(days=begin), first + timedelta(days=max(end - 1, begin)), whole.unit)
