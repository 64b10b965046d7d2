"""Names of civil servants and inhabitants in a letter, wherever they stand.

Bestuurders in function are left out: wethouders, burgemeester, raadsleden, and the secretary and griffier who sign for
a board. In doubt a name is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.pipeline.header import CLOSING, Head, HeadValue
from documents.pipeline.heading_words import SIGNING
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, collapse
from documents.pipeline.names import (
    FULL,
    INITIALED,
    find_name,
    full,
    initialed,
    is_person,
    letters,
    opens_sentence,
    owns_address,
    surname,
)
from documents.pipeline.personal_numbers import Found, has_contact, tried

_PARTIES = (
    r"VVD|CDA|PvdA|D66|GL|GroenLinks|SP|PVV|CU|ChristenUnie|SGP|DENK|PvdD|FvD|JA21|50PLUS|BBB|Volt|NSC|fractie\b[^)]*|"
    r"raadslid|wethouder|burgemeester"
)
_PUBLIC_OFFICE = re.compile(
    r"\b(?:(?:loco-?|oud-|oud\s+)?(?:wethouder|burgemeester)|gemeentesecretaris|portefeuillehouder|raadslid|statenlid|"
    r"kamerlid|commissielid|fractievoorzitter|fractieleider|minister|staatssecretaris|gedeputeerde|"
    r"commissaris\s+van\s+de\s+koning\w*|"
    r"kinderombudsman|griffier|bestuurder|fractie|oppositie)(?:s|en|leden)?\b",
    re.I,
)
_OF_PARTY = re.compile(
    rf"\s*\((?:{_PARTIES})\)|\s+van\s+(?:de\s+)?(?:fractie|oppositie)\b|\s*\({_PUBLIC_OFFICE.pattern}", re.I
)
# Offices of those who sign for a board.
_SIGNING_OFFICE = re.compile(
    r"\b(?:secretaris|griffier|burgemeester|wethouder|voorzitter|portefeuillehouder|locoburgemeester|gemeentesecretaris)\b",
    re.I,
)
_CIVIL = re.compile(
    r"directeur|directrice|medewerk(?:er|ster)|adviseur|manager|co[öo]rdinator|consulent|regisseur|trekker\b|leider\b|"
    r"begeleid(?:er|ing|t)\b|"
    r"\b(?:beleids\w+|ambtelijk\w*|ambtena\w+|projectl\w+|opdrachtgever|opdrachtnemer|contact(?:persoon|personen)?|"
    r"inspreker\w*|"
    r"inwoner|moeder|vader|cliënt|secretariaat|accounthouder|kwartiermaker|bereik\w*|bellen|bel|mail|mailen|mailt|"
    r"appen|belt|spreken|vragen|inlichtingen|informatie\s+bij|telefoon\w*|doorkies\w*|steller|opsteller|auteur|"
    r"behandel(?:aar|d\s+door)|"
    r"teamcoach|afdelingshoofd|hoofd|jurist|juriste|strateeg|controller|inkoper|secretaresse|bestuurssecretaris|collega|"
    r"aanspreekpunt|terecht\s+bij|opgesteld\s+door|jeugdarts|gedragswetenschapper|namens\s+deze[n]?)\b",
    re.I,
)
_FUNCTION = re.compile(
    r"(?:directeur|directrice|manager|hoofd|leider|medewerk(?:er|ster)|adviseur|co[öo]rdinator|jurist|consulent|strateeg|"
    r"controller|bestuurssecretaris|ambtelijk\s+secretaris|\bbeleids\w+)\b|\bhoofd\s",
    re.I,
)
_TITLED = re.compile(
    rf"\b(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]hr\.?|[Hh]eer|[Mm]eneer|[Ff]amilie|[Ee]chtpaar)\s+(?P<name>{INITIALED.pattern}|"
    rf"{FULL.pattern.replace('core', 'full')}|(?:(?:van|de|den|der|ter|ten|te|’t|'t)\s+){{0,3}}[A-ZÀ-Þ][\w'’-]{{2,}})",
)
# What each of them begins with: no other place is looked at.
_TITLE_MARK = re.compile(r"[MmDdHhFfEe](?:evr|w|hr|eer|eneer|amilie|chtpaar)")
# A label that labels.py does not have, but that clearly announces a civil servant.
_LOOSE_LABEL = re.compile(
    r"^[^\n:]{0,40}(?:ambtena|steller|auteur|behandel|contact|inlichting|medewerk|adviseur|leider|informatie|opgesteld|secretariaat|"
    r"aanspreekpunt|vragen)[^\n:]{0,30}(?::|\t| {2,})(?P<value>[^\n]{3,120})",
    re.I | re.M,
)
_COPY = re.compile(
    r"^[ \t]*(?:cc|c\.c\.|kopie(?:[ ]aan)?|afschrift(?:[ ]aan)?|i\.a\.a\.|in[ ]afschrift[ ]aan|t\.a\.v\.|"
    r"ter[ ]attentie[ ]van)"
    r"\b[ \t]*:?[ \t]*(?P<value>[^\n]{3,160})",
    re.I | re.M,
)
_VALUE_NAME = re.compile(
    r"^(?:(?:de\s+)?heer|mevrouw|mevr\.|mw\.|dhr\.|drs\.|mr\.|ir\.|"
    r"dr\.)?\s*(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:[ ][\w.'’-]+){0,5})"
)
_UPPER, _LOWER = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_REVERSED = re.compile(
    rf"(?<!\w)(?P<core>(?:[{_UPPER}][{_LOWER}'’]+(?:[ ]?-[ ]?[{_UPPER}][{_LOWER}]+)*),[ ]?(?:[{_UPPER}]\.[ ]?){{1,5}}"
    rf"(?:[ ]?(?:van|de|den|der|ter|ten|te)(?![{_LOWER}])){{0,3}})(?![ ]?[{_UPPER}][{_LOWER}])"
)
_CAPITALS = re.compile(
    rf"(?<!\w)(?P<core>(?:[{_UPPER}]\.[ ]?){{1,5}}(?:(?:VAN|DE|DEN|DER|TER|TEN|"
    rf"TE)[ ])*[{_UPPER}]{{3,}}(?:-[{_UPPER}]{{3,}})?)(?!\w)"
)
# What stands before a name in "Bel Fenna Voorbeeld" is no first name.
_FIRST_WORDS = re.compile(
    r"(?:Bel|Mail|Vraag|Vragen|Neem|Contact|Via|Tel|Telefoon|Namens|Afdeling|Secretariaat|Mevr|Dhr|Inlichtingen|Informatie|"
    rf"Bereikbaar|Uw|Adviseur|Domein|Beleid|Sector|Cluster)|[A-Z]?(?:{_CIVIL.pattern})",
    re.I,
)
# Endings of words that name things; a surname in -ing or -huis stays.
_THING = re.compile(
    r"(?:heid|tie|ties|ment|model|bureau|rapport|rapportage|team|teams|loket|plan|plannen|wet|kader|visie|agenda|fonds|dienst|"
    r"diensten|instelling|instellingen|zorg|hulp|akkoord|beraad|raad|overleg|programma|regeling|groep|vereniging|stichting|gemeente|"
    r"gemeenten|regio|domein|beleid|onderwijs|nota|norm|aanpak|preventie|jeugd|gezin|monitor|tafel|tafels|netwerk|punt|wijzer|"
    r"scan|pact|motie|brief|besluit|voorstel|kamer|staten|holland|brabant|gelderland|limburg|overijssel|drenthe|flevoland|utrecht)$",
    re.I,
)
_MORE = re.compile(
    rf"(?:(?<=[ ](?:El|Al|De|Le|La|Da|Di|Du))|(?<=[ ](?:Ait|Ben|Bin|Abu|Van|Den|Der|Ten|Ter|Dos)))"
    rf"[ ](?:(?:de|der|den|het)[ ])?[{_UPPER}][{_LOWER}'’]+(?:-[{_UPPER}][{_LOWER}]+)?"
)
_COMPANY = re.compile(r"(?:[BNCS]\.[ ]?V\.|V\.[ ]?O\.[ ]?F\.|U\.[ ]?A\.|[A-Z]\.[ ]?(?:B|N)\.[ ]?V\.)")
_STREET_BEHIND = re.compile(
    r"[ ]?(?:straat|laan|weg|plein|kade|school|college|stichting|fonds|huis|ziekenhuis)?[ ]?\d{1,4}\b|"
    r"(?:straat|laan|weg|plein|school)\b"
)
# In a head whose cells a PDF ran together: "WethouderA. VoorbeeldB. de Tester".
_GLUED = re.compile(
    rf"(?<=[{_LOWER}])(?P<core>(?:[{_UPPER}]\.[ ]?){{1,4}}(?:(?:van|de|den|der|ter|ten|te)[ ]){{0,3}}"
    rf"[{_UPPER}][{_LOWER}]{{2,}}(?:-[{_UPPER}][{_LOWER}]+)?)"
)
_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SMALL = re.compile(rf"[{_LOWER}][{_LOWER}'’]{{2,}}")
_IN_NAME, _IN_WORD = re.compile(r"[\w.@-]"), re.compile(r"[\w@'’]")
_MIN_SURNAME = 4
_LONG_SURNAME = 7
_LONG_WORD = 5
_NEAR = 60
_SHORT = 100
_SIGNATURE = 14
_PLAIN_INITIALS = re.compile(r"(?:(?:[A-Z]|Th|Ch|IJ|Ph|Joh)\.[ ]?){1,6}")


@dataclass(frozen=True, slots=True)
class Public:
    """Those who are not proposed: `holders` answer to a raad, `signers` sign for a board."""

    holders: tuple[str, ...]
    signers: tuple[str, ...]


def find_people(
    source: Source, head: Head, public: Public, found: Sequence[Found], places: Collection[str]
) -> list[tuple[int, int]]:
    """The names, in no order and with repeats; `found` are the numbers and addresses of the letter, `places` the names
    of gemeenten, regions and organisations in it."""
    letter = _Letter(source, head, places)
    holders = [*public.holders, *_holders(letter)]
    glued = (match.span("core") for match in _GLUED.finditer(source.text, 0, letter.body) if is_person(match["core"]))
    labelled = [*_labelled(letter), *_civil_signers(letter), *glued]
    everyone = [*holders, *(name for name in public.signers if not _is_any(name, _texts(source, labelled)))]
    others = [*_in_prose(letter), *_beside_numbers(letter, found), *_owners(letter, found), *_initialed(letter)]
    return [
        *(span for span in _whole(source, labelled) if not _is_any(_text(source, span), holders)),
        *(span for span in _whole(source, others) if not _is_any(_text(source, span), everyone)),
    ]


class _Letter:
    """The letter with the words that its names cannot be."""

    def __init__(self, source: Source, head: Head, places: Collection[str]) -> None:
        self.source, self.head, self.text = source, head, source.text
        self.body = source.lines[head.end_line].start if head.end_line < len(source.lines) else len(source.text)
        self._places = {word for place in places for word in _WORDS.findall(place) if len(word) >= _LONG_WORD}

    def is_word(self, word: str) -> bool:
        """Whether the letter also writes a word, given in small letters, without a capital."""
        place = self.text.find(word) if _SMALL.fullmatch(word) else -1
        while place >= 0:
            if not (_IN_WORD.match(self.text, place + len(word)) or (place and _IN_NAME.match(self.text, place - 1))):
                return True
            place = self.text.find(word, place + 1)
        return False

    @cached_property
    def full(self) -> tuple[tuple[int, int], ...]:
        """Where first name and surname stand, in the whole text."""
        return tuple(full_names(self.text, 0, len(self.text)))

    @cached_property
    def initialed(self) -> tuple[re.Match[str], ...]:
        """Names with initials in the whole text."""
        return tuple(initialed(self.text))

    @cached_property
    def signature(self) -> tuple[Line, ...]:
        """The lines from the closing words or the signing body on, as far as a signature goes."""
        lines = self.source.lines[self.head.end_line :]
        closing = [line.number for line in lines if CLOSING.match(line.text)]
        signing = [
            line.number for line in lines[-_SIGNATURE * 3 :] if SIGNING.match(line.text) and len(line.text) < _SHORT
        ]
        start = closing[-1] if closing else signing[-1] if signing else None
        return () if start is None else self.source.lines[start : start + _SIGNATURE]

    def plausible(self, name: str) -> bool:
        """Whether words with capitals can be a person: none is an everyday word, a place, or a word of this letter."""
        words = [word for word in re.split(r"[ \-–]", name) if word[:1].isupper()]
        if not is_person(name) or any(_THING.search(word) for word in words):
            return False
        if any(word in self._places for word in words):
            return False
        first, last = words[0].casefold(), words[-1].casefold()
        return not self.is_word(first) and not (len(last) >= _LONG_SURNAME and self.is_word(last))


def full_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """First name and surname between two offsets; a word that only stands before a name is left off."""
    while match := next(full(text, start, end), None):
        start = match.end()
        first = _WORDS.match(text, match.start("core"))
        if first and _FIRST_WORDS.fullmatch(first[0]):
            start = first.end()
        else:
            yield match.start("core"), match.end("core")


def _text(source: Source, span: tuple[int, int]) -> str:
    return collapse(source.text[slice(*span)])


def _texts(source: Source, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [_text(source, span) for span in spans]


def _is_any(name: str, others: Sequence[str]) -> bool:
    """Whether one of the others can be the same person: same surname, and no other first letter."""
    last, first = letters(surname(name)), letters(name)[:1]
    alone = letters(name) == last
    for other in others:
        theirs = letters(surname(other))
        if last == theirs and (alone or letters(other) == theirs or letters(other)[:1] == first):
            return True
    return False


def _whole(source: Source, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names with the part that a pattern of Dutch names leaves off: "Fatima El" goes on with "Voorbeeld"."""
    for start, end in spans:
        more = _MORE.match(source.text, end)
        yield start, more.end() if more else end


def _holders(letter: _Letter) -> Iterator[str]:
    """Names behind Portefeuillehouder, and behind Van and Aan unless a civil servant's function stands there."""
    for value in letter.head.all(Field.HOLDER, Field.PORTFOLIO, Field.SENDER):
        if value.field is Field.SENDER and (_FUNCTION.search(value.value.text) or _writes(letter, value)):
            continue
        text = value.value.text
        for match in (*initialed(text), *full(text), *_REVERSED.finditer(text)):
            yield _forward(match["core"])


def _writes(letter: _Letter, value: HeadValue) -> bool:
    """Whether "Van" names who has an e-mail address in the letter and no office: the civil servant who wrote it."""
    name = find_name(value.value.text) if not _PUBLIC_OFFICE.search(value.value.text) else None
    return name is not None and owns_address(letter.text, name["core"])


def _forward(name: str) -> str:
    """ "Voorbeeld, A. de" as "A. de Voorbeeld"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last}" if comma else name


# --- Behind labels and in the signature -----------------------------------------------------------------------------


def _labelled(letter: _Letter) -> Iterator[tuple[int, int]]:
    """Names behind Auteur, Contactpersoon and the like, on a line for copies, and above a number in a contact block."""
    for value in letter.head.all(Field.OFFICIAL):
        spans = list(_names_between(letter, value.value.start, value.value.end, strict=False))
        match = None if spans else _VALUE_NAME.match(value.value.text)
        if match and not any(char.isdigit() for char in match["name"]):
            spans = [(value.value.start + match.start("name"), value.value.start + match.end("name"))]
        yield from spans
    for value in letter.head.all(Field.SENDER):
        told = _FUNCTION.search(value.value.text) and not _PUBLIC_OFFICE.search(value.value.text)
        if told or _writes(letter, value):
            yield from _names_between(letter, value.value.start, value.value.end, strict=True)
    yield from _announced(letter)
    yield from _blocks(letter)


def _announced(letter: _Letter) -> Iterator[tuple[int, int]]:
    """Names behind a label of which only a part is known, and behind "cc", "kopie" and "t.a.v."."""
    for line in (*_loose_labels(letter.text), *_COPY.finditer(letter.text)):
        for start, end in _names_between(letter, line.start("value"), line.end("value"), strict=True):
            if not _holds_office(letter.text, start, end):
                yield start, end


def _loose_labels(text: str) -> Iterator[re.Match[str]]:
    """Tried only on lines that have a colon, a tab or a gap."""
    start = 0
    for line in text.split("\n"):
        match = _LOOSE_LABEL.match(text, start) if ":" in line or "\t" in line or "  " in line else None
        if match:
            yield match
        start += len(line) + 1


def _names_between(letter: _Letter, start: int, end: int, *, strict: bool) -> Iterator[tuple[int, int]]:
    """The names between two offsets; `strict` leaves out words with capitals that can be no person."""
    text = letter.text
    reversed_, capitals = _REVERSED.finditer(text, start, end), _CAPITALS.finditer(text, start, end)
    for match in (*initialed(text, start, end), *reversed_, *capitals):
        yield match.start("core"), match.end("core")
    for left, right in full_names(letter.text, start, end):
        if not strict or letter.plausible(text[left:right]):
            yield left, right


def _blocks(letter: _Letter) -> Iterator[tuple[int, int]]:
    """A line that is a name alone, with an address or number on one of the lines below."""
    for line in letter.source.lines:
        text = line.text.strip()
        if not 4 < len(text) < 50 or letter.head.labels.opens(text):
            continue
        match = INITIALED.fullmatch(text) or FULL.fullmatch(text)
        if match and any(has_contact(other) for other in letter.text[line.end : line.end + 160].split("\n")[1:4]):
            span = letter.source.span(line.start, line.end)
            yield span.start, span.end


def _civil_signers(letter: _Letter) -> Iterator[tuple[int, int]]:
    """Names in the signature with the function of a civil servant beside or below them."""
    lines = letter.source.lines
    for line in letter.signature:
        below = lines[line.number + 1].text if line.number + 1 < len(lines) else ""
        for start, end in _names_between(letter, line.start, line.end, strict=True):
            beside = letter.text[end : line.end]
            if any(_FUNCTION.search(text) and not _PUBLIC_OFFICE.search(text) for text in (beside, below)):
                yield start, end


# --- In the text ----------------------------------------------------------------------------------------------------


def _in_prose(letter: _Letter) -> Iterator[tuple[int, int]]:
    """Names with mevrouw or de heer; in the running text first name and surname near words of civil servants."""
    text = letter.text
    titles = (mark.start() for mark in _TITLE_MARK.finditer(text))
    for match in tried(_TITLED, text, titles):
        if not _holds_office(text, match.start(), match.end()):
            yield match.start("name"), match.end("name")
    for start, end in letter.full:
        near = start >= letter.body and _near_work(text, start, end)
        if near and letter.plausible(text[start:end]) and not _holds_office(text, start, end):
            yield start, end


def _beside_numbers(letter: _Letter, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Names on a line with an e-mail address or telephone number, also in the head and in footnotes."""
    public = {value.line for value in letter.head.all(Field.HOLDER, Field.PORTFOLIO, Field.RECIPIENT)}
    numbers = {letter.source.line_at(item.start).number for item in found if item.kind in ("email", "phone")}
    for line in (letter.source.lines[number] for number in sorted(numbers)):
        for start, end in _names_between(letter, line.start, line.end, strict=True):
            if line.number not in public and not _holds_office(letter.text, start, end):
                yield start, end


def _initialed(letter: _Letter) -> Iterator[tuple[int, int]]:
    """Every other name with initials that stands outside the signature and holds no office."""
    fields = (Field.HOLDER, Field.PORTFOLIO, Field.RECIPIENT, Field.SENDER)
    public = {value.line for value in letter.head.all(*fields)} | {line.number for line in letter.signature}
    text = letter.text
    for match in letter.initialed:
        core, last = match["core"], surname(match["core"])
        if not _PLAIN_INITIALS.match(core) or _COMPANY.match(core) or opens_sentence(last) or not is_person(last):
            continue
        if len(last) > _LONG_SURNAME and _THING.search(last):
            continue  # "N.B. Raadsvoorstel 12"
        start, end = match.span("core")
        if letter.is_word(last.casefold()) or text[start - 1 : start] == "&" or _STREET_BEHIND.match(text, end):
            continue
        if letter.source.line_at(start).number not in public and not _holds_office(text, match.start(), end):
            yield start, end


def _near_work(text: str, start: int, end: int) -> bool:
    """Whether a word for a civil servant's work stands near: two words with capitals alone may name anything."""
    return bool(_CIVIL.search(text[max(0, start - _NEAR) : start]) or _CIVIL.search(text[end : end + _NEAR]))


def _holds_office(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 25) : start], text[end : end + 60].split("\n\n", maxsplit=1)[0]
    near = re.match(r"\s*[,(]?\s*(?:de\s+|onze\s+|uw\s+)?", after)
    follows = _PUBLIC_OFFICE.match(after, near.end() if near else 0)
    signs = re.match(r"\s*,?\s*\(?(?:de\s+)?(?:secretaris|griffier|voorzitter)\b", after, re.I)
    opening = _PUBLIC_OFFICE.search(re.split(r"[.;]\s|\n\n", before)[-1])
    return bool(opening or follows or signs or _OF_PARTY.match(after))


def _owners(letter: _Letter, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Names anywhere in the letter that belong to one of its e-mail addresses."""
    locals_ = [letters(letter.text[item.start : item.end].split("@")[0]) for item in found if item.kind == "email"]
    if not locals_:
        return
    for start, end in [*(match.span("core") for match in letter.initialed), *letter.full]:
        last = surname(letter.text[start:end])
        name = letters(last)
        parts = [letters(part) for part in re.split(r"[ \-–]", last) if len(part) > _MIN_SURNAME]
        if any(
            (len(name) >= _MIN_SURNAME and name in local) or any(part in local for part in parts) for local in locals_
        ):
            yield start, end
