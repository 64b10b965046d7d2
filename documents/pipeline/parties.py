"""Who writes to whom, when and about what: what "wij", "u" and a date without a year stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from documents.pipeline.types import HeadClaims


@dataclass(frozen=True, slots=True)
class Parties:
    """The letter's date (None when undated), sender, addressee and subject, as claimed; empty where unknown."""

    day: date | None
    sender: str
    addressee: str
    subject: str


def parties_of(claims: HeadClaims, day: date | None) -> Parties:
    """The parties by the claims of the head; a letter that no body signs is sent by the person who does."""
    sender = claims["from_body"].value or claims["from_person"].value or ""
    return Parties(day, sender, claims["to_body"].value or "", claims["subject"].value or "")
