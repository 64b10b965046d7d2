"""How far each gemeente is in a round, for one reader: what an editor recorded and what letters say, side by side."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from governance.models import Gemeente, Round, RoundAnswer, RoundResponse
from governance.scope import Scope
from governance.vocabulary import AnswerStatus, Precision
from portal.evidence import Proof, proofs_of_all, withdrawn_among

ORDER = {status.value: place for place, status in enumerate(AnswerStatus)}
ANSWERED = frozenset(status.value for status in AnswerStatus if status.is_answer)


@dataclass(slots=True)
class GemeenteRow:
    """One gemeente in a round: the row of who was asked (None: only letters say it), and what letters say that this
    reader may see, with their proof. ``is_withdrawn``: what the asking griffie sees here readers no longer do."""

    gemeente: Gemeente
    answer: RoundAnswer | None = None
    responses: list[RoundResponse] = field(default_factory=list)
    proofs: list[Proof] = field(default_factory=list)
    late: bool = False
    after_term: bool = False
    is_withdrawn: bool = False

    @property
    def best(self) -> RoundAnswer | RoundResponse:
        """The one that is furthest; what an editor recorded before what letters say as far."""
        known: list[RoundAnswer | RoundResponse] = [*([self.answer] if self.answer else []), *self.responses]
        return max(known, key=lambda one: ORDER[one.status])

    @property
    def status(self) -> AnswerStatus:
        """How far the gemeente is."""
        return AnswerStatus(self.best.status)

    @property
    def is_asked(self) -> bool:
        """Whether this gemeente is the one to answer, and not another that succeeded it."""
        return self.status != AnswerStatus.SUCCEEDED

    @property
    def date(self) -> datetime.date | None:
        """The day of the answer, if it is known."""
        best = self.best
        return best.answered_on if isinstance(best, RoundAnswer) else best.date

    @property
    def precision(self) -> str:
        """How exactly that day is known."""
        best = self.best
        return Precision.DAY if isinstance(best, RoundAnswer) else best.date_precision

    @property
    def number(self) -> str:
        """The number in the council's information system."""
        return self.best.number

    @property
    def has_words(self) -> bool:
        """Whether this reader may read anything of the answer: its text, or a place in a letter."""
        return bool((self.answer is not None and self.answer.text) or self.proofs)

    @property
    def differ(self) -> bool:
        """Whether letters tell the answer of this raad in ways that cannot both be true."""
        told = {(one.status, one.date) for one in self.responses if one.status in ANSWERED}
        return len(told) > 1 and len({one.number for one in self.responses if one.number}) <= 1


def rows_of(found: Round, scope: Scope, today: datetime.date) -> list[GemeenteRow]:
    """The gemeenten of a round by name, as far as this reader may know of them; five queries at most."""
    rows: dict[int, GemeenteRow] = {}
    for answer in found.answers.select_related("gemeente", "taken_from"):
        rows[answer.gemeente_id] = GemeenteRow(answer.gemeente, answer)
    responses = list(RoundResponse.objects.visible_to(scope).filter(round=found).select_related("gemeente"))
    for response in responses:
        rows.setdefault(response.gemeente_id, GemeenteRow(response.gemeente)).responses.append(response)
    gone = withdrawn_among([response for response in responses if response.level is None], scope)
    for proof in proofs_of_all(responses, scope):
        if isinstance(proof.fact, RoundResponse):
            rows[proof.fact.gemeente_id].proofs.append(proof)
    for row in rows.values():
        past = found.deadline is not None and today > found.deadline
        row.late = past and not row.status.is_answer and row.is_asked
        row.after_term = row.status.is_answer and _after(row, found.deadline)
        row.is_withdrawn = any(response.pk in gone for response in row.responses)
    return sorted(rows.values(), key=lambda row: row.gemeente.name)


def _after(row: GemeenteRow, deadline: datetime.date | None) -> bool:
    """Whether the answer is known to have come after the term: only a day says so, not a month or year."""
    return deadline is not None and row.date is not None and row.precision == Precision.DAY and row.date > deadline


def tally(rows: Iterable[GemeenteRow]) -> list[tuple[str, int]]:
    """How many gemeenten are in each state, in the order in which an answer comes about."""
    counts = Counter(row.status for row in rows)
    return [(status.label, counts[status]) for status in AnswerStatus if counts[status]]


def counts_of(rounds: Sequence[Round], scope: Scope) -> dict[int, tuple[int, int]]:
    """By round: of how many gemeenten it is known that they were asked and that they answered; two queries."""
    asked: dict[int, set[int]] = defaultdict(set)
    answered: dict[int, set[int]] = defaultdict(set)
    for rows in (RoundAnswer.objects.all(), RoundResponse.objects.visible_to(scope)):
        for number, gemeente, status in rows.filter(round__in=rounds).values_list("round", "gemeente", "status"):
            if status != AnswerStatus.SUCCEEDED:
                asked[number].add(gemeente)
            if status in ANSWERED:
                answered[number].add(gemeente)
    return {found.pk: (len(asked[found.pk]), len(answered[found.pk])) for found in rounds}
