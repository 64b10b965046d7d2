"""Where a fact comes from when no letter in the portal proves it."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.vocabulary import SourceKind


@pghistory.track()
class Source(models.Model):
    """A dataset, regulation, web page or letter outside the portal."""

    kind = models.CharField("soort", max_length=20, choices=SourceKind.choices())
    title = models.CharField("titel", max_length=300, unique=True)
    date = models.DateField("datum", null=True, blank=True)
    number = models.CharField("nummer", max_length=100, blank=True)
    url = models.URLField("adres", max_length=500, blank=True)

    class Meta:
        verbose_name = "bron"
        verbose_name_plural = "bronnen"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
