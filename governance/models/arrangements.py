"""Gemeenschappelijke regelingen: their texts over time and which organ of which gemeente takes part."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.models.organisations import Organisation
from governance.models.places import Gemeente
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import ParticipantOrgan


@pghistory.track()
class ArrangementVersion(ValidPeriod):
    """One text of a gemeenschappelijke regeling, as published (CVDR), while it was in force."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="arrangement_versions", verbose_name="gemeenschappelijke regeling"
    )
    number = models.CharField("nummer", max_length=60)
    title = models.CharField("titel", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "tekst van een regeling"
        verbose_name_plural = "teksten van regelingen"
        ordering = ["organisation", "-valid_from"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_arrangement_one_text", "organisation"),
            models.UniqueConstraint(fields=["organisation", "number"], name="governance_arrangement_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.number})"


@pghistory.track()
class ArrangementParticipant(ValidPeriod):
    """An organ of a gemeente takes part in a gemeenschappelijke regeling (Wgr 1); ``partial``: for some tasks only."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="participants", verbose_name="gemeenschappelijke regeling"
    )
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="arrangements", verbose_name="gemeente")
    organ = models.CharField("orgaan van de gemeente", max_length=15, choices=ParticipantOrgan.choices())
    partial = models.BooleanField("voor een deel van de taken", default=False)
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "deelname aan een regeling"
        verbose_name_plural = "deelnames aan regelingen"
        ordering = ["organisation", "gemeente__name"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_participant_no_overlap", "organisation", "gemeente", "text:organ"),
        ]

    def __str__(self) -> str:
        return f"{ParticipantOrgan(self.organ).label} {self.gemeente} in {self.organisation}"
