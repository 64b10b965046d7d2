"""Organisations that a letter names and the register need not have: by the words that such names are made with.

What is found here is linked to nothing and never certain: a person says which organisation is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from documents.pipeline.bodies import find_bodies
from documents.pipeline.layout import Source, collapse
from documents.pipeline.mentions import Hit, name_tokens
from documents.pipeline.organisation_words import (
    BARE,
    EACH_REGION,
    EACH_REGION_FIRST,
    ITEM,
    KIND_TAIL,
    KINDS,
    LAST_WORDS,
    LIST_TAIL,
    LISTING,
    MIDST,
    NAME_BEFORE,
    NATIONAL,
    NOT_FIRST,
    NOT_UNUSUAL,
    OF_PERSON_OR_PLACE,
    PAIR_BEFORE,
    PAIRED,
    REGIONAL,
    ROLE_TAIL,
    ROLES,
    SOCIAL_TEAM,
    UNUSUAL,
    WITH_ARTICLE,
)
from documents.pipeline.programme_words import ENDINGS
from documents.pipeline.types import AliasFound, Mention
from governance.vocabulary import ClaimStatus

_WORD = re.compile(r"[^\W_][\w.&-]*[^\W_]|[^\W\d_]")
_FRAMEWORK = re.compile(
    r"(?:\w*akkoord|\w*agenda|\w*plan|visie|kader|programma|nota|norm|wet|model|uitkering|begroting|monitor|"
    r"strategie|beleid|"
    r"omgeving|overleg|regiovisie|opdrachtgeverschap|\w*overeenkomst|\w*regeling(?<!gemeenschappelijke regeling)|"
    r"\w*verdrag|dyslexie)\b",
    re.I,
)
_NATIONAL = re.compile(
    "|".join(
        r"\s+".join(re.escape(piece) for piece in name.split(" ")) + r"(?![\w&])"
        for name in sorted(NATIONAL, key=len, reverse=True)
    )
)
_PLACES = ("gemeente", "region")
_OF_REGISTER = ("organisation", "body", "programme")
# "Hoog Specialistische Jeugdhulp" is a kind of help, no organisation.
_DESCRIBES = re.compile(r"\b[A-Z]\w*(?:sche|tieve|nte|ale|ende|eve|ige)\s*$")
# "Beleidsplan Jeugdhulp" is no organisation.
_NAMES_A_PLAN = re.compile(rf"(?:{'|'.join(ENDINGS)}|balans)\b", re.I)
# "stichting De Kade", "inkoopbureau Jeugd Delta": names may begin so.
_OWN_ARTICLE = re.compile(r"['‘\"“]?(?:(?:De|Het|Ons|Onze|Van|In) +[A-Z]|Jeugd)")
_PARTICLE = re.compile(r"^(?:Van|De) +(?=[A-Z])")
# A capital or digit behind small letters, or small letters behind several capitals: cheap to see.
_INNER = re.compile(r"[A-Z](?:[a-zé]+[A-Z\d]|[A-Z]+[a-z])")
_LONGEST = 90
_LONGEST_BEFORE = 60


def find_organisations(
    source: Source, hits: Sequence[Hit], aliases: Sequence[AliasFound], start: int = 0
) -> tuple[Mention, ...]:
    """The organisations from an offset on that are no name of the register, each once where it stands first.

    `hits` are the register's names in reading order; what they cover is left to the register.
    """
    text = source.text
    taken = _Taken([hit for hit in hits if any(entry.kind in _OF_REGISTER for entry in hit.entries)])
    places = {(hit.start, hit.end) for hit in hits if any(entry.kind in _PLACES for entry in hit.entries)}
    placed = sorted({*_by_words(text, start), *_by_alias(text, aliases)} - places)
    found: dict[tuple[str, ...], Mention] = {}
    position = 0
    for left, right in placed:
        written = collapse(text[left:right]).strip("'‘’\"“” ")
        tokens = name_tokens(written)
        if left < position or not tokens or right - left > _LONGEST or taken.covers(left, right):
            continue
        position = right
        if tokens not in found:
            evidence = source.evidence(left, right)
            found[tokens] = Mention("organisation", written, written, ClaimStatus.CHECK, evidence)
    return tuple(found.values())


class _Taken:
    """The places that names of the register cover."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._starts = [hit.start for hit in hits]
        self._ends = [hit.end for hit in hits]

    def covers(self, start: int, end: int) -> bool:
        """Whether a name of the register overlaps the place."""
        return bisect_left(self._starts, end) > bisect_right(self._ends, start)


def _by_words(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The names around a word that tells of an organisation; each word of the letter is looked up once."""
    for word in _WORD.finditer(text, start):
        for rule in _rules(word[0]):
            yield from rule(text, word.start(), word.end())


@lru_cache(maxsize=8192)
def _rules(written: str) -> tuple[_Rule, ...]:
    """What can tell of an organisation at a word: its unusual form, the word as written or in small letters."""
    unusual = _INNER.match(written) and UNUSUAL.fullmatch(written) and not NOT_UNUSUAL.fullmatch(written)
    return (
        *((_itself,) if unusual else ()),
        *_BY_WRITTEN.get(written, ()),
        *_BY_FOLDED.get(written.lower(), ()),
    )


def _itself(_: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield start, end


def _kind(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    match = KIND_TAIL.match(text, end)
    if match and (_OWN_ARTICLE.match(match["name"]) or not NOT_FIRST.match(match["name"])):
        yield start, match.end()


def _pair(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    before = PAIR_BEFORE.search(text, max(0, start - _LONGEST_BEFORE), start)
    if before:
        yield from _kind(text, before.start(), end)


def _each_region(text: str, start: int, _: int) -> Iterator[tuple[int, int]]:
    match = EACH_REGION.match(text, start)
    if match:
        yield match.span()


def _ending(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    before = NAME_BEFORE.search(text[max(0, start - _LONGEST_BEFORE) : start])
    common = _DESCRIBES.search(before[0]) if before else None
    if before is None or common or _NAMES_A_PLAN.search(before[0]):
        return
    if not NOT_FIRST.match(_PARTICLE.sub("", before[0])):
        yield start - len(before[0]), end


def _national(text: str, start: int, _: int) -> Iterator[tuple[int, int]]:
    match = _NATIONAL.match(text, start)
    if match:
        yield match.span()


def _listed(text: str, _: int, end: int) -> Iterator[tuple[int, int]]:
    match = LIST_TAIL.match(text, end)
    for item in ITEM.finditer(text, *match.span("list")) if match else ():
        if not NOT_FIRST.match(item[0]) and not _FRAMEWORK.search(item[0]):
            yield item.span()


def _role(text: str, _: int, end: int) -> Iterator[tuple[int, int]]:
    match = ROLE_TAIL.match(text, end)
    if match and not NOT_FIRST.match(match["name"]) and not _FRAMEWORK.search(match["name"]):
        yield match.span("name")


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    before = REGIONAL.search(text, max(0, start - _LONGEST_BEFORE), start)
    yield before.start() if before else start, end


def _social_team(text: str, start: int, _: int) -> Iterator[tuple[int, int]]:
    match = SOCIAL_TEAM.match(text, start)
    if match:
        yield match.span()


def _with_article(text: str, start: int, _: int) -> Iterator[tuple[int, int]]:
    before = text[max(0, start - _LONGEST_BEFORE) : start]
    if MIDST.search(before) and not OF_PERSON_OR_PLACE.search(before):
        match = WITH_ARTICLE.match(text, start)
        if match and not NOT_FIRST.match(match[0].split()[1]):
            yield match.span()


_Rule = Callable[[str, int, int], Iterator[tuple[int, int]]]
_BY_FOLDED: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys(KINDS, (_kind,)),
    **dict.fromkeys(PAIRED, (_pair,)),
    **dict.fromkeys(LISTING, (_listed,)),
    **dict.fromkeys(ROLES, (_role,)),
    **dict.fromkeys(("sociaal", "sociale"), (_social_team,)),
}
_BY_WRITTEN: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys(EACH_REGION_FIRST, (_each_region,)),
    **dict.fromkeys(LAST_WORDS, (_ending,)),
    **dict.fromkeys(BARE, (_bare,)),
    **dict.fromkeys((re.split(r"[ (]", name)[0] for name in NATIONAL), (_national,)),
    "De": (_national, _with_article),
    "Het": (_with_article,),
}


def _by_alias(text: str, aliases: Sequence[AliasFound]) -> Iterator[tuple[int, int]]:
    """Names for which the letter defines a short one, and the short one, unless they are a body or a framework."""
    for alias in aliases:
        if find_bodies(alias.long) or _FRAMEWORK.search(alias.long):
            continue
        long_end = alias.evidence.start + len(alias.evidence.quote.split("(")[0].rstrip())
        yield alias.evidence.start, min(long_end, alias.evidence.end)
        again = re.compile(rf"(?<![\w&-]){re.escape(alias.short)}(?![\w&-])").search(text, long_end)
        if again:
            yield again.span()
