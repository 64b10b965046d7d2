"""The finder that serves named files out of node_modules."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from pytest_django import Settings

from portal.staticfiles import VENDOR_FILES, VendorFinder

# What a first view may weigh, compressed (design: numbers to reach).
FIRST_VIEW_BYTES = 150_000

installed = pytest.mark.skipif(
    not (Path(settings.BASE_DIR) / "node_modules").is_dir(), reason="node_modules is absent: run `make setup`"
)


@installed
@pytest.mark.parametrize("name", VENDOR_FILES)
def test_every_named_file_is_installed_and_found(name: str) -> None:
    assert Path(str(finders.find(name))).is_file()


def test_a_file_that_is_not_named_is_not_served() -> None:
    finder = VendorFinder()
    assert finder.find("vendor/../package.json") == []
    assert finder.find("axe-core/axe.min.js") == []
    with pytest.raises(KeyError):
        finder.storage.path("axe-core/axe.min.js")


@installed
def test_collecting_lists_every_file_under_its_own_name() -> None:
    finder = VendorFinder()
    assert {name for name, _ in finder.list([])} == set(VENDOR_FILES)
    assert finder.check() == []


def test_missing_packages_are_named_by_the_check(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    (error,) = VendorFinder().check()
    assert "htmx.org/dist/htmx.min.js" in error.msg


def test_what_was_gathered_before_needs_no_packages(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    for name in VENDOR_FILES:
        (tmp_path / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "static" / name).touch()
    assert VendorFinder().check() == []


@installed
def test_styles_fonts_and_htmx_leave_room_for_the_page_itself() -> None:
    own = [f"css/{name}.css" for name in ("thema", "portaal", "griffie", "lezen")]
    vendor = [name for name in VENDOR_FILES if "latin-ext" not in name]
    weight = sum(len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in own + vendor)
    assert weight < FIRST_VIEW_BYTES * 0.75
