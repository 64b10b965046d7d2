"""`manage.py check` finds settings that would hurt."""

from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings


def _found() -> set[str]:
    return {message.id for message in run_checks() if message.id and message.id.startswith("portal.")}


def test_another_time_zone_is_found(settings: Settings) -> None:
    settings.TIME_ZONE = "UTC"
    assert "portal.E001" in _found()


def test_a_visibility_timeout_shorter_than_a_task_is_found(settings: Settings) -> None:
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 60}
    assert "portal.E002" in _found()


def test_letters_below_the_static_files_are_found(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"letters": {"BACKEND": "x", "OPTIONS": {"location": tmp_path / "letters"}}}
    assert "portal.E003" in _found()


def test_letters_with_an_address_are_found(settings: Settings, tmp_path: Path) -> None:
    options = {"location": tmp_path, "base_url": "/letters/"}
    settings.STORAGES = settings.STORAGES | {"letters": {"BACKEND": "x", "OPTIONS": options}}
    assert "portal.E004" in _found()


def test_missing_reading_data_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.TESSDATA_DIR = tmp_path
    assert "portal.W001" in _found()


@pytest.mark.parametrize("kind", ["E001", "E002", "E003", "E004"])
def test_the_settings_as_they_are_are_fine(kind: str) -> None:
    assert f"portal.{kind}" not in _found()
