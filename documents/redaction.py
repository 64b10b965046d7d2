"""Masking personal data: pure text work, the same length in and out, so that offsets and quotes stay true."""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = "█"
# Shorter strings (initials, "Jan") stand in many words that are not personal.
MIN_REPEATED = 4
# In a field of its own (signature, subject) a short masked name is still that name.
MIN_IN_FIELD = 2


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each character in the spans replaced by one block; line and page breaks stay."""
    chars = list(text)
    for start, end in spans:
        for place in range(max(start, 0), min(end, len(chars))):
            if chars[place] not in "\n\f":
                chars[place] = MASK
    return "".join(chars)


def public_version(text: str, masked: Iterable[tuple[int, int]], kept: Iterable[tuple[int, int]]) -> str:
    """The text that readers get: masked spans are blocks, and so is every repeat of their words, save the places that
    a person chose to keep. Offsets count code points of ``text``."""
    spans, safe = set(masked), set(kept)
    for words in masked_words(text, spans):
        spans |= {place for place in occurrences(text, words) if place not in safe}
    return mask_spans(text, spans)


def masked_words(text: str, spans: Iterable[tuple[int, int]], *, shortest: int = MIN_REPEATED) -> list[str]:
    """The different texts that the spans cover, long enough to be looked for elsewhere; longest first."""
    words = {" ".join(text[start:end].split()) for start, end in spans}
    return sorted((word for word in words if len(word) >= shortest), key=lambda word: (-len(word), word))


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where these words stand on their own, whatever their case and the white space between them."""
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"(?!\w)"
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


def mask_words(value: str, words: Iterable[str]) -> str:
    """A field's value with these words replaced by blocks."""
    for word in words:
        value = mask_spans(value, occurrences(value, word))
    return value


def contains_words(value: str, words: Iterable[str]) -> bool:
    """Whether one of these words stands in the value."""
    return any(occurrences(value, word) for word in words)
