"""What speaks for and against a clause as something announced or promised, as points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.pipeline import followup_words as words
from documents.pipeline.followup_verbs import PLANNED_WORDS, PRESENT_WORDS, Sign, signs_of
from documents.pipeline.relative_dates import TimeFound, Window

ENOUGH = 3
# Without a time, a clause with none of these announces nothing.
_TELLING = Sign.WILL | Sign.PASSIVE | Sign.PRESENT | Sign.PLANNED | Sign.TO_YOU
# With a time that is not close, the words must say what is done.
_SAYS_WHAT = Sign.PRESENT | Sign.DONE | Sign.PLANNED
_AS_SAID_WORD = re.compile(r"[zZ][oO][aA][lL][sS]|[cC][oO][nN][fF][oO][rR][mM]")
_CLOSE = frozenset(["day", "week", "month", "quarter", "season", "half_year"])


def to_come(time: TimeFound, window: Window) -> bool:
    """Whether a time can lie after the letter."""
    if time.past:
        return False
    since = window.earliest
    if since is None or time.latest is None:
        return True
    return time.latest >= since if window.latest == since else time.latest > since


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class Place:
    """Where a clause stands: in a section about what follows, in an item of a list, in the opening of the letter."""

    planning: bool = False
    listed: bool = False
    opening: bool = False


def points_of_time(time: TimeFound, window: Window) -> int:
    """How much a time says by itself: a day to come most, a month much, a bare year little, "jaarlijks" nothing."""
    if time.latest is not None and time.latest == window.latest == window.earliest:
        return 1
    if time.granularity in _CLOSE or (time.granularity == "year" and not time.words[-4:].isdigit()):
        return 3 if time.granularity == "day" else 2
    if time.granularity == "year":
        begun = time.earliest is not None and window.latest is not None and time.earliest <= window.latest
        return 0 if begun and time.relation == "on" else 1
    return 1 if time.granularity == "vague" else 0


def points(text: str, clause: tuple[int, int], time: TimeFound | None, window: Window, place: Place) -> int:
    """The points of a clause (offsets in the text) with or without a time; `ENOUGH` of them make a follow-up."""
    left, right = clause
    awaited = words.AWAITED.match(text[left:right])
    begin = left + awaited.end() if awaited else left
    said = text[begin:right] if time is None else f"{text[begin : time.start]} {text[max(begin, time.end) : right]}"
    signs = signs_of(said)
    if time is None and not signs & _TELLING:
        return 0
    said = words.AS_SAID.sub(" ", said) if _AS_SAID_WORD.search(said) else said
    main = words.SUBORDINATE.split(said, maxsplit=1)[0]
    main_signs = signs if main == said else signs_of(main)
    announced = bool(signs & Sign.ANNOUNCES and words.FUTURE.search(said if time else main))
    promise = bool(signs & Sign.TO_YOU) and bool(words.PROMISE.search(said)) and not words.REQUEST.search(said)
    happens = bool(signs & Sign.DONE) and bool(signs & (Sign.WILL | Sign.PASSIVE))
    ours, plan = _we_do(said) if time or place.planning else (False, False)
    score = 2 * place.planning + 2 * announced + 2 * promise + happens + bool(signs & Sign.STILL)
    if time is None:
        plan = place.planning and plan
        if not (promise or announced or plan or (place.planning and happens)):
            return 0
        return score + plan - _untimed_against(said, signs, main_signs, place)
    fronted = not text[left : time.start].strip(" \n-–•*") and not place.listed
    put_off = is_put_off(text, left, time)
    score += points_of_time(time, window) + bool(signs & (Sign.PRESENT | Sign.DONE)) + fronted + ours + 2 * put_off
    score += time.relation in ("by", "until", "before")
    return (
        score
        - _timed_against(text, clause, said, (signs, main_signs), time, place)
        - 2 * (place.opening and time.granularity != "day")
    )


def _we_do(said: str) -> tuple[bool, bool]:
    """Whether who writes the letter does something, and whether it is something that one plans."""
    beside: set[str] = set()
    of_me = False
    for match in words.BESIDE_WE.finditer(said):
        beside |= {(match["before"] or "").lower(), (match["behind"] or "").lower()}
        of_me = of_me or (match["who"].lower() == "ik" and bool(match["before"]))
    return of_me or bool(beside & PRESENT_WORDS), bool(beside & PLANNED_WORDS)


def _against(said: str, signs: int, main: int) -> int:
    against = 2 * bool(signs & Sign.NOT) + bool(main & Sign.IF) + 2 * bool(words.OPENS_IF.match(said))
    against += 2 * bool(words.THEN.search(said)) + bool(main & Sign.AIM) + 2 * bool(words.EARLIER.search(said))
    return against + 6 * bool(words.HEREBY.search(said) or words.INTRODUCES.match(said))


def _untimed_against(said: str, signs: int, main: int, place: Place) -> int:
    against = _against(said, signs, main) + 2 * bool(words.MONEY.search(said)) + 2 * bool(words.POINTING.match(said))
    against += 2 * bool(words.THEN.search(said))
    against += 2 * bool(words.REQUEST.search(said)) + 3 * bool(words.REPORTED.search(said)) + 2 * place.opening
    return against + 8 * _looks_back(main)


def _timed_against(
    text: str, clause: tuple[int, int], said: str, both: tuple[int, int], time: TimeFound, place: Place
) -> int:
    """`both` are the signs of the whole clause and of its main part."""
    signs, main = both
    against = _against(said, signs, main)
    deadline = time.relation in ("by", "before") and time.granularity == "day" and not time.words.startswith("tot")
    told = deadline or is_put_off(text, clause[0], time) or _is_agreed(text, clause[0], main, time)
    if _looks_back(main) and not told:
        against += 8
    if time.granularity in ("year", "vague", "recurring"):
        against += bool(main & Sign.AIM) + (not signs & _SAYS_WHAT)
    if time.relation == "from" and main & Sign.IF and text[clause[0] : time.start].strip():
        against += 1
    if place.listed and not signs & (Sign.WILL | Sign.PASSIVE | Sign.IS) and not words.FUTURE.search(said):
        against += 3 * bool(words.TO_DECIDE.search(said))
    if words.PERIOD_OF.search(text, max(clause[0], time.start - 24), time.start):
        against += 3
    if time.granularity == "recurring" and not signs & Sign.WILL and not place.planning:
        against += 3
    return against + 2 * (bool(words.MONEY.search(said)) and time.granularity in ("year", "recurring"))


def is_put_off(text: str, start: int, time: TimeFound) -> bool:
    """Whether the words before a time put something off until then."""
    return words.PUT_OFF.search(text, max(start, time.start - 60), time.start + 12) is not None


def _is_agreed(text: str, start: int, main: int, time: TimeFound) -> bool:
    """Whether a clause tells that something was agreed for a near time: "is afgesproken om dit in mei te doen"."""
    if main & Sign.PAST or time.granularity not in _CLOSE:
        return False
    agreed = words.AGREED.search(text, start, time.start)
    return agreed is not None and words.SUBORDINATE.search(text, agreed.end(), time.start) is not None


def _looks_back(signs: int) -> bool:
    """Whether a clause tells of what was or has been done; what "is gepland" is still to come."""
    if signs & Sign.PAST:
        return True
    told = signs & Sign.PERFECT or (signs & Sign.IS and not signs & (Sign.PASSIVE | Sign.WILL))
    return bool(told and signs & Sign.PARTICIPLE) and not signs & Sign.PLANNED
