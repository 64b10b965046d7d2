"""Which rows of the index a user may find at all: the basis of every count, facet, snippet and suggestion."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.access import owned_q, readable_q
from governance.scope import Scope
from governance.search_index import SearchEntry
from governance.vocabulary import Side


def rows_for(scope: Scope) -> QuerySet[Any]:
    """Public rows published for this user, and a griffie's own staff rows of what is not published for it."""
    public = Q(side=Side.PUBLIC) & readable_q(scope)
    if not scope.can_use_worklist:
        return SearchEntry.objects.filter(public)
    # Both rows of a thing have one owner: without it PostgreSQL would read the public rows of all owners first.
    published = SearchEntry.objects.filter(
        readable_q(scope), owned_q(scope), side=Side.PUBLIC, kind=OuterRef("kind"), object_id=OuterRef("object_id")
    )
    return SearchEntry.objects.filter(public | (Q(side=Side.STAFF) & owned_q(scope) & ~Exists(published)))
