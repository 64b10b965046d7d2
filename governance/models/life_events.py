"""What happened to a body: announced, founded, renamed, merged, ended, and by which decision."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from governance.models.bodies import Body
from governance.models.decisions import Decision
from governance.models.sources import Source
from governance.vocabulary import LifeEventKind, Precision


@pghistory.track()
class BodyLifeEvent(models.Model):
    """One moment in the life of a body. Its period (Body.valid_from/until) says when it exists; this says why.

    An announced body does not exist yet: announcing changes no period. ``decision`` may be hidden from a reader, so
    pages show it only through ``Decision.objects.visible_to``.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="life_events", verbose_name="orgaan")
    kind = models.CharField("gebeurtenis", max_length=12, choices=LifeEventKind.choices())
    date = models.DateField("datum", null=True, blank=True)
    date_precision = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    successor = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="predecessor_events", verbose_name="gaat verder als"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="body_events", verbose_name="door besluit"
    )
    note = models.CharField("toelichting", max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    class Meta:
        verbose_name = "gebeurtenis van een orgaan"
        verbose_name_plural = "gebeurtenissen van organen"
        ordering = ["body", "date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(kind__in=[LifeEventKind.MERGED, LifeEventKind.RENAMED]),
                name="governance_body_event_successor_only_when_it_goes_on",
                violation_error_message="Alleen een orgaan dat opgaat in een ander of hernoemd is, kan verdergaan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {LifeEventKind(self.kind).label}"
