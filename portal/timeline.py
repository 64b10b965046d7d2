"""The timeline of a dossier: letters, decisions, rounds, frameworks and promises in one order, for one reader."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from documents.models import EvidenceLink, Letter
from documents.vocabulary import EvidenceStatus
from governance.models import Commitment, Decision, Dossier, Framework, Round, RoundResponse
from governance.scope import Scope
from governance.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened or will happen. ``words`` are the text's own where it gives no exact date."""

    date: datetime.date
    precision: str
    kind: str
    title: str
    url: str = ""
    state: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the timeline; one without moments is a gap that is shown."""

    number: int
    moments: tuple[Moment, ...]
    is_future: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years of a dossier, oldest first, and what has no date at all."""

    years: tuple[Year, ...]
    undated: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many moments are known, dated or not."""
        return sum(len(year.moments) for year in self.years) + len(self.undated)


def timeline(dossier: Dossier, scope: Scope, today: datetime.date) -> Timeline:
    """What this user may see of a dossier, in six queries whatever its size.

    Letters belong to a dossier when somebody put them there, or when they prove one of its decisions that this user
    may see.
    """
    decisions = list(Decision.objects.visible_to(scope).filter(dossier=dossier))
    letters = list(_letters(dossier, decisions, scope))
    dated = sorted(
        [*_decided(decisions), *_written(letters), *_asked(dossier, scope), *_answered(dossier, scope),
         *_framed(dossier, scope), *_promised(dossier, scope)],
        key=lambda moment: (moment.date, moment.kind, moment.title),
    )  # fmt: skip
    undated = [decision.subject for decision in decisions if decision.date is None]
    undated += [letter.subject or "Brief zonder onderwerp" for letter in letters if letter.date is None]
    return Timeline(_years(dated, today), tuple(undated))


def _letters(dossier: Dossier, decisions: list[Decision], scope: Scope) -> QuerySet[Any]:
    proofs = EvidenceLink.objects.filter(decision__in=decisions, status=EvidenceStatus.CONFIRMED)
    told = Q(dossier=dossier) | Q(pk__in=proofs.values("version__letter"))
    return Letter.objects.readable_by(scope).filter(told)


def _decided(decisions: list[Decision]) -> Iterator[Moment]:
    for row in decisions:
        if row.date is not None:
            yield Moment(
                row.date, row.date_precision, "Besluit", row.subject, row.get_absolute_url(), row.get_outcome_display()
            )
        if row.effective_date is not None and row.effective_date != row.date:
            yield Moment(
                row.effective_date, row.effective_date_precision, "Gaat in", row.subject, row.get_absolute_url()
            )


def _written(letters: list[Letter]) -> Iterator[Moment]:
    for row in letters:
        if row.date is not None:
            title = row.subject or "Brief zonder onderwerp"
            yield Moment(row.date, row.date_precision, "Brief", title, row.get_absolute_url())


def _asked(dossier: Dossier, scope: Scope) -> Iterator[Moment]:
    for row in Round.objects.visible_to(scope).filter(dossier=dossier):
        label = f"Gevraagd: {row.get_kind_display()}"
        if row.asked_on is not None:
            yield Moment(row.asked_on, row.asked_on_precision, label, row.subject, row.get_absolute_url())
        if row.deadline is not None:
            yield Moment(row.deadline, Precision.DAY, "Uiterste datum", row.subject, row.get_absolute_url())


def _answered(dossier: Dossier, scope: Scope) -> Iterator[Moment]:
    """What letters say raden answered, in rounds that this user may see."""
    rounds = Round.objects.visible_to(scope).filter(dossier=dossier)
    told = RoundResponse.objects.visible_to(scope).filter(round__in=rounds, date__isnull=False)
    for row in told.select_related("round", "gemeente"):
        if row.date is not None:
            label, state = f"Antwoord van {row.gemeente}", row.get_status_display()
            yield Moment(row.date, row.date_precision, label, row.round.subject, row.round.get_absolute_url(), state)


def _framed(dossier: Dossier, scope: Scope) -> Iterator[Moment]:
    for row in Framework.objects.visible_to(scope).filter(dossier=dossier):
        if row.valid_from is not None:
            yield Moment(row.valid_from, row.valid_from_precision, "Kader gaat in", row.name)
        if row.valid_until is not None:
            yield Moment(row.valid_until, row.valid_until_precision, "Kader eindigt", row.name)


def _promised(dossier: Dossier, scope: Scope) -> Iterator[Moment]:
    for row in Commitment.objects.visible_to(scope).filter(dossier=dossier):
        day = row.latest or row.earliest
        if day is not None:
            state = row.get_status_display()
            label, url = row.get_kind_display(), row.get_absolute_url()
            yield Moment(day, Precision.DAY, label, row.subject, url, state, row.words)


def _years(moments: list[Moment], today: datetime.date) -> tuple[Year, ...]:
    """Every year from the first moment to the last, those without any too."""
    if not moments:
        return ()
    numbers = range(moments[0].date.year, moments[-1].date.year + 1)
    return tuple(
        Year(number, tuple(moment for moment in moments if moment.date.year == number), number > today.year)
        for number in numbers
    )
