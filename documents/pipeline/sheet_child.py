"""The process that draws one page: `python -m documents.pipeline.sheet_child`, order and PDF in, JSON out."""

from __future__ import annotations

import base64
import ctypes
import io
import json
import math
import re
import resource
import signal
import sys
from typing import Any

import pypdfium2 as pdfium

from documents.pipeline.sheet import DOTS_PER_INCH, MOST_PIXELS

MEBIBYTE = 1024 * 1024
PR_SET_PDEATHSIG = 1  # linux/prctl.h
POINTS_PER_INCH = 72
QUALITY = 80
# Longer quotes are found by how they begin; a place of this many characters is enough to see.
MOST_WORDS = 12


def main() -> None:
    """Read the order, set the limits, draw the page, write the answer."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    order = json.loads(sys.stdin.buffer.readline())
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, order["memory_mb"] * MEBIBYTE)
    _limit(resource.RLIMIT_CPU, order["cpu_seconds"])
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


def _limit(kind: int, most: int) -> None:
    _, ceiling = resource.getrlimit(kind)
    value = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
    try:
        resource.setrlimit(kind, (value, value))
    except (ValueError, OSError):
        # macOS knows RLIMIT_AS and refuses to set it; the other limits and the clock of the parent still hold.
        return


if __name__ == "__main__":
    main()
