"""Decisions: who decided what, when, with which outcome, in force from when."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from governance.audience import Audience, AudienceQuerySet
from governance.models.bodies import Body
from governance.models.dossiers import Dossier
from governance.models.places import Gemeente, Region
from governance.models.programmes import Programme
from governance.models.sources import Source
from governance.vocabulary import DecisionForm, Level, Outcome, Precision


@pghistory.track()
class Decision(Audience):
    """A decision of one body or, where n gemeenten each decide, of the deciders named in ``body_text``.

    Its audience follows the letters that prove it (documents.publication) or an editor's choice with a Source.
    """

    subject = models.CharField("onderwerp", max_length=400)
    outcome = models.CharField("uitkomst", max_length=20, choices=Outcome.choices())
    date = models.DateField("datum", null=True, blank=True)
    date_precision = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    effective_date = models.DateField("ingangsdatum", null=True, blank=True)
    effective_date_precision = models.CharField(
        "nauwkeurigheid ingangsdatum", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="orgaan"
    )
    body_text = models.CharField("wie besloot, in woorden", max_length=300, blank=True)
    deciders = models.ManyToManyField(Gemeente, blank=True, related_name="+", verbose_name="gemeenten die besloten")
    binds = models.ManyToManyField(Gemeente, blank=True, related_name="+", verbose_name="geldt voor")
    form = models.CharField("vorm", max_length=20, choices=DecisionForm.choices(), blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="regio"
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="programma"
    )
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="dossier"
    )
    supersedes = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="superseded_by")
    implements = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="implemented_by")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")
    publicly_sourced = models.BooleanField(
        "openbaar op grond van de bron",
        default=False,
        help_text="Een redacteur heeft dit besluit openbaar gemaakt op grond van een bron buiten het portaal.",
    )

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-date", "-id"]
        constraints = [
            *Audience.Meta.constraints,
            models.CheckConstraint(
                condition=Q(body__isnull=False) | ~Q(body_text=""),
                name="governance_decision_has_decider",
                violation_error_message="Kies het orgaan dat besloot, of schrijf wie besloot.",
            ),
            models.CheckConstraint(
                condition=Q(publicly_sourced=False) | Q(source__isnull=False),
                name="governance_decision_public_needs_source",
                violation_error_message="Een besluit zonder brief is alleen openbaar met een bron. Kies een bron.",
            ),
        ]
        # As lists order them.
        indexes = [models.Index(F("date").desc(nulls_last=True), F("id").desc(), name="governance_decision_newest")]

    def __str__(self) -> str:
        return self.subject

    @property
    def decider_name(self) -> str:
        """Who decided, in words for people."""
        return self.body.full_name if self.body is not None else self.body_text

    def get_absolute_url(self) -> str:
        """The decision's page; the slug is decoration and comes only from a public subject."""
        slug = slugify(self.subject)[:60].strip("-") if self.level == Level.PUBLIC else ""
        if not slug:
            return reverse("decision_by_id", args=[self.pk])
        return reverse("decision", args=[self.pk, slug])
