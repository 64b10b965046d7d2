"""The process that takes files out of a ZIP or a mail (unpacking.py): `python -m documents.pipeline.unpack_child`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from documents.pipeline import archive, codec, confined
from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.parsers import mail
from documents.pipeline.sniff import MAIL, sniff
from documents.pipeline.types import FailureCode, ReadFailure
from documents.pipeline.unpacking import Order, Told


def main() -> None:
    """Take the order and the file, set the limits, tell what is in it."""
    confined.die_with_parent()
    order = codec.decode(Order, sys.stdin.buffer.readline())
    confined.confine(memory_bytes=order.memory_mb * confined.MEBIBYTE, cpu_seconds=order.cpu_seconds)
    try:
        found = _entries(sys.stdin.buffer.read(), order.limits)
        _tell(Told(is_letter=found is None))
        for entry in found or ():
            _tell(Told(entry.name, len(entry.data), entry.failure), entry.data)
        _tell(Told(is_end=True))
    except ReadFailure as failure:
        _tell(Told(is_end=True, failure=failure.code))
    except MemoryError:
        _tell(Told(is_end=True, failure=FailureCode.MEMORY))


def _tell(told: Told, data: bytes = b"") -> None:
    sys.stdout.buffer.write(codec.encode(told) + b"\n")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _entries(data: bytes, limits: EntryLimits) -> Iterator[Entry] | None:
    """What is in it, or None for a mail that is a letter itself."""
    if archive.looks_like_archive(data):
        return _not_nested(archive.entries(data, limits=limits))
    attached = mail.attachments(data, limits=limits)
    return _not_nested(iter(attached)) if attached else None


def _not_nested(entries: Iterator[Entry]) -> Iterator[Entry]:
    """The same, where a file that holds files itself is named and left closed."""
    for entry in entries:
        yield Entry(entry.name, failure=FailureCode.NESTED) if _holds_more(entry.data) else entry


def _holds_more(data: bytes) -> bool:
    if archive.looks_like_archive(data):
        return True
    try:
        return sniff(data) == MAIL and bool(mail.attachments(data, limits=EntryLimits()))
    except ReadFailure:
        return False


if __name__ == "__main__":
    main()
