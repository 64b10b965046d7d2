"""Chromium on a live server, with Celery workers beside it, on the database and Redis of the test.

These tests commit: the server and the workers have connections of their own. A module works in one world, emptied when
the module ends; every test makes its own gemeente and people in it, so that tests go in any order.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from governance.models import User
from portal.celery import app
from portal.supervisor import end_session
from tests.chromium import ARGUMENTS, find_chromium
from tests.factories import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 720}
# A machine that does more than this run alone is slow, and no test is about that.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(find_chromium() is None, reason="Chromium is not installed: install it or name it in CHROMIUM"),
]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Here the cache stays: emptying it empties its Redis, and the queue of the running workers with it."""


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database for a whole module: what is made in it is committed, and gone when the module ends.

    It takes the place of pytest-django's ``db``, whose name tells pytest-django that a test database is needed.
    """
    with django_db_blocker.unblock(), _orm_beside_playwright():
        app.control.purge()
        yield
        _end_other_sessions()
        call_command("flush", interactive=False, verbosity=0)


def _end_other_sessions() -> None:
    """What killed workers and closed windows leave in the database would keep it from being emptied and dropped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@contextmanager
def _orm_beside_playwright() -> Iterator[None]:
    """Playwright runs an event loop in this thread, which makes Django refuse queries; ours never overlap with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        yield


@pytest.fixture(scope="module")
def site(db: None) -> Iterator[str]:
    """The address of a running server, without a slash behind it."""
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture(scope="module")
def workers(db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Celery]:
    """One Celery worker with two processes that serves both queues."""
    worker = Celery(directory=tmp_path_factory.mktemp("celery"), environment=worker_environment())
    try:
        worker.start("worker", *WORKER_OPTIONS)
        until(lambda: bool(app.control.ping(timeout=0.5)), seconds=60, what="a Celery worker that answers")
        yield worker
    finally:
        worker.stop()


WORKER_OPTIONS = (
    "--queues", "text,quick", "--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "INFO",
)  # fmt: skip


def worker_environment() -> dict[str, str]:
    """What a process beside this one needs to work on the same database, queue and letter files."""
    name = str(connection.settings_dict["NAME"])
    parts = urlsplit(os.environ["DATABASE_URL"])
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}")),
        "LETTER_ROOT": str(settings.LETTER_ROOT),
    }


@dataclass(slots=True)
class Celery:
    """Celery programs that are started and stopped with all their processes."""

    directory: Path
    environment: Mapping[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start ``celery ARGUMENTS`` as the leader of a session of its own."""
        command = [sys.executable, "-m", "celery", "-A", "portal.celery", *arguments]
        with (self.directory / f"{arguments[0]}.log").open("ab") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **self.environment}, start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.running.append(process)
        return process

    def stop(self) -> None:
        """End everything that still runs."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
            end_session(process.pid)
        self.running.clear()


@pytest.fixture(scope="module")
def chromium(db: None) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()
        # Beside Playwright's loop Django keeps connections of their own, which nothing can reach after it.
        connections.close_all()


@dataclass(slots=True)
class Visits:
    """Opens browser windows on the site, and keeps what they complained about."""

    browser: Browser
    site: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def window(self, user: User | None = None, *, javascript: bool = True, size: Mapping[str, int] = WIDE) -> Page:
        """A new window with cookies of its own; ``user`` is logged in already."""
        context = self.browser.new_context(
            base_url=self.site, java_script_enabled=javascript, locale="nl-NL", timezone_id="Europe/Amsterdam",
            viewport={"width": size["width"], "height": size["height"]},
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": self.site}])
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error.message}"))
        page.on("request", lambda request: self._see(request.url))
        return page

    def _hear(self, kind: str, text: str) -> None:
        # A page that is refused on purpose is reported as a resource that did not load.
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(f"console: {text}")

    def _see(self, address: str) -> None:
        if not address.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"request to another site: {address}")

    def close(self) -> None:
        """Close all windows."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def visits(chromium: Browser, site: str) -> Iterator[Visits]:
    """Windows for one test; a script error, a refusal by the content policy or a third-party request fails the test."""
    found = Visits(chromium, site)
    yield found
    found.close()
    assert found.complaints == []


def session_of(user: User) -> str:
    """The cookie of a browser in which this user is logged in."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def log_in(page: Page, user: User) -> None:
    """Log in by the real form."""
    page.goto("/account/login/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: "/account/login/" not in address)


def until(happened: Callable[[], bool], *, seconds: float, what: str, pause: float = 0.2) -> float:
    """Wait until something happened; how long that took in seconds. Fails by its name after ``seconds``."""
    start = time.monotonic()
    while not happened():
        if time.monotonic() - start > seconds:
            pytest.fail(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(pause)
    return time.monotonic() - start
