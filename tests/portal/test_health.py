"""The health page: ok or fail per part, nothing else."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from documents.models import ReadingRun
from portal import health
from tests.factories import ReadingRunFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both queues have a worker."""
    monkeypatch.setitem(health.CHECKS, "workers", lambda: True)


@pytest.mark.usefixtures("_workers")
def test_all_parts_ok(client: Client) -> None:
    response = client.get("/gezond/")
    assert response.status_code == 200
    assert response.json() == dict.fromkeys(["database", "redis", "workers", "queue", "storage"], "ok")
    assert "no-store" in response["Cache-Control"]


def test_no_worker_is_a_failure(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "ANSWER_SECONDS", 0.2)
    response = client.get("/gezond/")
    assert response.status_code == 503
    assert response.json()["workers"] == "fail"
    assert response.json()["database"] == "ok"


@pytest.mark.parametrize("part", ["database", "redis", "workers", "queue", "storage"])
@pytest.mark.usefixtures("_workers")
def test_part_that_raises_fails_without_saying_why(client: Client, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    def broken() -> bool:
        raise OSError("/geheim/pad op server 10.0.0.1")

    monkeypatch.setitem(health.CHECKS, part, broken)
    response = client.get("/gezond/")
    assert response.status_code == 503
    assert response.json()[part] == "fail"
    assert "geheim" not in response.content.decode()


@pytest.mark.usefixtures("_workers")
def test_letter_that_waits_too_long_is_a_failure(client: Client) -> None:
    run = ReadingRunFactory()
    assert client.get("/gezond/").status_code == 200
    ReadingRun.objects.filter(pk=run.pk).update(queued_at=timezone.now() - datetime.timedelta(hours=1))
    cache.clear()
    assert client.get("/gezond/").json()["queue"] == "fail"
