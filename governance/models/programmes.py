"""Programmes that run in a region, gemeente or organisation."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.audience import Audience, AudienceQuerySet
from governance.models.places import Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod
from governance.vocabulary import ProgrammeScope


class ProgrammeQuerySet(PeriodQuerySet, AudienceQuerySet):  # type: ignore[override]  # both offer as_manager, each for itself
    """Programmes by date and by reader."""


@pghistory.track()
class Programme(ValidPeriod, Audience):
    """A programme of a region: goals, period, area."""

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField("adres", max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="programmes", verbose_name="regio")
    scope = models.CharField("reikwijdte", max_length=20, choices=ProgrammeScope.choices())
    goals = models.TextField("doelen", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "programma"
        verbose_name_plural = "programma's"
        ordering = ["name"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            *Audience.Meta.constraints,
            models.UniqueConstraint(fields=["region", "slug"], name="governance_programme_slug_in_region"),
            models.CheckConstraint(condition=~Q(slug=""), name="governance_programme_has_slug"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The programme's page under its region."""
        return reverse("region_programme", args=[self.region.slug, self.slug])

    @property
    def register_key(self) -> str:
        """The natural key that reading uses for this programme."""
        return f"programma:{self.region.slug}/{self.slug}"
