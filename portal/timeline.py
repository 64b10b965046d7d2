"""The timeline of a dossier: letters, decisions, rounds, frameworks, programmes, meetings and promises in one order."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from governance.models import Commitment, Decision, Gemeente
from governance.vocabulary import Precision
from portal.dossier_facts import DossierFacts


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened or will happen. ``words`` are the text's own where it gives no exact date;
    ``gemeente_id`` is the gemeente that it is about, None when it is about all of them."""

    date: datetime.date
    precision: str
    kind: str
    title: str
    url: str = ""
    state: str = ""
    words: str = ""
    gemeente_id: int | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the timeline, or (``until``) several years on end of which nothing is known: a gap that is shown."""

    number: int
    moments: tuple[Moment, ...]
    is_future: bool
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years of a dossier, and title and address of what has no date at all."""

    years: tuple[Year, ...]
    undated: tuple[tuple[str, str], ...]

    @property
    def count(self) -> int:
        """How many moments are known, dated or not."""
        return sum(len(year.moments) for year in self.years) + len(self.undated)


def timeline(
    facts: DossierFacts, today: datetime.date, *, gemeente_id: int | None = None, newest_first: bool = False
) -> Timeline:
    """The years of these facts; with a gemeente only what is about that gemeente or about all of them."""
    kept = [one for one in _moments(facts) if gemeente_id is None or one.gemeente_id in {None, gemeente_id}]
    years = _years(sorted(kept, key=lambda one: (one.date, one.kind, one.title)), today)
    if newest_first:
        years = [Year(year.number, year.moments[::-1], year.is_future, year.until) for year in reversed(years)]
    undated = [
        (row.subject, row.get_absolute_url())
        for row in facts.decisions
        if row.date is None and _fits(_of_decision(row), gemeente_id)
    ]
    undated += [
        (row.subject or "Brief zonder onderwerp", row.get_absolute_url())
        for row in facts.letters
        if row.date is None and _fits(row.gemeente_id, gemeente_id)
    ]
    return Timeline(tuple(years), tuple(undated))


def gemeenten_in(facts: DossierFacts) -> list[int]:
    """The gemeenten that something in the dossier is about, to choose from."""
    return sorted({one.gemeente_id for one in _moments(facts) if one.gemeente_id is not None})


def chosen_gemeente(slug: str, offered: Iterable[Gemeente]) -> Gemeente | None:
    """The gemeente of ``?gemeente=``, when the dossier has something about it."""
    return next((one for one in offered if one.slug == slug), None)


def _fits(own: int | None, asked: int | None) -> bool:
    return asked is None or own in {None, asked}


def _of_decision(row: Decision) -> int | None:
    return row.body.gemeente_id if row.body is not None else None


def _of_promise(row: Commitment) -> int | None:
    named = (body.gemeente_id for body in (row.made_by, row.made_to) if body is not None)
    return next((number for number in named if number is not None), None)


def _moments(facts: DossierFacts) -> Iterator[Moment]:
    yield from _decided(facts)
    yield from _written(facts)
    yield from _asked(facts)
    yield from _answered(facts)
    yield from _framed(facts)
    yield from _planned(facts)
    yield from _promised(facts)


def _decided(facts: DossierFacts) -> Iterator[Moment]:
    for row in facts.decisions:
        url, gemeente = row.get_absolute_url(), _of_decision(row)
        if row.date is not None:
            state = row.get_outcome_display()
            yield Moment(
                row.date, row.date_precision, "Besluit", row.subject, url, state, gemeente_id=gemeente
            )  # fmt: skip
        if row.effective_date is not None and row.effective_date != row.date:
            precision = row.effective_date_precision
            yield Moment(row.effective_date, precision, "Gaat in", row.subject, url, gemeente_id=gemeente)
    for meeting in facts.meetings:
        title = meeting.body.full_name if meeting.body is not None else meeting.title
        url = meeting.body.get_absolute_url() if meeting.body is not None else ""
        yield Moment(meeting.date, meeting.date_precision, "Vergadering", title, url)


def _written(facts: DossierFacts) -> Iterator[Moment]:
    for row in facts.letters:
        if row.date is not None:
            title = row.subject or "Brief zonder onderwerp"
            yield Moment(
                row.date, row.date_precision, "Brief", title, row.get_absolute_url(), gemeente_id=row.gemeente_id
            )


def _asked(facts: DossierFacts) -> Iterator[Moment]:
    for row in facts.rounds:
        label, url = f"Gevraagd: {row.get_kind_display()}", row.get_absolute_url()
        if row.asked_on is not None:
            yield Moment(row.asked_on, row.asked_on_precision, label, row.subject, url)
        if row.deadline is not None:
            yield Moment(row.deadline, Precision.DAY, "Uiterste datum", row.subject, url)


def _answered(facts: DossierFacts) -> Iterator[Moment]:
    """What letters say raden answered, and what griffies recorded besides."""
    told = {(row.round_id, row.gemeente_id) for row in facts.responses if row.date is not None}
    for row in facts.responses:
        if row.date is not None:
            label, url, state = f"Antwoord van {row.gemeente}", row.round.get_absolute_url(), row.get_status_display()
            yield Moment(
                row.date, row.date_precision, label, row.round.subject, url, state, gemeente_id=row.gemeente_id
            )
    for answer in facts.answers:
        if answer.answered_on is not None and (answer.round_id, answer.gemeente_id) not in told:
            label, url = f"Antwoord van {answer.gemeente}", answer.round.get_absolute_url()
            state = answer.get_status_display()
            yield Moment(
                answer.answered_on, Precision.DAY, label, answer.round.subject, url, state,
                gemeente_id=answer.gemeente_id,
            )  # fmt: skip


def _framed(facts: DossierFacts) -> Iterator[Moment]:
    for row in facts.frameworks:
        url = f"#kader-{row.pk}"
        if row.valid_from is not None:
            yield Moment(row.valid_from, row.valid_from_precision, "Kader gaat in", row.name, url)
        if row.valid_until is not None:
            yield Moment(row.valid_until, row.valid_until_precision, "Kader eindigt", row.name, url)


def _planned(facts: DossierFacts) -> Iterator[Moment]:
    for row in facts.programmes:
        url = row.get_absolute_url()
        for day, precision, label in (
            (row.valid_from, row.valid_from_precision, "Programma begint"),
            (row.valid_until, row.valid_until_precision, "Programma eindigt"),
            (row.evaluation_date, row.evaluation_precision, "Evaluatie van programma"),
        ):
            if day is not None:
                yield Moment(day, precision, label, row.name, url)


def _promised(facts: DossierFacts) -> Iterator[Moment]:
    for row in facts.commitments:
        day = row.latest or row.earliest
        if day is not None:
            state, label = row.get_status_display(), row.get_kind_display()
            yield Moment(
                day, Precision.DAY, label, row.subject, row.get_absolute_url(), state, row.words,
                gemeente_id=_of_promise(row),
            )  # fmt: skip


def _years(moments: list[Moment], today: datetime.date) -> list[Year]:
    """Every year from the first moment to the last; years on end without any are one gap."""
    years: list[Year] = []
    for moment in moments:
        number = moment.date.year
        if years and years[-1].number == number:
            last = years.pop()
            years.append(Year(number, (*last.moments, moment), last.is_future))
            continue
        if years and number - years[-1].number > 1:
            first, until = years[-1].number + 1, number - 1
            years.append(Year(first, (), first > today.year, until if until > first else None))
        years.append(Year(number, (moment,), number > today.year))
    return years
