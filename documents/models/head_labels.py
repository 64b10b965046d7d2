"""Labels of letter heads that beheer adds: a house style that the packaged labels do not know becomes readable."""

from __future__ import annotations

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from documents.vocabulary import HeadField
from governance.models import User


@pghistory.track()
class HeadLabel(models.Model):
    """A word that stands before a value in the head of a letter ("Briefcode:"), and what that value is.

    Holds nothing of a letter but the word itself. It counts from the next reading on; an ended label is switched off,
    so that history keeps what letters were read with.
    """

    text = models.CharField(
        "woord voor de waarde",
        max_length=60,
        validators=[
            RegexValidator(
                r"^\s*[^\W\d_][^\d:@\n]{0,58}\s*:?\s*$",
                "Vul alleen het woord in dat in de kop staat, zonder de waarde die erachter staat.",
            )
        ],
        help_text="Zoals het in de kop van de brief staat, bijvoorbeeld Briefcode. De dubbele punt mag weg.",
    )
    field = models.CharField("wat erachter staat", max_length=20, choices=HeadField.choices())
    active = models.BooleanField("in gebruik", default=True)
    added_by = models.ForeignKey(
        User, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name="toegevoegd door"
    )
    added_at = models.DateTimeField("toegevoegd op", auto_now_add=True)

    class Meta:
        verbose_name = "woord in de kop van brieven"
        verbose_name_plural = "woorden in de kop van brieven"
        ordering = ["text"]
        constraints = [
            models.UniqueConstraint(
                Lower("text"), name="documents_head_label_once", violation_error_message="Dit woord staat er al."
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Keep the word alone."""
        self.text = " ".join(self.text.strip(" :\t").split())
