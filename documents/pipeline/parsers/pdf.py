"""PDF by pdfium: the page's own text, or the words in its image where it has none."""

import ctypes
import importlib
import math
import re
import struct
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from documents.pipeline import lines, scans
from documents.pipeline.parsers import Context, page_picture
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

MEDIA_TYPE = "application/pdf"
BROKEN_PAGE = "is broken"
NO_OCR = "needs OCR, which is not available"
MODEL = "nld.traineddata"
FONT_HEIGHT = 1.15  # em: ascender to descender of the usual letter fonts
MAX_ANNOTATIONS = 1000  # to look through for form fields
OBJECT_DEPTH = 4  # forms within forms: deeper is not a letter

_WORD = re.compile(r"[^\s\x00-\x1f\ufffe]+")
# pdfium marks a hyphen at the end of a line with one of these and leaves the line end out
_LINE_END_HYPHEN = ("\x02", "\ufffe")
_NEW_LINE = re.compile(r"[\r\n\x02\ufffe]")
# Asked for twice per word, which is most of what extraction takes: so with an address for the answer and in one sweep.
_LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_BOX_BYTES = ctypes.sizeof(pdfium_c.FS_RECTF)


def parse(data: bytes, *, context: Context) -> Extraction:
    """Text per page; pages without usable text are read by OCR when `context.tessdata` is given."""
    document = _open(data)
    try:
        if len(document) > context.limits.max_pages:
            raise ReadFailure(FailureCode.TOO_MANY_PAGES)
        return _read_pages(document, context)
    finally:
        document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # The message of pdfium names no text of the file, but the house rule is the code only.
        locked = error.err_code == pdfium_c.FPDF_ERR_PASSWORD
        raise ReadFailure(FailureCode.PASSWORD if locked else FailureCode.BROKEN) from None


@dataclass(frozen=True, slots=True)
class _Page:
    text: str = ""
    by_ocr: bool = False
    warning: str = ""


def _read_pages(document: pdfium.PdfDocument, context: Context) -> Extraction:
    pages: list[_Page] = []
    characters = 0
    for index in range(len(document)):
        pages.append(_read_page(document, index, context))
        characters += len(pages[-1].text)
        if characters > context.limits.max_characters:
            raise ReadFailure(FailureCode.TOO_LARGE)
    if all(page.warning == BROKEN_PAGE for page in pages):
        raise ReadFailure(FailureCode.BROKEN)
    return Extraction(
        MEDIA_TYPE,
        tuple(page.text for page in pages),
        tuple(number for number, page in enumerate(pages, 1) if page.by_ocr),
        tuple(f"page {number} {page.warning}" for number, page in enumerate(pages, 1) if page.warning),
    )


def _read_page(document: pdfium.PdfDocument, index: int, context: Context) -> _Page:
    try:
        page = _open_page(document, index)
    except pdfium.PdfiumError:
        return _Page(warning=BROKEN_PAGE)
    try:
        text = page_text(page)
        if scans.is_plain(text):
            return _Page(text)
        if not scans.needs_ocr(text, image_share=_image_share(page, text), shapes=_shapes(page, text)):
            return _Page(text)
        own = "" if scans.is_garbage(text) else text
        seen = _ocr(page, context)
    finally:
        page.close()
    if seen is None:
        return _Page(own, warning=NO_OCR)
    if scans.count_letters(seen) > scans.count_letters(own):
        return _Page(seen, by_ocr=True)
    return _Page(own)


def _open_page(document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page with what was filled in and written on it: form fields and remarks become part of its text."""
    page = document[index]
    count = min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_ANNOTATIONS)
    if not any(_has_words(page, number) for number in range(count)):
        return page
    pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return document[index]


def _has_words(page: pdfium.PdfPage, number: int) -> bool:
    annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, number)
    try:
        return pdfium_c.FPDFAnnot_GetSubtype(annotation) in {pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT}
    finally:
        pdfium_c.FPDFPage_CloseAnnot(annotation)


def page_text(page: pdfium.PdfPage) -> str:
    """The page's own text with its lines rebuilt; as pdfium orders it when the page is written sideways."""
    textpage = page.get_textpage()
    try:
        characters = _characters(textpage)
        words, sideways = _words(textpage, characters, page.get_height())
        if len(sideways) > len(words):
            return _plain(characters)
        text = lines.rebuild(words)
        return "\n".join(part for part in (text, " ".join(sideways)) if part)
    finally:
        textpage.close()


def _characters(textpage: pdfium.PdfTextPage) -> str:
    """One character per index of pdfium, so that a place in this string is a place on the page."""
    count = textpage.count_chars()
    buffer = ctypes.create_string_buffer((count + 1) * 4)
    units = pdfium_c.FPDFText_GetText(textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
    text = buffer.raw[: max(units - 1, 0) * 2].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00" for code in codes)


def _plain(characters: str) -> str:
    for mark in _LINE_END_HYPHEN:
        characters = characters.replace(mark, "-\n")
    return characters


def _words(textpage: pdfium.PdfTextPage, characters: str, height: float) -> tuple[list[lines.Word], list[str]]:
    """Words with their place, those that plainly go on in one piece, and apart what is written up- or downwards."""
    words: list[lines.Word] = []
    sideways: list[str] = []
    spans = [match.span() for match in _WORD.finditer(characters)]
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    line = before = 0
    line_top = line_bottom = baseline = size = nearest = farthest = math.nan
    # Once per word of every letter: a value that the words of a line share is worked out once per line.
    for (start, end), box in zip(spans, _boxes(textpage, spans), strict=True):
        left, top, _, bottom, _, _, right, last_bottom = box
        blank, text = characters[before:start], characters[start:end]
        if blank != " ":
            line += _NEW_LINE.search(blank) is not None
        before = end
        if characters[end : end + 1] in _LINE_END_HYPHEN:
            text += "-"
        if bottom != last_bottom and abs(bottom - last_bottom) > abs(right - left):
            sideways.append(text)
            line_top = math.nan
            continue
        # Who stands between the same two heights stands on the same baseline, and begins where its box does.
        if bottom == line_bottom and top == line_top:
            if blank == " " and nearest < left - words[-1].x1 < farthest:
                words[-1].text += " " + text
                words[-1].x1 = max(words[-1].x1, right)
                continue
        else:
            pdfium_c.FPDFText_GetCharOrigin(textpage.raw, start, at_x, at_y)
            line_top, line_bottom, baseline = top, bottom, height - y.value
            left, size = min(left, x.value), max(abs(top - bottom) / FONT_HEIGHT, 1.0)
            nearest, farthest = lines.OVERLAP * size, lines.COLUMN_GAP * size
        words.append(lines.Word(text, left, right, baseline, size, line))
    return words, sideways


def _boxes(textpage: pdfium.PdfTextPage, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[float, ...]]:
    """Of each word the box of its first and of its last character: left, top, right, bottom, twice."""
    asked = [index for start, end in spans for index in (start, end - 1)]
    places = ctypes.create_string_buffer(max(len(asked), 1) * _BOX_BYTES)
    first = ctypes.addressof(places)
    into = range(first, first + len(asked) * _BOX_BYTES, _BOX_BYTES)
    deque(map(_LOOSE_BOX, repeat(textpage.raw), asked, into), maxlen=0)
    return struct.iter_unpack("8f", places.raw[: len(asked) * _BOX_BYTES])


def _image_share(page: pdfium.PdfPage, text: str) -> float:
    """Part of the page under images; 0 without looking when the page has text enough."""
    if scans.count_letters(text) >= scans.SPARSE:
        return 0.0
    width, height = page.get_size()
    covered: float = 0.0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=OBJECT_DEPTH):
        left, bottom, right, top = item.get_bounds()
        covered += max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(top, height) - max(bottom, 0.0))
    return min(float(covered / max(width * height, 1.0)), 1.0)


def _shapes(page: pdfium.PdfPage, text: str) -> int:
    if scans.count_letters(text) >= scans.THIN:
        return 0
    return sum(1 for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=OBJECT_DEPTH))


def _ocr(page: pdfium.PdfPage, context: Context) -> str | None:
    if context.tessdata is None or not (context.tessdata / MODEL).is_file():
        return None
    # Loaded only for scans: Tesseract takes longer to load than a digital letter takes to read.
    ocr = importlib.import_module("documents.pipeline.ocr")
    context.on_ocr_page()
    text = ""
    for picture, dpi in page_picture.of_page(page):
        text = ocr.recognise(picture, dpi=dpi, tessdata=context.tessdata)
        if scans.count_letters(text) >= scans.THIN:
            break
    return text
