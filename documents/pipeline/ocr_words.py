"""A text with its broken and misread words made whole, of the same length, so that offsets stay true."""

from __future__ import annotations

import re

_HYPHENATED = re.compile(r"(?<=[a-zà-ÿ])[-\u00ad][ \t]*\n[ \t]*(?!(?:en|of)\b)(?P<rest>[a-zà-ÿ]+[.,;:)]?)")
# The sign comes first: before it is seen there is nothing to look back from.
_MISREAD = re.compile(
    r"[01I|](?:(?<=[a-zà-ÿ][1I|])(?=[a-zà-ÿ1I|])|(?<=[a-zà-ÿ][a-zà-ÿ]I)(?!\w)|(?<=[a-zà-ÿ]0)(?=[a-zà-ÿ]))"
)
_BLANKS = str.maketrans("\n\t\f\r\u00a0\u202f", "      ")


def flattened(text: str) -> str:
    """The text on one line: words hyphenated over two lines joined, "l" and "o" for digits inside words."""
    joined = _HYPHENATED.sub(lambda match: match["rest"] + " " * (len(match[0]) - len(match["rest"])), text)
    read = _MISREAD.sub(lambda match: "o" if match[0] == "0" else "l", joined)
    return read.translate(_BLANKS)
