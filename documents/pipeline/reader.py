"""Read files in a warm process with limits, which may crash, hang or eat memory without harm to who asks.

One Reader keeps one process (child.py) and has it read one file at a time; each file gets a fork of its own there.
"""

import contextlib
import logging
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from documents.pipeline import codec, confined
from documents.pipeline.clean import PAGE_BREAK
from documents.pipeline.parsers import Limits, no_progress
from documents.pipeline.protocol import OCR_MARK, READY, RECEIVED_MARK, SIZE_BYTES, Answer, Ending, Order
from documents.pipeline.types import Extraction, FailureCode, Gazetteer, ReadFailure, Reading

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 2.0
START_SECONDS = 60  # to load the libraries and the register, on a machine that is busy
FILES_PER_PROCESS = 1000
# More than the findings of the longest letter that limits allow; a process that sends more has been taken over.
LONGEST_ANSWER = 128 * 1024 * 1024  # bytes
PIPE_BYTES = 64 * 1024

_MEMORY_SHARE = 0.5  # of what a file may take: who crashes above it most likely could not get more
_BROKEN_SIGNALS = frozenset(
    {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP}
)


class ReaderGoneError(OSError):
    """The reading process could not be started, or was ended from outside: the same file may go well next time."""


@dataclass(slots=True)
class _Process:
    """A warm process with the ends of its pipes, what came out of them so far, and how many files it has read."""

    popen: "subprocess.Popen[bytes]"
    answers: int
    gazetteer: Gazetteer
    files: int = 0
    status_text: bytearray = field(default_factory=bytearray)
    answer_text: bytearray = field(default_factory=bytearray)


class Reader:
    """A warm reading process that is started when needed, and replaced when it hangs or the register changed."""

    def __init__(self) -> None:
        self._process: _Process | None = None
        self._lock = threading.Lock()

    def read(
        self,
        data: bytes,
        *,
        gazetteer: Gazetteer,
        limits: Limits,
        tessdata: Path | None,
        heartbeat: Callable[[], None] = no_progress,
    ) -> tuple[Extraction, Reading]:
        """Text and findings of one file; the pages of the extraction are those of the shown text.

        `tessdata` is the directory with the unpacked Dutch model, None when there is no OCR. `heartbeat` is called
        about every two seconds meanwhile; when it raises, reading stops and the error goes on. Raises ReadFailure,
        whose message is a code and nothing of the file, and ReaderGoneError.
        """
        order = Order(len(data), limits, str(tessdata) if tessdata else None)
        answer = self._ask(order, data, gazetteer, heartbeat)
        if answer.extraction is None or answer.reading is None:
            raise ReadFailure(FailureCode.INTERNAL)
        return replace(answer.extraction, pages=tuple(answer.reading.text.split(PAGE_BREAK))), answer.reading

    def read_again(
        self, text: str, *, gazetteer: Gazetteer, limits: Limits, heartbeat: Callable[[], None] = no_progress
    ) -> Reading:
        """Findings in the shown text of a letter that was extracted before; raises as `read` does."""
        data = text.encode()
        answer = self._ask(Order(len(data), limits, is_text=True), data, gazetteer, heartbeat)
        if answer.reading is None:
            raise ReadFailure(FailureCode.INTERNAL)
        return answer.reading

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            # The group, because the fork that has the file does not end with the warm process everywhere.
            os.killpg(process.popen.pid, signal.SIGKILL)
        for pipe in (process.popen.stdin, process.popen.stdout):
            if pipe is not None:
                pipe.close()
        os.close(process.answers)
        process.popen.wait()

    def _ask(self, order: Order, data: bytes, gazetteer: Gazetteer, heartbeat: Callable[[], None]) -> Answer:
        with self._lock:
            try:
                process = self._ready(gazetteer, heartbeat)
                ending = _converse(process, order, data, heartbeat)
                found = bytes(process.answer_text)
            except BaseException:
                self.close()
                raise
            process.answer_text.clear()
            process.files += 1
            if not found.startswith(RECEIVED_MARK) or process.files >= FILES_PER_PROCESS:
                # A fork that ended before it had the whole file leaves the rest of it in the pipe.
                self.close()
        return _result(found, ending, order.limits)

    def _ready(self, gazetteer: Gazetteer, heartbeat: Callable[[], None]) -> _Process:
        """The running process, or a new one with this register, which has loaded everything."""
        process = self._process
        if process is not None and process.gazetteer is gazetteer and process.popen.poll() is None:
            return process
        self.close()
        process = self._process = _start(gazetteer)
        register = codec.encode(gazetteer)
        loop = _Loop(process, len(register).to_bytes(SIZE_BYTES) + register, heartbeat)
        deadline = time.monotonic() + START_SECONDS
        while not process.status_text.startswith(READY):
            if not loop.turn() or time.monotonic() > deadline:
                raise ReaderGoneError
        process.status_text.clear()
        return process


_shared: dict[int, Reader] = {}


def shared_reader() -> Reader:
    """The reader of this process: a process that forks leaves its own to itself."""
    return _shared.setdefault(os.getpid(), Reader())


class _Loop:
    """Writes to a process and takes in what it says, and calls the heartbeat in between."""

    def __init__(self, process: _Process, message: bytes, heartbeat: Callable[[], None]) -> None:
        self._process, self._rest, self._heartbeat = process, memoryview(message), heartbeat
        self._next_beat = time.monotonic() + HEARTBEAT_SECONDS
        self._selector = selectors.PollSelector()
        stdin, stdout = _pipes(process)
        self._selector.register(stdin, selectors.EVENT_WRITE, self._write)
        self._selector.register(stdout, selectors.EVENT_READ, self._take_status)
        self._selector.register(process.answers, selectors.EVENT_READ, self._take_answer)

    def turn(self) -> bool:
        """Wait for something to happen, at most until the next heartbeat; False when the process is gone."""
        alive = True
        for key, _ in self._selector.select(max(0.0, min(self._next_beat - time.monotonic(), HEARTBEAT_SECONDS))):
            alive = key.data() and alive
        if time.monotonic() >= self._next_beat:
            self._next_beat = time.monotonic() + HEARTBEAT_SECONDS
            self._heartbeat()
        return alive

    def drain(self) -> None:
        """Take in what a fork that has ended left in the pipe."""
        while self._take_answer():
            pass

    def _write(self) -> bool:
        stdin, _ = _pipes(self._process)
        try:
            self._rest = self._rest[os.write(stdin, self._rest[:PIPE_BYTES]) :]
        except BlockingIOError:
            return True
        except BrokenPipeError:
            return False
        if not self._rest:
            self._selector.unregister(stdin)
        return True

    def _take_status(self) -> bool:
        part = os.read(_pipes(self._process)[1], PIPE_BYTES)
        self._process.status_text += part
        return bool(part)

    def _take_answer(self) -> bool:
        try:
            part = os.read(self._process.answers, PIPE_BYTES)
        except BlockingIOError:
            return False
        self._process.answer_text += part
        if len(self._process.answer_text) > LONGEST_ANSWER:
            raise ReadFailure(FailureCode.TOO_LARGE)
        return bool(part)


def _pipes(process: _Process) -> tuple[int, int]:
    stdin, stdout = process.popen.stdin, process.popen.stdout
    if stdin is None or stdout is None:
        raise ReaderGoneError
    return stdin.fileno(), stdout.fileno()


def _start(gazetteer: Gazetteer) -> _Process:
    """A new process with three pipes: in for orders, out for status, one more for what forks answer."""
    answers, its_answers = os.pipe()
    try:
        # sys.executable, not multiprocessing: a Celery worker is daemonic and may have no children of that kind.
        popen = subprocess.Popen(
            [sys.executable, "-m", "documents.pipeline.child", str(its_answers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library prints about a file stays out of the logs
            cwd=confined.PROJECT,
            env=confined.environment(),
            pass_fds=(its_answers,),
            bufsize=0,
            process_group=0,
        )
    except BaseException:
        os.close(answers)
        raise
    finally:
        os.close(its_answers)
    process = _Process(popen, answers, gazetteer)
    for descriptor in (*_pipes(process), answers):
        os.set_blocking(descriptor, False)
    return process


def _converse(process: _Process, order: Order, data: bytes, heartbeat: Callable[[], None]) -> Ending:
    """Send a file and wait until its fork has ended; raises TIMEOUT when that takes longer than its pages allow."""
    head = codec.encode(order)
    loop = _Loop(process, len(head).to_bytes(SIZE_BYTES) + head + data, heartbeat)
    started, limits = time.monotonic(), order.limits
    while not process.status_text.endswith(b"\n"):
        if not loop.turn():
            raise ReaderGoneError
        pages = (
            min(process.answer_text.count(OCR_MARK), limits.max_pages) if len(process.answer_text) < PIPE_BYTES else 0
        )
        allowed = min(limits.seconds + pages * limits.ocr_page_seconds, limits.longest_seconds)
        if time.monotonic() - started > allowed:
            raise ReadFailure(FailureCode.TIMEOUT)
    loop.drain()
    ending = codec.decode(Ending, bytes(process.status_text))
    process.status_text.clear()
    return ending


def _result(found: bytes, ending: Ending, limits: Limits) -> Answer:
    if ending.code < 0:
        raise ReadFailure(_code_of_signal(-ending.code, ending.memory_mb, limits))
    try:
        answer = codec.decode(Answer, found.removeprefix(RECEIVED_MARK).rpartition(OCR_MARK)[2])
    except codec.ShapeError:
        raise ReadFailure(FailureCode.INTERNAL) from None
    if answer.failure is not None:
        if answer.error.isidentifier():
            logger.error("reading failed with %s", answer.error[:60])
        raise ReadFailure(answer.failure)
    return answer


def _code_of_signal(number: int, memory_mb: int, limits: Limits) -> FailureCode:
    """What ended the fork: its own processor limit, a crash on the file, or the want of memory."""
    if number == signal.SIGXCPU:
        return FailureCode.TIMEOUT
    if number in _BROKEN_SIGNALS and memory_mb < _MEMORY_SHARE * limits.memory_mb:
        return FailureCode.BROKEN
    # Libraries in C crash where they are refused memory; the system ends who takes too much with SIGKILL.
    return FailureCode.MEMORY
