"""What reading found besides fields and decisions, as short cards with their sentence and a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from documents.choices import Subject
from documents.found import repeats_request
from documents.models import Choice, Finding, LetterVersion
from documents.vocabulary import ChoiceAction

HEADINGS = {
    "consultations": "Verzoek",
    "follow_ups": "Toezegging of vervolg",
    "costs": "Kosten",
    "attachments": "Bijlage",
}
ASKED = {"zienswijze": "Zienswijze gevraagd", "vaststelling": "Vaststelling gevraagd", "advies": "Advies gevraagd"}
MONEY = {"share": "Verdeling", "cashier": "Kassier", "in_attachment": "In een bijlage", "not_applicable": "Geen kosten"}
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing that reading found: what it is, in words, where it stands, and what a person said of it."""

    subject: Subject
    heading: str
    words: str
    details: list[str]
    quote: str
    action: str
    is_promised: bool = False

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.subject.start or 0

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.subject.end or 0

    @property
    def anchor(self) -> str:
        """The mark of its place in the text."""
        return f"plek-{self.start}"

    @property
    def code(self) -> str:
        """How a button names it."""
        return f"{self.subject.key}:{self.start}-{self.end}:{self.subject.ordinal}"

    @property
    def is_right(self) -> bool:
        """Whether a person said so."""
        return self.action == ChoiceAction.CONFIRMED

    @property
    def is_wrong(self) -> bool:
        """Whether a person said so."""
        return self.action == ChoiceAction.REJECTED


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pressed button says of one found thing."""

    subject: Subject
    right: bool


def found_rows(findings: Iterable[Finding], choices: Iterable[Choice]) -> list[FoundRow]:
    """Requests, promises, costs and attachments, in that order and that of the text.

    A request that reading also took for a promise is shown once, unless somebody answered the promise already.
    """
    findings = list(findings)
    asked = [finding for finding in findings if finding.key == "consultations"]
    said = {(c.key, c.start, c.end, c.ordinal): c.action for c in choices if c.key in HEADINGS}
    seen: Counter[tuple[str, int, int]] = Counter()
    rows = []
    for finding in findings:
        if finding.key not in HEADINGS or finding.start is None or finding.end is None:
            continue
        place = (finding.key, finding.start, finding.end)
        subject = Subject(*place, ordinal=seen[place])
        seen[place] += 1
        action = said.get((*place, subject.ordinal), "")
        if finding.key == "follow_ups" and not action and repeats_request(finding, asked):
            continue
        words, details = _in_words(finding.key, finding.value)
        promised = bool(finding.value.get("promised"))
        rows.append(FoundRow(subject, HEADINGS[finding.key], words, details, finding.quote, action, promised))
    return sorted(rows, key=lambda row: (list(HEADINGS).index(row.subject.key), row.start))


def _in_words(key: str, value: dict[str, Any]) -> tuple[str, list[str]]:
    if key == "consultations":
        asked = ASKED.get(str(value.get("kind")), "Verzoek")
        return f"{asked}: {value.get('subject') or 'zonder onderwerp'}", _said(
            ("aan", value.get("asked_of")),
            ("door", value.get("actor")),
            ("uiterlijk", str(value.get("deadline_text") or "").removeprefix("uiterlijk ")),
        )
    if key == "follow_ups":
        return str(value.get("what") or ""), _said(("door", value.get("actor")), ("wanneer", value.get("when_text")))
    if key == "costs":
        amount = value.get("amount")
        kind = MONEY.get(str(value.get("kind")), "Bedrag")
        euros = f"€ {amount:,.0f}".replace(",", ".") if isinstance(amount, (int, float)) else ""
        return str(value.get("text") or kind), _said(("soort", kind), ("bedrag", euros))
    return str(value.get("title") or ""), ["beloofd bij deze brief"] if value.get("promised") else []


def _said(*pairs: tuple[str, Any]) -> list[str]:
    return [f"{label} {value}" for label, value in pairs if value]


def judged(version: LetterVersion, code: str) -> Verdict | None:
    """What the button ``<key>:<start>-<end>:<ordinal>:ja`` says; None for nothing that reading found."""
    parts = code.split(":")
    if len(parts) != 4 or parts[0] not in HEADINGS or parts[3] not in {"ja", "nee"}:
        return None
    start, _, end = parts[1].partition("-")
    if not all(part.isdecimal() and len(part) <= MOST_DIGITS for part in (start, end, parts[2])):
        return None
    subject = Subject(parts[0], int(start), int(end), int(parts[2]))
    found = version.findings.filter(key=subject.key, start=subject.start, end=subject.end).count()
    return Verdict(subject, parts[3] == "ja") if subject.ordinal < found else None
