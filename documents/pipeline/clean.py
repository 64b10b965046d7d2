"""From raw pages to the text that is shown. Never changes wording."""

import re
import unicodedata

from documents.pipeline.types import Extraction

PAGE_BREAK = "\f"

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Control characters (tab and line end stay), soft hyphens, byte order marks, zero-width and direction marks,
# lone surrogates and non-characters: none of them is seen, and PostgreSQL refuses some.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    r"\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_ODD_BLANK = re.compile(r"[\xa0\u2000-\u200a\u202f\u205f\u3000]")
_BLANKS_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
_MANY_EMPTY_LINES = re.compile(r"\n{4,}")


def clean(extraction: Extraction) -> str:
    """The shown text: pages joined by a form feed, line ends "\\n", NFC, nothing that cannot be seen.

    Tabs and lines stay as they are; blanks at the end of a line and more than two empty lines in a row go.
    """
    return PAGE_BREAK.join(clean_page(page) for page in extraction.pages)


def clean_page(text: str) -> str:
    """One page; a form feed inside it becomes a line end, so that form feeds count pages."""
    text = _LINE_END.sub("\n", text)
    text = _UNSEEN.sub("", text)
    text = _ODD_BLANK.sub(" ", text)
    text = unicodedata.normalize("NFC", text)
    text = _BLANKS_AT_END.sub("", text)
    return _MANY_EMPTY_LINES.sub("\n\n\n", text).strip("\n")
