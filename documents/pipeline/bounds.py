"""Between which days a letter without a date was written: after what it tells, before what it announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from documents.pipeline.decision_words import HAVE, NOT_TAKEN, UNTIL
from documents.pipeline.layout import Source
from documents.pipeline.relative_dates import TimeFound, Times, Window
from documents.pipeline.sentences import Sentence, sentences

Bound = tuple[date, TimeFound]
_COMING = re.compile(
    r"\b(?:zal|zullen|volgt|uiterlijk|vindt\s+plaats|staat\s+gepland|gaan\s+wij|wordt|loopt|lopen|eindigt|treedt)\b",
    re.I,
)
_SUMMER = (6, 20)


def undated_bounds(source: Source, start: int = 0) -> tuple[Bound | None, Bound | None]:
    """For a letter without a date: the last day it cites as past, and the first it announces as still to come."""
    every, times = sentences(source, start), Times(source.text, start)
    told = [bound for sentence in every for bound in _told(source, sentence, times)]
    earliest = max(told, key=lambda bound: bound[0], default=None)
    return earliest, _announced(source, every, times, earliest[0] if earliest else None)


def _told(source: Source, sentence: Sentence, times: Times) -> Iterator[Bound]:
    """The days, or first days, with their year, at which a sentence says that something happened."""
    text = source.text[sentence.start : sentence.end]
    if not HAVE.search(text) or NOT_TAKEN.search(text):
        return
    for time in times.between(sentence.start, sentence.end, Window()):
        before = source.text[max(sentence.start, time.start - 20) : time.start]
        day = time.latest if time.granularity == "day" else time.earliest
        if day and time.dated and time.relation == "on" and time.granularity != "year" and not UNTIL.search(before):
            yield day, time


def _announced(source: Source, every: Sequence[Sentence], times: Times, earliest: date | None) -> Bound | None:
    """The first day that is announced as future and lies after the last past one; "voor de zomer" is by 20 June."""
    latest: Bound | None = None
    for sentence in every:
        if not _COMING.search(source.text, sentence.start, sentence.end):
            continue
        for last, time in _last_days(times.between(sentence.start, sentence.end, Window()), earliest):
            if (earliest is None or last > earliest) and (latest is None or last < latest[0]):
                latest = (last, time)
    return latest


def _last_days(found: Sequence[TimeFound], earliest: date | None) -> Iterator[Bound]:
    """The days, with their year, that a sentence names; before a summer without year only when it can be the next."""
    for time in found:
        if time.dated and time.granularity == "day" and time.latest:
            yield time.latest, time
        elif earliest and _before_summer(time) and (earliest.month, earliest.day) <= _SUMMER:
            yield date(earliest.year, *_SUMMER), time


def _before_summer(time: TimeFound) -> bool:
    return time.granularity == "season" and time.relation == "before" and "zomer" in time.words.casefold()
