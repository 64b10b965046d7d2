"""Who asks: a frozen value, made once per request, that access rules look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from governance.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that holds today, for a gemeente, a region, or (both None) everywhere."""

    role: Role
    gemeente_id: int | None = None
    region_id: int | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The asking user and what today's roles give.

    ``reader_keys`` are the keys (see ``Gemeente.share_key``) with which besloten letters may have been shared.
    """

    user_id: int | None = None
    grants: tuple[Grant, ...] = ()
    reader_keys: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody is logged in."""
        return self.user_id is None

    def holds(self, *roles: Role) -> bool:
        """Whether one of these roles holds, wherever."""
        return any(grant.role in roles for grant in self.grants)

    @property
    def owner_gemeenten(self) -> frozenset[int]:
        """Gemeenten whose drafts this user handles as griffie."""
        return frozenset(g.gemeente_id for g in self.grants if g.role == Role.GRIFFIE and g.gemeente_id is not None)

    @property
    def owner_regions(self) -> frozenset[int]:
        """Regions whose drafts this user handles as regiogriffie."""
        return frozenset(
            g.region_id for g in self.grants if g.role == Role.REGIONAL_GRIFFIE and g.region_id is not None
        )

    @property
    def can_use_worklist(self) -> bool:
        """Whether this user uploads, checks and publishes letters."""
        return bool(self.owner_gemeenten or self.owner_regions)

    @property
    def can_manage_roles(self) -> bool:
        """Whether this user grants and ends roles."""
        return self.holds(Role.MANAGER, Role.FUNCTIONAL_MANAGER)


ANONYMOUS = Scope()
