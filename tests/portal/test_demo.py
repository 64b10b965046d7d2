"""`make demo` from the outside: what it says when it cannot run, and that it comes up, once, and goes."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import demo

ROOT = Path(__file__).resolve().parents[2]
# What the demo takes from where it runs, and what tests point elsewhere.
OURS = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "LETTER_ROOT", "PORT", "DEMO_LETTERS"}


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout of its own beside this one, so that the demo of whoever runs the tests is left alone."""
    for entry in ROOT.iterdir():
        if entry.name not in {".local", ".git", "tests", "portal", "manage.py"}:
            (tmp_path / entry.name).symlink_to(entry)
    # These say where the checkout is, so they are copied.
    subprocess.run(["cp", "-r", str(ROOT / "portal"), str(ROOT / "manage.py"), str(tmp_path)], check=True)
    (tmp_path / ".local").mkdir()
    (tmp_path / ".local" / "tessdata").symlink_to(ROOT / ".local" / "tessdata")
    if (ROOT / ".local" / "bin").exists():
        (tmp_path / ".local" / "bin").symlink_to(ROOT / ".local" / "bin")
    return tmp_path


def _start(checkout: Path, **environment: str) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "portal.demo"],
        cwd=checkout,
        env=kept | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _read_until(process: "subprocess.Popen[str]", sign: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if sign in line:
            return said
    pytest.fail(f"the demo ended before it said {sign!r}:\n{said}")


def _end(process: "subprocess.Popen[str]", number: int = signal.SIGINT) -> str:
    process.send_signal(number)
    said, _ = process.communicate(timeout=60)
    return said


def test_a_taken_port_is_one_sentence(taken_port: int) -> None:
    with pytest.raises(demo.DemoError, match=rf"Poort {taken_port} is bezet: .*make demo PORT={taken_port + 1}"):
        demo._require_free(taken_port)


@pytest.mark.parametrize("written", ["web", "0", "70000", "-1"])
def test_a_port_that_is_no_port_is_one_sentence(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("PORT", written)
    with pytest.raises(demo.DemoError, match="PORT moet een getal"):
        demo._port()


def test_the_password_is_kept_for_the_next_time_and_for_this_user_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    monkeypatch.setattr(demo, "PASSWORD", tmp_path / "password")
    first = demo._password()
    assert demo._password() == first
    assert len(first) >= 12
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0


@pytest.mark.kill
def test_the_demo_comes_up_once_and_after_kill_9_and_stops_cleanly(checkout: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    (checkout / ".local" / "demo").mkdir()
    (checkout / ".local" / "demo" / "letters_ingested").touch()
    first = _start(checkout, PORT=port)
    said = _read_until(first, "Stoppen: Ctrl-C")
    password = re.search(r"Wachtwoord voor alle drie: (\S+)", said)
    assert password is not None
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=20) as page:
        assert page.status == 200

    second = _start(checkout, PORT=port)
    answer, _ = second.communicate(timeout=60)
    assert f"De demo draait al, op http://127.0.0.1:{port}/" in answer
    assert second.returncode == 0

    _end(first, signal.SIGKILL)
    third = _start(checkout, PORT=port)
    began = time.monotonic()
    again = _read_until(third, "Stoppen: Ctrl-C")
    assert time.monotonic() - began < 60
    assert "Van een vorige keer draaide er nog iets" in again
    assert password.group(0) in again

    assert "Gestopt." in _end(third)
    assert third.returncode == 0
    assert not list((checkout / ".local").rglob("postmaster.pid"))
