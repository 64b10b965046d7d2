"""What is killed in the middle of the work comes back, and no letter is lost, doubled or left busy."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import redis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from documents.models import Finding, Letter, ReadingRun, SourceFile, Upload
from documents.vocabulary import LetterState, RunStatus, UploadStatus
from governance.models import Gemeente, User
from governance.vocabulary import Role
from portal.embedded import Services
from portal.supervisor import Program, Supervisor, end_session
from tests.browsing import ROOT, session_of, until, worker_environment
from tests.factories import GemeenteFactory, user_with_role
from tests.rendering import render_pdf, render_scan

pytestmark = [pytest.mark.kill, pytest.mark.ocr]

RECOVERY_SECONDS = 120
BATCH = 20
TEXT = """Raadsinformatiebrief

Datum\t9 maart 2022
Zaaknummer\t2022-000{number:04}
Onderwerp\tWachttijden in de jeugdhulp, deel {number}

Geachte raad,

Dit is bericht {number} over de wachttijden in de jeugdhulp in onze gemeente.
"""


@dataclass(slots=True)
class Portal:
    """The whole portal as ``make demo`` runs it, with a Redis of its own."""

    supervisor: Supervisor
    services: Services
    port: int

    def kill(self, *names: str) -> None:
        """kill -9 of these programs with every process they started."""
        for program in self.supervisor.programs:
            if program.name in names and program.process is not None:
                end_session(program.process.pid)

    def kill_redis(self) -> None:
        """kill -9 of Redis."""
        with redis.Redis(unix_socket_path=str(self.services.sockets / "redis.sock")) as client:
            pid = int(client.info("server")["process_id"])
        os.kill(pid, signal.SIGKILL)

    def post(self, path: str, data: dict[str, object], user: User) -> tuple[int, str]:
        """Send a form as this user's browser does; the status and the address it leads to."""
        token = "t" * 32
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Cookie": f"sessionid={session_of(user)}; csrftoken={token}",
            "Content-Type": MULTIPART_CONTENT,
        }
        connection.request("POST", path, encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": token} | data), headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.getheader("Location", "")

    def answers(self) -> bool:
        """Whether the web server is up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/robots.txt")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@pytest.fixture
def portal(db: None, tmp_path: Path) -> Iterator[Portal]:
    """Web server, workers and clock, kept running by the supervisor."""
    services = Services(directory=tmp_path / "services", durable=False)
    services.ensure_redis()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = worker_environment() | {"REDIS_URL": services.redis_url, "WEB_CONCURRENCY": "1"}
    celery = [sys.executable, "-m", "celery", "-A", "portal.celery"]
    worker = [*celery, "worker", "--without-gossip", "--without-mingle", "--loglevel", "INFO"]
    commands = {
        "web": [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--bind", f"127.0.0.1:{port}"],
        "text": [*worker, "--queues", "text", "--concurrency", "2", "--hostname", "text@%h"],
        "quick": [*worker, "--queues", "quick", "--concurrency", "1", "--hostname", "quick@%h"],
        "beat": [*celery, "beat", "--pidfile=", "--schedule", str(tmp_path / "beat")],
    }
    programs = [Program(name, command, tmp_path / f"{name}.log", environment) for name, command in commands.items()]
    supervisor = Supervisor(programs, directory=ROOT, state=tmp_path / "state.json", say=lambda _: None)
    running = Portal(supervisor, services, port)
    try:
        supervisor.start()
        until(running.answers, seconds=60, what="the web server")
        yield running
    finally:
        supervisor.stop()
        services.stop()


def batch_of(gemeente: Gemeente) -> dict[str, object]:
    """The filled-in upload form: every third letter is a scan, which takes a worker seconds."""
    files = [
        SimpleUploadedFile(
            f"brief-{number}.pdf",
            (render_scan if number % 3 == 0 else render_pdf)(TEXT.format(number=number)),
            "application/pdf",
        )
        for number in range(BATCH)
    ]
    return {"eigenaar": f"gemeente-{gemeente.pk}", "openbaarheid": "openbaar", "bestanden": files}


def counts(gemeente: Gemeente) -> dict[str, int]:
    """How many rows of the gemeente's uploads are in each state."""
    statuses = list(Upload.objects.filter(batch__owner_gemeente=gemeente).values_list("status", flat=True))
    return {status: statuses.count(status) for status in set(statuses)}


def all_read(portal: Portal, gemeente: Gemeente) -> bool:
    """Keep the programs running, and say whether the whole batch has been read."""
    portal.supervisor.tick()
    return counts(gemeente) == {UploadStatus.TO_CHECK: BATCH}


def check_nothing_lost_or_double(gemeente: Gemeente) -> None:
    """One letter, one file, one text and one set of findings for every row."""
    letters = Letter.objects.filter(owner_gemeente=gemeente)
    assert letters.filter(state=LetterState.TO_CHECK).count() == letters.count() == BATCH
    assert SourceFile.objects.filter(version__letter__in=letters).count() == BATCH
    runs = ReadingRun.objects.filter(version__letter__in=letters)
    assert runs.filter(status=RunStatus.DONE).count() == runs.count() == BATCH
    subjects = Finding.objects.filter(version__letter__in=letters, key="subject")
    assert subjects.count() == BATCH
    assert {row.value["value"] for row in subjects} == {
        f"Wachttijden in de jeugdhulp, deel {number}" for number in range(BATCH)
    }


def griffier_of(gemeente: Gemeente) -> User:
    """The griffier of a gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=gemeente)


def test_a_batch_survives_kill_9_of_the_workers_and_of_redis(portal: Portal) -> None:
    gemeente = GemeenteFactory()
    status, address = portal.post("/griffie/upload/", batch_of(gemeente), griffier_of(gemeente))
    assert (status, address.startswith("/griffie/uploads/")) == (302, True)
    until(
        lambda: counts(gemeente).get(UploadStatus.TO_CHECK, 0) >= 3 and UploadStatus.READING in counts(gemeente),
        seconds=60,
        pause=0.05,
        what="a worker in the middle of the batch",
    )
    portal.kill("text", "quick")
    portal.kill_redis()
    assert sum(counts(gemeente).get(status, 0) for status in UploadStatus if status.is_busy) > 0
    time.sleep(2)
    portal.services.ensure_redis()
    seconds = until(lambda: all_read(portal, gemeente), seconds=RECOVERY_SECONDS, what="the whole batch")
    check_nothing_lost_or_double(gemeente)
    print(f"recovered in {seconds:.0f} s")  # noqa: T201  # the figure is shown by pytest -rP


def test_an_upload_while_redis_is_down_is_answered_at_once_and_read_later(portal: Portal) -> None:
    gemeente = GemeenteFactory()
    form, griffier = batch_of(gemeente), griffier_of(gemeente)
    portal.kill_redis()
    start = time.monotonic()
    status, address = portal.post("/griffie/upload/", form, griffier)
    seconds = time.monotonic() - start
    assert (status, address.startswith("/griffie/uploads/")) == (302, True)
    assert seconds < 8
    assert counts(gemeente) == {UploadStatus.WAITING: BATCH}
    portal.services.ensure_redis()
    waited = until(lambda: all_read(portal, gemeente), seconds=RECOVERY_SECONDS, what="the whole batch")
    check_nothing_lost_or_double(gemeente)
    print(f"answered in {seconds:.1f} s, read after {waited:.0f} s")  # noqa: T201  # shown by pytest -rP
