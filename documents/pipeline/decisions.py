"""Decisions that the text reports as taken, with a date: body, date, subject, outcome, effective date.

Announced, asked and denied decisions are none, nor is "hebben vastgesteld dat …" (an observation). Wrong is worse than
missing: a clause in which body, date and outcome cannot all be told is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.pipeline.bodies import TAIL, find_bodies
from documents.pipeline.dates import DateFound, find_dates, with_year
from documents.pipeline.layout import Source, collapse
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome

_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (Outcome.NOTED, r"kennis\s?genomen|(?:voor\s+)?kennisgeving\s+aangenomen|kennis\s+te\s+nemen"),
    (Outcome.POSTPONED, r"aangehouden|aan\s+te\s+houden|doorgeschoven|verdaagd"),
    (Outcome.WITHDRAWN, r"ingetrokken|in\s+te\s+trekken"),
    (Outcome.REJECTED, r"verworpen|afgewezen|geweigerd|weggestemd|af\s+te\s+wijzen"),
    (Outcome.AGREED, r"ingestemd|in\s+te\s+stemmen|akkoord\s+gegaan|akkoord\s+te\s+gaan|goedgekeurd|uitgesproken\s+voor"),
    (Outcome.ADOPTED, r"vastgesteld|vast\s+te\s+stellen|vaststelling"),
    (Outcome.OTHER, r"aangenomen|vrijgegeven|(?:zienswijze|zienswijzen)\s+(?:\w+\s+){0,2}?(?:gegeven|ingediend|uitgebracht)|besloten|besloot|opgezegd|benoemd"),
)
_SPLIT_VERBS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.ADOPTED, r"stelden?\b(?P<middle>[^.;]{3,200}?)\bvast\b"),
    (Outcome.AGREED, r"stemden?\b(?P<middle>[^.;]{0,200}?)\bin\s+met\b"),
    (Outcome.POSTPONED, r"hield(?:en)?\b(?P<middle>[^.;]{3,200}?)\baan\b"),
    (Outcome.REJECTED, r"wees\b(?P<middle>[^.;]{3,200}?)\baf\b|verwierp(?:en)?\b(?P<rest>[^.;]{3,200})"),
    (Outcome.NOTED, r"nam(?:en)?\b(?P<middle>[^.;]{0,200}?)\bkennis\s+van\b"),
)
_OUTCOME = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<o{place}>{pattern})" for place, (_, pattern) in enumerate(_OUTCOMES)) + r")(?!\w)", re.I)
_NOT_TAKEN = re.compile(
    r"\b(?:zal|zullen|zou|zouden|wil|willen|moet|moeten|kunt?|kunnen|gaat|gaan|wordt|worden|verzoek\w*|vraag|vragen|gevraagd|voorstel\s+om|voornemen|"
    r"voorgenomen|nog\s+niet|nog\s+niets|niet|niets|geen|als|indien|mocht|wanneer|zodra|nadat|voordat|tot(?:dat)?\s+de|verwacht\w*|beoogd|voorzien|"
    r"streven|ter)\b",
    re.I,
)
_OBSERVED = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*dat\b", re.I)
_HAVE = re.compile(r"\b(?:heeft|hebben|hebt|is|zijn|werd|werden|stelden?|stemden?|besloot|besloten|hield(?:en)?|wees|verwierp(?:en)?|namen?|bent)\b", re.I)
_PASSIVE = re.compile(r"\b(?:is|zijn|werd|werden)\b", re.I)
_YOU = re.compile(r"\b(?:heeft\s+(?:u|uw\s+raad)|u\s+heeft|hebt\s+u|u\s+hebt|door\s+u|gaf\s+u|uw\s+zienswijze)\b", re.I)
_WE = re.compile(r"\b(?:hebben\s+(?:wij|we)|(?:wij|we)\s+hebben|ons\s+college|besloten\s+(?:wij|we)|(?:wij|we)\s+besloten)\b", re.I)
_GEMEENTEN = re.compile(
    rf"\b(?:de\s+|alle\s+)?(?:(?:\w+\s+){{0,2}}gemeenten\b(?:\s+(?:uit|in|van)\s+(?:de\s+|het\s+)?(?:regio\s+|jeugdregio\s+)?(?:{TAIL}|VNG-verband))?)"
)
_CONTEXT = re.compile(r"\b(?:vergader\w*|bijeen\w*|besluit\w*|besloten|behandeld\w*|overleg\s+van|kwam(?:en)?\s+bijeen)\b", re.I)
_ENUMERATED = re.compile(r"\((?P<number>[1-9])\)\s*(?P<item>.+?)(?=,?\s+(?:en\s+)?\([1-9]\)|[.;]|$)", re.S)
_TOOK = re.compile(r"\bbesluit(?:vorming|en)?\b", re.I)
_EFFECTIVE = re.compile(r"\b(?:per|met\s+ingang\s+van|ingaande|vanaf)\s+$", re.I)
_UNTIL = re.compile(r"\b(?:tot|tot\s+en\s+met|t/m|uiterlijk|v[oó]{2}r|na|sinds|jaar|begroting|per|vanaf|met\s+ingang\s+van|periode)\s+$", re.I)
_ABBREVIATED = r"(?:\b(?:e\.v|jl|d\.d|nr|mr|drs|ir|mw|dhr|m\.b\.t|o\.a|bijv|art|st|ca|incl|resp|nl|i\.p\.v|v\.d)|\b[A-Z]|\d)"
_BREAK = re.compile(r"(?<=[.!?])(?<!\be\.v\.)(?<!\bjl\.)(?<!\bd\.d\.)(?<!\bnr\.)(?<!\b[A-Z]\.)\s+(?=[A-ZÀ-Þ'‘\"(])|\n\s*\n|\n(?=\s*(?:[-–•*●○¢]|[eo]\s|\d{1,2}[.)]\s|[a-h]\)))")
_BULLET = re.compile(r"\s*(?:[-–•*●○¢]|[eo](?=\s)|\d{1,2}[.)]|[a-h]\))\s+")
_EDGES = " \t\n,;:.–-"
_LEADING = re.compile(
    r"^(?:(?:ook|daarna|daarmee|daarop|daarnaast|definitief|unaniem|formeel|inmiddels|om|het|de|een|voor|van|met|over|op|dat|waarna|en|tevens|tenslotte|ten slotte|"
    r"vervolgens|na|uiteindelijk|zelf|er|in|hierbij|daarin)\b[\s,]*)+",
    re.I,
)
_MIN_SUBJECT = 4
_MAX_SUBJECT = 220


@dataclass(frozen=True, slots=True)
class _Setting:
    """Who decided, and when, as an earlier sentence said: what a list below it inherits."""

    body: str = ""
    found: DateFound | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item; `listed` for an item of a list."""

    start: int
    end: int
    listed: bool


def sentences(source: Source, start: int = 0) -> tuple[Sentence, ...]:
    """The sentences and list items from an offset on, without page heads that the text repeats."""
    found: list[Sentence] = []
    position = start
    text = source.text
    for match in [*_BREAK.finditer(text, start), None]:
        end = match.start() if match else len(text)
        span = source.span(position, end)
        if span.text:
            found.append(Sentence(span.start, span.end, bool(_BULLET.match(text, span.start))))
        position = match.end() if match else end
    return tuple(found)


def find_decisions(source: Source, day: date | None, start: int = 0) -> tuple[DecisionFound, ...]:
    """The decisions in the running text; `day` is the letter's date, with which years left out are filled in."""
    found: list[DecisionFound] = []
    setting = _Setting()
    every = sentences(source, start)
    for place, sentence in enumerate(every):
        listed = list(_enumerated(source, sentence, every, day))
        if listed:
            found += listed
            continue
        setting = _setting(source, sentence, setting, day)
        decision = _decision(source, sentence, setting, day)
        if decision and not _already(decision, found):
            found.append(decision)
        if place + 1 < len(every) and not every[place + 1].listed and _far(source, sentence, every[place + 1]):
            setting = _Setting()
    return tuple(found)


def _far(source: Source, sentence: Sentence, following: Sentence) -> bool:
    """Whether a new section begins: a short line on its own parts the two sentences."""
    return source.text[sentence.end : following.start].count("\n") > 1 and following.end - following.start < 80


def _past_dates(source: Source, start: int, end: int, day: date | None) -> list[DateFound]:
    """The dates in a piece of text on which something can have been decided: before the letter, no term or start."""
    result: list[DateFound] = []
    for raw in find_dates(source.text, start, end):
        before = source.text[max(start, raw.start - 20) : raw.start]
        if _UNTIL.search(before) or (raw.precision == "year"):
            continue
        found = with_year(raw, day)
        bounds = found.interval
        if bounds and (day is None or bounds[0] <= day):
            result.append(found)
    return result


def _setting(source: Source, sentence: Sentence, before: _Setting, day: date | None) -> _Setting:
    text = source.text[sentence.start : sentence.end]
    dates = _past_dates(source, sentence.start, sentence.end, day)
    if sentence.listed or not dates:
        return before
    body = _body(source, sentence.start, sentence.end, None)
    if body and (_CONTEXT.search(text) or _OUTCOME.search(text)):
        return _Setting(body, dates[0], sentence.start)
    return before if before.found and _OUTCOME.search(text) else _Setting()


# --- One sentence -------------------------------------------------------------------------------------------------------


def _decision(source: Source, sentence: Sentence, setting: _Setting, day: date | None) -> DecisionFound | None:
    verb = _verb(source.text[sentence.start : sentence.end])
    if verb is None:
        return None
    outcome, left, right, subject_span = verb
    text = source.text[sentence.start : sentence.end]
    if not _taken(text, left, right, listed=sentence.listed and setting.found is not None):
        return None
    dates = _past_dates(source, sentence.start, sentence.end, day)
    found = _closest(dates, sentence.start + left) if dates else (setting.found if sentence.listed or setting.body else None)
    body = _body(source, sentence.start, sentence.end, sentence.start + left) or setting.body
    subject = _subject(text, left, right, subject_span, dates, sentence.start)
    if found is None or not body or len(subject) < _MIN_SUBJECT:
        return None
    return DecisionFound(
        body=body,
        date=found.iso,
        subject=subject,
        outcome=outcome,
        effective_date=_effective(source, sentence, found),
        confidence=0.7 if dates else 0.5,
        status=ClaimStatus.CHECK,
        evidence=source.evidence(sentence.start, sentence.end),
    )


def _verb(text: str) -> tuple[Outcome, int, int, tuple[int, int] | None] | None:
    """The word that says the outcome, the last one of the sentence; for split verbs also where the subject stands."""
    for outcome, pattern in _SPLIT_VERBS:
        match = re.search(rf"(?<!\w)(?:{pattern})", text, re.I)
        if match:
            group = "rest" if "rest" in match.groupdict() and match["rest"] else "middle"
            span = match.span(group) if outcome in (Outcome.ADOPTED, Outcome.POSTPONED, Outcome.REJECTED) else None
            return outcome, match.start() if span else match.start(), match.end(), span
    matches = list(_OUTCOME.finditer(text))
    for match in [*(m for m in matches if not m["o6"]), *(m for m in matches if m["o6"])]:
        if _OBSERVED.match(text, match.end()) or match[0].casefold() == "vaststelling":
            continue
        place = next(number for number in range(len(_OUTCOMES)) if match[f"o{number}"])
        return _OUTCOMES[place][0], match.start(), match.end(), None
    return None


def _taken(text: str, left: int, right: int, *, listed: bool) -> bool:
    """Whether the clause around the verb says that it happened: a past form near it, nothing that makes it a plan."""
    begin = max(text.rfind(mark, 0, left) for mark in (";", ":", " waarna ", " en is ", " en heeft "))
    clause = text[max(0, begin) : right]
    infinitive = re.search(r"\bte\s+\w+$", text[left:right])
    if infinitive and not re.search(r"\b(?:besloten|besloot|besluit)\b", clause, re.I):
        return False
    near = clause if len(clause) < 160 else clause[-160:]
    if _NOT_TAKEN.search(re.sub(r"(?:voorstel|verzoek|vraag|plan|advies)\b[^,;]*", "", near, flags=re.I)):
        return False
    return listed or bool(_HAVE.search(clause) or _HAVE.search(text[right : right + 25]))


def _closest(dates: Sequence[DateFound], place: int) -> DateFound:
    return min(dates, key=lambda found: (abs(found.start - place) if found.start < place else abs(found.start - place) * 2))


def _body(source: Source, start: int, end: int, verb: int | None) -> str:
    """The body of a clause: who "heeft" or "door" whom, else the one named nearest before the verb."""
    text = source.text
    named = [(hit.start, collapse(text[hit.start : hit.end])) for hit in find_bodies(text, start, end)]
    named += [(match.start(), collapse(match[0])) for match in _GEMEENTEN.finditer(text, start, end) if len(match[0].split()) > 1]
    named += [(match.start(), "raad") for match in _YOU.finditer(text, start, end)]
    named += [(match.start(), "college") for match in _WE.finditer(text, start, end)]
    if not named:
        return ""
    limit = end if verb is None else verb
    acting = [item for item in named if re.search(r"\b(?:heeft|hebben|door|hebt|besloot|stelde|stemde)\s+(?:het|de|ons|onze)?\s*$", text[max(start, item[0] - 22) : item[0]])]
    starts = [item for item in named if _opens_clause(text, item[0], item[1])]
    before = [item for item in acting if item[0] < limit] or [item for item in starts if item[0] < limit]
    chosen = before or [item for item in named if item[0] < limit] or acting or named
    return chosen[-1][1] if before else chosen[0][1]


def _opens_clause(text: str, start: int, name: str) -> bool:
    """ "… het Algemeen Bestuur heeft": the subject of the clause, with its verb right behind."""
    return bool(re.match(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:heeft|hebben|stelde|stemde|besloot|hield|nam|vergaderde|wees)\b", text[start + len(name) : start + len(name) + 40]))


def _subject(
    text: str, left: int, right: int, span: tuple[int, int] | None, dates: Sequence[DateFound], offset: int
) -> str:
    """What was decided about: behind "met", "om" or the verb, or between auxiliary and verb, without date and body."""
    if span:
        return _clean(_without(text, span[0], span[1], dates, offset))
    behind = re.match(r"\s*(?:met|van|om|tot|over|op)\s+(?P<what>[^;]+)", text[right:], re.S)
    if behind and len(behind["what"].strip()) > _MIN_SUBJECT and not re.match(r"(?:ingetrokken|aangehouden|verworpen)", text[left:right], re.I):
        return _clean(_first_clause(behind["what"]))
    passive = [match for match in _PASSIVE.finditer(text, 0, left)]
    if passive and passive[-1].start() > 12 and not re.search(r"\b(?:heeft|hebben)\b", text[passive[-1].end() : left]):
        before = _without(text, 0, passive[-1].start(), dates, offset)
        return _clean(before if len(_clean(before)) > _MIN_SUBJECT else _without(text, passive[-1].end(), left, dates, offset))
    infinitive = re.search(r"\bbesloten\b(?:\s+heeft)?", text[:left])
    begin = infinitive.end() if infinitive else _after_actor(text, left)
    return _clean(_without(text, begin, left, dates, offset))


def _after_actor(text: str, left: int) -> int:
    """Behind auxiliary and body: "heeft het Algemeen Bestuur | het inkoopkader"."""
    auxiliaries = list(re.finditer(r"\b(?:heeft|hebben|hebt|werd|werden|is|zijn)\b", text[:left], re.I))
    begin = auxiliaries[-1].end() if auxiliaries else 0
    for hit in find_bodies(text, begin, left)[:1]:
        if hit.start - begin < 8:
            begin = hit.end
    match = re.match(rf"\s*(?:u|wij|we|ons college)\b|\s*{_GEMEENTEN.pattern}", text[begin:left])
    return begin + match.end() if match else begin


def _first_clause(text: str) -> str:
    return re.split(r",\s+(?=waar|die|dat|nadat|zodat|maar|en\s+het\s+plan|en\s+de)|\s+en\s+(?:het|de)\s+[^,.;]{0,60}\b(?:vast|door|in|aan)ge\w+", text, maxsplit=1)[0]


def _without(text: str, start: int, end: int, dates: Sequence[DateFound], offset: int) -> str:
    """A piece of the sentence without the decision dates (and their "op") in it."""
    piece = text[start:end]
    for found in sorted(dates, key=lambda item: -item.start):
        left, right = found.start - offset - start, found.end - offset - start
        if left >= 0 and right <= len(piece):
            piece = re.sub(r"\b(?:op|in|van|d\.d\.)\s*$", "", piece[:left], flags=re.I) + piece[right:]
    return piece


def _clean(text: str) -> str:
    bare = _BULLET.sub("", collapse(text), count=1) if _BULLET.match(text.lstrip()) else collapse(text)
    bare = re.sub(r"\*+", "", bare).strip(_EDGES)
    return _LEADING.sub("", bare)[:_MAX_SUBJECT].strip(_EDGES)


def _effective(source: Source, sentence: Sentence, decided: DateFound) -> str | None:
    for found in find_dates(source.text, sentence.start, sentence.end):
        before = source.text[max(sentence.start, found.start - 22) : found.start]
        if found.iso and found.start != decided.start and _EFFECTIVE.search(before) and found.day:
            return found.iso
    return None


def _already(decision: DecisionFound, found: Sequence[DecisionFound]) -> bool:
    words = set(decision.subject.casefold().split())
    return any(
        other.date == decision.date and other.outcome == decision.outcome and len(words & set(other.subject.casefold().split())) * 2 > len(words)
        for other in found
    )


# --- "Besluitvorming AB 5 maart 2020 over (1) …, (2) … en (3) …" ---------------------------------------------------------


def _enumerated(source: Source, sentence: Sentence, every: Sequence[Sentence], day: date | None) -> Iterator[DecisionFound]:
    """Several subjects of one meeting; the outcome of each is where the letter comes back to it, else unknown (other)."""
    text = source.text[sentence.start : sentence.end]
    items = list(_ENUMERATED.finditer(text))
    dates = _past_dates(source, sentence.start, sentence.end, day)
    body = _body(source, sentence.start, sentence.end, None)
    if len(items) < 2 or not dates or not body or not _TOOK.search(text[: items[0].start()]):
        return
    for item in items:
        subject = _clean(item["item"])
        yield DecisionFound(
            body=body,
            date=dates[0].iso,
            subject=subject,
            outcome=_later_outcome(source, subject, every),
            effective_date=None,
            confidence=0.5,
            status=ClaimStatus.CHECK,
            evidence=source.evidence(sentence.start, sentence.end),
        )


def _later_outcome(source: Source, subject: str, every: Sequence[Sentence]) -> Outcome:
    """The outcome told in the sentence after one that shares two telling words with the subject."""
    words = _telling(subject)
    for place, sentence in enumerate(every[:-1]):
        text = source.text[sentence.start : sentence.end]
        if len(words & _telling(text)) < 2 or _ENUMERATED.search(text):
            continue
        following = source.text[every[place + 1].start : every[place + 1].end]
        verb = _verb(following)
        if verb and verb[0] is not Outcome.OTHER and _PASSIVE.search(following) and re.search(r"\b(?:voorstel|het|dit)\b", following):
            return verb[0]
    return Outcome.OTHER


def _telling(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zà-ÿ]{4,}", text.casefold()) if word not in ("over", "naar", "voor", "door", "besluitvorming", "hebben")}


def undated_bounds(source: Source, start: int = 0) -> tuple[tuple[date, DateFound] | None, tuple[date, DateFound] | None]:
    """For a letter without a date: the last day it cites as past, and the first it announces as still to come."""
    earliest: tuple[date, DateFound] | None = None
    for sentence in sentences(source, start):
        text = source.text[sentence.start : sentence.end]
        for found in find_dates(source.text, sentence.start, sentence.end):
            before = source.text[max(sentence.start, found.start - 20) : found.start]
            bounds = found.interval
            if not bounds or found.precision == "year" or _UNTIL.search(before) or not _HAVE.search(text) or _NOT_TAKEN.search(text):
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
        days = [(found.interval[1], found) for found in find_dates(source.text, sentence.start, sentence.end) if found.day and found.interval]
        summer = _BEFORE_SUMMER.search(text)
        if summer and (earliest.month, earliest.day) <= _SUMMER:
            left, right = sentence.start + summer.start(), sentence.start + summer.end()
            days.append((date(earliest.year, *_SUMMER), DateFound(left, right, *reversed(_SUMMER), earliest.year)))
        for last, found in days:
            if last > earliest and (latest is None or last < latest[0]):
                latest = (last, found)
    return latest
