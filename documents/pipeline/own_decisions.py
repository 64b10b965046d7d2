"""The college's own decisions where a letter has them as a list under "Besluit": of the day of its meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.pipeline.decision_words import BULLET
from documents.pipeline.layout import Source, collapse
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import DecisionFound, Section
from governance.vocabulary import ClaimStatus, Outcome

_HEADING = re.compile(r"(?:\d{1,2}[.)]?\s+)?besluit(?:en)?(?:\s+van\s+(?:het\s+|ons\s+)?college\b.*)?", re.I)
_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    (Outcome.ADOPTED, r"vast\s+te\s+stellen|vaststellen(?:\s+van)?"),
    (Outcome.AGREED, r"in\s+te\s+stemmen(?:\s+met)?|instemmen(?:\s+met)?"),
    (Outcome.NOTED, r"kennis\s+te\s+nemen(?:\s+van)?|kennisnemen(?:\s+van)?"),
    (Outcome.REJECTED, r"af\s+te\s+wijzen|afwijzen(?:\s+van)?"),
    (Outcome.WITHDRAWN, r"in\s+te\s+trekken|intrekken(?:\s+van)?"),
    (Outcome.OTHER, r"(?:\w+\s+)?te\s+\w{3,}en"),
)
_ARTICLE = re.compile(r"^(?:het|de|een)\s+", re.I)
_LONGEST = 220
_SHORTEST = 5


def college_decisions(source: Source, sections: Sequence[Section], day: str) -> tuple[DecisionFound, ...]:
    """The decisions under such a heading; `day` is the ISO date of the college's meeting."""
    found: list[DecisionFound] = []
    for section in sections:
        if _HEADING.fullmatch(section.heading):
            found += _of_section(source, section, day)
    return tuple(found)


def _of_section(source: Source, section: Section, day: str) -> Iterator[DecisionFound]:
    start = section.start + len(section.heading)
    items = [item for item in sentences(source, start) if item.end <= section.end]
    listed = [item for item in items if item.listed]
    for item in listed or items[:1]:
        decision = _decision(source, item, day)
        if decision:
            yield decision


def _decision(source: Source, item: Sentence, day: str) -> DecisionFound | None:
    text = BULLET.sub("", source.text[item.start : item.end], count=1)
    for outcome, pattern in _OUTCOMES:
        match = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.I)
        if match:
            subject = _ARTICLE.sub("", collapse(text[: match.start()] + text[match.end() :]).strip(" .;,"))[:_LONGEST]
            evidence = source.evidence(item.start, item.end)
            check = ClaimStatus.CHECK
            return (
                DecisionFound("college", day, subject, outcome, None, 0.6, check, evidence)
                if len(subject) >= _SHORTEST
                else None
            )
    return None
