"""Values that pass between the stages of the pipeline."""

from dataclasses import dataclass
from enum import StrEnum


class FailureCode(StrEnum):
    """Why a file cannot be read; the Dutch sentences for users live outside the pipeline."""

    WRONG_TYPE = "wrong_type"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    PASSWORD = "password"  # noqa: S105 - the name of a failure, not a secret
    BROKEN = "broken"
    TOO_MANY_PAGES = "too_many_pages"
    NO_TEXT = "no_text"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    INTERNAL = "internal"


class ReadFailure(Exception):
    """A file that cannot be read. The message is the code only, never text or the name of the file."""

    def __init__(self, code: FailureCode) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class Extraction:
    """Raw text per page; `ocr_pages` are 1-based numbers of the pages that were read from their image."""

    media_type: str
    pages: tuple[str, ...]
    ocr_pages: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
