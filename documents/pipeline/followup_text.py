"""What is announced, in words close to those of the letter, and who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.pipeline.decision_words import BULLET
from documents.pipeline.layout import collapse
from documents.pipeline.time_words import HYPHENATED

_EDGES = " \t\n,;:.–—-•*|("
_LEADING = re.compile(
    r"^(?:(?:en|dan|daarna|daarnaast|vervolgens|ook|hierna|ten\s+slotte|tenslotte|tot\s+slot|daarom|daarbij|verder|tevens|"
    r"uiteraard|inmiddels|dus|nog|nu|dat|waarna|naar\s+verwachting)\b[\s,:]*)+",
    re.IGNORECASE,
)
# The word that ties a time to the rest goes with it: "de vergadering van 3 mei".
_TIE = re.compile(r"(?:\b(?:op|van|in|naar|voor|bij|tot|per|rond|d\.d\.|tijdens|tegen|vanaf)|\()\s*\Z", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s+(?:en|of|om|de|het|van|met|per|rond|tijdens))+$", re.IGNORECASE)
# "Het voornemen is om …", "wij stellen voor om …", "de stuurgroep vraagt om …": what is meant stands behind "om".
_MEANT = re.compile(
    r"^.{0,90}?\b(?:voor|voornemens?|ernaar|plan|bedoeling|gevraagd|vraagt|vragen|verzoekt|verzoeken|afgesproken|voorstel|"
    r"opdracht|afspraak|streven|toegezegd|verzocht|vraag|verzoek)(?:\s+\w+){0,4}?,?\s+om\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PURPOSE = re.compile(
    r",?\s+(?:om\s+(?:\w+\s){0,7}te\s|zodat|omdat|waardoor|waarmee|waarin|waarbij|waarop|aangezien|doordat).*$",
    re.IGNORECASE | re.DOTALL,
)
_COLLEGE = re.compile(r"\b(?:ons|het)\s+college\b(?!\s+van\s+(?!b))", re.IGNORECASE)
_WE = re.compile(r"\b(?:wij|we|van\s+ons|door\s+ons)\b", re.IGNORECASE)
_I = re.compile(r"\bik\b", re.IGNORECASE)
_COUNCIL = re.compile(r"(?:gemeente)?ra(?:ad|den)", re.IGNORECASE)
_A_WORD = re.compile(r"[^\W\d_]{3}")
# Stands for a time that was taken out.
_MARK = "\x01"
_LONGEST = 160
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes the letter: the body for "wij", the person for "ik" where one person signs."""

    body: str = ""
    person: str = ""


def what_of(clause: str, times: Sequence[tuple[int, int]]) -> str:
    """The clause without its times (offsets in it) and without the words that only link it to what was before."""
    bare = clause
    for start, end in sorted(times, reverse=True):
        tie = _TIE.search(bare, max(0, start - 12), start)
        bare = f"{bare[: tie.start() if tie else start]} {_MARK} {bare[end:]}"
    bare = HYPHENATED.sub("", bare)
    bare = collapse(BULLET.sub("", bare, count=1) if BULLET.match(bare) else bare)
    meant = _MEANT.match(bare)
    purpose = _PURPOSE.search(bare)
    main = bare[: purpose.start()] if purpose and _MARK not in purpose[0] else bare
    main = collapse((meant["what"] if meant else main).replace(_MARK, " "))
    bare = collapse(bare.replace(_MARK, " "))
    plain = _LEADING.sub("", main.strip(_EDGES))
    plain = re.sub(r"\s+([,;:.])", r"\1", _TRAILING.sub("", plain).strip(_EDGES))
    return _cut(plain if len(plain) >= _SHORTEST else bare.strip(_EDGES))


def says_something(what: str) -> bool:
    """Whether there is a word in it, and not amounts or marks alone."""
    return _A_WORD.search(what) is not None


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].strip(_EDGES)


def actor_of(clause: str, bodies: Sequence[str], writer: Writer) -> str:
    """Who does it, as written: the college, who writes the letter for "wij" and "ik", else the first body named."""
    if _COLLEGE.search(clause):
        return "college"
    if _WE.search(clause):
        return writer.body
    if _I.search(clause):
        return writer.person or writer.body
    named = [body for body in bodies if not _COUNCIL.fullmatch(body)]
    return collapse(named[0]) if named else ""
