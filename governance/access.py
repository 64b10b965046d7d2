"""THE permission rules, all of them (design: who may see what). Lists and pages ask the same functions.

- openbaar: everyone, once published;
- besloten: raadsleden, griffie and readers of the gemeenten or regions with which a person shared it;
- drafts: the owner's griffie (regiogriffie) only;
- beheer gives no right to read drafts or besloten letters, nor does being a superuser.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from django.db.models import Q

from governance.scope import Scope
from governance.vocabulary import Level, Role


class Guarded(Protocol):
    """What the rules look at: the columns of an Audience."""

    level: str | None
    owner_gemeente_id: int | None
    owner_region_id: int | None
    shared_with: list[str]


def owned_q(scope: Scope) -> Q:
    """Rows that the asking griffie handles itself, drafts included."""
    return Q(owner_gemeente_id__in=scope.owner_gemeenten) | Q(owner_region_id__in=scope.owner_regions)


def readable_q(scope: Scope) -> Q:
    """Rows published for this reader; ownership apart."""
    query = Q(level=Level.PUBLIC)
    if scope.reader_keys:
        query |= Q(level=Level.RESTRICTED, shared_with__overlap=sorted(scope.reader_keys))
    return query


def visible_q(scope: Scope) -> Q:
    """Rows that this user may see at all."""
    return readable_q(scope) | owned_q(scope)


def may_see(scope: Scope, row: Guarded) -> bool:
    """Whether this user may see this row: the same rule as ``visible_q``, for one row in hand."""
    if may_handle(scope, row) or row.level == Level.PUBLIC:
        return True
    return row.level == Level.RESTRICTED and not scope.reader_keys.isdisjoint(row.shared_with)


def may_handle(scope: Scope, row: Guarded) -> bool:
    """Whether this user checks, publishes and withdraws this row: its owner's griffie."""
    return row.owner_gemeente_id in scope.owner_gemeenten or row.owner_region_id in scope.owner_regions


def may_answer(scope: Scope, gemeente_id: int) -> bool:
    """Whether this user writes the answer of this gemeente in a round it may see: its own griffie."""
    return gemeente_id in scope.owner_gemeenten


def may_keep(scope: Scope, found: Guarded, region_id: int | None) -> bool:
    """Whether this user keeps a round of this region that it may see, for all gemeenten: whoever handles the round,
    and the griffie of the region. They say what the board did, never what a raad writes."""
    return may_handle(scope, found) or region_id in scope.owner_regions


def may_grant(scope: Scope, role: str, *, gemeente_id: int | None, region_id: int | None) -> bool:
    """Whether this user may grant or end this role.

    Functioneel beheer grants everything; beheer without a region the same save functioneel beheer itself; beheer of
    a region grants within that region (the caller passes the region a gemeente lies in today).
    """
    if scope.holds(Role.FUNCTIONAL_MANAGER):
        return True
    if role == Role.FUNCTIONAL_MANAGER:
        return False
    managed = [grant for grant in scope.grants if grant.role == Role.MANAGER]
    if any(grant.region_id is None and grant.gemeente_id is None for grant in managed):
        return True
    if role == Role.MANAGER:
        return False
    return any(
        (region_id is not None and grant.region_id == region_id)
        or (gemeente_id is not None and grant.gemeente_id == gemeente_id)
        for grant in managed
    )


def may_curate(scope: Scope, regions: Collection[int]) -> bool:
    """Whether this user may change a structure that belongs to these regions (``belonging.home_regions``).

    Functioneel beheer and beheer without a place change everything; beheer of a region only what belongs to regions of
    its own, so nothing that belongs to none.
    """
    if may_curate_everything(scope):
        return True
    own = {grant.region_id for grant in scope.grants if grant.role == Role.MANAGER and grant.region_id is not None}
    return bool(regions) and own.issuperset(regions)


def may_curate_everything(scope: Scope) -> bool:
    """Whether this user keeps the structures of all regions: imports, herindelingen, divisions into regions."""
    return any(
        grant.role in {Role.MANAGER, Role.FUNCTIONAL_MANAGER} and grant.region_id is None and grant.gemeente_id is None
        for grant in scope.grants
    )
