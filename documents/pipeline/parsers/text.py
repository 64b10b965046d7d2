"""Plain text: a form feed starts a page."""

from documents.pipeline.parsers import Context
from documents.pipeline.plaintext import decode
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

MEDIA_TYPE = "text/plain"


def parse(data: bytes, *, context: Context) -> Extraction:
    """Text per page as the form feeds divide it; the last form feed may close the file."""
    text = decode(data)
    if len(text) > context.limits.max_characters:
        raise ReadFailure(FailureCode.TOO_LARGE)
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    if len(pages) > context.limits.max_pages:
        raise ReadFailure(FailureCode.TOO_MANY_PAGES)
    return Extraction(MEDIA_TYPE, tuple(pages))
