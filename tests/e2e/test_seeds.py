"""Letters as PDF, DOCX and scans, through the upload form in Chromium to the worker, and found back by readers.

Our own sample letters always; the five letters the project started from where their directory lies beside the checkout.
"""

from __future__ import annotations

import importlib.util
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, expect

from documents import duplicates
from documents.models import Letter, Upload
from documents.publication import Publication, publish
from documents.vocabulary import UploadStatus
from governance.loading import load_reference
from governance.models import Region, User
from governance.vocabulary import Level, Role
from tests.browsing import ROOT, Celery, Visits, needs_chromium
from tests.e2e.steps import upload, wait_till_read
from tests.factories import user_with_role
from tests.rendering import render_docx, render_pdf, render_scan

pytestmark = [*needs_chromium, pytest.mark.ocr]

SHARED = ROOT.parent / "shared"
needs_seeds = pytest.mark.skipif(
    not (SHARED / "letters" / "score.py").exists(), reason="the letters of ../shared are not beside this checkout"
)
RENDER: dict[str, Callable[[str], bytes]] = {
    "pdf": render_pdf,
    "docx": render_docx,
    "scan300": lambda text: render_scan(text, dpi=300),
    "scan150": lambda text: render_scan(text, dpi=150, degrees=-0.6),
}
LIKE = {"pdf": 0.99, "docx": 0.99, "scan300": 0.97, "scan150": 0.93}
SAMPLES = {
    "dordrecht-inkoopkader": ("pdf", "docx", "scan300"),
    "gooise-meren-norm": ("pdf", "docx"),
    "rijnmond-regiovisie": ("pdf", "docx"),
    "alblasserdam-solidariteit": ("pdf", "docx"),
    "zwijndrecht-zonder-kop": ("pdf", "docx"),
}
MOST_ALIKE = 12  # forms of one letter, and letters with its number and day
EXACT = ("document_type", "date", "case_number", "gemeente")
ALIKE = {"subject": 0.75, "from_body": 0.7}


@dataclass(frozen=True, slots=True)
class Source:
    """A letter as text and what a careful clerk recorded of it."""

    name: str
    text: str
    gold: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A rendering of a letter after it went through the form, the worker and the command."""

    source: Source
    form: str
    upload: Upload
    result: dict[str, Any]


def seeds() -> list[Source]:
    """The five letters of ../shared."""
    paths = sorted((SHARED / "seeds").glob("*.txt"))
    return [_source(path, SHARED / "letters" / "gold" / f"seed-{path.name[:3]}.json") for path in paths]


def samples() -> list[Source]:
    """Our own invented letters, in every form of head."""
    texts, gold = ROOT / "documents" / "samples", ROOT / "tests" / "letters"
    return [_source(texts / f"{name}.txt", gold / f"{name}.json") for name in SAMPLES]


def _source(text: Path, gold: Path) -> Source:
    return Source(gold.stem, text.read_text("utf8"), json.loads(gold.read_text("utf8")))


@pytest.fixture(scope="module")
def griffier(db: None) -> User:
    """The regiogriffie of Zuid-Holland Zuid, in the country as it is."""
    load_reference()
    return user_with_role(Role.REGIONAL_GRIFFIE, region=Region.objects.get(slug="zuid-holland-zuid"))


def _through_the_form(
    visits: Visits, griffier: User, wanted: Sequence[tuple[Source, str]], directory: Path
) -> list[Read]:
    """Render, upload as one batch, wait for the worker; and read the same files with the command."""
    files = [directory / f"{source.name}-{form}.{'docx' if form == 'docx' else 'pdf'}" for source, form in wanted]
    for path, (source, form) in zip(files, wanted, strict=True):
        path.write_bytes(RENDER[form](source.text))
    page = visits.window(griffier)
    upload(page, files)
    wait_till_read(page, len(files), seconds=300)
    results = {result["file"]: result for result in read_letter(files)}
    rows = {row.file_name: row for row in Upload.objects.filter(batch_id=int(page.url.rstrip("/").rsplit("/", 1)[-1]))}
    return [
        Read(source, form, rows[path.name], results[path.name])
        for path, (source, form) in zip(files, wanted, strict=True)
    ]


def read_letter(files: Sequence[Path]) -> list[dict[str, Any]]:
    """What ``manage.py read_letter --json`` prints about these files."""
    output = io.StringIO()
    call_command("read_letter", *[str(path) for path in files], "--json", stdout=output)
    return [json.loads(line) for line in output.getvalue().splitlines()]


@pytest.fixture(scope="module")
def visiting(chromium: Browser, site: str) -> Iterator[Visits]:
    """Windows for the whole module."""
    found = Visits(chromium, site)
    yield found
    found.close()
    assert found.complaints == []


@pytest.fixture(scope="module")
def read_samples(
    visiting: Visits, workers: Celery, griffier: User, tmp_path_factory: pytest.TempPathFactory
) -> list[Read]:
    """Our samples, each in the forms of SAMPLES."""
    wanted = [(source, form) for source in samples() for form in SAMPLES[source.name]]
    return _through_the_form(visiting, griffier, wanted, tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def read_seeds(
    visiting: Visits, workers: Celery, griffier: User, tmp_path_factory: pytest.TempPathFactory
) -> list[Read]:
    """The five seeds in four forms: one batch of twenty."""
    wanted = [(source, form) for source in seeds() for form in RENDER]
    return _through_the_form(visiting, griffier, wanted, tmp_path_factory.mktemp("seeds"))


def likeness(a: str, b: str) -> float:
    """0 to 1: how much two texts have the same words in the same order; line breaks do not count."""
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()


def unlike(read: Read, rules: Any) -> list[str]:
    """The fields in which reading differs from what the clerk recorded."""
    wrong = []
    for field in (*EXACT, *ALIKE):
        want, have = read.source.gold.get(field), read.result[field]["value"]
        extra = read.source.gold.get("_acceptable", {}).get(field, [])
        also = [extra] if isinstance(extra, str) else extra
        right = have is None if want is None else have is not None and _same(field, str(want), str(have), rules)
        right = right or any(text is not None and have and _same(field, text, str(have), rules) for text in also)
        right = right or (have is None and any(text is None or "leeg" in text for text in also))
        if not right:
            wrong.append(f"{read.source.name} {read.form} {field}: want {want!r}, have {have!r}")
    return wrong


def _same(field: str, want: str, have: str, rules: Any) -> bool:
    """By the rules of the scorer where it is there, else by ours."""
    if rules is not None:
        return bool(rules.alike(field, want, have))
    if field in EXACT:
        return want.casefold() == have.casefold()
    return SequenceMatcher(None, want.casefold(), have.casefold()).ratio() >= ALIKE[field]


def scorer() -> Any:
    """The scorer of ../shared, imported from its path."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "letters" / "score.py")
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return module


def check_readable(found: list[Read]) -> None:
    """Every file was read by the worker, and its text is the letter's."""
    assert {read.upload.status for read in found} == {UploadStatus.TO_CHECK}
    poor = []
    for read in found:
        assert read.upload.letter is not None
        version = read.upload.letter.version
        assert version is not None
        assert version.text == read.result["text"]
        alike = likeness(read.source.text, version.text)
        if alike < LIKE[read.form]:
            poor.append(f"{read.source.name} {read.form}: {alike:.3f}")
    assert poor == []


def test_samples_come_back_readable_in_every_form(read_samples: list[Read]) -> None:
    check_readable(read_samples)


def test_samples_are_read_as_a_clerk_would(read_samples: list[Read]) -> None:
    wrong = [line for read in read_samples for line in unlike(read, None)]
    assert not wrong, "\n".join(wrong)


@needs_seeds
def test_seeds_come_back_readable_in_every_form(read_seeds: list[Read]) -> None:
    check_readable(read_seeds)


@needs_seeds
def test_seeds_are_read_as_a_clerk_would(read_seeds: list[Read]) -> None:
    rules = scorer()
    wrong = [line for read in read_seeds for line in unlike(read, rules)]
    assert not wrong, "\n".join(wrong)


@needs_seeds
def test_published_seeds_are_found_by_search_and_on_the_page_of_their_region(
    visiting: Visits, read_seeds: list[Read], griffier: User
) -> None:
    letters = [read.upload.letter for read in read_seeds if read.form == "pdf"]
    check_found(visiting, [letter for letter in letters if letter is not None], griffier)


def test_published_samples_are_found_by_search_and_on_the_page_of_their_region(
    visiting: Visits, read_samples: list[Read], griffier: User
) -> None:
    letters = [read.upload.letter for read in read_samples if read.form == "pdf"]
    check_found(visiting, [letter for letter in letters if letter is not None], griffier)


def check_found(visits: Visits, letters: Sequence[Letter], griffier: User) -> None:
    """Publish, then look as anybody: search by the subject's words and the region's own page lead to the letter."""
    page = visits.window()
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True, force=True)
    for letter in letters:
        _keep_apart(letter, griffier)
        publish(letter, choice=choice, user=griffier)
        letter.refresh_from_db()
        address = letter.get_absolute_url()
        words = " ".join(word for word in letter.subject.split() if word.isalnum())
        page.goto(f"/zoeken/?q={words}")
        expect(page.locator(f"main a[href='{address}']").first).to_be_visible()
        assert letter.region is not None, letter.subject
        page.goto(f"/brieven/?regio={letter.region.slug}")
        expect(page.locator(f"main a[href='{address}']").first).to_be_visible()
        page.goto(letter.region.get_absolute_url())
        assert page.locator("main a[href^='/brieven/']").count()


def _keep_apart(letter: Letter, griffier: User) -> None:
    """Each letter is there in every form: a person says of each that it is one of its own."""
    for _ in range(MOST_ALIKE):
        if letter.version is not None and duplicates.note(letter.version) is not None:
            duplicates.keep_apart(letter, user=griffier)
            letter.refresh_from_db()
