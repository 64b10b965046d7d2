"""Motions and amendments that stand apart from the running text: in a row, between brackets, or on a form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.dates import DateFound
from documents.pipeline.decision_items import outcome_told
from documents.pipeline.decision_settings import Letter, past_dates
from documents.pipeline.decision_subject import cleaned
from documents.pipeline.decision_words import MIN_SUBJECT
from documents.pipeline.layout import Line
from documents.pipeline.types import DecisionFound
from governance.vocabulary import ClaimStatus, Outcome

_VOTED = r"(?:unaniem\s+)?(?:aangenomen|verworpen|ingetrokken|aangehouden)"
_CODE = r"(?:[MA]-?(?:\d{4}|\d{2})-\d{1,3}|(?:motie|amendement)\s+[\w-]*\d[\w-]*)"
# "M24-08  'Veilig naar huis'  | verworpen 6 juni 2024 | n.v.t."
_ROW = re.compile(rf"[ \t]*(?:[-–•]\s+)?(?P<code>{_CODE})(?:\s*\||\t|\s{{2,}}|:\s)", re.I)
_CELL = re.compile(r"\s*\|\s*|\t+|\s{2,}")
# Behind its number a motion may have its outcome and day between brackets.
_BRACKETS = re.compile(rf"(?<![\w-])(?P<code>{_CODE})\s+\((?P<told>{_VOTED}\b[^()]{{5,40}})\)", re.I)
_QUICK = re.compile(_VOTED, re.I)
# Without one of these no row, brackets or form can be about a motion.
_ANY_MOTION = re.compile(r"moti|amende|(?<![a-z])[ma]-?\d\d")
# The fields of a form about one motion.
_TITLE = re.compile(r"[ \t]*(?:Titel|Onderwerp|Motie|Amendement)(?:\s*:\s*|\t+|[ ]{2,})(?P<value>\S.{3,160})", re.I)
_BALLOT = re.compile(
    rf"[ \t]*(?:Stemming|Uitslag|Stemuitslag|Besluit(?:\s+raad)?|Uitkomst)(?:\s*:\s*|\t+|[ ]{{2,}})"
    rf"(?P<value>{_VOTED}\b.{{0,60}})",
    re.I,
)
_MET = re.compile(r"[ \t]*(?:Datum\s+raad\w*|Raad\s+d\.d\.|Raadsvergadering|Vergaderdatum)\b", re.I)
_ABOUT_MOTION = re.compile(r"\b(?:motie|amendement)\b", re.I)
_NEAR = 6


def motion_decisions(letter: Letter) -> Iterator[DecisionFound]:
    """What a council did with motions outside sentences; only with the day on which it did so."""
    if not _ANY_MOTION.search(letter.source.text.lower()):
        return
    for place, line in enumerate(letter.source.lines):
        if not _QUICK.search(line.text):
            continue
        row = _ROW.match(line.text)
        if row:
            yield from _of_row(letter, line, row)
        elif _BALLOT.match(line.text):
            yield from _of_form(letter, place)
        for match in _BRACKETS.finditer(line.text):
            start, end = line.start + match.start(), line.start + match.end()
            dates = past_dates(letter, line.start + match.start("told"), end)
            yield from _decision(letter, match["code"], outcome_told(match["told"]), dates, (start, end))


def _of_row(letter: Letter, line: Line, row: re.Match[str]) -> Iterator[DecisionFound]:
    cells = [cell.strip() for cell in _CELL.split(line.text[row.end() :]) if cell.strip()]
    told = next((cell for cell in cells if _QUICK.match(cell)), "")
    what = next((cell for cell in cells if cell != told and sum(map(str.isalpha, cell)) > MIN_SUBJECT), "")
    if told and cells.index(told) <= 1 + cells.index(what or told):
        dates = past_dates(letter, line.start, line.end)
        yield from _decision(letter, what or row["code"], outcome_told(told), dates, (line.start, line.end))


def _of_form(letter: Letter, place: int) -> Iterator[DecisionFound]:
    lines = letter.source.lines
    near = lines[max(0, place - _NEAR) : place + _NEAR]
    title = next((match for line in near if (match := _TITLE.match(line.text))), None)
    met = next((line for line in near if _MET.match(line.text)), None)
    ballot = _BALLOT.match(lines[place].text)
    if title is None or ballot is None or not any(_ABOUT_MOTION.search(line.text) for line in near):
        return
    dates = past_dates(letter, met.start, met.end) if met else past_dates(letter, lines[place].start, lines[place].end)
    span = (lines[place].start, lines[place].end)
    yield from _decision(letter, title["value"], outcome_told(ballot["value"]), dates, span)


def _decision(
    letter: Letter, what: str, outcome: Outcome | None, dates: list[DateFound], span: tuple[int, int]
) -> Iterator[DecisionFound]:
    subject = cleaned(what)
    if outcome and dates and len(subject) >= MIN_SUBJECT:
        evidence = letter.source.evidence(*span)
        yield DecisionFound(
            letter.named.you or "raad", dates[0].iso, subject, outcome, None, 0.6, ClaimStatus.CHECK, evidence
        )
