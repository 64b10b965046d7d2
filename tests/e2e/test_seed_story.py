"""The five letters the project started from, through the screens alone, on reference data alone: what readers then see.

Griffies upload, the worker reads, griffiers check and record what the letters tell, and publish. Skipped where the
letters do not lie beside the checkout; tests/documents/test_seed_story.py tells the same without a browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from governance.loading import load_reference
from governance.models import Gemeente, Region
from governance.vocabulary import Role
from tests.browsing import ROOT, Celery, Visits, needs_chromium
from tests.e2e.steps import confirm_all, open_review, publish, record, upload, wait_till_read
from tests.factories import user_with_role

SEEDS = ROOT.parent / "shared" / "seeds"
pytestmark = [
    *needs_chromium,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed letters of ../shared are not beside this checkout"),
]
DOSSIER = "Inkoopkader jeugdhulp"
BOARD = "Algemeen Bestuur Dienst Gezondheid & Jeugd ZHZ"


def seed(number: str) -> Path:
    """The file of one seed."""
    return next(SEEDS.glob(f"{number}_*.txt"))


@pytest.fixture(scope="module")
def visiting(chromium: Browser, site: str) -> Iterator[Visits]:
    """Windows for the whole module."""
    found = Visits(chromium, site)
    yield found
    found.close()
    assert found.complaints == []


@pytest.fixture(scope="module")
def griffier(visiting: Visits, workers: Celery) -> Page:
    """The griffier of Dordrecht with three letters to check."""
    load_reference()
    page = visiting.window(user_with_role(Role.GRIFFIE, gemeente=Gemeente.objects.get(name="Dordrecht")))
    upload(page, [seed(number) for number in ("000", "001", "003")])
    wait_till_read(page, 3, seconds=180)
    return page


@pytest.fixture(scope="module")
def told(griffier: Page, visiting: Visits) -> Page:
    """A reader's window, after all five letters were checked and published."""
    batch = griffier.url
    for number, check in (("001", check_memo), ("003", check_progress), ("000", check_programme)):
        griffier.goto(batch)
        open_review(griffier, seed(number).name)
        check(griffier)
        publish(griffier)
    for number, check, user in (
        ("004", check_vision, user_with_role(Role.REGIONAL_GRIFFIE, region=Region.objects.get(slug="rijnmond"))),
        ("002", check_norm, user_with_role(Role.GRIFFIE, gemeente=Gemeente.objects.get(name="Gooise Meren"))),
    ):
        page = visiting.window(user)
        upload(page, [seed(number)])
        wait_till_read(page, 1, seconds=180)
        open_review(page, seed(number).name)
        check(page)
        publish(page)
    return visiting.window()


def decision(page: Page, subject: str) -> Locator:
    """The card of the found decision about this subject."""
    return page.locator(".p-besluit").filter(has=page.locator("legend", has_text=subject))


def take_over(page: Page, subject: str) -> None:
    """Record the decision as it is proposed."""
    decision(page, subject).get_by_role("button", name="Overnemen als nieuw besluit").click()
    expect(decision(page, subject).get_by_text("Vastgelegd").first).to_be_visible()


def check_memo(page: Page) -> None:
    """The memo of 2020: three decisions of the board, and what was announced; the first letter of the dossier."""
    page.get_by_label("Regio", exact=True).select_option(label="Zuid-Holland Zuid")
    confirm_all(page)
    page.get_by_label("Of een nieuw dossier").fill(DOSSIER)
    page.get_by_role("button", name="Zet in dossier").click()
    expect(page.locator("#dossier").get_by_role("link", name=DOSSIER)).to_be_visible()
    for subject in ("solidariteit", "Budgetmaxima", "voorkant"):
        take_over(page, subject)
    for words in ("besluitvorming", "notitie"):
        record(page, words, "Toezegging vastleggen")


def check_progress(page: Page) -> None:
    """The letter without a date or sender: two zienswijzen, and the three decisions that followed on them."""
    page.get_by_label("Afzender (orgaan)", exact=True).fill("College van burgemeester en wethouders")
    confirm_all(page)
    put_in_dossier(page)
    for subject in ("op dit inkoopkader", "over de voorgenomen"):
        card = decision(page, subject)
        card.get_by_role("button", name="Antwoord vastleggen").first.click()
        expect(card.get_by_text("Vastgelegd als antwoord in een ronde")).to_be_visible()
    for subject in ("inkoopkader jeugdhulp 2022", "opzegging", "integreren"):
        take_over(page, subject)
    for subject, answer in (("inkoopkader jeugdhulp 2022", ": Inkoopkader"), ("opzegging", ": Voorgenomen besluiten")):
        card = decision(page, subject)
        card.locator("p", has_text=answer).get_by_role("button", name="Ja, koppelen").click()
        expect(card.locator("p", has_text="Volgde op").filter(has_text=answer)).to_be_visible()
    for words in ("opnieuw", "themabijeenkomst"):
        record(page, words, "Toezegging vastleggen")


def put_in_dossier(page: Page) -> None:
    """Put the letter in the dossier that is there."""
    page.get_by_label("Bestaand dossier").select_option(label=f"{DOSSIER} (Zuid-Holland Zuid)")
    page.get_by_role("button", name="Zet in dossier").click()
    expect(page.locator("#dossier").get_by_role("link", name=DOSSIER)).to_be_visible()


def check_programme(page: Page) -> None:
    """The letter of 2023: the programme that ten gemeenten adopted, and when it is evaluated."""
    confirm_all(page)
    put_in_dossier(page)
    take_over(page, "meervoudig lokaal programma")
    take_over(page, "inkoopkader")
    record(page, "geëvalueerd", "Toezegging vastleggen")


def check_vision(page: Page) -> None:
    """The letter of Rijnmond: a round of all gemeenten of the region."""
    confirm_all(page)
    expect(page.locator(".p-vondst", has_text="uiterlijk 1 mei 2021")).to_have_count(1)
    record(page, "Vaststelling gevraagd", "Ronde vastleggen")


def check_norm(page: Page) -> None:
    """The letter of Gooise Meren: the resolution of the VNG and the seven agreements of its norm."""
    confirm_all(page)
    take_over(page, "resolutie NvO")
    page.get_by_role("button", name="Lijst vastleggen").click()
    expect(page.locator("#norm").get_by_text("Vastgelegd")).to_be_visible()


def open_fact(page: Page, address: str, name: str) -> None:
    """Follow the link of this name on a list."""
    page.goto(address)
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def test_the_storyline_of_the_framework_is_one_dossier(told: Page) -> None:
    open_fact(told, "/dossiers/", DOSSIER)
    expect(told.get_by_role("heading", level=1)).to_have_text(DOSSIER)
    line = told.locator(".p-jaren")
    for year, moments in {
        "2020": ("27 maart 2020 · Brief", "5 maart 2020 · Besluit · Aangehouden", "Antwoord van Dordrecht",
                 "10 december 2020 · Besluit · Vastgesteld"),
        "2021": ("11 februari 2021 · Besluit · Ingestemd", "“Voor de zomer”", "“komend najaar”"),
        "2022": ("september 2022 · Besluit · Vastgesteld",),
        "2023": ("10 januari 2023 · Brief", "“Eind 2023”"),
    }.items():  # fmt: skip
        row = line.locator(".p-jaar").filter(has=told.get_by_role("heading", name=year, exact=True))
        for moment in moments:
            expect(row).to_contain_text(moment)


@pytest.mark.parametrize(
    ("subject", "number", "date", "outcome"),
    [
        ("Budgetmaxima", "001", "5 maart 2020", "Aangehouden"),
        ("Inkoopkader jeugdhulp 2022", "003", "10 december 2020", "Vastgesteld"),
        ("Opzegging", "003", "10 december 2020", "Ingestemd"),
        ("integreren", "003", "11 februari 2021", "Ingestemd"),
    ],
)
def test_a_decision_of_the_board_has_its_outcome_and_the_sentence_that_proves_it(
    told: Page, subject: str, number: str, date: str, outcome: str
) -> None:
    open_fact(told, "/besluiten/", subject)
    main = told.get_by_role("main")
    for words in (date, outcome, BOARD):
        expect(main.get_by_text(words).first).to_be_visible()
    proof = main.locator("blockquote").first.inner_text().strip("“” \n")
    day, month, _ = date.split()
    assert f"{day} {month}" in proof
    assert " ".join(proof.split()) in " ".join(seed(number).read_text("utf8").split())


def test_the_round_of_rijnmond_asks_the_fifteen_gemeenten_of_that_day(told: Page) -> None:
    open_fact(told, "/zienswijzen/", "Nabij en passend")
    main = told.get_by_role("main")
    expect(main.get_by_role("heading", level=2).filter(has_text="0 van 15 gemeenten")).to_be_visible()
    names = main.locator(".p-tegel a").all_inner_texts()
    assert len(names) == 15
    assert {"Brielle", "Hellevoetsluis", "Westvoorne"} <= set(names)
    for label, value in (("Gevraagd op", "15 december 2020"), ("Uiterlijk", "1 mei 2021")):
        expect(main.locator(".p-gegevens > div", has_text=label).first).to_contain_text(value)
    expect(main.locator("blockquote", has_text="uiterlijk 1 mei 2021")).to_have_count(1)


@pytest.mark.parametrize(
    ("about", "number", "decision_"),
    [
        ("Inkoopkader", "2629403", "Inkoopkader jeugdhulp 2022 e.v."),
        ("Voorgenomen besluiten", "2629440", "Opzegging"),
    ],
)
def test_a_zienswijze_of_dordrecht_is_tied_to_the_decision_it_led_to(
    told: Page, about: str, number: str, decision_: str
) -> None:
    open_fact(told, "/zienswijzen/", about)
    told.get_by_role("link", name="Toon als tabel").click()
    row = told.get_by_role("row").filter(has=told.get_by_role("rowheader", name="Dordrecht"))
    for words in ("Zienswijze gegeven", "10 november 2020", number):
        expect(row).to_contain_text(words)
    after = told.locator("section").filter(has=told.get_by_role("heading", name="Wat erop volgde"))
    expect(after.get_by_role("link", name=decision_)).to_be_visible()
    expect(after).to_contain_text("10 december 2020")


def test_promises_stand_in_the_words_of_the_letters(told: Page) -> None:
    told.goto("/toezeggingen/")
    for words in ("“op korte termijn”", "“Voor de zomer”", "“komend najaar”", "“Eind 2023”"):
        expect(told.get_by_role("row").filter(has_text=words)).to_have_count(1)
    row = told.get_by_role("row").filter(has_text="“komend najaar”")
    row.get_by_role("link").first.click()
    expect(told.get_by_role("main").locator("blockquote").first).to_contain_text("komend najaar")


def test_the_norm_of_the_letter_is_listed_with_its_seven_agreements(told: Page) -> None:
    told.goto("/normen/")
    told.get_by_role("link", name="Norm voor Opdrachtgeverschap, zeven afspraken", exact=True).click()
    agreements = told.get_by_role("main").locator("#afspraken + ol > li").all_inner_texts()
    assert len(agreements) == 7
    letter = " ".join(seed("002").read_text("utf8").split())
    assert all(" ".join(words.split()) in letter for words in agreements)
    told.get_by_role("main").get_by_role("link", name="Een toekomst met perspectief").click()
    expect(told.get_by_role("heading", level=1)).to_contain_text("Een toekomst met perspectief")
