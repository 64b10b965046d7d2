"""Files inside a file: what a ZIP or a mail gives to intake."""

from __future__ import annotations

from dataclasses import dataclass

from documents.pipeline.types import FailureCode

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class EntryLimits:
    """How many files may come out of one, and how large in bytes: one of them, and all together."""

    count: int = 60
    each: int = 25 * MEBIBYTE
    total: int = 200 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class Entry:
    """One file inside another: the name it bears there, and its bytes or why they are left."""

    name: str
    data: bytes = b""
    failure: FailureCode | None = None
