"""A page of a PDF as a picture, with the places of given words on it.

The file is opened in a process of its own with limits on memory, processor and time: never in the web process, which
holds other people's letters. A page is asked for rarely, by one person at a time; the warm process that reads files is
for the many.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import dataclass

from documents.pipeline import confined
from documents.pipeline.types import FailureCode, ReadFailure

DOTS_PER_INCH = 110
MOST_PIXELS = 4_000_000
SECONDS = 15
MEMORY_MB = 768


@dataclass(frozen=True, slots=True)
class Box:
    """Where words stand on a page, in parts of its width and height from the top left; ``name`` is the asker's."""

    name: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as JPEG, its size in pixels, and the places of the words that were asked for."""

    image: bytes
    width: int
    height: int
    boxes: tuple[Box, ...]


def draw(data: bytes, *, page: int, words: dict[str, str]) -> Sheet:
    """Draw page number ``page`` (from 1) of a PDF; ``words`` are what to look for on it, by a name of the asker's.

    Words that a scan only shows have no place. Raises ReadFailure when the page cannot be drawn within the limits.
    """
    order = json.dumps({"page": page, "words": words, "memory_mb": MEMORY_MB, "cpu_seconds": SECONDS}).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "documents.pipeline.sheet_child"],
            input=order + data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library prints about a file stays out of the logs
            cwd=confined.PROJECT,
            env=confined.environment(),
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadFailure(FailureCode.TIMEOUT) from None
    if done.returncode:
        raise ReadFailure(FailureCode.BROKEN)
    answer = json.loads(done.stdout)
    boxes = tuple(Box(**box) for box in answer["boxes"])
    return Sheet(base64.b64decode(answer["image"]), answer["width"], answer["height"], boxes)
