"""Which sentences can tell of a decision at all: a look at single words, long before any dear pattern is tried."""

from __future__ import annotations

import re

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
_SETTINGS = re.compile(
    "vergader|bijeen|besl|behandel|bespr|gespr|sprak|agenda|zitting|ingestemd|overleg|vastgesteld|genomen|voorgelegd|"
    "orde|lag|stond|zienswijze|akkoord|stemming"
)


class Clues:
    """What the words of each sentence of a letter can tell, looked at once."""

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._known: dict[tuple[int, int], int] = {}

    def between(self, start: int, end: int) -> int:
        """What the words between two offsets can tell: VERB, NOUN and SETTING as bits."""
        found = self._known.get((start, end))
        if found is None:
            found = self._known[start, end] = _clues(self._flat[start:end].casefold())
        return found


def _clues(text: str) -> int:
    words = _WORD.findall(text)
    found = 0 if _VERBS.isdisjoint(words) else VERB
    if "besluit" in text or not _NOUNS.isdisjoint(words):
        found |= NOUN
    return found | SETTING if _SETTINGS.search(text) else found
