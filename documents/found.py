"""Findings that a person answers, each with its answer, and the places in a letter that prove what was recorded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.choices import Subject
from documents.fact_audience import forget_if_unproven
from documents.models import Choice, EvidenceLink, Finding, LetterVersion
from documents.vocabulary import EvidenceStatus
from governance.models import Commitment, Decision, Round, RoundResponse

# Answers before the rounds they belong to: so they are deleted.
RECORDED = ("response", "commitment", "round")
ASKS = re.compile(
    r"\b(?:verzoek(?:en|t)?|vra(?:agt?|gen))\s+(?:ik|wij|we|u|uw|de|het|alle)\b|\b(?:verzocht|gevraagd)\b", re.I
)


@dataclass(frozen=True, slots=True)
class FoundItem:
    """A finding with its answer, if a person gave one; ``ordinal`` tells findings at one place apart."""

    finding: Finding
    ordinal: int
    choice: Choice | None

    @property
    def subject(self) -> Subject:
        """How a choice names it."""
        return Subject(self.finding.key, self.finding.start, self.finding.end, self.ordinal)

    def recorded(self, name: str) -> int:
        """The key of what was recorded from it: a decision, round, response or commitment; 0 for nothing."""
        number = self.choice.value.get(name) if self.choice is not None else None
        return number if isinstance(number, int) else 0


def found_items(version: LetterVersion, key: str) -> list[FoundItem]:
    """What reading found under one key, each with its answer; two queries."""
    return found_by_key(version, [key])[key]


def repeats_request(follow_up: Finding, requests: Iterable[Finding]) -> bool:
    """Whether a found follow-up is the request itself: in the same sentence, due by the same day or in words that ask.

    "Wij verzoeken u uiterlijk 1 mei 2021 …" promises nothing; recorded once, as the request that it is.
    """
    value = follow_up.value
    return any(
        follow_up.start is not None
        and (follow_up.start, follow_up.end) == (request.start, request.end)
        and (
            (value.get("latest") or "") == (request.value.get("deadline") or " ")
            or ASKS.search(value.get("what") or "")
        )
        for request in requests
    )


def found_by_key(version: LetterVersion, keys: Sequence[str]) -> dict[str, list[FoundItem]]:
    """The same for several keys at once; two queries, however many there are."""
    choices = {(c.key, c.start, c.end, c.ordinal): c for c in version.choices.filter(key__in=keys)}
    seen: Counter[tuple[str, int | None, int | None]] = Counter()
    found: dict[str, list[FoundItem]] = {key: [] for key in keys}
    for finding in version.findings.filter(key__in=keys):
        place = (finding.key, finding.start, finding.end)
        found[finding.key].append(FoundItem(finding, seen[place], choices.get((*place, seen[place]))))
        seen[place] += 1
    return found


def prove(version: LetterVersion, item: FoundItem, *facts: Decision | Round | RoundResponse | Commitment) -> None:
    """Make the place of a finding evidence for these facts, once; a finding that stands nowhere proves nothing."""
    finding = item.finding
    if finding.start is None or finding.end is None:
        return
    for fact in facts:
        name = "response" if isinstance(fact, RoundResponse) else type(fact).__name__.lower()
        EvidenceLink.objects.get_or_create(
            version=version, **{name: fact}, start=finding.start, end=finding.end,
            defaults={"status": EvidenceStatus.CONFIRMED, "page": finding.page or 1},
        )  # fmt: skip


def take_back(version: LetterVersion, item: FoundItem) -> None:
    """Take back what an earlier answer to this finding recorded besides a decision; what nothing proves any longer
    and nobody could read yet is deleted."""
    for name in RECORDED:
        number, start, end = item.recorded(name), item.finding.start or 0, item.finding.end or 0
        if number:
            version.evidence.filter(start=start, end=end, **{f"{name}_id": number}).delete()
            forget_if_unproven(name, number)
