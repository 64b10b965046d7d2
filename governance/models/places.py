"""Regions and gemeenten, which gemeente lies where and when, and what became of gemeenten that merged."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse

from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import SuccessionKind


@pghistory.track()
class Region(models.Model):
    """A jeugdregio. Its identity never changes; which gemeenten it holds is a dated membership."""

    name = models.CharField("naam", max_length=100)
    slug = models.SlugField("adres", max_length=80, unique=True)
    cbs_code = models.CharField("CBS-code", max_length=10, unique=True)

    class Meta:
        verbose_name = "regio"
        verbose_name_plural = "regio's"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The region's page."""
        return reverse("region", args=[self.slug])

    @property
    def share_key(self) -> str:
        """The stable key by which a besloten row is shared with this region."""
        return f"regio:{self.slug}"

    @property
    def register_key(self) -> str:
        """The natural key that reading uses for this region."""
        return f"regio:{self.slug}"


@pghistory.track()
class Gemeente(ValidPeriod):
    """A gemeente by its CBS code; it exists from its founding until a herindeling ends it."""

    name = models.CharField("naam", max_length=100)
    slug = models.SlugField("adres", max_length=80, unique=True)
    code = models.CharField("CBS-code", max_length=6, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The gemeente's page."""
        return reverse("gemeente", args=[self.slug])

    @property
    def tooi_uri(self) -> str:
        """The gemeente's identifier in TOOI, the government's register of organisations."""
        return f"https://identifier.overheid.nl/tooi/id/gemeente/{self.code.lower()}"

    @property
    def share_key(self) -> str:
        """The stable key by which a besloten row is shared with this gemeente."""
        return self.code

    @property
    def register_key(self) -> str:
        """The natural key that reading uses for this gemeente."""
        return f"gemeente:{self.code}"


@pghistory.track()
class GemeenteSuccession(models.Model):
    """On this date one gemeente went over into another (herindeling) or went on under another name."""

    date = models.DateField("datum")
    kind = models.CharField("soort", max_length=12, choices=SuccessionKind.choices())
    old = models.ForeignKey(Gemeente, models.PROTECT, related_name="successions", verbose_name="van")
    new = models.ForeignKey(Gemeente, models.PROTECT, related_name="predecessions", verbose_name="naar")
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    class Meta:
        verbose_name = "herindeling"
        verbose_name_plural = "herindelingen"
        ordering = ["date", "old__name"]
        constraints = [
            models.UniqueConstraint(fields=["date", "old", "new", "kind"], name="governance_succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.old} {SuccessionKind(self.kind).label} {self.new}"


@pghistory.track()
class RegionDefinition(models.Model):
    """One authority's division of gemeenten into regions, as it stood on the peil date."""

    authority = models.CharField("wie bepaalt", max_length=60)
    peil_date = models.DateField("peildatum")
    title = models.CharField("titel", max_length=200)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="bron")

    class Meta:
        verbose_name = "regio-indeling"
        verbose_name_plural = "regio-indelingen"
        ordering = ["-peil_date"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "peil_date"], name="governance_definition_once"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class RegionMembership(ValidPeriod):
    """A gemeente lies in a region, by one definition, between two dates."""

    definition = models.ForeignKey(RegionDefinition, models.CASCADE, related_name="memberships")
    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships", verbose_name="regio")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="memberships", verbose_name="gemeente")
    assumed = models.BooleanField(
        "aangenomen",
        default=False,
        help_text="Voor deze periode is geen bron; de eerst bekende indeling is aangenomen.",
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="bron")
    note = models.CharField("toelichting", max_length=300, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "indeling van een gemeente"
        verbose_name_plural = "indelingen van gemeenten"
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_membership_no_overlap", "definition", "gemeente"),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} in {self.region}"
