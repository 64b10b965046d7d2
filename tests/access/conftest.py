"""The world of the access tests, built once for a module; every test rolls its own changes back inside it."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from portal import health
from tests.access.procedures import add_procedures
from tests.access.visits import Browser, browsers_of
from tests.access.world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Two gemeenten, everybody's role, and a thing in every state."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield add_procedures(build())
        transaction.set_rollback(True)


@pytest.fixture
def browsers(world: World, db: None) -> dict[str, Browser]:
    """A browser per asker, by name."""
    return browsers_of(world)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of refusals need no line in the log each, and no worker is waited for."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    monkeypatch.setattr(health, "ANSWER_SECONDS", 0.02)
