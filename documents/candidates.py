"""Other values that the letter itself gives for a field: each with its place and sentence, to choose by one press."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from documents.models import Finding, LetterVersion
from documents.pipeline.dates import find_dates

MOST = 8
# How much text around a place makes it clear, on either side.
AROUND = 90
_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“])|\n\s*\n|\f|\n(?=[^\n]{0,30}\t)")

# Which findings can fill which field, and under which name their value stands.
SOURCES: dict[str, tuple[tuple[str, str], ...]] = {
    "case_number": (("referenced_numbers", "number"),),
    "from_body": (("bodies", "name"), ("organisations", "name")),
    "to_body": (("bodies", "name"),),
    "gemeente": (("gemeenten", "key"),),
    "region": (("regions", "key"),),
}
KEYS = sorted({key for sources in SOURCES.values() for key, _ in sources})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value as its form field takes it, the words for it, and the place and sentence where the letter gives it."""

    value: str
    label: str
    start: int
    end: int
    sentence: str


def candidates(version: LetterVersion) -> dict[str, list[Candidate]]:
    """By field: what the text offers, in its order, each value once and at most eight."""
    findings = list(version.findings.filter(key__in=KEYS, start__isnull=False))
    found = {"date": _once(_dates(version.text))}
    for field, sources in SOURCES.items():
        found[field] = _once(_from_findings(version.text, findings, sources))
    return found


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence or line in which a place stands, on one line; cut where it is long."""
    first = max((match.end() for match in _BREAK.finditer(text, max(0, start - 400), start)), default=0)
    after = _BREAK.search(text, end, end + 400)
    last = after.start() if after else min(len(text), end + 400)
    left, right = max(first, start - AROUND), min(last, end + AROUND)
    words = " ".join(text[left:right].split())
    return f"{'…' if left > first else ''}{words}{'…' if right < last else ''}"


def _dates(text: str) -> Iterator[Candidate]:
    for date in find_dates(text):
        if date.iso is not None:
            words = " ".join(text[date.start : date.end].split())
            yield Candidate(date.iso, words, date.start, date.end, sentence_around(text, date.start, date.end))


def _from_findings(text: str, findings: Iterable[Finding], sources: Iterable[tuple[str, str]]) -> Iterator[Candidate]:
    names = dict(sources)
    for finding in sorted(findings, key=lambda item: item.start or 0):
        value = str(finding.value.get(names[finding.key]) or "") if finding.key in names else ""
        if value and finding.start is not None and finding.end is not None:
            label = str(finding.value.get("name") or value)
            sentence = sentence_around(text, finding.start, finding.end)
            yield Candidate(value.rpartition(":")[2], label, finding.start, finding.end, sentence)


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.value, candidate)
    return list(first.values())[:MOST]
