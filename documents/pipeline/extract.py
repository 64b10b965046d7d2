"""From bytes to text, here and now and without a guard: what the reading process (child.py) does with a file."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from documents.pipeline.parsers import Context, Limits, Parser, no_progress
from documents.pipeline.sniff import DOCX, MAIL, ODT, PDF, TEXT, sniff
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

__all__ = ["PARSERS", "Limits", "extract_in_process", "sniff"]

# By name, so that a letter in one format does not wait for the libraries of the others to load.
PARSERS = {
    PDF: "documents.pipeline.parsers.pdf",
    DOCX: "documents.pipeline.parsers.docx",
    ODT: "documents.pipeline.parsers.odt",
    TEXT: "documents.pipeline.parsers.text",
    MAIL: "documents.pipeline.parsers.mail",
}


def extract_in_process(
    data: bytes, *, limits: Limits, tessdata: Path | None, on_ocr_page: Callable[[], None] = no_progress
) -> Extraction:
    """Text per page of one file; raises ReadFailure, or whatever a library raises on a file that is broken.

    `tessdata` is the directory with the unpacked Dutch model, None when there is no OCR.
    """
    parser = cast("Parser", importlib.import_module(PARSERS[sniff(data)]))
    extraction = parser.parse(data, context=Context(limits, tessdata, on_ocr_page))
    if not any(page.strip() for page in extraction.pages):
        raise ReadFailure(FailureCode.NO_TEXT)
    return extraction
