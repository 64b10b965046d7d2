"""Words that name a body (orgaan): "het Algemeen Bestuur van …", "uw raad", "PFO Jeugd …", "stuurgroep transformatie".

The register is not needed to see them; which record is meant is for resolve.py to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents.pipeline.layout import Span
from governance.vocabulary import BodyKind

_S = r"(?:[ \t\u00a0]+\n?[ \t]*|\n[ \t]*)"
# A label of the head on the next line is no part of a name.
_NOT_NEXT = r"(?!(?:Van|Aan|Datum|Onderwerp|Betreft|Zaaknummer|Kenmerk|Geachte|Portefeuillehouder)\b)"
_CAPITAL = rf"(?:{_NOT_NEXT}[A-ZÀ-ÖØ-Þ][\w'’]*(?:[-–&][^\W\d_][\w'’]*)*|&)"
_LINK = r"(?:en|&|van de|van het|van|voor|in|op|de|het|der|e\.v\.)"
TAIL = rf"{_CAPITAL}(?:{_S}(?:{_LINK}{_S})?{_CAPITAL}){{0,7}}"
_OF = rf"(?:{_S}van(?:{_S}(?:de|het|onze|uw))?(?:{_S}gemeenten?)?{_S}{TAIL}(?:{_S}en{_S}{TAIL})?)"
_OF_ANY = rf"(?:{_OF}|{_S}(?:van{_S}(?:de|het){_S})?{TAIL})"
_LOWER_TAIL = rf"(?:{_S}(?:sociaal{_S}domein|[a-z]{{4,}}(?:tie|ting|heid|zorg|hulp|domein)(?![a-z])))"


@dataclass(frozen=True, slots=True)
class BodyHit:
    """A body named in the text; `tail` is what stands behind the kind ("van de DG&J"), `plural` for "de raden"."""

    start: int
    end: int
    text: str
    kind: BodyKind
    tail: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: BodyKind
    head: str
    tail: str
    plural: bool = False
    tail_needed: bool = False


_COUNCIL_NOT = (
    rf"(?!{_S}(?:voor|van{_S}(?:[Ss]tate|[Ss]taten|[Tt]oezicht|[Bb]estuur|[Cc]ommissarissen|[Bb]eheer|[Aa]rbeid)))"
)
_RULES = (
    _Rule(BodyKind.AB, rf"(?i:algemeen{_S}bestuur)|\bAB", _OF_ANY),
    _Rule(BodyKind.DB, rf"(?i:dagelijks{_S}bestuur)|\bDB", _OF_ANY),
    _Rule(BodyKind.OTHER, rf"(?i:bestuur)(?={_S}van{_S}(?:de|het){_S}[A-Z])", _OF, tail_needed=True),
    _Rule(
        BodyKind.COLLEGE,
        rf"(?i:college{_S}van{_S}(?:burgemeester{_S}en{_S}wethouders|b{_S}?&{_S}?w)|"
        rf"burgemeester{_S}en{_S}wethouders|b&w)",
        _OF,
    ),
    _Rule(BodyKind.OTHER, rf"(?i:college)(?={_S}[A-Z]\w+{_S}(?:en{_S})?[A-Z])", rf"(?:{_S}{TAIL})", tail_needed=True),
    _Rule(BodyKind.COLLEGE, r"(?i:college)", _OF),
    _Rule(BodyKind.COLLEGE, r"(?i:colleges)", _OF, plural=True),
    _Rule(
        BodyKind.COUNCIL_COMMITTEE,
        r"(?i:raadscommissie|commissie)",
        rf"(?:{_S}{TAIL}(?<=e){_S}[a-z]{{5,}}|{_S}{TAIL})",
        tail_needed=True,
    ),
    _Rule(BodyKind.COUNCIL_COMMITTEE, r"(?i:raadscommissie)", "(?:)"),
    _Rule(BodyKind.COUNCIL, rf"(?i:gemeenteraad|raad){_COUNCIL_NOT}", rf"(?:{_OF}|{_S}{TAIL})"),
    _Rule(BodyKind.COUNCIL, r"(?i:gemeenteraden|raden)", _OF, plural=True),
    _Rule(BodyKind.PFO, rf"\bP[FH]O|(?i:portefeuillehouders?overleg|bestuurlijk{_S}overleg)", _OF_ANY),
    _Rule(BodyKind.BOARD_COMMITTEE, rf"(?i:bestuurlijke{_S}commissie)", _OF_ANY),
    _Rule(BodyKind.STEERING_GROUP, r"(?i:stuurgroep|regiegroep)", rf"(?:{_OF_ANY}|{_LOWER_TAIL})"),
    _Rule(BodyKind.PLATFORM, r"Platform|platform", rf"(?:{_S}{TAIL})", tail_needed=True),
    _Rule(BodyKind.ADVISORY_COUNCIL, r"(?i:adviesraad|cli[eé]ntenraad|jeugdraad)", rf"(?:{_OF_ANY}|{_LOWER_TAIL})"),
    _Rule(BodyKind.ADVISORY_COUNCIL, r"(?i:adviesraden)", rf"(?:{_OF_ANY}|{_LOWER_TAIL})", plural=True),
    _Rule(BodyKind.OFFICIALS, rf"(?i:ambtelijk{_S}overleg|netwerk)", rf"(?:{_S}{TAIL})", tail_needed=True),
    _Rule(BodyKind.WORKING_GROUP, rf"(?i:(?:ambtelijke{_S})?werkgroep)", _OF_ANY),
    _Rule(BodyKind.PROJECT_GROUP, r"(?i:projectgroep)", _OF_ANY),
    _Rule(BodyKind.PROGRAMME_TEAM, r"(?i:programmateam|aanjaagteam)", rf"(?:{_S}{TAIL})"),
    _Rule(BodyKind.OTHER, r"(?i:raadsgriffie|griffie|presidium|agendacommissie)", _OF),
    _Rule(BodyKind.OTHER, rf"Gedeputeerde{_S}Staten|Provinciale{_S}Staten", _OF),
    _Rule(BodyKind.OTHER, rf"Tweede{_S}Kamer|Eerste{_S}Kamer|Hoge{_S}Raad|Staten-Generaal", "(?:)"),
)
_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        f"(?P<h{number}>{rule.head})(?![\\w-])(?P<t{number}>{rule.tail}){'' if rule.tail_needed else '?'}"
        for number, rule in enumerate(_RULES)
    )
    + ")"
)
_QUICK = re.compile(
    r"bestuur|\bAB\b|\bDB\b|college|raad\b|raden\b|burgemeester|b&w|PFO|PHO|overleg|commissie|groep|"
    r"latform|netwerk|team|griffie|presidium|"
    r"Staten|Kamer",
    re.I,
)


def find_bodies(text: str, start: int = 0, end: int | None = None) -> tuple[BodyHit, ...]:
    """All bodies named between two offsets, in reading order, without overlap."""
    stop = len(text) if end is None else end
    if not _QUICK.search(text, start, stop):
        return ()
    found: list[BodyHit] = []
    for match in _PATTERN.finditer(text, start, stop):
        number = int(
            next(name for name, value in match.groupdict().items() if value is not None and name[0] == "h")[1:]
        )
        rule = _RULES[number]
        tail = match[f"t{number}"] or ""
        found.append(BodyHit(match.start(), match.end(), match[0], rule.kind, tail.strip(), rule.plural))
    return tuple(found)


def alias_bodies(text: str, shorts: Sequence[Span]) -> tuple[BodyHit, ...]:
    """Where the short names of bodies that the letter itself defines come back in the text."""
    names = sorted({short.text for short in shorts}, key=len, reverse=True)
    if not names:
        return ()
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")
    return tuple(BodyHit(match.start(), match.end(), match[0], BodyKind.OTHER, "") for match in pattern.finditer(text))
