"""Dates that are known to a day, month or year: as stored, as ISO text cut to the precision, and back."""

from __future__ import annotations

import datetime

from governance.vocabulary import Precision


def parse_iso(value: str | None) -> tuple[datetime.date | None, Precision]:
    """The first day and precision of an ISO date cut to its precision ("2022-09", "2020"); None has no date."""
    if not value:
        return None, Precision.UNKNOWN
    parts = [int(part) for part in value.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    year, month, day = [*parts, 1, 1][:3]
    return datetime.date(year, month, day), precision


def to_iso(date: datetime.date | None, precision: str) -> str | None:
    """The ISO text of a date cut to its precision; None for no date."""
    if date is None:
        return None
    length = {Precision.YEAR.value: 4, Precision.MONTH.value: 7}.get(precision, 10)
    return date.isoformat()[:length]
