"""Short names that a letter defines itself: "(hierna aangeduid als SOJ)", "hierna: het AB", "… Jeugd (BOJ)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.layout import Source, collapse
from documents.pipeline.types import AliasFound

_WORD = r"[A-ZÀ-Þ][\w'’&-]*"
_LONG = (
    rf"(?P<long>(?:(?:[Aa]lgemeen|[Dd]agelijks|[Gg]emeenschappelijke)\s+)?(?:{_WORD}|\w+groep|"
    rf"\w+overleg|bestuur|regeling)(?:\s+(?:(?:en|&|van|de|het|der|voor|in)\s+){{0,2}}(?:{_WORD}|"
    rf"[a-z]+overleg)){{0,9}})"
)
_HEREAFTER = re.compile(
    rf"{_LONG},?\s*\(?\s*hierna(?:\s+te\s+noemen|\s+aangeduid\s+als|\s+genoemd|"
    rf"\s+ook)?\s*:?\s*(?:de\s+|het\s+)?['‘“\"]?"
    r"(?P<short>[A-Z][\w&'-]*(?:\s+[A-Z][\w&]*)?)",
)
_BRACKETS = re.compile(rf"{_LONG}\s+\((?P<short>[A-Z][A-Za-z&-]{{0,8}}[A-Z0-9])\)")


def find_aliases(source: Source) -> tuple[AliasFound, ...]:
    """The short names defined in the letter, in reading order; the first definition of a short name holds."""
    found: dict[str, AliasFound] = {}
    for match in sorted(_matches(source.text), key=lambda item: item.start("short")):
        short = collapse(match["short"])
        start = match.start("long") + _start_of_long(short, match["long"])
        long = collapse(source.text[start : match.end("long")])
        found.setdefault(short, AliasFound(short, long, source.evidence(start, match.end())))
    return tuple(found.values())


def _matches(text: str) -> Iterator[re.Match[str]]:
    yield from _HEREAFTER.finditer(text)
    for match in _BRACKETS.finditer(text):
        if _stands_for(match["short"], match["long"]):
            yield match


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
    words = [match.start() for match in re.finditer(r"(?<!\S)\S", long)]
    return next((place for place in words if long[place].casefold() == short[0].casefold()), 0)
