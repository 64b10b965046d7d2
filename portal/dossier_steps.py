"""How far a subject is: announced, drafted, sent to the raden, decided, carried out, evaluated. Only what the facts of
the dossier say; a step of which nothing is known says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from governance.vocabulary import Outcome, Precision, Vocabulary
from portal.dossier_facts import DossierFacts

DECIDED = {Outcome.ADOPTED, Outcome.AGREED}
INTENDED = {Outcome.INTENDED, Outcome.OPINION_ASKED}


class StepState(Vocabulary):
    """Where a step stands on a day."""

    DONE = "done", "geweest"
    NOW = "now", "hier staat het nu"
    COMING = "coming", "komt nog"
    UNKNOWN = "unknown", "niet bekend"


@dataclass(frozen=True, slots=True)
class Known:
    """The fact that dates a step."""

    date: datetime.date
    precision: str
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the bar; ``known`` is the fact that says when, None where nothing says so."""

    label: str
    state: StepState
    known: Known | None

    @property
    def is_now(self) -> bool:
        """Whether this is where the subject stands."""
        return self.state is StepState.NOW


def steps_of(facts: DossierFacts, today: datetime.date) -> list[Step]:
    """The six steps in order, or none when the dossier says nothing of any."""
    drafted, asked = _first(_drafted(facts)), _first(_asked(facts))
    # A decision taken before the raden were asked is an earlier one on the same subject.
    decided = _first(one for one in _decided(facts) if asked is None or one.date >= asked.date)
    in_force = _first(_frameworks(facts)) or _first(_in_force(facts, decided))
    evaluated = _first(_evaluated(facts))
    later = [("Ontwerp", drafted), ("Bij de raden", asked), ("Besluit", decided), ("Uitvoering", in_force),
             ("Evaluatie", evaluated)]  # fmt: skip
    begun = min((known.date for _, known in later if known is not None), default=datetime.date.max)
    # A letter that looks back announces nothing.
    found = [("Aangekondigd", _first(one for one in _announced(facts) if one.date < begun)), *later]
    past = [place for place, (_, known) in enumerate(found) if known is not None and known.date <= today]
    if not any(known for _, known in found):
        return []
    return [
        Step(label, _state(place, known, past[-1] if past else -1, today), known)
        for place, (label, known) in enumerate(found)
    ]


def _state(place: int, known: Known | None, last: int, today: datetime.date) -> StepState:
    if known is None:
        return StepState.UNKNOWN
    if place == last:
        return StepState.NOW
    return StepState.DONE if known.date <= today else StepState.COMING


def _first(known: Iterable[Known]) -> Known | None:
    return min(known, key=lambda one: one.date, default=None)


def _announced(facts: DossierFacts) -> Iterable[Known]:
    """The first letter, or a decision that was only intended."""
    for letter in facts.letters:
        if letter.date is not None:
            yield Known(letter.date, letter.date_precision, letter.get_absolute_url())
    for row in facts.decisions:
        if row.date is not None and row.outcome in INTENDED:
            yield Known(row.date, row.date_precision, row.get_absolute_url())


def _drafted(facts: DossierFacts) -> Iterable[Known]:
    """A draft is there when it is sent to the raden, or when a board decided to ask what they think of it."""
    for row in facts.decisions:
        if row.date is not None and row.outcome == Outcome.OPINION_ASKED:
            yield Known(row.date, row.date_precision, row.get_absolute_url())
    for found in facts.rounds:
        if found.asked_on is not None:
            yield Known(found.asked_on, found.asked_on_precision, found.get_absolute_url())


def _asked(facts: DossierFacts) -> Iterable[Known]:
    """The raden are at work from the day they are asked; where no text says which, from the first known answer."""
    for found in facts.rounds:
        if found.asked_on is not None:
            yield Known(found.asked_on, found.asked_on_precision, found.get_absolute_url())
    for told in facts.responses:
        if told.date is not None:
            yield Known(told.date, told.date_precision, told.round.get_absolute_url())
    for answer in facts.answers:
        if answer.answered_on is not None:
            yield Known(answer.answered_on, Precision.DAY, answer.round.get_absolute_url())


def _decided(facts: DossierFacts) -> Iterable[Known]:
    for row in facts.decisions:
        if row.date is not None and row.outcome in DECIDED:
            yield Known(row.date, row.date_precision, row.get_absolute_url())


def _frameworks(facts: DossierFacts) -> Iterable[Known]:
    for framework in facts.frameworks:
        if framework.valid_from is not None and framework.valid_from_precision != Precision.UNKNOWN:
            yield Known(framework.valid_from, framework.valid_from_precision, f"#kader-{framework.pk}")


def _in_force(facts: DossierFacts, decided: Known | None) -> Iterable[Known]:
    """Without a framework: when the decision that is the step before goes in, or one taken later."""
    for row in facts.decisions:
        since = decided is None or row.date is None or row.date >= decided.date
        if row.effective_date is not None and row.outcome in DECIDED and since:
            yield Known(row.effective_date, row.effective_date_precision, row.get_absolute_url())


def _evaluated(facts: DossierFacts) -> Iterable[Known]:
    for row in facts.programmes:
        if row.evaluation_date is not None:
            yield Known(row.evaluation_date, row.evaluation_precision, row.get_absolute_url())
