"""Documents that a letter says come with it: the list under "Bijlagen", behind "Bijlage(n):", and named in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.pipeline.header import CLOSING, SALUTATION, Head
from documents.pipeline.layout import Source, Span, collapse
from documents.pipeline.types import Attachment, Section

_HEADING = re.compile(
    r"^[ \t]*(?:\d{1,2}[.)]?[ \t]+)?(?:(?:overzicht|lijst)[ \t]+(?:van[ \t]+)?(?:de[ \t]+)?)?"
    r"(?:bijlage(?:n|\(n\)|[ ]?/[ ]?bijlagen)?|bijgaande[ \t]+(?:stukken|documenten)|bijgevoegde?(?:[ \t]+\w+)?|"
    r"meegezonden[ \t]+(?:stukken|documenten)|bijgesloten|"
    r"bijlagen?[ \t]+bij[ \t]+(?:deze|dit)[ \t]+[\w-]+)[ \t]*(?P<mark>:?)[ \t]*(?P<rest>[^\n]*)$",
    re.I | re.M,
)
_NONE = re.compile(r"\W*(?:geen|nee|neen|n\.?\s?v\.?\s?t\.?|niet\s+van\s+toepassing|-|–|/|nihil)\W*$", re.I)
_COUNT = re.compile(
    r"\W*(?:\d{1,2}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|div(?:\.|ersen?)?)\W*(?:stuks?|bijlagen?)?\W*$",
    re.I,
)
_ITEM = re.compile(
    r"[ \t]*(?:[-–—•▪◦*·●○¢][ \t]*|[eo][ \t]+(?=[A-ZÀ-Þ0-9])|(?:bijlage[ \t]+)?(?:\d{1,2}[a-z]?|[A-Za-z]|[IVX]{1,4})"
    r"(?:[.):]|[ \t]+[-–])[ \t]+|bijlage[ \t]+(?:\d{1,2}[a-z]?|[A-Z])[ \t]+)",
    re.I,
)
_ENDS = re.compile(
    r"^\s*(?:namens\b|burgemeester\s+en\s+wethouders|het\s+college\b|college\s+van\b|de\s+(?:gemeente)?secretaris\b|"
    r"kopie\b|cc\b|c\.c\.|afschrift\b|i\.a\.a\b|postbus\b|pagina\b|\d+\s*/\s*\d+\s*$|\[)",
    re.I,
)
_LATER = re.compile(
    r"\bter\s+inzage\b|\b(?:wordt|worden|volgt|volgen)\s+(?:later|nog|na)\b|\bnagezonden\b|\bnazending\b|"
    r"\bvertrouwelijk\s+bij\s+de\s+griffie\b",
    re.I,
)
_STOP_WORDS = (
    r"(?:is|zijn|was|waren|wordt|worden|werd|heeft|hebben|had|hadden|kunt?|kunnen|treft|treffen|vindt|vinden|staat|staan|"
    r"leest|lezen|ziet|geeft|geven|blijkt|informeert|informeren|beschrijft|beschrijven|bevat|bevatten|gaat|gaan|"
    r"laat|laten|wij|we|u|ik|aan|toe|toegevoegd|bijgevoegd|die|dat|waarin|waaruit|zal|zullen|wil|willen|ter|als|maakt)"
)
_ARTICLE = r"(?:de|het|een|deze|dit|onze|ons|mijn|uw)"
_WORDS = rf"(?:(?!{_STOP_WORDS}\b)[\w(‘'“\"’][^\s,;:!?]*\s+){{0,13}}?"
_LAST = rf"(?!{_STOP_WORDS}\b)[\w(‘'“\"’][^\s,;:!?]*"
_GAP = r"\s+"
_OF_THIS = r"(?:(?:bij|van)\s+(?:deze|dit)\s+[\w-]+\s+)?"
_NUMBERED = r"(?:bijlage[ \u00a0]?(?:\d{1,2}|[A-Z])?)"
_ADJECTIVE = re.compile(
    rf"\b(?:bijgevoegde|bijgaande?|bijgesloten|meegezonden|aangehechte)\s+(?P<title>{_WORDS}{_LAST})"
)
_FOUND_HERE = re.compile(
    rf"\b(?:bijgevoegd|bijgaand|hierbij(?!\s+(?:is|zijn)\b)|als\s+{_NUMBERED}|in\s+(?:de\s+)?{_NUMBERED})\s+{_OF_THIS}"
    rf"(?:(?:treft|vindt|ontvangt|krijgt)\s+u|(?:sturen|zenden|bieden|doen)\s+(?:wij|we)\s+u|"
    rf"(?:stuur|zend|bied|doe)\s+ik\s+u|(?:is|zijn))\s+"
    rf"(?P<title>{_ARTICLE}\s+{_WORDS}{_LAST})(?=\s+(?:aan|toe|toegevoegd|bijgevoegd|opgenomen|ter)\b|[,.;:]|\s*$)",
    re.I,
)
_YOU_FIND = re.compile(
    rf"\b(?:treft|vindt|ontvangt)\s+u\s+(?:hierbij\s+|ook\s+)?(?:bijgevoegd|bijgaand|bijgesloten|als\s+{_NUMBERED}|"
    rf"in\s+(?:de\s+)?{_NUMBERED})\s+{_OF_THIS}(?P<title>{_ARTICLE}\s+{_WORDS}{_LAST})(?=\s+aan\b|[,.;:]|\s*$)",
    re.I,
)
_ADDED = re.compile(
    rf"(?:^|[.;!?]\s+|\n\s*|\b(?:en|ook)\s+)(?P<title>{_ARTICLE}\s+{_WORDS}{_LAST})\s+"
    rf"(?:is|zijn|wordt|worden|hebben\s+(?:wij|we)|heb\s+ik|treft\s+u|vindt\s+u|gaat|gaan|sturen\s+(?:wij|we))\s+"
    rf"(?:ook\s+|hierbij\s+)?(?:als\s+{_NUMBERED}|in\s+(?:de\s+)?{_NUMBERED}|bijgevoegd|bijgesloten|hierbij\s+gevoegd)\b",
    re.I,
)
_RELATIVE = re.compile(
    rf"(?P<title>{_ARTICLE}\s+[\w'’-]+(?:\s+[\w'’-]+){{0,4}}?),?\s+(?:die|dat)\s+"
    rf"(?:u\s+(?:vindt|aantreft)\s+in\s+(?:de\s+)?{_NUMBERED}|"
    rf"(?:is|zijn)\s+bijgevoegd|bij\s+(?:deze|dit)\s+[\w-]+\s+(?:is|zijn)\s+gevoegd|u\s+(?:bijgevoegd|als\s+bijlage)\s+aantreft)",
    re.I,
)
_SEE = re.compile(
    rf"(?P<title>[‘'“\"][^‘’“”\"\n]{{3,120}}[’'”\"][^().;\n]{{0,120}}|{_ARTICLE}\s+[\w'’-]+(?:\s+[\w'’-]+){{0,3}}?)"
    rf"\s+\((?:zie\s+(?:ook\s+)?(?:de\s+)?)?{_NUMBERED}\)",
    re.I,
)
_PROSE = (_FOUND_HERE, _YOU_FIND, _ADJECTIVE, _ADDED, _RELATIVE, _SEE)
_QUICK = re.compile(r"bij(?:lage|ge|gaand)|hierbij|meegezonden|aangehecht")
_LEADING = re.compile(rf"^(?:{_ARTICLE}|ook|tevens)\s+", re.I)
_OPEN_BRACKET = re.compile(r"\s*\([^)]*$")
_GENERAL = re.compile(
    r"(?:stuk(?:ken)?|bijlagen?|document(?:en)?|informatie|brief|deze|overzichten?|antwoord|u|reactie)$", re.I
)
_COLUMN = re.compile(r"\t|[ \u00a0]{3,}")
# "Bijgevoegd vindt u de volgende stukken:" with a list below it.
_ANNOUNCED = re.compile(
    r"(?:(?:bijlagen?|bijgevoegd\w*|bijgaande?|hierbij\s+(?:ontvangt|treft|sturen|zenden|bieden|stuur|zend|bied)|"
    r"meegezonden|volgende\s+(?:stukken|documenten))\b[^:;\n]{0,120}(?:\n(?!\s*\n)[^:;\n]{0,120}){0,2}"
    r"|\b(?:stukken|documenten)\b[^\n]{0,250}?\bgaat\s+(?:hierbij\s+)?om[^:\n]{0,40}):[ \t]*\n(?P<list>)",
    re.I,
)
_COLON_END = re.compile(r":[ \t]*\n")
_ANNOUNCED_REACH = 450
_LONGEST, _SHORTEST = 250, 4
_LONGEST_LIST = 40
_RUNNING_TEXT = 90


def find_attachments(source: Source, head: Head, sections: Sequence[Section]) -> tuple[Attachment, ...]:
    """The documents that come with the letter (`promised`), or that it names as not enclosed, in reading order.

    A number of attachments without titles gives none, and neither do "geen" and "n.v.t.".
    """
    # Where a letter has a list, its text points to what is in the list.
    spans = [*_listed(source, head, sections), *_announced(source)] or [*_in_prose(source)]
    found: dict[str, Attachment] = {}
    for span in spans:
        title = collapse(span.text)
        key = _key(title)
        if len(key) < _SHORTEST or any(key in other or other in key for other in found):
            continue
        line = source.text[span.start : span.end + 80].split("\n")[0]
        found[key] = Attachment(
            title[:_LONGEST], not _LATER.search(f"{title} {line}"), source.evidence(span.start, span.end)
        )
    return tuple(sorted(found.values(), key=lambda item: item.evidence.start))


def _key(title: str) -> str:
    return re.sub(r"[^a-z0-9]", "", title.casefold())


# --- Lists ----------------------------------------------------------------------------------------------------------


def _listed(source: Source, head: Head, sections: Sequence[Section]) -> Iterator[Span]:
    """Titles under, and behind, every line that announces attachments."""
    for match in _HEADING.finditer(source.text):
        rest = _COLUMN.split(match["rest"].strip(), maxsplit=1)[0]
        if rest and not match["mark"] and not _ITEM.match(match[0].strip()):
            continue
        line = source.line_at(match.start())
        if line.number in source.running_heads:
            continue
        if rest and (_NONE.match(rest) or _COUNT.match(rest)):
            continue
        stop = next((section.start for section in sections if section.start > match.end()), len(source.text))
        if rest and match["mark"]:
            yield from _on_line(source, head, match, stop)
        elif not rest and (line.number >= head.end_line or match["mark"]):
            yield from _below(source, line.number + 1, stop)


def _announced(source: Source) -> Iterator[Span]:
    """The items of a list below a sentence such as "Bijgevoegd vindt u de volgende stukken:"."""
    for match in _announcements(source.text):
        number = source.line_at(match.start("list")).number
        below = next((line for line in source.lines[number : number + 2] if not line.blank), None)
        if below is not None and _ITEM.match(below.text):
            yield from _below(source, below.number, len(source.text))


def _announcements(text: str) -> Iterator[re.Match[str]]:
    """The sentences that end in a colon at the end of a line, looked for from the colon back."""
    reached = 0
    for colon in _COLON_END.finditer(text):
        match = _ANNOUNCED.search(text, max(reached, colon.start() - _ANNOUNCED_REACH), colon.end())
        if match:
            reached = match.end()
            yield match


def _on_line(source: Source, head: Head, match: re.Match[str], stop: int) -> Iterator[Span]:
    """Titles behind the colon, parted by ";", and the list that may go on below."""
    start = match.start("rest")
    if head.labels.opens(match["rest"].strip()):
        return
    column = _COLUMN.split(match["rest"], maxsplit=1)[0]
    for piece in re.finditer(r"[^;]+", column):
        span = _title(source, start + piece.start(), start + piece.end())
        if span and not head.labels.opens(span.text) and not _COUNT.match(span.text):
            yield span
    if _ITEM.match(match["rest"]):
        yield from _below(source, source.line_at(match.start()).number + 1, stop)


def _below(source: Source, number: int, stop: int) -> Iterator[Span]:
    """The items of a list: each starts with a bullet or number; without those every line with a capital is one."""
    lines = [
        line
        for line in source.lines[number : number + _LONGEST_LIST]
        if line.start < stop and line.number not in source.running_heads
    ]
    marked = next((bool(_ITEM.match(line.text)) for line in lines if not line.blank), False)
    items: list[tuple[int, int]] = []
    blanks = 0
    for line in lines:
        if line.blank:
            blanks += 1
            continue
        if _NONE.match(line.text) or _over(line.text, marked=marked, blanks=blanks if items else 0):
            break
        if not items or _ITEM.match(line.text) or (not marked and (blanks or line.text.strip()[0].isupper())):
            items.append((line.start, line.end))
        else:
            items[-1] = (items[-1][0], line.end)
        blanks = 0
    for start, end in items:
        span = _title(source, start, end)
        if span:
            yield span


def _over(text: str, *, marked: bool, blanks: int) -> bool:
    """Whether a line is no longer part of the list: closing words, a signature, or running text after a blank line."""
    if CLOSING.match(text) or SALUTATION.match(text) or _ENDS.match(text):
        return True
    return bool(blanks and not _ITEM.match(text)) and (marked or blanks > 1 or len(text.strip()) > _RUNNING_TEXT)


def _title(source: Source, start: int, end: int) -> Span | None:
    """The words of one item without its bullet or number; None where none is left or it is no title."""
    mark = _ITEM.match(source.text, start, end)
    span = source.span(mark.end() if mark else start, end)
    text = span.text.rstrip(" ;,")
    text = text[:-1].rstrip() if text.endswith(".") and not re.search(r"\be\.[vod]\.$|\bB\.V\.$", text) else text
    if len(text) < _SHORTEST or len(text) > _LONGEST or _NONE.match(text) or _COUNT.match(text):
        return None
    return Span(text, span.start, span.start + len(text))


# --- Prose ----------------------------------------------------------------------------------------------------------


def _in_prose(source: Source) -> Iterator[Span]:
    text = source.text
    paragraphs = _paragraphs(source)
    for pattern in _PROSE:
        for start, end in paragraphs:
            for match in pattern.finditer(text, start, end):
                span = source.span(match.start("title"), match.end("title"))
                article = _LEADING.match(span.text)
                title = _OPEN_BRACKET.sub("", span.text[article.end() if article else 0 :].rstrip(" .,;:"))
                if len(title) >= _SHORTEST and not _GENERAL.fullmatch(collapse(title)):
                    begin = span.start + (article.end() if article else 0)
                    yield Span(title, begin, begin + len(title))


def _paragraphs(source: Source) -> list[tuple[int, int]]:
    """The sentences' surroundings in which prose about attachments can stand: short, so that matching stays linear."""
    text = source.text
    found: list[tuple[int, int]] = []
    for match in _QUICK.finditer(source.lowered):
        first, last = max(0, match.start() - 250), min(len(text), match.end() + 250)
        start = max(text.rfind("\n\n", first, match.start()), first)
        end = text.find("\n\n", match.end(), last)
        stop = last if end < 0 else end
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found
