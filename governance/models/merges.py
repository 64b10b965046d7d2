"""Two records that were one: which stayed, where the other could be found, and what is needed to take it back."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from governance.models.accounts import User
from governance.models.aliases import exactly_one
from governance.models.bodies import Body
from governance.models.organisations import Organisation
from governance.models.people import Person

KEEPERS = ["body", "organisation", "person"]
UNDO_DAYS = 30


class Merge(models.Model):
    """One record was taken into another of its kind, the keeper; exactly one keeper is set.

    ``old_path`` is the address of the record that is gone, empty where it had none. ``record`` holds what undoing
    needs: the row itself, the keeper's old values, and per table and column which rows were moved or left out.
    """

    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="merges")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="merges")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="merges")
    old_name = models.CharField("samengevoegd", max_length=200)
    old_path = models.CharField("oud adres", max_length=300, blank=True, db_index=True)
    old_key = models.CharField("oude sleutel", max_length=200, blank=True, db_index=True)
    record = models.JSONField("wat er veranderde")
    reason = models.CharField("waarom", max_length=300)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name="door")
    at = models.DateTimeField("op", auto_now_add=True)
    undone_at = models.DateTimeField("ongedaan gemaakt op", null=True, blank=True)

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=exactly_one(KEEPERS), name="governance_merge_one_keeper")]

    def __str__(self) -> str:
        return f"{self.old_name} in {self.keeper}"

    @property
    def keeper(self) -> Body | Organisation | Person:
        """The record that stayed."""
        return self.body or self.organisation or self.person  # type: ignore[return-value] # one is set, by a check

    @property
    def undo_until(self) -> datetime.datetime:
        """Until when it can be taken back."""
        return self.at + datetime.timedelta(days=UNDO_DAYS)

    @property
    def can_be_undone(self) -> bool:
        """Whether it stands, and is not older than the days for undoing."""
        return self.undone_at is None and timezone.now() < self.undo_until
