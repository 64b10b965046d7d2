"""The five letters the project started from, read, checked and published on reference data alone: which facts arise.

Service by service what the screens do: no demo content, no browser.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pytest_django import DjangoDbBlocker

from documents import answers, facts, intake, publication, review
from documents.answers import DecisionAnswer
from documents.facts import NewCommitment, NewResponse, NewRound
from documents.found import FoundItem, found_items
from documents.models import EvidenceLink, LetterVersion, ReadingRun
from documents.processing import read_run
from documents.publication import Publication
from documents.vocabulary import RunStatus
from governance.changes import open_dossier
from governance.dates import parse_iso
from governance.loading import load_reference
from governance.models import Body, Commitment, Decision, Dossier, Gemeente, Region, Round, RoundResponse, User
from governance.scope import ANONYMOUS
from governance.vocabulary import AnswerStatus, CommitmentKind, Granularity, Level, Outcome, Precision, Role, RoundKind
from portal.dossier_facts import facts_of
from portal.timeline import timeline
from tests.factories import user_with_role

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed letters of ../shared are not beside this checkout"),
]
DAY = datetime.date
ZHZ = "zuid-holland-zuid"
# Which region's griffie adds which letter.
OWNERS = {"000": ZHZ, "001": ZHZ, "002": "gooi-en-vechtstreek", "003": ZHZ, "004": "rijnmond"}


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, LetterVersion]]:
    """Every seed uploaded and read, by its number; once for the module, and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        yield {number: read(number, slug) for number, slug in OWNERS.items()}
        transaction.set_rollback(True)


@pytest.fixture
def story(told: dict[str, LetterVersion], db: None) -> dict[str, LetterVersion]:
    """The same for one test, which rolls its own changes back."""
    return {
        number: LetterVersion.objects.select_related("letter__uploaded_by").get(pk=version.pk)
        for number, version in told.items()
    }


def read(number: str, slug: str) -> LetterVersion:
    """Upload one seed as a region's griffie and read it, as the worker does."""
    region = Region.objects.get(slug=slug)
    user = user_with_role(Role.REGIONAL_GRIFFIE, region=region)
    file = SimpleUploadedFile("brief.txt", next(SEEDS.glob(f"{number}_*.txt")).read_bytes())
    batch = intake.receive([file], owner=intake.Owner(region=region), level=Level.PUBLIC, user=user)
    for run in ReadingRun.objects.filter(status=RunStatus.QUEUED):
        read_run(run.pk)
    version: LetterVersion = LetterVersion.objects.get(letter__uploads__batch=batch)
    return version


def items(version: LetterVersion, key: str) -> list[FoundItem]:
    found = found_items(version, key)
    assert found, f"{key} not found"
    return found


def body_of(version: LetterVersion, item: FoundItem) -> Body | None:
    return answers.deciding_bodies(version, [item]).get(item.finding.position)


def board(slug: str = "algemeen-bestuur", organisation: str = "dgj-zhz") -> Body:
    return Body.objects.get(organisation__slug=organisation, slug=slug)


def decide(version: LetterVersion, item: FoundItem, body: Body | None) -> Decision:
    """Take a found decision over as the screen proposes it, with the body that the griffier chose."""
    value = item.finding.value
    date, precision = parse_iso(value["date"])
    told = DecisionAnswer(
        subject=value["subject"], outcome=Outcome(value["outcome"]), date=date, date_precision=precision, body=body,
        body_text="" if body else value["body"],
    )  # fmt: skip
    return answers.create_decision(version, item, facts=told, user=user_of(version))


def user_of(version: LetterVersion) -> User:
    return version.letter.uploaded_by


def promise(version: LetterVersion, item: FoundItem, made_by: Body | None = None) -> Commitment:
    new = NewCommitment(
        kind=CommitmentKind.ANNOUNCEMENT, subject=item.finding.value["what"], made_by=made_by,
        made_by_text="het college", made_to=None, made_to_text="de raad",
    )  # fmt: skip
    return facts.record_commitment(version, item, new=new, user=user_of(version))


def publish(version: LetterVersion) -> None:
    user = user_of(version)
    version.refresh_from_db()
    for key in review.unsettled_fields(version):
        value = getattr(version.letter, key)
        date = (version.letter.date, Precision(version.letter.date_precision))
        review.choose_field(version, key=key, value=date if key == "date" else value, user=user)
    for item in answers.found_decisions(version):
        if item.choice is None:
            answers.reject_decision(version, item, user=user)
    if not version.letter.subject:
        review.choose_field(version, key="subject", value="Voortgang jeugdhulp", user=user)
    choice = Publication(level=Level.PUBLIC, personal_data_checked=True)
    publication.publish(version.letter, choice=choice, user=user)


def visible(model: type[Round] | type[Decision] | type[Commitment]) -> int:
    return model.objects.visible_to(ANONYMOUS).count()


def test_the_letter_of_rijnmond_makes_a_round_of_the_fifteen_gemeenten_of_that_day(
    story: dict[str, LetterVersion],
) -> None:
    version = story["004"]
    (item,) = items(version, "consultations")
    asked_by = board("dagelijks-bestuur", "gr-jeugdhulp-rijnmond")
    new = NewRound(
        kind=RoundKind(item.finding.value["kind"]), subject=item.finding.value["subject"], asked_by=asked_by,
        asked_on=version.letter.date, deadline=parse_iso(item.finding.value["deadline"])[0], whole_region=True,
    )  # fmt: skip
    facts.record_round(version, item, new=new, user=user_of(version))
    assert visible(Round) == 0
    publish(version)
    found = Round.objects.visible_to(ANONYMOUS).get()
    assert (found.kind, found.deadline, found.asked_on) == (RoundKind.ADOPTION, DAY(2021, 5, 1), DAY(2020, 12, 15))
    assert found.region is not None
    assert found.region.slug == "rijnmond"
    names = set(found.answers.values_list("gemeente__name", flat=True))
    assert len(names) == 15
    assert {"Brielle", "Hellevoetsluis", "Westvoorne"} <= names
    assert EvidenceLink.objects.get(round=found).version == version


def test_decisions_of_the_board_arise_with_outcome_and_proof(story: dict[str, LetterVersion]) -> None:
    for number, days in (("001", {DAY(2020, 3, 5)}), ("003", {DAY(2020, 12, 10), DAY(2021, 2, 11)})):
        version = story[number]
        for item in items(version, "decisions"):
            if parse_iso(item.finding.value["date"])[0] in days:
                decide(version, item, body_of(version, item) or board())
        publish(version)
    decided = {
        (decision.date, decision.outcome)
        for decision in Decision.objects.visible_to(ANONYMOUS).filter(body=board(), evidence__isnull=False)
    }
    assert {
        (DAY(2020, 3, 5), Outcome.POSTPONED), (DAY(2020, 12, 10), Outcome.ADOPTED), (DAY(2020, 12, 10), Outcome.AGREED),
        (DAY(2021, 2, 11), Outcome.AGREED),
    } <= decided  # fmt: skip


def test_the_opinion_of_the_raad_is_an_answer_that_led_to_the_decision_of_the_board(
    story: dict[str, LetterVersion],
) -> None:
    version = story["003"]
    found = items(version, "decisions")
    board_item = next(item for item in found if item.finding.value["date"] == "2020-12-10")
    decision = decide(version, board_item, board())
    dordrecht = Gemeente.objects.get(name="Dordrecht")
    for item in (item for item in found if item.finding.value["date"] == "2020-11-10"):
        new = NewResponse(
            gemeente=dordrecht, status=AnswerStatus.GIVEN, date=DAY(2020, 11, 10), number="2629403", led_to=decision
        )
        asked = NewRound(kind=RoundKind.OPINION, subject=item.finding.value["subject"], asked_by=board())
        facts.record_response(version, item, round_=asked, new=new, user=user_of(version))
    publish(version)
    responses = RoundResponse.objects.visible_to(ANONYMOUS).filter(gemeente=dordrecht, date=DAY(2020, 11, 10))
    assert responses.count() == 2
    assert {response.led_to for response in responses} == {decision}
    assert all(response.evidence.exists() and response.round.level == Level.PUBLIC for response in responses)


def test_promises_keep_the_vague_words_and_interval_of_the_letter(story: dict[str, LetterVersion]) -> None:
    version = story["003"]
    for item in items(version, "follow_ups"):
        promise(version, item)
    publish(version)
    promised = {row.words.lower(): row for row in Commitment.objects.visible_to(ANONYMOUS)}
    summer, autumn = promised["voor de zomer"], promised["komend najaar"]
    assert (summer.latest, summer.granularity) == (DAY(2021, 6, 20), Granularity.SEASON)
    assert autumn.earliest is not None
    assert autumn.earliest.year == 2021
    undated = next(row for words, row in promised.items() if not words)
    assert (undated.earliest, undated.latest) == (None, None)


def test_the_storyline_of_the_framework_is_one_dossier(story: dict[str, LetterVersion]) -> None:
    dossier = open_dossier("Inkoopkader jeugdhulp", region=Region.objects.get(slug=ZHZ), actor=None)
    for number in ("000", "001", "003"):
        version = story[number]
        facts.put_in_dossier(version, dossier)
        version.refresh_from_db()
        for item in items(version, "decisions"):
            if item.finding.value["date"] != "2020-11-10":
                decide(version, item, body_of(version, item))
        for item in items(version, "follow_ups"):
            promise(version, item)
        publish(version)
    line = timeline(facts_of(Dossier.objects.get(), ANONYMOUS), DAY(2026, 11, 22))
    years = {year.number: [moment.kind for moment in year.moments] for year in line.years}
    assert set(range(2020, 2024)) <= set(years)
    assert {"Brief", "Besluit"} <= set(years[2020])
    assert "Besluit" in years[2021]
    assert "Brief" in years[2023]
