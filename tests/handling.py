"""The ways of handling incoming documents for every gemeente: a migration adds them, emptying tables loses them."""

from __future__ import annotations

from documents.models import HandlingCode

CODES = {"a": "Ter kennisname", "b": "Naar de raadscommissie", "c": "Naar het college om te beantwoorden"}


def handling_codes() -> list[HandlingCode]:
    """The codes for everybody, made again where a test before this one emptied the tables."""
    made = HandlingCode.objects.get_or_create
    return [made(gemeente=None, code=code, defaults={"label": label})[0] for code, label in CODES.items()]
