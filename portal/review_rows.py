"""The rows of the review screen: fields, personal data, links and what else was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField

from documents.candidates import Candidate
from documents.models import Choice, EvidenceLink, Finding
from documents.vocabulary import ChoiceAction, EvidenceStatus
from governance.vocabulary import ClaimStatus, Vocabulary

KINDS = {"email": "e-mailadres", "phone": "telefoonnummer", "name": "naam", "bsn": "burgerservicenummer",
         "address": "adres", "own": "zelf aangewezen"}  # fmt: skip
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field on the screen: its form field, the claim behind it, what a person chose, what else the letter offers,
    the rule it breaks (a sentence), and what a colleague stored meanwhile (None: no conflict)."""

    key: str
    bound: BoundField
    finding: Finding | None
    choice: Choice | None
    candidates: list[Candidate] = field(default_factory=list)
    odd: str = ""
    theirs: str | None = None
    before: str = ""

    @property
    def needs_attention(self) -> bool:
        """Whether reading doubts it and nobody looked at it yet, or it breaks a rule and nobody said it is right."""
        if self.theirs is not None or (self.odd and not self._said_right):
            return True
        return self.choice is None and self.finding is not None and self.finding.status == ClaimStatus.CHECK

    @property
    def _said_right(self) -> bool:
        return self.choice is not None and bool(self.choice.value.get("sure"))

    @property
    def is_settled(self) -> bool:
        """Whether the field can be folded to one line."""
        certain = self.finding is not None and self.finding.status == ClaimStatus.CERTAIN
        return not self.needs_attention and (self.choice is not None or certain)

    @property
    def shown(self) -> str:
        """The value in words, for the folded line."""
        value = self.bound.value()
        choices = dict(getattr(self.bound.field, "choices", ()))
        return str(choices.get(value, value) or "")

    @property
    def state(self) -> Vocabulary:
        """What the badge says when no rule is broken."""
        if self.choice is not None:
            return ChoiceAction(self.choice.action)
        return ClaimStatus(self.finding.status) if self.finding else ClaimStatus.ABSENT

    @property
    def label(self) -> str:
        """The words of the badge."""
        return "Regel geschonden" if self.odd and self.needs_attention else self.state.label

    @property
    def tone(self) -> str:
        """The colour of the badge."""
        if self.odd and self.needs_attention:
            return "danger"
        if self.choice is not None:
            return "success"
        return {ClaimStatus.CERTAIN: "success", ClaimStatus.CHECK: "warning"}.get(self.state, "inactive")  # type: ignore[call-overload, no-any-return] # any vocabulary member may be asked for

    @property
    def chance(self) -> str:
        """How likely reading holds its value, in whole per cents; empty without one."""
        if self.finding is None or not self.finding.confidence:
            return ""
        return f"{round(self.finding.confidence * 100)} procent"

    @property
    def opens_candidates(self) -> bool:
        """Whether the few other values are shown at once: where something has to be chosen."""
        return self.key == "date" and not self.is_settled

    @property
    def others(self) -> list[Candidate]:
        """The candidates that differ from the value as it is now."""
        now = str(self.bound.value() or "")
        return [one for one in self.candidates if now not in {one.value, one.label, _as_typed(one.value)}]


def _as_typed(iso: str) -> str:
    """An ISO date as the date field shows it."""
    return "-".join(reversed(iso.split("-")))


@dataclass(frozen=True, slots=True)
class PersonalRow:
    """A text with personal data and all its places: whether it will be masked."""

    key: str
    kind: str
    text: str
    places: list[Place]
    masked: bool

    @property
    def anchor(self) -> str:
        """Where it stands first."""
        return f"persoon-{self.places[0][0]}"

    @property
    def count(self) -> int:
        """At how many places it stands."""
        return len(self.places)


def personal_rows(text: str, masked: set[Place], kept: set[Place], kinds: dict[Place, str]) -> list[PersonalRow]:
    """One row per different text, in the order of the letter; ``kinds`` says what reading took a place for. A text of
    which one place is masked is masked."""
    groups: dict[str, list[Place]] = {}
    for start, end in sorted(masked | kept):
        groups.setdefault(" ".join(text[start:end].split()).casefold(), []).append((start, end))
    return [
        PersonalRow(
            key=f"{places[0][0]}-{places[0][1]}",
            kind=KINDS.get(next((kinds[place] for place in places if place in kinds), "own"), "persoonsgegeven"),
            text=" ".join(text[places[0][0] : places[0][1]].split()),
            places=places,
            masked=any(place in masked for place in places),
        )
        for places in groups.values()
    ]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A record of governance that the letter names, with every place; ``ids`` are those of the links."""

    label: str
    kind: str
    ids: str
    start: int
    end: int
    count: int
    accepted: bool

    @property
    def anchor(self) -> str:
        """Where it stands first."""
        return f"bron-v{self.start}"


def link_rows(links: Iterable[EvidenceLink]) -> list[LinkRow]:
    """One row per record, by kind and name."""
    grouped: dict[tuple[str, int], list[EvidenceLink]] = {}
    for link in links:
        grouped.setdefault((link.target_name, link.target_id), []).append(link)
    rows = []
    for (name, _), places in grouped.items():
        record: Any = getattr(places[0], name)
        rows.append(
            LinkRow(
                label=getattr(record, "full_name", str(record)), kind=str(record._meta.verbose_name),
                ids="-".join(str(place.pk) for place in places), start=places[0].start, end=places[0].end,
                count=len(places), accepted=any(p.status != EvidenceStatus.REJECTED for p in places),
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.kind, row.label))
