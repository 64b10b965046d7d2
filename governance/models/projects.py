"""Projects (opgaven) of a programme, the results they are watched by, and who pays which share."""

from __future__ import annotations

from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import Q

from governance.models.aliases import exactly_one
from governance.models.bodies import Body
from governance.models.organisations import Organisation
from governance.models.places import Gemeente, Region
from governance.models.programmes import Programme
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod
from governance.vocabulary import ProgrammeScope, ProjectStatus

OWNERS = ["gemeente", "region", "organisation"]


@pghistory.track()
class Project(ValidPeriod):
    """A project or opgave of a programme. Its readers are those of the programme.

    The client among officials (ambtelijk opdrachtgever) is a function, never a person.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="projects", verbose_name="programma")
    name = models.CharField("naam", max_length=200)
    scope = models.CharField("reikwijdte", max_length=20, choices=ProgrammeScope.choices())
    status = models.CharField("stand", max_length=10, choices=ProjectStatus.choices(), default=ProjectStatus.PLANNED)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, null=True, blank=True, related_name="projects")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="projects")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="projects")
    board_client = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="projects", verbose_name="bestuurlijk opdrachtgever"
    )
    official_client = models.CharField("ambtelijk opdrachtgever (functie)", max_length=200, blank=True)
    goal = models.TextField("doel", blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "project"
        verbose_name_plural = "projecten"
        ordering = ["programme", "name"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            models.CheckConstraint(
                condition=exactly_one(OWNERS) | Q(**{f"{owner}__isnull": True for owner in OWNERS}),
                name="governance_project_one_owner",
                violation_error_message="Een project is van één gemeente, regio of organisatie. Kies er één.",
            ),
            models.UniqueConstraint(fields=["programme", "name"], name="governance_project_once"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ProjectResult(models.Model):
    """One result of a project, as it was measured on a day; the same ``subject`` again makes a series."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="results", verbose_name="project")
    subject = models.CharField("resultaat", max_length=200)
    date = models.DateField("gemeten op")
    value = models.CharField("stand", max_length=200)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    class Meta:
        verbose_name = "resultaat van een project"
        verbose_name_plural = "resultaten van projecten"
        ordering = ["project", "subject", "date"]
        constraints = [
            models.UniqueConstraint(fields=["project", "subject", "date"], name="governance_result_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.value}"


@pghistory.track()
class ShareTable(models.Model):
    """The shares (verdeelsleutel) of one programme in one year. Complete only when they make 100 % together:
    ``governance.changes.complete_shares`` keeps that rule."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="share_tables", verbose_name="programma")
    year = models.PositiveSmallIntegerField("jaar")
    complete = models.BooleanField("volledig", default=False)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    class Meta:
        verbose_name = "verdeelsleutel"
        verbose_name_plural = "verdeelsleutels"
        ordering = ["programme", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="governance_share_table_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="governance_share_table_year"),
        ]

    def __str__(self) -> str:
        return f"verdeelsleutel {self.year} {self.programme}"


@pghistory.track()
class CostShare(models.Model):
    """What part of a programme one gemeente pays in a year, in per cent."""

    table = models.ForeignKey(ShareTable, models.CASCADE, related_name="shares", verbose_name="verdeelsleutel")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="cost_shares", verbose_name="gemeente")
    percentage = models.DecimalField("aandeel in procenten", max_digits=6, decimal_places=3)

    class Meta:
        verbose_name = "aandeel in de kosten"
        verbose_name_plural = "aandelen in de kosten"
        ordering = ["table", "gemeente__name"]
        constraints = [
            models.UniqueConstraint(fields=["table", "gemeente"], name="governance_share_once"),
            models.CheckConstraint(
                condition=Q(percentage__gt=Decimal(0), percentage__lte=Decimal(100)),
                name="governance_share_is_a_percentage",
                violation_error_message="Een aandeel ligt tussen 0 en 100 procent. Pas het getal aan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente} {self.percentage} %"
