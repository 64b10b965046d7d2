"""What the tests of reading share."""

import gzip
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
MODEL = "nld.traineddata"
PACKED_MODEL = PROJECT / "node_modules/@tesseract.js-data/nld/4.0.0_best_int" / f"{MODEL}.gz"


@pytest.fixture(scope="session")
def tessdata(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the Dutch model for OCR, as set-up makes it."""
    if not PACKED_MODEL.is_file():
        pytest.skip("the Dutch model for OCR is not installed (npm ci)")
    directory = tmp_path_factory.mktemp("tessdata")
    (directory / MODEL).write_bytes(gzip.decompress(PACKED_MODEL.read_bytes()))
    return directory
