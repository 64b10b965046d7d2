"""Letters to measure with: our own samples, longer and each different, as digital PDFs and as scans."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.rendering import render_pdf, scan_pdf

SAMPLES = Path(__file__).resolve().parents[1] / "documents" / "samples"
DPI = 300
_NUMBER = re.compile(r"\d{5,}")
_DAY = re.compile(r"\b\d{1,2}(?= (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november))")


def texts(count: int) -> Iterator[str]:
    """So many letters of about two pages; the same ones every time, no two alike in dates and numbers."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    bodies = [_paragraphs(source) for source in sources]
    for number in range(count):
        chance = random.Random(number)  # noqa: S311 - the same letters every time
        head, _, rest = sources[number % len(sources)].partition("\n\n")
        more = [paragraph for body in chance.sample(bodies, 3) for paragraph in body]
        first, last = rest.rsplit("\n\n", 2)[0], "\n\n".join(rest.rsplit("\n\n", 2)[1:])
        text = "\n\n".join([head, first, *more, last])
        text = _NUMBER.sub(partial(_other_number, chance), text)
        yield _DAY.sub(partial(_other_day, chance), text)


def _other_number(chance: random.Random, match: re.Match[str]) -> str:
    return str(chance.randrange(10 ** len(match[0]))).zfill(5)


def _other_day(chance: random.Random, _match: re.Match[str]) -> str:
    return str(chance.randint(1, 28))


def _paragraphs(text: str) -> list[str]:
    """What a letter says between its head and its signature."""
    return [part for part in text.split("\n\n")[3:-2] if len(part) > 60]


def pdfs(count: int) -> Iterator[bytes]:
    """The letters as digital PDFs."""
    return (render_pdf(text) for text in texts(count))


def scans(count: int) -> Iterator[bytes]:
    """The letters as PDFs of grey pictures at 300 dpi."""
    return (scan_pdf(data, dpi=DPI) for data in pdfs(count))
