"""Statements: what one source says of one thing, kept beside what another source says."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.models.aliases import exactly_one
from governance.models.bodies import Body
from governance.models.decisions import Decision
from governance.models.frameworks import Framework
from governance.models.norms import NormSet
from governance.models.organisations import Organisation
from governance.models.places import Region
from governance.models.programmes import Programme
from governance.models.sources import Source

STATEMENT_SUBJECTS = ["region", "organisation", "body", "programme", "framework", "decision", "norm_set"]


@pghistory.track()
class Statement(models.Model):
    """One source gives one value for one question about one thing ("who adopted it": "the raad").

    Two statements with the same subject and question and different values contradict each other: both stay, and pages
    show them side by side. Nothing chooses between them silently.
    """

    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="statements")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="statements")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="statements")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="statements")
    framework = models.ForeignKey(Framework, models.CASCADE, null=True, blank=True, related_name="statements")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, blank=True, related_name="statements")
    norm_set = models.ForeignKey(NormSet, models.CASCADE, null=True, blank=True, related_name="statements")
    question = models.CharField("vraag", max_length=200)
    value = models.CharField("wat de bron zegt", max_length=300)
    source = models.ForeignKey(Source, models.PROTECT, related_name="statements", verbose_name="bron")

    class Meta:
        verbose_name = "uitspraak van een bron"
        verbose_name_plural = "uitspraken van bronnen"
        ordering = ["question", "id"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(STATEMENT_SUBJECTS),
                name="governance_statement_one_subject",
                violation_error_message="Een uitspraak gaat over één ding. Kies er één.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"

    @property
    def subject_name(self) -> str:
        """Which of the foreign keys is set."""
        return next(name for name in STATEMENT_SUBJECTS if getattr(self, f"{name}_id") is not None)
