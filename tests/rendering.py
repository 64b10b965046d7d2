"""Make files out of letter text: PDF, DOCX, ODT and scans, good and bad. The same text gives the same bytes
(but for the encrypted PDF and the office files, which carry a date).

In the text a line with tabs is a row of cells, a form feed starts a page, any other line is a paragraph.
"""

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import docx
import pypdfium2 as pdfium
from docx.shared import Pt
from odfdo import Cell, Document, Paragraph, Row, Table
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "Vera"  # ships with reportlab
SIZE = 10  # points
LEADING = 13
PARAGRAPH_SPACE = 7
MARGIN = 64
LABEL_WIDTH = 150  # of a row of two cells: a label and its value
POINTS_PER_INCH = 72
JPEG_QUALITY = 80

pdfmetrics.registerFont(TTFont(FONT, "Vera.ttf"))


@dataclass
class _Writer:
    """Writes lines on A4 pages from top to bottom."""

    canvas: Canvas
    width: float = field(default=A4[0] - 2 * MARGIN)
    y: float = A4[1] - MARGIN

    def page(self) -> None:
        self.canvas.showPage()
        self.canvas.setFont(FONT, SIZE)
        self.y = A4[1] - MARGIN

    def row(self, cells: Sequence[tuple[float, float, str]]) -> None:
        """Cells (x, width, text) that start on one baseline; each wraps within its width."""
        wrapped = [(x, simpleSplit(text, FONT, SIZE, width)) for x, width, text in cells]
        height = max((len(lines) for _, lines in wrapped), default=1) or 1
        if self.y - height * LEADING < MARGIN and height * LEADING < A4[1] - 2 * MARGIN:
            self.page()
        for x, lines in wrapped:
            for number, line in enumerate(lines):
                self.canvas.drawString(MARGIN + x, self.y - number * LEADING, line)
        self.y -= height * LEADING

    def paragraph(self, text: str) -> None:
        """A paragraph that may run over the end of a page."""
        for line in simpleSplit(text, FONT, SIZE, self.width):
            self.row([(0, self.width + 1, line)])


def _blocks(page: str) -> Iterator[tuple[bool, list[str]]]:
    """Lines in groups: (are they rows of cells, the lines)."""
    for is_row, lines in groupby(page.split("\n"), key=lambda line: "\t" in line):
        yield is_row, list(lines)


def _columns(lines: Sequence[str], width: float) -> list[tuple[float, float]]:
    """Place and width of each column of a group of rows."""
    count = max(line.count("\t") + 1 for line in lines)
    if count == 2:
        return [(0, LABEL_WIDTH - 12), (LABEL_WIDTH, width - LABEL_WIDTH)]
    return [(number * width / count, width / count - 14) for number in range(count)]


def render_pdf(text: str, *, encryption: StandardEncryption | None = None) -> bytes:
    """The letter as a digital PDF on A4; rows of cells stand in columns."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, encrypt=encryption)
    canvas.setFont(FONT, SIZE)
    writer = _Writer(canvas)
    for number, page in enumerate(text.split("\f")):
        if number:
            writer.page()
        for is_row, lines in _blocks(page):
            columns = _columns(lines, writer.width) if is_row else []
            for line in lines:
                if is_row:
                    cells = zip(columns, line.split("\t"), strict=False)
                    writer.row([(x, width, cell) for (x, width), cell in cells])
                elif line.strip():
                    writer.paragraph(line)
                else:
                    writer.y -= PARAGRAPH_SPACE
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def render_docx(text: str) -> bytes:
    """The letter as a Word document; rows of cells are tables."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(SIZE)
    for is_row, lines in _blocks(text.replace("\f", "\n")):
        if not is_row:
            for line in lines:
                document.add_paragraph(line)
            continue
        rows = [line.split("\t") for line in lines]
        table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
        for number, row in enumerate(rows):
            for cell, value in zip(table.rows[number].cells, row, strict=False):
                cell.text = value
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def render_odt(text: str) -> bytes:
    """The letter as an OpenDocument text; rows of cells are tables."""
    document = Document("text")
    document.body.clear()
    for number, (is_row, lines) in enumerate(_blocks(text.replace("\f", "\n"))):
        if not is_row:
            for line in lines:
                document.body.append(Paragraph(line))
            continue
        table = Table(f"Tabel{number}")
        for line in lines:
            row = Row()
            for value in line.split("\t"):
                cell = Cell()
                cell.append(Paragraph(value))
                row.append_cell(cell)
            table.append_row(row)
        document.body.append(table)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def render_scan(text: str, *, dpi: int = 300, degrees: float = 0.7, noise: float = 0.06) -> bytes:
    """The letter as a scanner makes it: a PDF of grey pictures, a little turned, with grain (0 to 1)."""
    return scan_pdf(render_pdf(text), dpi=dpi, degrees=degrees, noise=noise)


def scan_pdf(source: bytes, *, dpi: int = 300, degrees: float = 0.7, noise: float = 0.06) -> bytes:
    """A PDF as if printed and scanned."""
    return picture_pdf([_scanned(picture, degrees, noise) for picture in pictures(source, dpi=dpi)])


def pictures(source: bytes, *, dpi: int) -> list[Image.Image]:
    """Each page of a PDF as a grey picture."""
    document = pdfium.PdfDocument(source)
    return [page.render(scale=dpi / POINTS_PER_INCH, grayscale=True).to_pil().copy() for page in document]


def _scanned(picture: Image.Image, degrees: float, noise: float) -> Image.Image:
    turned = picture.convert("L").rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = random.Random(turned.width).randbytes(turned.width * turned.height)
    return Image.blend(turned, Image.frombytes("L", turned.size, grain), noise)


def picture_pdf(sheets: Sequence[Image.Image]) -> bytes:
    """A PDF with a picture on each A4 page and no text."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for picture in sheets:
        packed = io.BytesIO()
        picture.save(packed, "JPEG", quality=JPEG_QUALITY)
        packed.seek(0)
        canvas.drawImage(ImageReader(packed), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def blank_scan(pages: int = 1) -> bytes:
    """A scan of empty sheets."""
    sheet = Image.new("L", (1240, 1754), 255)
    return picture_pdf([_scanned(sheet, 0, 0.04)] * pages)


def password_pdf(text: str = "Geheim voor wie het wachtwoord niet heeft.") -> bytes:
    """A PDF that opens with a password only."""
    return render_pdf(text, encryption=StandardEncryption("alleen-voor-de-toets", ownerPassword="eigenaar"))


def broken_pdf() -> bytes:
    """A PDF header with nothing usable behind it."""
    return b"%PDF-1.7\n" + bytes(random.Random(7).randbytes(4000))


def many_pages_pdf(pages: int) -> bytes:
    """A PDF of this many nearly empty pages."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(MARGIN, MARGIN, str(number))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def empty_file() -> bytes:
    """No bytes at all."""
    return b""
