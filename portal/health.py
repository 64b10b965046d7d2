"""Whether the parts that the site stands on answer: for monitoring, without details that help an attacker."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from documents.models import ReadingRun
from documents.vocabulary import RunStatus
from portal.celery import app

logger = logging.getLogger(__name__)

QUEUES = frozenset({"text", "quick"})
# A worker answers within milliseconds unless it is gone.
ANSWER_SECONDS = 1.0
# A letter that nobody took up for so long means that the queue stands still.
LONGEST_WAIT = datetime.timedelta(minutes=15)
# Asked by whoever likes; the parts are bothered no more often than this.
KEPT_SECONDS = 5
CACHE_KEY = "health"


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """``/gezond/``: per part ok or fail; 200 when all are ok, else 503."""
    parts = _kept()
    if parts is None:
        parts = {name: "ok" if _works(name, check) else "fail" for name, check in CHECKS.items()}
        _keep(parts)
    return JsonResponse(parts, status=200 if set(parts.values()) == {"ok"} else 503)


def _kept() -> dict[str, str] | None:
    try:
        parts: dict[str, str] | None = cache.get(CACHE_KEY)
    except RedisError:
        return None
    return parts


def _keep(parts: dict[str, str]) -> None:
    try:
        cache.set(CACHE_KEY, parts, KEPT_SECONDS)
    except RedisError:
        logger.warning("health: the answer could not be kept")


def _works(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:
        logger.warning("health: %s fails (%s)", name, type(error).__name__)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _redis() -> bool:
    cache.set("health-probe", "1", 10)
    return bool(cache.get("health-probe") == "1")


def _workers() -> bool:
    """Whether every queue has a worker that answers."""
    answers = app.control.inspect(timeout=ANSWER_SECONDS).active_queues() or {}
    served = {queue["name"] for queues in answers.values() for queue in queues}
    return served >= QUEUES


def _queue() -> bool:
    """Whether no letter waits longer than it should."""
    waiting_since = timezone.now() - LONGEST_WAIT
    return not ReadingRun.objects.filter(status=RunStatus.QUEUED, queued_at__lt=waiting_since).exists()


def _storage() -> bool:
    """Whether a letter file can be written, read back and removed."""
    storage = storages["letters"]
    name = storage.save("health/probe", ContentFile(b"ok"))
    try:
        with storage.open(name) as stored:
            return bool(stored.read() == b"ok")
    finally:
        storage.delete(name)


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "redis": _redis,
    "workers": _workers,
    "queue": _queue,
    "storage": _storage,
}
