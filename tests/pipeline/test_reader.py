"""A file is read in a process of its own, which may crash, hang or eat memory without harm to the next file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from documents.pipeline import reader as reading_process
from documents.pipeline.clean import clean
from documents.pipeline.extract import Limits, extract_in_process
from documents.pipeline.reader import Reader, ReaderGoneError
from documents.pipeline.run import read_text
from documents.pipeline.types import Entry, FailureCode, Gazetteer, ReadFailure
from tests import rendering

LETTER = "Raadsinformatiebrief\n\nDatum\t9 maart 2021\nZaaknummer\t7654321\n\nGeachte raad, één besluit is genomen."
PROJECT = Path(__file__).resolve().parents[2]
GAZETTEER = Gazetteer()
# Takes the place of Python in the warm process: there a file is a program, which does what a hostile file might.
STAND_IN = """#!{python}
import ctypes, os, resource, signal, sys, time
from documents.pipeline import child
from documents.pipeline.types import Extraction
memory = {{}}
def act(data, *, limits, tessdata, on_ocr_page=None):
    page = []
    exec(data.decode(), globals() | locals())
    return Extraction("text/plain", tuple(page))
child.WARM_UP_FILE = b""
child.extract_in_process = act
child.main(int(sys.argv[-1]))
"""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """A reader for the whole module: what one test does to it must not matter to the next."""
    found = Reader()
    yield found
    found.close()


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, Path]]:
    """A reader for which a file is a Python program, and what must stand in for Python to start it."""
    script = tmp_path_factory.mktemp("stand-in") / "python"
    script.write_text(STAND_IN.format(python=sys.executable))
    script.chmod(0o700)
    found = Reader()
    yield found, script
    found.close()


@pytest.fixture
def staged(stand_in: tuple[Reader, Path], monkeypatch: pytest.MonkeyPatch) -> Reader:
    """The reader for which a file is a Python program."""
    found, script = stand_in
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr(reading_process, "HEARTBEAT_SECONDS", 0.05)
    return found


def _read(reader: Reader, data: bytes | str, limits: Limits | None = None) -> str:
    data = data.encode() if isinstance(data, str) else data
    return reader.read(data, gazetteer=GAZETTEER, limits=limits or Limits(), tessdata=None)[1].text


def _code(reader: Reader, data: bytes | str, limits: Limits | None = None) -> FailureCode:
    with pytest.raises(ReadFailure) as caught:
        _read(reader, data, limits)
    assert str(caught.value) == caught.value.code.value
    return caught.value.code


def _pid(reader: Reader) -> int:
    assert reader._process is not None
    return reader._process.popen.pid


@pytest.mark.parametrize(
    "data",
    [rendering.render_pdf(LETTER), rendering.render_docx(LETTER), rendering.render_odt(LETTER), LETTER.encode()],
    ids=["pdf", "docx", "odt", "text"],
)
def test_process_returns_what_reading_here_returns(reader: Reader, data: bytes) -> None:
    extraction, reading = reader.read(data, gazetteer=GAZETTEER, limits=Limits(), tessdata=None)
    here = extract_in_process(data, limits=Limits(), tessdata=None)
    shown = clean(here)
    assert extraction == replace(here, pages=tuple(shown.split("\f")))
    assert reading == read_text(shown, gazetteer=GAZETTEER)
    assert "Zaaknummer\t7654321" in reading.text


def test_text_that_was_extracted_before_is_read_again(reader: Reader) -> None:
    reading = reader.read_again(LETTER, gazetteer=GAZETTEER, limits=Limits())
    assert reading == read_text(LETTER, gazetteer=GAZETTEER)


def test_one_process_reads_one_file_after_another(reader: Reader) -> None:
    assert _read(reader, LETTER) == LETTER
    pid = _pid(reader)
    for data in (b"", rendering.password_pdf(), rendering.broken_pdf()):
        _code(reader, data)
    assert _read(reader, LETTER * 2) == LETTER * 2
    assert _pid(reader) == pid


def test_another_register_comes_in_a_new_process(reader: Reader) -> None:
    _read(reader, LETTER)
    pid = _pid(reader)
    register = Gazetteer((Entry("gemeente:GM9999", "gemeente", "Voorbeeldstad"),))
    text = "Gemeente Voorbeeldstad\n\nGeachte raad,\n\nDit is een brief van de gemeente Voorbeeldstad."
    _, reading = reader.read(text.encode(), gazetteer=register, limits=Limits(), tessdata=None)
    assert "gemeente:GM9999" in {mention.key for mention in reading.mentions}
    assert _pid(reader) != pid


def test_process_is_replaced_after_many_files(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    _read(reader, LETTER)
    pid = _pid(reader)
    monkeypatch.setattr(reading_process, "FILES_PER_PROCESS", 2)
    _read(reader, LETTER)
    _read(reader, LETTER)
    assert _pid(reader) != pid


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
def test_failure_in_the_process_arrives_as_its_code(reader: Reader, data: bytes, code: FailureCode) -> None:
    assert _code(reader, data) is code


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", FailureCode.BROKEN),
        ("os.abort()", FailureCode.BROKEN),
        ("ctypes.string_at(0)", FailureCode.BROKEN),
        ("def f(): f()\nf()", FailureCode.BROKEN),
        ("os.kill(os.getpid(), signal.SIGKILL)", FailureCode.MEMORY),
        ("while True: pass", FailureCode.TIMEOUT),
        ("os._exit(0)", FailureCode.INTERNAL),
        ("os._exit(3)", FailureCode.INTERNAL),
        ("os.write(int(sys.argv[-1]), b'nonsense')\nos._exit(0)", FailureCode.INTERNAL),
        ("raise SystemExit", FailureCode.INTERNAL),
    ],
)
def test_end_of_a_file_tells_why_and_the_next_file_is_read(staged: Reader, program: str, code: FailureCode) -> None:
    assert _code(staged, program, Limits(cpu_seconds=1)) is code
    pid = _pid(staged)
    assert _read(staged, "page.append('de volgende brief')") == "de volgende brief"
    assert _pid(staged) == pid


def test_file_that_waits_for_ever_is_stopped_by_the_clock(staged: Reader) -> None:
    assert _code(staged, "time.sleep(60)", Limits(seconds=1)) is FailureCode.TIMEOUT
    assert _read(staged, "page.append('de volgende brief')") == "de volgende brief"


def test_pages_from_images_give_more_time_up_to_a_limit(staged: Reader) -> None:
    program = "on_ocr_page()\ntime.sleep(1.5)\npage.append('een scan')"
    assert _read(staged, program, Limits(seconds=1, ocr_page_seconds=30)) == "een scan"
    assert _code(staged, program, Limits(seconds=1, ocr_page_seconds=30, longest_seconds=1)) is FailureCode.TIMEOUT


def test_pages_that_are_only_claimed_give_no_more_time(staged: Reader) -> None:
    program = "for _ in range(99): on_ocr_page()\ntime.sleep(60)"
    limits = Limits(seconds=0, ocr_page_seconds=1, max_pages=1, cpu_seconds=60)
    assert _code(staged, program, limits) is FailureCode.TIMEOUT


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to an amount of memory")
@pytest.mark.parametrize("program", ["bytearray(200 << 20)", "x = []\nwhile True: x.append(bytes(1 << 20))"])
def test_file_that_needs_too_much_memory_is_refused(staged: Reader, program: str) -> None:
    assert _code(staged, program, Limits(memory_mb=100)) is FailureCode.MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to an amount of memory")
def test_library_that_crashes_for_want_of_memory_is_told_from_a_broken_file(staged: Reader) -> None:
    program = "x = b'x' * (80 << 20)\nos.abort()"
    assert _code(staged, program, Limits(memory_mb=100)) is FailureCode.MEMORY
    assert _code(staged, program, Limits(memory_mb=1000)) is FailureCode.BROKEN


def test_nothing_of_a_file_is_left_for_the_next(staged: Reader, tmp_path: Path) -> None:
    _read(staged, "memory['secret'] = 'geheim'\nos.environ['SECRET'] = 'geheim'\npage.append('een')")
    assert _read(staged, "page.append(repr((memory, os.environ.get('SECRET'))))") == "({}, None)"


def test_file_can_write_nothing(staged: Reader, tmp_path: Path) -> None:
    target = tmp_path / "left"
    program = f"os.write(os.open({str(target)!r}, os.O_WRONLY | os.O_CREAT), b'een brief')"
    assert _code(staged, program) is FailureCode.BROKEN
    assert target.read_bytes() == b""


def test_process_gets_no_secrets(staged: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user:hush@host/db")
    monkeypatch.setenv("SECRET_KEY", "hush")
    shown = _read(staged, "page.append(repr(dict(os.environ)))")
    assert "PATH" in shown
    assert "hush" not in shown


def test_answer_without_end_is_refused(staged: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "LONGEST_ANSWER", 1_000_000)
    assert _code(staged, "os.write(int(sys.argv[-1]), b'x' * 2_000_000)\ntime.sleep(60)") is FailureCode.TOO_LARGE
    assert _read(staged, "page.append('de volgende brief')") == "de volgende brief"


def test_caller_hears_a_heartbeat_while_a_file_is_read(staged: Reader) -> None:
    beats: list[float] = []
    data = b"time.sleep(0.5)\npage.append('klaar')"
    staged.read(data, gazetteer=GAZETTEER, limits=Limits(), tessdata=None, heartbeat=lambda: beats.append(0))
    assert len(beats) >= 2


def test_reading_ends_when_the_heartbeat_says_the_lease_is_lost(staged: Reader) -> None:
    _read(staged, "page.append('een')")
    pid = _pid(staged)

    def lost() -> None:
        raise LookupError("lease")

    with pytest.raises(LookupError):
        staged.read(b"time.sleep(60)", gazetteer=GAZETTEER, limits=Limits(), tessdata=None, heartbeat=lost)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_process_that_is_ended_from_outside_is_an_error_that_time_may_heal(staged: Reader) -> None:
    with pytest.raises(ReaderGoneError):
        _read(staged, "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)")
    assert _read(staged, "page.append('de volgende brief')") == "de volgende brief"


def test_process_that_does_not_start_is_an_error_that_time_may_heal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(ReaderGoneError):
        _read(Reader(), LETTER)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")
def test_process_and_the_file_in_it_end_with_the_worker(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom documents.pipeline.reader import *\n"
        "reader, register = Reader(), Gazetteer()\n"
        "ask = lambda data: reader.read(data, gazetteer=register, limits=Limits(), tessdata=None)\n"
        "ask(b'een brief')\nprint(reader._process.popen.pid, flush=True)\nask(b'woord ' * 800_000)"
    )
    worker = subprocess.Popen([sys.executable, "-c", program], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    warm = int(worker.stdout.readline())
    deadline = time.monotonic() + 20
    while not (forks := Path(f"/proc/{warm}/task/{warm}/children").read_text().split()):
        assert time.monotonic() < deadline, "no fork took the file"
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    while any(_is_running(pid) for pid in (warm, *map(int, forks))):
        assert time.monotonic() < deadline, "the file outlived its worker"
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
