"""How often people correct what reading claimed, per field and by how sure reading was."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from documents.models import Choice
from documents.review import FIELDS
from documents.vocabulary import ChoiceAction
from governance.vocabulary import ClaimStatus

# Fewer answers than this say little about a field by itself.
ENOUGH = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """Of ``answered`` claims that people judged, how many they changed or emptied."""

    answered: int = 0
    changed: int = 0

    @property
    def percentage(self) -> str:
        """The part that was changed, with one decimal; empty without answers."""
        return f"{100 * self.changed / self.answered:.1f}".replace(".", ",") if self.answered else ""


@dataclass(frozen=True, slots=True)
class FieldRates:
    """The rates of one field: of claims that were marked certain, of doubtful ones, and of what was not found (changed
    means that a person filled it in)."""

    key: str
    certain: Rate
    doubtful: Rate
    absent: Rate

    @property
    def is_enough(self) -> bool:
        """Whether there are so many answers that the field can be judged by itself."""
        return self.certain.answered + self.doubtful.answered >= ENOUGH


def correction_rates() -> list[FieldRates]:
    """One row per field, in the order of the screen, over all letters. One query; no letter can be told from it."""
    changed = Q(action=ChoiceAction.CORRECTED) | (
        Q(action=ChoiceAction.EMPTIED) & ~Q(value__status=ClaimStatus.ABSENT.value)
    )
    counted = (
        Choice.objects.filter(key__in=FIELDS, start=None, value__has_key="status")
        .values("key", "value__status")
        .annotate(answered=Count("pk"), changed=Count("pk", filter=changed))
    )
    rates = {(row["key"], row["value__status"]): Rate(row["answered"], row["changed"]) for row in counted}
    return [
        FieldRates(
            key, *(rates.get((key, status.value), Rate()) for status in ClaimStatus)
        )  # in the order of the class
        for key in FIELDS
    ]
