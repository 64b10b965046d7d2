"""Decisions told by several sentences: "… het volgende besloten. Ten eerste: …", "… . Dat besluit nam de raad …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.pipeline.decision_settings import Letter, past_dates
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_verbs import PARTICIPLE, STRONG, outcome_of
from documents.pipeline.decision_words import MIN_SUBJECT, NOT_TAKEN
from documents.pipeline.sentences import Sentence
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome

_COUNTS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6}
_OPENS = re.compile(
    rf"\b(?:het\s+volgende|(?P<count>{'|'.join(_COUNTS)})\s+(?:dingen|zaken|punten|besluiten|beslissingen|maatregelen))\s+"
    r"(?:\w+\s+){0,2}?(?:besloten|bepaald|beslist|genomen)\s*[.:]$",
    re.I,
)
_ORDINAL = re.compile(
    r"(?:En\s+)?(?:In\s+de\s+(?:eerste|tweede|derde|vierde|laatste)\s+plaats|Ten\s+(?:eerste|tweede|derde|vierde|"
    r"vijfde|slotte)|Tenslotte|Tot\s+slot|Als\s+(?:eerste|tweede|derde|laatste))\b\s*[:,]?\s*",
    re.I,
)
_LEAD = re.compile(r"(?:En\s+|Ook\s+)?(?:(?:wij|we|het\s+college)\s+)?", re.I)
_TODAY = re.compile(r"\bvandaag\b", re.I)
_THAT_DECISION = re.compile(
    r"(?:Dat|Dit)\s+besluit\s+(?:nam(?:en)?|(?:heeft|hebben|is)(?=\s[^.;]*\bgenomen\b))\s+(?!nog\b|niet\b|geen\b)", re.I
)
# A sentence that speaks of a decision itself does not say what was decided.
_SPOKE = re.compile(r"besluit|beslissing", re.I)
_REASON = re.compile(r",\s+want\b|;")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def prose_decisions(letter: Letter, every: Sequence[Sentence]) -> Iterator[DecisionFound]:
    """The decisions that sentences tell together: an opening with its row of them, or one that points back."""
    for place, sentence in enumerate(every):
        text = letter.flat[sentence.start : sentence.end]
        opens = _OPENS.search(text)
        if opens and not NOT_TAKEN.search(text):
            yield from _row(letter, sentence, list(_items(letter, every, place, opens["count"])))
        elif place and _THAT_DECISION.match(text) and not _SPOKE.search(letter.flat, *_span(every[place - 1])):
            yield from _one(letter, sentence, every[place - 1], 0)


def _span(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


def _items(letter: Letter, every: Sequence[Sentence], place: int, count: str | None) -> Iterator[tuple[Sentence, int]]:
    """The sentences of a row with where each begins to tell: by their ordinals, else as many as the opening counts."""
    following = every[place + 1 : place + 1 + max(_COUNTS.values())]
    end = every[place].end
    for number, sentence in enumerate(following):
        ordinal = _ORDINAL.match(letter.flat, sentence.start, sentence.end)
        counted = count is not None and number < _COUNTS[count.casefold()]
        apart = _PARAGRAPH.search(letter.source.text, end, sentence.start)
        if sentence.listed or apart or not (ordinal or counted):
            return
        yield sentence, ordinal.end() - sentence.start if ordinal else 0
        end = sentence.end


def _row(letter: Letter, opening: Sentence, items: Sequence[tuple[Sentence, int]]) -> Iterator[DecisionFound]:
    if len(items) > 1:
        for item, start in items:
            yield from _one(letter, opening, item, start)


def _one(letter: Letter, teller: Sentence, item: Sentence, start: int) -> Iterator[DecisionFound]:
    """What one sentence tells was decided, by the body and on the day of another."""
    body = letter.named.acting(teller.start, teller.end, teller.end)
    dates = past_dates(letter, teller.start, teller.end)
    today = letter.met if _TODAY.search(letter.flat, teller.start, teller.end) else None
    day = dates[0].iso if dates else today.isoformat() if today else None
    text = letter.flat[item.start : item.end]
    lead = _LEAD.match(text, start)
    what = cleaned(_REASON.split(text[lead.end() if lead else start :])[0])
    told = PARTICIPLE.search(text, start)
    outcome = outcome_of(told, STRONG, "s") if told else Outcome.OTHER
    if body and day and len(what) > MIN_SUBJECT:
        evidence = letter.source.evidence(item.start, item.end)
        yield DecisionFound(body, day, what, outcome, None, 0.5, ClaimStatus.CHECK, evidence)
