"""Dates as Dutch letters write them, each as a closed interval with the precision of the words."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from governance.vocabulary import Precision

_MONTHS = {
    "januari": 1,
    "februari": 2,
    "maart": 3,
    "april": 4,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
}
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
# Scans read 0 as O and 1 as l or I: allowed where a digit must stand.
_DIGIT = "[0-9OolI]"
_DAY = rf"(?P<day>[0-3lIOo]?{_DIGIT})"
_YEAR = rf"(?P<year>[12][0-9Oo]{_DIGIT}{{2}})"
# A footnote digit may be glued to the year; more digits make it another number.
_YEAR_END = r"(?!\d{2})(?![a-z])"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.?)"
_BLANK = r"[ \t\u00a0]*\n?[ \t\u00a0]*"
_SPACE = r"(?:[ \t\u00a0]+\n?[ \t\u00a0]*|\n[ \t\u00a0]*)"
_BEFORE_DAY = (
    rf"(?<![\w.,])(?:(?P<first>[0-3]?\d)(?:,{_SPACE}[0-3]?\d)?"
    rf"(?:{_SPACE}(?:en|of|t/m|tot(?:{_SPACE}en{_SPACE}met)?){_SPACE}|{_BLANK}[-–]{_BLANK}))?"
)
_WRITTEN = re.compile(
    rf"{_BEFORE_DAY}{_DAY}{_SPACE}{_MONTH}(?:{_SPACE}{_YEAR}{_YEAR_END})?(?!\w*[a-z])",
    re.IGNORECASE,
)
# The rarest part of a written date is its month: dates are looked for from there back.
_MONTH_HINT = re.compile("jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec")
_DAY_THEN = re.compile(rf"{_BEFORE_DAY}{_DAY}{_SPACE}$", re.IGNORECASE)
_DAY_REACH = 48
# A pattern without regard to capitals takes these for an i; `casefold` does not.
_PLAIN_I = str.maketrans("İı", "ii")
_NUMERIC_HINT = re.compile(r"\d[-/.]\d{1,2}[-/.]\d")
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<day>[0-3]?\d)(?P<mark>[-/.])(?P<month>[01]?\d)(?P=mark)(?P<year>(?:19|20)\d{2})"
    r"|(?P<year2>(?:19|20)\d{2})-(?P<month2>[01]\d)-(?P<day2>[0-3]\d))(?![\w/-])"
)
_MONTH_YEAR = re.compile(
    rf"(?<!\w)(?P<month>{'|'.join(_MONTHS)}){_SPACE}(?P<year>(?:19|20)\d{{2}}){_YEAR_END}", re.IGNORECASE
)
_IN_YEAR = re.compile(rf"[Ii]n(?<!\w[Ii]n){_SPACE}(?P<year>(?:19|20)\d{{2}})(?![\w./-])")
_LONGEST_GAP = timedelta(days=183)
_REPAIR = str.maketrans("OolI", "0011")


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class DateFound:
    """A date in the text. `iso` is cut to its precision; None where the text leaves the year out.

    `first_day` is the first of several days in one month ("10 en 11 maart"), `day` the last.
    """

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None
    first_day: int | None = None

    @property
    def iso(self) -> str | None:
        """ISO date, month or year; None without a year."""
        if self.year is None:
            return None
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)

    @property
    def precision(self) -> Precision:
        """How exact the words are."""
        if self.day:
            return Precision.DAY
        return Precision.MONTH if self.month else Precision.YEAR

    @property
    def interval(self) -> tuple[date, date] | None:
        """First and last day that the words may mean; None without a year."""
        return None if self.year is None else span_of(self.year, self.month, self.day)


def span_of(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """First and last day of a day, month or year."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def parse_iso(text: str | None) -> date | None:
    """The first day of an ISO date that may be cut to a month or year; None when it is none."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text or "")
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not _exists(day, month, year):
        return None
    return span_of(year, month, day)[0]


def find_dates(text: str, start: int = 0, end: int | None = None) -> tuple[DateFound, ...]:
    """All dates between two offsets, in reading order, without overlap: days first, then months, then "in 2020"."""
    stop = len(text) if end is None else end
    found: list[DateFound] = []
    starts: list[int] = []
    for candidate in _candidates(text, start, stop):
        place = bisect_right(starts, candidate.start)
        free = place == 0 or found[place - 1].end <= candidate.start
        if free and (place == len(found) or found[place].start >= candidate.end):
            starts.insert(place, candidate.start)
            found.insert(place, candidate)
    return tuple(found)


def _candidates(text: str, start: int, stop: int) -> Iterator[DateFound]:
    months = _month_places(text, start, stop)
    for match in _written(text, start, stop, months):
        day, month, year = _number(match["day"]), _month(match["month"]), _number(match["year"])
        if _exists(day, month, year):
            first = _number(match["first"])
            yield DateFound(
                match.start("day"), match.end(), day, month, year, first if first and day and first < day else None
            )
    for match in _NUMERIC.finditer(text, start, stop) if _NUMERIC_HINT.search(text, start, stop) else ():
        parts = [_number(match[name] or match[f"{name}2"]) for name in ("day", "month", "year")]
        if all(parts) and _exists(*parts):
            yield DateFound(match.start(), match.end(), *parts)
    for place in months:
        if whole := _MONTH_YEAR.match(text, place, stop):
            yield DateFound(whole.start(), whole.end("year"), None, _month(whole["month"]), int(whole["year"]))
    for match in _IN_YEAR.finditer(text, start, stop):
        yield DateFound(match.start("year"), match.end("year"), None, None, int(match["year"]))


def _month_places(text: str, start: int, stop: int) -> list[int]:
    """Where the name of a month may begin."""
    piece = text[start:stop]
    lowered = piece.lower()
    if len(lowered) != len(piece):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in piece)
    return [start + match.start() for match in _MONTH_HINT.finditer(lowered)]


def _written(text: str, start: int, stop: int, months: Sequence[int]) -> Iterator[re.Match[str]]:
    """The days with a month by its name, without overlap; as one search over the text would give them."""
    reached = start
    for place in months:
        if place < reached:
            continue
        day = _DAY_THEN.search(text, max(reached, place - _DAY_REACH), place)
        match = _WRITTEN.match(text, day.start(), stop) if day else None
        if match:
            reached = match.end()
            yield match


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    repaired = digits.translate(_REPAIR)
    return int(repaired) if repaired.isascii() and repaired.isdigit() else None


def _month(word: str) -> int:
    name = word.casefold().rstrip(".")
    return _MONTHS.get(name) or _SHORT.get(name) or _month(word.translate(_PLAIN_I))


def _exists(day: int | None, month: int | None, year: int | None) -> bool:
    """Whether the parts are a day of the calendar; 2020 stands in for a missing year (29 February exists)."""
    if month is None:
        return day is None and year is not None and year > 0
    if not 1 <= month <= 12 or (year is not None and not 1 <= year <= 9999):
        return False
    return day is None or 1 <= day <= monthrange(year or 2020, month)[1]


def with_year(found: DateFound, around: date | None, *, past: bool = True) -> DateFound:
    """The date with the year filled in from the letter's date: the last one before it (`past`) or the next one.

    "2 juni" in a letter of 25 June is of that year; in January "12 december" is of the year before.
    """
    if found.year is not None or around is None or found.month is None:
        return found
    for year in (around.year, around.year - 1) if past else (around.year, around.year + 1):
        if not _exists(found.day, found.month, year):
            continue
        first, last = span_of(year, found.month, found.day)
        if (first <= around) if past else (last >= around):
            return replace(found, year=year)
    return found


def nearest_year(found: DateFound, around: date | None) -> DateFound:
    """The date with the year that brings it nearest to another date, at most half a year away."""
    if found.year is not None or around is None or found.month is None:
        return found
    for year in (around.year, around.year - 1, around.year + 1):
        if _exists(found.day, found.month, year):
            first = span_of(year, found.month, found.day)[0]
            if abs(first - around) <= _LONGEST_GAP:
                return replace(found, year=year)
    return found
