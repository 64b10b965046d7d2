"""Short names that a letter defines itself: "(hierna aangeduid als SOJ)", "hierna: het AB", "… Jeugd (BOJ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.layout import Source, collapse
from documents.pipeline.types import AliasFound

_WORD = r"[A-ZÀ-Þ][\w'’&-]*"
# The long name, right in front of its definition.
_LONG = re.compile(
    rf"(?P<long>(?:(?:[Aa]lgemeen|[Dd]agelijks|[Gg]emeenschappelijke)\s+)?(?:{_WORD}|\w+groep|"
    rf"\w+overleg|bestuur|regeling|stichting|organisatie|dienst|verordening)(?:\s+(?:(?:en|&|van|de|het|der|voor|in|op)\s+)"
    rf"{{0,2}}(?:{_WORD}|[a-z]+overleg)){{0,9}})['’\"”]?[\s,(]*$"
)
_SHORT = (
    r"(?P<short>[A-Z][\w&'-]*(?:\s+[A-Z][\w&]*)?|(?:bestuur|stuurgroep|overleg|commissie|regeling|dienst|stichting|"
    r"organisatie|werkgroep)(?!\w))"
)
_HEREAFTER = re.compile(
    r"\b(?:hierna|verder|voortaan|in\s+het\s+vervolg|ook\s+wel|afgekort|kortweg|kort\s+gezegd)"
    r"(?:\s+(?:te\s+noemen|aangeduid\s+als|aan\s+te\s+duiden\s+als|genoemd|ook|afgekort|tot|als|kortweg|bekend\s+als)){0,2}"
    rf"\s*:?\s*(?:de\s+|het\s+)?['‘“\"]?{_SHORT}"
)
_IN_BRACKETS = re.compile(
    r"\((?:de\s+|het\s+)?['‘“\"]?(?P<short>[A-Z][A-Za-z&-]{0,8}[A-Z0-9](?:\s[A-Z][A-Z&]{1,5}){0,3})['’”\"]?\)"
)
# "Waar wij in deze brief 'het AB' schrijven, bedoelen wij het algemeen bestuur van …"
_WHERE_WE_WRITE = re.compile(
    r"[Ww]aar(?<!\w.aar)\s+(?:wij|we)\s+[^.;]{0,40}?['‘“\"](?:de\s+|het\s+)?(?P<short>[^'’”\"\n]{2,30})['’”\"]\s+(?:schrijven|noemen|"
    r"zeggen),?\s+(?:bedoelen|is|wordt)\s+(?:(?:wij|we|steeds|altijd|daarmee|bedoeld)\s+){0,3}(?:de\s+|het\s+)?"
    r"(?P<long>[^.;]{4,90})"
)
_LONGEST = 130


def find_aliases(source: Source) -> tuple[AliasFound, ...]:
    """The short names defined in the letter, in reading order; the first definition of a short name holds."""
    found: dict[str, AliasFound] = {}
    for start, end, short, long in sorted(_definitions(source.text)):
        found.setdefault(short, AliasFound(short, long, source.evidence(start, end)))
    return tuple(found.values())


def _definitions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each definition, the short name and the long one."""
    for pattern in (_HEREAFTER, _IN_BRACKETS):
        for match in pattern.finditer(text):
            begin = max(0, match.start() - _LONGEST)
            before = _LONG.search(text[begin : match.start()])
            short = collapse(match["short"])
            before = before and _LONG.search(
                text[begin : match.start()], _after_article(before["long"], before.start("long"))
            )
            if before and (pattern is _HEREAFTER or _stands_for(short, before["long"])):
                start = begin + before.start("long") + _start_of_long(short, before["long"])
                yield start, match.end(), short, collapse(text[start : begin + before.end("long")])
    for match in _WHERE_WE_WRITE.finditer(text):
        yield match.start(), match.end(), collapse(match["short"]), collapse(match["long"])


def _after_article(long: str, start: int) -> int:
    """Where a name begins behind "De" or "Het" that opens its sentence."""
    article = re.match(r"(?:De|Het|Een|Onze|Deze)\s+(?=\w)", long)
    return start + (article.end() if article else 0)


def _stands_for(short: str, long: str) -> bool:
    """Whether the first letters of the long name can be those of the short one, in order."""
    rest = long.casefold()
    for char in short.casefold():
        if not char.isalnum():
            continue
        place = rest.find(char)
        if place < 0:
            return False
        rest = rest[place + 1 :]
    return True


def _start_of_long(short: str, long: str) -> int:
    """Where the long name begins: at the first word with the first letter of the short name, else at the start."""
    if short[0].islower():
        return 0
    words = [match.start() for match in re.finditer(r"(?<!\S)\S", long)]
    alike = [place for place in words if long[place].casefold() == short[0].casefold()]
    return next((place for place in alike if long[place] == short[0]), alike[0] if alike else 0)
