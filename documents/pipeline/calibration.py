"""From the strength of a rule to the chance that its claim is right.

Rules give each claim a strength between 0 and 1 and say whether its support allows to call it certain. How often claims
of that strength were right is counted on labelled letters (`make bench-reading FIT=1` writes ``calibration.json``), for
all fields together: a field has bands of its own only where it has a hundred claims or more. A claim is certain when
its rule allows it and the counted chance reaches the threshold, so counting can only make reading more careful.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from documents.pipeline.types import Claim, DecisionFound, FollowUp
from governance.vocabulary import ClaimStatus

DATA = Path(__file__).with_name("calibration.json")
# Below this number of claims a field shares the bands of all fields: its own count says too little.
ENOUGH_FOR_OWN_BANDS = 100


@dataclass(frozen=True, slots=True)
class Band:
    """Claims of at least this strength were right with this chance, counted over `claims` claims."""

    at_least: float
    probability: float
    claims: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bands from strong to weak for all fields and for single ones, and the chance from which a claim is certain."""

    certain_from: float
    bands: tuple[Band, ...]
    fields: Mapping[str, tuple[Band, ...]]

    def chance(self, field: str, strength: float) -> float:
        """The chance that a claim of this field and strength is right; unknown strengths get the weakest band."""
        bands = self.fields.get(field, self.bands)
        for band in bands:
            if strength >= band.at_least:
                return band.probability
        return bands[-1].probability


_Judged = TypeVar("_Judged", Claim, DecisionFound, FollowUp)


def calibrated(found: _Judged, field: str, calibration: Calibration) -> _Judged:
    """The same claim with the counted chance as its confidence; absent claims stay as they are."""
    if found.status == ClaimStatus.ABSENT:
        return found
    chance = calibration.chance(field, found.confidence)
    certain = found.status == ClaimStatus.CERTAIN and chance >= calibration.certain_from
    return replace(found, confidence=chance, status=ClaimStatus.CERTAIN if certain else ClaimStatus.CHECK)


def fit(judged: Iterable[tuple[str, float, bool]], certain_from: float) -> Calibration:
    """Count (field, strength, right) into bands.

    The chance of a band is (right + 1) / (claims + 2), Laplace's rule of succession: three claims that are all right do
    not make certainty. Bands that would be less often right than a weaker one are joined with it.
    """
    pooled = list(judged)
    by_field: dict[str, list[tuple[float, bool]]] = {}
    for field, strength, right in pooled:
        by_field.setdefault(field, []).append((strength, right))
    own = {field: _bands(rows) for field, rows in by_field.items() if len(rows) >= ENOUGH_FOR_OWN_BANDS}
    return Calibration(certain_from, _bands([(strength, right) for _, strength, right in pooled]), own)


def _bands(rows: list[tuple[float, bool]]) -> tuple[Band, ...]:
    """Isotonic counts by pooling adjacent violators, from strong to weak."""
    joined: list[tuple[float, int, int]] = []  # lowest strength, right, claims
    for strength in sorted({strength for strength, _ in rows}, reverse=True):
        answers = [right for other, right in rows if other == strength]
        joined.append((strength, sum(answers), len(answers)))
        while len(joined) > 1 and _chance(*joined[-1][1:]) >= _chance(*joined[-2][1:]):
            (low, right, claims), (_, more_right, more_claims) = joined.pop(), joined.pop()
            joined.append((low, right + more_right, claims + more_claims))
    return tuple(Band(low, round(_chance(right, claims), 4), claims) for low, right, claims in joined)


def _chance(right: int, claims: int) -> float:
    return (right + 1) / (claims + 2)


def as_json(calibration: Calibration) -> str:
    """The text of ``calibration.json``."""
    bands = {field: [_row(band) for band in rows] for field, rows in calibration.fields.items()}
    content = {"certain_from": calibration.certain_from, "bands": [_row(band) for band in calibration.bands]}
    return json.dumps(content | {"fields": bands}, indent=1) + "\n"


def _row(band: Band) -> dict[str, float]:
    return {"at_least": band.at_least, "probability": band.probability, "claims": band.claims}


def from_json(text: str) -> Calibration:
    """Read ``calibration.json``; raises KeyError or ValueError when it is not one."""
    content = json.loads(text)
    return Calibration(
        certain_from=content["certain_from"],
        bands=tuple(Band(**row) for row in content["bands"]),
        fields={field: tuple(Band(**row) for row in rows) for field, rows in content["fields"].items()},
    )


PACKAGED = from_json(DATA.read_text("utf-8"))
