"""Two records of what should be one decision, which letters tell differently."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from governance.models import Decision, User


class Contradiction(models.Model):
    """A griffie noted that letters tell these two decisions in ways that cannot both be true. Neither is changed: the
    sentences stay side by side. ``first`` is the one recorded first."""

    first = models.ForeignKey(Decision, models.CASCADE, related_name="contradicted_by", verbose_name="besluit")
    second = models.ForeignKey(Decision, models.CASCADE, related_name="contradicts", verbose_name="ander besluit")
    noted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="vastgelegd door")
    noted_at = models.DateTimeField("vastgelegd op", auto_now_add=True)

    class Meta:
        verbose_name = "tegenspraak"
        verbose_name_plural = "tegenspraken"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="documents_contradiction_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="documents_contradiction_in_order"),
        ]

    def __str__(self) -> str:
        return f"tegenspraak {self.pk}"
