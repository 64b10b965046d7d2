"""One small module per kind of file, each with a `parse` that follows `Parser`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from documents.pipeline.types import Extraction


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost, from its bytes to its findings. Times in seconds, memory in MiB.

    `seconds` (wall clock) and `cpu_seconds` are for the file without OCR; each page that is read from its image
    adds at most `ocr_page_seconds` to both, up to `longest_seconds` of wall clock. `memory_mb` comes on top of what
    the reading process needs without a file.
    """

    max_pages: int = 500
    memory_mb: int = 1024
    cpu_seconds: int = 60
    seconds: int = 90
    max_uncompressed_mb: int = 200
    max_characters: int = 5_000_000
    ocr_page_seconds: int = 60
    longest_seconds: int = 18 * 60


def no_progress() -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a parser may know besides the bytes. `on_ocr_page` is called before a page is read from its image."""

    limits: Limits
    tessdata: Path | None = None
    on_ocr_page: Callable[[], None] = no_progress


class Parser(Protocol):
    """Turns the bytes of one kind of file into text; raises ReadFailure."""

    def parse(self, data: bytes, *, context: Context) -> Extraction:
        """Text per page, as raw as the file has it."""
        ...
