"""Programmes, visions, frameworks, plans and laws that a letter names, whether the register has them or not.

Found by the words that such names are made with ("regiovisie", "inkoopkader", "Convenant …", "programma '…'") and by a
short list of national ones. What is found here is linked to nothing: a person says which programme is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from documents.pipeline.layout import Source, collapse
from documents.pipeline.mentions import Hit, name_tokens
from documents.pipeline.programme_words import (
    ADJECTIVE,
    CALLED,
    CAPITAL_TAIL,
    ENDINGS,
    FRONT,
    LAST_LETTERS,
    NATIONAL,
    NATIONAL_FIRST,
    NEVER,
    NOT_FIRST,
    PLAIN_WITH_ADJECTIVE,
    STRONG,
    TAIL,
    TITLED,
    WEAK,
)
from documents.pipeline.types import Mention
from governance.vocabulary import ClaimStatus

_WORD = re.compile(r"[^\W\d_][\w&-]*")
_JOINT = re.compile(r"gemeenschappelijke\s+$", re.I)
_BEHIND_WORD = re.compile(r"\s+(?:van|voor)\s")
_QUOTE = re.compile("[\"“„'‘]")
_LONGEST = 110
_LONGEST_FRONT = 70


def find_programmes(source: Source, hits: Sequence[Hit], start: int = 0) -> tuple[Mention, ...]:
    """The programmes and the like from an offset on, each once where it stands first; places where `hits` has a name
    of the register are left to the register."""
    taken = [(hit.start, hit.end) for hit in hits if any(entry.kind == "programme" for entry in hit.entries)]
    found: dict[tuple[str, ...], Mention] = {}
    for left, right in sorted(_spans(source.text, start)):
        if any(left < end and begin < right for begin, end in taken):
            continue
        written = collapse(source.text[left:right])
        tokens = name_tokens(written)
        if tokens and not any(set(tokens) <= set(other) for other in found):
            evidence = source.evidence(left, right)
            found[tokens] = Mention("programme", written, written, ClaimStatus.CHECK, evidence)
    return tuple(found.values())


def _spans(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = start
    for word in _WORD.finditer(text, start):
        is_head, is_national = _openings(word[0])
        if not (is_head or is_national) or word.start() < position:
            continue
        span = _headed(text, word, word[0].lower(), position) if is_head else None
        if span is None and is_national:
            match = NATIONAL.match(text, word.start())
            span = match.span() if match else None
        if span and span[1] - span[0] <= _LONGEST:
            yield span
            position = span[1]
    for match in CALLED.finditer(text, start):
        yield match.span("name")


@lru_cache(maxsize=8192)
def _openings(word: str) -> tuple[bool, bool]:
    """Whether a word can be the head of a name ("agenda"), and whether a national programme can begin with it."""
    folded = word.lower()
    return folded[-4:] in LAST_LETTERS and folded.endswith(ENDINGS), word in NATIONAL_FIRST


def _headed(text: str, word: re.Match[str], folded: str, position: int) -> tuple[int, int] | None:
    """The name around a word such as "agenda": with what stands in front and behind, or None where it is no name."""
    if NEVER.fullmatch(folded) and not word[0][0].isupper():
        return None
    tail = _tail(text, word, folded)
    if TITLED.fullmatch(folded) and not (tail and _QUOTE.search(tail[0])):
        return None
    begin = max(position, word.start() - _LONGEST_FRONT)
    before = text[begin : word.start()]
    if _JOINT.search(before):
        return None
    front = FRONT.search(before) if word[0][0].isupper() else None
    adjective = ADJECTIVE.search(before)
    start = word.start()
    if front:
        start = _without_opening(text, begin + front.start(), word.start())
    elif adjective:
        start = begin + adjective.start()
    strong = STRONG.fullmatch(folded) or (adjective and PLAIN_WITH_ADJECTIVE.fullmatch(folded))
    if strong or tail or (front and start < word.start()):
        return start, tail.end() if tail else word.end()
    return None


def _tail(text: str, word: re.Match[str], folded: str) -> re.Match[str] | None:
    """What goes on behind the word; not "van de raad" behind words that everything has: "het onderzoek van …"."""
    tail = TAIL.match(text, word.end())
    if tail is None and word[0][0].isupper():
        tail = CAPITAL_TAIL.match(text, word.end())
    return None if tail and WEAK.fullmatch(folded) and _BEHIND_WORD.match(tail[0]) else tail


def _without_opening(text: str, start: int, head: int) -> int:
    """Where the name begins behind words that only open a sentence or label it: "Voor de", "Onderwerp"."""
    while (opening := NOT_FIRST.match(text, start, head)) and opening.end() > start:
        start = opening.end()
    return start
