"""The kind of a file follows from its content."""

import io
import zipfile

import pytest

from documents.pipeline.sniff import DOCX, ODT, PDF, TEXT, sniff
from documents.pipeline.types import FailureCode, ReadFailure
from tests import rendering

LETTER = "Gemeente Voorbeeldstad\n\nRaadsinformatiebrief\n\nGeachte leden van de raad,\n\nDe financiële cijfers volgen."


def _zip(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def _code(data: bytes) -> FailureCode:
    with pytest.raises(ReadFailure) as caught:
        sniff(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (rendering.render_pdf(LETTER), PDF),
        (b"\n\n" + rendering.render_pdf(LETTER), PDF),
        (rendering.render_docx(LETTER), DOCX),
        (rendering.render_odt(LETTER), ODT),
        (LETTER.encode(), TEXT),
        (LETTER.encode("cp1252"), TEXT),
        (LETTER.encode("utf-16"), TEXT),
        (LETTER.encode("utf-8-sig"), TEXT),
        (b"a", TEXT),
    ],
)
def test_kind_follows_from_content(data: bytes, expected: str) -> None:
    assert sniff(data) == expected


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n", b"\x00" * 500, b"\xff\xfe\n\x00", "\u00a0".encode()]
)
def test_nothing_but_blanks_is_empty(data: bytes) -> None:
    assert _code(data) is FailureCode.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        b"MZ\x90\x00\x03" + bytes(range(256)) * 8,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument" * 20,
        b"{\\rtf1\\ansi Geachte raad}",
        b"<!DOCTYPE html><html><body>Geachte raad</body></html>",
        b"GIF89a" + bytes(200),
        _zip({"foto.jpg": "x"}),
        _zip({"[Content_Types].xml": "spreadsheetml.sheet.main+xml", "xl/workbook.xml": "<x/>"}),
        _zip(
            {
                "[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml",
                "word/document.xml": "<x/>",
            }
        ),
        _zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
    ],
    ids=["png", "exe", "doc", "rtf", "html", "gif", "zip", "xlsx", "docm", "ods"],
)
def test_other_kinds_are_refused(data: bytes) -> None:
    assert _code(data) is FailureCode.WRONG_TYPE


def test_encrypted_office_file_asks_for_its_password() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert _code(data) is FailureCode.PASSWORD


def test_docx_that_was_cut_off_is_broken() -> None:
    data = rendering.render_docx(LETTER)
    assert _code(data[: len(data) // 2]) is FailureCode.BROKEN


def test_list_of_members_that_is_too_long_is_refused_unread() -> None:
    data = _zip({f"{'n' * 200}{number}": "" for number in range(6000)})
    assert _code(data) is FailureCode.WRONG_TYPE


def test_failure_says_a_code_and_nothing_of_the_file() -> None:
    with pytest.raises(ReadFailure) as caught:
        sniff(b"GIF89a" + b"\x01\x02" * 300 + b"Geheim")
    assert str(caught.value) == "wrong_type"
