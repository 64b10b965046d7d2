"""Dates that are possible and yet hardly right. Pure; a person may always say that they are."""

from __future__ import annotations

import datetime

# The Jeugdwet is of 2015, the Wet op de jeugdzorg of 2005: older letters are not about this.
FIRST_YEAR = 2005
LONGEST_AHEAD = datetime.timedelta(days=366)


def odd_letter_date(date: datetime.date | None, *, today: datetime.date) -> str:
    """Why a letter of this date is unlikely, as a Dutch sentence; empty when nothing is wrong."""
    if date is None:
        return ""
    if date.year < FIRST_YEAR:
        return f"De datum ligt voor {FIRST_YEAR}."
    if date > today + LONGEST_AHEAD:
        return "De datum ligt meer dan een jaar in de toekomst."
    return ""


def odd_decision_date(date: datetime.date | None, *, letter_date: datetime.date | None, today: datetime.date) -> str:
    """Why a decision that a letter of ``letter_date`` reports as taken hardly was of this date; else empty."""
    if date is not None and letter_date is not None and date > letter_date:
        return "Het besluit is van na de datum van de brief."
    return odd_letter_date(date, today=today).replace("De datum", "De datum van het besluit", 1)
