"""Only pages without usable text are read from their image, and then as they look."""

import io
import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from documents.pipeline.clean import clean
from documents.pipeline.extract import Limits, extract_in_process
from documents.pipeline.reader import Reader
from documents.pipeline.scans import is_garbage, needs_ocr
from documents.pipeline.types import FailureCode, Gazetteer, ReadFailure
from tests import rendering
from tests.pipeline.samples import LETTER, TWO_ROWS

SENTENCE = "Op 9 maart 2021 hebben wij besloten de regiovisie vast te stellen voor de tien gemeenten. "
FLOOR = {300: 0.98, 150: 0.95}
SHARED = Path(__file__).resolve().parents[3] / "shared"


def _folded(text: str) -> str:
    return " ".join(text.split())


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _folded(one), _folded(other), autojunk=False).ratio()


@pytest.mark.parametrize(
    ("text", "image_share", "shapes", "expected"),
    [
        ("", 0.0, 0, False),
        ("", 0.9, 0, True),
        ("", 0.0, 400, True),
        ("Pagina 1 van 2", 1.0, 0, True),
        ("Bijlage 1", 0.0, 0, False),
        ("Gemeente Voorbeeldstad, Postbus 1, 1000 AA, www.voorbeeldstad.nl, RIS 123456", 0.95, 0, True),
        ("Gemeente Voorbeeldstad, Postbus 1, 1000 AA, www.voorbeeldstad.nl, RIS 123456", 0.1, 0, False),
        (SENTENCE * 5, 1.0, 0, False),
        ("\ue001\ue002\ue003\ue004 " * 40, 0.0, 0, True),
        ("$%&'()*+,-./:;<=>?@[]^_{|}~ " * 20, 0.0, 0, True),
    ],
)
def test_page_needs_ocr_only_without_usable_text(text: str, image_share: float, shapes: int, expected: bool) -> None:
    assert needs_ocr(text, image_share=image_share, shapes=shapes) is expected


def test_table_of_amounts_is_no_garbage() -> None:
    assert not is_garbage("2021 € 1.250.000 2022 € 1.310.000 2023 € 1.402.500 Totaal € 3.962.500 jeugdhulp regio")


def test_scan_without_a_model_has_no_text_and_says_why() -> None:
    mixed = _append_page(rendering.render_scan("Gescande bladzijde"), SENTENCE * 5)
    found = extract_in_process(mixed, limits=Limits(), tessdata=None)
    assert [bool(page) for page in found.pages] == [False, True]
    assert found.warnings == ("page 1 needs OCR, which is not available",)
    with pytest.raises(ReadFailure) as caught:
        extract_in_process(rendering.render_scan("Tekst"), limits=Limits(), tessdata=Path("/nergens"))
    assert caught.value.code is FailureCode.NO_TEXT


@pytest.mark.ocr
@pytest.mark.parametrize("dpi", [300, 150])
def test_turned_scan_reads_as_the_letter(tessdata: Path, dpi: int) -> None:
    found = extract_in_process(rendering.render_scan(LETTER, dpi=dpi), limits=Limits(), tessdata=tessdata)
    assert found.ocr_pages == (1,)
    text = clean(found)
    assert _likeness(text, LETTER) >= FLOOR[dpi]
    rows = text.split("\n")
    for row in ("Datum B&W\t9 maart 2021", "Zaaknummer\t7654321", TWO_ROWS.split("\n")[0], TWO_ROWS.split("\n")[2]):
        assert row in rows


@pytest.mark.ocr
def test_scan_turned_the_other_way_keeps_its_columns(tessdata: Path) -> None:
    data = rendering.render_scan(f"{TWO_ROWS}\n\n{SENTENCE * 6}", degrees=-1.2)
    text = clean(extract_in_process(data, limits=Limits(), tessdata=tessdata))
    assert "\t21U0000123\tA. Voorbeeld" in text.split("\n")


@pytest.mark.ocr
def test_only_the_scanned_page_of_a_mixed_file_is_read_from_its_image(tessdata: Path) -> None:
    mixed = _append_page(rendering.render_scan("Besluit van het college\n\n" + SENTENCE * 3, dpi=150), SENTENCE * 5)
    found = extract_in_process(mixed, limits=Limits(), tessdata=tessdata)
    assert found.ocr_pages == (1,)
    assert "Besluit van het college" in found.pages[0]
    assert _folded(found.pages[1]) == _folded(SENTENCE * 5)


@pytest.mark.ocr
def test_empty_sheets_have_no_text(tessdata: Path) -> None:
    with pytest.raises(ReadFailure) as caught:
        extract_in_process(rendering.blank_scan(), limits=Limits(), tessdata=tessdata)
    assert caught.value.code is FailureCode.NO_TEXT


@pytest.fixture
def reader() -> Iterator[Reader]:
    """A reader whose process ends with the test."""
    found = Reader()
    yield found
    found.close()


@pytest.mark.ocr
def test_scan_that_takes_too_long_is_stopped(reader: Reader, tessdata: Path) -> None:
    data = rendering.render_scan("\f".join([SENTENCE * 30] * 4))
    with pytest.raises(ReadFailure) as caught:
        reader.read(data, gazetteer=Gazetteer(), limits=Limits(seconds=1, ocr_page_seconds=0), tessdata=tessdata)
    assert caught.value.code is FailureCode.TIMEOUT


@pytest.mark.ocr
def test_one_process_reads_scans_one_after_another(reader: Reader, tessdata: Path) -> None:
    for number in (1, 2, 3):
        data = rendering.render_scan(f"Besluit {number} van het college\n\n{SENTENCE}", dpi=150)
        extraction, reading = reader.read(data, gazetteer=Gazetteer(), limits=Limits(), tessdata=tessdata)
        assert extraction.ocr_pages == (1,)
        assert f"Besluit {number} van het college" in reading.text


@pytest.mark.ocr
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sample letters are not beside this checkout")
@pytest.mark.parametrize("dpi", [300, 150])
def test_scanned_seed_letters_come_back_readable(tessdata: Path, dpi: int) -> None:
    for seed in sorted((SHARED / "seeds").glob("*.txt"))[:3]:
        text = seed.read_text()
        data = rendering.render_scan(text, dpi=dpi)
        assert _likeness(clean(extract_in_process(data, limits=Limits(), tessdata=tessdata)), text) >= FLOOR[dpi]


def _append_page(scan: bytes, text: str) -> bytes:
    """A PDF of a scanned page followed by a digital one."""
    picture = rendering.pictures(scan, dpi=200)[0]
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    for number, line in enumerate(textwrap.wrap(text, 80)):
        canvas.drawString(60, 760 - number * 14, line)
    canvas.save()
    return target.getvalue()
