"""Sub-regions: gemeenten of one region that prepare matters together."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap


@pghistory.track()
class SubRegion(ValidPeriod):
    """A part of a region with a name of its own."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="sub_regions", verbose_name="regio")
    name = models.CharField("naam", max_length=100)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "subregio"
        verbose_name_plural = "subregio's"
        ordering = ["region", "name"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            models.UniqueConstraint(fields=["region", "name"], name="governance_sub_region_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.region})"


@pghistory.track()
class SubRegionMembership(ValidPeriod):
    """A gemeente belongs to a sub-region between two dates."""

    sub_region = models.ForeignKey(SubRegion, models.CASCADE, related_name="memberships", verbose_name="subregio")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="+", verbose_name="gemeente")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "gemeente in een subregio"
        verbose_name_plural = "gemeenten in subregio's"
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_sub_membership_no_overlap", "sub_region", "gemeente"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} in {self.sub_region}"
