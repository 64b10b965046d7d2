"""From upload to findings in the database, with the real worker: `make bench-ingest` (LETTERS=, SCANS=).

Measured are the rate of digital letters and of scanned pages, the processor time of reading next to that of bare
pypdfium2 and bare Tesseract on the same files, and the memory of the worker with its reading processes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

import psutil
import pypdfium2 as pdfium
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from benchmarks import started
from benchmarks.samples import DPI, pdfs, scans
from benchmarks.table import Row, at_least, at_most, publish
from documents import gazetteer, intake, tasks
from documents.models import Finding, ReadingRun
from documents.pipeline.clean import clean
from documents.pipeline.extract import Limits, extract_in_process
from documents.pipeline.run import read_text
from documents.vocabulary import RunStatus
from governance.models import Gemeente, User
from governance.vocabulary import Level
from portal.supervisor import Program, Supervisor
from tests.rendering import pictures

ROOT = Path(__file__).resolve().parents[1]
CONCURRENCY = 2
PER_UPLOAD = 60
MOST_WAITING = 120  # letters in the queue: enough to keep the worker busy
ROUNDS = 5
EIGHTHS, LOOKS = 8, 5  # memory is looked at so many times per eighth of the letters
SWEEP_SECONDS = 10  # as the clock of the portal does: on a slow machine messages expire
POLL_SECONDS = 0.25  # asking takes the time of a core that reads
MEBIBYTE = 1024 * 1024
RATE, READING_MS, TIMES_BARE, SCAN_SHARE, GROWTH = 480, 50, 10, 0.9, 1.05


@dataclass(slots=True)
class Worker:
    """The worker as the demo runs it, and what it takes."""

    supervisor: Supervisor
    sizes: list[tuple[int, float]] = field(default_factory=list)

    @property
    def processes(self) -> list[psutil.Process]:
        """The worker, its children and their reading processes."""
        process = self.supervisor.programs[0].process
        if process is None:
            return []
        top = psutil.Process(process.pid)
        return [top, *top.children(recursive=True)]

    def megabytes(self) -> float:
        """Resident memory of those that stay: the worker, its children and their warm processes. What they share
        counts in each; a proportional share would change with whatever else runs Python on this machine."""
        total = 0
        for process in (one for worker in self.processes[:1] for one in (worker, *_staying(worker))):
            try:
                total += process.memory_info().rss
            except psutil.Error:
                continue
        return total / MEBIBYTE


def _staying(worker: psutil.Process) -> list[psutil.Process]:
    """The children of a worker and their warm processes, without the fork that reads a letter and ends."""
    children = worker.children()
    return [*children, *(warm for child in children for warm in child.children())]


def main() -> None:
    """Run all of it, print the table, and leave nothing but the figures."""
    letters, pages = int(os.environ.get("LETTERS") or 2000), int(os.environ.get("SCANS") or 32)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    worker = Worker(Supervisor([_program()], directory=ROOT, state=started.DIRECTORY / "state.json", say=print))
    try:
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", verbosity=0)
        upload = _uploader()
        worker.supervisor.start()
        _through(pdfs(30), upload, lambda _: None)  # warm-up; the rows below do not count it
        rows: list[Row] = []
        for part in (
            partial(_digital, letters, upload, worker),
            _processor_time,
            partial(_scanned, pages, upload, worker),
        ):
            rows += part()
            publish("ingest", rows)  # after each part: on a slow machine the next takes minutes
    finally:
        worker.supervisor.stop()
        started.throw_away()


def _program() -> Program:
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "portal.celery",
        "worker",
        "--queues",
        "text",
        "--loglevel",
        "INFO",
    ]
    # Memory is watched, so processes are not replaced meanwhile as they are in production.
    command += ["--concurrency", str(CONCURRENCY), "--max-tasks-per-child", "1000000", "--without-gossip"]
    return Program("worker", [*command, "--without-mingle"], started.DIRECTORY / "worker.log")


def _uploader() -> Callable[[Sequence[bytes]], None]:
    user = User.objects.create(email="bench@demo.example")
    owner = intake.Owner(gemeente=Gemeente.objects.get(code="GM0505"))

    def upload(files: Sequence[bytes]) -> None:
        named = [SimpleUploadedFile(f"brief-{number}.pdf", data) for number, data in enumerate(files)]
        intake.receive(named, owner=owner, level=Level.PUBLIC, user=user)

    return upload


def _through(
    files: Iterable[bytes], upload: Callable[[Sequence[bytes]], None], watch: Callable[[int], None]
) -> tuple[float, int]:
    """Upload the files as people do, some tens at a time, until all are read; seconds, and how many were read well."""
    before = ReadingRun.objects.filter(status=RunStatus.DONE).count()
    rest, start, swept = iter(files), time.monotonic(), time.monotonic()
    while True:
        if time.monotonic() - swept > SWEEP_SECONDS:
            tasks.sweep()
            swept = time.monotonic()
        waiting = ReadingRun.objects.filter(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]).count()
        done = ReadingRun.objects.filter(status=RunStatus.DONE).count() - before
        watch(done)
        some = list(islice(rest, PER_UPLOAD)) if waiting <= MOST_WAITING else []
        if some:
            upload(some)
        elif not waiting:
            return time.monotonic() - start, done
        else:
            time.sleep(POLL_SECONDS)


def _digital(count: int, upload: Callable[[Sequence[bytes]], None], worker: Worker) -> list[Row]:
    files = list(islice(pdfs(count + 30), 30, None))
    sizes: list[tuple[int, float]] = []
    step = max(count // (EIGHTHS * LOOKS), 5)

    def watch(done: int) -> None:
        if done >= step * (len(sizes) + 1):
            sizes.append((done, worker.megabytes()))

    own, all_of_it = worker.processes, [*worker.processes, *_servers(), psutil.Process()]
    before = _processor_seconds(own), _processor_seconds(all_of_it)
    seconds, done = _through(files, upload, watch)
    used, spent = _processor_seconds(own) - before[0], _processor_seconds(all_of_it) - before[1]
    # One look may meet a letter that is just being read and another none: the median of some of them says more.
    first, last = (median(size for _, size in some) for some in (sizes[:LOOKS], sizes[-LOOKS:]))
    print(f"memory of the worker, MB by letters read: {', '.join(f'{n}: {size:.0f}' for n, size in sizes)}")
    return [
        at_least("digital letters per minute", 60 * done / seconds, "letters/min", RATE),
        Row("digital letters read well", done, f"of {count}", target=count, ok=done == count),
        Row("findings per letter", Finding.objects.count() / max(done + 30, 1), "findings"),
        Row("processor time per letter, worker", 1000 * used / max(done, 1), "ms"),
        Row("processor time per letter, upload and servers too", 1000 * spent / max(done, 1), "ms"),
        Row("digital letters per minute, had both cores been ours", 60 * CONCURRENCY * done / spent, "letters/min"),
        Row("worker, memory in the first eighth", first, "MB"),
        Row("worker, memory in the last eighth", last, "MB", first, last / first, GROWTH, last / first <= GROWTH),
    ]


def _servers() -> list[psutil.Process]:
    """PostgreSQL and Redis of this run."""
    found = [process for process in psutil.process_iter() if str(started.DIRECTORY) in " ".join(_command(process))]
    return [*found, *(child for process in found for child in process.children(recursive=True))]


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline() if process.name() in {"postgres", "redis-server"} else []
    except psutil.Error:
        return []


def _processor_seconds(processes: Sequence[psutil.Process]) -> float:
    """Of these processes and of the forks that they waited for."""
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def _processor_time() -> list[Row]:
    """Extraction and reading of one sample in this process."""
    files, register = list(pdfs(60)), gazetteer.from_database()
    shown = [clean(extract_in_process(data, limits=Limits(), tessdata=None)) for data in files]
    count = sum(len(pdfium.PdfDocument(data)) for data in files)
    seconds = _least_times([
        lambda number: _bare_text(files[number]),
        lambda number: clean(extract_in_process(files[number], limits=Limits(), tessdata=None)),
        lambda number: read_text(shown[number], gazetteer=register),
    ], len(files))  # fmt: skip
    bare, extracting, reading = (1000 * each / count for each in seconds)
    both, ratio = extracting + reading, (extracting + reading) / bare
    return [
        Row("pages per letter", count / len(files), "pages"),
        Row("characters per page", sum(map(len, shown)) / count, "characters"),
        Row("bare pypdfium2", bare, "ms CPU/page"),
        Row("extraction", extracting, "ms CPU/page", bare, extracting / bare),
        at_most("reading", reading, "ms CPU/page", READING_MS),
        Row("extraction and reading", both, "ms CPU/page", bare, ratio, TIMES_BARE, ratio <= TIMES_BARE),
    ]


def _least_times(works: Sequence[Callable[[int], object]], count: int) -> list[float]:
    """Processor seconds of each of these for numbers 0 to `count`: of each number the best of ROUNDS, in which all take
    turns, so that a machine whose speed changes meanwhile changes it for all of them alike."""
    totals = [0.0] * len(works)
    for number in range(count):
        taken: list[list[float]] = [[] for _ in works]
        for _ in range(ROUNDS):
            for times, work in zip(taken, works, strict=True):
                start = time.process_time()
                work(number)
                times.append(time.process_time() - start)
        totals = [total + min(times) for total, times in zip(totals, taken, strict=True)]
    return totals


def _bare_text(data: bytes) -> int:
    document = pdfium.PdfDocument(data)
    try:
        return sum(len(page.get_textpage().get_text_range()) for page in document)
    finally:
        document.close()


def _scanned(count: int, upload: Callable[[Sequence[bytes]], None], worker: Worker) -> list[Row]:
    """The rate of scanned pages next to that of bare Tesseract, measured before and after."""
    files = list(scans(count))
    sheets = _save_pictures(files)
    # The first scan makes each reading process load the model, as the bare runs have done when their clock starts.
    _through(islice(scans(count + CONCURRENCY), count, None), upload, lambda _: None)
    first = _bare_tesseract(sheets)
    start = _processor_seconds(worker.processes)
    seconds, done = _through(files, upload, lambda _: None)
    used = _processor_seconds(worker.processes) - start
    second = _bare_tesseract(sheets)
    rate, floor = (60 * len(sheets) / each for each in (seconds, (first[0] + second[0]) / 2))
    ours, bare = used / len(sheets), (first[1] + second[1]) / 2 / len(sheets)
    share = SCAN_SHARE
    return [
        Row("scans read well", done, f"of {count}", target=count, ok=done == count),
        Row("scanned pages per minute", rate, "pages/min", floor, rate / floor, share, rate / floor >= share),
        Row("processor time per scanned page, worker", ours, "s", bare, ours / bare),
        Row(
            "scanned pages, rate by processor time",
            1 / ours,
            "pages/s",
            1 / bare,
            bare / ours,
            share,
            bare / ours >= share,
        ),
    ]


def _save_pictures(files: Sequence[bytes]) -> list[str]:
    names = []
    for number, data in enumerate(files):
        for page, picture in enumerate(pictures(data, dpi=DPI)):
            path = started.DIRECTORY / f"sheet-{number}-{page}.bmp"
            picture.save(path)
            names.append(str(path))
    return names


def _bare_tesseract(names: Sequence[str]) -> tuple[float, float]:
    """Seconds by the clock, and processor seconds of all, that as many processes as the worker has take for all
    pictures, without loading them."""
    shares = [names[number::CONCURRENCY] for number in range(CONCURRENCY)]
    command = [sys.executable, "-m", "benchmarks.bare_tesseract", str(settings.TESSDATA_DIR)]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    running = [
        subprocess.Popen([*command, *share], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for share in shares
    ]
    for process in running:
        if process.stdout is None or not process.stdout.readline():
            raise SystemExit("Tesseract does not start: is the Dutch model there (make setup)?")
    start = time.monotonic()
    for process in running:
        if process.stdin is not None:
            process.stdin.write(b"go\n")
            process.stdin.flush()
    for process in running:
        process.wait()
    seconds = time.monotonic() - start
    return seconds, sum(float(process.communicate()[0]) for process in running)


if __name__ == "__main__":
    main()
