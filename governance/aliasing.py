"""Adding and taking away ways of writing, with search brought up to date; both can be taken back from the history."""

from __future__ import annotations

from django.db import transaction

from governance.errors import RuleBroken
from governance.history import because
from governance.indexing import index_all
from governance.models import Alias
from governance.models.aliases import TARGETS
from governance.undoing import named_by, save_checked
from governance.vocabulary import AliasKind


@transaction.atomic
def add_alias(alias: Alias, *, reason: str) -> Alias:
    """Record a way of writing. RuleBroken when the record has it already in that period."""
    targets = {f"{name}_id": getattr(alias, f"{name}_id") for name in TARGETS}
    same = Alias.objects.filter(text__iexact=alias.text, **targets)
    if same.overlapping(alias.valid_from, alias.valid_until).exists():
        raise RuleBroken(f"‘{alias.text}’ staat er al als schrijfwijze. Kies andere woorden of een andere periode.")
    with because(reason):
        save_checked(alias)
    return alias


@transaction.atomic
def remove_alias(alias: Alias, *, reason: str) -> int:
    """Take a way of writing away; returns how many rows that were (1). An official name stays: RuleBroken."""
    if alias.kind == AliasKind.NAME:
        raise RuleBroken("Dit is een officiële naam uit een eerdere tijd. Die blijft staan, zodat oude datums kloppen.")
    owners = named_by(alias)
    with because(reason):
        count, _ = Alias.objects.filter(pk=alias.pk).delete()
        index_all(owners)
    return count
