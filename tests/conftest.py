"""What every test may count on. The services themselves come from tests/services.py."""

import shutil
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from governance.loading import load_reference


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """No test sees what another left in the cache: the counters of failed log-ins live there."""
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _throw_letters_away() -> Iterator[None]:
    """Letter files of a run go to a directory of its own, which goes with it."""
    yield
    shutil.rmtree(settings.LETTER_ROOT, ignore_errors=True)


@pytest.fixture(scope="module")
def reference_data(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference data, loaded once for a module; each test rolls its own changes back inside it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield
        transaction.set_rollback(True)
