"""Commitments: what was promised or announced to whom, in its own words and with the interval they leave."""

from __future__ import annotations

import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance.audience import Audience, AudienceQuerySet
from governance.models.bodies import Body
from governance.models.dossiers import Dossier
from governance.models.people import Person
from governance.models.places import Region
from governance.models.sources import Source
from governance.vocabulary import CommitmentKind, CommitmentStatus, Granularity


@pghistory.track()
class Commitment(Audience):
    """A toezegging or aankondiging. ``earliest`` and ``latest`` are inclusive, either may be empty: the text's own
    interval, never an invented date. Overdue only after the interval."""

    kind = models.CharField("soort", max_length=15, choices=CommitmentKind.choices())
    subject = models.CharField("wat", max_length=400)
    made_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="commitments_made", verbose_name="door orgaan"
    )
    made_by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name="door"
    )
    made_by_text = models.CharField("door, in woorden", max_length=200, blank=True)
    made_to = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="commitments_received", verbose_name="aan orgaan"
    )
    made_to_text = models.CharField("aan, in woorden", max_length=200, blank=True)
    made_on = models.DateField("gedaan op", null=True, blank=True)
    words = models.CharField("wanneer, in de woorden van de tekst", max_length=200, blank=True)
    earliest = models.DateField("niet eerder dan", null=True, blank=True)
    latest = models.DateField("uiterlijk", null=True, blank=True)
    granularity = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Granularity.choices(), default=Granularity.VAGUE
    )
    status = models.CharField("stand", max_length=10, choices=CommitmentStatus.choices(), default=CommitmentStatus.OPEN)
    settled_on = models.DateField("afgedaan op", null=True, blank=True)
    settled_by = models.CharField("waarmee afgedaan", max_length=300, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name="regio"
    )
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="commitments", verbose_name="dossier"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        ordering = [F("latest").asc(nulls_last=True), "id"]
        constraints = [
            *Audience.Meta.constraints,
            models.CheckConstraint(
                condition=Q(earliest__isnull=True) | Q(latest__isnull=True) | Q(earliest__lte=F("latest")),
                name="governance_commitment_begins_before_end",
                violation_error_message="De uiterste datum ligt voor de vroegste. Pas een van de twee aan.",
            ),
            models.CheckConstraint(
                condition=Q(made_by__isnull=False) | Q(made_by_person__isnull=False) | ~Q(made_by_text=""),
                name="governance_commitment_is_made_by_somebody",
                violation_error_message="Kies wie de toezegging deed, of schrijf het in woorden.",
            ),
        ]
        # As lists order them.
        indexes = [models.Index(F("latest").asc(nulls_last=True), F("id"), name="governance_commitment_due")]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The promise's page."""
        return reverse("commitment", args=[self.pk])

    @property
    def made_by_name(self) -> str:
        """Who made it, in words for people."""
        if self.made_by is not None:
            return self.made_by.full_name
        return str(self.made_by_person) if self.made_by_person is not None else self.made_by_text

    @property
    def made_to_name(self) -> str:
        """To whom, in words for people; empty where nobody says so."""
        return self.made_to.full_name if self.made_to is not None else self.made_to_text

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether the whole interval has passed without the promise being settled; without an end never."""
        return self.status == CommitmentStatus.OPEN and self.latest is not None and today > self.latest
