"""How Dutch names of people look: titles, initials or a first name, particles, surname."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_UPPER = "A-ZÀ-ÖØ-ÞĆČĎĐĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽȘȚ"
_LOWER = "a-zß-öø-ÿāăąćčďđēęěğīıłńňōőœřśşšťūůűźżžșț"
_WORD = rf"[{_UPPER}][{_LOWER}'’]+(?:[{_UPPER}][{_LOWER}]+)?"
_PARTICLE = (
    r"(?:van(?:[ ]der?|[ ]den|[ ]het|[ ]’t|[ ]'t)?|v\.d\.|v\.|de|den|der|ter|ten|te|la|le|el|al|in ’t|"
    r"in 't|’t|'t|op de[nr]?|uit de[nr]?|zur|von|da|dos|bin|ben)"
)
_SURNAME = rf"(?:{_PARTICLE}[ ])*{_WORD}(?:[ ]?[-–][ ]?(?:{_PARTICLE}[ ])*{_WORD})*"
_INITIALS = rf"(?:[{_UPPER}](?:[{_LOWER}]{{1,2}})?\.[ ]?){{1,6}}"
_TITLE = r"(?:(?:drs|mr|dr|ir|ing|prof|bc|mevr|mw|dhr)\.[ ]?|(?:drs|mr|ir|ing)[ ])"
# Words with a capital that open a sentence or name an office, never a person.
_NOT_A_FIRST_NAME = (
    "De|Het|Een|Den|Aan|Van|Voor|Op|In|Bij|Met|Om|Als|Dat|Dit|Deze|Die|Wij|We|Ik|U|Uw|Ons|Onze|Geachte|Beste|Namens|Heer|Mevrouw|"
    "Gemeente|College|Raad|Wethouder|Burgemeester|Stichting|Dienst|Regio|Jeugd|Zorg|Wet|Programma|Platform|Commissie|Bestuur|"
    "Algemeen|Dagelijks|Team|Bijlage|Datum|Onderwerp|Noord|Zuid|Oost|West|Nieuwe|Huis|Gooi|Provincie|Gedeputeerde|Provinciale|"
    "Tweede|Eerste|Hoge|Er|Is|Zijn|Wat|Hoe|Waar|Tot|Uit|Over|Na|Door|Per|Naar|Sociaal|Lokaal|Hoogachtend|Telefoon|Postbus|Ook|Zo|"
    "Daar|Hier|Hij|Zij|Ze|Nu|Toen|Graag|Inmiddels|Daarnaast|Verder|Afdeling|Secretaris|Griffier|Gemeentesecretaris"
)
INITIALED = re.compile(
    rf"(?<![\w.@-])(?:{_TITLE})*(?P<core>{_INITIALS}(?:\([{_UPPER}][{_LOWER}]+\)[ ])?{_SURNAME})(?![{_LOWER}])"
)
FULL = re.compile(
    rf"(?<![\w.@-])(?:{_TITLE})*(?P<core>(?!(?:{_NOT_A_FIRST_NAME})\b)[{_UPPER}][{_LOWER}]{{1,14}}(?:-[{_UPPER}][{_LOWER}]+)?"
    rf"(?:[ ][{_UPPER}]\.)*[ ]{_SURNAME})(?![{_LOWER}])"
)
# What such names begin with, behind their titles: no other place is looked at.
_INITIALED_MARK = re.compile(rf"[{_UPPER}][{_LOWER}]{{0,2}}\.")
_FULL_MARK = re.compile(rf"[{_UPPER}][{_LOWER}]{{1,14}}(?:-[{_UPPER}][{_LOWER}]+)?[ ]")
_TITLES_BEFORE = re.compile(rf"(?<![\w.@-])(?:{_TITLE})+\Z")
_LONGEST_TITLES = 24
_TITLE_ENDS = frozenset(".srg")
_SURNAME_PART = re.compile(rf"(?:{_PARTICLE}[ ])*{_WORD}(?:[ ]?[-–][ ]?(?:{_PARTICLE}[ ])*{_WORD})*$")
_TITLES = re.compile(rf"^(?:{_TITLE})*")
_GIVEN = re.compile(rf"^(?:{_TITLE})*(?:{_INITIALS}|[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?[ ])")


_SENTENCE_WORDS = frozenset(_NOT_A_FIRST_NAME.split("|"))


def opens_sentence(name: str) -> bool:
    """Whether a surname is a word that opens sentences: "vitamine C. De" has no name in it."""
    return any(word in _SENTENCE_WORDS for word in name.split())


def initialed(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The names with initials between two offsets, as INITIALED finds them."""
    return _at(INITIALED, _INITIALED_MARK, text, start, len(text) if end is None else end)


def full(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The names with a first name between two offsets, as FULL finds them."""
    return _at(FULL, _FULL_MARK, text, start, len(text) if end is None else end)


def _at(pattern: re.Pattern[str], mark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    reached = start
    for first in mark.finditer(text, start, end):
        place = first.start()
        if place < reached:
            continue
        may_be = text[max(0, place - 2) : place].rstrip(" ")[-1:] in _TITLE_ENDS
        titles = _TITLES_BEFORE.search(text, max(reached, place - _LONGEST_TITLES), place) if may_be else None
        match = pattern.match(text, titles.start() if titles else place, end)
        if match:
            reached = match.end()
            yield match


def find_name(text: str) -> re.Match[str] | None:
    """The first person's name: one with initials before one with a first name; group "core" is without titles."""
    return next(initialed(text), None) or next(full(text), None)


def surname(name: str) -> str:
    """The surname with its particles: "van der Laan" of "H. van der Laan"; the whole when it cannot be told."""
    rest = _GIVEN.sub("", name, count=1).strip()
    match = _SURNAME_PART.search(rest)
    return match[0] if match else rest or name


def given_name(name: str) -> str:
    """The first name, empty when there are only initials."""
    first = _TITLES.sub("", name, count=1).split(" ")[0]
    return first if len(first) > 2 and "." not in first and first != name else ""


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Only the letters, folded: to compare a name with an e-mail address."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(filter(str.isalpha, plain.casefold()))


_ADDRESS = re.compile(r"[\w.-]+(?=@|\[at\]|\(at\))")
_SHORTEST_OWNER = 4


def owns_address(text: str, name: str) -> bool:
    """Whether an e-mail address in a text is made with the surname of this person."""
    last = letters(surname(name))
    return len(last) >= _SHORTEST_OWNER and any(last in letters(local) for local in _ADDRESS.findall(text))


# Everyday words of these letters that stand with a capital in names of bodies, programmes and places.
_EVERYDAY = re.compile(
    r"(?:sociale?|lokale?|regionale?|publieke?|algemeen|dagelijks|jeugd\w*|zorg|zuid|noord|oost|west|holland|gemeente|college|"
    r"raad|bestuur|domein|dienst|regio\w*|veilig|kansrijk|welzijn|onderwijs|beleid|programma|plan|visie|\w*kader|wet|wmo|nota|agenda|"
    r"samenwerking|ondersteuning|gezondheid|team|groep|stichting|platform|inkoop|voortgang|bijlage)"
)


# Ending like an adjective ("Leidse"), but first names.
_NAMES_IN_SE = frozenset(
    ["ilse", "else", "elise", "louise", "denise", "therese", "rose", "francoise", "annelise", "liese", "marise",
     "clarisse", "anneliese", "eloise", "chase", "jesse", "lasse", "hesse", "ise", "else", "rense", "wiebse", "anse"]
)  # fmt: skip


def is_person(name: str) -> bool:
    """Whether two words with capitals can be a person: none of them is an everyday word of these letters."""
    words = [letters(word) for word in re.split(r"[ \-–]", name)]
    first = words[0]
    if first.endswith(("hulp", "zorg", "raad", "team")) or (first.endswith("se") and first not in _NAMES_IN_SE):
        return False
    return not any(_EVERYDAY.fullmatch(word) for word in words)
