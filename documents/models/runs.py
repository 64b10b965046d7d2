"""ReadingRun: the portal's own record of one reading of one letter; Celery's results are never asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from documents.models.letters import LetterVersion
from documents.vocabulary import RunStatus


class ReadingRun(models.Model):
    """queued → running (lease, heartbeat) → done | failed. A run whose lease ran out is offered again by the sweeper
    and stays running until a worker takes it over; after four attempts it fails. Only one run of a version is open at
    a time. ``text_only`` reads the kept text again with the rules of today and opens no file."""

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="runs")
    status = models.CharField("status", max_length=10, choices=RunStatus.choices(), default=RunStatus.QUEUED)
    text_only = models.BooleanField("alleen de tekst opnieuw", default=False)
    attempt = models.PositiveSmallIntegerField("poging", default=0)
    lease_until = models.DateTimeField("bezig tot", null=True, blank=True)
    failure = models.CharField("reden", max_length=30, blank=True)
    queued_at = models.DateTimeField("in de rij sinds", auto_now_add=True)
    enqueued_at = models.DateTimeField("laatst aangeboden", null=True, blank=True)
    started_at = models.DateTimeField("begonnen", null=True, blank=True)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)

    class Meta:
        verbose_name = "leesbeurt"
        verbose_name_plural = "leesbeurten"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]),
                name="documents_run_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(status=RunStatus.RUNNING) | Q(lease_until__isnull=False),
                name="documents_run_running_has_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(status__in=[RunStatus.QUEUED, RunStatus.RUNNING]),
                name="documents_run_open",
            ),
        ]

    def __str__(self) -> str:
        return f"leesbeurt {self.pk}"
