"""Words that name a body (orgaan): "het Algemeen Bestuur van …", "uw raad", "PFO Jeugd …", "stuurgroep transformatie".

The register is not needed to see them; which record is meant is for resolve.py to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.pipeline.body_words import COMPOUND_ENDINGS, NEVER_FIRST, RULES
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


_PATTERNS = tuple(
    re.compile(f"(?<![\\w-])(?:{rule.head})(?![\\w-])(?P<tail>{rule.tail}){'' if rule.tail_needed else '?'}")
    for rule in RULES
)
_OPENS = tuple(frozenset(rule.opens.split()) for rule in RULES)
_WORD = re.compile(r"[^\W_][\w&]*")


def find_bodies(text: str, start: int = 0, end: int | None = None) -> tuple[BodyHit, ...]:
    """All bodies named between two offsets, in reading order, without overlap."""
    stop = len(text) if end is None else end
    found: list[BodyHit] = []
    position = start
    for word in _WORD.finditer(text, start, stop):
        rules = _rules_of(word[0])
        if not rules or (place := word.start()) < position:
            continue
        hit = _hit(text, place, stop, rules)
        if hit:
            found.append(hit)
            position = hit.end
    return tuple(found)


@lru_cache(maxsize=8192)
def _rules_of(written: str) -> tuple[int, ...]:
    """The numbers of the rules that a word can open; words come back often, so each is looked at once."""
    first = written.lower()
    if first in NEVER_FIRST:
        return ()
    return _rules(first[:3], written[0].isupper(), first.endswith(COMPOUND_ENDINGS))


@lru_cache(maxsize=8192)
def _rules(letters: str, capital: bool, compound: bool) -> tuple[int, ...]:  # noqa: FBT001 - a key of the cache
    """The numbers of the rules that a word can open, by its first three letters, its capital and its end."""
    keys = {letters}
    keys |= {key for key, holds in (("Aa", capital), ("…", compound), ("1", letters.isdecimal())) if holds}
    return tuple(number for number, opens in enumerate(_OPENS) if not keys.isdisjoint(opens))


def _hit(text: str, start: int, stop: int, rules: Sequence[int]) -> BodyHit | None:
    for number in rules:
        match = _PATTERNS[number].match(text, start, stop)
        if match:
            rule = RULES[number]
            return BodyHit(start, match.end(), match[0], rule.kind, (match["tail"] or "").strip(), rule.plural)
    return None


def alias_bodies(text: str, shorts: Sequence[Span]) -> tuple[BodyHit, ...]:
    """Where the short names of bodies that the letter itself defines come back in the text."""
    names = sorted({short.text for short in shorts}, key=len, reverse=True)
    if not names:
        return ()
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")
    return tuple(BodyHit(match.start(), match.end(), match[0], BodyKind.OTHER, "") for match in pattern.finditer(text))
