"""Decisions that the text reports as taken, with a date: body, date, subject, outcome, effective date.

Announced, asked and denied decisions are none, nor is "hebben vastgesteld dat …" (an observation). Wrong is worse than
missing: a clause in which body, date and outcome cannot all be told is left to the reader.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from documents.pipeline.bodies import BodyHit
from documents.pipeline.dates import DateFound, find_dates, nearest_year
from documents.pipeline.decision_words import (
    ACTING,
    BEHIND,
    BULLET,
    CLAUSE,
    CLAUSE_END,
    COMMON,
    CONTEXT,
    DECIDED,
    EDGES,
    EFFECTIVE,
    ENDED,
    ENUMERATED,
    GEMEENTEN,
    HAVE,
    HEADING,
    HEREAFTER,
    LEADING,
    MAX_SUBJECT,
    MIN_SUBJECT,
    NEXT_OBJECT,
    NOT_TAKEN,
    OBSERVED,
    ON,
    OPENING,
    OPINION,
    OUTCOME,
    OUTCOMES,
    PASSIVE,
    POINTING,
    PROPOSAL,
    RELATIVE,
    SPLIT_VERBS,
    TOOK,
    TOWARDS,
    UNTIL,
    WE,
    YOU,
)
from documents.pipeline.layout import Source, collapse
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome, Precision


@dataclass(frozen=True, slots=True)
class _Setting:
    """Who decided, and when, as an earlier sentence said: what a list below it inherits."""

    body: str = ""
    found: DateFound | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class _Letter:
    """What every rule needs: the text, the letter's day, and the bodies named in it in reading order."""

    source: Source
    day: date | None
    bodies: tuple[BodyHit, ...]

    def between(self, start: int, end: int) -> tuple[BodyHit, ...]:
        """The bodies named between two offsets."""
        first = bisect_left(self.bodies, start, key=lambda hit: hit.start)
        return tuple(takewhile(lambda hit: hit.end <= end, self.bodies[first:]))


def find_decisions(
    source: Source, day: date | None, bodies: Sequence[BodyHit], start: int = 0
) -> tuple[DecisionFound, ...]:
    """The decisions in the running text; `day` is the letter's date, with which years left out are filled in."""
    letter = _Letter(source, day, tuple(bodies))
    found: list[DecisionFound] = []
    setting = _Setting()
    every = sentences(source, start)
    for place, sentence in enumerate(every):
        listed = list(_enumerated(letter, sentence, every))
        setting = _next_setting(letter, sentence, setting)
        for decision in listed or _in_sentence(letter, sentence, setting):
            if not _already(decision, found):
                found.append(decision)
        if place + 1 < len(every) and _new_section(letter, sentence, every[place + 1]):
            setting = _Setting()
    return tuple(found)


def _new_section(letter: _Letter, sentence: Sentence, following: Sentence) -> bool:
    """Whether the next piece is a heading: a short line without a stop, apart from what was before."""
    text = letter.source.text[following.start : following.end]
    apart = letter.source.text[sentence.end : following.start].count("\n") > 1
    return apart and not following.listed and len(text) < HEADING and not text.endswith((".", ";", ":"))


def _past_dates(letter: _Letter, start: int, end: int) -> list[DateFound]:
    """The dates in a piece of text on which something can have been decided: before the letter, no term or start."""
    result: list[DateFound] = []
    for raw in find_dates(letter.source.text, start, end):
        before = letter.source.text[max(start, raw.start - 20) : raw.start]
        if UNTIL.search(before) or raw.precision == Precision.YEAR:
            continue
        found = nearest_year(raw, letter.day)
        bounds = found.interval
        if bounds and (letter.day is None or bounds[0] <= letter.day):
            result.append(found)
    return result


def _next_setting(letter: _Letter, sentence: Sentence, before: _Setting) -> _Setting:
    """What the sentences and list items after this one may inherit: who met or decided, and when."""
    if sentence.listed:
        return before
    text = letter.source.text[sentence.start : sentence.end]
    dates = _past_dates(letter, sentence.start, sentence.end)
    opens = text.rstrip().endswith(":")
    body = _body(letter, sentence.start, sentence.end, None, own_date=bool(dates))
    if not dates:
        if opens and body and before.found and body != before.body:
            return _Setting()
        return _Setting(before.body, before.found, opens=opens)
    if body and (opens or CONTEXT.search(text) or OUTCOME.search(text)):
        return _Setting(body, dates[0], opens=opens)
    return _Setting()


# --- One sentence ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Verb:
    """A word that says an outcome; `begin` is where its clause starts, `subject` where a split verb has its object."""

    outcome: Outcome
    begin: int
    left: int
    right: int
    stop: int
    subject: tuple[int, int] | None = None


def _in_sentence(letter: _Letter, sentence: Sentence, setting: _Setting) -> Iterator[DecisionFound]:
    text = letter.source.text[sentence.start : sentence.end]
    for verb in _verbs(text):
        if not _taken(text, verb, inherits=sentence.listed and setting.found is not None):
            continue
        found, own = _date_of(letter, sentence, verb, setting)
        body = _body_of(letter, sentence, verb, setting, own_date=own)
        subject = _subject(letter, sentence, verb, body)
        if found is None or not body or len(subject) < MIN_SUBJECT:
            continue
        yield DecisionFound(
            body=body,
            date=found.iso,
            subject=subject,
            outcome=verb.outcome,
            effective_date=_effective(letter, sentence, found),
            confidence=0.7 if own else 0.5,
            status=ClaimStatus.CHECK,
            evidence=letter.source.evidence(sentence.start, sentence.end),
        )


def _verbs(text: str) -> list[_Verb]:
    """The outcomes that a sentence tells, each with its clause; "besloten … vast te stellen" is one."""
    split = _split_verb(text)
    if split:
        return [split]
    matches = [
        match
        for match in OUTCOME.finditer(text)
        if not OBSERVED.match(text, match.end()) and match[0].casefold() != "vaststelling"
    ]
    verbs: list[_Verb] = []
    for number, match in enumerate(matches):
        place = next(place for place in range(len(OUTCOMES)) if match[f"o{place}"])
        later = matches[number + 1] if number + 1 < len(matches) else None
        if (
            DECIDED.fullmatch(match[0])
            and later
            and re.search(r"\bte\s", later[0])
            and not CLAUSE.search(text, match.end(), later.start())
        ):
            continue
        previous = verbs[-1].right if verbs else 0
        bounds = [found.end() for found in CLAUSE.finditer(text, previous, match.start())]
        bounds += (
            [found.end() for found in NEXT_OBJECT.finditer(text, previous, match.start())][-1:] if previous else []
        )
        verbs.append(
            _Verb(
                OUTCOMES[place][0],
                max([previous, *bounds]),
                match.start(),
                match.end(),
                later.start() if later else len(text),
            )
        )
    return verbs


def _split_verb(text: str) -> _Verb | None:
    for outcome, pattern in SPLIT_VERBS:
        match = re.search(rf"(?<!\w)(?:{pattern})", text, re.I)
        if match:
            groups = match.groupdict()
            span = match.span("rest") if groups.get("rest") else match.span("middle")
            keeps = outcome in (Outcome.ADOPTED, Outcome.POSTPONED, Outcome.REJECTED)
            return _Verb(
                outcome, 0, match.start() if keeps else match.end(), match.end(), len(text), span if keeps else None
            )
    return None


def _taken(text: str, verb: _Verb, *, inherits: bool) -> bool:
    """Whether the clause says that it happened: a past form near the verb, nothing that makes it a plan or a denial."""
    clause = text[verb.begin : verb.right]
    infinitive = re.search(r"\bte\s+\w+$", text[verb.left : verb.right])
    if infinitive and not DECIDED.search(clause):
        return False
    plain = PROPOSAL.sub("", clause)
    if inherits:
        plain = re.sub(r"\bword(?:t|en)\b", "", plain)
    if NOT_TAKEN.search(plain):
        return False
    return inherits or bool(HAVE.search(text[: verb.right + 25])) or bool(YOU.search(clause))


def _date_of(letter: _Letter, sentence: Sentence, verb: _Verb, setting: _Setting) -> tuple[DateFound | None, bool]:
    """The date of a decision and whether the sentence has it: before the verb in its clause, behind it, or earlier."""
    start = sentence.start
    pieces = ((verb.begin, verb.left, -1), (verb.right, verb.stop, 0), (0, verb.begin, -1))
    for left, right, which in pieces:
        dates = _past_dates(letter, start + left, start + right)
        if dates:
            return dates[which], True
    return setting.found, False


def _body_of(letter: _Letter, sentence: Sentence, verb: _Verb, setting: _Setting, *, own_date: bool) -> str:
    if sentence.listed and setting.body:
        return setting.body
    start = sentence.start
    body = _body(letter, start + verb.begin, start + verb.stop, start + verb.left, own_date=own_date)
    if not body and verb.begin:
        body = _body(letter, start, start + verb.begin, None, own_date=own_date)
    return body or setting.body


def _body(letter: _Letter, start: int, end: int, verb: int | None, *, own_date: bool) -> str:
    """The body of a clause: who "heeft" or "door" whom, else the one named nearest before the verb.

    "Wij" is the college only in a sentence with a date of its own; below a list it is whoever met.
    """
    text = letter.source.text
    named = [(hit.start, collapse(text[hit.start : hit.end])) for hit in letter.between(start, end)]
    named += [(match.start("who"), collapse(match["who"])) for match in GEMEENTEN.finditer(text, start, end)]
    named += [(match.start(), "raad") for match in YOU.finditer(text, start, end)]
    named += [(match.start(), "college") for match in WE.finditer(text, start, end) if own_date]
    if not named:
        return ""
    limit = end if verb is None else verb
    acting = [item for item in named if ACTING.search(text[max(start, item[0] - 24) : item[0]])]
    opening = [item for item in named if item[0] < limit and OPENING.match(text, item[0] + len(item[1]))]
    behind = [item for item in acting if item[0] >= limit]
    for chosen in ([item for item in acting if item[0] < limit], opening, behind):
        if chosen:
            return chosen[-1][1]
    return next((name for place, name in named if place < limit), named[0][1])


def _subject(letter: _Letter, sentence: Sentence, verb: _Verb, body: str) -> str:
    """What was decided about: behind "met", "om" or the verb, or between auxiliary and verb, without date and body."""
    text = letter.source.text[sentence.start : sentence.end]
    blank = _blanked(text, body)
    if verb.subject:
        return _clean(blank[slice(*verb.subject)])
    before = _object_before(text, blank, verb)
    said = text[verb.left : verb.right]
    if OPINION.match(said):
        behind = BEHIND.match(blank, verb.right)
        return _clean(re.sub(r"\s\w+$", "", said) + (f" {_first_clause(behind[0])}" if behind else ""))
    if ENDED.match(said):
        return before
    behind = BEHIND.match(blank, verb.right) or (
        TOWARDS.search(blank, verb.right, verb.stop) if DECIDED.match(said) else None
    )
    what = _clean(_first_clause(blank[behind.start("what") : max(verb.stop, behind.start("what"))])) if behind else ""
    return what if len(what) > MIN_SUBJECT else before


def _object_before(text: str, blank: str, verb: _Verb) -> str:
    decided = [match.end() for match in DECIDED.finditer(text, verb.begin, verb.left)]
    if decided:
        return _clean(re.sub(r"^\s*(?:heeft|hebben)\b", "", blank[decided[-1] : verb.left]))
    auxiliaries = list(
        re.finditer(
            r"\b(?:heeft|hebben|hebt|werd|werden|is|zijn|wordt|worden|bent)\b", text[verb.begin : verb.left], re.I
        )
    )
    if not auxiliaries:
        return _clean(blank[verb.begin : verb.left])
    last = auxiliaries[-1]
    relative = RELATIVE.search(blank, verb.begin, verb.begin + last.start())
    if relative and last.end() >= len(text[verb.begin : verb.left].rstrip()):
        return _clean(relative["what"])
    passive = last[0].casefold() not in ("heeft", "hebben", "hebt")
    before = _clean(re.split(r"\bdat\b", blank[verb.begin : verb.begin + last.start()])[-1])
    between = _clean(blank[verb.begin + last.end() : verb.left])
    if passive and POINTING.match(before) and between:
        return f"{before} {between}"
    chosen, other = (before, between) if passive else (between, before)
    return chosen if len(chosen) > MIN_SUBJECT else other


def _blanked(text: str, body: str) -> str:
    """The sentence with the decision dates and the deciding body replaced by blanks; offsets are kept."""
    chars = list(text)
    spans: list[tuple[int, int]] = []
    for found in find_dates(text):
        on = ON.search(text, max(0, found.start - 8), found.start)
        if not UNTIL.search(text[max(0, found.start - 20) : found.start]):
            spans.append((on.start() if on else found.start, found.end))
    pattern = r"\s+".join(re.escape(word) for word in body.split())
    spans += [
        match.span() for match in re.finditer(rf"(?:\b(?:de|het|uw|ons)\s+)?(?<!\w){pattern}(?!\w)", text) if body
    ]
    for left, right in spans:
        chars[left:right] = " " * (right - left)
    return "".join(chars)


def _first_clause(text: str) -> str:
    return CLAUSE_END.split(text, maxsplit=1)[0]


def _clean(text: str) -> str:
    bare = BULLET.sub("", text.lstrip(), count=1) if BULLET.match(text) else text
    bare = collapse(HEREAFTER.sub("", bare.replace("*", ""))).strip(EDGES)
    short = LEADING.sub("", bare)[:MAX_SUBJECT].strip(EDGES)
    return f"{short}." if short.endswith((" e.v", " d.d", " c.a")) else short


def _effective(letter: _Letter, sentence: Sentence, decided: DateFound) -> str | None:
    for found in find_dates(letter.source.text, sentence.start, sentence.end):
        before = letter.source.text[max(sentence.start, found.start - 22) : found.start]
        if found.iso and found.start != decided.start and EFFECTIVE.search(before) and found.day:
            return found.iso
    return None


def _already(decision: DecisionFound, found: Sequence[DecisionFound]) -> bool:
    words = set(decision.subject.casefold().split())
    return any(
        other.date == decision.date
        and other.outcome == decision.outcome
        and len(words & set(other.subject.casefold().split())) * 2 > len(words)
        for other in found
    )


# --- "Besluitvorming AB 5 maart 2020 over (1) …, (2) … en (3) …" ----------------------------------------------------


def _enumerated(letter: _Letter, sentence: Sentence, every: Sequence[Sentence]) -> Iterator[DecisionFound]:
    """Several subjects of one meeting; the outcome of each is where the letter comes back to it, else other."""
    text = letter.source.text[sentence.start : sentence.end]
    items = list(ENUMERATED.finditer(text))
    if len(items) < 2 or not TOOK.search(text[: items[0].start()]):
        return
    dates = _past_dates(letter, sentence.start, sentence.end)
    body = _body(letter, sentence.start, sentence.end, None, own_date=True)
    if not dates or not body:
        return
    for item in items:
        subject = _clean(item["item"])
        yield DecisionFound(
            body=body,
            date=dates[0].iso,
            subject=subject,
            outcome=_later_outcome(letter, subject, every),
            effective_date=None,
            confidence=0.5,
            status=ClaimStatus.CHECK,
            evidence=letter.source.evidence(sentence.start, sentence.end),
        )


def _later_outcome(letter: _Letter, subject: str, every: Sequence[Sentence]) -> Outcome:
    """The outcome told in the sentence after one that shares two telling words with the subject."""
    words = _telling(subject)
    for place, sentence in enumerate(every[:-1]):
        text = letter.source.text[sentence.start : sentence.end]
        if len(words & _telling(text)) < 2 or ENUMERATED.search(text):
            continue
        following = letter.source.text[every[place + 1].start : every[place + 1].end]
        told = [verb for verb in _verbs(following) if verb.outcome is not Outcome.OTHER]
        if told and PASSIVE.search(following) and re.search(r"\b(?:voorstel|het|dit)\b", following):
            return told[-1].outcome
    return Outcome.OTHER


def _telling(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zà-ÿ]{4,}", text.casefold()) if word not in COMMON}
