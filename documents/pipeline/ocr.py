"""Read the words in a picture of a page with Tesseract, in Dutch."""

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

# Tesseract starts a thread per core unless told otherwise; the workers already use every core.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr
from PIL import Image

from documents.pipeline import lines

LANGUAGE = "nld"
NOISE_CONFIDENCE = 40  # of 100: signs without a letter or digit below this are folds, rules and signatures
PAGE_CONFIDENCE = 50  # of 100, mean over the characters: letters have over 85, grain has under 20
LONG_LINE = 20  # times its height: only long lines tell how far the page is turned

_engines: dict[Path, tesserocr.PyTessBaseAPI] = {}


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word with its place in pixels, the slope of its line (nan when unknown) and how sure Tesseract is (0-100)."""

    word: lines.Word
    slope: float
    confidence: float


def recognise(image: Image.Image, *, dpi: int, tessdata: Path) -> str:
    """Text of one page, lines and columns rebuilt; "" for a page without words. `image` is grey."""
    api = engine(tessdata)
    api.SetImage(image)
    api.SetSourceResolution(dpi)
    try:
        api.Recognize()
        seen = list(_words(api.GetIterator()))
    finally:
        api.Clear()
    if _is_grain(seen):
        return ""
    return lines.rebuild(_straighten(seen))


def _is_grain(seen: Sequence[_Seen]) -> bool:
    """Whether the "words" are dirt on an empty sheet: hardly one of them is sure."""
    characters = sum(len(item.word.text) for item in seen)
    return sum(item.confidence * len(item.word.text) for item in seen) < PAGE_CONFIDENCE * characters


def engine(tessdata: Path) -> tesserocr.PyTessBaseAPI:
    """One engine per process: loading the model takes longer than reading a page."""
    if tessdata not in _engines:
        _engines[tessdata] = tesserocr.PyTessBaseAPI(
            path=str(tessdata), lang=LANGUAGE, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        )
    return _engines[tessdata]


def _words(iterator: "tesserocr.PyResultIterator | None") -> Iterator[_Seen]:
    if iterator is None:
        return
    line, slope, size = 0, math.nan, 1.0
    for item in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD):
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
            slope, size = _slope_and_size(item)
        text, box = _text(item), item.BoundingBox(tesserocr.RIL.WORD)
        baseline = item.Baseline(tesserocr.RIL.WORD)
        confidence = float(item.Confidence(tesserocr.RIL.WORD))
        if box is None or not text or _is_noise(text, confidence):
            continue
        y = (baseline[0][1] + baseline[1][1]) / 2 if baseline else box[3]
        yield _Seen(lines.Word(text, box[0], box[2], y, size, line), slope, confidence)


def _is_noise(text: str, confidence: float) -> bool:
    """Words are never dropped, however doubtful: a person can correct a wrong word and cannot see a missing one."""
    return confidence < NOISE_CONFIDENCE and not any(character.isalnum() for character in text)


def _text(item: "tesserocr.PyResultIterator") -> str:
    try:
        return str(item.GetUTF8Text(tesserocr.RIL.WORD) or "").strip()
    except RuntimeError:  # tesserocr's way to say: no text here
        return ""


def _slope_and_size(item: "tesserocr.PyResultIterator") -> tuple[float, float]:
    """Slope of the line under the iterator (nan when it is too short to tell) and its em in pixels."""
    row = item.RowAttributes()
    size = max(float(row["row_height"]), 1.0)
    baseline = item.Baseline(tesserocr.RIL.TEXTLINE)
    if baseline is None:
        return math.nan, size
    (x0, y0), (x1, y1) = baseline
    return ((y1 - y0) / (x1 - x0) if x1 - x0 > LONG_LINE * size else math.nan), size


def _straighten(seen: Sequence[_Seen]) -> Iterator[lines.Word]:
    """Turn the places back by the slope that most lines have, so that cells of one row share a baseline again."""
    slopes = [item.slope for item in seen if not math.isnan(item.slope)]
    slope = median(slopes) if slopes else 0.0
    for word in (item.word for item in seen):
        yield replace(word, y=word.y - slope * (word.x0 + word.x1) / 2)
