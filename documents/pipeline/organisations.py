"""Organisations that a letter names and the register need not have: by the words that such names are made with.

What is found here is linked to nothing and never certain: a person says which organisation is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from documents.pipeline.bodies import find_bodies
from documents.pipeline.layout import Source, collapse
from documents.pipeline.mentions import Hit, name_tokens
from documents.pipeline.organisation_words import (
    EACH_REGION,
    EACH_REGION_FIRST,
    ITEM,
    KIND_TAIL,
    KINDS,
    LAST_WORDS,
    LIST_TAIL,
    LISTING,
    NAME_BEFORE,
    NATIONAL,
    NOT_FIRST,
    PAIR_BEFORE,
    PAIRED,
    ROLE_TAIL,
    ROLES,
)
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
_OF_REGISTER = ("organisation", "body", "programme")
# "Hoog Specialistische Jeugdhulp" is a kind of help, no organisation.
_DESCRIBES = re.compile(r"\b[A-Z]\w*(?:sche|tieve|nte|ale|ende|eve|ige)\s*$")
# "stichting De Kade", "inkoopbureau Jeugd Delta": names may begin so.
_OWN_ARTICLE = re.compile(r"['‘\"“]?(?:(?:De|Het|Ons|Onze|Van|In) +[A-Z]|Jeugd)")
_PARTICLE = re.compile(r"^(?:Van|De) +(?=[A-Z])")
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
    regions = {(hit.start, hit.end) for hit in hits if any(entry.kind == "region" for entry in hit.entries)}
    defined = (span for span in _by_alias(text, aliases) if span not in regions)
    placed = sorted({*_by_words(text, start), *defined})
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
        for rule in (*_BY_WRITTEN.get(word[0], ()), *_BY_FOLDED.get(word[0].lower(), ())):
            yield from rule(text, word.start(), word.end())


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
    if before and not common and not NOT_FIRST.match(_PARTICLE.sub("", before[0])):
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


_Rule = Callable[[str, int, int], Iterator[tuple[int, int]]]
_BY_FOLDED: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys(KINDS, (_kind,)),
    **dict.fromkeys(PAIRED, (_pair,)),
    **dict.fromkeys(LISTING, (_listed,)),
    **dict.fromkeys(ROLES, (_role,)),
}
_BY_WRITTEN: dict[str, tuple[_Rule, ...]] = {
    **dict.fromkeys(EACH_REGION_FIRST, (_each_region,)),
    **dict.fromkeys(LAST_WORDS, (_ending,)),
    **dict.fromkeys((re.split(r"[ (]", name)[0] for name in NATIONAL), (_national,)),
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
