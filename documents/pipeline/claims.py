"""Make claims with their evidence."""

from __future__ import annotations

from documents.pipeline.layout import Source
from documents.pipeline.types import ABSENT, Claim
from governance.vocabulary import ClaimStatus

CERTAIN, CHECK = ClaimStatus.CERTAIN, ClaimStatus.CHECK


def claim(source: Source, value: str, start: int, end: int, confidence: float, status: ClaimStatus = CHECK) -> Claim:
    """A claim with its evidence; absent when there is no value."""
    return Claim(value, confidence, status, source.evidence(start, end)) if value else ABSENT
