"""Web addresses that a letter names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.layout import Source
from documents.pipeline.types import Evidence

_PATH = r"[^\s<>\"'‘’“”|]"
_LINK = re.compile(
    rf"(?<![\w@/.-])(?:https?://{_PATH}+"
    rf"|www\.[\w-]+(?:\.[\w-]+)+(?:[/?#]{_PATH}*)?"
    # Without www only under a domain that Dutch letters use; "e.v" and "12.nl" in running text are none.
    rf"|(?:[a-z][\w-]*\.)+(?:nl|com|org|eu|net|info|frl|amsterdam)\b(?![\w@-])(?!\.\w)(?:[/?#]{_PATH}*)?)",
    re.I,
)
# One of these stands in every address: only the words around them are looked at.
_HINT = re.compile(r"://|www\.|\.(?:nl|com|org|eu|net|info|frl|amsterdam)")
_BLANK = re.compile(r"\s")
_TRAILING = ".,;:!?…"


def find_links(source: Source) -> tuple[Evidence, ...]:
    """Where web addresses stand, in reading order, without the punctuation of the sentence behind them."""
    found: list[Evidence] = []
    for match in _matches(source):
        text = _without_punctuation(match[0])
        if not source.text.startswith("@", match.end()) and len(text) > 4:
            found.append(source.evidence(match.start(), match.start() + len(text)))
    return tuple(found)


def _matches(source: Source) -> Iterator[re.Match[str]]:
    """The addresses, looked for in the words that have a sign of one."""
    text, reached = source.text, 0
    for hint in _HINT.finditer(source.lowered):
        if hint.start() < reached:
            continue
        start = hint.start()
        while start > reached and not text[start - 1].isspace():
            start -= 1
        end = _BLANK.search(text, hint.end())
        reached = end.start() if end else len(text)
        yield from _LINK.finditer(text, start, reached)


def _without_punctuation(address: str) -> str:
    text = address.rstrip(_TRAILING)
    while text.endswith((")", "]")) and text.count("(") < text.count(")") + text.count("]") - text.count("["):
        text = text[:-1].rstrip(_TRAILING)
    return text
