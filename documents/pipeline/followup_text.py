"""What is announced, in words close to those of the letter, and who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.pipeline.decision_words import BULLET
from documents.pipeline.layout import collapse

_EDGES = " \t\n,;:.–—-•*|"
_LEADING = re.compile(
    r"^(?:(?:en|dan|daarna|daarnaast|vervolgens|ook|hierna|ten\s+slotte|tenslotte|tot\s+slot|daarom|daarbij|verder|hierover|"
    r"hiervoor|hiertoe|tevens|uiteraard|inmiddels|dus|er|nog|nu|wordt|worden|zal|zullen|gaan|gaat|volgt|volgen|vindt|"
    r"vinden|ontvangt|krijgt|hoort|is|zijn|staat|om|wij|we|ik|u|uw\s+raad|dat|die|waarna|naar\s+verwachting|in|op|van|voor|"
    r"tot)\b[\s,:]*)+",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?<![\w-])(?:zal|zullen|zult|wordt|worden|gaan|gaat|wij|we|ik|u|nog|er|dan|daarom|daarbij|ook|vervolgens|opnieuw|"
    r"naar\s+verwachting|graag|hierover|hiervan|verder|is|zijn|gepland|voorzien|verwacht|volgt|vindt|vinden|plaats|"
    r"plaatsvinden)(?![\w-])",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:op|in|van|voor|tot|aan|met|en|of|om|de|het|per|naar|rond|tijdens|bij))+$", re.IGNORECASE
)
# "Het voornemen is om …", "wij stellen voor om …", "de stuurgroep vraagt om …": what is meant stands behind "om".
_MEANT = re.compile(
    r"^.{0,90}?\b(?:voor|voornemens?|ernaar|plan|bedoeling|gevraagd|vraagt|vragen|verzoekt|verzoeken|afgesproken|voorstel|"
    r"opdracht|streven|toegezegd|verzocht|vraag|verzoek)(?:\s+\w+){0,4}?,?\s+om\s+(?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_PURPOSE = re.compile(
    r",?\s+(?:om\s+(?:\w+\s){0,7}te\s|zodat|omdat|waardoor|waarmee|waarin|waarbij|waarop|aangezien|doordat).*$",
    re.IGNORECASE | re.DOTALL,
)
_WE = re.compile(r"\b(?:wij|we|ons\s+college|het\s+college)\b", re.IGNORECASE)
_I = re.compile(r"\bik\b", re.IGNORECASE)
_COUNCIL = re.compile(r"(?:gemeente)?ra(?:ad|den)", re.IGNORECASE)
_LONGEST = 160
_SHORTEST = 4


def what_of(clause: str, times: Sequence[tuple[int, int]]) -> str:
    """The clause without its times (offsets in it), without auxiliaries and the words that only link it."""
    bare = clause
    for start, end in sorted(times, reverse=True):
        bare = f"{bare[:start]} {bare[end:]}"
    bare = collapse(BULLET.sub("", bare, count=1) if BULLET.match(bare) else bare)
    meant = _MEANT.match(bare)
    main = meant["what"] if meant else _PURPOSE.sub("", bare)
    plain = _LEADING.sub("", main.strip(_EDGES))
    plain = collapse(_AUXILIARY.sub(" ", plain)).strip(_EDGES)
    plain = re.sub(r"\s+([,;:.])", r"\1", _TRAILING.sub("", plain).strip(_EDGES))
    return _cut(plain if len(plain) >= _SHORTEST else bare.strip(_EDGES))


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].strip(_EDGES)


def actor_of(clause: str, bodies: Sequence[str]) -> str:
    """Who does it, as written: "wij" is the college, "ik" the wethouder, else the first body that the clause names."""
    if _WE.search(clause):
        return "college"
    if _I.search(clause):
        return "wethouder"
    named = [body for body in bodies if not _COUNCIL.fullmatch(body)]
    return collapse(named[0]) if named else ""
