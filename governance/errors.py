"""Errors that people get to read."""

from __future__ import annotations


class RuleBroken(ValueError):  # noqa: N818 - named for what happened
    """A change that a rule of governance forbids; the message is one Dutch sentence for the user."""


class ChangedMeanwhile(RuleBroken):
    """Somebody else changed the record after this user opened it; nothing of the new change is written."""
