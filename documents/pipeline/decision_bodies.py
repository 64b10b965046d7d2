"""Who decided, in one clause: the agent behind "door", the subject of the verb, or the table at which it happened."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from documents.pipeline.bodies import BodyHit
from documents.pipeline.decision_words import ACTING, GEMEENTEN, OPENING, OWN_DECISIONS, WE, YOU
from documents.pipeline.layout import collapse

# Behind these words a body is spoken of, but does not act.
_ASIDE = re.compile(
    r"\b(?:een|geen)\s+(?:\w+\s+)?$|\b(?:aan|met|tussen|voor|bij|over|richting|tegen|namens|naar|zowel|uit|"
    r"leden\s+van|voorzitter\s+van|"
    r"(?:voorstel|advies|verzoek|vraag|brief|oproep|motie|zienswijze|begroting|initiatief|wens|verslag|keuze|"
    r"besluiten?|"
    r"bijdrage|standpunt|toestemming|leden|lid|voorzitter|commissie|agenda|jaarstukken|reactie)\s+van)\s+"
    r"(?:(?:de|het|een|uw|ons|onze|alle|deze|dit)\s+)?$",
    re.I,
)
_BY = re.compile(
    r"\bdoor\s+(?:(?:de|het|een|uw|ons|onze|alle|beide|overige|andere|meeste|enkele|elf|tien)\s+){0,2}$", re.I
)
_AT = re.compile(
    r"\b(?:in|tijdens|bij)\s+(?:de|het|een|die|uw|onze)\s+(?:(?:\w+\s+)?\w*(?:vergadering|bijeenkomst|"
    r"zitting)\s+van\s+(?:de|het)\s+)?$",
    re.I,
)
# The members of a table decide as that table.
_MEMBERS = re.compile(r"(?:\w+\s+)?wethouders\b")
_COMPOUND = re.compile(r"\b(raads|college|AB-|DB-)(?:vergadering|besluit)\b", re.I)
_SHORT = re.compile(
    r"\s*(?:\w+\s+)?\((?:hierna\s*(?:te\s+noemen|genoemd)?|verder|afgekort|kortweg)?\s*:?\s*(?:het\s+|de\s+)?[‘'\"“]?"
    r"(?P<short>[A-Z][A-Za-z&-]{1,9}(?:\s(?:[A-Z]\w{0,8}|\d{1,2}))?)[’'\"”]?\)"
)
# "het uitgangspunt dat de werkgroep had voorgesteld"
_POINTS = re.compile(r"\b(?:dat|die|zoals)\s+(?:(?:de|het|een|onze?)\s+)?$", re.I)
_ADVISED = re.compile(
    r"[^,;.]{2,60}?\s(?:had|heeft|hadden|hebben)\s+(?:voorgesteld|geadviseerd|gevraagd|verzocht|opgesteld|voorbereid)\b"
)
_OFFICIAL = re.compile(r"college", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """The bodies of a letter in reading order, and whom "wij" and "u" stand for."""

    text: str
    bodies: tuple[BodyHit, ...]
    we: str
    you: str
    of_person: bool = False

    def between(self, start: int, end: int) -> list[tuple[int, str]]:
        """The bodies named between two offsets, with their places."""
        first = bisect_left(self.bodies, start, key=lambda hit: hit.start)
        hits = takewhile(lambda hit: hit.end <= end, self.bodies[first:])
        return [(hit.start, collapse(hit.text)) for hit in hits]

    def acting(self, start: int, end: int, verb: int, *, pronouns: bool = True) -> str:
        """The body that acts in a clause; `verb` is where its verb stands. Empty when none does."""
        named = self.between(start, end)
        named += [(match.start("who"), collapse(match["who"])) for match in GEMEENTEN.finditer(self.text, start, end)]
        agents = [name for place, name in named if _BY.search(self.text, max(start, place - 28), place)]
        if agents:
            return agents[-1]
        active = [item for item in named if not self._aside(start, item[0])]
        doing = [item for item in active if ACTING.search(self.text[max(start, item[0] - 28) : item[0]])]
        opening = [item for item in active if item[0] < verb and OPENING.match(self.text, item[0] + len(item[1]))]
        for chosen in ([item for item in doing if item[0] < verb], opening):
            if chosen:
                return chosen[-1][1]
        pronoun = self._pronoun(start, end) if pronouns else ""
        if pronoun:
            return pronoun
        behind = [item for item in doing if item[0] >= verb]
        if behind:
            return behind[0][1]
        compound = _COMPOUND.search(self.text, start, verb)
        if compound:
            return OWN_DECISIONS[compound[1].casefold()]
        where = [item for item in active if _AT.search(self.text, max(start, item[0] - 45), item[0])]
        first = next((name for place, name in active if place < verb), "")
        return first or (where[0][1] if where else "")

    def _aside(self, start: int, place: int) -> bool:
        before = self.text[max(start, place - 40) : place]
        return bool(_ASIDE.search(before) or (_POINTS.search(before) and _ADVISED.match(self.text, place)))

    def _pronoun(self, start: int, end: int) -> str:
        if self.you and YOU.search(self.text, start, end):
            return self.you
        return self.we if WE.search(self.text, start, end) else ""


def same_body(left: str, right: str) -> bool:
    """Whether two ways to name a body can mean one: "AB" and "Algemeen Bestuur", "college" and "college van …"."""
    one, other = _words(left), _words(right)
    if not one or not other:
        return False
    if one <= other or other <= one:
        return True
    return (
        _initials(left) == right.split(" ", maxsplit=1)[0].upper()
        or _initials(right) == left.split(" ", maxsplit=1)[0].upper()
    )


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[\w&]+", name.casefold()) if word not in ("van", "de", "het", "der", "en")}


def _initials(name: str) -> str:
    words = re.findall(r"[^\W\d_]+", name)
    if words and words[0].casefold().startswith("portefeuillehouder"):
        return "PFO"
    return "".join(word[0] for word in words[:2]).upper()


def we_of(sender: str) -> str:
    """Whom "wij" stands for by the sender: the board that writes, else the college."""
    return sender if re.search(r"bestuur|stuurgroep|\bAB\b|\bDB\b|overleg|commissie", sender, re.I) else "college"


def _short_names(text: str, bodies: Sequence[BodyHit]) -> list[BodyHit]:
    """Where the short names come back that stand between brackets behind a body: "Bestuurlijk Overleg H10 (BO H10)"."""
    known = {hit.text for hit in bodies}
    found: list[BodyHit] = []
    for hit in bodies:
        match = _SHORT.match(text, hit.end)
        if match is None or match["short"] in known:
            continue
        known.add(match["short"])
        pattern = re.compile(rf"(?<![\w-]){re.escape(match['short'])}(?![\w-])")
        places = list(pattern.finditer(text, match.end()))
        found += [replace(hit, start=place.start(), end=place.end(), text=place[0], tail="") for place in places]
    taken = [(hit.start, hit.end) for hit in bodies]
    return [hit for hit in found if not any(left < hit.end and hit.start < right for left, right in taken)]


def named_in(text: str, bodies: Sequence[BodyHit], sender: str, addressee: str) -> Named:
    """The bodies of a letter for reading its decisions; `addressee` and `sender` as the head has them."""
    to_colleges = _OFFICIAL.search(addressee) and not re.search(r"raad", addressee, re.I)
    of_person = not re.search(r"college|burgemeester en|bestuur|gemeente|raad", sender, re.I)
    every = sorted([*bodies, *_short_names(text, bodies)], key=lambda hit: hit.start)
    deciding = tuple(hit for hit in every if not _MEMBERS.match(hit.text))
    return Named(text, deciding, we_of(sender), "" if to_colleges else "raad", of_person)
