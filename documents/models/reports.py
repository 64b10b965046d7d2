"""Remarks of readers: "Klopt dit niet? Meld"."""

from __future__ import annotations

from django.db import models

from documents.models.letters import Letter
from documents.vocabulary import ReportStatus


class Report(models.Model):
    """A reader's remark about a published letter, for its owner's griffie. Holds no name unless the reader gave one."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="reports", verbose_name="brief")
    message = models.TextField("wat klopt er niet", max_length=2000)
    email = models.EmailField("e-mailadres", blank=True)
    status = models.CharField("status", max_length=10, choices=ReportStatus.choices(), default=ReportStatus.OPEN)
    created_at = models.DateTimeField("gemeld op", auto_now_add=True)

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"melding {self.pk}"
