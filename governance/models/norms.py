"""Norms such as the Norm voor Opdrachtgeverschap: versioned sets of items, and how far each region meets them."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.models.decisions import Decision
from governance.models.places import Region
from governance.models.sources import Source
from governance.vocabulary import NormStatus


@pghistory.track()
class NormSet(models.Model):
    """A norm as one source lists it. Sources that count differently are different sets, kept side by side."""

    name = models.CharField("naam", max_length=200)
    version = models.CharField("versie", max_length=100)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="norm_sets", verbose_name="vastgesteld bij"
    )
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="bron")

    class Meta:
        verbose_name = "norm"
        verbose_name_plural = "normen"
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="governance_norm_set_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.version})"


@pghistory.track()
class NormItem(models.Model):
    """One agreement of a norm, in the order of its source."""

    norm_set = models.ForeignKey(NormSet, models.CASCADE, related_name="items", verbose_name="norm")
    order = models.PositiveSmallIntegerField("volgorde")
    text = models.CharField("afspraak", max_length=400)

    class Meta:
        verbose_name = "afspraak van een norm"
        verbose_name_plural = "afspraken van normen"
        ordering = ["norm_set", "order"]
        constraints = [models.UniqueConstraint(fields=["norm_set", "order"], name="governance_norm_item_once")]

    def __str__(self) -> str:
        return f"{self.order}. {self.text}"


@pghistory.track()
class NormAssessment(models.Model):
    """How far a region met one item, as a source said on a day; a later day is a new row."""

    item = models.ForeignKey(NormItem, models.PROTECT, related_name="assessments", verbose_name="afspraak")
    region = models.ForeignKey(Region, models.PROTECT, related_name="norm_assessments", verbose_name="regio")
    date = models.DateField("op")
    status = models.CharField("stand", max_length=10, choices=NormStatus.choices())
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="bron")

    class Meta:
        verbose_name = "stand van een norm"
        verbose_name_plural = "standen van normen"
        ordering = ["item", "region__name", "-date"]
        constraints = [
            models.UniqueConstraint(fields=["item", "region", "date"], name="governance_assessment_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.region}: {NormStatus(self.status).label}"
