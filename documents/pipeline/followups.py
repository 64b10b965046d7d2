"""What is announced or promised for after the letter: who does what, and when.

A piece of the text counts when enough speaks for it: a time to come, words that announce or promise, a section about
what follows; what looks back, denies, asks or only supposes speaks against it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from documents.pipeline import followup_words as words
from documents.pipeline.bodies import BodyHit
from documents.pipeline.followup_clauses import clauses, telling, telling_part
from documents.pipeline.followup_rows import Row, rows_of
from documents.pipeline.followup_score import ENOUGH, Place, points, points_of_time, to_come
from documents.pipeline.followup_text import Writer, actor_of, says_something, what_of
from documents.pipeline.followup_verbs import Sign, signs_of
from documents.pipeline.header import CLOSING
from documents.pipeline.layout import Source
from documents.pipeline.relative_dates import TimeFound, Times, Window
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import FollowUp, Section
from governance.vocabulary import ClaimStatus

_NOBODY = Writer()
_MIN_WHAT = 4
_SHORT_WHAT = 30
_OPENING = 600
# No sentence or planning is longer, and no letter announces more.
_LONGEST = 4000
_MOST = 200
_VERB = Sign.WILL | Sign.PASSIVE | Sign.IS | Sign.PERFECT | Sign.PAST | Sign.TO_YOU


@dataclass(frozen=True, slots=True)
class _Letter:
    source: Source
    window: Window
    sections: tuple[Section, ...]
    bodies: tuple[BodyHit, ...]
    times: Times
    writer: Writer

    def section(self, offset: int) -> Section | None:
        """The section that an offset lies in."""
        place = bisect_right(self.sections, offset, key=lambda section: section.start)
        section = self.sections[place - 1] if place else None
        return section if section and offset < section.end else None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Something that may be a follow-up; `start` and `end` are its sentence, `clause` the part of it that tells."""

    start: int
    end: int
    clause: tuple[int, int]
    time: TimeFound | None
    what: str
    score: int
    planning: bool


def find_follow_ups(
    source: Source,
    window: Window,
    sections: Sequence[Section],
    bodies: Sequence[BodyHit],
    start: int = 0,
    writer: Writer = _NOBODY,
) -> tuple[FollowUp, ...]:
    """The follow-ups of a letter in reading order; `window` holds the days between which it was written."""
    letter = _Letter(source, window, tuple(sections), tuple(bodies), Times(source.text, start), writer)
    found: list[_Candidate] = []
    before = ""
    for sentence, place in _with_time_above(letter, _pieces(letter, start)):
        found += _candidates(letter, sentence, place, before)
        before = source.text[sentence.start : sentence.end]
    return tuple(_follow_up(letter, candidate) for candidate in _once(found[:_MOST]))


def _pieces(letter: _Letter, start: int) -> Iterator[tuple[Sentence, Place]]:
    """The sentences that can announce something, and where they stand.

    Not those of enclosures, of a list of decisions or below the close, and without the heading above them.
    """
    first = min(letter.sections[0].start if letter.sections else start, start + _OPENING)
    close = next((line.start for line in letter.source.lines if line.start >= start and CLOSING.match(line.text)), None)
    for sentence in sentences(letter.source, start):
        text = letter.source.text[sentence.start : sentence.end]
        if close is not None and sentence.start >= close:
            return
        if sentence.end - sentence.start > _LONGEST:
            continue
        section = letter.section(sentence.start)
        if text.endswith("?") or (section and (section.kind == "bijlagen" or _is_decided(section.heading))):
            continue
        stop = sentence.end if close is None else min(sentence.end, close)
        opens = max(sentence.start, _heading_end(section, letter.source.text))
        body = letter.source.span(_below_label(letter.source.text, opens, stop), stop)
        if len(body.text) > _MIN_WHAT:
            planning = bool(section and _is_planning(section.heading))
            opening = section.kind == "aanleiding" if section else sentence.start < first
            yield Sentence(body.start, body.end, sentence.listed), Place(planning, sentence.listed, opening)


def _below_label(text: str, start: int, end: int) -> int:
    """Where a sentence begins below a short line without a verb that stands above it: "Kassier", "Antwoord"."""
    match = words.LABEL_LINE.match(text, start, end)
    if match is None or text[text.rfind("\n", 0, start) + 1 : start].strip(" \t-–•*o"):
        return start
    return start if signs_of(match[0]) & _VERB else match.end()


@lru_cache(maxsize=512)
def _is_planning(heading: str) -> bool:
    return words.PLANNING.search(heading) is not None


@lru_cache(maxsize=512)
def _is_decided(heading: str) -> bool:
    return words.DECIDED.match(heading) is not None


def _with_time_above(letter: _Letter, pieces: Iterator[tuple[Sentence, Place]]) -> Iterator[tuple[Sentence, Place]]:
    """The pieces, in a planning each with the time that stands alone above it, apart by an empty line."""
    above: int | None = None
    for piece, place in pieces:
        sentence = piece if above is None else Sentence(above, piece.end, piece.listed)
        above = None
        if place.planning and letter.times.is_one(sentence.start, sentence.end):
            above = sentence.start
        else:
            yield sentence, place


def _heading_end(section: Section | None, text: str) -> int:
    """Where the line of a section's heading ends."""
    if section is None:
        return 0
    end = text.find("\n", section.start + len(section.heading))
    return end if end > 0 else section.start + len(section.heading)


def _candidates(letter: _Letter, sentence: Sentence, place: Place, before: str) -> Iterator[_Candidate]:
    """What a sentence, or each row of a planning in it, announces; `before` is the sentence before it."""
    text = letter.source.text
    timed = letter.times.any_between(sentence.start, sentence.end)
    rows: tuple[Row, ...] = ()
    if timed:
        rows = rows_of(text, sentence.start, sentence.end, letter.times, letter.window, announced=place.planning)
    for row in rows:
        score = 1 + 2 * place.planning + points_of_time(row.time, letter.window)
        if score >= ENOUGH and to_come(row.time, letter.window):
            what = what_of(text[row.what_start : row.what_end], ())
            yield _Candidate(row.start, row.end, (row.what_start, row.what_end), row.time, what, score, place.planning)
    if not rows:
        yield from _of_sentence(letter, sentence, place, before, timed=timed)


def _of_sentence(
    letter: _Letter, sentence: Sentence, place: Place, before: str, *, timed: bool
) -> Iterator[_Candidate]:
    text, whole = letter.source.text, (sentence.start, sentence.end)
    told = False
    for clause, opens, time in _timed_clauses(letter, sentence, place) if timed else ():
        score = points(text, clause, time, letter.window, place)
        if score >= ENOUGH:
            told = True
            left, right = telling_part(text, (opens, clause[1]), time)
            what = what_of(text[left:right], [(time.start - left, time.end - left)])
            if len(what) < _SHORT_WHAT and words.POINTING.match(text, left, right):
                what = f"{what} ({what_of(before, ())})" if before else what
            yield _Candidate(*whole, (left, right), time, what, score, place.planning)
    if not told:
        score = points(text, whole, None, letter.window, place)
        if score >= ENOUGH:
            yield _Candidate(*whole, whole, None, what_of(text[slice(*whole)], ()), score, place.planning)


def _timed_clauses(
    letter: _Letter, sentence: Sentence, place: Place
) -> Iterator[tuple[tuple[int, int], int, TimeFound]]:
    """Each time to come in a sentence with the clause that it stands in, and where what the clause tells begins."""
    text, start, end = letter.source.text, sentence.start, sentence.end
    announced = place.planning or bool(words.FUTURE.search(text, start, end) or words.PROMISE.search(text, start, end))
    times = [
        time
        for time in letter.times.between(start, end, letter.window, announced=announced)
        if to_come(time, letter.window)
    ]
    if not times:
        return
    for left, right, opens in clauses(text, sentence, times):
        for time in telling(text, left, [time for time in times if left <= time.start < right]):
            yield (left, right), opens, time


def _once(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Each follow-up once: of several that say the same the one that stands in the planning, else says it best."""
    kept: list[_Candidate] = []
    for candidate in found:
        if not says_something(candidate.what):
            continue
        same = next((other for other in kept if _is_same(other, candidate)), None)
        if same is None:
            kept.append(candidate)
        elif candidate.score > same.score:
            kept[kept.index(same)] = candidate
    return kept


def _is_same(one: _Candidate, other: _Candidate) -> bool:
    if one.time is None or other.time is None:
        return one.time is other.time and one.what == other.what
    alike = _alike(_content(one.what), _content(other.what))
    if one.planning and other.planning:
        return alike and one.time.words.casefold() == other.time.words.casefold()
    if one.time.granularity == "day" == other.time.granularity:
        return _day_of(one.time) is not None and _day_of(one.time) == _day_of(other.time)
    return alike and (one.time.latest, one.time.granularity) == (other.time.latest, other.time.granularity)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(one & other) >= max(1, min(len(one), len(other)))


@lru_cache(maxsize=64)
def _content(what: str) -> frozenset[str]:
    """The longer words, without the endings that go with number and tense."""
    return frozenset(word.strip(".,;:()'\"")[:7] for word in what.casefold().split() if len(word) > 5)


def _day_of(time: TimeFound) -> date | None:
    return time.earliest if time.relation in ("on", "from") else time.latest


def _follow_up(letter: _Letter, found: _Candidate) -> FollowUp:
    time = _after_letter(found.time, letter.window)
    left, right = found.clause
    return FollowUp(
        what=found.what,
        actor=actor_of(
            letter.source.text[left:right],
            [hit.text for hit in letter.bodies if left <= hit.start < right],
            letter.writer,
        ),
        when_text=time.words if time else "",
        earliest=time.earliest.isoformat() if time and time.earliest else None,
        latest=time.latest.isoformat() if time and time.latest else None,
        granularity=time.granularity if time else "vague",
        confidence=0.4 + 0.1 * min(found.score - ENOUGH, 4),
        status=ClaimStatus.CHECK,
        evidence=letter.source.evidence(found.start, found.end),
    )


def _after_letter(time: TimeFound | None, window: Window) -> TimeFound | None:
    """A time cut to what can still come: "dit jaar" begins on the day of the letter."""
    if time is None or window.earliest is None or time.earliest is None or time.earliest >= window.earliest:
        return time
    return replace(time, earliest=window.earliest)
