"""Dossiers: one storyline over letters, decisions and years."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.models.places import Region


@pghistory.track()
class Dossier(models.Model):
    """A storyline of a region; its pages come with the timeline."""

    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("adres", max_length=80, unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name="regio"
    )

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
