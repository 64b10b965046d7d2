"""Publish letters without doubt together: those of which nothing is open and no personal data is unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from documents import publication, review
from documents.models import Letter, LetterVersion
from documents.publication import NotReady, Publication
from documents.vocabulary import LetterState
from governance.errors import RuleBroken
from governance.models import User
from governance.vocabulary import Level


@dataclass(frozen=True, slots=True)
class Skipped:
    """A letter that was not published, and why: a Dutch sentence."""

    letter: Letter
    reason: str


def publish_together(
    letters: Iterable[tuple[Letter, int]], *, level: Level, user: User
) -> tuple[list[Letter], list[Skipped]]:
    """Publish each letter of which nothing is open, given with the edit count that its publisher saw; the others are
    skipped with the reason. Besloten letters are shared with their owner.

    The caller has asked the person whether letters without recognised personal data were looked through; one in which
    personal data was recognised must have been gone through on its own screen.
    """
    published: list[Letter] = []
    skipped: list[Skipped] = []
    for letter, seen in letters:
        reason = _unfit(letter, level)
        if not reason:
            owner = letter.owner_gemeente or letter.owner_region
            shared = [owner.share_key] if owner is not None and level == Level.RESTRICTED else []
            choice = Publication(level=level, shared_with=shared, personal_data_checked=True, seen=seen)
            try:
                published.append(publication.publish(letter, choice=choice, user=user))
            except NotReady as not_ready:
                reason = str(not_ready)
            except RuleBroken as refused:
                reason = str(refused)
        if reason:
            skipped.append(Skipped(letter, reason))
    return published, skipped


def _unfit(letter: Letter, level: Level) -> str:
    """Why this letter may not be published without its screen having been opened; empty when it may."""
    if letter.state == LetterState.READING:
        return "De brief wordt nog gelezen."
    if letter.state != LetterState.TO_CHECK or letter.version is None:
        return "De brief staat niet meer op ‘Te controleren’."
    version = LetterVersion.objects.select_related("letter").get(pk=letter.version.pk)
    masked, kept = review.masked_places(version)
    if (masked or kept) and review.personal_data_check(version) is None:
        return "De persoonsgegevens zijn nog niet nagekeken. Open de brief en kijk ze na."
    if level == Level.PUBLIC and review.says_not_public(version):
        return "De brief is niet als openbaar opgegeven. Open de brief om dat na te gaan."
    return ""
