"""Who met or decided, and when: what a sentence or heading hands on to the sentences below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.pipeline.dates import (
    DateFound,
    find_dates,
    nearest_year,
)
from documents.pipeline.decision_anchors import (
    anchors,
)
from documents.pipeline.decision_bodies import (
    Named,
    same_body,
)
from documents.pipeline.decision_words import (
    ABOUT_LETTERS,
    CONTEXT,
    DIGIT,
    HEADING,
    HEADING_LINE,
    LIST_OPENS,
    SAME_MEETING,
    TOOK,
    UNTIL,
    YOU,
)
from documents.pipeline.layout import (
    Source,
)
from documents.pipeline.sentences import (
    Sentence,
)
from documents.pipeline.types import (
    Section,
)
from governance.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Setting:
    """Who met or decided, and when, as an earlier sentence or heading said; `opens` when a list follows, `decided`
    when that list is one of decisions."""

    body: str = ""
    found: DateFound | None = None
    opens: bool = False
    decided: bool = False
    text: str = ""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What every rule needs: the letter, its words with broken ones made whole, its day, and who is named in it."""

    source: Source
    flat: str
    day: date | None
    named: Named


def apart(source: Source, every: Sequence[Sentence], sections: Sequence[Section]) -> Iterator[Sentence]:
    """The sentences with the headings of sections cut off: a heading may stand on the line above its text."""
    headings = [(section.start, section.start + len(section.heading)) for section in sections]
    for sentence in every:
        top = HEADING_LINE.match(source.text, sentence.start, sentence.end)
        if (
            top
            and source.line_at(sentence.start).text.strip() == top["line"].strip()
            and not any(sentence.start <= left < sentence.end for left, _ in headings)
        ):
            yield Sentence(sentence.start, top.end("line"), listed=False)
            yield Sentence(top.end(), sentence.end, listed=False)
            continue
        start = sentence.start
        for left, right in headings:
            if sentence.start <= left < sentence.end:
                if left > start:
                    yield Sentence(start, left, sentence.listed and start == sentence.start)
                yield Sentence(left, min(right, sentence.end), listed=False)
                start = min(right, sentence.end)
        if start == sentence.start:
            yield sentence
        elif start < sentence.end:
            yield Sentence(start, sentence.end, listed=False)


def is_heading(letter: Letter, every: Sequence[Sentence], place: int) -> bool:
    """A short line without a stop, apart from what was before."""
    sentence = every[place]
    text = letter.source.text[sentence.start : sentence.end]
    if len(text) >= HEADING or text.endswith((".", ";", ":", ",")) or "\n" in text or anchors(text):
        return False
    if place + 1 < len(every) and every[place + 1].start == sentence.end:
        return True
    before = letter.source.text[every[place - 1].end : sentence.start] if place else "\n\n"
    return before.count("\n") > 1 or (sentence.listed and text[:1].isdigit())


def of_heading(letter: Letter, sentence: Sentence, before: Setting) -> Setting:
    """What a heading such as "Besluiten van het AB van 13 december" says about the text below it."""
    text = letter.flat[sentence.start : sentence.end]
    if not CONTEXT.search(text):
        return Setting(text=before.text)
    dates = past_dates(letter, sentence.start, sentence.end)
    body = letter.named.acting(sentence.start, sentence.end, sentence.end)
    return Setting(body, dates[0] if dates else None, decided=bool(TOOK.search(text)), text=text)


def past_dates(letter: Letter, start: int, end: int) -> list[DateFound]:
    """The dates in a piece of text on which something can have been decided: before the letter, no term or start, not
    the date of a letter or report."""
    result: list[DateFound] = []
    if not DIGIT.search(letter.flat, start, end):
        return result
    for raw in find_dates(letter.flat, start, end):
        before = letter.flat[max(start, raw.start - 45) : raw.start]
        if UNTIL.search(before) or ABOUT_LETTERS.search(before) or raw.precision == Precision.YEAR:
            continue
        found = nearest_year(raw, letter.day)
        bounds = found.interval
        if bounds and (letter.day is None or bounds[0] <= letter.day):
            result.append(found)
    return result


def next_setting(letter: Letter, sentence: Sentence, before: Setting) -> Setting:
    """What the sentences and list items after this one may inherit: who met or decided, and when."""
    text = letter.flat[sentence.start : sentence.end]
    opens = text.rstrip().endswith(":")
    if sentence.listed and not opens:
        return replace(before, text=text)
    if "ienswijze" in text and YOU.search(text) and not opens:
        return Setting(text=text)
    dates = past_dates(letter, sentence.start, sentence.end)
    told = bool(CONTEXT.search(text))
    plain = replace(before, opens=opens, decided=opens and bool(LIST_OPENS.search(text)), text=text)
    if not dates and not opens and not told:
        return plain
    acts = bool(anchors(text)) or opens
    body = letter.named.acting(sentence.start, sentence.end, sentence.end, pronouns=acts)
    if dates:
        return _dated(plain, body, dates[0], told=told, acts=acts)
    return _undated(plain, body, text, told=told)


def _dated(plain: Setting, body: str, found: DateFound, *, told: bool, acts: bool) -> Setting:
    if body and (told or acts):
        return replace(plain, body=body, found=found, meeting=plain.text)
    if not body and told and plain.body:
        return replace(plain, found=found, meeting="")
    return replace(plain, body="", found=None, meeting="")


def _undated(plain: Setting, body: str, text: str, *, told: bool) -> Setting:
    if not body or same_body(body, plain.body):
        return plain
    if told and SAME_MEETING.search(text):
        return replace(plain, body=body, meeting="")
    if plain.opens or (plain.found is None and told):
        return replace(plain, body=body, found=None, meeting="")
    return plain
