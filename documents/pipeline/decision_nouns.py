"""Decisions without a verb of their own: "het door de raad vastgestelde kader", "het besluit van …", "(1) … (2) …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.pipeline.decision_anchors import (
    anchors,
)
from documents.pipeline.decision_clauses import (
    taken,
)
from documents.pipeline.decision_clues import NOUN
from documents.pipeline.decision_settings import (
    Letter,
    Setting,
    past_dates,
)
from documents.pipeline.decision_subject import (
    cleaned,
)
from documents.pipeline.decision_verbs import (
    ATTRIBUTE,
    ATTRIBUTE_OUTCOMES,
    CONSENT,
    DATED_NOMINAL,
    NOMINAL,
    NOUNS,
    THE_DECISION,
)
from documents.pipeline.decision_words import (
    COMMON,
    ENUMERATED,
    INTENDED,
    MIN_SUBJECT,
    NOT_NOMINAL,
    NOT_TAKEN,
    OWN_DECISIONS,
    PASSIVE,
    SAME_MEETING,
    TOOK,
)
from documents.pipeline.sentences import (
    Sentence,
)
from documents.pipeline.types import (
    DecisionFound,
)
from governance.vocabulary import ClaimStatus, Outcome


def told_as_noun(letter: Letter, sentence: Sentence) -> Iterator[DecisionFound]:
    """Decisions told as a noun or an attribute: "het door de raad vastgestelde kader", "het besluit van het AB …"."""
    text = letter.flat[sentence.start : sentence.end]
    for match, outcome in _matches(text, noun=letter.tells(sentence, NOUN)):
        before = text[max(0, match.start() - 60) : match.start()]
        if match.re not in (DATED_NOMINAL, CONSENT) and (NOT_TAKEN.search(before) or NOT_NOMINAL.search(before)):
            continue
        decision = _of_noun(letter, sentence, match, outcome)
        if decision:
            yield decision


def _matches(text: str, *, noun: bool) -> Iterator[tuple[re.Match[str], Outcome]]:
    if "door " in text or "in " in text:
        for match in ATTRIBUTE.finditer(text):
            yield match, ATTRIBUTE_OUTCOMES[_group(match, "a")]
    if not noun:
        return
    for pattern in (NOMINAL, DATED_NOMINAL):
        for match in pattern.finditer(text):
            yield match, NOUNS[_group(match, "n")][0]
    for pattern, outcome in ((CONSENT, Outcome.AGREED), (THE_DECISION, Outcome.OTHER)):
        for match in pattern.finditer(text):
            yield match, outcome


def _of_noun(letter: Letter, sentence: Sentence, match: re.Match[str], outcome: Outcome) -> DecisionFound | None:
    body = _body_in(letter, sentence, match)
    what = cleaned(match["what"] or "")
    dates = past_dates(letter, sentence.start + match.start(), sentence.start + match.end())
    if not dates and match.re is not ATTRIBUTE:
        dates = past_dates(letter, sentence.start, sentence.end)[:1]
    if not body or len(what) < MIN_SUBJECT or not (dates or match.re is ATTRIBUTE):
        return None
    return DecisionFound(
        body=body,
        date=dates[0].iso if dates else None,
        subject=what,
        outcome=Outcome.INTENDED if INTENDED.search(match[0]) else outcome,
        effective_date=None,
        confidence=0.5 if dates else 0.3,
        status=ClaimStatus.CHECK,
        evidence=letter.source.evidence(sentence.start, sentence.end),
    )


def _group(match: re.Match[str], prefix: str) -> int:
    return next(
        int(name[1:]) for name, value in match.groupdict().items() if value and name[0] == prefix and name[1:].isdigit()
    )


def _body_in(letter: Letter, sentence: Sentence, match: re.Match[str]) -> str:
    kind = (match.groupdict().get("kind") or "").casefold()
    if kind in OWN_DECISIONS:
        return OWN_DECISIONS[kind]
    if match["who"] is None:
        return ""
    if match.re is DATED_NOMINAL:
        return letter.named.acting(sentence.start, sentence.end, sentence.start + match.start(), pronouns=False)
    start, end = (sentence.start + place for place in match.span("who"))
    named = letter.named.between(start, end)
    if named and named[0][0] - start < 20:
        return named[0][1]
    return letter.named.you if re.match(r"u(?:w\s+raad)?\b", match["who"]) else ""


def enumerated(
    letter: Letter, sentence: Sentence, every: Sequence[Sentence], setting: Setting
) -> Iterator[DecisionFound]:
    """Several subjects of one meeting; the outcome of each is where the letter comes back to it, else other."""
    text = letter.flat[sentence.start : sentence.end]
    items = list(ENUMERATED.finditer(text))
    if len(items) < 2:
        return
    opening = text[: items[0].start()]
    decided = any(anchor.decided and taken(text, anchor, inherits=False) for anchor in anchors(opening + "om x"))
    if not decided and not TOOK.search(opening):
        return
    dates = past_dates(letter, sentence.start, sentence.start + len(opening))
    body = letter.named.acting(sentence.start, sentence.end, sentence.end) or (setting.body if decided else "")
    found = dates[0] if dates else setting.found if decided and SAME_MEETING.search(opening) else None
    if found is None or not body:
        return
    for item in items:
        what = cleaned(item["item"])
        yield DecisionFound(
            body=body,
            date=found.iso,
            subject=what,
            outcome=_later_outcome(letter, what, every),
            effective_date=None,
            confidence=0.5,
            status=ClaimStatus.CHECK,
            evidence=letter.source.evidence(sentence.start, sentence.end),
        )


def _later_outcome(letter: Letter, what: str, every: Sequence[Sentence]) -> Outcome:
    """The outcome told in the sentence after one that shares two telling words with the subject."""
    words = telling(what)
    for place, sentence in enumerate(every[:-1]):
        text = letter.flat[sentence.start : sentence.end]
        if len(words & telling(text)) < 2 or ENUMERATED.search(text):
            continue
        following = letter.flat[every[place + 1].start : every[place + 1].end]
        told = [anchor for anchor in anchors(following) if anchor.outcome is not Outcome.OTHER]
        if told and PASSIVE.search(following) and re.search(r"\b(?:voorstel|het|dit)\b", following):
            return told[-1].outcome
    return Outcome.OTHER


def telling(text: str) -> set[str]:
    """The words of four letters and more that say what a text is about."""
    return {word for word in re.findall(r"[a-zà-ÿ]{4,}", text.casefold()) if word not in COMMON}
