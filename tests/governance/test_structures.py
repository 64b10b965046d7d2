"""Structures over time and procedures: what the database refuses, and the writes that keep rules."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from governance.changes import complete_shares, open_round
from governance.errors import RuleBroken
from governance.models import (
    ArrangementParticipant,
    ArrangementVersion,
    BodyLifeEvent,
    ChangeEvent,
    Commitment,
    CostShare,
    LegalTerm,
    Mandate,
    Meeting,
    Programme,
    Region,
    RegionDefinition,
    Round,
    RoundAnswer,
    ShareTable,
    Statement,
)
from governance.vocabulary import (
    AnswerStatus,
    CommitmentKind,
    CommitmentStatus,
    EventKind,
    LifeEventKind,
    MandateKind,
    ObjectKind,
    ParticipantOrgan,
    RoundKind,
)
from tests.factories import (
    BodyFactory,
    GemeenteFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegionFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date


def refused(row: object) -> str:
    """The Dutch sentence with which a row is refused before the database does."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()  # type: ignore[attr-defined]
    return " ".join(caught.value.messages)


def test_one_text_of_a_regeling_is_in_force_at_a_time() -> None:
    organisation = OrganisationFactory()
    ArrangementVersion.objects.create(organisation=organisation, number="CVDR1/1", valid_from=DAY(2020, 1, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        ArrangementVersion.objects.create(organisation=organisation, number="CVDR1/2", valid_from=DAY(2023, 3, 15))


def test_a_gemeente_may_take_part_with_two_organs_at_once_but_not_twice_with_one() -> None:
    organisation, gemeente = OrganisationFactory(), GemeenteFactory()
    for organ in (ParticipantOrgan.COLLEGE, ParticipantOrgan.COUNCIL):
        ArrangementParticipant.objects.create(organisation=organisation, gemeente=gemeente, organ=organ, partial=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        ArrangementParticipant.objects.create(
            organisation=organisation, gemeente=gemeente, organ=ParticipantOrgan.COLLEGE
        )


def test_only_what_goes_on_has_a_successor() -> None:
    event = BodyLifeEvent(body=BodyFactory(), kind=LifeEventKind.ENDED, successor=BodyFactory())

    assert "kan verdergaan" in refused(event)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Kies het orgaan dat vergadert"),
        ({"region": True, "end_date": DAY(2021, 2, 15)}, "De laatste dag ligt voor de eerste"),
    ],
)
def test_a_meeting_is_of_somebody_and_ends_after_it_begins(facts: dict[str, object], sentence: str) -> None:
    if facts.pop("region", False):
        facts["region"] = RegionFactory()

    assert sentence in refused(Meeting(date=DAY(2021, 2, 16), **facts))


def test_a_mandate_has_one_holder() -> None:
    nobody = Mandate(kind=MandateKind.TASK, subject="toegang")

    assert "wie de taak heeft" in refused(nobody)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(
            kind=MandateKind.TASK, subject="toegang", holder_body=BodyFactory(), holder_gemeente=GemeenteFactory()
        )


def test_a_mandate_names_both_sides_in_words_for_people() -> None:
    body, gemeente = BodyFactory(), GemeenteFactory()

    mandate = Mandate(kind=MandateKind.MANDATE, subject="inkoop", giver_gemeente=gemeente, holder_body=body)

    assert (mandate.giver_name, mandate.holder_name) == (gemeente.name, body.full_name)
    assert Mandate(kind=MandateKind.TASK, subject="kaders", holder_text="elke raad").giver_name == ""


def share_table(*percentages: str) -> ShareTable:
    table = ShareTable.objects.create(programme=ProgrammeFactory(), year=2023)
    for percentage in percentages:
        CostShare.objects.create(table=table, gemeente=GemeenteFactory(), percentage=Decimal(percentage))
    return table


def test_shares_that_make_a_hundred_per_cent_are_complete() -> None:
    table = share_table("33.333", "33.333", "33.334")

    complete_shares(table)

    assert ShareTable.objects.get().complete


@pytest.mark.parametrize(
    ("percentages", "sentence"),
    [
        (("60", "39"), "zijn samen 1 procent te weinig"),
        (("60", "40.5"), "zijn samen 0,5 procent te veel"),
        ((), "zijn samen 100 procent te weinig"),
    ],
)
def test_shares_that_do_not_make_a_hundred_per_cent_stay_incomplete(
    percentages: tuple[str, ...], sentence: str
) -> None:
    table = share_table(*percentages)

    with pytest.raises(RuleBroken, match=sentence):
        complete_shares(table)
    assert not ShareTable.objects.get().complete


def test_a_share_is_a_percentage() -> None:
    table = share_table()

    assert "tussen 0 en 100" in refused(CostShare(table=table, gemeente=GemeenteFactory(), percentage=Decimal(101)))


@pytest.fixture
def rijnmond(reference_data: None) -> Region:
    return Region.objects.get(slug="rijnmond")


def ask(region: Region, asked_on: datetime.date) -> Round:
    return open_round(
        region=region, definition=RegionDefinition.objects.earliest("peil_date"), members_on=asked_on,
        asked_on=asked_on, actor=UserFactory(), kind=RoundKind.ADOPTION, subject="Regiovisie", deadline=DAY(2023, 5, 1),
    )  # fmt: skip


def test_a_round_asks_the_gemeenten_of_its_day(rijnmond: Region) -> None:
    before, after = ask(rijnmond, DAY(2022, 12, 31)), ask(rijnmond, DAY(2023, 1, 1))

    names = [set(found.answers.values_list("gemeente__name", flat=True)) for found in (before, after)]

    assert [len(each) for each in names] == [15, 13]
    assert names[1] - names[0] == {"Voorne aan Zee"}


def test_a_round_that_is_opened_tells_its_owner_only(rijnmond: Region) -> None:
    found = ask(rijnmond, DAY(2022, 12, 31))

    event = ChangeEvent.objects.get()

    assert (event.kind, event.object_kind, event.object_id) == (EventKind.RECORDED, ObjectKind.ROUND, found.pk)
    assert event.level is None


def test_a_round_with_its_deadline_before_the_question_is_refused_and_leaves_nothing(rijnmond: Region) -> None:
    with pytest.raises(RuleBroken, match="ligt voor de dag van de vraag"):
        ask(rijnmond, DAY(2023, 6, 1))

    assert not Round.objects.exists()
    assert not RoundAnswer.objects.exists()


@pytest.mark.parametrize("status", [AnswerStatus.GIVEN, AnswerStatus.WAIVED, AnswerStatus.OPEN])
def test_only_a_gemeente_without_an_answer_is_late_and_only_after_the_deadline(status: AnswerStatus) -> None:
    answer = RoundAnswer(round=Round(deadline=DAY(2021, 5, 1)), gemeente=GemeenteFactory(), status=status)

    assert not answer.is_late(DAY(2021, 5, 1))
    assert answer.is_late(DAY(2021, 5, 2)) is (status == AnswerStatus.OPEN)
    assert not RoundAnswer(round=Round(), status=AnswerStatus.OPEN).is_late(DAY(2030, 1, 1))


def test_a_legal_term_holds_in_its_own_years() -> None:
    source = SourceFactory()
    begroting = {"subject": "begroting", "law": "Wgr", "article": "35", "source": source}
    LegalTerm.objects.create(**begroting, weeks=8, valid_until=DAY(2022, 7, 1))
    LegalTerm.objects.create(**begroting, weeks=12, valid_from=DAY(2022, 7, 1))

    terms = LegalTerm.objects.filter(subject="begroting")
    weeks = [terms.on(day).get().weeks for day in (DAY(2022, 6, 30), DAY(2022, 7, 1))]

    assert weeks == [8, 12]
    assert terms.get(weeks=8).deadline(DAY(2021, 1, 1)) == DAY(2021, 2, 26)


def test_a_promise_is_overdue_after_its_interval_and_only_while_it_is_open() -> None:
    promise = Commitment(
        kind=CommitmentKind.PROMISE, subject="bijeenkomst", made_by=BodyFactory(), latest=DAY(2021, 6, 20)
    )

    assert [promise.is_overdue(DAY(2021, 6, day)) for day in (20, 21)] == [False, True]
    promise.status = CommitmentStatus.KEPT
    assert not promise.is_overdue(DAY(2021, 6, 21))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({}, "Kies wie de toezegging deed"),
        (
            {"made_by_text": "de wethouder", "earliest": DAY(2021, 7, 1), "latest": DAY(2021, 6, 1)},
            "De uiterste datum ligt voor de vroegste",
        ),
    ],
)
def test_a_promise_is_made_by_somebody_within_an_interval(facts: dict[str, object], sentence: str) -> None:
    assert sentence in refused(Commitment(kind=CommitmentKind.PROMISE, subject="bijeenkomst", **facts))


def test_a_statement_is_about_one_thing() -> None:
    statement = Statement(
        question="wie stelde het vast", value="de raad", source=SourceFactory(), body=BodyFactory(),
        region=RegionFactory(),
    )  # fmt: skip

    assert "over één ding" in refused(statement)


def test_a_programme_of_one_gemeente_lies_in_its_region() -> None:
    gemeente = GemeenteFactory()
    programme = ProgrammeFactory(gemeente=gemeente, themes=["toegang", "kwaliteit"])

    assert Programme.objects.get(gemeente=gemeente).themes == ["toegang", "kwaliteit"]
    assert programme.region is not None
