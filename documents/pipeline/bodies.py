"""Words that name a body (orgaan): "het Algemeen Bestuur van …", "uw raad", "PFO Jeugd …", "stuurgroep transformatie".

The register is not needed to see them; which record is meant is for resolve.py to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.pipeline.body_words import COMPOUND_ENDINGS, FIRST_LETTERS, NEVER_FIRST, RULES
from documents.pipeline.layout import Span
from governance.vocabulary import BodyKind


@dataclass(frozen=True, slots=True)
class BodyHit:
    """A body named in the text; `tail` is what stands behind the kind ("van de DG&J"), `plural` for "de raden"."""

    start: int
    end: int
    text: str
    kind: BodyKind
    tail: str
    plural: bool = False


_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        f"(?P<h{number}>{rule.head})(?![\\w-])(?P<t{number}>{rule.tail}){'' if rule.tail_needed else '?'}"
        for number, rule in enumerate(RULES)
    )
    + ")"
)


_WORD = re.compile(r"(?<![\w-])[^\W_][\w&]*")


def find_bodies(text: str, start: int = 0, end: int | None = None) -> tuple[BodyHit, ...]:
    """All bodies named between two offsets, in reading order, without overlap."""
    stop = len(text) if end is None else end
    found: list[BodyHit] = []
    position = start
    for word in _WORD.finditer(text, start, stop):
        first = word[0].lower()
        if word.start() < position or first in NEVER_FIRST:
            continue
        if first[:3] not in FIRST_LETTERS and not word[0][0].isupper() and not first.endswith(COMPOUND_ENDINGS):
            continue
        match = _PATTERN.match(text, word.start(), stop)
        if match:
            found.append(_hit(match))
            position = match.end()
    return tuple(found)


def _hit(match: re.Match[str]) -> BodyHit:
    number = int(next(name for name, value in match.groupdict().items() if value is not None and name[0] == "h")[1:])
    tail = match[f"t{number}"] or ""
    rule = RULES[number]
    return BodyHit(match.start(), match.end(), match[0], rule.kind, tail.strip(), rule.plural)


def alias_bodies(text: str, shorts: Sequence[Span]) -> tuple[BodyHit, ...]:
    """Where the short names of bodies that the letter itself defines come back in the text."""
    names = sorted({short.text for short in shorts}, key=len, reverse=True)
    if not names:
        return ()
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")
    return tuple(BodyHit(match.start(), match.end(), match[0], BodyKind.OTHER, "") for match in pattern.finditer(text))
