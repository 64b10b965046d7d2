"""Find the names of the register in a text: one compiled index per gazetteer, longest name first.

Folded are case, accents, "&" and "en", 0 for O inside an abbreviation; "van de" and the like may be left out. An
abbreviation counts only in its own capitals. A hit lists every record that is written so; which one is meant is for
resolve.py to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from documents.pipeline.names import letters
from documents.pipeline.types import Entry, Gazetteer, Membership
from governance.vocabulary import BodyKind

_TOKEN = re.compile(r"[^\W_]+|&")
_GAP = re.compile(r"[\s\-–‑/'’\",()“”‘„]{0,4}")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SKIPPED = frozenset({"van", "de", "het", "der", "den"})
_REGION_WORD = re.compile(r"(?:jeugd(?:zorg|hulp)?-?\s?|sub-?)?regio['’]?s?\s*$|\bJeugdhulp-Regio\s*$", re.I)
_OPENS_WITH_REGION = re.compile(r"(?:jeugd(?:zorg|hulp)?-?)?regio\b", re.I)
_GEMEENTE_WORD = re.compile(
    r"(?:\b(?:gemeenten?|gemeenteraad|raad|college|wethouders?|burgemeester|raden|colleges|"
    r"griffie)\s+(?:van\s+)?(?:de\s+gemeente\s+)?)$",
    re.I,
)
_PREPOSITION = re.compile(r"\b(?:in|van|te|uit|voor|naar|bij|door|en|met|tussen|of)\s*$")
_PERSON_BEFORE = re.compile(
    r"(?:\b[A-Z]\.\s*|\b(?:v\.d\.|ter|ten|von|der)\s+|\b[A-Z][a-z]+\s+(?:van|de|van de[rn]?)\s+)$"
)
# Names of gemeenten that are also words or surnames: only behind "gemeente", a preposition or the like.
AMBIGUOUS = frozenset(
    [
        "best",
        "buren",
        "bergen",
        "huizen",
        "laren",
        "echt",
        "goes",
        "soest",
        "hoorn",
        "elburg",
        "heerde",
        "putten",
        "bunnik",
        "zeist",
        "eersel",
        "asten",
        "deurne",
        "waalre",
        "tiel",
        "gouda",
        "meppel",
        "haren",
        "bladel",
        "son",
        "ede",
        "epe",
        "ermelo",
        "oss",
        "urk",
        "texel",
        "venray",
        "venlo",
        "weert",
        "kampen",
        "staphorst",
        "heusden",
        "altena",
        "eijsden",
        "beek",
        "stein",
        "simpelveld",
        "westland",
        "drechterland",
        "medemblik",
        "midden",
        "dantumadiel",
        "noordwijk",
        "noorden",
        "maasgouw",
        "valkenburg",
        "utrecht",
    ]
)
_LOCAL = (BodyKind.COUNCIL, BodyKind.COLLEGE)
_LONGEST_BEFORE = 40
_MAX_SKIPS = 2
_CACHE_SIZE = 4


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write one record, as folded tokens."""

    tokens: tuple[str, ...]
    entry: Entry
    written: str
    is_abbreviation: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A piece of the text that is a name of one or more records; not `sure` when it is only nearly written so."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    sure: bool = True


class _Tokens:
    """The words of a text: folded, and where each stands."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.folded = [fold(match[0]) for match in found]
        self.spans = [match.span() for match in found]

    def start(self, position: int) -> int:
        """Where a token begins."""
        return self.spans[position][0]

    def end(self, position: int) -> int:
        """Where a token ends."""
        return self.spans[position][1]


class Index:
    """The gazetteer, ready to be looked up by first token and by key."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.by_key = {entry.key: entry for entry in gazetteer.entries}
        self.forms: dict[str, list[Form]] = {}
        self._by_name: dict[tuple[str, ...], list[Entry]] = {}
        self.organisations: dict[str, list[str]] = {}
        self.gemeenten_by_letters: dict[str, list[str]] = {}
        self.bodies: dict[tuple[str, str], list[Entry]] = {}
        self.memberships: dict[str, list[Membership]] = {}
        for row in gazetteer.memberships:
            self.memberships.setdefault(row.gemeente, []).append(row)
        for entry in gazetteer.entries:
            self._add_names(entry)
            self._add_relations(entry)
        for forms in self.forms.values():
            forms.sort(key=lambda form: (-len(form.tokens), form.entry.key, form.written))

    def _add_names(self, entry: Entry) -> None:
        # Every gemeente has a raad and a college: their names say nothing, bodies.py finds the words.
        if entry.kind == "body" and entry.gemeente and entry.body_kind in _LOCAL:
            return
        for form in _forms(entry):
            self.forms.setdefault(form.tokens[0], []).append(form)
            self._by_name.setdefault(form.tokens, []).append(entry)

    def _add_relations(self, entry: Entry) -> None:
        if entry.kind == "organisation" and entry.region:
            self.organisations.setdefault(entry.region, []).append(entry.key)
        elif entry.kind == "gemeente":
            self.gemeenten_by_letters.setdefault(letters(entry.name), []).append(entry.key)
        elif entry.kind == "body":
            for parent in filter(None, (entry.organisation, entry.region, entry.gemeente)):
                self.bodies.setdefault((parent, entry.body_kind), []).append(entry)

    def bodies_of_region(self, region: str, kind: str) -> list[Entry]:
        """The bodies of a kind that hang under a region, by themselves or through an organisation of that region."""
        found = list(self.bodies.get((region, kind), ()))
        for organisation in self.organisations.get(region, ()):
            found += self.bodies.get((organisation, kind), ())
        return list({entry.key: entry for entry in found}.values())

    def named(self, name: str, kind: str) -> list[Entry]:
        """The records of a kind that are written exactly so, apart from folding."""
        tokens = name_tokens(name)
        found = [entry for entry in self._by_name.get(tokens, ()) if entry.kind == kind] if tokens else []
        return list({entry.key: entry for entry in found}.values())


_cache: list[Index] = []


def index_of(gazetteer: Gazetteer) -> Index:
    """The compiled index of a gazetteer; the last few are kept, by identity."""
    for index in _cache:
        if index.gazetteer is gazetteer:
            return index
    index = Index(gazetteer)
    _cache.insert(0, index)
    del _cache[_CACHE_SIZE:]
    return index


@lru_cache(maxsize=16384)
def fold(token: str) -> str:
    """A token without case and accents; "&" is "en"; 0 among letters is read as o."""
    if token == "&":  # noqa: S105 - a token of text
        return "en"
    if token.isascii():
        plain = token.lower()
    else:
        plain = unicodedata.normalize("NFKD", token).encode("ascii", "ignore").decode().casefold() or token
    return plain.replace("0", "o") if "0" in plain and any(char.isalpha() for char in plain) else plain


def name_tokens(name: str) -> tuple[str, ...]:
    """The folded tokens of a name, without determiners after the first token."""
    tokens = [fold(match[0]) for match in _TOKEN.finditer(name)]
    return tuple(token for place, token in enumerate(tokens) if not place or token not in _SKIPPED)


def _forms(entry: Entry) -> Iterator[Form]:
    seen: set[tuple[str, ...]] = set()
    written = [(entry.name, False), *((name.text, name.is_abbreviation) for name in entry.names)]
    for text, is_abbreviation in written:
        tokens = name_tokens(text)
        if tokens and (tokens not in seen or is_abbreviation):
            seen.add(tokens)
            yield Form(tokens, entry, text, is_abbreviation)


def find_hits(text: str, index: Index) -> tuple[Hit, ...]:
    """All names of the register in the text, in reading order, without overlap."""
    tokens = _Tokens(text)
    hits: list[Hit] = []
    reached = 0
    for position, token in enumerate(tokens.folded):
        found = _match_at(text, tokens, position, index) if token in index.forms and position >= reached else None
        if found:
            hit, reached = found
            hits.append(hit)
    return tuple(hits)


def _match_at(text: str, tokens: _Tokens, position: int, index: Index) -> tuple[Hit, int] | None:
    best = 0
    entries: dict[str, Entry] = {}
    length = 0
    behind = tokens.folded[position + 1] if position + 1 < len(tokens.folded) else ""
    for form in index.forms[tokens.folded[position]]:
        if len(form.tokens) < length:
            break
        if len(form.tokens) > 1 and form.tokens[1] != behind and behind not in _SKIPPED:
            continue
        stop = _stop(text, tokens, position, form)
        if not stop or stop < best:
            continue
        if not _plausible(text, tokens.start(position), tokens.end(stop - 1), form):
            continue
        if stop > best:
            entries = {}
        best, length = stop, len(form.tokens)
        entries.setdefault(form.entry.key, form.entry)
    if not entries:
        return None
    start, end = tokens.start(position), tokens.end(best - 1)
    return Hit(start, end, tuple(_by_context(text, start, list(entries.values())))), best


def _stop(text: str, tokens: _Tokens, position: int, form: Form) -> int:
    """The index after the last token of the form at this position; 0 when it does not stand here."""
    here, folded = position + 1, tokens.folded
    for wanted in form.tokens[1:]:
        skipped = 0
        while here < len(folded) and folded[here] != wanted:
            if folded[here] not in _SKIPPED or skipped == _MAX_SKIPS:
                return 0
            skipped += 1
            here += 1
        if here >= len(folded):
            return 0
        here += 1
    for left in range(position, here - 1):
        gap = text[tokens.end(left) : tokens.start(left + 1)]
        if not _GAP.fullmatch(gap) or _BLANK_LINE.search(gap):
            return 0
    return here


def _plausible(text: str, start: int, end: int, form: Form) -> bool:
    """Capitals, and the words around it: "Best" and "Huizen" are gemeenten only where the text says so."""
    written = text[start:end]
    if form.is_abbreviation:
        return written.replace("0", "O").replace(" ", "") == form.written.replace("0", "O").replace(" ", "")
    # The s of 's-Hertogenbosch is small.
    if form.entry.kind in ("gemeente", "region", "person") and not written.removeprefix("s-")[:1].isupper():
        return False
    if form.entry.kind == "gemeente" and len(form.tokens) == 1:
        return _is_gemeente(text, start, end)
    return True


def _is_gemeente(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    if before.endswith(("-", "–")) or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()):
        return False
    if _PERSON_BEFORE.search(before) and not _GEMEENTE_WORD.search(before):
        return False
    if fold(text[start:end]) not in AMBIGUOUS:
        return True
    return bool(_GEMEENTE_WORD.search(before) or _PREPOSITION.search(before)) or text[end : end + 1] in ","


def _by_context(text: str, start: int, entries: Sequence[Entry]) -> list[Entry]:
    """Of records of several kinds with one name: the region after "regio", else the gemeente."""
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    kinds = {entry.kind for entry in entries}
    if len(kinds) == 1:
        return list(entries)
    if "region" in kinds and _REGION_WORD.search(before):
        return [entry for entry in entries if entry.kind == "region"]
    for kind in ("gemeente", "organisation", "body", "programme"):
        if kind in kinds:
            return [entry for entry in entries if entry.kind == kind]
    return list(entries)


def says_region(text: str, hit: Hit) -> bool:
    """Whether "regio", "jeugdregio" or the like stands right before a hit, or opens it."""
    opens = _OPENS_WITH_REGION.match(text, hit.start, hit.end)
    return bool(opens or _REGION_WORD.search(text[max(0, hit.start - _LONGEST_BEFORE) : hit.start]))
