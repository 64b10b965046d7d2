"""Keeps a handful of programs running: starts them, restarts what dies, stops them all, and cleans up after a kill -9.

Every program leads a session of its own, so that Ctrl-C in a terminal reaches the supervisor alone, and so that what a
killed program leaves behind can be found by its session number.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

STOP_SECONDS = 12
LONGEST_PAUSE = 30.0


@dataclass(slots=True)
class Program:
    """One program: its name for people, its command, and where its output goes."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    start_at: float = 0.0
    pause: float = 1.0

    def start(self, directory: Path) -> None:
        """Start it now, writing to an empty log the first time."""
        mode = "ab" if self.started else "wb"
        with self.log.open(mode) as output:
            self.process = subprocess.Popen(
                self.command,
                cwd=directory,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started = time.monotonic()


class Supervisor:
    """Programs that run from one directory, remembered in `state` so that a next start can find them."""

    def __init__(
        self, programs: Sequence[Program], *, directory: Path, state: Path, say: Callable[[str], None]
    ) -> None:
        """`say` tells a person what happened, one sentence at a time."""
        self.programs = programs
        self.directory = directory
        self.state = state
        self.say = say

    def start(self, *programs: Program) -> None:
        """Start these, or everything when none is named."""
        for program in programs or self.programs:
            program.start(self.directory)
            self._remember()

    def tick(self) -> None:
        """Start again what died; call it about twice a second. What dies at once waits longer and longer."""
        now = time.monotonic()
        for program in self.programs:
            if program.process is None:
                if program.started and now >= program.start_at:
                    program.start(self.directory)
                    self._remember()
            elif program.process.poll() is not None:
                end_session(program.process.pid)
                program.pause = 1.0 if now - program.started > LONGEST_PAUSE else min(program.pause * 2, LONGEST_PAUSE)
                program.process, program.start_at = None, now + program.pause / 2
                self.say(f"{program.name} is gestopt en wordt opnieuw gestart (zie {program.log.name}).")

    def stop(self) -> None:
        """Ask everything to end, wait a little, and end what did not."""
        running = [program.process for program in self.programs if program.process is not None]
        for process in running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                continue
        for process in running:
            end_session(process.pid)
            process.wait()
        self.state.unlink(missing_ok=True)

    def _remember(self) -> None:
        sessions = [program.process.pid for program in self.programs if program.process is not None]
        fresh = self.state.with_name(f"{self.state.name}.new")
        fresh.write_text(json.dumps({"boot": psutil.boot_time(), "sessions": sessions}), encoding="utf-8")
        fresh.replace(self.state)


def end_orphans(state: Path, directory: Path) -> int:
    """End what an earlier supervisor left running, and say how many processes that were.

    Only processes of the sessions it wrote down, that run from `directory`, since the machine last started.
    """
    try:
        remembered: dict[str, Any] = json.loads(state.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    state.unlink(missing_ok=True)
    if abs(remembered["boot"] - psutil.boot_time()) > 5:
        return 0
    return sum(end_session(session, directory=directory) for session in remembered["sessions"])


def end_session(session: int, *, directory: Path | None = None) -> int:
    """Kill what is left of a session and wait until it is gone; with `directory` only what runs from there.

    Returns how many processes that were.
    """
    ended = []
    for process in psutil.process_iter():
        try:
            ours = os.getsid(process.pid) == session and (directory is None or Path(process.cwd()) == directory)
            if ours and process.status() != psutil.STATUS_ZOMBIE:
                process.kill()
                ended.append(process)
        except (psutil.Error, OSError):
            continue
    psutil.wait_procs(ended, timeout=5)
    return len(ended)
