"""A pytest plugin: PostgreSQL and Redis for the tests, before Django's settings load.

Every run claims a slot of its own (a locked file), so that several runs in one checkout do not share a database;
xdist's workers share the slot and get a database and a Redis number each. The run that ends last stops the servers.
Addresses given in DATABASE_URL and REDIS_URL are used instead.
"""

import fcntl
import os
from pathlib import Path
from typing import IO

import pytest

from portal import embedded

DIRECTORY = embedded.LOCAL_DIR / "test"
SLOTS = 9
WORKERS_PER_SLOT = 7

_held: list[IO[str]] = []


def _hold(path: Path, operation: int) -> bool:
    handle = path.open("a")
    try:
        fcntl.flock(handle, operation)
    except BlockingIOError:
        handle.close()
        return False
    _held.append(handle)
    return True


def _claim_slot() -> int:
    for slot in range(SLOTS):
        if _hold(DIRECTORY / f"slot-{slot}.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            return slot
    raise pytest.UsageError(f"{SLOTS} test runs are going on in this checkout already: wait for one to end.")


def _start() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        DIRECTORY.mkdir(parents=True, exist_ok=True)
        _hold(DIRECTORY / "users.lock", fcntl.LOCK_SH)
        os.environ["JRP_TEST_SLOT"] = str(_claim_slot())
        embedded.ensure(embedded.Services(directory=DIRECTORY, durable=False))
    elif os.environ["REDIS_URL"].startswith("unix:"):
        worker = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
        slot = int(os.environ["JRP_TEST_SLOT"])
        number = slot * WORKERS_PER_SLOT + worker % WORKERS_PER_SLOT
        os.environ["REDIS_URL"] = os.environ["REDIS_URL"].split("?", 1)[0] + f"?db={number}"


def pytest_unconfigure() -> None:
    """Stop the servers when no other run uses them."""
    if "PYTEST_XDIST_WORKER" in os.environ or not _held:
        return
    users = _held[0]
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    embedded.Services(directory=DIRECTORY, durable=False).stop()


_start()
