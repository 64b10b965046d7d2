"""Items of a list of decisions: "Nota: vastgesteld", "Kader (AB 25 november): akkoord", "Het college stelt … vast"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.decision_settings import Letter, Setting, past_dates
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_verbs import NOUN, NOUNS, PARTICIPLE, STRONG, outcome_of
from documents.pipeline.decision_words import BULLET, MIN_SUBJECT, SAME_MEETING
from documents.pipeline.sentences import Sentence
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome

# What was decided about, perhaps who and when between brackets, and behind the colon what became of it.
_LABELLED = re.compile(r"(?P<what>[^:()]{3,180}?)\s*(?:\((?P<who>[^()]{2,80})\)\s*)?:\s+(?P<told>\S[^:]{2,160})$", re.S)
_TOLD = re.compile(r"(?:is\s+|unaniem\s+|gewijzigd\s+|ongewijzigd\s+|niet\s+)*(?:door\s+[^,;]{2,40}\s+)?", re.I)
_SHORTHAND: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    (
        Outcome.REJECTED,
        re.compile(
            r"(?:unaniem\s+)?(?:negatief|tegen\b|niet\s+(?:akkoord|verleend|toegekend|"
            r"ingestemd|overgenomen))",
            re.I,
        ),
    ),
    (Outcome.POSTPONED, re.compile(r"on\s+hold|uitgesteld|verdaagd|doorgeschoven", re.I)),
    (Outcome.NOTED, re.compile(r"(?:ter|voor)\s+(?:kennisname|kennisneming|kennisgeving)|gezien\b", re.I)),
    (Outcome.INTENDED, re.compile(r"voorgenomen\b", re.I)),
    (Outcome.OTHER, re.compile(r"conform\b|aanvaard\b|verleend\b|benoemd\b|hamerstuk", re.I)),
    (Outcome.AGREED, re.compile(r"(?:unaniem\s+)?(?:positief|akkoord|goedgekeurd)\b", re.I)),
)


def labelled(letter: Letter, sentence: Sentence, setting: Setting) -> Iterator[DecisionFound]:
    """The decision of an item with its outcome behind a colon; nothing where body or outcome cannot be told."""
    text = letter.flat[sentence.start : sentence.end]
    bullet = BULLET.match(text)
    match = _LABELLED.match(text, bullet.end() if bullet else 0)
    outcome = outcome_told(match["told"]) if match else None
    if match is None or (outcome is None and not outcome_told(match["what"])):
        return
    body, when = setting.body, setting.found
    if match["who"]:
        start, end = (sentence.start + place for place in match.span("who"))
        named = letter.named.between(start, end)
        dates = past_dates(letter, start, end)
        body, when = named[0][1] if named else body, dates[0] if dates else when
    dates = past_dates(letter, sentence.start + match.start("told"), sentence.end)
    when = dates[0] if dates else when
    what = cleaned(match["what"])
    if outcome is None or SAME_MEETING.match(match["what"]):
        outcome = outcome or outcome_told(match["what"]) or Outcome.OTHER
        what = cleaned(match["told"])
    if body and len(what) >= MIN_SUBJECT:
        yield DecisionFound(
            body=body,
            date=when.iso if when else None,
            subject=what,
            outcome=outcome,
            effective_date=None,
            confidence=0.5 if when else 0.3,
            status=ClaimStatus.CHECK,
            evidence=letter.source.evidence(sentence.start, sentence.end),
        )


def outcome_told(told: str) -> Outcome | None:
    """The outcome that a few words say: "niet akkoord", "aangehouden tot najaar"; None for other words."""
    shorthand = next((outcome for outcome, pattern in _SHORTHAND if pattern.match(told)), None)
    if shorthand:
        return shorthand
    start = _TOLD.match(told)
    place = start.end() if start else 0
    participle = PARTICIPLE.match(told, place) or PARTICIPLE.match(told)
    if participle and participle["decided"] is None:
        return outcome_of(participle, STRONG, "s")
    noun = NOUN.match(told, place)
    return outcome_of(noun, NOUNS, "n") if noun else None
