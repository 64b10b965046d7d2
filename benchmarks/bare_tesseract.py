"""Tesseract alone, to measure against: `python -m benchmarks.bare_tesseract MODEL PICTURE...`.

Loads the model and the pictures, prints a line, recognises all of them after a line on its input, and prints the
processor time that took in seconds.
"""

import sys
import time
from pathlib import Path

import tesserocr
from PIL import Image


def main(tessdata: str, *names: str) -> None:
    """Every picture once, with the settings of the portal."""
    pictures = [Image.open(Path(name)).convert("L") for name in names]
    with tesserocr.PyTessBaseAPI(
        path=tessdata, lang="nld", psm=tesserocr.PSM.AUTO, oem=tesserocr.OEM.LSTM_ONLY
    ) as engine:
        print("ready", flush=True)
        sys.stdin.readline()
        start = time.process_time()
        for picture in pictures:
            engine.SetImage(picture)
            engine.SetSourceResolution(300)
            engine.Recognize()
        print(time.process_time() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
