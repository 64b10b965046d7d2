"""Between which days a letter without a date was written: after what it tells, before what it announces."""

from __future__ import annotations

import re
from datetime import date

from documents.pipeline.dates import DateFound, find_dates
from documents.pipeline.decision_words import HAVE, NOT_TAKEN, UNTIL
from documents.pipeline.layout import Source
from documents.pipeline.sentences import sentences
from governance.vocabulary import Precision


def undated_bounds(
    source: Source, start: int = 0
) -> tuple[tuple[date, DateFound] | None, tuple[date, DateFound] | None]:
    """For a letter without a date: the last day it cites as past, and the first it announces as still to come."""
    earliest: tuple[date, DateFound] | None = None
    for sentence in sentences(source, start):
        text = source.text[sentence.start : sentence.end]
        for found in find_dates(source.text, sentence.start, sentence.end):
            before = source.text[max(sentence.start, found.start - 20) : found.start]
            bounds = found.interval
            if (
                not bounds
                or found.precision == Precision.YEAR
                or UNTIL.search(before)
                or not HAVE.search(text)
                or NOT_TAKEN.search(text)
            ):
                continue
            if earliest is None or bounds[0] > earliest[0]:
                earliest = (bounds[0], found)
    if earliest is None:
        return None, None
    return earliest, _announced(source, start, earliest[0])


_COMING = re.compile(r"\b(?:zal|zullen|volgt|uiterlijk|vindt\s+plaats|staat\s+gepland|gaan\s+wij)\b", re.I)
_BEFORE_SUMMER = re.compile(r"\bv[oó]{2}r\s+de\s+zomer\b|\bvoor\s+de\s+zomer\b", re.I)
_SUMMER = (6, 20)


def _announced(source: Source, start: int, earliest: date) -> tuple[date, DateFound] | None:
    """The first day that is announced as future and lies after the last past one; "voor de zomer" is by 20 June."""
    latest: tuple[date, DateFound] | None = None
    for sentence in sentences(source, start):
        text = source.text[sentence.start : sentence.end]
        if not _COMING.search(text) and not re.search(r"\bwordt\b", text):
            continue
        days = [
            (found.interval[1], found)
            for found in find_dates(source.text, sentence.start, sentence.end)
            if found.day and found.interval
        ]
        summer = _BEFORE_SUMMER.search(text)
        if summer and (earliest.month, earliest.day) <= _SUMMER:
            left, right = sentence.start + summer.start(), sentence.start + summer.end()
            days.append((date(earliest.year, *_SUMMER), DateFound(left, right, _SUMMER[1], _SUMMER[0], earliest.year)))
        for last, found in days:
            if last > earliest and (latest is None or last < latest[0]):
                latest = (last, found)
    return latest
