"""Who met or decided, and when: what a sentence or heading hands on to the sentences below it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.pipeline.dates import (
    DateFound,
    nearest_year,
)
from documents.pipeline.decision_anchors import (
    anchors,
)
from documents.pipeline.decision_bodies import (
    Named,
    same_body,
)
from documents.pipeline.decision_clues import (
    SETTING,
    VERB,
    Clues,
)
from documents.pipeline.decision_words import (
    ABOUT_LETTERS,
    ASKED_HEADING,
    BARE_HEADING,
    CONTEXT,
    HEADING,
    HEADING_BODY,
    HEADING_LINE,
    LIST_OPENS,
    NOT_TAKEN,
    OWN_DECISIONS,
    PROPOSES,
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


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class Setting:
    """Who met or decided, and when, as an earlier sentence or heading said; `opens` when a list follows, `decided`
    when that list is one of decisions, `under` below a heading that says that decisions follow; `near` is up to where
    the letter spoke of it."""

    body: str = ""
    found: DateFound | None = None
    opens: bool = False
    decided: bool = False
    text: str = ""
    meeting: str = ""
    under: bool = False
    near: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """What every rule needs: the letter, its words with broken ones made whole, its day, who is named in it, and the
    day on which the college met where the head says so."""

    source: Source
    flat: str
    day: date | None
    named: Named
    met: date | None
    clues: Clues
    dates: Sequence[DateFound]

    def dates_between(self, start: int, end: int) -> Sequence[DateFound]:
        """The dates in a piece of the text; of a whole letter they are looked for at once."""
        first = bisect_left(self.dates, start, key=lambda found: found.start)
        return self.dates[first : bisect_right(self.dates, end, lo=first, key=lambda found: found.end)]

    def tells(self, sentence: Sentence, clue: int) -> bool:
        """Whether words of a kind (decision_clues.py) stand in a sentence."""
        return bool(self.clues.between(sentence.start, sentence.end) & clue)


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


def is_heading(letter: Letter, every: Sequence[Sentence], place: int, setting: Setting) -> bool:
    """A short line without a stop, apart from what was before."""
    sentence = every[place]
    text = letter.source.text[sentence.start : sentence.end]
    if sentence.listed and setting.opens and not (BARE_HEADING.fullmatch(text) and text[:1].isdigit()):
        return False
    if len(text) >= HEADING or text.endswith((".", ";", ":", ",")) or "\n" in text:
        return False
    if letter.tells(sentence, VERB) and anchors(text):
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
    body = _of_heading(letter, sentence, text)
    decided = bool(TOOK.search(text)) and not ASKED_HEADING.search(text)
    found = dates[0] if dates else None
    if found is None and decided and letter.met and same_body(body, "college"):
        found = DateFound(sentence.start, sentence.start, letter.met.day, letter.met.month, letter.met.year)
    return Setting(body, found, decided=decided, text=text, under=decided and bool(body))


def _of_heading(letter: Letter, sentence: Sentence, text: str) -> str:
    """Whose decisions a heading announces: the body that it names, else under a bare "Besluit" who writes."""
    named = letter.named.between(sentence.start, sentence.end)
    if named:
        return letter.named.acting(sentence.start, sentence.end, sentence.end) or named[0][1]
    compound = HEADING_BODY.search(text)
    if compound:
        return OWN_DECISIONS[compound[1].casefold()]
    return letter.named.we if BARE_HEADING.fullmatch(text.strip()) else ""


def past_dates(letter: Letter, start: int, end: int) -> list[DateFound]:
    """The dates in a piece of text on which something can have been decided: before the letter, no term or start, not
    the date of a letter or report."""
    result: list[DateFound] = []
    for raw in letter.dates_between(start, end):
        before = letter.flat[max(start, raw.start - 45) : raw.start]
        if UNTIL.search(before) or ABOUT_LETTERS.search(before) or raw.precision == Precision.YEAR:
            continue
        found = nearest_year(raw, letter.day)
        bounds = found.interval
        if (bounds is None and letter.day is None) or (bounds and (letter.day is None or bounds[0] <= letter.day)):
            result.append(found)
    return result


def next_setting(letter: Letter, sentence: Sentence, before: Setting, *, followed: bool = False) -> Setting:
    """What the sentences and list items after this one may inherit: who met or decided, and when; `followed` when
    an item of a list comes next."""
    text = letter.flat[sentence.start : sentence.end]
    bare = text.rstrip()
    opens = bare.endswith(":") or (followed and not sentence.listed and not bare.endswith((".", "?", "!", ";")))
    if sentence.listed and not opens and (before.opens or (before.under and before.decided)):
        return replace(before, text=text)
    decided = opens and took_list(text)
    plain = Setting(before.body, before.found, opens, decided, text, before.meeting, before.under, before.near)
    told = letter.tells(sentence, VERB | SETTING) and bool(CONTEXT.search(text))
    acts = opens or (letter.tells(sentence, VERB) and bool(anchors(text)))
    if not told and not acts and not letter.named.between(sentence.start, sentence.end):
        return plain
    if "ienswijze" in text and YOU.search(text) and not opens:
        return Setting(text=text)
    dates = past_dates(letter, sentence.start, sentence.end)
    if not dates and not opens and not told:
        return plain
    body = letter.named.acting(sentence.start, sentence.end, sentence.end, pronouns=acts)
    if dates:
        return _dated(plain, body, dates[0], sentence.end, told=told, acts=acts)
    return _undated(plain, body, text, told=told)


def took_list(text: str) -> bool:
    """Whether the line above a list says that what follows was decided, not that it is asked or proposed."""
    return bool(LIST_OPENS.search(text)) and not NOT_TAKEN.search(text) and not PROPOSES.search(text)


def _dated(plain: Setting, body: str, found: DateFound, near: int, *, told: bool, acts: bool) -> Setting:
    if body and (told or acts):
        return replace(plain, body=body, found=found, meeting=plain.text, near=near)
    if not body and told and plain.body:
        return replace(plain, found=found, meeting="", near=near)
    if body and not same_body(body, plain.body):
        return replace(plain, body="", found=None, meeting="")
    return plain


def _undated(plain: Setting, body: str, text: str, *, told: bool) -> Setting:
    if not body or same_body(body, plain.body):
        return plain
    if told and SAME_MEETING.search(text):
        return replace(plain, body=body, meeting="")
    if plain.opens or (plain.found is None and told):
        return replace(plain, body=body, found=None, meeting="")
    return plain
