"""ZIPs and mails are opened by a process with limits; each bound is met, and none of them stops the next file."""

import os
import random
import subprocess
import time
import zipfile

import pytest

from documents.pipeline import unpacking
from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.parsers import mail
from documents.pipeline.types import FailureCode, ReadFailure
from tests.pipeline.test_archive import packed
from tests.pipeline.test_mail import HEAD, message

MEBIBYTE = 1024 * 1024


def with_files(count: int, size: int = 10) -> bytes:
    """A mail with so many attachments."""
    made = message()
    for number in range(count):
        made.add_attachment(b"x" * size, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return made.as_bytes()


def unpacked(data: bytes, **limits: int) -> list[Entry]:
    """All that comes out; [] for a mail that is a letter itself."""
    return list(unpacking.entries(data, limits=EntryLimits(**limits)) or [])


def failures(data: bytes, **limits: int) -> list[FailureCode | None]:
    """Why each file in it was left."""
    return [entry.failure for entry in unpacked(data, **limits)]


def refusal(data: bytes, **limits: int) -> FailureCode:
    """Why all of it was refused."""
    with pytest.raises(ReadFailure) as caught:
        unpacked(data, **limits)
    return caught.value.code


def test_files_of_a_zip_and_of_a_mail_come_out_whole() -> None:
    large = random.Random(3).randbytes(3 * MEBIBYTE)
    files = {"a.pdf": large, "bríef\n.txt": b'{"x": 1}\n', "leeg.txt": b""}
    assert [(entry.name, entry.data) for entry in unpacked(packed(files))] == list(files.items())
    assert [(entry.name, len(entry.data)) for entry in unpacked(with_files(2))] == [("0.pdf", 10), ("1.pdf", 10)]


def test_only_zips_and_mails_are_unpacked() -> None:
    assert unpacking.may_hold_files(packed({"a.txt": b"x"}))
    assert unpacking.may_hold_files(message().as_bytes())
    assert not unpacking.may_hold_files(b"Geachte raad, hierbij een brief.")
    assert unpacking.entries(message().as_bytes(), limits=EntryLimits()) is None


@pytest.mark.parametrize("data", [packed({f"{n}.txt": b"x" for n in range(4)}), with_files(4)])
def test_count_is_bounded(data: bytes) -> None:
    assert refusal(data, count=3) is FailureCode.TOO_MANY_FILES


def test_size_of_each_is_bounded() -> None:
    assert failures(packed({"a": b"x" * 200, "b": b"x"}), each=100) == [FailureCode.UNPACKED_TOO_LARGE, None]
    assert failures(with_files(1, size=200), each=100) == [FailureCode.UNPACKED_TOO_LARGE]


def test_size_together_is_bounded() -> None:
    data = packed({"a": b"x" * 60, "b": b"x" * 60}, zipfile.ZIP_STORED)
    assert failures(data, total=100) == [None, FailureCode.UNPACKED_TOO_LARGE]


def test_depth_is_bounded() -> None:
    inner = packed({"a.txt": b"x"})
    assert failures(packed({"zip.zip": inner, "mail.eml": with_files(1), "brief.txt": b"Geachte raad"})) == [
        FailureCode.NESTED, FailureCode.NESTED, None,
    ]  # fmt: skip
    deep = HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(mail.MAX_NESTING + 1)
    )
    assert refusal(deep) is FailureCode.BROKEN


def test_parts_and_lines_of_a_mail_are_bounded() -> None:
    head = HEAD + b'Content-Type: multipart/mixed; boundary="x"\n\n'
    assert refusal(head + b"--x\n\na\n" * (mail.MAX_PARTS + 1)) is FailureCode.TOO_MANY_FILES
    assert refusal(head + b"\n" * (mail.MAX_LINES + 1)) is FailureCode.TOO_LARGE


def test_waiting_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "SECONDS", 0.01)
    started = time.monotonic()
    assert refusal(packed({"a.txt": b"x"})) is FailureCode.TIMEOUT
    assert time.monotonic() - started < 10


def test_processor_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "CPU_SECONDS", 1)
    # Shrinks well, but not so well that it is left as a bomb.
    long = random.Random(2).randbytes(4000) * 15_000
    data = packed({f"{n}": long for n in range(12)})
    assert refusal(data, each=64 * MEBIBYTE, total=1024 * MEBIBYTE) is FailureCode.TIMEOUT


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MEMORY_MB", 160)
    stored = packed({"a": random.Random(1).randbytes(MEBIBYTE) * 150}, zipfile.ZIP_STORED)
    assert refusal(stored, each=512 * MEBIBYTE, total=512 * MEBIBYTE) is FailureCode.MEMORY


def test_whoever_stops_taking_files_leaves_no_process() -> None:
    found = unpacking.entries(packed({"a": b"x" * MEBIBYTE, "b": b"y" * MEBIBYTE}), limits=EntryLimits())
    assert found is not None
    next(found)
    found.close()
    children = subprocess.run(
        ["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False
    )
    assert "unpack_child" not in children.stdout
