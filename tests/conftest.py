"""What every test may count on. The services themselves come from tests/services.py."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """No test sees what another left in the cache: the counters of failed log-ins live there."""
    cache.clear()
    yield


@pytest.fixture(autouse=True, scope="session")
def _throw_letters_away() -> Iterator[None]:
    """Letter files of a run go to a directory of its own, which goes with it."""
    yield
    shutil.rmtree(settings.LETTER_ROOT, ignore_errors=True)
