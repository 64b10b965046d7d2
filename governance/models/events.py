"""ChangeEvent: what happened, appended in the same transaction, for those who follow it."""

from __future__ import annotations

from django.db import models

from governance.audience import Audience, AudienceQuerySet
from governance.models.accounts import User
from governance.vocabulary import EventKind, ObjectKind


class ChangeEvent(Audience):
    """One thing that happened to one object; never changed afterwards. Holds ids, never letter text."""

    at = models.DateTimeField("wanneer", auto_now_add=True)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie")
    kind = models.CharField("gebeurtenis", max_length=12, choices=EventKind.choices())
    object_kind = models.CharField("soort", max_length=15, choices=ObjectKind.choices())
    object_id = models.BigIntegerField("nummer")
    reason = models.CharField("reden", max_length=300, blank=True)

    objects = AudienceQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["-id"]
        constraints = [*Audience.Meta.constraints]
        indexes = [models.Index(fields=["object_kind", "object_id"], name="governance_event_object")]

    def __str__(self) -> str:
        return f"{self.object_kind} {self.object_id} {self.kind}"
