"""Users, who log in with their e-mail address, and the dated roles they hold for a gemeente or region."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from governance.models.places import Gemeente, Region
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import Role


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user; without a password nobody can log in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a user who may enter /admin/; this gives no right to read letters."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """An account; what it may do is in its role assignments, not here."""

    username = None  # type: ignore[assignment] # the e-mail address is the login
    email = models.EmailField("e-mailadres", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment] # no username

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["email"]

    def __str__(self) -> str:
        return self.email


GEMEENTE_ROLES = [Role.COUNCILLOR, Role.GRIFFIE]
REGION_ROLES = [Role.REGIONAL_GRIFFIE]


@pghistory.track()
class RoleAssignment(ValidPeriod):
    """A user holds a role for a gemeente or region between two dates, granted by somebody."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name="gebruiker")
    role = models.CharField("rol", max_length=20, choices=Role.choices())
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="regio")
    granted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="toegekend door"
    )

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        constraints = [
            *ValidPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=Q(gemeente__isnull=True) | Q(region__isnull=True), name="governance_role_one_place"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=GEMEENTE_ROLES) | Q(gemeente__isnull=False),
                name="governance_role_needs_gemeente",
                violation_error_message="Deze rol geldt voor één gemeente. Kies een gemeente.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=REGION_ROLES) | Q(region__isnull=False),
                name="governance_role_needs_region",
                violation_error_message="Deze rol geldt voor één regio. Kies een regio.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.RESTRICTED_READER) | Q(gemeente__isnull=False) | Q(region__isnull=False),
                name="governance_role_reader_needs_place",
                violation_error_message="Kies de gemeente of regio waarvan deze gebruiker besloten stukken mag lezen.",
            ),
            no_overlap(
                "governance_role_gemeente_no_overlap",
                "user",
                "text:role",
                "gemeente",
                condition=Q(gemeente__isnull=False),
            ),
            no_overlap(
                "governance_role_region_no_overlap",
                "user",
                "text:role",
                "region",
                condition=Q(region__isnull=False),
            ),
            no_overlap(
                "governance_role_general_no_overlap",
                "user",
                "text:role",
                condition=Q(gemeente__isnull=True, region__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        place = self.gemeente or self.region
        return Role(self.role).label + (f" {place}" if place else "")
