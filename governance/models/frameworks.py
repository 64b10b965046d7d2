"""Frameworks (kaders): inkoopkader, regiovisie, beleidsplan and the like, their versions, segments and steps."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from governance.audience import Audience, AudienceQuerySet
from governance.models.decisions import Decision
from governance.models.dossiers import Dossier
from governance.models.organisations import Organisation
from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import FrameworkKind


class FrameworkQuerySet(PeriodQuerySet, AudienceQuerySet):  # type: ignore[override]  # both offer as_manager, each for itself
    """Frameworks by date and by reader."""


@pghistory.track()
class Framework(ValidPeriod, Audience):
    """A text that sets the frame for a region, gemeente or organisation; the period is when it is in force.

    ``decision`` adopted it; pages show it only through ``Decision.objects.visible_to``.
    """

    name = models.CharField("naam", max_length=200)
    slug = models.SlugField("adres", max_length=80, unique=True)
    kind = models.CharField("soort", max_length=20, choices=FrameworkKind.choices())
    number = models.CharField("nummer in het RIS", max_length=100, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="frameworks", verbose_name="regio"
    )
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="frameworks", verbose_name="gemeente"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="frameworks", verbose_name="organisatie"
    )
    elaborates = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="elaborations", verbose_name="werkt uit"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="frameworks", verbose_name="vastgesteld bij"
    )
    aims = ArrayField(models.CharField(max_length=300), default=list, blank=True, verbose_name="doelen")
    scope = models.CharField("waarover", max_length=300, blank=True)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="frameworks", verbose_name="dossier"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = "kader"
        verbose_name_plural = "kaders"
        ordering = ["name"]
        constraints = [*ValidPeriod.Meta.constraints, *Audience.Meta.constraints]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The framework's page."""
        return reverse("framework", args=[self.slug])


@pghistory.track()
class FrameworkVersion(ValidPeriod):
    """One version of a framework, while it was in force."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="versions", verbose_name="kader")
    label = models.CharField("versie", max_length=60)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="vastgesteld bij"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "versie van een kader"
        verbose_name_plural = "versies van kaders"
        ordering = ["framework", "-valid_from"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_framework_one_version", "framework"),
            models.UniqueConstraint(fields=["framework", "label"], name="governance_framework_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.framework}, {self.label}"


@pghistory.track()
class Segment(models.Model):
    """A part of care that an inkoopkader buys as one ("4a Specialistisch algemeen")."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="segments", verbose_name="kader")
    code = models.CharField("code", max_length=10)
    name = models.CharField("naam", max_length=200)

    class Meta:
        verbose_name = "segment"
        verbose_name_plural = "segmenten"
        ordering = ["framework", "code"]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="governance_segment_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track()
class FrameworkStep(models.Model):
    """A step on the way to a framework ("evaluatie van het huidige kader"), in order."""

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="steps", verbose_name="kader")
    order = models.PositiveSmallIntegerField("volgorde")
    text = models.CharField("stap", max_length=300)

    class Meta:
        verbose_name = "stap naar een kader"
        verbose_name_plural = "stappen naar kaders"
        ordering = ["framework", "order"]
        constraints = [models.UniqueConstraint(fields=["framework", "order"], name="governance_step_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"
