"""Dossiers: one storyline over letters, decisions and years."""

from __future__ import annotations

import pghistory
from django.db import models
from django.urls import reverse

from governance.models.places import Region


@pghistory.track()
class Dossier(models.Model):
    """A storyline: its title and summary are for everybody, what happened in it for whoever may see that."""

    title = models.CharField("titel", max_length=200)
    slug = models.SlugField("adres", max_length=80, unique=True)
    summary = models.TextField("samenvatting", blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="dossiers", verbose_name="regio"
    )

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The dossier's page."""
        return reverse("dossier", args=[self.slug])
