"""Every hostile file ends in the state it should, and whoever met it reads the next letter."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from documents.models import Letter
from documents.pipeline.types import FailureCode
from documents.vocabulary import LetterState, UploadStatus
from tests import rendering
from tests.hostile import packages, pdfs
from tests.hostile.conftest import Bring, Ended

GREETING = "Geachte raad"
LONG = "woord " * 900_000
_numbers = itertools.count(1)


def check_the_next_letter_is_read(bring: Bring) -> None:
    """A good letter that was not there before."""
    text = pdfs.LETTER.replace("7654321", f"2021-{next(_numbers):06}")
    ended = bring(rendering.render_pdf(text))
    assert (ended.status, ended.failure) == (UploadStatus.TO_CHECK, "")
    assert GREETING in ended.text


def check_nothing_is_kept(ended: Ended) -> None:
    """No text, and of what was refused at the door no letter at all."""
    assert ended.text == ""
    if ended.status == UploadStatus.REFUSED:
        assert not Letter.objects.exists()
    else:
        assert Letter.objects.get().state == LetterState.FAILED


READ: dict[str, Callable[[], bytes]] = {
    "owner_password": pdfs.owner_password,
    "drawing_that_draws_itself": pdfs.drawing_that_draws_itself,
    "javascript_and_attachment": pdfs.with_program_and_attachment,
    "rotated_90": lambda: pdfs.rotated(90),
    "rotated_180": lambda: pdfs.rotated(180),
    "rotated_270": lambda: pdfs.rotated(270),
    "nul_characters": pdfs.with_nul_bytes,
    "picture_before_pdf": pdfs.behind_a_picture,
    "pdf_before_archive": lambda: pdfs.before_an_archive(packages.program_in_archive()),
    "pdf_before_docx": lambda: pdfs.before_an_archive(packages.docx()),
    "form": pdfs.filled_in_form,
    "docx_with_macro": packages.docx_with_macro,
    "docx_with_huge_image": packages.docx_with_huge_image,
    "odt_with_deep_lists": packages.deep_odt,
    "text_with_a_nul": lambda: (pdfs.LETTER * 9).replace("college", "col\x00lege", 1).encode(),
    "text_with_long_lines": f"{pdfs.LETTER} {'wachttijd ' * 5_000}".encode,
    "text_without_blanks": f"{pdfs.LETTER}\n{'x' * 1_000}\n{'1' * 1_000}\n{'.' * 1_000}".encode,
}

FAILED: dict[str, tuple[Callable[[], bytes], FailureCode]] = {
    "user_password": (rendering.password_pdf, FailureCode.PASSWORD),
    "truncated": (pdfs.truncated, FailureCode.BROKEN),
    "noise": (rendering.broken_pdf, FailureCode.BROKEN),
    "cyclic_pages": (pdfs.cyclic_pages, FailureCode.BROKEN),
    "cyclic_objects": (pdfs.cyclic_objects, FailureCode.NO_TEXT),
    "tagged_but_empty": (pdfs.tagged_but_empty, FailureCode.NO_TEXT),
    "bomb_pdf": (pdfs.bomb, FailureCode.MEMORY),
    "double_bomb_pdf": (pdfs.double_bomb, FailureCode.MEMORY),
    "two_thousand_pages": (lambda: rendering.many_pages_pdf(2000), FailureCode.TOO_MANY_PAGES),
    "broken_docx": (packages.broken_member_docx, FailureCode.BROKEN),
    "bomb_docx": (packages.bomb_docx, FailureCode.TOO_LARGE),
    "bomb_odt": (packages.bomb_odt, FailureCode.TOO_LARGE),
    "lying_docx": (packages.lying_docx, FailureCode.BROKEN),
    "many_members": (packages.many_members, FailureCode.TOO_LARGE),
    "laughs": (packages.laughs_docx, FailureCode.BROKEN),
    "foreign_entity": (packages.foreign_entity_odt, FailureCode.BROKEN),
    "deep_docx": (packages.deep_docx, FailureCode.BROKEN),
    "slow_docx": (lambda: packages.docx_with(packages.paragraphs(400_000)), FailureCode.TIMEOUT),
    "long_text": (LONG.encode, FailureCode.TOO_LARGE),
    "slow_text": (LONG[:3_000_000].encode, FailureCode.TIMEOUT),
}

REFUSED: dict[str, tuple[Callable[[], bytes], FailureCode]] = {
    "empty": (bytes, FailureCode.EMPTY),
    "blanks": (lambda: b" \n\x00" * 999, FailureCode.EMPTY),
    "truncated_docx": (packages.truncated_docx, FailureCode.BROKEN),
    "docm": (packages.docm, FailureCode.WRONG_TYPE),
    "gzip": (packages.gzip_bomb, FailureCode.WRONG_TYPE),
    "program": (lambda: b"MZ\x90\x00" + bytes(range(256)) * 40, FailureCode.WRONG_TYPE),
    "picture_with_words": (lambda: b"\xff\xd8\xff\xe0" + pdfs.LETTER.encode() * 9, FailureCode.WRONG_TYPE),
    "web_page": (lambda: b"<!doctype html><p>Geachte raad", FailureCode.WRONG_TYPE),
}


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
def test_what_can_be_read_waits_to_be_checked(bring: Bring, make: Callable[[], bytes]) -> None:
    ended = bring(make())
    assert (ended.status, ended.failure) == (UploadStatus.TO_CHECK, "")
    assert GREETING in ended.text
    assert "\x00" not in ended.text
    check_the_next_letter_is_read(bring)


@pytest.mark.parametrize(("make", "code"), FAILED.values(), ids=FAILED.keys())
def test_what_cannot_be_read_fails_with_its_reason(bring: Bring, make: Callable[[], bytes], code: FailureCode) -> None:
    ended = bring(make())
    assert (ended.status, ended.failure) == (UploadStatus.FAILED, code)
    check_nothing_is_kept(ended)
    check_the_next_letter_is_read(bring)


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_letter_is_refused_at_the_door(bring: Bring, make: Callable[[], bytes], code: FailureCode) -> None:
    ended = bring(make())
    assert (ended.status, ended.failure) == (UploadStatus.REFUSED, code)
    check_nothing_is_kept(ended)
    check_the_next_letter_is_read(bring)


def test_drawings_that_never_end_are_stopped_by_a_limit(bring: Bring) -> None:
    """Which of both limits comes first depends on the machine."""
    ended = bring(pdfs.ever_more_drawings())
    assert ended.status == UploadStatus.FAILED
    assert ended.failure in {FailureCode.MEMORY, FailureCode.TIMEOUT}
    check_the_next_letter_is_read(bring)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("brief.docx", pdfs.plain), ("brief.pdf", packages.odt), ("brief.exe", packages.docx),
        ("brief.pdf", pdfs.LETTER.encode), ("brief", pdfs.plain),
    ],
)  # fmt: skip
def test_the_extension_does_not_matter(bring: Bring, name: str, make: Callable[[], bytes]) -> None:
    ended = bring(make(), name)
    assert ended.status == UploadStatus.TO_CHECK
    assert GREETING in ended.text


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd", "..\\..\\brief.pdf", "brief\x00.pdf", "\u202efdp.feirb", "CON", "-rf", "a" * 400,
        "'; drop table letters;--.pdf", "<script>alert(1)</script>.pdf", "brief\r\nSet-Cookie: x.pdf",
        "💥.pdf", "%2e%2e",
    ],
)  # fmt: skip
def test_a_name_of_a_file_is_only_shown(bring: Bring, name: str) -> None:
    ended = bring(pdfs.plain(), name)
    assert ended.status == UploadStatus.TO_CHECK
    assert ended.version is not None
    stored = Path(settings.LETTER_ROOT, str(ended.version.source_file.file.name)).resolve()
    assert stored.is_relative_to(Path(settings.LETTER_ROOT).resolve())
    assert stored.is_file()
    assert not set(ended.upload.file_name) & set("\x00\r\n\u202e/\\")
    assert len(ended.upload.file_name) <= 255


def test_what_was_typed_into_a_form_is_read(bring: Bring) -> None:
    assert "8765432" in bring(pdfs.filled_in_form()).text


def test_a_file_never_leads_to_another_file_of_the_server(bring: Bring) -> None:
    host = Path("/etc/hostname")
    if not host.is_file():
        pytest.skip("there is no file to lead to")
    assert host.read_text().strip() not in bring(packages.foreign_entity_odt()).text


@pytest.mark.ocr
@pytest.mark.parametrize("make", [pdfs.mixed, pdfs.without_character_table])
def test_only_pages_without_good_text_are_read_from_their_image(bring: Bring, make: Callable[[], bytes]) -> None:
    if not (settings.TESSDATA_DIR / "nld.traineddata").is_file():
        pytest.skip("the Dutch model for OCR is not installed (make setup)")
    ended = bring(make())
    assert ended.status == UploadStatus.TO_CHECK
    assert ended.version is not None
    assert ended.version.ocr_pages == [1]
    assert GREETING in ended.text
    check_the_next_letter_is_read(bring)


@pytest.mark.ocr
@pytest.mark.parametrize("make", [pdfs.huge_image, pdfs.huge_page, rendering.blank_scan])
def test_pages_of_any_size_are_looked_at_within_limits(bring: Bring, make: Callable[[], bytes]) -> None:
    ended = bring(make())
    assert (ended.status, ended.failure) == (UploadStatus.FAILED, FailureCode.NO_TEXT)
    check_the_next_letter_is_read(bring)
