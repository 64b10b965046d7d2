"""Where a sentence says that something was decided: the verb, its clause and where its object stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.pipeline.decision_verbs import (
    INFINITIVE,
    INFINITIVES,
    NOUN,
    NOUNS,
    PARTICIPLE,
    PAST,
    PAST_QUICK,
    PRESENT,
    STRONG,
    outcome_of,
)
from documents.pipeline.decision_words import INFORMING, MIN_SUBJECT, PERFORMER
from governance.vocabulary import Outcome

_CLAUSE = re.compile(
    r";|(?<!\d):(?!\d)|,?\s+(?:maar|waarna|terwijl|zodat|doordat|omdat|hoewel|waarbij|waarmee|waardoor|want|nadat)\b|"
    r"(?:,|\sen)\s+(?=(?:en\s+)?(?:is|zijn|heeft|hebben|werd|werden)\b)|\ben\s+dat\b|"
    r"\s+en\s+(?=(?:het|dit|dat|deze|die)\s+(?:is|zijn|werd|werden|heeft|hebben)\b)|"
    r"\s+en\s+(?=(?:daarna|ook|tevens|vervolgens|verder|inmiddels)\b)|"
    r"(?:,|\ben)\s+(?=(?:de|het|ons|uw|onze|onder|op|in)\s+[^,;]{2,60}?\s(?:is|zijn|heeft|hebben|werd|werden)\s)"
)
_JOINS = re.compile(r"(?:,|\s?en)\s+$")
# "Het alternatief, waarbij …, kreeg onvoldoende steun": what stands between commas is over.
_CLOSED = re.compile(r",\s+$")
_NEXT_OBJECT = re.compile(r"(?:,|\ben)\s+(?=(?:het|de|een)\b)")
_OBSERVED = re.compile(r"\s*(?:\([^)]*\)\s*)?,?\s*(?:dat|of|hoe|wat)\b", re.I)
_LONGEST = 700
# Without what they chose or agreed to do these words tell of no decision by themselves.
_CHOSEN = re.compile(r"(?:ervoor\s+)?gekozen|afgesproken|overeengekomen|opgedragen", re.I)
# "de afgewezen inschrijvers": what they are called, not what was done.
_ATTRIBUTIVE = re.compile(r"\b(?:de|het|een|deze|die|dit|dat|alle|onze|uw|hun|reeds|eerder)\s+$", re.I)
_NOUN_NEXT = re.compile(
    r"\s+(?!(?:over|tegen|onder|tijdens|binnen|zonder|conform|inzake|maar|want|omdat|waar\w*|zodat|hebben|"
    r"werd\w*|word\w*|"
    r"kunnen|moet\w*|daar\w*|naar|voor|door)\b)[a-z]{4,}"
)
# "er is een raad gekozen": elected, not decided.
_ELECTED = re.compile(r"gekozen", re.I)
_ACTIVE = re.compile(r"\b(?:heeft|hebben|had|hadden|ervoor|daarvoor|hiervoor|er)\b", re.I)
_CHOICE = re.compile(r"\s*,?\s+(?:voor|om|de|het|een|dit|geen|niet|op)\b|\s*[,:]?\s*$", re.I)
# "en deze als bouwsteen mee te geven": about what was decided just before.
_OBJECT_BACK = re.compile(r"[\s,]*(?:en\s+)?(?:deze|dit|dat|die|hen|hem|daar\w*|hier\w*)\s", re.I)
# "Wij hebben vastgesteld dat …": what follows was seen, not decided.
_SEEN = re.compile(
    r"\b(?:vastgesteld|geconstateerd|gebleken|vernomen|bericht|gemeld|laten\s+weten|blijkt|"
    r"begrepen)\s*,?\s+dat\b",
    re.I,
)
# "Nota: besproken": nothing was decided.
_TALKED = re.compile(r":\s*(?:besproken|toegelicht|gepresenteerd|geen\s+besluit|doorgesproken)\b", re.I)
# "de raad voorgesteld het plan vast te stellen": a request was decided on, not what is requested.
_ASKED = re.compile(r"\b(?:voorgesteld|gevraagd|verzocht|geadviseerd|opgeroepen)\b", re.I)
_HAPPENED = re.compile(r"\b(?:is|zijn|werd|werden|wordt|worden|heeft|hebben)\b", re.I)
_STOPS = re.compile(
    r";|,\s+(?:waar\w*|zodat|maar|die|dat|omdat|als|nadat)\b|\s(?:zodat|waardoor|waarmee|omdat|nadat)\b"
)
_GOVERNED_END = re.compile(r"[.;]\s+(?=[A-Z])|[.;]$|,?\s+(?:zodat|waardoor|omdat|waarna|maar|nadat)\b|,\s+om\b")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A word that says an outcome. `begin` is where its clause starts and `stop` where it ends; `object` is the place
    of what was decided where the verb itself shows it; `finite` for a verb in the past, `weak` for one that is a
    decision only when a body does it."""

    outcome: Outcome
    begin: int
    start: int
    end: int
    stop: int
    object: tuple[int, int] | None = None
    finite: bool = False
    weak: bool = False
    decided: bool = False


@lru_cache(maxsize=64)
def anchors(text: str) -> tuple[Anchor, ...]:
    """The decisions that a sentence may tell of, in reading order; whether they were taken is for the caller to say."""
    raw = sorted([*_participles(text), *_past(text)], key=lambda item: (item.start, -item.end))
    seen = _SEEN.search(text)
    kept: list[Anchor] = []
    for anchor in raw:
        if (kept and anchor.start < kept[-1].end) or (seen and anchor.weak and anchor.start >= seen.end()):
            continue
        kept.append(anchor)
    placed = [_in_clause(text, anchor, kept, place) for place, anchor in enumerate(kept)]
    return tuple(part for anchor in placed for part in (_governed(text, anchor) if anchor.decided else [anchor]))


def _participles(text: str) -> Iterator[Anchor]:
    for match in PARTICIPLE.finditer(text):
        decided = match["decided"] is not None
        if _OBSERVED.match(text, match.end()) and not decided and match["weak"] is None:
            continue
        if (
            " " not in match[0]
            and _ATTRIBUTIVE.search(text, max(0, match.start() - 12), match.start())
            and _NOUN_NEXT.match(text, match.end())
        ):
            continue
        if _ELECTED.match(match[0]) and not (
            _CHOICE.match(text, match.end()) or _ACTIVE.search(text, 0, match.start())
        ):
            continue
        finite = match[0].casefold() in ("besloot", "besliste", "beslisten")
        yield Anchor(
            outcome_of(match, STRONG, "s"), 0, match.start(), match.end(), len(text),
            finite=finite, weak=match["weak"] is not None, decided=decided,
        )  # fmt: skip


def _past(text: str) -> Iterator[Anchor]:
    if not PAST_QUICK.search(text):
        return
    for outcome, pattern in PAST:
        for match in pattern.finditer(text):
            mid = match.span("mid") if "mid" in match.groupdict() else None
            agreed = mid is None and match[0].endswith("af")
            yield Anchor(outcome, 0, match.start(), match.end(), len(text), mid, finite=True, decided=agreed)


def _in_clause(text: str, anchor: Anchor, every: list[Anchor], place: int) -> Anchor:
    """The anchor with the bounds of its clause."""
    previous = every[place - 1].end if place else 0
    bounds = [
        found.end()
        for found in _CLAUSE.finditer(text, previous, anchor.start)
        if not _JOINS.match(found[0])
        or _HAPPENED.match(text, found.end())
        or _HAPPENED.search(text, previous, found.start())
    ]
    if anchor.finite and _CLOSED.search(text, previous, anchor.start):
        bounds = []
    if previous and not anchor.finite:
        bounds += [found.end() for found in _NEXT_OBJECT.finditer(text, previous, anchor.start)][-1:]
    later = every[place + 1].start if place + 1 < len(every) else len(text)
    return Anchor(
        anchor.outcome, max([previous, *bounds]), anchor.start, anchor.end, later,
        anchor.object, anchor.finite, anchor.weak, anchor.decided,
    )  # fmt: skip


def _governed(text: str, anchor: Anchor) -> Iterator[Anchor]:
    """What was decided, one by one: "besloten het kader vast te stellen en de aanvraag af te wijzen" is two."""
    furthest = min(anchor.stop, anchor.end + _LONGEST)
    end = _GOVERNED_END.search(text, anchor.end, furthest)
    stop = end.start() if end else furthest
    left, found = anchor.end, False
    for match in INFINITIVE.finditer(text, anchor.end, stop):
        between = text[left : match.start()]
        if found and _OBJECT_BACK.match(between):
            break
        if found and not re.search(r"(?:,|\ben)\s", between):
            break
        if found and re.search(r"\bom\b", between):
            break
        outcome = outcome_of(match, INFINITIVES, "i")
        right = match.end()
        if INFORMING.fullmatch(match[0]):
            break
        following = INFINITIVE.search(text, right, stop)
        behind = text[right : following.start()] if following else text[right:stop]
        joint = list(re.finditer(r"(?:,|\s+en)\s", behind)) if following else []
        limit = right + (joint[-1].start() if joint else len(behind))
        yield Anchor(
            outcome, anchor.begin, anchor.start, anchor.end, anchor.stop,
            _object_of(text, outcome, (left, match.start(), right, limit)), anchor.finite,
            weak=bool(_ELECTED.search(text, anchor.start, anchor.end)), decided=True,
        )  # fmt: skip
        left, found = limit, True
    if not found and not INFORMING.search(text, anchor.end, stop):
        yield replace(anchor, weak=anchor.weak or bool(_CHOSEN.match(text, anchor.start)))


def _object_of(text: str, outcome: Outcome, places: tuple[int, int, int, int]) -> tuple[int, int]:
    """Where the object of an infinitive stands: before it, or behind "met" and "van"; for other verbs all of it."""
    left, start, end, limit = places
    before = text[left:start].strip(" ,").removeprefix("om").strip()
    if outcome in (Outcome.AGREED, Outcome.NOTED) and re.match(r"\s*(?:met|van)\b", text[end:limit]):
        return end, limit
    if outcome is Outcome.OTHER:
        return left, limit
    return (left, start) if len(before) > 2 else (end, limit)


def listed_anchor(text: str, start: int, *, decided: bool) -> Anchor | None:
    """What an item of a list of decisions says; with `decided` the line above says that these were decided."""
    participle = PARTICIPLE.search(text, start)
    if participle and participle["weak"] is None and _HAPPENED.search(text, start):
        return None
    start = _behind_performer(text, start)
    infinitive = INFINITIVE.search(text, start)
    if infinitive and not (participle and participle.start() < infinitive.start()):
        asked = _ASKED.search(text, start, infinitive.start())
        outcome = Outcome.OTHER if asked else outcome_of(infinitive, INFINITIVES, "i")
        places = (start, infinitive.start(), infinitive.end(), _stop(text, infinitive.end()))
        return Anchor(
            outcome, start, start, infinitive.end(), len(text), _object_of(text, outcome, places), finite=True
        )
    noun = NOUN.match(text, start)
    if noun:
        outcome = outcome_of(noun, NOUNS, "n")
        left = start if outcome is Outcome.OTHER else noun.end()
        return Anchor(outcome, start, start, noun.end(), len(text), (left, _stop(text, noun.end())), finite=True)
    present = _performed(text, start) if decided else None
    if present:
        return present
    if decided and participle is None and not _TALKED.search(text, start):
        return Anchor(Outcome.OTHER, start, start, start, len(text), (start, _stop(text, start)), finite=True)
    return None


def _stop(text: str, start: int) -> int:
    match = _STOPS.search(text, start)
    return match.start() if match else len(text)


def _performed(text: str, start: int) -> Anchor | None:
    """What an item in the present tense says: "Het college stelt de nota vast", "de aanvraag wijzen wij af"."""
    for outcome, pattern in PRESENT:
        match = pattern.search(text, start)
        if match:
            named = match.span("what") if "what" in match.groupdict() and match["what"] else (start, match.start())
            if len(text[slice(*named)].strip()) > MIN_SUBJECT:
                return Anchor(outcome, start, start, match.end(), len(text), named, finite=True)
    return None


def _behind_performer(text: str, start: int) -> int:
    """Where an item goes on behind "Het college besluit"."""
    match = PERFORMER.match(text, start)
    return match.end() if match else start
