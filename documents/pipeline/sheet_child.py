"""The process that draws one page: `python -m documents.pipeline.sheet_child`, order and PDF in, JSON out."""

from __future__ import annotations

import base64
import io
import json
import math
import re
import sys
from typing import Any

import pypdfium2 as pdfium

from documents.pipeline import confined
from documents.pipeline.sheet import DOTS_PER_INCH, MOST_PIXELS

POINTS_PER_INCH = 72
QUALITY = 80
# Longer quotes are found by how they begin; a place of this many characters is enough to see.
MOST_WORDS = 12


def main() -> None:
    """Read the order, set the limits, draw the page, write the answer."""
    confined.die_with_parent()
    order = json.loads(sys.stdin.buffer.readline())
    confined.confine(memory_bytes=order["memory_mb"] * confined.MEBIBYTE, cpu_seconds=order["cpu_seconds"])
    answer = _draw(sys.stdin.buffer.read(), order["page"], order["words"])
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _draw(data: bytes, number: int, words: dict[str, str]) -> dict[str, Any]:
    page = pdfium.PdfDocument(data)[number - 1]
    width, height = page.get_size()
    scale = min(DOTS_PER_INCH / POINTS_PER_INCH, math.sqrt(MOST_PIXELS / max(width * height, 1)))
    image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return {
        "image": base64.b64encode(written.getvalue()).decode(),
        "width": image.width,
        "height": image.height,
        "boxes": _boxes(page, words, width, height),
    }


def _boxes(page: pdfium.PdfPage, words: dict[str, str], width: float, height: float) -> list[dict[str, Any]]:
    """A box per line of each text that stands on the page."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    left, bottom, right, top = page.get_bbox()
    across, along = right - left, top - bottom
    found = []
    for name, wanted in words.items():
        parts = [re.escape(part) for part in wanted.split()[:MOST_WORDS]]
        match = re.search(r"\s+".join(parts), text) if parts else None
        if match is None or page.get_rotation() or not across or not along:
            continue
        for index in range(text_page.count_rects(match.start(), match.end() - match.start())):
            x1, y1, x2, y2 = text_page.get_rect(index)
            found.append({
                "name": name, "left": (x1 - left) / across, "top": (top - y2) / along,
                "width": (x2 - x1) / across, "height": (y2 - y1) / along,
            })  # fmt: skip
    return found


if __name__ == "__main__":
    main()
