"""Decisions that the text reports as taken: body, date, subject, outcome, effective date.

Announced, asked and denied decisions are none, nor is "hebben vastgesteld dat …" (an observation). Wrong is worse than
missing: a clause in which body and outcome cannot be told is left to the reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from documents.pipeline.bodies import (
    BodyHit,
)
from documents.pipeline.decision_anchors import (
    Anchor,
    anchors,
    listed_anchor,
)
from documents.pipeline.decision_bodies import (
    named_in,
    same_body,
)
from documents.pipeline.decision_clauses import (
    decision_of,
    taken,
)
from documents.pipeline.decision_nouns import (
    enumerated,
    telling,
    told_as_noun,
)
from documents.pipeline.decision_rows import (
    row_decisions,
    table_rows,
)
from documents.pipeline.decision_settings import (
    Letter,
    Setting,
    apart,
    is_heading,
    next_setting,
    of_heading,
    past_dates,
)
from documents.pipeline.decision_verbs import (
    DID_THE_SAME,
)
from documents.pipeline.decision_words import (
    BULLET,
    INFORMING,
)
from documents.pipeline.layout import (
    Source,
)
from documents.pipeline.ocr_words import (
    flattened,
)
from documents.pipeline.own_decisions import (
    own_sections,
)
from documents.pipeline.parties import (
    Parties,
)
from documents.pipeline.sentences import (
    Sentence,
    sentences,
)
from documents.pipeline.types import (
    DecisionFound,
    Section,
)


def find_decisions(
    source: Source, parties: Parties, bodies: Sequence[BodyHit], sections: Sequence[Section], start: int = 0
) -> tuple[DecisionFound, ...]:
    """The decisions in the running text; `parties` say whom "wij" and "u" stand for and of what day the letter is.
    The college's own lists among the `sections` are for own_decisions.py."""
    flat = flattened(source.text)
    letter = Letter(source, flat, parties.day, named_in(flat, bodies, parties.sender, parties.addressee))
    found: list[DecisionFound] = []
    setting = Setting()
    every = list(apart(source, sentences(source, start), sections))
    rows = table_rows(source, start)
    for decision in row_decisions(source, rows, letter.named, parties):
        _add(decision, found)
    headings = {section.start for section in sections}
    done = [(row.start, row.end) for row in rows]
    done += [(section.start, section.end) for section in own_sections(source, sections)]
    for place, sentence in enumerate(every):
        if any(left <= sentence.start < right or sentence.start <= left < sentence.end for left, right in done):
            continue
        if sentence.start in headings or is_heading(letter, every, place):
            setting = of_heading(letter, sentence, setting)
            continue
        several = list(enumerated(letter, sentence, every, setting))
        for decision in several or _in_sentence(letter, sentence, setting):
            _add(decision, found)
        if found and DID_THE_SAME.search(letter.flat, sentence.start, sentence.end):
            _add(_repeated(letter, sentence, found[-1]), found)
        setting = next_setting(letter, sentence, setting)
    return tuple(found)


def _in_sentence(letter: Letter, sentence: Sentence, setting: Setting) -> Iterator[DecisionFound]:
    text = letter.flat[sentence.start : sentence.end]
    if text.rstrip().endswith("?"):
        return
    listed = sentence.listed and (setting.opens or setting.decided)
    yield from told_as_noun(letter, sentence)
    told = ""
    for anchor in _anchors(text, listed=listed, setting=setting):
        if not taken(text, anchor, inherits=listed and (setting.decided or setting.found is not None)):
            continue
        decision = decision_of(letter, sentence, anchor, setting, told)
        if decision:
            told = decision.subject
            yield decision


def _anchors(text: str, *, listed: bool, setting: Setting) -> Sequence[Anchor]:
    if listed:
        bullet = BULLET.match(text)
        one = listed_anchor(text, bullet.end() if bullet else 0, decided=setting.decided)
        if one and not INFORMING.search(text):
            return [one]
    return anchors(text)


def _repeated(letter: Letter, sentence: Sentence, last: DecisionFound) -> DecisionFound:
    """The decision told before, by the body and on the day of this sentence; the same where it names no other."""
    dates = past_dates(letter, sentence.start, sentence.end)
    body = letter.named.acting(sentence.start, sentence.end, sentence.end)
    if not dates or not body:
        return last
    evidence = letter.source.evidence(sentence.start, sentence.end)
    return replace(last, body=body, date=dates[0].iso, effective_date=None, confidence=0.4, evidence=evidence)


def _add(decision: DecisionFound, found: list[DecisionFound]) -> None:
    """Keep a decision unless it is there already; one that tells the day takes the place of one that does not."""
    for place, other in enumerate(found):
        if not _alike(decision, other):
            continue
        if other.date is None and decision.date is not None:
            found[place] = decision
        return
    found.append(decision)


def _alike(one: DecisionFound, other: DecisionFound) -> bool:
    if one.outcome != other.outcome or (one.date and other.date and one.date[:7] != other.date[:7]):
        return False
    if one.date and other.date and one.date != other.date and min(len(one.date), len(other.date)) > 7:
        return False
    if not same_body(one.body, other.body):
        return False
    words, others = (telling(item.subject) for item in (one, other))
    return len(words & others) * 2 > min(len(words), len(others))
