"""A portal in which nothing was loaded yet."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command


@pytest.mark.django_db
def test_the_demo_asks_for_reference_data_first() -> None:
    with pytest.raises(CommandError, match="load_reference_data"):
        call_command("load_demo", password="x")
