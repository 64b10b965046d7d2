"""The date of a letter: behind a label of the head, else beside the place; never from the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from documents.pipeline.claims import CERTAIN, CHECK
from documents.pipeline.dates import DateFound, find_dates
from documents.pipeline.header import Head, HeadValue
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, Span, cells
from documents.pipeline.types import ABSENT, Claim
from governance.vocabulary import ClaimStatus

_DATE_ORDER = (
    (Field.DATE_LETTER, "letter"),
    (Field.DATE_COLLEGE, "college_meeting"),
    (Field.DATE_SENT, "sent"),
    (Field.DATE_MEETING, "council_meeting"),
)
_OWN_DATES = (Field.DATE_LETTER, Field.DATE_COLLEGE)
_PLACE_DATE = re.compile(
    r"^\s*(?P<place>['’A-ZÀ-Þ][\w'’-]+(?:[ ][A-ZÀ-Þa-z][\w'’-]+){0,3}),?\s+(?:d\.?d\.?\s+)?"
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?(?=\d)"
)
_COLLEGE_DATE = re.compile(
    r"(?:B\s?&\s?W|college)[\w& -]{0,14}besluit\b[^\n]{0,40}$|besluit(?:vorming)? (?:van het )?college[^\n]{0,30}$",
    re.I,
)
_PUBLISHED = re.compile(
    r"\b(?:gepubliceerd|verschenen|verzonden|uitgegeven|geplaatst|gedagtekend)\s*(?:op|:)?\s*(?:[a-z]+dag\s+)?$", re.I
)
_PLACE_LABEL = re.compile(r"\s*['’A-ZÀ-Þ][\w'’/ -]{2,30}\s*:\s*(?:[a-z]+dag\s+)?")
_SHORT = re.compile(
    r"(?<![\d./-])(?P<day>[0-3]?\d)\s?[-/.]\s?(?P<month>[01]?\d)\s?[-/.]\s?['’]?(?P<year>\d{2})(?![\d./-])"
)
_WEEKDAY = re.compile(r"\b(maan|dins|woens|donder|vrij|zater|zon)dag\s*$", re.I)
_WEEKDAYS = ("maan", "dins", "woens", "donder", "vrij", "zater", "zon")
_LETTER_IN_WORD = re.compile(r"(?<=[a-z])[I|1](?=[a-z])|(?<=[a-z])0(?=[a-z])|(?<=\d)[\s]?[OQ](?=\d)|(?<=\d)[lI|](?=\d)")
_LOOKALIKE = str.maketrans("I|1O0Ql", "lll0o01")
_FIRST_YEAR, _LAST_YEAR = 1990, 2060
_FAR = timedelta(days=330)  # from every other date in the letter: rather a slip in the year than its date
_HALF_YEAR = timedelta(days=183)
_NARROW = 60


@dataclass(frozen=True, slots=True)
class LetterDate:
    """The claims about the letter's date, and the day itself."""

    value: Claim = ABSENT
    kind: Claim = ABSENT
    day: date | None = None


def letter_date(source: Source, head: Head) -> LetterDate:
    """The date behind a date label, else "Plaats, 5 mei 2020" on a line of its own; never from the running text.

    A year that the label's value leaves out follows from the other dates of the letter and is to be checked.
    """
    for field, kind in _DATE_ORDER:
        for value in sorted(head.all(field), key=lambda value: value.doubtful):
            found = _full_date(source, value.value)
            rivalled = value.doubtful and any(other.in_head and not other.doubtful for other in head.all(*_OWN_DATES))
            if found and value.in_head and not rivalled:
                sure = field in _OWN_DATES and _is_sure(source, head, value, found)
                return _dated(source, found, kind, 0.98 if sure else 0.8, CERTAIN if sure else CHECK)
        if field is Field.DATE_COLLEGE:
            found = _place_date(source, head)
            if found:
                return _dated(source, found, "letter", 0.9, CHECK)
    return _unlabelled(source, head) or _without_year(source, head) or LetterDate()


def _is_sure(source: Source, head: Head, value: HeadValue, found: DateFound) -> bool:
    """Whether nothing speaks against the letter's date: another date of it, a year that fits none of the others."""
    day = _day(found)
    if value.doubtful or day is None or find_dates(value.value.text)[:1] == ():
        return False
    sent = [other for field in head.all(Field.DATE_SENT) if (other := _full_date(source, field.value))]
    if any((_day(other) or day) < day for other in sent):
        return False
    return _agree(source, head) and _fits_text(source, day)


def _agree(source: Source, head: Head) -> bool:
    """Whether the date of the letter and that of the college are one and the same, where both are given."""
    values = head.all(Field.DATE_LETTER, Field.DATE_COLLEGE)
    return len({found.iso for value in values if value.in_head and (found := _full_date(source, value.value))}) < 2


def _fits_text(source: Source, day: date) -> bool:
    others = [other for found in find_dates(source.text) if (other := _day(found)) and other != day]
    return len(others) < 2 or any(abs(other - day) <= _FAR for other in others)


def _day(found: DateFound) -> date | None:
    if not (found.day and found.month and found.year):
        return None
    return date(found.year, found.month, found.day)


def _full_date(source: Source, value: Span) -> DateFound | None:
    """The first full date in a value, also as 5-3-'24 and with the look-alikes of a scan."""
    found = [*_full(find_dates(source.text, value.start, value.end))]
    if found:
        return found[0]
    repaired = _LETTER_IN_WORD.sub(lambda match: match[0][:-1] + match[0][-1].translate(_LOOKALIKE), value.text)
    found = [*_full(find_dates(repaired)), *_short_dates(repaired)]
    if found:
        return replace(found[0], start=value.start + found[0].start, end=value.start + found[0].end)
    mended = value.text.replace("rn", "m")
    whole = [*_full(find_dates(mended))] if mended != value.text else []
    return replace(whole[0], start=value.start, end=value.end) if whole else None


def _full(found: Sequence[DateFound]) -> Iterator[DateFound]:
    yield from (one for one in found if one.day and one.year and _FIRST_YEAR <= one.year <= _LAST_YEAR)


def _short_dates(text: str) -> Iterator[DateFound]:
    for match in _SHORT.finditer(text):
        day, month, year = int(match["day"]), int(match["month"]), 2000 + int(match["year"])
        try:
            date(year, month, day)
        except ValueError:
            continue
        yield DateFound(match.start(), match.end(), day, month, year)


def _dated(source: Source, found: DateFound, kind: str, confidence: float, status: ClaimStatus) -> LetterDate:
    evidence = source.evidence(found.start, found.end)
    bounds = found.interval
    return LetterDate(
        Claim(found.iso, confidence, status, evidence),
        Claim(kind, confidence, CHECK, evidence),
        bounds[0] if bounds else None,
    )


def _place_date(source: Source, head: Head) -> DateFound | None:
    """ "Oosterhout, 7 november 2023" as a cell of the head, or on a line of its own after the closing words."""
    lines = [line for line in source.lines[: head.end_line + 1] if not line.blank]
    lines += [line for line in source.lines[-12:] if len(line.text) < _NARROW and line.number > head.end_line]
    for line in lines:
        for number, cell in enumerate(cells(line)[:2]):
            match = _PLACE_DATE.match(cell.text)
            found = _full_date(source, cell)
            if match and found and found.start == cell.start + match.end():
                rest = source.text[found.end : cell.end].strip(" .,")
                return found if not rest or head.labels.opens(rest) else None
            alone = found and (found.start, found.end) == (cell.start, cell.end)
            alone = alone and (line.number < head.end_line or len(cells(line)) == 1)
            if alone and not any(value.line == line.number for value in head.values) and _stands_free(line, number):
                return found
    return None


def _stands_free(line: Line, number: int) -> bool:
    """Whether the date in this cell is not the value of an unknown label before it."""
    return number == 0 or not cells(line)[number - 1].text.endswith(":")


def _unlabelled(source: Source, head: Head) -> LetterDate | None:
    """A date in a line of the head after words for the college's decision or for publishing, or behind the place."""
    for line in source.lines[: head.end_line]:
        for found in _full(find_dates(source.text, line.start, line.end)):
            before = source.text[line.start : found.start]
            if _COLLEGE_DATE.search(before):
                return _dated(source, found, "college_meeting", 0.85, CHECK)
            if _PUBLISHED.search(before) or (_PLACE_LABEL.fullmatch(before) and found.end >= line.end - 1):
                return _dated(source, found, "letter", 0.8, CHECK)
    return None


def _without_year(source: Source, head: Head) -> LetterDate | None:
    """ "Datum: 12 maart": the year in which most other dates of the letter lie within half a year."""
    others = [day for found in find_dates(source.text) if (day := _day(found))]
    for field, kind in _DATE_ORDER[:2]:
        for value in head.all(field):
            found = next(iter(find_dates(source.text, value.value.start, value.value.end)), None)
            if found and found.day and not found.year and value.in_head:
                year = _year_among(source, found, others)
                return _dated(source, replace(found, year=year), kind, 0.6, CHECK) if year else None
    return None


def _year_among(source: Source, found: DateFound, others: Sequence[date]) -> int | None:
    named = _WEEKDAY.search(source.text[max(0, found.start - 14) : found.start])
    near: dict[int, int] = {}
    for year in sorted({other.year + step for other in others for step in (-1, 0, 1)}):
        day = _day(replace(found, year=year)) if found.day != 29 or year % 4 == 0 else None
        if day and (not named or _WEEKDAYS[day.weekday()] == named[1].casefold()):
            near[year] = sum(abs(other - day) <= _HALF_YEAR for other in others)
    best = max(near, key=lambda year: (near[year], year), default=None)
    return best if best is not None and near[best] else None
