"""ZIP files: their content comes out within limits, whatever they say about themselves."""

import io
import zipfile

import pytest

from documents.pipeline import archive
from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.types import FailureCode, ReadFailure


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP with these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def unpacked(data: bytes, **limits: int) -> list[Entry]:
    """What comes out."""
    return list(archive.entries(data, limits=EntryLimits(**limits)))


def test_files_come_out_and_what_systems_leave_behind_does_not() -> None:
    data = packed({"map/": b"", "map/a.txt": b"een", "__MACOSX/a.txt": b"x", "map/.DS_Store": b"x", "b.pdf": b"twee"})
    assert archive.looks_like_archive(data)
    assert [(entry.name, entry.data) for entry in unpacked(data)] == [("map/a.txt", b"een"), ("b.pdf", b"twee")]


def test_a_document_that_is_a_zip_itself_is_no_zip_of_letters() -> None:
    assert not archive.looks_like_archive(packed({"[Content_Types].xml": b"x", "word/document.xml": b"x"}))
    assert not archive.looks_like_archive(packed({"mimetype": b"application/epub+zip"}))
    assert not archive.looks_like_archive(b"PK\x03\x04 and nothing more")
    assert not archive.looks_like_archive(b"Geachte raad")


def test_too_many_files_are_refused_before_one_is_unpacked() -> None:
    with pytest.raises(ReadFailure, match="too_many_files"):
        unpacked(packed({f"{n}.txt": b"x" for n in range(3)}), count=2)


def test_a_zip_without_files_says_so() -> None:
    with pytest.raises(ReadFailure, match="no_files"):
        unpacked(packed({"map/": b""}))


def test_a_bomb_costs_its_limit_and_the_others_go_on() -> None:
    found = unpacked(packed({"bom.txt": b"\x00" * 30_000_000, "brief.txt": b"tekst"}))
    assert [(entry.failure, len(entry.data)) for entry in found] == [(FailureCode.UNPACKED_TOO_LARGE, 0), (None, 5)]


def test_all_files_together_have_a_limit_too() -> None:
    found = unpacked(packed({"a": b"x" * 60, "b": b"x" * 60}, zipfile.ZIP_STORED), total=100)
    assert [entry.failure for entry in found] == [None, FailureCode.UNPACKED_TOO_LARGE]


def test_a_zip_that_lies_about_a_size_is_cut_off() -> None:
    data = bytearray(packed({"a.txt": b"\x00" * 3_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    (entry,) = unpacked(bytes(data))
    assert entry.failure is not None
    assert entry.data == b""


def test_an_encrypted_file_and_an_odd_method_are_named() -> None:
    data = bytearray(packed({"a.txt": b"geheim"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert [entry.failure for entry in unpacked(bytes(data))] == [FailureCode.PASSWORD]
    assert [e.failure for e in unpacked(packed({"a": b"x"}, zipfile.ZIP_LZMA))] == [FailureCode.WRONG_TYPE]


def test_names_that_point_elsewhere_are_only_names() -> None:
    names = ["../../etc/passwd", "C:\\brief.txt", "/absoluut.txt"]
    assert [entry.data for entry in unpacked(packed(dict.fromkeys(names, b"x")))] == [b"x"] * 3


def test_a_broken_file_is_an_entry_with_that_reason() -> None:
    data = packed({"a.txt": b"tekst " * 100})
    at = data.index(b"a.txt") + 8
    assert unpacked(data[:at] + b"\xff\xff\xff" + data[at + 3 :])[0].failure == FailureCode.BROKEN
    with pytest.raises(ReadFailure, match="broken"):
        unpacked(data[:40])
