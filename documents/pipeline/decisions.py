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

from documents.pipeline.bodies import TAIL, BodyHit
from documents.pipeline.dates import DateFound, find_dates, nearest_year
from documents.pipeline.layout import Source, collapse
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome, Precision

_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (Outcome.NOTED, r"kennis\s?genomen|(?:voor\s+)?kennisgeving\s+aangenomen|kennis\s+te\s+nemen"),
    (Outcome.POSTPONED, r"aangehouden|aan\s+te\s+houden|doorgeschoven|verdaagd"),
    (Outcome.WITHDRAWN, r"ingetrokken|in\s+te\s+trekken"),
    (Outcome.REJECTED, r"verworpen|afgewezen|geweigerd|weggestemd|af\s+te\s+wijzen"),
    (Outcome.AGREED, r"ingestemd|in\s+te\s+stemmen|akkoord\s+gegaan|akkoord\s+te\s+gaan|goedgekeurd|uitgesproken(?=\s+voor)"),
    (Outcome.ADOPTED, r"vastgesteld|vast\s+te\s+stellen|vaststelling"),
    (Outcome.OTHER, r"aangenomen|vrijgegeven|zienswijzen?\s+(?:[^\s.;,]+\s+){0,12}?(?:gegeven|ingediend|uitgebracht)|besloten|besloot|opgezegd|benoemd"),
)
_SPLIT_VERBS: tuple[tuple[Outcome, str], ...] = (
    (Outcome.ADOPTED, r"stelden?\b(?P<middle>[^.;]{3,200}?)\bvast\b"),
    (Outcome.AGREED, r"stemden?\b(?P<middle>[^.;]{0,200}?)\bin(?=\s+met\b)"),
    (Outcome.POSTPONED, r"hield(?:en)?\b(?P<middle>[^.;]{3,200}?)\baan\b"),
    (Outcome.REJECTED, r"wees\b(?P<middle>[^.;]{3,200}?)\baf\b|verwierp(?:en)?\b(?P<rest>[^.;]{3,200})"),
    (Outcome.NOTED, r"nam(?:en)?\b(?P<middle>[^.;]{0,200}?)\bkennis\s+van\b"),
)
_OUTCOME = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<o{place}>{pattern})" for place, (_, pattern) in enumerate(_OUTCOMES)) + r")(?!\w)", re.I)
_NOT_TAKEN = re.compile(
    r"\b(?:zal|zullen|zou|zouden|wil|willen|moet|moeten|kunt?|kunnen|gaat|gaan|wordt|worden|verzoek\w*|vraag|vragen|gevraagd|voornemen|"
    r"voorgenomen|nog\s+niet|nog\s+niets|niet|niets|geen|als\s+(?:de|het|er|dat|dit|u|wij)|indien|mocht|wanneer|zodra|nadat|voordat|tot(?:dat)?\s+de|verwacht\w*|beoogd|voorzien|"
    r"streven)\b",
    re.I,
)
_OBSERVED = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*dat\b", re.I)
_HAVE = re.compile(r"\b(?:heeft|hebben|hebt|is|zijn|werd|werden|stelden?|stemden?|besloot|besloten|hield(?:en)?|wees|verwierp(?:en)?|namen?|bent)\b", re.I)
_PASSIVE = re.compile(r"\b(?:is|zijn|werd|werden)\b", re.I)
_YOU = re.compile(r"\b(?:heeft\s+(?:u|uw\s+raad)|u\s+heeft|hebt\s+u|u\s+hebt|door\s+uw?(?:\s+raad)?|gaf\s+u|uw\s+zienswijze)\b", re.I)
_WE = re.compile(r"\b(?:hebben\s+(?:wij|we)|(?:wij|we)\s+hebben|ons\s+college|besloten\s+(?:wij|we)|(?:wij|we)\s+besloten)\b", re.I)
_COUNT = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|\w+tien|\w*twintig|\d{1,2})"
_GEMEENTEN = re.compile(
    rf"\b(?P<who>(?:alle\s+)?{_COUNT}\s+(?:[A-Z]\w+\s+)?(?:regio)?gemeenten\b(?:\s+(?:uit|in|van)\s+(?:de\s+|het\s+)?(?:jeugd)?(?:regio\s+)?{TAIL})?"
    r"|gemeenten\s+in\s+VNG-verband)"
)
_CONTEXT = re.compile(r"\b(?:vergader\w*|bijeen\w*|besluit\w*|besloten|behandeld\w*|\w*overleg\s+(?:van|op)|kwam(?:en)?\s+bijeen)\b", re.I)
_ENUMERATED = re.compile(r"\((?P<number>[1-9])\)\s*(?P<item>.+?)(?=,?\s+(?:en\s+)?\([1-9]\)|[.;]|$)", re.S)
_TOOK = re.compile(r"\bbesluit(?:vorming|en)?\b", re.I)
_EFFECTIVE = re.compile(r"\b(?:per|met\s+ingang\s+van|ingaande|vanaf)\s+$", re.I)
_UNTIL = re.compile(r"\b(?:naar|tot|tot\s+en\s+met|t/m|uiterlijk|v[oó]{2}r|na|sinds|jaar|begroting|per|vanaf|met\s+ingang\s+van|periode)\s+$", re.I)
_BREAK = re.compile(r"(?<=[.!?])(?<!\be\.v\.)(?<!\bjl\.)(?<!\bd\.d\.)(?<!\bnr\.)(?<!\b[A-Z]\.)\s+(?=[A-ZÀ-Þ'‘\"(])|\n\s*\n|\n(?=\s*(?:[-–•*●○¢]|[eo]\s|\d{1,2}[.)]\s|[a-h]\)))")
_BULLET = re.compile(r"\s*(?:[-–•*●○¢]|[eo](?=\s)|\d{1,2}[.)]|[a-h]\))\s+")
_EDGES = " \t\n,;:.–-"
_LEADING = re.compile(
    r"^(?:(?:ook|daarna|daarmee|daarop|daarnaast|definitief|unaniem|formeel|inmiddels|om|het|de|een|voor|van|met|over|op|dat|waarna|en|tevens|tenslotte|ten slotte|"
    r"vervolgens|na|uiteindelijk|zelf|er|in|hierbij|daarin|daarom|eerder|bovendien|verder|hiermee|hierna|nu|los hiervan|door)\b[\s,]*)+",
    re.I,
)
_DECIDED = re.compile(r"\b(?:besloten|besloot|besluit)\b", re.I)
_PROPOSAL = re.compile(
    r"\b(?:(?:voorstel|verzoek|vraag|plan|advies|motie)\w*\s+(?:om|van|voor|tot|over|aan)|voorgenomen\s+besluit\w*)\b[^,;]*?"
    r"(?=\b(?:heeft|hebben|is|zijn|werd|werden)\b|$|[,;])",
    re.I,
)
_CLAUSE = re.compile(r";|:|,\s+waarna\b|,\s+maar\b|,\s+(?=en\s+(?:is|heeft|hebben)\b)|\ben\s+dat\b|,\s+en\s+dat\b")
_CLAUSE_END = re.compile(
    r",\s+(?=(?:waar|die|dat|nadat|zodat|maar|waarna|en\s+het\s+plan|op\s+basis|ingestemd|aangehouden|verworpen)\b)|;|\.\s|"
    r"\s+en\s+(?=(?:het|de)\s+[^,.;]{0,60}$)"
)
_ACTING = re.compile(r"\b(?:heeft|hebben|door|hebt|besloot|besloten|stelde|stelden|stemde|stemden|vergaderde|hield)\s+(?:(?:het|de|ons|onze|uw|ook|daarop|alle)\s+){0,2}$", re.I)
_OPENING = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:heeft|hebben|stelden?|stemden?|besloot|besloten|hield(?:en)?|nam(?:en)?|vergaderden?|wees)\b")
_BEHIND = re.compile(r"\s*(?:met|van|om|tot|over|op|voor)\s+(?P<what>[^;]+)", re.S)
_NEXT_OBJECT = re.compile(r"(?:,|\ben)\s+(?=(?:het|de|een)\b)")
_ENDED = re.compile(r"(?:ingetrokken|aangehouden|verworpen|doorgeschoven|verdaagd|aangenomen|vrijgegeven)", re.I)
_OPINION = re.compile(r"zienswijzen?\b.*", re.I | re.S)
_TOWARDS = re.compile(r"\b(?:tot|om)\s+(?P<what>[^;]+)", re.S)
_POINTING = re.compile(r"(?:deze|dit|die|dat|hij|zij)\b", re.I)
_ON = re.compile(r"\b(?:op|in|van|d\.d\.)\s+$", re.I)
# "het inkoopkader dat het Algemeen Bestuur … heeft vastgesteld"
_RELATIVE = re.compile(r"\b(?P<what>(?:het|de|een)\s+(?:(?!het\b|de\b|een\b)[\w-]+\s+){0,6}?[\w-]+),?\s+(?:dat|die)\s+$", re.I)
_HEREAFTER = re.compile(r"\(\s*hierna\b[^)]*\)", re.I)
_COMMON = frozenset("over naar voor door besluitvorming hebben deze wordt zijn niet".split())
_HEADING = 80
_MIN_SUBJECT = 4
_MAX_SUBJECT = 220


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


def find_decisions(source: Source, day: date | None, bodies: Sequence[BodyHit], start: int = 0) -> tuple[DecisionFound, ...]:
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
    return apart and not following.listed and len(text) < _HEADING and not text.endswith((".", ";", ":"))


def _past_dates(letter: _Letter, start: int, end: int) -> list[DateFound]:
    """The dates in a piece of text on which something can have been decided: before the letter, no term or start."""
    result: list[DateFound] = []
    for raw in find_dates(letter.source.text, start, end):
        before = letter.source.text[max(start, raw.start - 20) : raw.start]
        if _UNTIL.search(before) or raw.precision == Precision.YEAR:
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
    if body and (opens or _CONTEXT.search(text) or _OUTCOME.search(text)):
        return _Setting(body, dates[0], opens=opens)
    return _Setting()


# --- One sentence -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Verb:
    """A word that says an outcome; `begin` is where its clause starts, `subject` where a split verb keeps its object."""

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
        if found is None or not body or len(subject) < _MIN_SUBJECT:
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
    matches = [match for match in _OUTCOME.finditer(text) if not _OBSERVED.match(text, match.end()) and match[0].casefold() != "vaststelling"]
    verbs: list[_Verb] = []
    for number, match in enumerate(matches):
        place = next(place for place in range(len(_OUTCOMES)) if match[f"o{place}"])
        later = matches[number + 1] if number + 1 < len(matches) else None
        if _DECIDED.fullmatch(match[0]) and later and re.search(r"\bte\s", later[0]) and not _CLAUSE.search(text, match.end(), later.start()):
            continue
        previous = verbs[-1].right if verbs else 0
        bounds = [found.end() for found in _CLAUSE.finditer(text, previous, match.start())]
        bounds += [found.end() for found in _NEXT_OBJECT.finditer(text, previous, match.start())][-1:] if previous else []
        verbs.append(_Verb(_OUTCOMES[place][0], max([previous, *bounds]), match.start(), match.end(), later.start() if later else len(text)))
    return verbs


def _split_verb(text: str) -> _Verb | None:
    for outcome, pattern in _SPLIT_VERBS:
        match = re.search(rf"(?<!\w)(?:{pattern})", text, re.I)
        if match:
            groups = match.groupdict()
            span = match.span("rest") if groups.get("rest") else match.span("middle")
            keeps = outcome in (Outcome.ADOPTED, Outcome.POSTPONED, Outcome.REJECTED)
            return _Verb(outcome, 0, match.start() if keeps else match.end(), match.end(), len(text), span if keeps else None)
    return None


def _taken(text: str, verb: _Verb, *, inherits: bool) -> bool:
    """Whether the clause says that it happened: a past form near the verb, nothing that makes it a plan or a denial."""
    clause = text[verb.begin : verb.right]
    infinitive = re.search(r"\bte\s+\w+$", text[verb.left : verb.right])
    if infinitive and not _DECIDED.search(clause):
        return False
    plain = _PROPOSAL.sub("", clause)
    if inherits:
        plain = re.sub(r"\bword(?:t|en)\b", "", plain)
    if _NOT_TAKEN.search(plain):
        return False
    return inherits or bool(_HAVE.search(text[: verb.right + 25])) or bool(_YOU.search(clause))


def _date_of(letter: _Letter, sentence: Sentence, verb: _Verb, setting: _Setting) -> tuple[DateFound | None, bool]:
    """The date of a decision and whether the sentence itself has it: before the verb in its clause, behind it, or earlier."""
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
    named += [(match.start("who"), collapse(match["who"])) for match in _GEMEENTEN.finditer(text, start, end)]
    named += [(match.start(), "raad") for match in _YOU.finditer(text, start, end)]
    named += [(match.start(), "college") for match in _WE.finditer(text, start, end) if own_date]
    if not named:
        return ""
    limit = end if verb is None else verb
    acting = [item for item in named if _ACTING.search(text[max(start, item[0] - 24) : item[0]])]
    opening = [item for item in named if item[0] < limit and _OPENING.match(text, item[0] + len(item[1]))]
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
    if _OPINION.match(said):
        behind = _BEHIND.match(blank, verb.right)
        return _clean(re.sub(r"\s\w+$", "", said) + (f" {_first_clause(behind[0])}" if behind else ""))
    if _ENDED.match(said):
        return before
    behind = _BEHIND.match(blank, verb.right) or (_TOWARDS.search(blank, verb.right, verb.stop) if _DECIDED.match(said) else None)
    what = _clean(_first_clause(blank[behind.start("what") : max(verb.stop, behind.start("what"))])) if behind else ""
    return what if len(what) > _MIN_SUBJECT else before


def _object_before(text: str, blank: str, verb: _Verb) -> str:
    decided = [match.end() for match in _DECIDED.finditer(text, verb.begin, verb.left)]
    if decided:
        return _clean(re.sub(r"^\s*(?:heeft|hebben)\b", "", blank[decided[-1] : verb.left]))
    auxiliaries = list(re.finditer(r"\b(?:heeft|hebben|hebt|werd|werden|is|zijn|wordt|worden|bent)\b", text[verb.begin : verb.left], re.I))
    if not auxiliaries:
        return _clean(blank[verb.begin : verb.left])
    last = auxiliaries[-1]
    relative = _RELATIVE.search(blank, verb.begin, verb.begin + last.start())
    if relative and last.end() >= len(text[verb.begin : verb.left].rstrip()):
        return _clean(relative["what"])
    passive = last[0].casefold() not in ("heeft", "hebben", "hebt")
    before = _clean(re.split(r"\bdat\b", blank[verb.begin : verb.begin + last.start()])[-1])
    between = _clean(blank[verb.begin + last.end() : verb.left])
    if passive and _POINTING.match(before) and between:
        return f"{before} {between}"
    chosen, other = (before, between) if passive else (between, before)
    return chosen if len(chosen) > _MIN_SUBJECT else other


def _blanked(text: str, body: str) -> str:
    """The sentence with the decision dates and the deciding body replaced by blanks; offsets are kept."""
    chars = list(text)
    spans: list[tuple[int, int]] = []
    for found in find_dates(text):
        on = _ON.search(text, max(0, found.start - 8), found.start)
        if not _UNTIL.search(text[max(0, found.start - 20) : found.start]):
            spans.append((on.start() if on else found.start, found.end))
    pattern = r"\s+".join(re.escape(word) for word in body.split())
    spans += [match.span() for match in re.finditer(rf"(?:\b(?:de|het|uw|ons)\s+)?(?<!\w){pattern}(?!\w)", text) if body]
    for left, right in spans:
        chars[left:right] = " " * (right - left)
    return "".join(chars)


def _first_clause(text: str) -> str:
    return _CLAUSE_END.split(text, maxsplit=1)[0]


def _clean(text: str) -> str:
    bare = _BULLET.sub("", text.lstrip(), count=1) if _BULLET.match(text) else text
    bare = collapse(_HEREAFTER.sub("", bare.replace("*", ""))).strip(_EDGES)
    short = _LEADING.sub("", bare)[:_MAX_SUBJECT].strip(_EDGES)
    return f"{short}." if short.endswith((" e.v", " d.d", " c.a")) else short


def _effective(letter: _Letter, sentence: Sentence, decided: DateFound) -> str | None:
    for found in find_dates(letter.source.text, sentence.start, sentence.end):
        before = letter.source.text[max(sentence.start, found.start - 22) : found.start]
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


def _enumerated(letter: _Letter, sentence: Sentence, every: Sequence[Sentence]) -> Iterator[DecisionFound]:
    """Several subjects of one meeting; the outcome of each is where the letter comes back to it, else unknown (other)."""
    text = letter.source.text[sentence.start : sentence.end]
    items = list(_ENUMERATED.finditer(text))
    if len(items) < 2 or not _TOOK.search(text[: items[0].start()]):
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
        if len(words & _telling(text)) < 2 or _ENUMERATED.search(text):
            continue
        following = letter.source.text[every[place + 1].start : every[place + 1].end]
        told = [verb for verb in _verbs(following) if verb.outcome is not Outcome.OTHER]
        if told and _PASSIVE.search(following) and re.search(r"\b(?:voorstel|het|dit)\b", following):
            return told[-1].outcome
    return Outcome.OTHER


def _telling(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zà-ÿ]{4,}", text.casefold()) if word not in _COMMON}


# --- Undated letters ----------------------------------------------------------------------------------------------------


def undated_bounds(source: Source, start: int = 0) -> tuple[tuple[date, DateFound] | None, tuple[date, DateFound] | None]:
    """For a letter without a date: the last day it cites as past, and the first it announces as still to come."""
    earliest: tuple[date, DateFound] | None = None
    for sentence in sentences(source, start):
        text = source.text[sentence.start : sentence.end]
        for found in find_dates(source.text, sentence.start, sentence.end):
            before = source.text[max(sentence.start, found.start - 20) : found.start]
            bounds = found.interval
            if not bounds or found.precision == Precision.YEAR or _UNTIL.search(before) or not _HAVE.search(text) or _NOT_TAKEN.search(text):
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
