"""Which sentences can tell of a decision at all: a look at single words, long before any dear pattern is tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from documents.pipeline.decision_verbs import DECIDED, FINITE, NOUNS, STRONG, WEAK

_WORD = re.compile(r"[^\W\d_]{3,}")
_IN_PATTERN = re.compile(r"([a-zà-ÿ]{3,})(\??)")
_SYNTAX = re.compile(r"\\[a-zA-Z]|\(\?P<[^>]*>|\(\?[:=!<]+|\{[^}]*\}|\[[^\]]*\]")
# Words that stand in the patterns but say nothing by themselves.
_COMMON = frozenset(
    [
        "van",
        "met",
        "een",
        "naar",
        "voor",
        "het",
        "uit",
        "geen",
        "niet",
        "aan",
        "ter",
        "dat",
        "alle",
        "ons",
        "uw",
        "hun",
        "als",
        "tot",
        "hoe",
        "gegeven",
        "genomen",
        "gehaald",
        "gemaakt",
        "gekregen",
        "gedaan",
        "kwam",
        "onze",
        "agenda",
        "nog",
        "latere",
        "volgende",
        "enkele",
        "vergadering",
        "hand",
        "maar",
        "buiten",
        "goed",
        "mee",
        "licht",
        "terug",
        "laten",
        "vast",
        "door",
        "zen",
    ]
)
_ENDINGS = ("", "n", "en", "de", "den", "te", "ten", "t")
VERB, NOUN, SETTING = 1, 2, 4


def _words(*patterns: str) -> frozenset[str]:
    told = [found for pattern in patterns for found in _IN_PATTERN.findall(_SYNTAX.sub(" ", pattern))]
    found = {word for word, _ in told} | {word[:-1] for word, optional in told if optional}
    return frozenset(word + ending for word in found - _COMMON for ending in _ENDINGS)


_VERBS = _words(WEAK, DECIDED, *(pattern for _, pattern in (*STRONG, *FINITE))) | frozenset(
    ["deed", "deden", "kennisgenomen", "bekendgemaakt", "afwees", "afwezen"]
)
_NOUNS = _words(*(pattern for _, pattern in NOUNS)) | {"vastgestelde", "goedgekeurde"}
_SETTINGS = (
    "vergader", "bijeen", "besl", "behandel", "bespr", "gespr", "sprak", "agenda", "zitting", "ingestemd",
    "vastgesteld", "genomen", "voorgelegd", "geagendeerd", "orde", "lag", "stond", "zienswijze", "akkoord",
)  # fmt: skip
_TABLES = ("vergadering", "overleg", "besluit", "besluiten", "zitting", "bijeenkomst", "zienswijze")


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> int:
    folded = word.casefold()
    clue = VERB if folded in _VERBS else 0
    if folded in _NOUNS or "besluit" in folded:
        clue |= NOUN
    if folded.startswith(_SETTINGS) or folded.endswith(_TABLES):
        clue |= SETTING
    return clue


class Clues:
    """The telling words of a letter by their places."""

    def __init__(self, flat: str) -> None:
        self._starts: list[int] = []
        self._kinds: list[int] = []
        for match in _WORD.finditer(flat):
            kind = _of_word(match[0])
            if kind:
                self._starts.append(match.start())
                self._kinds.append(kind)

    def between(self, start: int, end: int) -> int:
        """What the words between two offsets can tell: VERB, NOUN and SETTING as bits."""
        found = 0
        for place in range(bisect_left(self._starts, start), len(self._starts)):
            if self._starts[place] >= end:
                break
            found |= self._kinds[place]
        return found
