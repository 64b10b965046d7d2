"""Attachments: files that came with a letter."""

from __future__ import annotations

from django.db import models

from documents.models.letters import Letter, letter_storage, storage_name
from governance.models import User


class LetterAttachment(models.Model):
    """A file that came with a letter, with the text that was read from it.

    Only the griffie of the letter sees it; neither file nor text is ever public.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="attachments")
    file_name = models.CharField("bestandsnaam", max_length=255)
    file = models.FileField("bestand", storage=letter_storage, upload_to=storage_name)
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField("type", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("grootte in bytes")
    text = models.TextField("tekst", blank=True)
    pages = models.PositiveSmallIntegerField("pagina's", default=0)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="toegevoegd door")
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        ordering = ["letter", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "sha256"], name="documents_attachment_once"),
        ]

    def __str__(self) -> str:
        return f"bijlage {self.pk} van {self.letter}"
