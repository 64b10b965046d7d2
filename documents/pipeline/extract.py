"""From bytes to text, in a child process that may crash, hang or eat memory without harm."""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import cast

from documents.pipeline.parsers import Context, Limits, Parser, no_progress
from documents.pipeline.sniff import DOCX, ODT, PDF, TEXT, sniff
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

__all__ = ["Limits", "extract", "extract_in_process", "sniff"]

HEARTBEAT_SECONDS = 2.0
# Written by the child on its output before each page that it reads from its image; the result is the last line.
OCR_MARK = b"ocr\n"

# By name, so that a letter in one format does not wait for the libraries of the others to load.
PARSERS = {
    PDF: "documents.pipeline.parsers.pdf",
    DOCX: "documents.pipeline.parsers.docx",
    ODT: "documents.pipeline.parsers.odt",
    TEXT: "documents.pipeline.parsers.text",
}
_PROJECT = Path(__file__).resolve().parents[2]
_TIME_SIGNALS = frozenset({signal.SIGXCPU})
_BROKEN_SIGNALS = frozenset(
    {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGABRT, signal.SIGTRAP}
)


def extract_in_process(
    data: bytes, *, limits: Limits, tessdata: Path | None, on_ocr_page: Callable[[], None] = no_progress
) -> Extraction:
    """Read one file here and now, without a guard: what the child does. Raises ReadFailure."""
    parser = cast("Parser", importlib.import_module(PARSERS[sniff(data)]))
    extraction = parser.parse(data, context=Context(limits, tessdata, on_ocr_page))
    if not any(page.strip() for page in extraction.pages):
        raise ReadFailure(FailureCode.NO_TEXT)
    return extraction


def extract(
    data: bytes, *, limits: Limits, tessdata: Path | None, heartbeat: Callable[[], None] | None = None
) -> Extraction:
    """Read one file in a child process with limits on memory, processor and time.

    `tessdata` is the directory with the unpacked Dutch model, None when there is no OCR. `heartbeat` is called about
    every two seconds while the child works; when it raises, the child is killed and the error goes on. Raises
    ReadFailure, whose message is a code and nothing of the file.
    """
    order = json.dumps({"limits": asdict(limits), "tessdata": str(tessdata) if tessdata else None}).encode() + b"\n"
    # sys.executable, not multiprocessing: a Celery worker is daemonic and may have no children of that kind.
    with subprocess.Popen(
        [sys.executable, "-m", "documents.pipeline.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a library prints about a file stays out of the logs
        cwd=_PROJECT,
        env=_environment(),
        close_fds=True,
    ) as child:
        try:
            output = _wait(child, order + data, limits, heartbeat or no_progress)
        finally:
            child.kill()
    return _result(output, child.returncode)


def _environment() -> dict[str, str]:
    """As little as Python needs: no address or password of the portal reaches the process that opens the file."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    return kept | {"PYTHONPATH": str(_PROJECT), "PYTHONUTF8": "1", "OMP_THREAD_LIMIT": "1"}


def _wait(child: subprocess.Popen[bytes], message: bytes, limits: Limits, heartbeat: Callable[[], None]) -> bytes:
    """Output of the child; kills it when it takes longer than its pages allow."""
    started = time.monotonic()
    pages = 0
    pending: bytes | None = message
    while True:
        try:
            output, _ = child.communicate(pending, timeout=HEARTBEAT_SECONDS)
        except subprocess.TimeoutExpired as waiting:
            pending = None
            pages = (waiting.output or b"").count(OCR_MARK)
        else:
            return output
        if time.monotonic() - started > limits.seconds + pages * limits.ocr_page_seconds:
            raise ReadFailure(FailureCode.TIMEOUT)
        heartbeat()


def _result(output: bytes, returncode: int) -> Extraction:
    if returncode < 0:
        raise ReadFailure(_code_of_signal(-returncode))
    if returncode > 0:
        # Whatever the file does is caught in the child: it did not come so far as to open the file.
        raise ReadFailure(FailureCode.INTERNAL)
    answer = json.loads(output.rpartition(OCR_MARK)[2])
    if "error" in answer:
        raise ReadFailure(FailureCode(answer["error"]))
    return Extraction(
        media_type=answer["media_type"],
        pages=tuple(answer["pages"]),
        ocr_pages=tuple(answer["ocr_pages"]),
        warnings=tuple(answer["warnings"]),
    )


def _code_of_signal(number: int) -> FailureCode:
    """What ended the child: its own processor limit, a crash on the file, or the system for want of memory."""
    if number in _TIME_SIGNALS:
        return FailureCode.TIMEOUT
    if number in _BROKEN_SIGNALS:
        return FailureCode.BROKEN
    return FailureCode.MEMORY
