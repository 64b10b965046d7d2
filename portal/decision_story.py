"""What came before a decision, what came of it, and what it means for each gemeente, for one reader."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.models import Letter
from documents.vocabulary import EvidenceStatus
from governance.models import Commitment, Decision, Framework, Gemeente, Round, RoundAnswer, RoundResponse, Statement
from governance.scope import Scope
from governance.vocabulary import AnswerStatus, Precision
from portal.evidence import Proof
from portal.round_rows import ORDER


@dataclass(frozen=True, slots=True)
class Line:
    """One thing before or after the decision; ``date`` None: no day is known."""

    label: str
    title: str
    url: str
    date: datetime.date | None = None
    precision: str = Precision.DAY
    state: str = ""


@dataclass(slots=True)
class ForGemeente:
    """What the decision means for one gemeente: whether it decided or is bound, what its raad said before, which of
    its own decisions carry it out, and its letters about it."""

    gemeente: Gemeente
    decided: bool = False
    bound: bool = False
    answer: str = ""
    answer_url: str = ""
    own: list[Decision] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Story:
    """The story of a decision. ``statements`` are the answers of sources, by question."""

    before: list[Line]
    after: list[Line]
    gemeenten: list[ForGemeente]
    statements: list[tuple[str, list[Statement]]]


def story_of(found: Decision, scope: Scope, proofs: Sequence[Proof]) -> Story:
    """The story as far as this reader may know it; eight queries at most."""
    visible = Decision.objects.visible_to(scope).select_related("body__organisation", "body__gemeente")
    linked = _linked(found, visible)
    told = RoundResponse.objects.visible_to(scope).filter(led_to=found)
    rounds = list(Round.objects.visible_to(scope).filter(Q(led_to=found) | Q(responses__in=told)).distinct())
    before = [_line(LINKS[name], row) for name in ("supersedes", "implements") for row in linked[name]]
    for row in rounds:
        label = f"Gevraagd aan raden: {row.get_kind_display()}"
        before.append(Line(label, row.subject, row.get_absolute_url(), row.asked_on or row.deadline))
    after = [_line(LINKS[name], row) for name in ("superseded_by", "implemented_by") for row in linked[name]]
    after += _frameworks(found, scope) + _promises(proofs, scope)
    return Story(
        _in_order(before), _in_order(after), _for_gemeenten(found, scope, rounds, linked["implemented_by"], proofs),
        _statements(found),
    )  # fmt: skip


LINKS = {
    "supersedes": "Vervangt", "implements": "Voert uit",
    "superseded_by": "Vervangen door", "implemented_by": "Uitgevoerd door",
}  # fmt: skip


def _linked(found: Decision, visible: QuerySet[Any]) -> dict[str, list[Decision]]:
    """The decisions that this one is tied to, by the name of the tie; one query."""
    ties: dict[str, Any] = {}
    for there, back in (("supersedes", "superseded_by"), ("implements", "implemented_by")):
        pairs = Decision._meta.get_field(there).remote_field.through._default_manager  # type: ignore[union-attr]
        ties[there] = Exists(pairs.filter(from_decision=found, to_decision=OuterRef("pk")))
        ties[back] = Exists(pairs.filter(to_decision=found, from_decision=OuterRef("pk")))
    marked = visible.annotate(**{f"is_{name}": tie for name, tie in ties.items()})
    wanted = Q()
    for name in ties:
        wanted |= Q(**{f"is_{name}": True})
    rows = list(marked.filter(wanted))
    return {name: [row for row in rows if getattr(row, f"is_{name}")] for name in ties}


def _line(label: str, row: Decision) -> Line:
    return Line(
        label, row.subject, row.get_absolute_url(), row.date, row.date_precision,
        f"{row.decider_name}, {row.get_outcome_display().lower()}",
    )  # fmt: skip


def _in_order(lines: list[Line]) -> list[Line]:
    """Oldest first; what has no day last."""
    return sorted(lines, key=lambda line: (line.date is None, line.date or datetime.date.min, line.title))


def _frameworks(found: Decision, scope: Scope) -> list[Line]:
    rows = Framework.objects.visible_to(scope).filter(decision=found)
    return [
        Line("Stelde vast", row.name, row.get_absolute_url(), row.valid_from, row.valid_from_precision) for row in rows
    ]


def _promises(proofs: Sequence[Proof], scope: Scope) -> list[Line]:
    """What was promised in the letters that prove the decision."""
    letters = {proof.letter.pk for proof in proofs}
    rows: Any = Commitment.objects.visible_to(scope).filter(
        evidence__version__letter__in=letters, evidence__status=EvidenceStatus.CONFIRMED
    )
    return [
        Line(row.get_kind_display(), row.subject, row.get_absolute_url(), row.latest or row.earliest,
             Precision.DAY, row.get_status_display())
        for row in rows.distinct()
    ]  # fmt: skip


class _Rows(dict[int, ForGemeente]):
    """The rows by gemeente, made when they are first asked for."""

    def of(self, gemeente: Gemeente) -> ForGemeente:
        return self.setdefault(gemeente.pk, ForGemeente(gemeente))


def _for_gemeenten(
    found: Decision, scope: Scope, rounds: list[Round], own: list[Decision], proofs: Sequence[Proof]
) -> list[ForGemeente]:
    rows = _Rows()
    for gemeente in found.deciders.all():
        rows.of(gemeente).decided = True
    for gemeente in found.binds.all():
        rows.of(gemeente).bound = True
    for answer in _answers(rounds, scope):
        row = rows.of(answer.gemeente)
        row.answer, row.answer_url = answer.get_status_display(), answer.round.get_absolute_url()
    _add_own(rows, own, proofs)
    return sorted(rows.values(), key=lambda row: row.gemeente.name)


def _add_own(rows: _Rows, own: list[Decision], proofs: Sequence[Proof]) -> None:
    """What gemeenten decided themselves to carry it out, and what they wrote about it."""
    for decision in own:
        if decision.body is not None and decision.body.gemeente is not None:
            rows.of(decision.body.gemeente).own.append(decision)
    for proof in proofs:
        gemeente = proof.letter.gemeente
        if gemeente is not None and proof.letter not in rows.of(gemeente).letters:
            rows.of(gemeente).letters.append(proof.letter)


def _answers(rounds: list[Round], scope: Scope) -> list[RoundAnswer | RoundResponse]:
    """The answers that raden gave in these rounds; of what an editor and letters say, the furthest comes last."""
    recorded = RoundAnswer.objects.filter(round__in=rounds).select_related("gemeente", "round")
    told = RoundResponse.objects.visible_to(scope).filter(round__in=rounds).select_related("gemeente", "round")
    given = [row for row in [*told, *recorded] if AnswerStatus(row.status).is_answer]
    return sorted(given, key=lambda row: ORDER[row.status])


def _statements(found: Decision) -> list[tuple[str, list[Statement]]]:
    by_question: dict[str, list[Statement]] = {}
    for statement in found.statements.select_related("source"):
        by_question.setdefault(statement.question, []).append(statement)
    return list(by_question.items())
