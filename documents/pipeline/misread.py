"""Abbreviations that a scan misread or a writer mistyped: "DGR&J" where the letter speaks of the DG&J.

Only where one abbreviation that the same letter writes right differs by one character; never for short ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.pipeline.mentions import Hit

_ABBREVIATION = re.compile(r"(?<![\w&-])(?=[A-Z0-9]*[A-Z])[A-Z][A-Z0-9&]{3,7}(?![\w&-])")
_LOOK_ALIKE = str.maketrans("01", "OI")
_SHORTEST = 4


def misread_hits(text: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The names in capitals that are one character away from exactly one abbreviation among the `hits`."""
    known: dict[str, Hit] = {}
    for hit in hits:
        written = text[hit.start : hit.end]
        if len(written) >= _SHORTEST and _ABBREVIATION.fullmatch(written):
            known.setdefault(written.translate(_LOOK_ALIKE), hit)
    if not known:
        return ()
    places = {(hit.start, hit.end) for hit in hits}
    found: list[Hit] = []
    for match in _ABBREVIATION.finditer(text):
        near = _near(match[0].translate(_LOOK_ALIKE), known)
        if match.span() not in places and near is not None:
            found.append(Hit(match.start(), match.end(), near.entries, sure=False))
    return tuple(found)


def _near(written: str, known: dict[str, Hit]) -> Hit | None:
    alike = [hit for name, hit in known.items() if _one_off(written, name)]
    return alike[0] if len(alike) == 1 else None


def _one_off(left: str, right: str) -> bool:
    """Whether at most one character was put in, left out or changed."""
    long, short = (left, right) if len(left) >= len(right) else (right, left)
    if len(long) - len(short) > 1:
        return False
    place = next((place for place, char in enumerate(short) if char != long[place]), len(short))
    return long[place + 1 :] in (short[place:], short[place + 1 :])
