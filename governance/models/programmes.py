"""Programmes that run in a region, gemeente or organisation."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.audience import Audience, AudienceQuerySet
from governance.models.bodies import Body
from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod
from governance.vocabulary import Precision, ProgrammeScope


class ProgrammeQuerySet(PeriodQuerySet, AudienceQuerySet):  # type: ignore[override]  # both offer as_manager, each for itself
    """Programmes by date and by reader."""


@pghistory.track()
class Programme(ValidPeriod, Audience):
    """A programme of a region or, where ``gemeente`` is set, of one gemeente in it: goals, themes, period, area."""

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField("adres", max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, related_name="programmes", verbose_name="regio")
    scope = models.CharField("reikwijdte", max_length=20, choices=ProgrammeScope.choices())
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name="van één gemeente"
    )
    goals = models.TextField("doelen", blank=True)
    themes = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name="thema's")
    client = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="programmes", verbose_name="bestuurlijk opdrachtgever"
    )
    evaluation_date = models.DateField("evaluatie", null=True, blank=True)
    evaluation_precision = models.CharField(
        "nauwkeurigheid evaluatie", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    expected_projects = models.PositiveSmallIntegerField("aantal projecten of opgaven", null=True, blank=True)
    share_key = models.CharField("verdeelsleutel, in woorden", max_length=300, blank=True)
    cashier = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kassier"
    )
    note = models.CharField("toelichting", max_length=300, blank=True)
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
