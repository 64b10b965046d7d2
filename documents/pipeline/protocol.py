"""What a worker (reader.py) and its reading process (child.py) say to each other.

To the process: the size and bytes of the register; then for each file the size and bytes of an order, and the file.
From it: a line "ready", then a line per file about how its fork ended. The fork has a pipe of its own: a line when it
has the whole file, a line per page that is read from its image, then one line with the answer.
"""

from dataclasses import dataclass

from documents.pipeline.parsers import Limits
from documents.pipeline.types import Extraction, FailureCode, Reading

SIZE_BYTES = 8
READY = b"ready\n"
RECEIVED_MARK = b"received\n"
OCR_MARK = b"ocr\n"


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with the bytes that follow it; `is_text` says that they are the text of a letter, read before."""

    size: int
    limits: Limits
    tessdata: str | None = None
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What one file gave: a reading, or the code of its failure with the kind of error that nobody foresaw."""

    extraction: Extraction | None = None
    reading: Reading | None = None
    failure: FailureCode | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a fork ended: its exit code (negative for a signal) and the memory it took above the start, in MiB."""

    code: int
    memory_mb: int
