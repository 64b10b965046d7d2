"""Import this first: PostgreSQL and Redis of the benchmarks' own, empty, with Django set up on them."""

from __future__ import annotations

import os
import shutil

import django

from benchmarks.table import RESULTS
from portal.embedded import Services, ensure

DIRECTORY = RESULTS / "work"
SERVICES = Services(directory=DIRECTORY / "services")


def _start() -> None:
    """Addresses that are given are not used: a benchmark begins with an empty database and throws it away."""
    throw_away()
    for name in ("DATABASE_URL", "DATABASE_URL_FILE", "REDIS_URL", "REDIS_URL_FILE"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.local"
    os.environ["LETTER_ROOT"] = str(DIRECTORY / "letters")
    DIRECTORY.mkdir(parents=True)
    ensure(SERVICES)
    django.setup()


def throw_away() -> None:
    """Stop the servers and remove all that they and the workers wrote."""
    if SERVICES.directory.exists():
        SERVICES.stop()
    shutil.rmtree(DIRECTORY, ignore_errors=True)


_start()
