"""Pictures of a letter's pages for its griffie, drawn when somebody looks and kept for a short while."""

from __future__ import annotations

import hashlib
import json

from django.core.cache import cache

from documents.models import LetterVersion
from documents.pipeline.sheet import Sheet, draw
from documents.pipeline.sniff import PDF

KEPT_SECONDS = 20 * 60
# What reading found on a page and has a place in the form; a name per kind says where a box leads.
MOST_BOXES = 60


def has_pages(version: LetterVersion) -> bool:
    """Whether pages can be drawn: of a PDF; Word, ODT and text have none of their own."""
    return version.pages > 0 and hasattr(version, "source_file") and version.source_file.media_type == PDF


def picture(version: LetterVersion, page: int) -> bytes:
    """One page as JPEG; raises ReadFailure when it cannot be drawn."""
    known: bytes | None = cache.get(_picture_key(version.pk, page))
    return known if known is not None else sheet(version, page, words={}).image


def sheet(version: LetterVersion, page: int, *, words: dict[str, str]) -> Sheet:
    """One page with the places of these words; raises ReadFailure when it cannot be drawn.

    The key under which it is kept says nothing of the words, and only the griffie's own screens ask for it.
    """
    asked = hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:20]
    key = f"{_picture_key(version.pk, page)}:{asked}"
    known: Sheet | None = cache.get(key)
    if known is None:
        with version.source_file.file.open("rb") as source:
            known = draw(source.read(), page=page, words=words)
        cache.set(key, Sheet(b"", known.width, known.height, known.boxes), KEPT_SECONDS)
        cache.set(_picture_key(version.pk, page), known.image, KEPT_SECONDS)
    return known


def forget_pictures(version: LetterVersion) -> None:
    """Throw the pictures of a version away, with the letter."""
    cache.delete_many([_picture_key(version.pk, page) for page in range(1, version.pages + 1)])


def _picture_key(version_id: int, page: int) -> str:
    return f"sheet:{version_id}:{page}"
