"""Files out of a ZIP or a mail, taken out by a process with limits: never in the web process that received it.

To the process: a line with the order, then the file. From it: a line that says whether it is a letter itself, then for
each file in it a line and its bytes, then a line that says how it ended.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from dataclasses import dataclass

from documents.pipeline import archive, codec, confined
from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.sniff import MAIL, sniff
from documents.pipeline.types import FailureCode, ReadFailure

SECONDS = 30  # of waiting for the process, all together
CPU_SECONDS = 20
MEMORY_MB = 1024
LONGEST_LINE = 512 * 1024  # bytes; a name in a ZIP has at most 65 535, each of which JSON may write as six

_ENDINGS: dict[int, FailureCode] = {signal.SIGXCPU: FailureCode.TIMEOUT, signal.SIGKILL: FailureCode.MEMORY}


@dataclass(frozen=True, slots=True)
class Order:
    """How many files may come out, how large, and what the process may use."""

    limits: EntryLimits
    memory_mb: int
    cpu_seconds: int


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the process: about the whole file, about one in it whose `size` bytes follow, or about the end."""

    name: str = ""
    size: int = 0
    failure: FailureCode | None = None
    is_letter: bool = False
    is_end: bool = False


def may_hold_files(data: bytes) -> bool:
    """Whether it is a ZIP of files or a mail; raises ReadFailure for what is no letter either."""
    return archive.looks_like_archive(data) or sniff(data) == MAIL


def entries(data: bytes, *, limits: EntryLimits) -> Generator[Entry] | None:
    """The files in a ZIP or mail, one by one; None for a mail without attachments, which is a letter itself.

    A file that is encrypted, too large, broken or holds files itself is an entry with that failure. Raises ReadFailure,
    here or while the entries are taken: what archive.py and parsers/mail.py say of the whole, TIMEOUT, MEMORY, BROKEN.
    """
    process = _Process(data, Order(limits, MEMORY_MB, CPU_SECONDS))
    try:
        first = process.line()
    except BaseException:
        process.end()
        raise
    if first.is_letter:
        process.end()
        return None
    return _rest(process, first, limits)


def _rest(process: _Process, first: Told, limits: EntryLimits) -> Generator[Entry]:
    left, count = limits.total, 0
    told = first if first.is_end else process.line()
    try:
        while not told.is_end:
            count, left = count + 1, left - told.size
            if told.size > limits.each or left < 0 or count > limits.count:
                raise ReadFailure(FailureCode.UNPACKED_TOO_LARGE)  # the process has been taken over
            yield Entry(told.name, process.content(told.size), told.failure)
            told = process.line()
    finally:
        process.end()
    if told.failure is not None:
        raise ReadFailure(told.failure)


class _Process:
    """The process and what it has said so far; waits no longer than SECONDS for it altogether."""

    def __init__(self, data: bytes, order: Order) -> None:
        self._popen = subprocess.Popen(
            [sys.executable, "-m", "documents.pipeline.unpack_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library prints about a file stays out of the logs
            cwd=confined.PROJECT,
            env=confined.environment(),
        )
        self._left = float(SECONDS)
        self._read = bytearray()
        self._feeder = threading.Thread(target=self._feed, args=(codec.encode(order) + b"\n", data), daemon=True)
        self._feeder.start()

    def line(self) -> Told:
        """The next line; raises ReadFailure when none comes."""
        while (at := self._read.find(b"\n")) < 0:
            if len(self._read) > LONGEST_LINE:
                raise ReadFailure(FailureCode.BROKEN)
            self._take()
        line, self._read = bytes(self._read[:at]), self._read[at + 1 :]
        try:
            return codec.decode(Told, line)
        except codec.ShapeError:
            raise ReadFailure(FailureCode.INTERNAL) from None

    def content(self, size: int) -> bytes:
        """So many bytes after a line."""
        while len(self._read) < size:
            self._take()
        data, self._read = bytes(self._read[:size]), self._read[size:]
        return data

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._popen.kill()
        self._feeder.join()
        if self._popen.stdout is not None:
            self._popen.stdout.close()
        self._popen.wait()

    def _feed(self, order: bytes, data: bytes) -> None:
        if self._popen.stdin is None:
            return
        try:
            with self._popen.stdin as stdin:
                stdin.write(order)
                stdin.write(data)
        except OSError:
            return  # it ended before it had everything; what it said tells why

    def _take(self) -> None:
        """Wait for more of what it says."""
        stdout = self._popen.stdout
        if stdout is None:
            raise ReadFailure(FailureCode.INTERNAL)
        started = time.monotonic()
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            if not selector.select(max(self._left, 0.0)):
                raise ReadFailure(FailureCode.TIMEOUT)
        self._left -= time.monotonic() - started
        part = os.read(stdout.fileno(), confined.MEBIBYTE)
        if not part:
            raise ReadFailure(self._why())
        self._read += part

    def _why(self) -> FailureCode:
        """What ended the process before it was done."""
        return _ENDINGS.get(-self._popen.wait(), FailureCode.BROKEN)
