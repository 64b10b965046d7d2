"""Every way in which texts name things: former names, abbreviations, spellings."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from governance.models.bodies import Body
from governance.models.organisations import Organisation
from governance.models.places import Gemeente, Region
from governance.models.programmes import Programme
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import AliasKind

TARGETS = ["region", "gemeente", "organisation", "body", "programme"]


def exactly_one(fields: list[str]) -> Q:
    """The condition that of these nullable foreign keys exactly one is set."""
    query = Q()
    for chosen in fields:
        query |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return query


@pghistory.track()
class Alias(ValidPeriod):
    """A way to write the name of exactly one thing; kind ``name`` is the official name in that period."""

    text = models.CharField("schrijfwijze", max_length=200)
    kind = models.CharField("soort", max_length=15, choices=AliasKind.choices())
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="aliases")
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, null=True, blank=True, related_name="aliases")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="aliases")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="aliases")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="aliases")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "schrijfwijze"
        verbose_name_plural = "schrijfwijzen"
        ordering = ["text"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            models.CheckConstraint(condition=exactly_one(TARGETS), name="governance_alias_one_target"),
            *[
                no_overlap(
                    f"governance_alias_{target}_one_name",
                    target,
                    condition=Q(kind=AliasKind.NAME, **{f"{target}__isnull": False}),
                )
                for target in TARGETS
            ],
        ]

    def __str__(self) -> str:
        return self.text
