"""The pages of decisions: who may see them, and which proof they show to whom."""

from __future__ import annotations

import datetime
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.models import LetterVersion
from governance.models import Round, RoundAnswer, RoundResponse, Statement
from governance.vocabulary import AnswerStatus, Level, Outcome, Precision, Role, RoundKind
from tests.factories import (
    CouncilFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    ProgrammeFactory,
    RegionFactory,
    SourceFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db

TEXT = "Het algemeen bestuur stelde het inkoopkader vast."


def page(client: Client, url: str) -> str:
    """The text of a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_decision_shows_what_who_when_and_the_letter_that_proves_it(client: Client) -> None:
    decision = DecisionFactory(subject="Inkoopkader", date=datetime.date(2020, 12, 10))
    letter = published_letter(text=TEXT, subject="Brief met bewijs")
    version = LetterVersion.objects.get(letter=letter)
    link = EvidenceLinkFactory(version=version, region=None, decision=decision, start=4, end=20)
    shown = page(client, decision.get_absolute_url())
    assert "10 december 2020" in shown
    assert "Vastgesteld" in shown
    assert decision.body.get_absolute_url() in shown
    assert f'{letter.get_absolute_url()}#bron-{link.pk}"' in shown
    assert "“algemeen bestuur”" in shown


def test_precision_of_dates_is_kept(client: Client) -> None:
    decision = DecisionFactory(
        date=datetime.date(2022, 9, 1), date_precision=Precision.MONTH, effective_date=datetime.date(2023, 1, 1),
        effective_date_precision=Precision.YEAR,
    )  # fmt: skip
    shown = page(client, decision.get_absolute_url())
    assert "september 2022" in shown
    assert "1 september 2022" not in shown
    assert "1 januari 2023" not in shown


def test_proof_in_letters_that_the_reader_may_not_read_is_not_shown(client: Client) -> None:
    decision = DecisionFactory()
    draft = LetterVersionFactory(text=TEXT, letter=LetterFactory(subject="Concept met bewijs"))
    besloten = published_letter(text=TEXT, subject="Besloten bewijs", level=Level.RESTRICTED, shared_with=["GM9999"])
    for version in (draft, LetterVersion.objects.get(letter=besloten)):
        EvidenceLinkFactory(version=version, region=None, decision=decision, start=4, end=20)
    shown = page(client, decision.get_absolute_url())
    for hidden in ("Concept met bewijs", "Besloten bewijs", "“algemeen bestuur”", f"/brieven/{besloten.pk}"):
        assert hidden not in shown


def test_decision_without_proof_says_so(client: Client) -> None:
    decision = DecisionFactory(source=None, publicly_sourced=False)
    assert "Zonder bron" in page(client, decision.get_absolute_url())


def test_decision_with_a_source_names_it(client: Client) -> None:
    decision = DecisionFactory()
    shown = page(client, decision.get_absolute_url())
    assert decision.source.title in shown
    assert "Zonder bron" not in shown


def test_draft_decision_is_seen_by_its_griffie_only(client: Client) -> None:
    gemeente = GemeenteFactory()
    decision = DraftDecisionFactory(owner_gemeente=gemeente, subject="Nog geheim plan")
    for url in (f"/besluiten/{decision.pk}/", f"/besluiten/{decision.pk}-nog-geheim-plan/"):
        assert client.get(url).status_code == 404
    assert "geheim plan" not in page(client, "/besluiten/")
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    assert client.get(f"/besluiten/{decision.pk}/").status_code == 404
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    assert "Nog niet openbaar" in page(client, f"/besluiten/{decision.pk}/")
    assert "Nog geheim plan" in page(client, "/besluiten/")


def test_griffie_sees_that_the_proof_of_its_draft_decision_is_not_published(client: Client) -> None:
    gemeente = GemeenteFactory()
    decision = DraftDecisionFactory(owner_gemeente=gemeente)
    letter = LetterFactory(owner_gemeente=gemeente)
    version = LetterVersionFactory(letter=letter, text=TEXT)
    EvidenceLinkFactory(version=version, region=None, decision=decision, start=4, end=20)
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    shown = page(client, f"/besluiten/{decision.pk}/")
    assert f"Brief {letter.pk}" in shown
    assert "Zonder bron" not in shown


def test_address_goes_to_the_canonical_one_after_access(client: Client) -> None:
    decision = DecisionFactory(subject="Inkoopkader")
    assert client.get(f"/besluiten/{decision.pk}-oud/")["Location"] == f"/besluiten/{decision.pk}-inkoopkader/"
    assert client.get("/besluiten/999999/").status_code == 404
    assert client.get("/besluiten/99999999999999999999999/").status_code == 404


def test_programme_that_the_reader_may_not_see_is_not_named(client: Client) -> None:
    programme = ProgrammeFactory(name="Verborgen programma", level=None)
    decision = DecisionFactory(programme=programme)
    assert "Verborgen programma" not in page(client, decision.get_absolute_url())
    assert "Verborgen programma" not in page(client, "/besluiten/")


def test_related_decisions_are_named_as_far_as_visible(client: Client) -> None:
    decision = DecisionFactory()
    decision.supersedes.add(DecisionFactory(subject="Het vorige kader"), DraftDecisionFactory(subject="Een concept"))
    shown = page(client, decision.get_absolute_url())
    assert "Het vorige kader" in shown
    assert "Een concept" not in shown


def test_filters_narrow_down(client: Client) -> None:
    region = RegionFactory(slug="water")
    raad = CouncilFactory()
    programme = ProgrammeFactory(region=region)
    DecisionFactory(subject="Van het water", region=region, programme=programme)
    DecisionFactory(subject="Van de raad", body=raad, region=None, outcome=Outcome.REJECTED)
    shown = page(client, "/besluiten/")
    assert "2 besluiten" in shown
    for query, wanted, other in [
        ("regio=water", "Van het water", "Van de raad"),
        (f"orgaan={raad.gemeente.code}/gemeenteraad", "Van de raad", "Van het water"),
        (f"gemeente={raad.gemeente.slug}", "Van de raad", "Van het water"),
        ("status=verworpen", "Van de raad", "Van het water"),
        (f"programma=water/{programme.slug}", "Van het water", "Van de raad"),
    ]:
        shown = page(client, f"/besluiten/?{query}")
        assert wanted in shown, query
        assert other not in shown, query
    assert "2 besluiten" in page(client, "/besluiten/?status=verworpen&status=vastgesteld")


def test_bodies_of_hidden_decisions_are_not_offered_as_a_filter(client: Client) -> None:
    DraftDecisionFactory(body=CouncilFactory(name="Raad van Stiekem"))
    assert "Stiekem" not in page(client, "/besluiten/")


def test_subject_is_escaped(client: Client) -> None:
    decision = DecisionFactory(subject="<script>alert(1)</script>")
    assert "<script>alert" not in page(client, decision.get_absolute_url())
    assert "<script>alert" not in page(client, "/besluiten/")


@pytest.mark.parametrize("rows", [3, 30])
def test_list_asks_the_same_number_of_queries_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    region = RegionFactory()
    for _ in range(rows):
        DecisionFactory(region=region)
    with django_assert_num_queries(6):
        client.get("/besluiten/")


def words(client: Client, url: str) -> str:
    return " ".join(unescape(page(client, url)).split())


def test_what_came_before_and_after_a_decision_stands_in_order(client: Client) -> None:
    earlier = DecisionFactory(subject="Kader van 2015", date=datetime.date(2015, 1, 1))
    found, later = DecisionFactory(subject="Kader van 2020"), DecisionFactory(subject="Kader van 2024")
    found.supersedes.add(earlier)
    later.supersedes.add(found)
    asked = Round.objects.create(
        kind=RoundKind.OPINION,
        subject="Zienswijze op het kader",
        level=Level.PUBLIC,
        asked_on=datetime.date(2019, 9, 1),
    )
    asked.led_to.add(found)

    shown = words(client, found.get_absolute_url())

    before = shown[shown.index("Voorgeschiedenis</h2>") : shown.index("Vervolg</h2>")]
    assert before.index("Kader van 2015") < before.index("Zienswijze op het kader")
    assert "Vervangen door" in shown[shown.index("Vervolg</h2>") :]


def test_a_decision_says_what_it_means_for_each_gemeente(client: Client) -> None:
    bound, asked, hidden = (GemeenteFactory(name=name) for name in ("Bondstad", "Vraagdorp", "Stilwijk"))
    found = DecisionFactory()
    found.binds.add(bound)
    round_ = Round.objects.create(kind=RoundKind.OPINION, subject="Ronde", level=Level.PUBLIC)
    round_.led_to.add(found)
    RoundAnswer.objects.create(round=round_, gemeente=asked, status=AnswerStatus.GIVEN)
    RoundResponse.objects.create(round=round_, gemeente=hidden, status=AnswerStatus.GIVEN)
    own = DecisionFactory(subject="Eigen uitwerking", body=CouncilFactory(gemeente=bound))
    secret = DecisionFactory(subject="Geheime uitwerking", body=CouncilFactory(gemeente=asked), level=None,
                             publicly_sourced=False)  # fmt: skip
    found.implemented_by.set([own, secret])

    shown = words(client, found.get_absolute_url())

    assert 'Bondstad</a></th> <td data-label="Dit besluit">gebonden' in shown
    assert "Zienswijze gegeven" in shown
    assert "Eigen uitwerking" in shown
    for kept in ("Stilwijk", "Geheime uitwerking"):
        assert kept not in shown


def test_statements_about_a_decision_stand_side_by_side(client: Client) -> None:
    found = DecisionFactory()
    for value in ("12 maart 2020", "13 maart 2020"):
        Statement.objects.create(decision=found, question="wanneer besloten", value=value, source=SourceFactory())

    shown = words(client, found.get_absolute_url())

    assert shown.count("<h3>Wanneer besloten</h3>") == 1
    assert shown.index("12 maart 2020") < shown.index("13 maart 2020")


@pytest.mark.parametrize("rows", [3, 60])
def test_a_decision_takes_as_many_queries_for_any_number_of_gemeenten(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    found = DecisionFactory()
    asked = Round.objects.create(kind=RoundKind.OPINION, subject="Ronde", level=Level.PUBLIC)
    asked.led_to.add(found)
    for _ in range(rows):
        gemeente = GemeenteFactory()
        found.binds.add(gemeente)
        RoundAnswer.objects.create(round=asked, gemeente=gemeente, status=AnswerStatus.GIVEN)
        found.implemented_by.add(DecisionFactory(body=CouncilFactory(gemeente=gemeente)))
    with django_assert_num_queries(13):
        client.get(found.get_absolute_url())
