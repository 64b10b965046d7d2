"""Rounds, promises and dossiers on their pages: what readers see, in how many queries, and what bad input does."""

from __future__ import annotations

import datetime
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from documents.vocabulary import LetterState
from governance.models import (
    Commitment,
    Dossier,
    Framework,
    Mandate,
    Meeting,
    Region,
    Round,
    RoundAnswer,
    RoundPoint,
    RoundResponse,
    Statement,
)
from governance.vocabulary import (
    AnswerStatus,
    CommitmentKind,
    CommitmentStatus,
    FrameworkKind,
    Level,
    MandateKind,
    RoundKind,
)
from portal.demo_content import load_demo_content
from portal.demo_procedures import add_procedures
from tests.factories import (
    BodyFactory,
    CouncilFactory,
    DecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    OrganisationFactory,
    RegionFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date


def page(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def a_round(**facts: object) -> Round:
    wanted = {"kind": RoundKind.OPINION, "subject": "Zienswijze op de begroting", "level": Level.PUBLIC} | facts
    found: Round = Round.objects.create(**wanted)
    return found


def answer(found: Round, status: AnswerStatus = AnswerStatus.OPEN, **facts: object) -> RoundAnswer:
    return RoundAnswer.objects.create(round=found, gemeente=GemeenteFactory(), status=status, **facts)


def test_a_round_says_who_answered_and_who_is_late(client: Client) -> None:
    found = a_round(deadline=DAY(2021, 5, 1))
    answer(found, AnswerStatus.GIVEN, answered_on=DAY(2021, 4, 1))
    answer(found, AnswerStatus.WAIVED)
    late = answer(found)

    shown = page(client, found.get_absolute_url())

    assert "2 van 3 gemeenten hebben geantwoord" in shown
    assert "Zienswijze gegeven: 1" in shown
    assert f'{late.gemeente}</a> <span>Geen antwoord bekend</span> <span class="p-meta">termijn verstreken' in shown
    assert "(voorbij)" in shown


def test_a_round_without_a_term_says_so_and_nobody_is_late(client: Client) -> None:
    found = a_round()
    answer(found)

    shown = page(client, found.get_absolute_url())

    assert "Termijn niet vermeld" in shown
    assert "termijn verstreken" not in shown


def test_the_same_answers_stand_in_a_table(client: Client) -> None:
    found = a_round()
    given = answer(found, AnswerStatus.GIVEN, number="RIS 77", reaction="Overgenomen in paragraaf 3")

    shown = page(client, f"{found.get_absolute_url()}?weergave=tabel")

    assert "<table" in shown
    for words in (given.gemeente.name, "RIS 77", "Overgenomen in paragraaf 3"):
        assert words in shown


def test_points_say_what_the_board_did_with_them_or_that_it_is_not_known(client: Client) -> None:
    found = a_round()
    RoundPoint.objects.create(round=found, text="Kosten beheersen", taken_over=True)
    RoundPoint.objects.create(round=found, text="Lokaal waar het kan")

    shown = page(client, found.get_absolute_url())

    assert 'Kosten beheersen</th><td data-label="Van">niet vermeld</td><td data-label="Reactie">Overgenomen' in shown
    assert "Geen reactie bekend" in shown


def test_what_a_round_led_to_is_shown_when_the_reader_may_see_it(client: Client) -> None:
    found = a_round()
    seen, hidden = (
        DecisionFactory(subject="Begroting"),
        DecisionFactory(subject="Geheim plan", level=None, publicly_sourced=False),
    )
    found.led_to.set([seen, hidden])

    shown = page(client, found.get_absolute_url())

    assert "Begroting</a>" in shown
    assert "Nog een concept" not in shown


def test_rounds_of_one_region(client: Client) -> None:
    here, there = RegionFactory(), RegionFactory()
    a_round(subject="Ronde hier", region=here)
    a_round(subject="Ronde daar", region=there)

    shown = page(client, f"/zienswijzen/?regio={here.slug}")

    assert "Ronde hier" in shown
    assert "Ronde daar" not in shown
    assert "Ronde daar" in page(client, "/zienswijzen/?regio=onbekend")


def test_rounds_in_which_one_gemeente_was_asked(client: Client) -> None:
    here, elsewhere = a_round(subject="Ronde hier", deadline=DAY(2090, 1, 1)), a_round(subject="Ronde elders")
    asked = answer(here)
    RoundResponse.objects.create(round=elsewhere, gemeente=asked.gemeente, status=AnswerStatus.GIVEN)

    shown = page(client, f"/zienswijzen/?gemeente={asked.gemeente.slug}")

    assert "Ronde hier" in shown
    assert "(nog " in shown
    assert "Ronde elders" not in shown  # only a letter that this reader may not read says so
    assert "Ronde elders" in page(client, "/zienswijzen/?gemeente=onbekend")


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_list_of_rounds_takes_as_many_queries_for_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    region = RegionFactory()
    Round.objects.bulk_create(
        Round(kind=RoundKind.OPINION, subject=f"Ronde {n}", level=Level.PUBLIC, region=region) for n in range(rows)
    )
    with django_assert_num_queries(5):
        client.get("/zienswijzen/")


@pytest.mark.parametrize("rows", [10, 300])
def test_a_round_takes_as_many_queries_for_any_number_of_gemeenten(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    found = a_round()
    for _ in range(rows):
        answer(found)
    with django_assert_num_queries(7):
        client.get(found.get_absolute_url())


def promise(**facts: object) -> Commitment:
    wanted = {"kind": CommitmentKind.PROMISE, "subject": "Een bijeenkomst", "made_by_text": "de wethouder",
              "level": Level.PUBLIC} | facts  # fmt: skip
    return Commitment.objects.create(**wanted)


def test_a_promise_is_shown_in_its_own_words(client: Client) -> None:
    promise(words="voor de zomer", made_to_text="de raad")

    shown = page(client, "/toezeggingen/")

    assert "Een bijeenkomst" in shown
    assert "“voor de zomer”" in shown
    assert "de wethouder" in shown


def test_a_promise_whose_interval_has_passed_is_overdue(client: Client) -> None:
    promise(subject="Te laat", latest=DAY(2021, 6, 20))
    promise(subject="Afgedaan op tijd", latest=DAY(2021, 6, 20), status=CommitmentStatus.KEPT)
    promise(subject="Zonder termijn")

    shown = page(client, "/toezeggingen/?stand=verlopen")

    assert "Te laat" in shown
    assert "Afgedaan op tijd" not in shown
    assert "Zonder termijn" not in shown
    assert page(client, "/toezeggingen/").count("Termijn verstreken</") == 2  # the choice in the list, and one row


def test_promises_of_one_region_and_state(client: Client) -> None:
    region = RegionFactory()
    promise(subject="Hier en open", region=region)
    promise(subject="Hier en klaar", region=region, status=CommitmentStatus.KEPT)
    promise(subject="Daar", region=RegionFactory())

    shown = page(client, f"/toezeggingen/?regio={region.slug}&stand=open")

    assert "Hier en open" in shown
    for other in ("Hier en klaar", "Daar"):
        assert f"{other}<" not in shown


def test_an_unknown_state_shows_everything(client: Client) -> None:
    promise()

    assert "Een bijeenkomst" in page(client, "/toezeggingen/?stand=onzin")


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_list_of_promises_takes_as_many_queries_for_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    body, source = BodyFactory(), SourceFactory()
    Commitment.objects.bulk_create(
        Commitment(kind=CommitmentKind.PROMISE, subject=f"B {n}", made_by=body, level=Level.PUBLIC, source=source)
        for n in range(rows)
    )
    with django_assert_num_queries(8):
        client.get("/toezeggingen/")


@pytest.fixture
def dossier() -> Dossier:
    return Dossier.objects.create(title="Inkoopkader", slug="inkoopkader", summary="Van kader tot uitvoering.")


def test_a_dossier_is_one_timeline_with_its_gaps(client: Client, dossier: Dossier) -> None:
    DecisionFactory(subject="Kader vastgesteld", date=DAY(2020, 12, 10), dossier=dossier)
    a_round(subject="Ronde in 2020", asked_on=DAY(2020, 9, 1), dossier=dossier)
    promise(subject="Evaluatie", latest=DAY(2023, 6, 1), words="medio 2023", dossier=dossier)

    whole = page(client, dossier.get_absolute_url())
    shown = whole[whole.index('class="p-jaren"') :]

    assert shown.index("Ronde in 2020") < shown.index("Kader vastgesteld") < shown.index("Evaluatie")
    assert "“medio 2023”" in shown
    assert '2021 tot en met 2022</h3> <p class="p-voorbij">Geen gebeurtenissen bekend.' in shown


def test_the_step_bar_says_where_a_subject_stands_and_what_is_not_known(client: Client, dossier: Dossier) -> None:
    DecisionFactory(subject="Eerder besluit", date=DAY(2019, 3, 5), dossier=dossier)
    a_round(subject="Ronde", asked_on=DAY(2020, 9, 1), dossier=dossier)
    DecisionFactory(
        subject="Kader vastgesteld", date=DAY(2020, 12, 10), effective_date=DAY(2090, 1, 1), dossier=dossier
    )

    shown = page(client, dossier.get_absolute_url())

    bar = shown[shown.index("Hoe ver is dit?") : shown.index('id="tijdlijn"')]
    assert 'Nu: besluit, sinds <time datetime="2020-12-10">' in bar
    assert bar.count('aria-current="step"') == 1
    assert '1 januari 2090</time></span> <span class="p-meta">komt nog' in bar
    assert 'Evaluatie</span> <span class="p-meta">niet bekend' in bar


def test_a_hidden_decision_moves_no_step_and_names_no_body_or_meeting(client: Client, dossier: Dossier) -> None:
    hidden = DecisionFactory(
        subject="Nog niet openbaar", date=DAY(2020, 12, 10), level=None, publicly_sourced=False, dossier=dossier
    )
    Meeting.objects.create(body=hidden.body, date=DAY(2020, 12, 10), title="Vergadering van het bestuur")

    shown = page(client, dossier.get_absolute_url())

    assert "Hoe ver is dit?" not in shown
    for words in ("2020", "Betrokken organen", "Vergadering", hidden.body.full_name):
        assert words not in shown


def test_the_timeline_is_turned_round_and_narrowed_down(client: Client, dossier: Dossier) -> None:
    here, there = GemeenteFactory(name="Hierstad", slug="hierstad"), GemeenteFactory(name="Daardorp", slug="daardorp")
    for place, subject in ((here, "Besluit hier"), (there, "Besluit daar")):
        DecisionFactory(subject=subject, date=DAY(2021, 1, 5), body=CouncilFactory(gemeente=place), dossier=dossier)
    DecisionFactory(subject="Van allen samen", date=DAY(2020, 12, 10), dossier=dossier)

    newest = page(client, f"{dossier.get_absolute_url()}?volgorde=nieuwste")
    narrow = page(client, f"{dossier.get_absolute_url()}?gemeente=hierstad")
    lines = narrow[narrow.index('class="p-jaren"') : narrow.index("</section>", narrow.index('class="p-jaren"'))]

    assert newest.index("Besluit hier") < newest.index("Van allen samen", newest.index("p-jaren"))
    assert "Besluit hier" in lines
    assert "Van allen samen" in lines
    assert "Besluit daar" not in lines
    assert "Besluit daar" in page(client, f"{dossier.get_absolute_url()}?gemeente=onbekend")


def test_what_is_still_to_come_is_told_apart(client: Client, dossier: Dossier) -> None:
    Framework.objects.create(
        name="Kader 2090", slug="kader-2090", kind=FrameworkKind.PURCHASE, valid_from=DAY(2090, 1, 1),
        level=Level.PUBLIC, dossier=dossier,
    )  # fmt: skip

    shown = page(client, dossier.get_absolute_url())

    assert 'class="p-tijdlijn__straks"' in shown
    assert "(komt nog)" in shown


def test_what_has_no_date_stands_below_and_leads_on(client: Client, dossier: Dossier) -> None:
    decision = DecisionFactory(subject="Ergens besloten", date=None, dossier=dossier)

    shown = page(client, dossier.get_absolute_url())

    assert f'Zonder datum</h3><ul><li><a href="{decision.get_absolute_url()}">Ergens besloten</a>' in shown


def test_letters_that_prove_a_decision_of_the_dossier_stand_in_it(client: Client, dossier: Dossier) -> None:
    decision = DecisionFactory(date=DAY(2020, 12, 10), dossier=dossier)
    published = {"level": Level.PUBLIC, "state": LetterState.PUBLISHED, "personal_data_checked_at": timezone.now()}
    for subject, facts in (("Brief over het kader", published), ("Brief in concept", {})):
        letter = LetterFactory(subject=subject, date=DAY(2021, 3, 1), **facts)
        EvidenceLinkFactory(version=LetterVersionFactory(letter=letter), region=None, decision=decision)

    shown = page(client, dossier.get_absolute_url())

    assert "Brief over het kader" in shown
    assert "Brief in concept" not in shown


def test_sources_that_contradict_each_other_stand_side_by_side(client: Client, dossier: Dossier) -> None:
    framework = Framework.objects.create(
        name="Kader", slug="kader", kind=FrameworkKind.PURCHASE, level=Level.PUBLIC, dossier=dossier
    )
    for value in ("de gemeenteraad", "het algemeen bestuur"):
        Statement.objects.create(framework=framework, question="wie stelde vast", value=value, source=SourceFactory())

    shown = page(client, dossier.get_absolute_url())

    assert "Wij kiezen niet" in shown
    assert shown.index("de gemeenteraad") < shown.index("het algemeen bestuur")


@pytest.mark.parametrize("rows", [10, 1000])
def test_a_dossier_takes_as_many_queries_for_any_number_of_moments(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, dossier: Dossier, rows: int
) -> None:
    Commitment.objects.bulk_create(
        Commitment(
            kind=CommitmentKind.PROMISE, subject=f"B {n}", made_by_text="wij", level=Level.PUBLIC, dossier=dossier,
            latest=DAY(2020, 1, 1),
        )
        for n in range(rows)
    )  # fmt: skip
    with django_assert_num_queries(7):
        client.get(dossier.get_absolute_url())


def test_mandates_stand_on_the_day_on_which_they_hold(client: Client) -> None:
    region = RegionFactory()
    Mandate.objects.create(
        kind=MandateKind.MANDATE, subject="contract met de jeugdteams", giver_text="elke gemeente",
        holder_organisation=OrganisationFactory(region=region), valid_until=DAY(2022, 1, 1),
    )  # fmt: skip
    address = f"{region.get_absolute_url()}wie-beslist/?op="

    assert "Contract met de jeugdteams" in page(client, f"{address}31-12-2021")
    assert "Contract met de jeugdteams" not in page(client, f"{address}1-1-2022")


@pytest.mark.usefixtures("reference_data")
def test_the_demo_has_a_dossier_and_a_round_among_the_gemeenten_of_its_day(client: Client) -> None:
    load_demo_content("een wachtwoord voor de demo")

    assert add_procedures() == 0
    assert Round.objects.get(region=Region.objects.get(slug="rijnmond")).answers.count() == 15
    assert "0 van 15 gemeenten" in page(client, "/zienswijzen/")
    assert "10 november 2020" in page(client, Round.objects.get(kind=RoundKind.OPINION).get_absolute_url())
