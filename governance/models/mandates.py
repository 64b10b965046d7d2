"""Mandates: who does something for whom, on what footing and between which dates ("wie gaat waarover")."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from governance.models.bodies import Body
from governance.models.organisations import Organisation
from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod
from governance.vocabulary import MandateKind


def _at_most_one(side: str) -> Q:
    fields = [f"{side}_body", f"{side}_organisation", f"{side}_gemeente"]
    query = Q(**{f"{field}__isnull": True for field in fields})
    for chosen in fields:
        query |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return query


@pghistory.track()
class Mandate(ValidPeriod):
    """From an organ to an organ or unit, for a subject, between two dates.

    Each side is one record of the register or, where the text says "each gemeente", words. A task that nobody handed
    over (a raad sets frameworks) has no giver.
    """

    kind = models.CharField("soort", max_length=15, choices=MandateKind.choices())
    subject = models.CharField("waarover", max_length=300)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name="regio"
    )
    giver_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="mandates_given", verbose_name="van orgaan"
    )
    giver_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mandates_given",
        verbose_name="van organisatie",
    )  # fmt: skip
    giver_gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="mandates_given", verbose_name="van gemeente"
    )
    giver_text = models.CharField("van, in woorden", max_length=200, blank=True)
    holder_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="mandates_held", verbose_name="aan orgaan"
    )
    holder_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mandates_held",
        verbose_name="aan organisatie",
    )  # fmt: skip
    holder_gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="mandates_held", verbose_name="aan gemeente"
    )
    holder_text = models.CharField("aan, in woorden", max_length=200, blank=True)
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "mandaat of taak"
        verbose_name_plural = "mandaten en taken"
        ordering = ["subject"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            models.CheckConstraint(condition=_at_most_one("giver"), name="governance_mandate_one_giver"),
            models.CheckConstraint(condition=_at_most_one("holder"), name="governance_mandate_one_holder"),
            models.CheckConstraint(
                condition=Q(holder_body__isnull=False)
                | Q(holder_organisation__isnull=False)
                | Q(holder_gemeente__isnull=False)
                | ~Q(holder_text=""),
                name="governance_mandate_has_holder",
                violation_error_message="Kies wie de taak heeft, of schrijf het in woorden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name}: {self.subject}"

    @property
    def holder_name(self) -> str:
        """Who has the task, in words for people."""
        record = self.holder_body or self.holder_organisation or self.holder_gemeente
        return getattr(record, "full_name", str(record)) if record is not None else self.holder_text

    @property
    def giver_name(self) -> str:
        """Who handed it over, in words for people; empty for a task of one's own."""
        record = self.giver_body or self.giver_organisation or self.giver_gemeente
        return getattr(record, "full_name", str(record)) if record is not None else self.giver_text
