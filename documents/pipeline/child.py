"""The process that opens one file: `python -m documents.pipeline.child`, order and bytes in, JSON out.

First line of the input: {"limits": {...}, "tessdata": "..." | null}; the rest is the file. Output: a line per page
that is read from its image, then one line with the text or the failure code.
"""

import ctypes
import json
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from documents.pipeline.extract import OCR_MARK, extract_in_process
from documents.pipeline.parsers import Limits
from documents.pipeline.types import FailureCode, ReadFailure

MEBIBYTE = 1024 * 1024
PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Read the order, set the limits, read the file, write the answer."""
    _die_with_parent()
    order = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**order["limits"])
    _set_limits(limits)
    tessdata = Path(order["tessdata"]) if order["tessdata"] else None
    answer = _read(sys.stdin.buffer.read(), limits, tessdata)
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


def _read(data: bytes, limits: Limits, tessdata: Path | None) -> dict[str, object]:
    def on_ocr_page() -> None:
        sys.stdout.buffer.write(OCR_MARK)
        sys.stdout.buffer.flush()
        _allow_processor(limits.ocr_page_seconds)

    try:
        return asdict(extract_in_process(data, limits=limits, tessdata=tessdata, on_ocr_page=on_ocr_page))
    except ReadFailure as failure:
        return {"error": failure.code}
    except MemoryError:
        return {"error": FailureCode.MEMORY}
    except ImportError:
        return {"error": FailureCode.INTERNAL}
    except Exception:
        return {"error": FailureCode.BROKEN}


def _die_with_parent() -> None:
    """Ask Linux to kill this process when the worker dies; elsewhere the closed pipe and the limits end it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _set_limits(limits: Limits) -> None:
    memory = limits.memory_mb * MEBIBYTE
    # Two seconds more: at the soft limit the system says which limit it was, at the hard one it only kills.
    longest = limits.cpu_seconds + limits.max_pages * limits.ocr_page_seconds + 2
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    _limit(resource.RLIMIT_AS, memory, memory)
    _limit(resource.RLIMIT_CPU, limits.cpu_seconds, longest)


def _allow_processor(seconds: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    _limit(resource.RLIMIT_CPU, min(soft + seconds, hard), hard)


def _limit(kind: int, soft: int, hard: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS and refuses to set it; the other limits and the clock of the parent still hold.
        return


if __name__ == "__main__":
    main()
