"""What checking letters needs besides the choices themselves: unfinished work, and who may publish whose check."""

from __future__ import annotations

from django.db import models

from documents.models.letters import LetterVersion
from governance.models import Gemeente, Region, User
from governance.models.aliases import exactly_one


class ReviewDraft(models.Model):
    """One person's unfinished check of a version, and since when they look at it.

    ``typed`` holds what differs from what is stored: name of the control to [the posted values, the values it had].
    ``opened_at`` is the first of an unbroken row of visits, ``seen_at`` the last one.
    """

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="door")
    typed = models.JSONField("ingevuld", default=dict)
    opened_at = models.DateTimeField("geopend op")
    seen_at = models.DateTimeField("laatst gezien op")

    class Meta:
        verbose_name = "concept van een controle"
        verbose_name_plural = "concepten van controles"
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="documents_draft_once"),
        ]

    def __str__(self) -> str:
        return f"concept bij {self.version}"


class FourEyes(models.Model):
    """A gemeente or region where one person checks a letter and another publishes it."""

    gemeente = models.OneToOneField(
        Gemeente, models.CASCADE, null=True, blank=True, related_name="four_eyes", verbose_name="gemeente"
    )
    region = models.OneToOneField(
        Region, models.CASCADE, null=True, blank=True, related_name="four_eyes", verbose_name="regio"
    )

    class Meta:
        verbose_name = "vier ogen bij publiceren"
        verbose_name_plural = "vier ogen bij publiceren"
        constraints = [
            models.CheckConstraint(condition=exactly_one(["gemeente", "region"]), name="documents_four_eyes_one_owner"),
        ]

    def __str__(self) -> str:
        return f"vier ogen bij {self.gemeente or self.region}"
