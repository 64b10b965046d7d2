"""Case and RIS numbers: a query that is one goes straight to the letter that bears it."""

from __future__ import annotations

import re

from governance.scope import Scope
from governance.search_index import SearchEntry, fold_number
from governance.vocabulary import Side
from portal.search.query import tidy
from portal.search.rows import rows_for

_NUMBER = re.compile(
    r"(?:(?:ris|rib|zaak|zaaknummer|kenmerk|nummer|nr|nr\.|raadsstuk)\s*:?\s*)?"
    r"(?P<number>[a-z]{0,6}[ ./-]?\d[\d./-]*(?:[a-z]{1,4}\d*)?)",
    re.IGNORECASE,
)
FEWEST_DIGITS = 4


def number_in(text: str) -> str:
    """The folded number when the whole query looks like one with at least four digits, else an empty text."""
    match = _NUMBER.fullmatch(tidy(text))
    if match is None or sum(char.isdigit() for char in match["number"]) < FEWEST_DIGITS:
        return ""
    return fold_number(match["number"])


def spellings(text: str) -> list[str]:
    """The ways in which the number in a query may be stored: with and without what stands before its digits."""
    number = number_in(text)
    if not number:
        return []
    whole = fold_number(tidy(text))
    return sorted({number, whole, number.lstrip("abcdefghijklmnopqrstuvwxyz")})


def number_target(scope: Scope, text: str) -> str:
    """The address of the one thing this reader may see that bears the number; empty when there is none, or more."""
    folded = spellings(text)
    if not folded:
        return ""
    found: list[SearchEntry] = list(rows_for(scope).filter(numbers__overlap=folded).defer("vector")[:3])
    addresses = {(row.kind, row.object_id): row.url for row in sorted(found, key=lambda row: row.side == Side.PUBLIC)}
    return next(iter(addresses.values())) if len(addresses) == 1 else ""
