"""Rounds: one text, n raden, each with its own answer, and what the board did with it.

A zienswijze round and an adoption round are the same thing: a text goes out to n gemeenten and n answers come back.
"""

from __future__ import annotations

import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from governance.audience import Audience, AudienceQuerySet
from governance.models.accounts import User
from governance.models.bodies import Body
from governance.models.decisions import Decision
from governance.models.dossiers import Dossier
from governance.models.frameworks import Framework
from governance.models.places import Gemeente, Region
from governance.models.sources import Source
from governance.validity import PeriodQuerySet, ValidPeriod, no_overlap
from governance.vocabulary import AnswerStatus, Level, Precision, RoundKind


@pghistory.track()
class LegalTerm(ValidPeriod):
    """How many weeks a law gives raden for one kind of text, while that law said so.

    Proposed for a round, never applied silently: a gemeenschappelijke regeling may say otherwise.
    """

    subject = models.CharField("soort stuk", max_length=100)
    weeks = models.PositiveSmallIntegerField("weken")
    law = models.CharField("wet", max_length=100)
    article = models.CharField("artikel", max_length=40)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name="bron")

    objects = PeriodQuerySet.as_manager()

    class Meta(ValidPeriod.Meta):
        verbose_name = "wettelijke termijn"
        verbose_name_plural = "wettelijke termijnen"
        ordering = ["subject", "valid_from"]
        constraints = [
            *ValidPeriod.Meta.constraints,
            no_overlap("governance_legal_term_one_a_day", "text:subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.weeks} weken"

    def deadline(self, asked_on: datetime.date) -> datetime.date:
        """The last day of the term, when it starts on this day."""
        return asked_on + datetime.timedelta(weeks=self.weeks)


@pghistory.track()
class Round(Audience):
    """A text on which n raden give their zienswijze, or which they all adopt.

    Members are the gemeenten of the region on ``asked_on``, not those of today; they are rows of RoundAnswer.
    """

    kind = models.CharField("soort", max_length=12, choices=RoundKind.choices())
    subject = models.CharField("onderwerp", max_length=400)
    framework = models.ForeignKey(
        Framework, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name="kader"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name="regio"
    )
    asked_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="rounds_asked", verbose_name="gevraagd door"
    )
    asked_on = models.DateField("gevraagd op", null=True, blank=True)
    asked_on_precision = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    deadline = models.DateField("uiterste datum", null=True, blank=True)
    legal_term = models.ForeignKey(
        LegalTerm, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wettelijke termijn"
    )
    request = models.CharField("wat er verder gevraagd is", max_length=300, blank=True)
    led_to = models.ManyToManyField(Decision, blank=True, related_name="rounds", verbose_name="leidde tot")
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name="dossier"
    )
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, verbose_name="bron")

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        ordering = ["-asked_on", "-id"]
        constraints = [
            *Audience.Meta.constraints,
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(asked_on__isnull=True) | Q(deadline__gte=F("asked_on")),
                name="governance_round_asked_before_deadline",
                violation_error_message="De uiterste datum ligt voor de dag van de vraag. Pas een van de twee aan.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """The round's page; the slug is decoration and comes only from a public subject."""
        slug = slugify(self.subject)[:60].strip("-") if self.level == Level.PUBLIC else ""
        return reverse("round", args=[self.pk, slug]) if slug else reverse("round_by_id", args=[self.pk])

    def days_left(self, today: datetime.date) -> int | None:
        """Days until the deadline, negative after it; None where no deadline is known."""
        return (self.deadline - today).days if self.deadline is not None else None


@pghistory.track()
class RoundAnswer(models.Model):
    """How far one gemeente is in a round, and what its raad answered."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="answers", verbose_name="ronde")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="round_answers", verbose_name="gemeente")
    status = models.CharField("stand", max_length=12, choices=AnswerStatus.choices(), default=AnswerStatus.OPEN)
    received_on = models.DateField("ontvangen op", null=True, blank=True)
    college_on = models.DateField("in het college op", null=True, blank=True)
    advice_on = models.DateField("advies van de adviesraad op", null=True, blank=True)
    council_on = models.DateField("in de raad op", null=True, blank=True)
    answered_on = models.DateField("antwoord op", null=True, blank=True)
    number = models.CharField("nummer in het RIS", max_length=100, blank=True)
    text = models.TextField("tekst van het antwoord", blank=True)
    taken_from = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="begonnen met de tekst van"
    )
    reaction = models.TextField("wat het bestuur ermee deed", blank=True)

    class Meta:
        verbose_name = "antwoord van een gemeente"
        verbose_name_plural = "antwoorden van gemeenten"
        ordering = ["round", "gemeente__name"]
        constraints = [models.UniqueConstraint(fields=["round", "gemeente"], name="governance_answer_once")]

    def __str__(self) -> str:
        return f"{self.gemeente}: {AnswerStatus(self.status).label}"

    def is_late(self, today: datetime.date) -> bool:
        """Whether the term of the round has passed without an answer."""
        deadline = self.round.deadline
        waits = self.status != AnswerStatus.SUCCEEDED and not AnswerStatus(self.status).is_answer
        return deadline is not None and today > deadline and waits


class AnswerDraft(models.Model):
    """The text of an answer while its griffie writes it; nobody else sees it, so it has no history either.

    Publishing moves it into ``RoundAnswer.text``, which everybody reads who may see the round.
    """

    answer = models.OneToOneField(RoundAnswer, models.CASCADE, related_name="draft", verbose_name="antwoord")
    text = models.TextField("tekst")
    taken_from = models.ForeignKey(
        Gemeente, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="begonnen met de tekst van"
    )
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="bewaard door")
    saved_at = models.DateTimeField("bewaard op", auto_now=True)

    class Meta:
        verbose_name = "concept van een antwoord"
        verbose_name_plural = "concepten van antwoorden"

    def __str__(self) -> str:
        return f"concept {self.pk}"


@pghistory.track()
class RoundResponse(Audience):
    """What letters say of one gemeente's answer in a round; its audience is that of the letters that say it.

    It stands beside RoundAnswer, which holds who was asked and what an editor recorded, because a besloten letter may
    tell of an answer in a public round. Only a letter makes one: without evidence there is none.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="responses", verbose_name="ronde")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, related_name="round_responses", verbose_name="gemeente")
    status = models.CharField("stand", max_length=12, choices=AnswerStatus.choices())
    date = models.DateField("datum", null=True, blank=True)
    date_precision = models.CharField(
        "nauwkeurigheid", max_length=10, choices=Precision.choices(), default=Precision.DAY
    )
    number = models.CharField("nummer in het RIS", max_length=100, blank=True)
    led_to = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="responses", verbose_name="leidde tot"
    )

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord volgens een brief"
        verbose_name_plural = "antwoorden volgens brieven"
        ordering = ["round", "gemeente__name", "id"]
        constraints = [*Audience.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.gemeente}: {AnswerStatus(self.status).label}"


@pghistory.track()
class RoundPoint(models.Model):
    """One point that raden raised, and what the board did with it; of which gemeente may be unknown."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="points", verbose_name="ronde")
    gemeente = models.ForeignKey(Gemeente, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField("punt", max_length=400)
    reaction = models.CharField("wat het bestuur ermee deed", max_length=400, blank=True)
    taken_over = models.BooleanField("overgenomen", null=True, blank=True)

    class Meta:
        verbose_name = "punt uit een ronde"
        verbose_name_plural = "punten uit rondes"
        ordering = ["round", "id"]

    def __str__(self) -> str:
        return self.text
