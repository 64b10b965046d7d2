"""How a person's choice is stored: one row per field or place, which no reading ever touches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from documents.models import Choice, LetterVersion
from documents.vocabulary import ChoiceAction
from governance.models import User


@dataclass(frozen=True, slots=True)
class Subject:
    """What a choice is about: a field, or a finding at its place in the text."""

    key: str
    start: int | None = None
    end: int | None = None
    ordinal: int = 0


def choose(
    version: LetterVersion, subject: Subject, action: ChoiceAction, *, value: dict[str, object], user: User
) -> None:
    """Store what somebody chose; an earlier choice about the same subject is replaced."""
    place: dict[str, Any] = {"start": subject.start, "end": subject.end, "ordinal": subject.ordinal}
    Choice.objects.update_or_create(
        version=version, key=subject.key, **place, defaults={"action": action, "value": value, "made_by": user}
    )
