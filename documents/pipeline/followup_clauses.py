"""The parts of a sentence that each tell of one time, and the words of a part that say what happens then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from documents.pipeline import followup_words as words
from documents.pipeline.followup_score import is_put_off
from documents.pipeline.followup_verbs import Sign, sign_of
from documents.pipeline.relative_dates import TimeFound
from documents.pipeline.sentences import Sentence

_UNITS = ("week", "month", "quarter", "season", "half_year", "year", "vague", "recurring")
_FINITE = Sign.PRESENT | Sign.WILL | Sign.PASSIVE


def telling_part(text: str, clause: tuple[int, int], time: TimeFound) -> tuple[int, int]:
    """The part of a clause about what is put off until a time; else all of it."""
    left, right = clause
    if not is_put_off(text, left, time):
        return clause
    put_off = words.PUT_OFF.search(text, max(left, time.start - 60), time.start + 12)
    stops = [match.end() for match in words.PART.finditer(text, left, put_off.start() if put_off else left)]
    return (stops[-1] if stops else left), right


def clauses(text: str, sentence: Sentence, times: Sequence[TimeFound]) -> Iterator[tuple[int, int, int]]:
    """The parts of a sentence, and for each where its words about what happens begin.

    That is the beginning of the sentence for a part that shares its subject or has too few words of its own.
    """
    left = opens = sentence.start
    for start, end in _cuts(text, sentence, times):
        had_time = any(left <= time.start < start for time in times)
        if had_time:
            yield left, start, opens
        left = end
        if (had_time or text[start] == ";") and not words.POINTING.match(text, left, sentence.end):
            opens = left
    yield left, sentence.end, opens


def _cuts(text: str, sentence: Sentence, times: Sequence[TimeFound]) -> list[tuple[int, int]]:
    """Where a sentence falls apart: between its clauses, and at "en" before a time that a verb follows."""
    cuts = [
        match.span()
        for match in words.CLAUSE.finditer(text, sentence.start, sentence.end)
        if not any(time.start < match.end() and match.start() < time.end for time in times)
    ]
    for time in times:
        link = words.AND_THEN.search(text, max(sentence.start, time.start - 8), time.start)
        verb = words.NEXT_WORD.match(text, time.end, sentence.end)
        if link and verb and sign_of(verb[1].lower()) & _FINITE:
            cuts.append(link.span())
    return sorted(cuts)


def telling(text: str, left: int, times: Sequence[TimeFound]) -> Sequence[TimeFound]:
    """Of the times in one clause those that say when: the days, else the one in front, else the most exact one."""
    if len(times) < 2:
        return times
    days = [time for time in times if time.granularity == "day"]
    if not days and not text[left : times[0].start].strip(" \n-–•*"):
        return times[:1]
    return days or [min(times, key=lambda time: (_UNITS.index(time.granularity), time.start))]
