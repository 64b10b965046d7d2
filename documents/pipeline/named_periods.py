"""What a period that is named by words is on the calendar, seen from the day of the letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from documents.pipeline.periods import (
    Period,
    after,
    half_year,
    holiday,
    next_weekday,
    of_date,
    part_of,
    quarter,
    school_year,
    season,
    week_of,
)
from documents.pipeline.time_words import COMING, HOLIDAYS, MONTHS, NUMBERS, ORDINALS, SEASONS, UNITS, WEEKDAYS


class Way(StrEnum):
    """Which of the periods that come back is meant where the words leave the year out."""

    PAST = "past"
    NEAR = "near"
    HINTED = "hinted"
    AHEAD = "ahead"


# So many days ahead the next one can be; beyond, the last one is meant.
LONGEST_AHEAD = {Way.NEAR: 245, Way.HINTED: 300, Way.AHEAD: 366}
# A step of the planning and control cycle has no days of its own.
CYCLE_UNIT = "vague"
_NEXT_YEAR = re.compile(r"volgend|komend|nieuwe", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\b(?:dit|deze|lopende|huidige)\b", re.IGNORECASE)


_Reader = Callable[[re.Match[str], date | None, str, Way], Period | None]


def named_period(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    """The period of a match of `CORE`; None where the day of the letter is needed and unknown.

    `determiner` is what stands before it ("komend", "dit").
    """
    kind = next(name for name in _READERS if core[name])
    return _READERS[kind](core, letter, determiner, way)


def _open(unit: str) -> _Reader:
    def read(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
        return Period(letter, None, unit) if letter else None

    return read


def _year_said(number: str | None, words: str | None, letter: date | None) -> int | None:
    """The year that the words name: "2024", "dit jaar", "volgend jaar"."""
    if number:
        return int(number)
    if not words or letter is None:
        return None
    return letter.year + bool(_NEXT_YEAR.search(words))


def _yearly(
    make: Callable[[int], Period], letter: date | None, determiner: str, said: int | None, way: Way
) -> Period | None:
    """Of a period that comes every year the one that is meant: the year said, else this one, the next or the last."""
    if said is not None:
        return make(said)
    if letter is None:
        return None
    if _THIS_YEAR.search(determiner):
        return make(letter.year)
    running = [make(letter.year + shift) for shift in (-1, 0, 1)]
    if way == Way.PAST:
        return next((period for period in reversed(running) if period.first and period.first <= letter), None)
    if COMING.search(determiner):
        return next((period for period in running if period.first and period.first > letter), None)
    coming = [period for period in running if period.last and period.last >= letter]
    chosen = coming[0]
    far = chosen.first and (chosen.first - letter).days > LONGEST_AHEAD[way]
    return make(letter.year) if far else chosen


def _in_half(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    which = core["half_which"] or core["half2_which"]
    number = ORDINALS[which.casefold()] if which.casefold() != "laatste" else 2
    said = _year_said(core["half_year"] or core["half2"], core["half_year_words"] or core["half2_words"], letter)
    if core["half_month"]:
        month = MONTHS[core["half_month"].casefold().rstrip(".")]
        whole = _yearly(lambda year: of_date(year, month), letter, determiner, said, way)
        return part_of(whole, "first" if number == 1 else "second") if whole else None
    return _yearly(lambda year: half_year(year, min(number, 2)), letter, determiner, said, way)


def _in_quarter(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    which = core["quarter_which"]
    number = ORDINALS[which.casefold()] if which else int(core["quarter_number"])
    said = _year_said(core["q"], core["q_words"], letter)
    return _yearly(lambda year: quarter(year, number), letter, determiner, said, way)


def _in_school_year(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    if core["school_year"]:
        return school_year(int(core["school_year"]))
    if letter is None:
        return None
    running = letter.year - (letter.month < 8)
    return school_year(running + bool(COMING.search(core["school_words"])))


def _in_holiday(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    name = (core["holiday_name"] or core["holiday"]).casefold()
    key = HOLIDAYS.get(name, "summer" if name == "reces" else "christmas")
    return _yearly(lambda year: holiday(year, key), letter, determiner, None, way)


def _in_season(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    name = SEASONS[core["season_name"].casefold()]
    said = _year_said(core["season_of"], core["season_of_words"], letter)
    return _yearly(lambda year: season(year, name), letter, determiner, said, way)


def _in_months(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    first = MONTHS[core["month"].casefold().rstrip(".")]
    last = MONTHS[(core["month_last"] or core["month"]).casefold().rstrip(".")]
    said = _year_said(core["month_of"], core["month_of_words"], letter)

    def stretch(year: int) -> Period:
        return Period(of_date(year, first).first, of_date(year + (last < first), last).last, "month")

    return _yearly(stretch, letter, determiner, said, way)


def _in_year(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    first, last = int(core["year_first"]), int(core["year_last"] or core["year_first"])
    return Period(date(first, 1, 1), date(last, 12, 31), "year") if first <= last else of_date(first)


def _in_year_said(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    year = _year_said(None, core["year_words"], letter)
    return of_date(year) if year else None


def _in_week(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    if letter is None:
        return None
    words = core["week"].casefold()
    number = re.search(r"\d+", words)
    if number:
        try:
            monday = date.fromisocalendar(letter.year, int(number[0]), 1)
        except ValueError:
            return None
        return week_of(monday)
    return week_of(letter, 0 if words.startswith("deze") else 1)


def _on_weekday(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    name = core["weekday_name"] or core["weekday_name2"]
    return next_weekday(letter, WEEKDAYS[name.casefold()]) if letter else None


def _now(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    if letter is None:
        return None
    words = core["this"].casefold()
    if "vandaag" in words or words == "morgen":
        day = after(letter, int(words == "morgen"), "day")
        return Period(day, day, "day")
    later = not words.startswith(("dit", "deze"))
    for unit, name in (("month", "maand"), ("quarter", "kwartaal"), ("half_year", "halfjaar")):
        if name in words:
            day = after(letter, int(later), unit)
            if unit == "month":
                return of_date(day.year, day.month)
            return (
                quarter(day.year, (day.month + 2) // 3)
                if unit == "quarter"
                else half_year(day.year, 1 + (day.month > 6))
            )
    return None


def _later(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    """ "Zes weken later" counts from something else than the letter: no days."""
    return Period(None, None, UNITS[core["unit"].casefold()]) if letter else None


def _counted(core: re.Match[str], letter: date | None, determiner: str, way: Way) -> Period | None:
    """ "Binnen zes weken" ends so much after the letter, "over drie maanden" is about then, "na een jaar" later."""
    if letter is None:
        return None
    digits, unit = core["count2"].casefold(), UNITS[" ".join(core["unit2"].casefold().split())]
    count = int(digits) if digits.isdigit() else NUMBERS[digits]
    if letter.year + count > 9000:
        return None
    day = after(letter, count, unit)
    word = core["within"].casefold().split()[0]
    if word == "binnen":
        return Period(letter, day, unit)
    if word == "na":
        return Period(day, None, unit)
    wide = {"day": Period(day, day, "day"), "week": week_of(day), "month": of_date(day.year, day.month)}
    return wide.get(unit, Period(of_date(day.year).first, of_date(day.year).last, unit))


_READERS: dict[str, _Reader] = {
    "vague": _open("vague"),
    "recurring": _open("recurring"),
    "condition": _open("vague"),
    "cycle": _open(CYCLE_UNIT),
    "day_after": _later,
    "within": _counted,
    "half": _in_half,
    "quarter": _in_quarter,
    "school": _in_school_year,
    "holiday": _in_holiday,
    "season": _in_season,
    "week": _in_week,
    "weekday": _on_weekday,
    "this": _now,
    "months": _in_months,
    "year_words": _in_year_said,
    "year": _in_year,
}
