"""Read the words in a picture of a page with Tesseract, in Dutch."""

import gzip
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

# Tesseract starts a thread per core unless told otherwise; the workers already use every core.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import tesserocr
from PIL import Image

from documents.pipeline import lines

LANGUAGE = "nld"
MODEL = f"{LANGUAGE}.traineddata"
MIN_CONFIDENCE = 0  # of 100: below this a "word" is a fold, a stamp or a signature
LONG_LINE = 20  # times its height: only long lines tell how far the page is turned

_engines: dict[Path, tesserocr.PyTessBaseAPI] = {}


def unpack_model(archive: Path, directory: Path) -> Path:
    """Unpack a gzipped model as npm ships it into `directory`, once; returns the directory to give as tessdata."""
    target = directory / MODEL
    if not target.exists():
        directory.mkdir(parents=True, exist_ok=True)
        with gzip.open(archive) as packed, tempfile.NamedTemporaryFile(dir=directory, delete=False) as plain:
            shutil.copyfileobj(packed, plain)
        Path(plain.name).replace(target)
    return directory


def recognise(image: Image.Image, *, dpi: int, tessdata: Path) -> str:
    """Text of one page, lines and columns rebuilt. `image` is grey, `dpi` its resolution."""
    engine = _engine(tessdata)
    engine.SetImage(image)
    engine.SetSourceResolution(dpi)
    try:
        engine.Recognize()
        return lines.rebuild(_straighten(list(_words(engine.GetIterator()))))
    finally:
        engine.Clear()


def _engine(tessdata: Path) -> tesserocr.PyTessBaseAPI:
    """One engine per process: loading the model takes longer than reading a page."""
    if tessdata not in _engines:
        _engines[tessdata] = tesserocr.PyTessBaseAPI(
            path=str(tessdata), lang=LANGUAGE, psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
        )
    return _engines[tessdata]


def _words(iterator: "tesserocr.PyResultIterator | None") -> Iterator[tuple[lines.Word, float]]:
    """Words with their place in pixels, each with the slope of its line (0 when that is unknown)."""
    if iterator is None:
        return
    line, slope, size = 0, math.nan, 1.0
    for item in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD):
        if item.IsAtBeginningOf(tesserocr.RIL.TEXTLINE):
            line += 1
            slope, size = _slope_and_size(item)
        text, box = _text(item), item.BoundingBox(tesserocr.RIL.WORD)
        baseline = item.Baseline(tesserocr.RIL.WORD)
        if not text or box is None or item.Confidence(tesserocr.RIL.WORD) < MIN_CONFIDENCE:
            continue
        y = (baseline[0][1] + baseline[1][1]) / 2 if baseline else box[3]
        yield lines.Word(text, box[0], box[2], y, size, line), slope


def _text(item: "tesserocr.PyResultIterator") -> str:
    try:
        return str(item.GetUTF8Text(tesserocr.RIL.WORD) or "").strip()
    except RuntimeError:  # tesserocr's way to say: no text here
        return ""


def _slope_and_size(item: "tesserocr.PyResultIterator") -> tuple[float, float]:
    """Slope of the line under the iterator (nan when it is too short to tell) and its em in pixels."""
    row = item.RowAttributes()
    size = max(float(row["row_height"]) / 1.0, 1.0)
    baseline = item.Baseline(tesserocr.RIL.TEXTLINE)
    if baseline is None:
        return math.nan, size
    (x0, y0), (x1, y1) = baseline
    return ((y1 - y0) / (x1 - x0) if x1 - x0 > LONG_LINE * size else math.nan), size


def _straighten(found: list[tuple[lines.Word, float]]) -> Iterator[lines.Word]:
    """Turn the places back by the slope that most lines have, so that cells of one row share a baseline again."""
    slopes = [slope for _, slope in found if not math.isnan(slope)]
    slope = median(slopes) if slopes else 0.0
    for word, _ in found:
        y = word.y - slope * (word.x0 + word.x1) / 2
        yield lines.Word(word.text, word.x0, word.x1, y, word.size, word.line)
