"""People in a public role and the seats they hold on behalf of a gemeente."""

from __future__ import annotations

import pghistory
from django.db import models

from governance.models.bodies import Body
from governance.models.places import Gemeente
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import SeatRole


@pghistory.track()
class Person(models.Model):
    """Somebody in a public role: a wethouder, burgemeester, chair. Civil servants are not recorded."""

    name = models.CharField("naam", max_length=120)

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Seat(ValidPeriod):
    """A person sits in a body in a role, mostly on behalf of a gemeente, between two dates."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats", verbose_name="persoon")
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name="orgaan")
    role = models.CharField("rol", max_length=30, choices=SeatRole.choices(), default=SeatRole.MEMBER)
    on_behalf_of = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name="namens gemeente"
    )
    portfolio = models.CharField("portefeuille", max_length=200, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "zetel"
        verbose_name_plural = "zetels"
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_seat_no_overlap", "person", "body", "text:role"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {SeatRole(self.role).label} {self.body}"
