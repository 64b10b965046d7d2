"""Audience: the columns that say who owns a row and who may read it."""

from __future__ import annotations

from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from governance.access import owned_q, readable_q, visible_q
from governance.scope import Scope
from governance.vocabulary import Level


class AudienceQuerySet(models.QuerySet[Any]):
    """Rows with an audience, always asked for somebody."""

    def visible_to(self, scope: Scope) -> Self:
        """Rows this user may see: published for them, or handled by them."""
        return self.filter(visible_q(scope))

    def readable_by(self, scope: Scope) -> Self:
        """Rows published for this user; drafts and withdrawn rows never."""
        return self.filter(readable_q(scope))

    def handled_by(self, scope: Scope) -> Self:
        """Rows of which this user is the griffie, drafts included."""
        return self.filter(owned_q(scope))


class Audience(models.Model):
    """Who owns a row (one gemeente or one region) and for whom it is published; no level means nobody else."""

    level = models.CharField("openbaarheid", max_length=10, choices=Level.choices(), null=True, blank=True)  # noqa: DJ001 - null: not published, by the rules in access.py
    owner_gemeente = models.ForeignKey(
        "governance.Gemeente", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    owner_region = models.ForeignKey(
        "governance.Region", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="regio"
    )
    shared_with = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        verbose_name="gedeeld met",
        help_text="Sleutels van gemeenten en regio's die een besloten stuk mogen lezen.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_gemeente__isnull=True) | Q(owner_region__isnull=True),
                name="%(app_label)s_%(class)s_one_owner",
            ),
            models.CheckConstraint(
                condition=~Q(level=Level.RESTRICTED) | Q(shared_with__len__gt=0),
                name="%(app_label)s_%(class)s_restricted_is_shared",
            ),
        ]
