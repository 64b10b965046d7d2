"""The warm process that reads files: `python -m documents.pipeline.child ANSWERS`, started by reader.py.

It loads every library and the register once, and forks for each file. The fork reads one file, writes the answer and
ends: what one file did to its memory, its limits or its libraries is gone before the next one comes. The warm process
itself never sees a byte of a file. What goes over the pipes is in protocol.py.
"""

import contextlib
import gc
import importlib
import os
import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from documents.pipeline import codec, confined
from documents.pipeline.clean import clean
from documents.pipeline.extract import PARSERS, extract_in_process
from documents.pipeline.parsers import Limits
from documents.pipeline.protocol import OCR_MARK, READY, RECEIVED_MARK, SIZE_BYTES, Answer, Ending, Order
from documents.pipeline.run import read_text
from documents.pipeline.types import Extraction, FailureCode, Gazetteer, ReadFailure

ORDERS, STATUS = 0, 1
# How a fork ends that read a page from its image: the warm process then loads Tesseract for those to come.
USED_OCR = 9
# Our own letters and page are read once before the first fork: what libraries make at first use is then there.
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
WARM_UP_FILE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 52>>stream
BT /F 12 Tf 72 720 Td (Geachte leden van de raad) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""


def main(answers: int) -> None:
    """Get warm, then fork for every order until the input ends."""
    confined.die_with_parent()
    gazetteer = codec.decode(Gazetteer, _receive_sized())
    _warm_up(gazetteer)
    _write(STATUS, READY)
    while header := _receive(SIZE_BYTES):
        order = codec.decode(Order, _receive(int.from_bytes(header)))
        ending = _fork(partial(_serve, order, gazetteer, answers))
        _write(STATUS, codec.encode(ending) + b"\n")
        if ending.code == USED_OCR and order.tessdata:
            importlib.import_module("documents.pipeline.ocr").engine(Path(order.tessdata))
            gc.freeze()


def _warm_up(gazetteer: Gazetteer) -> None:
    """Load what every file needs, and put it where the garbage collector of a fork does not copy it by looking."""
    for parser in PARSERS.values():
        importlib.import_module(parser)
    # A fault that only our own letters bring out must not keep all others from being read.
    with contextlib.suppress(Exception):
        extract_in_process(WARM_UP_FILE, limits=Limits(), tessdata=None)
        for path in sorted(SAMPLES.glob("*.txt"))[:4]:
            read_text(path.read_text(encoding="utf-8"), gazetteer=gazetteer)
    gc.collect()
    gc.freeze()


def _fork(work: Callable[[], int]) -> Ending:
    """Run `work` in a copy of this process and wait for it; its result is the exit code."""
    parent, start = os.getpid(), _resident_mb()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            confined.die_with_parent()
            if os.getppid() == parent:
                code = work()
        finally:
            os._exit(code)
    _, status, usage = os.wait4(child, 0)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there and in KiB here
    return Ending(os.waitstatus_to_exitcode(status), usage.ru_maxrss * unit // confined.MEBIBYTE - start)


def _serve(order: Order, gazetteer: Gazetteer, answers: int) -> int:
    """In the fork: take the file in, set the limits, read it, answer; 0, or USED_OCR."""
    gc.disable()  # it ends soon, and looking for garbage copies the memory that it shares with the warm process
    data = _receive(order.size)
    os.close(ORDERS)
    os.close(STATUS)
    _write(answers, RECEIVED_MARK)
    _set_limits(order.limits)
    pages = 0

    def on_ocr_page() -> None:
        nonlocal pages
        pages += 1
        _write(answers, OCR_MARK)
        _allow_processor(order.limits.ocr_page_seconds)

    _write(answers, _answer(data, order, gazetteer, on_ocr_page) + b"\n")
    return USED_OCR if pages else 0


def _answer(data: bytes, order: Order, gazetteer: Gazetteer, on_ocr_page: Callable[[], None]) -> bytes:
    try:
        if order.is_text:
            return codec.encode(Answer(reading=read_text(data.decode(), gazetteer=gazetteer)))
        extraction = _extract(data, order, on_ocr_page)
        reading = read_text(clean(extraction), gazetteer=gazetteer)
        # The pages go as the text that is shown: its form feeds divide it.
        bare = Extraction(extraction.media_type, (), extraction.ocr_pages, extraction.warnings)
        return codec.encode(Answer(bare, reading))
    except ReadFailure as failure:
        return codec.encode(Answer(failure=failure.code))
    except MemoryError:
        return codec.encode(Answer(failure=FailureCode.MEMORY))
    except Exception as error:
        # What a file does is caught in _extract: this is a fault of ours. Its message may hold text of the letter.
        return codec.encode(Answer(failure=FailureCode.INTERNAL, error=type(error).__name__))


def _extract(data: bytes, order: Order, on_ocr_page: Callable[[], None]) -> Extraction:
    tessdata = Path(order.tessdata) if order.tessdata else None
    try:
        return extract_in_process(data, limits=order.limits, tessdata=tessdata, on_ocr_page=on_ocr_page)
    except (ReadFailure, MemoryError, ImportError):
        raise
    except Exception:
        raise ReadFailure(FailureCode.BROKEN) from None


def _set_limits(limits: Limits) -> None:
    memory = _virtual_bytes() + limits.memory_mb * confined.MEBIBYTE
    # Two seconds more: at the soft limit the system says which limit it was, at the hard one it only kills.
    longest = limits.cpu_seconds + limits.max_pages * limits.ocr_page_seconds + 2
    confined.confine(memory_bytes=memory, cpu_seconds=limits.cpu_seconds, cpu_seconds_at_most=longest)


def _allow_processor(seconds: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    confined.limit(resource.RLIMIT_CPU, min(soft + seconds, hard), hard)


def _virtual_bytes() -> int:
    return _memory_pages(0) * resource.getpagesize()


def _resident_mb() -> int:
    return _memory_pages(1) * resource.getpagesize() // confined.MEBIBYTE


def _memory_pages(column: int) -> int:
    """From /proc/self/statm: column 0 is the address space, 1 what is in memory; 0 where there is no such file."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[column])
    except OSError:
        return 0


def _receive_sized() -> bytes:
    return _receive(int.from_bytes(_receive(SIZE_BYTES)))


def _receive(size: int) -> bytes:
    """Exactly so many bytes of the input; fewer only where it ends. Unbuffered: the fork reads on where this stops."""
    parts = bytearray()
    while len(parts) < size:
        part = os.read(ORDERS, min(size - len(parts), confined.MEBIBYTE))
        if not part:
            break
        parts += part
    return bytes(parts)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


if __name__ == "__main__":
    main(int(sys.argv[1]))
