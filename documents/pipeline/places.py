"""The gemeente that a letter comes from and its jeugdregio; what is concluded and not read says from what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from documents.pipeline.claims import CERTAIN, CHECK
from documents.pipeline.header import Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, cells
from documents.pipeline.mentions import Hit, Index, fold, says_region
from documents.pipeline.names import letters
from documents.pipeline.resolve import Context, region_of, valid
from documents.pipeline.sender import is_body_of_region
from documents.pipeline.types import ABSENT, Claim, Entry, HeadClaims

_DOMAIN = re.compile(r"@(?:[\w-]+\.)*?(?P<name>[\w-]+)\.(?:nl|frl|eu|com|org|example)\b", re.I)
_GEMEENTE_BEFORE = re.compile(r"\bgemeente\s+$", re.I)
_PLACE_LINE = re.compile(r",?\s*\d")
# Adjectives that do not follow from the name by adding -se; the rule below makes the others.
_ADJECTIVES = {
    "dordtse": "dordrecht",
    "zaanse": "zaanstad",
    "haagse": "s gravenhage",
    "bossche": "s hertogenbosch",
    "goudse": "gouda",
    "zwolse": "zwolle",
    "nijmeegse": "nijmegen",
    "leidse": "leiden",
    "tilburgse": "tilburg",
    "bredase": "breda",
    "emmense": "emmen",
    "assense": "assen",
    "venlose": "venlo",
    "hoornse": "hoorn",
    "heldersee": "den helder",
}
_ADJECTIVE = re.compile(r"\b[A-Z][a-z]+se\b|\bBossche\b")
_OWN_SENDER = re.compile(r"college|burgemeester|wethouder|griffi|secretaris|b\s?&\s?w|gemeente", re.I)
_LOGO_LINES = 10
_NAME_RUN_ON = re.compile(r"\s*[Gg]emeente (?P<name>[A-Z][\w' -]{1,30}?[a-z])(?=[A-Z][a-z]{3,})")
_BEFORE_SIGNATURE = 20  # characters: "namens het " and blanks


@dataclass(frozen=True, slots=True)
class Places:
    """The claims and the register keys behind them."""

    gemeente: Claim = ABSENT
    region: Claim = ABSENT
    gemeente_key: str | None = None
    region_key: str | None = None


def find_places(
    source: Source, head: Head, hits: Sequence[Hit], claims: HeadClaims, index: Index, day: date | None
) -> Places:
    """The sender's gemeente and region on the day of the letter (None: on any day)."""
    context = Context(earliest=day, latest=day)
    gemeente, gemeente_key = _gemeente(source, head, hits, claims, index, context)
    region, region_key = _region(source, hits, claims, index, context, gemeente_key)
    return Places(gemeente, region, gemeente_key, region_key)


# --- Gemeente -------------------------------------------------------------------------------------------------------


def _gemeente(
    source: Source, head: Head, hits: Sequence[Hit], claims: HeadClaims, index: Index, context: Context
) -> tuple[Claim, str | None]:
    from_body = claims["from_body"]
    found = [hit for hit in hits if _one(hit, "gemeente", context)]
    own = _inside(found, from_body)
    if own:
        return _named(source, own, context, 0.98, certain=True)
    if is_body_of_region(from_body.value):
        return ABSENT, None
    top = source.lines[max(0, head.end_line - 1)].end if source.lines else 0
    signature = _inside_lines(source, found, from_body)
    letterhead = [hit for hit in found if hit.start <= top and _is_letterhead(source, hit)]
    logo = _logo(source, head, index) if not letterhead else None
    addressed = _inside(found, claims["to_body"]) if _of_gemeente(from_body) else None
    for hit, confidence in ((signature, 0.95), (letterhead[0] if letterhead else None, 0.97), (addressed, 0.95)):
        if hit:
            return _named(source, hit, context, confidence, certain=True)
    if logo and _of_gemeente(from_body):
        return logo
    return _concluded(source, head, found, index, context) if _of_gemeente(from_body) else (ABSENT, None)


def _of_gemeente(sender: Claim) -> bool:
    """Whether a sender is of the gemeente that it writes to: a college, its members, a griffie; or nobody is named."""
    return sender.value is None or _OWN_SENDER.search(sender.value) is not None


def _one(hit: Hit, kind: str, context: Context) -> Entry | None:
    entries = [entry for entry in hit.entries if entry.kind == kind]
    standing = [entry for entry in entries if valid(entry, context)] or entries
    return standing[0] if len(standing) == 1 else None


def _named(source: Source, hit: Hit, context: Context, confidence: float, *, certain: bool) -> tuple[Claim, str | None]:
    entry = _one(hit, "gemeente", context)
    if entry is None:
        return ABSENT, None
    evidence = source.evidence(hit.start, hit.end)
    return Claim(entry.name, confidence, CERTAIN if certain else CHECK, evidence), entry.key


def _inside(hits: Iterable[Hit], claim: Claim) -> Hit | None:
    """The one gemeente named inside a claim's evidence; none when there are several."""
    evidence = claim.evidence
    found = [hit for hit in hits if evidence and evidence.start <= hit.start and hit.end <= evidence.end]
    return found[0] if len({hit.entries[0].key for hit in found}) == 1 else None


def _inside_lines(source: Source, hits: Iterable[Hit], claim: Claim) -> Hit | None:
    """The gemeente on the line of a claim: "Burgemeester en wethouders van Emmen" cut short by a comma or a bracket."""
    if claim.evidence is None:
        return None
    line = source.line_at(claim.evidence.start)
    if claim.evidence.start - line.start > _BEFORE_SIGNATURE:
        return None  # a sentence about more than its sender
    found = [hit for hit in hits if line.start <= hit.start and hit.end <= line.end]
    return found[0] if len({hit.entries[0].key for hit in found}) == 1 else None


def _is_letterhead(source: Source, hit: Hit) -> bool:
    """ "gemeente Zaanstad" in the head, outside a sentence."""
    line = source.line_at(hit.start)
    return len(line.text.strip()) < 80 and bool(_GEMEENTE_BEFORE.search(source.text[line.start : hit.start]))


def _logo(source: Source, head: Head, index: Index) -> tuple[Claim, str] | None:
    """The name under the word "gemeente" alone on a line above the letter, in whatever letters it is set; or the one
    that the next cell is set against: "Gemeente VoorbeeldRaadsbrief"."""
    lines = [line for line in source.lines[: min(head.end_line, _LOGO_LINES)] if not line.blank]
    for above, below in pairwise(lines):
        name = cells(below)[0]
        if (
            above.text.strip().casefold() == "gemeente"
            and len(entries := index.named(fold(name.text), "gemeente")) == 1
        ):
            return Claim(entries[0].name, 0.9, CHECK, source.evidence(name.start, name.end)), entries[0].key
    for line in lines:
        match = _NAME_RUN_ON.match(line.text)
        entries = index.named(fold(match["name"]), "gemeente") if match else []
        if match and len(entries) == 1:
            start, end = line.start + match.start("name"), line.start + match.end("name")
            return Claim(entries[0].name, 0.9, CHECK, source.evidence(start, end)), entries[0].key
    return None


def _concluded(
    source: Source, head: Head, found: Sequence[Hit], index: Index, context: Context
) -> tuple[Claim, str | None]:
    """The gemeente that stands nowhere as sender: e-mail domain, place and date, adjective, the one named most."""
    by_domain = _domains(source, head, index)
    for hit in found:
        line = source.line_at(hit.start)
        dated = _PLACE_LINE.match(source.text, hit.end) and not source.text[line.start : hit.start].strip()
        if dated and line.number <= head.end_line:
            return _named(source, hit, context, 0.85, certain=False)
    counted = Counter[str]()
    for hit in found:
        entry = _one(hit, "gemeente", context)
        if entry:
            counted[entry.key] += 2 if _GEMEENTE_BEFORE.search(source.text[max(0, hit.start - 12) : hit.start]) else 1
    adjectives = _by_adjective(source.text, index)
    for key in by_domain:
        entry = index.by_key[key]
        named = next((hit for hit in found if _one(hit, "gemeente", context) == entry), None)
        derived = ("personal_data",)
        if named:
            return _named(source, named, context, 0.93, certain=False)
        return Claim(entry.name, 0.93, CHECK, None, derived), key
    counted.update(adjectives)
    return _most_named(source, found, counted, index, context)


def _most_named(
    source: Source, found: Sequence[Hit], counted: Counter[str], index: Index, context: Context
) -> tuple[Claim, str | None]:
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return ABSENT, None
    key = ranked[0][0]
    hit = next((hit for hit in found if _one(hit, "gemeente", context) is index.by_key[key]), None)
    if hit:
        return _named(source, hit, context, 0.6, certain=False)
    return Claim(index.by_key[key].name, 0.5, CHECK, None, ("text",)), key


def _domains(source: Source, head: Head, index: Index) -> list[str]:
    """Gemeenten whose name is the domain of an e-mail address, those behind a label of the head first."""
    spans = [found.value.text for found in head.all(Field.EMAIL, Field.OFFICIAL)]
    keys: list[str] = []
    for text in [*spans, source.text]:
        for match in _DOMAIN.finditer(text):
            name = re.sub(r"^gemeente-?", "", match["name"].casefold())
            keys += [entry.key for entry in index.named(name.replace("-", " "), "gemeente")]
            keys += [key for key in index.gemeenten_by_letters.get(letters(name), ()) if key not in keys]
    return list(dict.fromkeys(keys))


def _by_adjective(text: str, index: Index) -> Counter[str]:
    counted = Counter[str]()
    for match in _ADJECTIVE.finditer(text):
        word = fold(match[0])
        name = _ADJECTIVES.get(word) or word[:-2]
        for entry in index.named(name, "gemeente")[:1]:
            counted[entry.key] += 1
    return counted


# --- Region ---------------------------------------------------------------------------------------------------------


def _region(
    source: Source, hits: Sequence[Hit], claims: HeadClaims, index: Index, context: Context, gemeente: str | None
) -> tuple[Claim, str | None]:
    """The region that the letter names, and the key of the one it belongs to.

    A letter that names no region claims none: a clerk records none either. Its key, for filters and links, then
    follows from the gemeente on the date, else from the bodies mentioned.
    """
    own = _memberships(index, gemeente, context) or _of_sender(hits, claims, index)
    named = [(hit, entry) for hit in hits for entry in hit.entries if entry.kind == "region" and valid(entry, context)]
    for wanted in (True, False):
        for hit, entry in named:
            literal = says_region(source.text, hit)
            if literal is wanted and (not own or entry.key in own):
                jeugd = "jeugd" in source.text[max(0, hit.start - 15) : hit.end].casefold()
                sure = literal and jeugd and entry.key in own
                evidence = source.evidence(hit.start, hit.end)
                return Claim(entry.name, 0.97 if sure else 0.8, CERTAIN if sure else CHECK, evidence), entry.key
    key = own[0] if len(own) == 1 else _region_of_bodies(hits, claims, index, context)
    return (_region_in_name(source, index.by_key[key]) if key else ABSENT), key


def _region_in_name(source: Source, entry: Entry) -> Claim:
    """The region whose name is part of another: "Gemeenschappelijke Regeling Jeugdhulp Rijnmond"."""
    for name in (entry.name, *(name.text for name in entry.names if not name.is_abbreviation)):
        match = re.search(rf"\b(?i:jeugd\w*)\s+(?:[\w&]+\s+){{0,2}}(?P<name>{re.escape(name)})(?!\w)", source.text)
        if match:
            return Claim(entry.name, 0.7, CHECK, source.evidence(match.start("name"), match.end("name")))
    return ABSENT


def _of_sender(hits: Sequence[Hit], claims: HeadClaims, index: Index) -> list[str]:
    """The key of the region whose name, or that of one of its organisations or bodies, is in the name of the sender."""
    sender = claims["from_body"].evidence
    if sender is None or not is_body_of_region(claims["from_body"].value):
        return []
    within = [entry for hit in hits if sender.start <= hit.start < sender.end for entry in hit.entries]
    kept = [entry for entry in within if entry.kind in ("region", "organisation")]
    keys = {entry.key if entry.kind == "region" else region_of(entry, index) for entry in kept}
    return [key for key in keys if key in index.by_key] if len(keys) == 1 else []


def _memberships(index: Index, gemeente: str | None, context: Context) -> list[str]:
    """Keys of the regions that a gemeente can be in on the days of the context."""
    found = []
    for row in index.memberships.get(gemeente or "", ()):
        begins = row.valid_from is None or context.latest is None or row.valid_from <= context.latest
        lasts = row.valid_until is None or context.earliest is None or row.valid_until > context.earliest
        if begins and lasts and row.region in index.by_key:
            found.append(row.region)
    return list(dict.fromkeys(found))


def _region_of_bodies(hits: Sequence[Hit], claims: HeadClaims, index: Index, context: Context) -> str | None:
    """The region that most of the organisations and bodies in the letter belong to, the sender before the others."""
    counted = Counter[str]()
    sender = claims["from_body"].evidence
    for hit in hits:
        regions = {
            region_of(entry, index) for entry in hit.entries if entry.kind in ("organisation", "body", "programme")
        }
        weight = 5 if sender and sender.start <= hit.start < sender.end else 1
        if len(regions) == 1 and (key := regions.pop()) in index.by_key:
            counted[key] += weight
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    entry = index.by_key[ranked[0][0]]
    return entry.key if valid(entry, context) else None
