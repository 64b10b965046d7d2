"""Decisions on sheets: behind the label "Besluit" in a list of decisions, and in a chronology by date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.pipeline.bodies import find_bodies
from documents.pipeline.dates import find_dates, nearest_year
from documents.pipeline.decision_anchors import Anchor, listed_anchor
from documents.pipeline.decision_items import outcome_told
from documents.pipeline.decision_settings import Letter
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_words import BULLET, INFORMING, INTENDED, MIN_SUBJECT, NOT_TAKEN
from documents.pipeline.layout import Line, collapse
from documents.pipeline.ocr_words import flattened
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome

_LABEL = re.compile(
    r"[ \t]*Besluit(?:en)?(?:\s+(?:van\s+)?(?:het\s+|de\s+)?(?P<who>college|b\s?&\s?w|b\s+en\s+w|gemeenteraad|raad)"
    r"(?:\s+d\.d\.[^:\n]{4,30}?)?(?:\t+[ \t]*|[ ]{2,}|:[ \t]+)|:[ \t]+)(?=\S)",
    re.I,
)
_MARK = re.compile(r"^[ \t]*Besluit", re.I | re.M)
_PROPOSAL = re.compile(r"\b(?:raadsvoorstel|voorstel\s+aan\s+de\s+raad|collegevoorstel|concept-?raadsbesluit)\b", re.I)
_TITLE = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,2}\.?\s+(?P<what>\S.*?)(?:\s{3,}.*)?$")
_DAY = re.compile(
    r"\s*(?:[-–•*]\s+)?(?:\d{1,2}-\d{1,2}-\d{4}|\d{1,2}\s+[a-z]{3,9}\s+\d{4}|\d{1,2}\s+[a-z]{3,9}(?=:|\s+[–-]\s))"
    r"(?:\s*[:–-]\s+|\s{2,}|\t)(?=\S)"
)
_VERB = re.compile(
    r"\s+(?:(?:van|in)\s+[^.;,]{2,40}?\s+)?(?=(?:besluit|stel|stem|neem|verwerp|wijs|wijz|keur|"
    r"houd|trek|verle|benoem|gun|ga|ge(?:eft|ven)|verbied))"
)
# Where the same body goes on in the same item: ", stemt in met …", "en besluit dat …", ". Zij geeft opdracht …".
_NEXT_VERB = re.compile(
    r"(?:,|,?\s+en|[.;]\s+(?:Zij|Het|Hij))\s+(?=(?:besluit|stel|stem|neem|verwerp|wijs|wijz|keur|houd|trek|verle|"
    r"benoem|gun|ga|geef|gev|verbied)[a-z]*\b)"
)
_DATED = re.compile(r"(?:d\.d\.\s+)?\d{1,2}[\s-]+\w+[\s-]+\d{4}\b")
_GOES_ON, _TITLES_BACK, _LINES, _HEAD = 2, 4, 6, 400


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands behind one label: the words of each item with its place, the label's own words, and the title."""

    items: list[tuple[str, int, int]]
    label: str
    title: str


def sheet_decisions(letter: Letter) -> Iterator[DecisionFound]:
    """The decisions behind labels and in chronologies; a proposal to a council asks and decides nothing."""
    text = letter.source.text
    if _MARK.search(text) and not _PROPOSAL.search(text[:_HEAD]):
        for place, line in enumerate(letter.source.lines):
            label = _LABEL.match(text, line.start, line.end)
            if label:
                yield from _of_block(letter, _block(letter.source.lines, place, label), label["who"] or "")
    for place, line in enumerate(letter.source.lines):
        if _DAY.match(text, line.start, line.end):
            yield from _of_day(letter, place)


def _block(lines: tuple[Line, ...], place: int, label: re.Match[str]) -> _Block:
    """The lines of a label: those that stand under its value, up to a blank line or another label."""
    line = lines[place]
    column = label.end() - line.start
    items = [(line.text[column:].strip(), label.end(), line.end)]
    words = label[0]
    for following in lines[place + 1 :]:
        left, right = following.text[: column - _GOES_ON], following.text[column - _GOES_ON :]
        if following.blank:
            break
        if "\t" in following.text:
            left, _, right = following.text.partition("\t")
        if left.strip() and not re.match(r"\s*(?:d\.d\.|\d{1,2}\s)", left):
            break
        words += f" {left}"
        start = following.end - len(right.lstrip())
        if BULLET.match(right.strip()) or not right.strip():
            items.append((right.strip(), start, following.end))
        else:
            before = items[-1]
            items[-1] = (f"{before[0]}\n{right.strip()}", before[1], following.end)
    return _Block([item for item in items if item[0]], words, _title(lines, place))


def _title(lines: tuple[Line, ...], place: int) -> str:
    """The numbered line above a label: "4.4 Memo wachtlijst"."""
    for line in reversed(lines[max(0, place - _TITLES_BACK) : place]):
        match = _TITLE.match(line.text)
        if line.blank or match:
            return match["what"] if match else ""
    return ""


def _of_block(letter: Letter, block: _Block, who: str) -> Iterator[DecisionFound]:
    body = "raad" if "raad" in who.casefold() else "college"
    dates = [nearest_year(found, letter.day) for found in find_dates(block.label)]
    day = dates[0].iso if dates else letter.met.isoformat() if letter.met and body == "college" else None
    for words, start, end in block.items:
        text = flattened(words)
        outcome = outcome_told(text)
        if outcome and block.title:
            yield _decision(letter, (body, day), cleaned(block.title), outcome, (start, end))
            continue
        bullet = BULLET.match(text)
        anchor = listed_anchor(text, bullet.end() if bullet else 0, decided=True)
        if anchor is None or anchor.object is None or INFORMING.search(text[: anchor.end]) or _DATED.match(text):
            continue
        yield from _of_anchor(letter, text, anchor, (body, day), (start, end))


def _of_anchor(
    letter: Letter, text: str, anchor: Anchor, known: tuple[str, str | None], span: tuple[int, int]
) -> Iterator[DecisionFound]:
    subject = cleaned(text[slice(*anchor.object)]) if anchor.object else ""
    if len(subject) > MIN_SUBJECT:
        outcome = Outcome.INTENDED if INTENDED.search(text) else anchor.outcome
        yield _decision(letter, known, subject, outcome, span)


def _of_day(letter: Letter, place: int) -> Iterator[DecisionFound]:
    """An item of a chronology: a day that is past, a body, and in the present tense what it did."""
    line, end = letter.source.lines[place], _end_of_day(letter.source.lines, place)
    dates = find_dates(line.text)
    found = nearest_year(dates[0], letter.day) if dates else None
    bounds = found.interval if found else None
    if found is None or bounds is None or (letter.day and bounds[0] > letter.day):
        return
    day = _DAY.match(line.text)
    text = letter.flat[line.start + day.end() : end] if day else ""
    bodies = find_bodies(text)
    if not bodies or bodies[0].start > MIN_SUBJECT + 1:
        return
    body, start = bodies[0].text, bodies[0].end
    first = _VERB.match(text, start)
    starts = [match for match in [first, *_NEXT_VERB.finditer(text, start)] if match]
    for number, verb in enumerate(starts):
        until = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        clause = text[verb.end() : until]
        anchor = None if NOT_TAKEN.search(clause) else listed_anchor(clause, 0, decided=True)
        if anchor and (anchor.end > anchor.start or clause.startswith("besluit")):
            told = line.start + (day.end() if day else 0) + until
            yield from _of_anchor(letter, clause, anchor, (collapse(body), found.iso), (line.start, told))


def _end_of_day(lines: tuple[Line, ...], place: int) -> int:
    """Where an item ends: its line and the lines that go on below it."""
    end = lines[place].end
    for line in lines[place + 1 : place + _LINES]:
        if line.blank or _DAY.match(line.text) or BULLET.match(line.text):
            break
        end = line.end
    return end


def _decision(
    letter: Letter, known: tuple[str, str | None], subject: str, outcome: Outcome, span: tuple[int, int]
) -> DecisionFound:
    evidence = letter.source.evidence(*span)
    confidence = 0.6 if known[1] else 0.4
    return DecisionFound(known[0], known[1], subject, outcome, None, confidence, ClaimStatus.CHECK, evidence)
