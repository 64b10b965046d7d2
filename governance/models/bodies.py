"""Bodies (organen): boards, councils, committees and tables, each with at most one parent."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.models.organisations import Organisation
from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod
from governance.vocabulary import BodyKind, Competence

NO_TWO_PARENTS = (
    Q(region__isnull=True, organisation__isnull=True)
    | Q(region__isnull=True, gemeente__isnull=True)
    | Q(organisation__isnull=True, gemeente__isnull=True)
)


@pghistory.track()
class Body(ValidPeriod):
    """A body of a region, an organisation or a gemeente (never two of them), between founding and end."""

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField("adres", max_length=80)
    kind = models.CharField("soort", max_length=30, choices=BodyKind.choices())
    competence = models.CharField("bevoegdheid", max_length=10, choices=Competence.choices())
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name="regio"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name="organisatie"
    )
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name="gemeente"
    )
    expected_seats = models.PositiveSmallIntegerField("aantal zetels", null=True, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "orgaan"
        verbose_name_plural = "organen"
        ordering = ["name"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=NO_TWO_PARENTS,
                name="governance_body_one_parent",
                violation_error_message="Een orgaan hoort bij één regio, organisatie of gemeente. Kies er één.",
            ),
            models.UniqueConstraint(
                fields=["region", "organisation", "gemeente", "slug"],
                nulls_distinct=False,
                name="governance_body_slug_in_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def home_region(self) -> Region | None:
        """The region on whose pages this body stands: its own, or its organisation's."""
        if self.region is not None:
            return self.region
        return self.organisation.region if self.organisation is not None else None

    @property
    def full_name(self) -> str:
        """The name with the parent behind it where the name alone is ambiguous ("Algemeen Bestuur DG&J")."""
        parent = self.organisation or self.gemeente
        if parent is None or parent.name in self.name:
            return self.name
        return f"{self.name} {parent.name}"

    def get_absolute_url(self) -> str:
        """The body's page, under its gemeente or its region; a body without either stands under its organisation."""
        if self.gemeente is not None:
            return reverse("gemeente_body", args=[self.gemeente.slug, self.slug])
        if (region := self.home_region) is not None:
            return reverse("region_body", args=[region.slug, self.slug])
        if self.organisation is not None:
            return self.organisation.get_absolute_url()
        return reverse("home")

    @property
    def register_key(self) -> str:
        """The natural key that reading uses for this body."""
        if self.gemeente is not None:
            return f"orgaan:{self.gemeente.code}/{self.slug}"
        if self.organisation is not None:
            return f"orgaan:{self.organisation.slug}/{self.slug}"
        return f"orgaan:regio/{self.region.slug}/{self.slug}" if self.region is not None else f"orgaan:/{self.slug}"
