"""Rebuilding the search table while people publish and withdraw.

A module of its own: the other commands are tested on reference data that stays in an open transaction.
"""

from __future__ import annotations

import contextlib
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection

from documents import publication
from documents.indexing import index_letter
from documents.models import LetterVersion
from governance.models import SearchEntry
from governance.vocabulary import ObjectKind, Side
from portal.management.commands import rebuild_search
from tests.factories import UserFactory, published_letter


@pytest.mark.django_db(transaction=True)
def test_a_letter_withdrawn_during_a_rebuild_cannot_be_found_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    letter, user = published_letter(), UserFactory()

    def withdraw() -> None:
        try:
            publication.withdraw(letter, reason="Onjuist.", for_privacy=False, user=user)
        finally:
            connection.close()

    def index_letter_and_let_it_be_withdrawn(version: LetterVersion) -> None:
        index_letter(version)
        withdrawals.append(pool.submit(withdraw))
        with contextlib.suppress(TimeoutError):
            withdrawals[0].result(timeout=1)

    index_letter(LetterVersion.objects.select_related("letter").get())
    withdrawals: list[Future[None]] = []
    monkeypatch.setattr(rebuild_search, "index_letter", index_letter_and_let_it_be_withdrawn)
    with ThreadPoolExecutor(1) as pool:
        call_command("rebuild_search")
        withdrawals[0].result(timeout=20)
    assert not SearchEntry.objects.filter(kind=ObjectKind.LETTER, side=Side.PUBLIC).exists()
