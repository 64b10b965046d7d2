"""OCR reads a page as it is seen: the scan itself only where nothing lies over it, cuts it off or turns it."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from documents.pipeline.clean import clean
from documents.pipeline.extract import Limits, extract_in_process
from documents.pipeline.parsers import page_picture
from tests import rendering

WIDTH, HEIGHT = 2480, 3508  # A4 at 300 dpi
# Where the sheet has its mark, in pixels and in points from below
MARK = (1000, 1000, 1500, 1200)


def _sheet(size: tuple[int, int] = (WIDTH, HEIGHT), mode: str = "L") -> Image.Image:
    sheet = Image.new(mode, size, 255 if mode == "L" else (255, 255, 255))
    ImageDraw.Draw(sheet).rectangle(
        [round(edge * size[0] / WIDTH) for edge in MARK], fill=0 if mode == "L" else (0,) * 3
    )
    return sheet


def _page(draw: Callable[[Canvas], None], crop: tuple[int, int, int, int] | None = None) -> pdfium.PdfPage:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, cropBox=crop)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return pdfium.PdfDocument(target.getvalue())[0]


def _scan(canvas: Canvas, sheet: Image.Image | None = None) -> None:
    canvas.drawImage(ImageReader(sheet or _sheet()), 0, 0, *A4)


@pytest.mark.parametrize("mode", ["L", "RGB", "1"])
def test_scan_is_read_at_its_own_dots(mode: str) -> None:
    sheet = _sheet().convert(mode)
    pictures = list(page_picture.of_page(_page(lambda canvas: _scan(canvas, sheet))))
    (first, dpi), _ = pictures
    assert (first.size, first.mode, dpi) == ((WIDTH, HEIGHT), "L", 300)
    assert first.tobytes() == _sheet().tobytes()


def _boxed(canvas: Canvas) -> None:
    _scan(canvas)
    canvas.rect(200, 550, 200, 100, fill=1)


def _stamped(canvas: Canvas) -> None:
    _scan(canvas)
    canvas.drawString(100, 100, "Ontvangen")


def _noted(canvas: Canvas) -> None:
    _scan(canvas)
    canvas.linkURL("https://voorbeeld.example", (10, 10, 20, 20))


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, 300, 842)
    canvas.clipPath(path, stroke=0)
    _scan(canvas)


def _turned(canvas: Canvas) -> None:
    canvas.setPageRotation(90)
    _scan(canvas)


def _mirrored(canvas: Canvas) -> None:
    canvas.transform(-1, 0, 0, 1, A4[0], 0)
    _scan(canvas)


def _small(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(_sheet()), 20, 20, A4[0] - 40, A4[1] - 40)


def _coarse(canvas: Canvas) -> None:
    _scan(canvas, _sheet((WIDTH // 2, HEIGHT // 2)))


def _huge(canvas: Canvas) -> None:
    _scan(canvas, _sheet((WIDTH * 2, HEIGHT * 2)))


def _two(canvas: Canvas) -> None:
    _scan(canvas)
    canvas.drawImage(ImageReader(_sheet((100, 100))), 0, 0, 50, 50)


@pytest.mark.parametrize("draw", [_boxed, _stamped, _noted, _clipped, _turned, _mirrored, _small, _coarse, _huge, _two])
def test_page_that_is_more_than_a_scan_is_drawn(draw: Callable[[Canvas], None]) -> None:
    pictures = list(page_picture.of_page(_page(draw)))
    assert len(pictures) == 1
    assert pictures[0][1] == page_picture.OCR_DPI


def test_what_lies_over_a_scan_hides_what_it_covers() -> None:
    def draw(canvas: Canvas) -> None:
        _scan(canvas)
        canvas.setFillGray(1)
        canvas.rect(0, 0, *A4, stroke=0, fill=1)

    ((picture, _),) = page_picture.of_page(_page(draw))
    assert picture.getextrema() == (255, 255)


def test_scan_outside_the_shown_part_of_its_page_is_not_read() -> None:
    ((picture, _),) = page_picture.of_page(_page(_scan, crop=(0, 0, 200, 842)))
    assert picture.width < WIDTH / 2


@pytest.mark.ocr
def test_scan_that_shows_its_words_by_a_mask_is_read(tessdata: Path) -> None:
    drawn = rendering.pictures(
        rendering.render_pdf("De raad stelt op 9 maart 2021 de regiovisie vast.\n" * 3), dpi=300
    )[0]
    black = Image.new("RGB", drawn.size, (0, 0, 0))
    black.putalpha(drawn.point(lambda value: 255 - value))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(black), 0, 0, *A4, mask="auto")
    canvas.showPage()
    canvas.save()
    found = extract_in_process(target.getvalue(), limits=Limits(), tessdata=tessdata)
    assert "9 maart 2021" in clean(found)
