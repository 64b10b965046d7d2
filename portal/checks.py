"""System checks for settings that would hurt: found by `manage.py check`, not by a user."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register("portal")
def check_time_zone(**_kwargs: Any) -> Iterable[CheckMessage]:
    """Deadlines and periods are Dutch days: another zone moves them at midnight."""
    if settings.TIME_ZONE != "Europe/Amsterdam" or not settings.USE_TZ:
        yield Error("TIME_ZONE must be Europe/Amsterdam and USE_TZ on: dates are Dutch days.", id="portal.E001")


@register("portal")
def check_visibility_timeout(**_kwargs: Any) -> Iterable[CheckMessage]:
    """Redis hands a task out again after this time; a task that runs longer would run over and over."""
    timeout = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if timeout <= settings.CELERY_TASK_TIME_LIMIT:
        yield Error("visibility_timeout must be longer than CELERY_TASK_TIME_LIMIT.", id="portal.E002")


@register(Tags.security)
def check_letters_are_private(**_kwargs: Any) -> Iterable[CheckMessage]:
    """Letter files may not lie where the web server serves files from, nor have an address."""
    served = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS]
    location = settings.STORAGES["letters"]["OPTIONS"].get("location", settings.LETTER_ROOT)
    if any(location == place or place in location.parents for place in served):
        yield Error("LETTER_ROOT lies in a directory that is served: originals would be public.", id="portal.E003")
    if settings.STORAGES["letters"]["OPTIONS"].get("base_url"):
        yield Error("The letters storage has a base_url: originals would get an address.", id="portal.E004")


@register(Tags.files)
def check_reading_data(**_kwargs: Any) -> Iterable[CheckMessage]:
    """Without Dutch reading data scans end as letters without text."""
    if not (settings.TESSDATA_DIR / "nld.traineddata").exists():
        yield Warning(
            "TESSDATA_DIR has no nld.traineddata: scanned letters cannot be read.",
            hint="Run 'make setup', or point TESSDATA_DIR at a directory that has it.",
            id="portal.W001",
        )
