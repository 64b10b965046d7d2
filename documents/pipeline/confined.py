"""What processes that open other people's files have in common: no secrets, limits, and an end with their parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

MEBIBYTE = 1024 * 1024
PROJECT = Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1  # linux/prctl.h
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")


def environment() -> dict[str, str]:
    """As little as Python needs: no address or password of the portal reaches the process that opens the file."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1", "OMP_THREAD_LIMIT": "1"}


def die_with_parent() -> None:
    """Ask Linux to kill this process with the one that started it; elsewhere the closed pipe and the limits end it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def confine(*, memory_bytes: int, cpu_seconds: int, cpu_seconds_at_most: int | None = None) -> None:
    """From here on: no core, no file written, address space and processor time limited.

    At `cpu_seconds` the system says which limit it was; `cpu_seconds_at_most`, to which a process may raise it itself,
    only kills.
    """
    limit(resource.RLIMIT_CORE, 0, 0)
    limit(resource.RLIMIT_FSIZE, 0, 0)
    limit(resource.RLIMIT_AS, memory_bytes, memory_bytes)
    limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds_at_most or cpu_seconds + 2)


def limit(kind: int, soft: int, hard: int) -> None:
    """Set one limit, no higher than this process is allowed."""
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS and refuses to set it; the other limits and the clock of the parent still hold.
        return
