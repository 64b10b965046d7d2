"""The pages of letters: who may read them, what they show, and what never leaves the staff's side."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from documents.models import CitedDocument, Letter, LetterVersion, Passage
from documents.vocabulary import EvidenceStatus, LetterState
from governance.models import Gemeente, User
from governance.vocabulary import DocumentType, Level, Precision, Role
from tests.factories import (
    BodyFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    ProgrammeFactory,
    RegionFactory,
    published_letter,
    user_with_role,
    withdrawn_letter,
)

pytestmark = pytest.mark.django_db

TEXT = "Raadsinformatiebrief\n\nHet algemeen bestuur besloot op 10 maart 2022.\n\nAuteur: Truus Planteling\n"
PUBLIC = TEXT.replace("Truus Planteling", "████████████████")


def page(client: Client, url: str, **kwargs: Any) -> str:
    """The text of a page that must be there."""
    response = client.get(url, **kwargs)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def gemeente() -> Gemeente:
    """Whose letters these are."""
    found: Gemeente = GemeenteFactory(name="Waterdrecht", slug="waterdrecht")
    return found


@pytest.fixture
def griffie(gemeente: Gemeente) -> User:
    """The griffie of that gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=gemeente)


@pytest.fixture
def stranger() -> User:
    """The griffie of another gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())


def test_everybody_reads_a_public_letter_without_masked_words(client: Client, gemeente: Gemeente) -> None:
    letter = published_letter(text=TEXT, public_text=PUBLIC, owner_gemeente=gemeente, subject="Voortgang 2022")
    shown = page(client, letter.get_absolute_url())
    assert "Voortgang 2022" in shown
    assert "Het algemeen bestuur besloot" in shown
    assert "Planteling" not in shown
    assert "(weggelakt)" in shown


def test_own_griffie_sees_the_public_text_too(client: Client, gemeente: Gemeente, griffie: User) -> None:
    letter = published_letter(text=TEXT, public_text=PUBLIC, owner_gemeente=gemeente)
    client.force_login(griffie)
    assert "Planteling" not in page(client, letter.get_absolute_url())


def test_address_without_slug_goes_to_the_canonical_one(client: Client) -> None:
    letter = published_letter(subject="Voortgang jeugdhulp")
    for url in (f"/brieven/{letter.pk}/", f"/brieven/{letter.pk}-iets-anders/"):
        response = client.get(url)
        assert response.status_code == 301
        assert response["Location"] == f"/brieven/{letter.pk}-voortgang-jeugdhulp/"


@pytest.mark.parametrize("suffix", ["/", "-raad-eens/"])
def test_draft_does_not_exist_for_others_and_its_griffie_goes_to_review(
    client: Client, gemeente: Gemeente, griffie: User, stranger: User, suffix: str
) -> None:
    letter = LetterFactory(owner_gemeente=gemeente)
    url = f"/brieven/{letter.pk}{suffix}"
    councillor = user_with_role(Role.COUNCILLOR, gemeente=gemeente)
    for user in (None, stranger, councillor, user_with_role(Role.MANAGER)):
        client.logout()
        if user is not None:
            client.force_login(user)
        assert client.get(url).status_code == 404
    client.force_login(griffie)
    response = client.get(url)
    assert response.status_code == 302
    assert response["Location"] == f"/griffie/brieven/{letter.pk}/controleren/"


def test_besloten_letter_is_read_by_those_it_is_shared_with_and_by_nobody_else(
    client: Client, gemeente: Gemeente, stranger: User
) -> None:
    letter = published_letter(
        owner_gemeente=gemeente, level=Level.RESTRICTED, shared_with=[gemeente.share_key], subject="Vertrouwelijk plan"
    )
    assert client.get(f"/brieven/{letter.pk}/").status_code == 404
    assert client.get(f"/brieven/{letter.pk}-vertrouwelijk-plan/").status_code == 404
    client.force_login(stranger)
    assert client.get(f"/brieven/{letter.pk}/").status_code == 404
    client.force_login(user_with_role(Role.COUNCILLOR, gemeente=gemeente))
    assert "Vertrouwelijk plan" in page(client, f"/brieven/{letter.pk}/")
    assert client.get(f"/brieven/{letter.pk}-vertrouwelijk-plan/")["Location"] == f"/brieven/{letter.pk}/"


def test_withdrawn_letter_says_why(client: Client) -> None:
    letter = withdrawn_letter(subject="Plan van toen")
    response = client.get(f"/brieven/{letter.pk}/")
    assert response.status_code == 410
    assert "Plan van toen" in response.content.decode()
    assert "Verkeerde bijlage." in response.content.decode()


def test_letter_withdrawn_for_privacy_says_neither_title_nor_reason(client: Client, griffie: User) -> None:
    letter = withdrawn_letter(for_privacy=True, subject="Brief over gezin Jansen")
    letter.withdrawn_reason = "De naam Jansen stond erin."
    letter.save()
    for _ in range(2):
        response = client.get(f"/brieven/{letter.pk}-brief/")
        assert response.status_code == 410
        assert "Jansen" not in response.content.decode()
        assert "om persoonsgegevens te beschermen" in response.content.decode()
        client.force_login(griffie)


def test_withdrawn_besloten_letter_is_gone_for_its_readers_and_unknown_to_others(
    client: Client, gemeente: Gemeente, griffie: User, stranger: User
) -> None:
    letter = withdrawn_letter(
        owner_gemeente=gemeente, level=Level.RESTRICTED, shared_with=[gemeente.share_key], subject="Vertrouwelijk plan"
    )
    assert client.get(f"/brieven/{letter.pk}/").status_code == 404
    client.force_login(stranger)
    assert client.get(f"/brieven/{letter.pk}/").status_code == 404
    for user in (griffie, user_with_role(Role.COUNCILLOR, gemeente=gemeente)):
        client.force_login(user)
        assert client.get(f"/brieven/{letter.pk}/").status_code == 410


def proven_letter(**fields: Any) -> tuple[Letter, LetterVersion]:
    """A public letter and its version, the sentence on the decision at hand."""
    letter = published_letter(text=TEXT, public_text=PUBLIC, **fields)
    return letter, LetterVersion.objects.get(letter=letter)


def test_decision_is_shown_with_its_quote_and_marked_in_the_text(client: Client) -> None:
    letter, version = proven_letter()
    decision = DecisionFactory(subject="Inkoopkader vastgesteld")
    start = TEXT.index("Het algemeen")
    link = EvidenceLinkFactory(version=version, region=None, decision=decision, start=start, end=start + 46)
    shown = page(client, letter.get_absolute_url())
    assert "Inkoopkader vastgesteld" in shown
    assert f'<a href="#bron-{link.pk}">' in shown
    assert shown.count(f'id="bron-{link.pk}"') == 1
    assert re.search(rf'<mark id="bron-{link.pk}">Het algemeen bestuur', shown)


def test_quote_of_masked_text_stays_masked(client: Client) -> None:
    letter, version = proven_letter()
    start = TEXT.index("Auteur")
    decision = DecisionFactory()
    EvidenceLinkFactory(version=version, region=None, decision=decision, start=start, end=len(TEXT) - 1)
    assert "Planteling" not in page(client, letter.get_absolute_url())
    assert "Planteling" not in page(client, decision.get_absolute_url())


@pytest.mark.parametrize("status", [EvidenceStatus.SUGGESTED, EvidenceStatus.REJECTED, EvidenceStatus.AMBIGUOUS])
def test_unconfirmed_decision_is_not_shown(client: Client, status: EvidenceStatus) -> None:
    letter, version = proven_letter()
    EvidenceLinkFactory(version=version, region=None, decision=DecisionFactory(subject="Niet bevestigd"), status=status)
    assert "Niet bevestigd" not in page(client, letter.get_absolute_url())


def test_decision_and_programme_that_the_reader_may_not_see_are_not_named(client: Client) -> None:
    letter, version = proven_letter()
    draft = DraftDecisionFactory(subject="Voorgenomen geheimpje")
    link = EvidenceLinkFactory(version=version, region=None, decision=draft)
    hidden = ProgrammeFactory(name="Verborgen programma", level=None)
    EvidenceLinkFactory(version=version, region=None, programme=hidden)
    shown = page(client, letter.get_absolute_url())
    assert "geheimpje" not in shown
    assert "Verborgen programma" not in shown
    assert f"bron-{link.pk}" not in shown


def test_bodies_and_citations_are_listed(client: Client) -> None:
    letter, version = proven_letter()
    body = BodyFactory(name="Algemeen bestuur")
    EvidenceLinkFactory(version=version, region=None, body=body)
    other = published_letter(subject="Het aangehaalde stuk")
    start = TEXT.index("10 maart")
    CitedDocument.objects.create(
        version=version, number="x", scheme="RIS", page=1, start=start, end=start + 13, letter=other
    )
    shown = page(client, letter.get_absolute_url())
    assert body.get_absolute_url() in shown
    assert f'<a href="{other.get_absolute_url()}">10 maart 2022</a>' in shown


def test_cited_draft_is_not_linked(client: Client) -> None:
    letter, version = proven_letter()
    CitedDocument.objects.create(
        version=version, number="x", scheme="RIS", page=1, start=0, end=5, letter=LetterFactory()
    )
    assert "niet in dit portaal" in page(client, letter.get_absolute_url())


def test_headings_make_a_table_of_contents(client: Client) -> None:
    letter, version = proven_letter()
    Passage.objects.create(version=version, heading="Raadsinformatiebrief", kind="overig", start=0, end=40)
    shown = page(client, letter.get_absolute_url())
    assert '<a href="#deel-1">Raadsinformatiebrief</a>' in shown
    assert '<h3 id="deel-1">' in shown


def test_letter_text_is_escaped(client: Client) -> None:
    letter = published_letter(text="<script>alert(1)</script> & <b>vet</b>", subject="<i>schuin</i>")
    shown = page(client, letter.get_absolute_url())
    assert "<script>alert" not in shown
    assert "<i>schuin" not in shown
    assert "&lt;script&gt;" in shown


def test_letter_links_to_the_councils_own_system_and_to_the_report_form(client: Client) -> None:
    letter = published_letter(source_url="https://raad.voorbeeld.example/123")
    shown = page(client, letter.get_absolute_url())
    assert 'href="https://raad.voorbeeld.example/123"' in shown
    assert f"/brieven/{letter.pk}/melden/" in shown


# --- The list ---------------------------------------------------------------------------------------------------------


def test_list_shows_only_what_is_published_for_the_reader(client: Client, gemeente: Gemeente, griffie: User) -> None:
    published_letter(subject="Openbaar stuk", owner_gemeente=gemeente)
    LetterFactory(subject="Concept stuk", owner_gemeente=gemeente)
    published_letter(
        subject="Besloten stuk", owner_gemeente=gemeente, level=Level.RESTRICTED, shared_with=[gemeente.share_key]
    )
    withdrawn_letter(subject="Ingetrokken stuk", owner_gemeente=gemeente)
    shown = page(client, "/brieven/")
    assert "1 brief" in shown
    assert "Openbaar stuk" in shown
    for hidden in ("Concept stuk", "Besloten stuk", "Ingetrokken stuk"):
        assert hidden not in shown
    client.force_login(griffie)
    shown = page(client, "/brieven/")
    assert "Besloten stuk" in shown
    assert "Concept stuk" not in shown


def test_filters_narrow_down_and_are_shown_with_a_link_that_removes_them(client: Client, gemeente: Gemeente) -> None:
    region = RegionFactory(name="Waterland", slug="waterland")
    published_letter(subject="In de regio", region=region, owner_gemeente=gemeente)
    published_letter(subject="Elders", document_type=DocumentType.MEMO)
    shown = page(client, "/brieven/?regio=waterland&soort=raadsinformatiebrief")
    assert "In de regio" in shown
    assert "Elders" not in shown
    assert 'href="/brieven/?soort=raadsinformatiebrief"' in shown
    assert "Regio: Waterland" in shown
    assert "Elders" in page(client, "/brieven/?soort=memo")
    assert "In de regio" in page(client, "/brieven/?gemeente=waterdrecht")


def test_letters_are_found_by_body_and_programme(client: Client) -> None:
    letter, version = proven_letter(subject="Noemt het bestuur")
    body = BodyFactory(slug="algemeen-bestuur")
    programme = ProgrammeFactory()
    letter.bodies.add(body)
    EvidenceLinkFactory(version=version, region=None, programme=programme)
    published_letter(subject="Noemt niets")
    for query in (
        f"orgaan={body.organisation.slug}/algemeen-bestuur",
        f"programma={programme.region.slug}/{programme.slug}",
    ):
        shown = page(client, f"/brieven/?{query}")
        assert "Noemt het bestuur" in shown
        assert "Noemt niets" not in shown


def test_dates_take_years_months_and_days(client: Client) -> None:
    published_letter(subject="Uit twintig", date=datetime.date(2020, 12, 31))
    published_letter(subject="Uit eenentwintig", date=datetime.date(2021, 1, 1))
    assert "Uit eenentwintig" not in page(client, "/brieven/?tot=2020")
    assert "Uit twintig" not in page(client, "/brieven/?van=jan%202021")
    shown = page(client, "/brieven/?van=31-12-2020&tot=1-1-2021")
    assert "Uit twintig" in shown
    assert "Uit eenentwintig" in shown


def test_wrong_date_gives_a_summary_and_still_the_results(client: Client) -> None:
    published_letter(subject="Blijft staan")
    shown = page(client, "/brieven/?van=31-2-2020")
    assert "Dit is geen datum" in shown
    assert "Blijft staan" in shown


def test_empty_keys_are_taken_out_of_the_address(client: Client) -> None:
    response = client.get("/brieven/?q=&regio=&van=2020&tot=+")
    assert response.status_code == 302
    assert response["Location"] == "/brieven/?van=2020"


@pytest.mark.parametrize(
    "query",
    ["q=%00", "regio=bestaat-niet", "regio=%00", "gemeente=%00&gemeente=x", "pagina=laatste", "pagina=999",
     "onbekend=1", "soort=xx", "sorteer=xx", "orgaan=a/b/c", "van=%00", "q='--", "q=%22", "q=%F0%9F%98%80",
     "programma=x"],
)  # fmt: skip
def test_odd_addresses_never_break_a_list(client: Client, query: str) -> None:
    published_letter()
    for url in (f"/brieven/?{query}", f"/besluiten/?{query}", f"/zoeken/?{query}"):
        assert client.get(url).status_code in {200, 302}


def test_nothing_found_helps_on(client: Client) -> None:
    shown = page(client, "/brieven/?soort=memo")
    assert "Geen brieven gevonden" in shown
    assert "Verwijder filters" in shown


def test_undated_letters_come_last_and_months_are_shown_as_months(client: Client) -> None:
    published_letter(subject="Zonder datum", date=None, date_precision=Precision.UNKNOWN)
    published_letter(subject="Op maand", date=datetime.date(2020, 9, 1), date_precision=Precision.MONTH)
    shown = page(client, "/brieven/")
    assert shown.index("Op maand") < shown.index("Zonder datum")
    assert "september 2020" in shown
    assert "1 september 2020" not in shown
    assert "datum onbekend" in shown


def test_pages_hold_twenty(client: Client) -> None:
    for _ in range(21):
        published_letter()
    assert page(client, "/brieven/").count("<h3>") == 20
    assert page(client, "/brieven/?pagina=2").count("<h3>") == 1


@pytest.mark.parametrize("rows", [3, 30])
def test_list_asks_the_same_number_of_queries_however_long(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    region = RegionFactory()
    for _ in range(rows):
        published_letter(region=region)
    with django_assert_num_queries(6):
        client.get("/brieven/")


def test_list_never_loads_letter_text(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    published_letter()
    with django_assert_num_queries(6) as captured:
        client.get("/brieven/")
    assert not [query for query in captured.captured_queries if "public_text" in query["sql"]]


def test_published_letter_of_a_secret_state_does_not_exist(client: Client, griffie: User, gemeente: Gemeente) -> None:
    letter = LetterFactory(owner_gemeente=gemeente, state=LetterState.SECRET, created_at=timezone.now())
    LetterVersionFactory(letter=letter, text="", public_text="")
    assert client.get(f"/brieven/{letter.pk}/").status_code == 404
