"""Every factory makes a row that the database accepts."""

from __future__ import annotations

import inspect

import pytest
from django.db.models import Model
from factory.django import DjangoModelFactory

from tests import factories

FACTORIES = [
    member
    for _, member in inspect.getmembers(factories, inspect.isclass)
    if issubclass(member, DjangoModelFactory) and member is not DjangoModelFactory
]


@pytest.mark.django_db
@pytest.mark.parametrize("make", FACTORIES, ids=lambda make: make.__name__)
def test_a_factory_makes_a_row_that_passes_its_own_rules_twice(make: type[DjangoModelFactory]) -> None:
    for _ in range(2):
        row: Model = make()
        assert row.pk is not None
        row.clean()
        row.validate_constraints()


@pytest.mark.django_db
def test_a_withdrawn_letter_has_no_level_left() -> None:
    assert factories.withdrawn_letter().level is None
