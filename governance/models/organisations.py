"""Organisations: gemeenschappelijke regelingen, uitvoeringsorganisaties, foundations and others."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse

from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod
from governance.vocabulary import OrganisationKind


@pghistory.track()
class Organisation(ValidPeriod):
    """An organisation in or around youth care, between its founding and its end.

    ``successor`` is the organisation into which it went. ``ended_by`` may be hidden from a reader, so pages show it
    only through ``Decision.objects.visible_to``.
    """

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField("adres", max_length=80, unique=True)
    kind = models.CharField("soort", max_length=30, choices=OrganisationKind.choices())
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="regio"
    )
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="gemeente"
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="gaat verder als"
    )
    ended_by = models.ForeignKey(
        "governance.Decision", models.PROTECT, null=True, blank=True, related_name="ended_organisations",
        verbose_name="beëindigd bij besluit",
    )  # fmt: skip
    tooi_uri = models.URLField("TOOI", max_length=200, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The organisation's page."""
        return reverse("organisation", args=[self.slug])

    @property
    def register_key(self) -> str:
        """The natural key that reading uses for this organisation."""
        return f"organisatie:{self.slug}"
