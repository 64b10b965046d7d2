"""The college's own decisions where a letter has them as a list under "Besluit"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from documents.pipeline.dates import find_dates, nearest_year
from documents.pipeline.decision_anchors import listed_anchor
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_words import BULLET, HAVE, INFORMING
from documents.pipeline.layout import Source
from documents.pipeline.ocr_words import flattened
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import DecisionFound, Section
from governance.vocabulary import ClaimStatus

_HEADING = re.compile(
    r"(?:\d{1,2}[.)]?\s+)?(?:genomen\s+)?(?:college)?besluit(?:en)?(?:\s+(?:van\s+)?(?:het\s+|ons\s+)?(?:college|b\s?&\s?w)\b.*)?",
    re.I,
)
_SHORTEST = 5


def own_sections(source: Source, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections that are such a list: under that heading, and no story of who decided when."""
    return tuple(
        section
        for section in sections
        if _HEADING.fullmatch(section.heading) and not _tells(source.text[section.start : section.end], section)
    )


def _tells(text: str, section: Section) -> bool:
    below = text[len(section.heading) :].lstrip()
    return bool(HAVE.search(re.split(r"(?<=[.:])\s|\n\s*\n", below)[0]))


def college_decisions(source: Source, sections: Sequence[Section], day: date | None) -> tuple[DecisionFound, ...]:
    """The decisions in such sections; `day` is the day of the college's meeting where the letter says it."""
    return tuple(
        decision for section in own_sections(source, sections) for decision in _of_section(source, section, day)
    )


def _of_section(source: Source, section: Section, day: date | None) -> Iterator[DecisionFound]:
    start = section.start + len(section.heading)
    told = [nearest_year(found, day) for found in find_dates(section.heading)]
    when = told[0].iso if told else day.isoformat() if day else None
    items = [item for item in sentences(source, start) if item.end <= section.end]
    listed = [item for item in items if item.listed]
    for item in listed or items[:1]:
        decision = _decision(source, item, when)
        if decision:
            yield decision


def _decision(source: Source, item: Sentence, when: str | None) -> DecisionFound | None:
    text = flattened(source.text[item.start : item.end])
    start = 0
    while bullet := BULLET.match(text, start):
        start = bullet.end()
    anchor = listed_anchor(text, start, decided=True)
    if anchor is None or anchor.object is None or anchor.end == anchor.start or INFORMING.search(text):
        return None
    subject = cleaned(text[slice(*anchor.object)])
    if len(subject) < _SHORTEST:
        return None
    return DecisionFound(
        body="college",
        date=when,
        subject=subject,
        outcome=anchor.outcome,
        effective_date=None,
        confidence=0.6 if when else 0.4,
        status=ClaimStatus.CHECK,
        evidence=source.evidence(item.start, item.end),
    )
