"""The supervisor brings back what dies, stops everything, and cleans up after one that was killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from portal.supervisor import Program, Supervisor, end_orphans, end_session

pytestmark = pytest.mark.kill

# A program with a child of its own, as a worker has.
WITH_CHILD = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
WITH_CHILD += "print('up', flush=True); time.sleep(600)"


def _wait(until: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def _members(session: int) -> list[int]:
    found = []
    for process in psutil.process_iter():
        try:
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (psutil.Error, OSError):
            continue
    return found


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    said: list[str] = []
    program = Program("Het proefprogramma", [sys.executable, "-c", WITH_CHILD], tmp_path / "program.log")
    own = Supervisor([program], directory=tmp_path, state=tmp_path / "state.json", say=said.append)
    own.start()
    _wait(lambda: len(_members(_session(own))) == 2)
    yield own
    own.stop()


def _session(supervisor: Supervisor) -> int:
    process = supervisor.programs[0].process
    assert process is not None
    return process.pid


def test_a_program_that_was_killed_runs_again_and_leaves_nothing_behind(supervisor: Supervisor) -> None:
    before = _session(supervisor)
    os.kill(before, signal.SIGKILL)

    def _again() -> bool:
        supervisor.tick()
        process = supervisor.programs[0].process
        return process is not None and process.pid != before and process.poll() is None

    _wait(_again)
    assert _members(before) == []


def test_stop_ends_programs_and_their_children(supervisor: Supervisor) -> None:
    session = _session(supervisor)
    supervisor.stop()
    assert _members(session) == []
    assert not supervisor.state.exists()


def test_what_a_killed_supervisor_left_is_ended_by_the_next(supervisor: Supervisor, tmp_path: Path) -> None:
    session = _session(supervisor)
    assert end_orphans(supervisor.state, tmp_path) == 2
    assert _members(session) == []


def test_orphans_of_another_directory_are_left_alone(supervisor: Supervisor, tmp_path: Path) -> None:
    assert end_orphans(supervisor.state, tmp_path / "elsewhere") == 0
    assert len(_members(_session(supervisor))) == 2


def test_numbers_written_before_the_machine_restarted_mean_nothing(supervisor: Supervisor, tmp_path: Path) -> None:
    state = json.loads(supervisor.state.read_text(encoding="utf-8"))
    supervisor.state.write_text(json.dumps(state | {"boot": state["boot"] - 1000}), encoding="utf-8")
    assert end_orphans(supervisor.state, tmp_path) == 0
    assert len(_members(_session(supervisor))) == 2


def test_a_broken_state_file_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{", encoding="utf-8")
    assert end_orphans(tmp_path / "state.json", tmp_path) == 0


def test_a_program_that_dies_at_once_waits_longer_every_time(tmp_path: Path) -> None:
    said: list[str] = []
    program = Program("Het proefprogramma", [sys.executable, "-c", "raise SystemExit(1)"], tmp_path / "program.log")
    own = Supervisor([program], directory=tmp_path, state=tmp_path / "state.json", say=said.append)
    own.start()

    def _died(times: int) -> bool:
        own.tick()
        return len(said) >= times

    _wait(lambda: _died(1))
    first = program.pause
    _wait(lambda: _died(2))
    own.stop()
    assert program.pause > first
    assert "wordt opnieuw gestart (zie program.log)" in said[0]


def test_the_session_of_a_process_that_is_gone_ends_without_error() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True)
    gone.wait()
    assert end_session(gone.pid) == 0
