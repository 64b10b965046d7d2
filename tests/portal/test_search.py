"""Search: what it finds, and for whom; planted words show up nowhere that a reader may not look."""

from __future__ import annotations

import csv
import datetime
import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.indexing import index_letter
from documents.models import Letter, LetterVersion
from governance.models import Gemeente, Region, User
from governance.scope import ANONYMOUS
from governance.search_index import Findable, put
from governance.vocabulary import Level, ObjectKind, Precision, Role, Side
from portal.search import Wish, find, number_target
from portal.search.query import build, terms, tidy
from portal.search.snippets import BEGIN, END, split
from tests.factories import (
    DecisionFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    RegionFactory,
    published_letter,
    user_with_role,
    withdrawn_letter,
)

pytestmark = pytest.mark.django_db

SHARED = Path(__file__).resolve().parents[3] / "shared"


def indexed(letter: Letter) -> Letter:
    """The letter with its rows in the index."""
    index_letter(LetterVersion.objects.select_related("letter").get(letter=letter))
    return letter


def draft(text: str, **fields: Any) -> Letter:
    """An indexed draft."""
    letter: Letter = LetterFactory(**fields)
    LetterVersionFactory(letter=letter, text=text, public_text="")
    return indexed(letter)


def public(text: str, **fields: Any) -> Letter:
    """An indexed published letter."""
    return indexed(published_letter(text=text, **fields))


def result_page(client: Client, query: str) -> str:
    """The text of the search page without tags."""
    response = client.get(f"/zoeken/?{query}")
    assert response.status_code == 200
    return html.unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


def titles(text: str, **wish: Any) -> list[str]:
    """What anybody finds."""
    return [result.title for result in find(ANONYMOUS, Wish(text=text, **wish)).results]


@pytest.fixture
def gemeente() -> Gemeente:
    """Whose letters these are."""
    found: Gemeente = GemeenteFactory()
    return found


@pytest.fixture
def griffie(gemeente: Gemeente) -> User:
    """The griffie of that gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=gemeente)


# --- Who finds what ---------------------------------------------------------------------------------------------------

PLANTED = "zilverpopulier"


def plant(where: str, gemeente: Gemeente) -> None:
    """Put the planted word where strangers may not find it."""
    if where == "draft":
        draft(f"Concept over {PLANTED}.", subject=f"Plan {PLANTED}", owner_gemeente=gemeente, case_number="2099-777001")
    elif where == "masked name":
        text = f"Auteur: {PLANTED}.\n\nDe inkoop gaat door."
        public(text, public_text=text.replace(PLANTED, "█" * len(PLANTED)), owner_gemeente=gemeente)
    elif where == "besloten":
        public(
            f"Besloten over {PLANTED}.", subject=f"Plan {PLANTED}", owner_gemeente=gemeente, level=Level.RESTRICTED,
            shared_with=[gemeente.share_key], case_number="2099-777001",
        )  # fmt: skip
    else:
        letter = withdrawn_letter(text=f"Over {PLANTED}.", subject=f"Plan {PLANTED}", owner_gemeente=gemeente)
        letter.versions.update(public_text="")
        indexed(letter)


@pytest.mark.parametrize("where", ["draft", "masked name", "besloten", "withdrawn"])
@pytest.mark.parametrize("who", ["nobody", "other griffie", "other raadslid", "beheer"])
def test_planted_word_is_found_nowhere_by_who_may_not(client: Client, gemeente: Gemeente, where: str, who: str) -> None:
    plant(where, gemeente)
    users = {
        "other griffie": lambda: user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()),
        "other raadslid": lambda: user_with_role(Role.COUNCILLOR, gemeente=GemeenteFactory()),
        "beheer": lambda: user_with_role(Role.FUNCTIONAL_MANAGER),
    }
    if who in users:
        client.force_login(users[who]())
    shown = result_page(client, f"q={PLANTED}")
    assert "0 resultaten" in shown
    assert PLANTED not in shown.replace(f"naar {PLANTED}", "").replace(f"‘{PLANTED}’", "")
    for query in ("q=plan", "van=1990", "q=inkoop", "q=concept"):
        assert PLANTED not in result_page(client, query)
    response = client.get("/zoeken/?q=2099-777001")
    assert response.status_code == 200
    for url in ("/", "/brieven/", "/besluiten/", f"/gemeenten/{gemeente.slug}/", f"/brieven/?q={PLANTED[:8]}"):
        assert PLANTED not in client.get(url).content.decode()


@pytest.mark.parametrize("where", ["draft", "besloten", "withdrawn"])
def test_facets_and_counts_leave_out_what_may_not_be_found(gemeente: Gemeente, where: str) -> None:
    plant(where, gemeente)
    results = find(ANONYMOUS, Wish(first=datetime.date(1900, 1, 1)))
    assert results.total == 0
    assert [option for facet in results.facets for option in facet.options] == []


def test_griffie_finds_its_draft_by_a_word_of_its_own_text(client: Client, gemeente: Gemeente, griffie: User) -> None:
    letter = draft(f"Het gaat over {PLANTED} en meer.", owner_gemeente=gemeente)
    client.force_login(griffie)
    response = client.get(f"/zoeken/?q={PLANTED}")
    shown = response.content.decode()
    assert f"<mark>{PLANTED}</mark>" in shown
    assert "Nog niet gepubliceerd" in shown
    assert f"/griffie/brieven/{letter.pk}/controleren/" in shown


def test_griffie_gets_a_published_letter_once_and_with_its_public_text(
    client: Client, gemeente: Gemeente, griffie: User
) -> None:
    text = "Auteur: Truus Planteling. De inkoop van jeugdhulp."
    letter = published_letter(
        text=text, public_text=text.replace("Truus Planteling", "█" * 16), owner_gemeente=gemeente
    )
    indexed(letter)
    client.force_login(griffie)
    shown = client.get("/zoeken/?q=inkoop").content.decode()
    assert "1 resultaat" in shown
    assert letter.get_absolute_url() in shown
    assert "Planteling" not in shown
    assert "0 resultaten" in client.get("/zoeken/?q=planteling").content.decode()


def test_raadslid_finds_a_besloten_letter_shared_with_the_gemeente(client: Client, gemeente: Gemeente) -> None:
    plant("besloten", gemeente)
    client.force_login(user_with_role(Role.COUNCILLOR, gemeente=gemeente))
    assert "1 resultaat" in client.get(f"/zoeken/?q={PLANTED}").content.decode()


# --- What is found ----------------------------------------------------------------------------------------------------

FINDS = [
    ("raadsinformatiebrieven", "Een raadsinformatiebrief."),
    ("RIB jeugd", "Raadsinformatiebrief over jeugdhulp."),
    ("jeugdhulpregio's", "De jeugdhulpregio vergadert."),
    ("jeugdregio", "Binnen de jeugdzorgregio."),
    ("jeugdhulpregio ZHZ", "De jeugdzorgregio Zuid-Holland Zuid."),
    ("AB besluit", "Het besluit van het algemeen bestuur."),
    ("algemeen bestuur", "Het AB vergaderde."),
    ("DB opdracht", "Het dagelijks bestuur gaf opdracht."),
    ("portefeuillehoudersoverleg", "Het PFO Jeugd."),
    ("B&W", "Burgemeester en wethouders van de stad."),
    ("college", "Namens B&W."),
    ("DG&J", "De dienst DG&J in de regio."),
    ("raadsleden", "Geacht raadslid."),
    ("inkoop", "Het inkoopkader is klaar."),
    ("inkoopk", "Het inkoopkader is klaar."),
    ("vijftien gemeenten", "De 15 gemeenten."),
    ("mandaat", "Dit is gemandateerd."),
    ("vaststellen", "De visie vast te stellen."),
    ("geïntegreerd", "Wij integreren dit."),
    ("cliëntenorganisaties", "Met clientenorganisaties besproken."),
    ('"nabij en passend"', "Het plan Nabij en passend."),
    ("norm voor opdrachtgeverschap", "De norm voor opdrachtgeverschap."),
    ("inkoop -kader", "De inkoop van hulp."),
]


@pytest.mark.parametrize(("query", "text"), FINDS)
def test_query_finds(query: str, text: str) -> None:
    public(text, subject="Stuk")
    assert titles(query) == ["Stuk"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("inkoop -solidariteit", "Inkoop en solidariteit."),
        ('"passend nabij"', "Het plan Nabij en passend."),
        ("inkoop vergadering", "Alleen inkoop."),
        ("ab ovo", "Het algemeen bestuur."),
        ("voor", "Dit is voor u."),
    ],
)
def test_query_does_not_find(query: str, text: str) -> None:
    public(text, subject="Stuk")
    assert titles(query) == []


@pytest.mark.parametrize(
    "text",
    ["\x00", "'", '"', "-", "--", '-""', "((", "a:*", ":*", "&", "!", "\\", "a & b", "\ud800", "é" * 500, "x " * 300,
     "%", "<b>", "b&w 'en", "😀", "0" * 300, "\x02\x03", "ris", "-inkoop", '"" ""'],
)  # fmt: skip
def test_odd_queries_never_raise(client: Client, text: str) -> None:
    public("Gewone tekst.")
    find(ANONYMOUS, Wish(text=tidy(text)))
    assert client.get("/zoeken/", {"q": text.encode("utf-8", "replace").decode()}).status_code in {200, 302}


def test_only_negated_words_search_nothing() -> None:
    assert build("-inkoop") is None


def test_two_letter_abbreviations_count_only_in_capitals_or_alone() -> None:
    assert terms("ab")[0].alternatives == ("algemeen bestuur",)
    assert terms("AB besluit")[0].alternatives == ("algemeen bestuur",)
    assert terms("ab besluit")[0].alternatives == ()


def test_title_ranks_above_text() -> None:
    public("Hier staat inkoopkader een keer.", subject="Iets anders", date=datetime.date(2023, 1, 1))
    public("Tekst.", subject="Inkoopkader jeugdhulp", date=datetime.date(2020, 1, 1))
    assert titles("inkoopkader") == ["Inkoopkader jeugdhulp", "Iets anders"]
    assert titles("inkoopkader", sort="nieuw") == ["Iets anders", "Inkoopkader jeugdhulp"]
    assert titles("inkoopkader", sort="oud") == ["Inkoopkader jeugdhulp", "Iets anders"]


def test_facets_count_without_their_own_choice() -> None:
    water, land = RegionFactory(name="Water", slug="water"), RegionFactory(name="Land", slug="land")
    public("inkoop", region=water, date=datetime.date(2020, 1, 1))
    public("inkoop", region=water, date=datetime.date(2021, 1, 1))
    public("inkoop", region=land, date=datetime.date(2021, 1, 1))
    results = find(ANONYMOUS, Wish(text="inkoop", regions=("water",)))
    facets = {facet.key: {option.value: option.count for option in facet.options} for facet in results.facets}
    assert results.total == 2
    assert facets["regio"] == {"water": 2, "land": 1}
    assert facets["jaar"] == {"2021": 1, "2020": 1}
    assert facets["soort"] == {"letter": 2}


def test_filters_of_the_address_work_together(client: Client) -> None:
    water = RegionFactory(name="Water", slug="water")
    public("inkoop", subject="Bedoeld", region=water, date=datetime.date(2020, 5, 1))
    public("inkoop", subject="Te laat", region=water, date=datetime.date(2022, 5, 1))
    public("inkoop", subject="Elders", date=datetime.date(2020, 5, 1))
    shown = result_page(client, "q=inkoop&regio=water&van=2020&tot=2020&soort=letter")
    assert "1 resultaat" in shown
    assert "Bedoeld" in shown
    assert "Verwijder filter Regio: Water" in shown


def test_wrong_date_gives_a_summary_and_still_the_results(client: Client) -> None:
    public("inkoop", subject="Blijft staan")
    shown = result_page(client, "q=inkoop&van=gisteren")
    assert "Dit is geen datum" in shown
    assert "Blijft staan" in shown


def test_month_is_shown_as_a_month(client: Client) -> None:
    public("inkoop", date=datetime.date(2022, 9, 1), date_precision=Precision.MONTH)
    shown = result_page(client, "q=inkoop")
    assert "september 2022" in shown
    assert "1 september 2022" not in shown


def test_snippet_is_escaped_and_marked(client: Client) -> None:
    public("Eerst <script>alert(1)</script> dan de inkoop.")
    shown = client.get("/zoeken/?q=inkoop").content.decode()
    assert "<script>alert" not in shown
    assert "<mark>inkoop</mark>" in shown


def test_split_survives_stray_sentinels() -> None:
    parts = list(split(f"a {END}b {BEGIN}woord{END} c {BEGIN}open"))
    assert "".join(part.text for part in parts) == "a b woord c open"
    assert [part.text for part in parts if part.found] == ["woord"]


def test_decision_is_found_beside_letters(client: Client) -> None:
    decision = DecisionFactory(subject="Inkoopkader jeugdhulp")
    put(
        Findable(
            kind=ObjectKind.DECISION, object_id=decision.pk, side=Side.PUBLIC, title=decision.subject,
            url=decision.get_absolute_url(), level=Level.PUBLIC, date=decision.date, outcome=decision.outcome,
        )
    )  # fmt: skip
    public("Over het inkoopkader.")
    shown = result_page(client, "q=inkoopkader")
    assert "2 resultaten" in shown
    assert "Vastgesteld" in shown


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["2023-0001980", "20230001980", "zaaknummer 2023-0001980", "Zaaknummer: 2023/0001980"]
)
def test_number_goes_straight_to_its_letter(client: Client, query: str) -> None:
    letter = public("Tekst.", case_number="2023-0001980")
    response = client.get("/zoeken/", {"q": query})
    assert response.status_code == 302
    assert response["Location"] == letter.get_absolute_url()


def test_number_of_a_draft_leads_only_its_griffie_there(client: Client, gemeente: Gemeente, griffie: User) -> None:
    letter = draft("Tekst.", owner_gemeente=gemeente, case_number="RIS 264.0403")
    assert client.get("/zoeken/?q=2640403").status_code == 200
    assert number_target(ANONYMOUS, "RIS 2640403") == ""
    client.force_login(griffie)
    for query in ("RIS+2640403", "RIS264.0403"):
        assert client.get(f"/zoeken/?q={query}")["Location"] == f"/griffie/brieven/{letter.pk}/controleren/"


def test_number_of_two_letters_lists_both(client: Client) -> None:
    public("Een.", case_number="2023-0001980", subject="Eerste")
    public("Twee.", case_number="2023-0001980", subject="Tweede")
    shown = result_page(client, "q=2023-0001980")
    assert "2 resultaten" in shown


def test_year_is_no_number(client: Client) -> None:
    public("In 2022.")
    assert client.get("/zoeken/?q=2022").status_code == 200


# --- Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [3, 30])
def test_search_asks_the_same_number_of_queries_however_many_it_finds(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    region: Region = RegionFactory()
    for _ in range(rows):
        public("inkoop", region=region)
    with django_assert_num_queries(7):
        client.get("/zoeken/?q=inkoop")


# --- The pairs that were measured -------------------------------------------------------------------------------------


def pairs() -> list[tuple[str, dict[str, str]]]:
    """Queries and the letters that they must and must not find."""
    with (SHARED / "data" / "search_pairs.csv").open(encoding="utf-8") as lines:
        return [(row["query"], row) for row in csv.DictReader(lines)]


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the measured pairs and their letters are not at hand")
def test_measured_pairs_are_found() -> None:
    numbers: dict[int, str] = {}
    for path in sorted((SHARED / "seeds").iterdir()):
        text = path.read_text(encoding="utf-8")
        letter = public(text, subject="Stuk", case_number="")
        numbers[letter.pk] = path.name[:3]
    missed: dict[str, set[str]] = {}
    wrong: dict[str, set[str]] = {}
    for query, row in pairs():
        found = {numbers[pk] for pk in _found_letters(query)}
        if lost := set(filter(None, row["must_match"].split(","))) - found:
            missed[query] = lost
        if extra := set(filter(None, row["must_not_match"].split(","))) & found:
            wrong[query] = extra
    assert (missed, wrong) == ({}, {})


def _found_letters(query: str) -> set[int]:
    results = find(ANONYMOUS, Wish(text=query))
    pks = [int(match.group(1)) for result in results.results if (match := re.match(r"/brieven/(\d+)", result.url))]
    return set(pks)
