"""Decisions that the text reports as taken: body, date, subject, outcome, effective date.

Announced, asked and denied decisions are none, nor is "hebben vastgesteld dat …" (an observation). Wrong is worse than
missing: a clause in which body and outcome cannot be told is left to the reader.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from documents.pipeline.bodies import (
    BodyHit,
)
from documents.pipeline.dates import find_dates
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
from documents.pipeline.decision_clues import (
    NOUN,
    VERB,
    Clues,
)
from documents.pipeline.decision_items import (
    labelled,
)
from documents.pipeline.decision_motions import (
    motion_decisions,
)
from documents.pipeline.decision_nouns import (
    enumerated,
    telling,
    told_as_noun,
)
from documents.pipeline.decision_prose import (
    prose_decisions,
)
from documents.pipeline.decision_rows import (
    Row,
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
from documents.pipeline.decision_sheets import (
    sheet_decisions,
)
from documents.pipeline.decision_verbs import (
    DID_THE_SAME,
)
from documents.pipeline.decision_words import (
    ASIDE,
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

# So many decisions back the same one may have been told.
_BACK = 60
# Characters of the longest sentence that is read as one.
_LONGEST = 1500


def find_decisions(
    source: Source, parties: Parties, bodies: Sequence[BodyHit], sections: Sequence[Section], start: int = 0,
    *, met: date | None = None,
) -> tuple[DecisionFound, ...]:  # fmt: skip
    """The decisions in the running text; `parties` say whom "wij" and "u" stand for and of what day the letter is,
    `met` is the day on which the college met where the head says so. The college's own lists among the `sections`
    are for own_decisions.py."""
    flat = ASIDE.sub(lambda aside: " " * len(aside[0]), flattened(source.text))
    named = named_in(flat, bodies, parties.sender, parties.addressee)
    letter = Letter(source, flat, parties.day, named, met, Clues(flat), find_dates(flat))
    every = [part for sentence in apart(source, sentences(source, start), sections) for part in _parts(sentence)]
    rows = table_rows(source, start)
    done = sorted([(row.start, row.end) for row in rows] + _own_spans(source, sections))
    found = [*sheet_decisions(letter), *motion_decisions(letter), *prose_decisions(letter, every)]
    done = sorted([*done, *((decision.evidence.start, decision.evidence.end) for decision in found)])
    for decision in _walked(letter, every, rows, done, frozenset(section.start for section in sections)):
        _add(decision, found)
    return tuple(sorted(found, key=lambda decision: decision.evidence.start))


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence in parts of a length that real ones never reach: no row of words holds reading up."""
    for start in range(sentence.start, sentence.end, _LONGEST):
        yield Sentence(start, min(start + _LONGEST, sentence.end), sentence.listed and start == sentence.start)


def _own_spans(source: Source, sections: Sequence[Section]) -> list[tuple[int, int]]:
    return [(section.start, section.end) for section in own_sections(source, sections)]


def _walked(
    letter: Letter,
    every: Sequence[Sentence],
    rows: Sequence[Row],
    done: Sequence[tuple[int, int]],
    heads: frozenset[int],
) -> list[DecisionFound]:
    """The decisions of sentences and rows in reading order; what stands in `done` is no running text."""
    found: list[DecisionFound] = []
    setting, told = Setting(), 0
    for place, sentence in enumerate(every):
        if rows:
            before, told = told, bisect_left(rows, sentence.end, key=lambda row: row.start)
            for row in rows[before:told]:
                _add_all(row_decisions(letter, row, setting), found)
        if _is_done(sentence, done):
            setting = next_setting(letter, sentence, setting) if sentence.listed else setting
            continue
        if sentence.start in heads or is_heading(letter, every, place, setting):
            setting = of_heading(letter, sentence, setting)
            continue
        count = len(found)
        _add_all(_of_sentence(letter, sentence, every, setting), found)
        if found and letter.tells(sentence, VERB) and DID_THE_SAME.search(letter.flat, sentence.start, sentence.end):
            _add(_repeated(letter, sentence, found[-1]), found)
        if len(found) > count:
            setting = replace(setting, near=sentence.end)
        followed = place + 1 < len(every) and every[place + 1].listed
        setting = next_setting(letter, sentence, setting, followed=followed)
    return found


def _is_done(sentence: Sentence, done: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence begins in a row or list that is read apart, or holds the beginning of one."""
    place = bisect_right(done, (sentence.end, 0)) - 1
    return place >= 0 and (done[place][0] >= sentence.start or done[place][1] > sentence.start)


def _of_sentence(
    letter: Letter, sentence: Sentence, every: Sequence[Sentence], setting: Setting
) -> Iterator[DecisionFound]:
    if letter.flat.find("(2)", sentence.start, sentence.end) >= 0:
        several = list(enumerated(letter, sentence, every, setting))
        if several:
            yield from several
            return
    yield from _in_sentence(letter, sentence, setting)


def _in_sentence(letter: Letter, sentence: Sentence, setting: Setting) -> Iterator[DecisionFound]:
    text = letter.flat[sentence.start : sentence.end]
    if text.endswith("?"):
        return
    listed = sentence.listed and (setting.opens or setting.decided or setting.under)
    if not listed and not letter.tells(sentence, VERB | NOUN):
        return
    yield from told_as_noun(letter, sentence)
    if sentence.listed or setting.under:
        item = list(labelled(letter, sentence, setting))
        if item:
            yield from item
            return
    told = ""
    opens = text.endswith(":")
    for anchor in _anchors(text, listed=listed, setting=setting):
        if (opens and anchor.weak) or not taken(
            text, anchor, inherits=listed and (setting.decided or setting.found is not None)
        ):
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


def _add_all(decisions: Iterator[DecisionFound], found: list[DecisionFound]) -> None:
    for decision in decisions:
        _add(decision, found)


def _add(decision: DecisionFound, found: list[DecisionFound]) -> None:
    """Keep a decision unless it is there already; one that tells the day takes the place of one that does not."""
    first = max(0, len(found) - _BACK)
    for place, other in enumerate(found[first:], first):
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
