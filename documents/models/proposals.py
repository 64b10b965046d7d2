"""Names that letters use and the register does not know, proposed to beheer by a griffie."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower

from documents.vocabulary import ProposalStatus
from governance.models import Alias, User


class AliasProposal(models.Model):
    """A way of writing that a griffie met in a letter. It holds the words alone and not which letter they are from:
    beheer sees no letters. ``alias`` is what became of it."""

    text = models.CharField("schrijfwijze", max_length=200)
    meaning = models.CharField("volgens de brief", max_length=300, blank=True)
    status = models.CharField(
        "status", max_length=10, choices=ProposalStatus.choices(), default=ProposalStatus.OPEN, db_index=True
    )
    proposed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="voorgesteld door")
    proposed_at = models.DateTimeField("voorgesteld op", auto_now_add=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField("beoordeeld op", null=True, blank=True)
    alias = models.ForeignKey(Alias, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "voorstel voor een schrijfwijze"
        verbose_name_plural = "voorstellen voor schrijfwijzen"
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(Lower("text"), name="documents_proposal_once"),
        ]

    def __str__(self) -> str:
        return f"voorstel {self.pk}"
