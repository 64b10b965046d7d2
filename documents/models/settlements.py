"""With which letter a promise was kept: the tie between a commitment and the letter that settled it."""

from __future__ import annotations

from django.db import models

from documents.models.letters import Letter
from governance.models import Commitment, User


class Settlement(models.Model):
    """The letter with which a griffie says that a promise was kept; shown to whoever may read that letter.

    What became of the promise stays with the commitment itself (``status``, ``settled_on``, ``settled_by``).
    """

    commitment = models.OneToOneField(Commitment, models.CASCADE, related_name="settlement", verbose_name="toezegging")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="settlements", verbose_name="brief")
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="toegevoegd door")

    class Meta:
        verbose_name = "afdoening van een toezegging"
        verbose_name_plural = "afdoeningen van toezeggingen"

    def __str__(self) -> str:
        return f"afdoening {self.pk}"
