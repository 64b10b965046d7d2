"""The picture of a PDF page that OCR reads: the scan itself where the page is nothing else, else the page drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
OCR_DPI = 300
MAX_PIXELS = 25_000_000  # an A3 page at 300 dpi is 17 million; larger pages are rendered coarser
# A scan as fine as this is read as it is: drawing the page at OCR_DPI would take as much time and add nothing.
FINE_DPI = (250, 350)
EDGE = 0.01  # of the page: a scan may be so much smaller or larger than its sheet
ALIKE = 1.02  # a picture that is stretched more in one direction is no scan of the sheet


def of_page(page: pdfium.PdfPage) -> Iterator[tuple[Image, int]]:
    """Grey pictures of the page, each with its dots per inch, the one that costs least first.

    The second, of a page whose scan can be taken out, is for who sees no words on the first: a mask may hide or turn
    what the scan shows.
    """
    found = _scan(page)
    if found is not None:
        yield found
    yield _drawn(page), OCR_DPI


def _scan(page: pdfium.PdfPage) -> tuple[Image, int] | None:
    """The picture that the page consists of; None when anything lies over it, cuts it off or turns it.

    What lies over a scan may be there to hide part of it, so only what is seen may be read.
    """
    objects = list(page.get_objects(max_depth=1))
    if len(objects) != 1 or page.get_rotation() or pdfium_c.FPDFPage_GetAnnotCount(page.raw):
        return None
    image = objects[0]
    if not isinstance(image, pdfium.PdfImage) or _is_clipped(image):
        return None
    width, height = page.get_size()
    dots, lines = image.get_px_size()
    across, down = dots * POINTS_PER_INCH / max(width, 1.0), lines * POINTS_PER_INCH / max(height, 1.0)
    if not (FINE_DPI[0] <= across <= FINE_DPI[1] and 1 / ALIKE <= across / max(down, 1.0) <= ALIKE):
        return None
    if dots * lines > MAX_PIXELS or not _covers(image, page):
        return None
    return _grey(image.get_bitmap()), round(across)


def _is_clipped(image: pdfium.PdfImage) -> bool:
    return bool(pdfium_c.FPDFClipPath_CountPaths(pdfium_c.FPDFPageObj_GetClipPath(image.raw)) > 0)


def _covers(image: pdfium.PdfImage, page: pdfium.PdfPage) -> bool:
    """Whether the image lies upright on the page, edge to edge."""
    a, b, c, d, _, _ = image.get_matrix().get()
    if b or c or a <= 0 or d <= 0:
        return False
    box, (width, height) = page.get_bbox(), page.get_size()
    sizes = (width, height, width, height)
    return all(abs(mine - edge) <= EDGE * size for mine, edge, size in zip(image.get_bounds(), box, sizes, strict=True))


def _drawn(page: pdfium.PdfPage) -> Image:
    """The page as a grey picture of OCR_DPI, or coarser when it would exceed MAX_PIXELS."""
    width, height = page.get_size()
    scale = OCR_DPI / POINTS_PER_INCH
    scale = min(scale, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
    return _grey(page.render(scale=scale, grayscale=True))


def _grey(bitmap: pdfium.PdfBitmap) -> Image:
    """A picture of its own: the bitmap goes with the last that knows it."""
    image: Image = bitmap.to_pil()
    return image.copy() if image.mode == "L" else image.convert("L")
