"""A file is opened in a process of its own, which may crash, hang or eat memory without harm."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from documents.pipeline import extract as extracting
from documents.pipeline.extract import Limits, extract
from documents.pipeline.types import FailureCode, ReadFailure
from tests import rendering

LETTER = "Raadsinformatiebrief\n\nDatum\t9 maart 2021\nZaaknummer\t7654321\n\nGeachte raad, één besluit is genomen."
PROJECT = Path(__file__).resolve().parents[2]


def _code(data: bytes, limits: Limits) -> FailureCode:
    with pytest.raises(ReadFailure) as caught:
        extract(data, limits=limits, tessdata=None)
    assert str(caught.value) == caught.value.code.value
    return caught.value.code


def _slow_docx(paragraphs: int = 250_000) -> bytes:
    """A Word file that is small and takes seconds to walk through."""
    paragraph = b"<w:p><w:r><w:t>woord</w:t></w:r></w:p>"
    target = io.BytesIO()
    small = zipfile.ZipFile(io.BytesIO(rendering.render_docx("woord")))
    with small, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as large:
        for name in small.namelist():
            content = small.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", paragraph * paragraphs + b"<w:sectPr", 1)
            large.writestr(name, content)
    return target.getvalue()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shell script that is started instead of the reading process; write its text first."""
    script = tmp_path / "child.sh"
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr(extracting, "HEARTBEAT_SECONDS", 0.05)
    return script


def _write(script: Path, text: str) -> None:
    script.write_text(f"#!/bin/sh\n{text}\n")
    script.chmod(0o700)


@pytest.mark.parametrize(
    "data",
    [rendering.render_pdf(LETTER), rendering.render_docx(LETTER), rendering.render_odt(LETTER), LETTER.encode()],
    ids=["pdf", "docx", "odt", "text"],
)
def test_child_returns_what_reading_in_process_returns(data: bytes) -> None:
    found = extract(data, limits=Limits(), tessdata=None)
    assert found == extracting.extract_in_process(data, limits=Limits(), tessdata=None)
    assert "Zaaknummer\t7654321" in found.pages[0]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FailureCode.EMPTY),
        (b"GIF89a" + bytes(300) + b"\x01", FailureCode.WRONG_TYPE),
        (rendering.password_pdf(), FailureCode.PASSWORD),
        (rendering.broken_pdf(), FailureCode.BROKEN),
        (rendering.blank_scan(), FailureCode.NO_TEXT),
    ],
    ids=["empty", "gif", "password", "broken", "blank"],
)
def test_failure_in_the_child_arrives_as_its_code(data: bytes, code: FailureCode) -> None:
    assert _code(data, Limits()) is code


def test_two_thousand_pages_are_refused() -> None:
    assert _code(rendering.many_pages_pdf(2000), Limits()) is FailureCode.TOO_MANY_PAGES


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to an amount of memory")
def test_file_that_needs_too_much_memory_is_refused() -> None:
    assert _code(b"woord\n" * 10_000_000, Limits(memory_mb=160, max_characters=10**9)) is FailureCode.MEMORY


def test_file_that_takes_too_much_processor_time_is_refused() -> None:
    assert _code(_slow_docx(), Limits(cpu_seconds=1)) is FailureCode.TIMEOUT


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("kill -SEGV $$", FailureCode.BROKEN),
        ("kill -ABRT $$", FailureCode.BROKEN),
        ("kill -XCPU $$", FailureCode.TIMEOUT),
        ("kill -KILL $$", FailureCode.MEMORY),
        ("exit 3", FailureCode.INTERNAL),
        ("exec sleep 60", FailureCode.TIMEOUT),
    ],
)
def test_end_of_the_child_tells_why(stand_in: Path, script: str, code: FailureCode) -> None:
    _write(stand_in, script)
    started = time.monotonic()
    assert _code(b"letter" * 100_000, Limits(seconds=1)) is code
    assert time.monotonic() - started < 20


def test_each_page_of_a_scan_gives_more_time(stand_in: Path) -> None:
    _write(stand_in, 'cat >/dev/null; printf "ocr\\n"; sleep 0.6; echo \'{"error": "no_text"}\'')
    assert _code(b"scan", Limits(seconds=0, ocr_page_seconds=30)) is FailureCode.NO_TEXT


def test_caller_hears_a_heartbeat_while_the_child_works(stand_in: Path) -> None:
    _write(stand_in, 'cat >/dev/null; sleep 0.5; echo \'{"error": "no_text"}\'')
    beats: list[float] = []
    with pytest.raises(ReadFailure):
        extract(b"x", limits=Limits(), tessdata=None, heartbeat=lambda: beats.append(time.monotonic()))
    assert len(beats) >= 2


def test_child_ends_when_the_heartbeat_says_the_lease_is_lost(stand_in: Path, tmp_path: Path) -> None:
    _write(stand_in, f"echo $$ > {tmp_path}/pid; exec sleep 60")

    def lost() -> None:
        if (tmp_path / "pid").exists():
            raise LookupError("lease")

    with pytest.raises(LookupError):
        extract(b"x", limits=Limits(), tessdata=None, heartbeat=lost)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_child_gets_no_secrets(stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:hush@host/db")
    monkeypatch.setenv("SECRET_KEY", "hush")
    _write(stand_in, f"env > {tmp_path}/env; exit 1")
    _code(b"x", Limits())
    assert "hush" not in (tmp_path / "env").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_child_ends_with_its_worker(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(_slow_docx(1_000_000))
    program = (
        "import sys, pathlib; from documents.pipeline.extract import *; "
        "extract(pathlib.Path(sys.argv[1]).read_bytes(), limits=Limits(), tessdata=None)"
    )
    worker = subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "letter.docx")], cwd=PROJECT)
    child = _await_child(worker.pid)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    deadline = time.monotonic() + 10
    while _is_running(child):
        assert time.monotonic() < deadline, "the child outlived its worker"
        time.sleep(0.05)


def _await_child(parent: int) -> int:
    """Pid of the reading process once it has asked to end with its parent (its limits are set after that)."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            limits = Path(f"/proc/{child}/limits").read_text()
            if "Max core file size        0                    0" in limits and "Max file size             0" in limits:
                return int(child)
        time.sleep(0.02)
    raise AssertionError("no reading process was started")


def _is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
