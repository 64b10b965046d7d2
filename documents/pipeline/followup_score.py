"""What speaks for and against a clause as something announced or promised, as points."""

from __future__ import annotations

from documents.pipeline import followup_words as words
from documents.pipeline.followup_verbs import Sign, signs_of
from documents.pipeline.relative_dates import TimeFound, Window

ENOUGH = 3
_CLOSE = frozenset(["day", "week", "month", "quarter", "season", "half_year"])


def to_come(time: TimeFound, window: Window) -> bool:
    """Whether a time can lie after the letter."""
    if time.past:
        return False
    since = window.earliest
    if since is None or time.latest is None:
        return True
    return time.latest >= since if window.latest == since else time.latest > since


def points_of_time(time: TimeFound, window: Window) -> int:
    """How much a time says by itself: a day or month to come much, a bare year little, "jaarlijks" nothing."""
    if time.latest is not None and time.latest == window.latest:
        return 0
    if time.granularity in _CLOSE or (time.granularity == "year" and not time.words[-4:].isdigit()):
        return 2
    if time.granularity == "year":
        begun = time.earliest is not None and window.latest is not None and time.earliest <= window.latest
        return 0 if begun and time.relation == "on" else 1
    return 1 if time.granularity == "vague" else 0


def points(
    text: str, clause: tuple[int, int], time: TimeFound | None, window: Window, *, planning: bool, listed: bool
) -> int:
    """The points of a clause (offsets in the text) with or without a time; `ENOUGH` of them make a follow-up.

    `planning` is for a section about what follows, `listed` for an item of a list.
    """
    left, right = clause
    said = text[left:right] if time is None else f"{text[left : time.start]} {text[time.end : right]}"
    said = words.AS_SAID.sub(" ", said)
    signs = signs_of(said)
    announced = bool(words.FUTURE.search(said))
    promise = Sign.TO_YOU in signs and bool(words.PROMISE.search(said))
    happens = Sign.DONE in signs and bool(signs & (Sign.WILL | Sign.PASSIVE))
    ours = bool(words.WE_DO.search(said))
    score = 2 * planning + 2 * announced + 2 * promise + happens + (Sign.STILL in signs)
    if time is not None:
        fronted = not text[left : time.start].strip(" \n-–•*") and not listed
        score += points_of_time(time, window) + bool(signs & (Sign.PRESENT | Sign.DONE)) + fronted + ours
        score += time.relation in ("by", "until")
    elif not (promise or announced or (planning and (ours or happens))):
        return 0
    elif planning:
        score += ours
    return score - _against(text, clause, said, signs, time)


def _against(text: str, clause: tuple[int, int], said: str, signs: Sign, time: TimeFound | None) -> int:
    main = words.SUBORDINATE.split(said, maxsplit=1)[0]
    against = 2 * (Sign.NOT in signs) + (Sign.IF in signs_of(main)) + 2 * bool(words.OPENS_IF.match(said))
    against += 2 * bool(words.THEN.search(said)) + (Sign.AIM in signs) + 2 * bool(words.EARLIER.search(said))
    against += 6 * bool(words.HEREBY.search(said))
    if time is None:
        money, pointing = words.MONEY.search(said), words.POINTING.match(said)
        return against + 2 * bool(money) + 2 * bool(pointing) + 4 * _looks_back(signs_of(main))
    deadline = time.relation == "by" and time.granularity == "day"
    if _looks_back(signs_of(main)) and not deadline and not is_put_off(text, clause[0], time):
        against += 4
    if words.PERIOD_OF.search(text, max(clause[0], time.start - 24), time.start):
        against += 3
    return against + 2 * (bool(words.MONEY.search(said)) and time.granularity in ("year", "recurring"))


def is_put_off(text: str, start: int, time: TimeFound) -> bool:
    """Whether the words before a time put something off until then."""
    return words.PUT_OFF.search(text, max(start, time.start - 60), time.start + 12) is not None


def _looks_back(signs: Sign) -> bool:
    """Whether a clause tells of what was or has been done; what "is gepland" is still to come."""
    if Sign.PAST in signs:
        return True
    told = Sign.PERFECT in signs or (Sign.IS in signs and not signs & (Sign.PASSIVE | Sign.WILL))
    return told and Sign.PARTICIPLE in signs and Sign.PLANNED not in signs
