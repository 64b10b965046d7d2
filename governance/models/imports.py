"""What somebody sent to be imported, kept between the preview and the answer to it."""

from __future__ import annotations

from django.db import models

from governance.models.accounts import User


class ImportDraft(models.Model):
    """The rows of a file for one sheet, as text by column, with the fingerprint of the differences that were shown.

    Applied only while the differences are still those; never changed afterwards.
    """

    sheet = models.CharField("blad", max_length=30)
    rows = models.JSONField("regels")
    fingerprint = models.CharField(max_length=64)
    sent_by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="door")
    sent_at = models.DateTimeField("op", auto_now_add=True)
    applied_at = models.DateTimeField("verwerkt op", null=True, blank=True)

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"import {self.pk}"
