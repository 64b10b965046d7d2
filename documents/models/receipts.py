"""What a gemeente did with a letter that it received: its list of incoming documents (ingekomen stukken)."""

from __future__ import annotations

from django.db import models

from documents.models.letters import Letter
from documents.vocabulary import ReceiptStatus
from governance.models import Gemeente, User


class HandlingCode(models.Model):
    """A way to deal with an incoming document (afdoening): each griffie has codes of its own.

    One without a gemeente is offered to gemeenten that have none.
    """

    gemeente = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="handling_codes", verbose_name="gemeente"
    )
    code = models.CharField("code", max_length=10)
    label = models.CharField("betekenis", max_length=120)

    class Meta:
        verbose_name = "wijze van afdoening"
        verbose_name_plural = "wijzen van afdoening"
        ordering = ["gemeente", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "code"], nulls_distinct=False, name="documents_handling_code_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.label}"


class Receipt(models.Model):
    """One letter as one gemeente received it: n gemeenten have n receipts of the same letter.

    Who may read the letter sees it on the list, once its status is past ``received``.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="receipts", verbose_name="brief")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="receipts", verbose_name="gemeente")
    received_on = models.DateField("ontvangen op", db_index=True)
    status = models.CharField("stand", max_length=10, choices=ReceiptStatus.choices(), default=ReceiptStatus.RECEIVED)
    handling = models.ForeignKey(
        HandlingCode, models.PROTECT, null=True, blank=True, related_name="receipts", verbose_name="afdoening"
    )
    note = models.CharField("toelichting", max_length=200, blank=True)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="toegevoegd door")

    class Meta:
        verbose_name = "ingekomen stuk"
        verbose_name_plural = "ingekomen stukken"
        ordering = ["received_on", "id"]
        constraints = [models.UniqueConstraint(fields=["letter", "gemeente"], name="documents_receipt_once")]

    def __str__(self) -> str:
        return f"ingekomen stuk {self.pk}"
