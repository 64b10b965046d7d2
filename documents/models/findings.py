"""What reading found (Finding), what a person decided (Choice), and the tie to governance (EvidenceLink).

Re-reading replaces findings, never choices.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from documents.models.letters import Letter, LetterVersion
from documents.vocabulary import ChoiceAction, EvidenceStatus
from governance.models import (
    Body,
    Commitment,
    Decision,
    Gemeente,
    Organisation,
    Programme,
    Region,
    Round,
    RoundResponse,
    User,
)
from governance.models.aliases import exactly_one
from governance.vocabulary import ClaimStatus


class Passage(models.Model):
    """A section of a version: its heading and where it stands in the text."""

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="passages")
    heading = models.CharField("kop", max_length=300)
    kind = models.CharField("soort", max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        verbose_name = "passage"
        verbose_name_plural = "passages"
        ordering = ["version", "start"]

    def __str__(self) -> str:
        return f"passage van {self.version}"


class Finding(models.Model):
    """One claim of reading. ``key`` and ``value`` follow the contract of ``read_letter`` (design section 6):
    ``key`` is "date" or "decisions", ``value`` the claim without its evidence. ``start``/``end`` count code points
    of the version's text; a claim that stands nowhere literally has neither."""

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="findings")
    key = models.CharField("veld", max_length=30)
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    value = models.JSONField("waarde")
    status = models.CharField("zekerheid", max_length=10, choices=ClaimStatus.choices())
    confidence = models.FloatField("kans dat het klopt", null=True)
    derived_from = models.JSONField(null=True)
    page = models.PositiveSmallIntegerField("pagina", null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    quote = models.TextField("citaat", blank=True)

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        ordering = ["version", "key", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key", "position"], name="documents_finding_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True, page__isnull=True)
                | Q(start__lt=F("end"), page__isnull=False),
                name="documents_finding_whole_place",
            ),
        ]

    def __str__(self) -> str:
        return f"bevinding {self.key} in {self.version}"


class Choice(models.Model):
    """A person's decision on a field (no place) or on a finding (its place in the text); survives re-reading.

    ``value`` is the normalised value: {"value": "2020-12-10"} for a field, {"decision": 12} for a linked decision.
    """

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="choices")
    key = models.CharField("veld", max_length=30)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(default=0)
    action = models.CharField("keuze", max_length=10, choices=ChoiceAction.choices())
    value = models.JSONField("waarde", default=dict)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="door")
    made_at = models.DateTimeField("op", auto_now=True)

    class Meta:
        verbose_name = "keuze"
        verbose_name_plural = "keuzes"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key", "start", "end", "ordinal"], nulls_distinct=False, name="documents_choice_once"
            ),
        ]

    def __str__(self) -> str:
        return f"keuze {self.key} bij {self.version}"


# What a letter names and the register knows; and what a person recorded from the letter: facts.
NAMED_TARGETS = ["region", "gemeente", "organisation", "body", "programme"]
FACT_TARGETS = ["decision", "round", "response", "commitment"]
EVIDENCE_TARGETS = [*NAMED_TARGETS, *FACT_TARGETS]


class EvidenceQuerySet(models.QuerySet["EvidenceLink"]):
    """Places that prove something, by what they prove."""

    def naming(self) -> Self:
        """Places that name a record of the register."""
        return self.filter(**{f"{name}__isnull": True for name in FACT_TARGETS})

    def proving(self) -> Self:
        """Places that prove a fact that somebody recorded."""
        return self.filter(**{f"{name}__isnull": True for name in NAMED_TARGETS})


class EvidenceLink(models.Model):
    """A place in a letter is evidence for exactly one record of governance. The place and quote are copied from the
    finding, so that confirmed evidence survives re-reading."""

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="evidence")
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="evidence")
    gemeente = models.ForeignKey(Gemeente, models.CASCADE, null=True, blank=True, related_name="evidence")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="evidence")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="evidence")
    programme = models.ForeignKey(Programme, models.CASCADE, null=True, blank=True, related_name="evidence")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, blank=True, related_name="evidence")
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="evidence")
    response = models.ForeignKey(RoundResponse, models.CASCADE, null=True, blank=True, related_name="evidence")
    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, blank=True, related_name="evidence")
    status = models.CharField("status", max_length=10, choices=EvidenceStatus.choices())
    page = models.PositiveSmallIntegerField("pagina")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bewijsplaats"
        verbose_name_plural = "bewijsplaatsen"
        ordering = ["version", "start"]
        constraints = [
            models.CheckConstraint(condition=exactly_one(EVIDENCE_TARGETS), name="documents_evidence_one_target"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="documents_evidence_has_place"),
        ]

    def __str__(self) -> str:
        return f"bewijsplaats in {self.version}"

    @property
    def target_name(self) -> str:
        """Which of the foreign keys is set."""
        return next(name for name in EVIDENCE_TARGETS if getattr(self, f"{name}_id") is not None)

    @property
    def target_id(self) -> int:
        """The key of the record that this place is evidence for."""
        target: int = getattr(self, f"{self.target_name}_id")
        return target


class CitedDocument(models.Model):
    """A document that the letter cites: by number, by its date and sender ("mijn brief van 25 september"), or as an
    attachment that comes with it. ``scheme`` is the kind of number, "datum" or "bijlage"; ``letter`` is set when the
    document is a letter in the portal."""

    version = models.ForeignKey(LetterVersion, models.CASCADE, related_name="citations")
    number = models.CharField("nummer", max_length=100, blank=True)
    scheme = models.CharField("soort nummer", max_length=30)
    date = models.DateField("datum", null=True, blank=True, db_index=True)
    sender = models.CharField("afzender", max_length=300, blank=True)
    words = models.CharField("woorden", max_length=300, blank=True)
    page = models.PositiveSmallIntegerField("pagina")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="cited_by")

    class Meta:
        verbose_name = "aangehaald stuk"
        verbose_name_plural = "aangehaalde stukken"
        ordering = ["version", "start"]

    def __str__(self) -> str:
        return f"aangehaald stuk in {self.version}"
