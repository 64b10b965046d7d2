"""The griffie keeps rounds: its answer from draft to published, texts taken over, points and what became of them."""

from __future__ import annotations

import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from governance.models import AnswerDraft, Gemeente, LegalTerm, Region, Round, RoundAnswer, RoundPoint, RoundResponse
from governance.queries import AUTHORITY
from governance.vocabulary import AnswerStatus, Level, Role, RoundKind
from tests.factories import (
    EvidenceLinkFactory,
    GemeenteFactory,
    RegionFactory,
    RegionMembershipFactory,
    SourceFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date


@pytest.fixture
def region() -> Region:
    """Where it happens."""
    found: Region = RegionFactory()
    return found


@pytest.fixture
def round_(region: Region) -> Round:
    """A public round of the region."""
    found: Round = Round.objects.create(
        kind=RoundKind.OPINION, subject="Zienswijze op de begroting", level=Level.PUBLIC, region=region
    )
    return found


@pytest.fixture
def own(round_: Round) -> RoundAnswer:
    """The answer of the gemeente whose griffie is logged in."""
    gemeente = GemeenteFactory(name="Eigenstad", slug="eigenstad")
    found: RoundAnswer = RoundAnswer.objects.create(round=round_, gemeente=gemeente)
    return found


@pytest.fixture
def other(round_: Round) -> RoundAnswer:
    """The answer of another gemeente, with a text that everybody reads."""
    gemeente = GemeenteFactory(name="Anderdorp", slug="anderdorp")
    found: RoundAnswer = RoundAnswer.objects.create(
        round=round_, gemeente=gemeente, status=AnswerStatus.GIVEN, text="Let op de kosten van vervoer."
    )
    return found


def browser(role: Role, *, gemeente: Gemeente | None = None, region: Region | None = None) -> Client:
    client = Client()
    client.force_login(user_with_role(role, gemeente=gemeente, region=region))
    return client


@pytest.fixture
def griffie(own: RoundAnswer) -> Client:
    """A browser of the griffie of the own gemeente."""
    return browser(Role.GRIFFIE, gemeente=own.gemeente)


@pytest.fixture
def regional(region: Region) -> Client:
    """A browser of the griffie of the region."""
    return browser(Role.REGIONAL_GRIFFIE, region=region)


def address(answer: RoundAnswer) -> str:
    return reverse("round_answer", args=[answer.round_id, answer.gemeente.slug])


def shown(client: Client, path: str) -> str:
    found = client.get(path, follow=True)
    assert found.status_code == 200
    return " ".join(unescape(found.content.decode()).split())


def fields(client: Client, path: str, **changed: str) -> dict[str, str]:
    """What the form on this page sends, with these fields filled in otherwise."""
    form = client.get(path).context["form"]
    known = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in known.items() if value is not None} | changed


def test_a_griffie_says_how_far_its_gemeente_is(client: Client, griffie: Client, own: RoundAnswer) -> None:
    data = fields(griffie, address(own), status="scheduled", received_on="1-9-2026", council_on="10 dec 2026")
    assert griffie.post(address(own), data).status_code == 302
    own.refresh_from_db()
    assert (own.status, own.council_on) == (AnswerStatus.SCHEDULED, DAY(2026, 12, 10))
    table = shown(client, own.round.get_absolute_url() + "?weergave=tabel")
    assert "Geagendeerd" in table
    assert "ontvangen <time" in table


def test_that_an_answer_went_over_to_a_successor_is_no_choice(griffie: Client, own: RoundAnswer) -> None:
    assert "Overgegaan" not in shown(griffie, address(own))
    answer = griffie.post(address(own), fields(griffie, address(own), status="succeeded"))
    assert answer.status_code == 422
    own.refresh_from_db()
    assert own.status == AnswerStatus.OPEN


def test_an_answer_that_went_over_is_not_changed_any_more(griffie: Client, own: RoundAnswer) -> None:
    data = fields(griffie, address(own), status="given")
    RoundAnswer.objects.filter(pk=own.pk).update(status=AnswerStatus.SUCCEEDED)
    assert "Hier antwoordt de nieuwe gemeente" in shown(griffie, address(own))
    assert griffie.post(address(own), data).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"answered_on": "31-6-2020", "status": "given"}, "juni 2020 heeft 30 dagen"),
        ({"answered_on": "juni 2020", "status": "given"}, "Vul ook de dag in"),
        ({"answered_on": "1-6-2020", "status": "scheduled"}, "Kies ook wat de raad antwoordde"),
        ({"answered_on": "1-6-2099", "status": "given"}, "Deze dag moet nog komen"),
        ({"answered_on": "1-6-2020", "received_on": "2-6-2020", "status": "given"}, "ligt voor de dag van ontvangst"),
    ],
)
def test_odd_dates_are_refused_with_a_sentence(
    griffie: Client, own: RoundAnswer, wrong: dict[str, str], sentence: str
) -> None:
    answer = griffie.post(address(own), fields(griffie, address(own), **wrong))
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())


def test_a_kept_text_is_for_its_own_griffie_alone(
    client: Client, griffie: Client, regional: Client, own: RoundAnswer
) -> None:
    griffie.post(address(own), fields(griffie, address(own), text="Een zin in aanbouw."))
    assert "Een zin in aanbouw." in shown(griffie, address(own))
    assert "concept bewaard" in shown(griffie, reverse("kept_rounds"))
    compare = reverse("round_compare", args=[own.round_id]) + "?gemeente=eigenstad"
    pages = [own.round.get_absolute_url(), own.round.get_absolute_url() + "?weergave=tabel", compare]
    for reader, paths in ((client, pages), (regional, [*pages, address(own), reverse("kept_rounds")])):
        for path in paths:
            assert "in aanbouw" not in shown(reader, path)
    assert "Vergelijk" not in shown(client, own.round.get_absolute_url())


def test_a_shown_text_is_read_by_everybody_and_its_draft_is_gone(
    client: Client, griffie: Client, own: RoundAnswer
) -> None:
    griffie.post(address(own), fields(griffie, address(own), text="Eerst een concept."))
    griffie.post(address(own), fields(griffie, address(own), text="Zo is het besloten.", openbaar="1"))
    assert not AnswerDraft.objects.exists()
    compare = reverse("round_compare", args=[own.round_id]) + "?gemeente=eigenstad"
    assert "Zo is het besloten." in shown(client, compare)


def test_a_text_is_taken_over_with_its_source_and_after_what_stood_there(
    client: Client, griffie: Client, own: RoundAnswer, other: RoundAnswer
) -> None:
    griffie.post(address(own), fields(griffie, address(own), text="Ons eigen begin."))
    taking = f"{address(own)}?neem_over=anderdorp"
    page = shown(griffie, taking)
    assert "Ons eigen begin. Let op de kosten van vervoer." in page
    assert "u begon met de tekst van Anderdorp" in page
    assert AnswerDraft.objects.get().text == "Ons eigen begin."
    griffie.post(taking, fields(griffie, taking, status="given", openbaar="1"))
    own.refresh_from_db()
    assert own.taken_from == other.gemeente
    compare = reverse("round_compare", args=[own.round_id]) + "?gemeente=eigenstad&gemeente=anderdorp"
    assert "Begonnen met de tekst van gemeente Anderdorp." in shown(client, compare)


def test_what_two_colleagues_write_at_once_is_not_lost_unseen(griffie: Client, own: RoundAnswer) -> None:
    mine = fields(griffie, address(own), text="Van mij")
    griffie.post(address(own), fields(griffie, address(own), text="Van een collega"))
    answer = griffie.post(address(own), mine)
    assert answer.status_code == 422
    assert "Een collega heeft dit concept intussen bewaard" in unescape(answer.content.decode())
    assert AnswerDraft.objects.get().text == "Van een collega"


def test_another_griffie_does_not_reach_the_answer(own: RoundAnswer) -> None:
    stranger = browser(Role.GRIFFIE, gemeente=GemeenteFactory())
    assert stranger.get(address(own)).status_code == 404
    assert stranger.post(address(own), {"status": "given"}).status_code == 404
    for name in ("round_points", "round_terms"):
        assert stranger.get(reverse(name, args=[own.round_id])).status_code == 404
        assert stranger.post(reverse(name, args=[own.round_id]), {"text": "x"}).status_code == 404


def test_texts_stand_side_by_side_for_two_to_four_gemeenten(client: Client, round_: Round) -> None:
    slugs = []
    for n in range(5):
        answer = RoundAnswer.objects.create(
            round=round_, gemeente=GemeenteFactory(), status=AnswerStatus.GIVEN, text=f"Tekst nummer {n}."
        )
        slugs.append(answer.gemeente.slug)
    base = reverse("round_compare", args=[round_.pk])
    asked = [f"{base}?" + "&".join(f"gemeente={slug}" for slug in slugs[:number]) for number in (1, 2, 5)]
    assert "Kies minstens twee gemeenten" in shown(client, asked[0])
    two = shown(client, asked[1])
    assert "p-naast--2" in two
    assert "Tekst nummer 1." in two
    assert "Tekst nummer 2." not in two
    five = shown(client, asked[2])
    assert five.count("Tekst nummer") == 4
    assert "U ziet de eerste vier gemeenten" in five
    assert "p-naast" not in shown(client, f"{base}?gemeente=onbekend")


def test_a_besloten_letter_about_an_answer_is_not_compared_or_taken_over(
    client: Client, griffie: Client, own: RoundAnswer, region: Region
) -> None:
    there = GemeenteFactory(name="Beslotendam", slug="beslotendam")
    letter = published_letter(
        text="Geheim gebleven zienswijze van de raad.", level=Level.RESTRICTED, shared_with=[own.gemeente.share_key]
    )
    told = RoundResponse.objects.create(
        round=own.round, gemeente=there, status=AnswerStatus.GIVEN, level=Level.RESTRICTED,
        shared_with=[own.gemeente.share_key],
    )  # fmt: skip
    EvidenceLinkFactory(version=letter.version, region=None, response=told, start=0, end=23)
    compare = reverse("round_compare", args=[own.round_id]) + "?gemeente=beslotendam"
    assert "Beslotendam" not in shown(client, compare)
    assert "Geheim gebleven" in shown(griffie, compare)
    assert "Geheim gebleven" not in shown(griffie, f"{address(own)}?neem_over=beslotendam")


@pytest.mark.parametrize("rows", [10, 300])
def test_texts_take_as_many_queries_for_any_number(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, round_: Round, rows: int
) -> None:
    for _ in range(rows):
        RoundAnswer.objects.create(round=round_, gemeente=GemeenteFactory(), status=AnswerStatus.GIVEN, text="Tekst")
    with django_assert_num_queries(3):
        client.get(reverse("round_compare", args=[round_.pk]))


@pytest.mark.parametrize("rows", [10, 1000])
def test_the_rounds_of_a_griffie_take_as_many_queries_for_any_number(
    django_assert_num_queries: DjangoAssertNumQueries, griffie: Client, own: RoundAnswer, region: Region, rows: int
) -> None:
    made = Round.objects.bulk_create(
        Round(kind=RoundKind.OPINION, subject=f"Ronde {n}", level=Level.PUBLIC, region=region) for n in range(rows)
    )
    RoundAnswer.objects.bulk_create(RoundAnswer(round=found, gemeente=own.gemeente) for found in made)
    with django_assert_num_queries(10):
        griffie.get(reverse("kept_rounds"))


def test_the_region_keeps_points_and_what_the_board_did(client: Client, regional: Client, round_: Round) -> None:
    path = reverse("round_points", args=[round_.pk])
    sent = {"text": "Kosten beheersen", "taken": "ja", "reaction": "Toegevoegd aan paragraaf 2"}
    assert regional.post(path, sent).status_code == 302
    point = RoundPoint.objects.get()
    assert point.taken_over is True
    assert "Toegevoegd aan paragraaf 2" in shown(client, round_.get_absolute_url())
    twice = regional.post(path, sent)
    assert twice.status_code == 422
    assert "Dit punt staat er al" in unescape(twice.content.decode())
    assert regional.post(f"{path}?punt={point.pk}", sent | {"taken": "nee"}).status_code == 302
    assert RoundPoint.objects.get().taken_over is False
    assert regional.post(path, {"haal_weg": point.pk}).status_code == 302
    assert not RoundPoint.objects.exists()


def test_the_region_says_what_the_board_did_with_an_answer_and_not_what_a_raad_writes(
    regional: Client, other: RoundAnswer
) -> None:
    form = regional.get(address(other)).context["form"]
    assert "text" not in form.fields
    data = fields(regional, address(other), reaction="Verwerkt.", text="Andere woorden", openbaar="1")
    assert regional.post(address(other), data).status_code == 302
    other.refresh_from_db()
    assert (other.reaction, other.text) == ("Verwerkt.", "Let op de kosten van vervoer.")


def test_a_draft_round_of_another_is_not_kept(own: RoundAnswer, griffie: Client) -> None:
    Round.objects.filter(pk=own.round_id).update(level=None)
    assert griffie.get(address(own)).status_code == 404
    assert "Zienswijze op de begroting" not in shown(griffie, reverse("kept_rounds"))


@pytest.fixture
def term() -> LegalTerm:
    """A term of twelve weeks."""
    found: LegalTerm = LegalTerm.objects.create(
        subject="begroting voor deze test", weeks=12, law="Wgr", article="35", source=SourceFactory()
    )
    return found


def test_a_legal_term_is_offered_with_its_day_and_counts_only_when_chosen(
    regional: Client, round_: Round, term: LegalTerm
) -> None:
    Round.objects.filter(pk=round_.pk).update(asked_on=DAY(2026, 1, 5))
    path = reverse("round_terms", args=[round_.pk])
    assert "12 weken (Wgr, artikel 35): tot en met 30 maart 2026" in shown(regional, path)
    data = fields(regional, path)
    regional.post(path, data)
    round_.refresh_from_db()
    assert round_.deadline is None
    regional.post(path, fields(regional, path, legal_term=str(term.pk)))
    round_.refresh_from_db()
    assert round_.deadline == DAY(2026, 3, 30)


def test_a_deadline_before_the_question_and_a_term_without_one_are_refused(
    regional: Client, round_: Round, term: LegalTerm
) -> None:
    path = reverse("round_terms", args=[round_.pk])
    for wrong, sentence in (
        ({"asked_on": "5-1-2026", "deadline": "4-1-2026"}, "ligt voor de dag van de vraag"),
        ({"legal_term": str(term.pk)}, "Vul de dag van de vraag in"),
        ({"whole_region": "on"}, "Vul de dag van de vraag in"),
        ({"asked_on": "31-6-2026"}, "juni 2026 heeft 30 dagen"),
    ):
        answer = regional.post(path, fields(regional, path) | wrong)
        assert answer.status_code == 422
        assert sentence in unescape(answer.content.decode())
    round_.refresh_from_db()
    assert (round_.asked_on, round_.deadline) == (None, None)


def test_the_region_as_it_was_on_the_day_of_the_question_is_asked(
    regional: Client, own: RoundAnswer, region: Region
) -> None:
    then, later = GemeenteFactory(), GemeenteFactory()
    for gemeente, since in ((own.gemeente, DAY(2021, 1, 1)), (then, DAY(2021, 1, 1)), (later, DAY(2024, 1, 1))):
        RegionMembershipFactory(
            region=region, gemeente=gemeente, valid_from=since, definition__authority=AUTHORITY,
            definition__peil_date=DAY(2021, 1, 1),
        )  # fmt: skip
    path = reverse("round_terms", args=[own.round_id])
    assert regional.post(path, fields(regional, path, asked_on="1-6-2022", whole_region="on")).status_code == 302
    assert set(own.round.answers.values_list("gemeente", flat=True)) == {own.gemeente_id, then.pk}


def test_an_answer_after_the_term_is_counted_and_said_to_be_late(client: Client, other: RoundAnswer) -> None:
    Round.objects.filter(pk=other.round_id).update(deadline=DAY(2021, 5, 1))
    RoundAnswer.objects.filter(pk=other.pk).update(answered_on=DAY(2021, 5, 2))
    page = shown(client, other.round.get_absolute_url())
    assert "1 van 1 gemeente heeft geantwoord" in page
    assert "na de termijn" in page
