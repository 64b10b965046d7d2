"""Sections: which lines are headings, and what the text under them is about.

A heading is a question, a numbered line that does not belong to a list, or a short line standing on its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.pipeline.dates import find_dates
from documents.pipeline.header import CLOSING, SALUTATION, Head
from documents.pipeline.layout import Line, Source, cells
from documents.pipeline.types import Section

_KINDS: tuple[tuple[str, str], ...] = (
    ("kosten", r"kosten|financi|budget|dekking|middelen|begroting"),
    ("bevoegdheden", r"bevoegdhed|mandaat|rolverdeling|juridisch"),
    ("bijlagen", r"bijlage|bijgaande stukken|bijgevoegd"),
    ("vervolg", r"vervolg|planning|hoe verder|verder na|termijn|proces|aanpak|uitvoering|tot slot|behandeling"),
    ("besluiten", r"beslui|zienswijze|eerder in onze raad"),
    ("aanleiding", r"aanleiding|inleiding|achtergrond|waarom|referentie|kennisnemen|eerder"),
    ("kern", r"kern|te delen informatie|toelichting|samenvatting|stand van zaken|ontwikkeling|waar gaat"),
    ("kern", r"consequentie|argument|voortgang"),
)
_QUESTION = re.compile(
    r"^\s*(?:\d{1,2}[.)]?\s+)?(?:Hoe|Wat|Welke?|Waarom|Waar|Wie|Wanneer|Waarvoor|Waarover|Is|Kan|Zijn)\b.{3,100}\?\s*$"
)
_NUMBERED = re.compile(
    r"^\s*(?P<number>\d{1,2}|[a-e])(?P<sub>(?:\.\d{1,2})*[a-z]?)(?P<mark>[.)]?)\s+(?P<title>[A-ZÀ-Þ'‘\"(].{1,90}?)\s*$"
)
_BULLET = re.compile(r"^\s*(?:[-–—•▪◦*·●○¢]|[eo]\s)")
_ENDS = (".", ";", ",", ":", "-", "–", "…", "!")
_KNOWN = re.compile(
    r"^(?:Inleiding|Aanleiding|Achtergrond|Toelichting|Kern(?:boodschap|punten)?|Samenvatting|"
    r"Consequenties|Communicatie(?: en participatie)?|"
    r"Vervolg(?:stappen|proces)?|Planning|Financi[eéë]n|Financi[eéë]le (?:en \w+ )?(?:gevolgen|"
    r"consequenties|aspecten)|Kosten(?: en dekking)?|Bijlagen?(?:\(n\))?|"
    r"Draagvlak|Betreft|Bijgaande stukken|Aanpak(?:/uitvoering)?|Uitvoering|Participatie|Tot slot|"
    r"Conclusie|Besluit(?:vorming|en)?(?: van (?:het )?college.{0,50})?|Argumenten(?:/kanttekeningen)?|"
    r"Kanttekeningen|Termijn|Evaluatie|Risico['’]s|Duurzaamheid|Beleidsreferentie|Ontwikkelingen|"
    r"Monitoring|Stand van zaken|Context|Proces|Duur|"
    r"Geheimhouding op grond van de Gemeentewet|Bestuurlijke samenwerking|Juridische (?:gevolgen|aspecten))\s*:?$",
    re.I,
)
_SUB_HEADING = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[A-ZÀ-Þ][^\n.;]{1,60}\n(?=[A-ZÀ-Þ])")
_MAX_HEADING = 90
_LONG_LINE = 45


def find_sections(source: Source, head: Head) -> tuple[Section, ...]:
    """The sections of the letter: heading as written, kind, and offsets up to the next heading."""
    lines = [line for line in source.lines if line.number >= _start(source, head)]
    numbered = _numbered_headings(lines)
    headings: list[tuple[int, int, str]] = []
    closed = False
    for place, line in enumerate(lines):
        if line.blank or line.number in source.running_heads:
            continue
        closed = closed or bool(CLOSING.match(line.text))
        if _is_heading(lines, place, numbered, closed=closed):
            span = source.span(line.start, line.end)
            headings.append((span.start, span.end, span.text))
    ends = [*(start for start, _, _ in headings), len(source.text)][1:]
    return tuple(
        Section(text.rstrip(" :"), kind_of(text), start, source.span(start, end).end)
        for (start, _, text), end in zip(headings, ends, strict=True)
    )


def kind_of(heading: str) -> str:
    """What a section is about, by the words of its heading: aanleiding, kern, vervolg, kosten, … else overig."""
    folded = heading.casefold()
    return next((kind for kind, pattern in _KINDS if re.search(pattern, folded)), "overig")


def below_heading(text: str, start: int, end: int, sections: Sequence[Section]) -> int:
    """Where a sentence begins that runs from `start` to `end` and may open with the heading on the line above it."""
    skip = start
    for section in sections:
        if section.start == skip and text.startswith(section.heading, skip):
            rest = text[skip + len(section.heading) : end]
            skip += len(section.heading) + len(rest) - len(rest.lstrip(" \t\n:"))
    above = _SUB_HEADING.match(text, skip, end)
    return above.end() if above else skip


def _start(source: Source, head: Head) -> int:
    """The first line that can hold a heading: after the head and its salutation."""
    start = head.end_line
    labelled = {found.line for found in head.values if found.in_head}
    while start > 0 and not source.lines[start - 1].blank and start - 1 not in labelled:
        start -= 1
    return start


def _is_heading(lines: Sequence[Line], place: int, numbered: frozenset[int], *, closed: bool) -> bool:
    text = lines[place].text.strip()
    if len(text) > _MAX_HEADING or _BULLET.match(text) or SALUTATION.match(text) or CLOSING.match(text):
        return False
    if _KNOWN.match(text):
        return _stands_alone(lines, place, known=True)
    if closed:
        return False
    if _QUESTION.match(text):
        return True
    if _NUMBERED.match(text):
        return lines[place].number in numbered
    return _is_short_line(text) and _stands_alone(lines, place, known=False)


def _is_short_line(text: str) -> bool:
    """A line of words with a capital in front and no stop behind, that is no date, address or signature."""
    if len(text) > 75 or not text[0].isupper() or text.endswith(_ENDS) or "@" in text or "http" in text:
        return False
    words = text.split()
    letters = sum(char.isalpha() for char in text)
    if letters < max(4, len(text) * 0.6) or len(words) > 11:
        return False
    dates = find_dates(text)
    if any(found.start < 12 and found.day for found in dates) or re.search(r"\b(?:Postbus|\d{4}\s?[A-Z]{2})\b", text):
        return False
    return not re.match(
        r"(?:de |het )?(?:burgemeester|wethouder|gemeentesecretaris|secretaris|griffier|namens)\b", text, re.I
    )


def _stands_alone(lines: Sequence[Line], place: int, *, known: bool) -> bool:
    """A blank line (or the end of a sentence, for well-known headings) before, and text or a blank line after."""
    line = lines[place]
    if len([cell for cell in cells(line) if cell.text]) > 1:
        return False
    before = lines[place - 1].text.strip() if place else ""
    after = lines[place + 1].text.strip() if place + 1 < len(lines) else ""
    opens = not before or before.isdigit() or place == 0 or (known and before.endswith((".", "?", "!", ":")))
    if not opens or not any(not later.blank for later in lines[place + 1 :]):
        return False
    if not after:
        return known or _paragraph_follows(lines, place)
    if after[0].islower():
        return False
    return (
        known
        or _BULLET.match(after) is not None
        or (len(after) >= _LONG_LINE and len(after) > len(line.text.strip()) - 15)
    )


def _paragraph_follows(lines: Sequence[Line], place: int) -> bool:
    below = next((line.text.strip() for line in lines[place + 1 :] if not line.blank), "")
    return bool(below) and (
        len(below) >= _LONG_LINE
        or _BULLET.match(below) is not None
        or bool(_NUMBERED.match(below))
        or below[:1].isupper()
    )


def _numbered_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the numbered lines that are headings: text goes on below them, and they count up from 1 or a."""
    found: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        match = _NUMBERED.match(line.text)
        if match and _numbered_stands(lines, place, match):
            found.append((line.number, match["number"]))
    expected = {"1", "a"}
    kept: set[int] = set()
    for number, name in found:
        if name in expected:
            kept.add(number)
            expected = {name, _next(name)} | (expected - {"a", "1"} if kept else set())
    return frozenset(kept) if len({name for number, name in found if number in kept}) > 1 else frozenset()


def _next(name: str) -> str:
    return str(int(name) + 1) if name.isdigit() else chr(ord(name) + 1)


def _numbered_stands(lines: Sequence[Line], place: int, match: re.Match[str]) -> bool:
    title = match["title"].strip()
    if title.endswith((".", ";", ",")) or len(title.split()) > 12:
        return False
    if not match["mark"] and not match["sub"] and title.endswith((".", ":")):
        return False
    before = lines[place - 1].text.strip() if place else ""
    after = lines[place + 1].text.strip() if place + 1 < len(lines) else ""
    below = next((line.text.strip() for line in lines[place + 1 :] if not line.blank), "")
    if after and after[0].islower():
        return False
    if before and _NUMBERED.match(before):
        return bool(match["sub"])
    following = _NUMBERED.match(below)
    listed = (
        following is not None
        and not match["sub"]
        and following["number"] == _next(match["number"])
        and not following["sub"]
    )
    return not listed
