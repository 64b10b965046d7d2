"""Meetings of bodies, and of raden together."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from governance.models.bodies import Body
from governance.models.places import Region
from governance.models.sources import Source
from governance.vocabulary import Precision


@pghistory.track()
class Meeting(models.Model):
    """A meeting of one body, or of several raden in a region (then ``body`` is empty and ``region`` is not)."""

    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="orgaan"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="regio"
    )
    title = models.CharField("onderwerp", max_length=200, blank=True)
    date = models.DateField("datum")
    end_date = models.DateField("laatste dag", null=True, blank=True)
    date_precision = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ["-date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False) | Q(region__isnull=False),
                name="governance_meeting_is_of_somebody",
                violation_error_message="Kies het orgaan dat vergadert, of de regio.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__isnull=True) | Q(end_date__gte=F("date")),
                name="governance_meeting_begins_before_end",
                violation_error_message="De laatste dag ligt voor de eerste. Pas een van de twee aan.",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"vergadering {self.body}"
