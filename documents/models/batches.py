"""Uploads: a batch has its own address and one row per file, whatever became of the file."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.models.letters import Letter
from documents.vocabulary import UploadStatus
from governance.audience import AudienceQuerySet
from governance.models import Gemeente, Region, User
from governance.vocabulary import DocumentType, Level


class UploadBatch(models.Model):
    """Files that one person added in one go, for one owner.

    What is chosen for all letters together (kind, gemeente, region) is that person's choice for each of them; left
    empty, reading finds out.
    """

    owner_gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    owner_region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="regio"
    )
    declared_level = models.CharField("openbaarheid volgens de uploader", max_length=10, choices=Level.choices())
    document_type = models.CharField("soort", max_length=25, choices=DocumentType.choices(), blank=True)
    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente van de brieven"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="regio van de brieven"
    )
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="toegevoegd door")
    created_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "upload"
        verbose_name_plural = "uploads"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_gemeente__isnull=False, owner_region__isnull=True)
                | Q(owner_gemeente__isnull=True, owner_region__isnull=False),
                name="documents_batch_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.pk}"

    def get_absolute_url(self) -> str:
        """The batch's own page."""
        return reverse("batch", args=[self.pk])


class Upload(models.Model):
    """One file of a batch. Refused files keep their row and reason but no bytes."""

    batch = models.ForeignKey(UploadBatch, models.CASCADE, related_name="uploads")
    position = models.PositiveSmallIntegerField("volgorde")
    file_name = models.CharField("bestandsnaam", max_length=255)
    size = models.PositiveBigIntegerField("grootte in bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    status = models.CharField("status", max_length=16, choices=UploadStatus.choices(), default=UploadStatus.WAITING)
    failure = models.CharField("reden", max_length=30, blank=True)
    container = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="entries", verbose_name="zat in"
    )
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="uploads")
    duplicate_of = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField("laatst gewijzigd", auto_now=True)

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="documents_upload_position_once"),
        ]

    def __str__(self) -> str:
        return f"bestand {self.position} van {self.batch}"

    @property
    def is_busy(self) -> bool:
        """Whether this file still waits for the worker."""
        return UploadStatus(self.status).is_busy


class IngestedMail(models.Model):
    """That a message of the mailbox was taken in, so that it is not taken in twice. Of its Message-ID only a hash."""

    message_hash = models.CharField(max_length=64, unique=True)
    batch = models.ForeignKey(UploadBatch, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField("opgehaald op", auto_now_add=True)

    class Meta:
        verbose_name = "opgehaald bericht"
        verbose_name_plural = "opgehaalde berichten"

    def __str__(self) -> str:
        return f"opgehaald bericht {self.pk}"


class RemovalRecord(models.Model):
    """That a wrong upload was removed or a secret one erased: who and when, nothing of the letter itself."""

    letter_id_was = models.BigIntegerField("nummer van de brief")
    removed_at = models.DateTimeField("verwijderd op", auto_now_add=True)
    removed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="verwijderd door")
    reason = models.CharField("reden", max_length=40)

    class Meta:
        verbose_name = "verwijdering"
        verbose_name_plural = "verwijderingen"

    def __str__(self) -> str:
        return f"verwijdering van brief {self.letter_id_was}"
