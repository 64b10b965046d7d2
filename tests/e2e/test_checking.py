"""Checking letters in a real browser: with few keys, without leaving the page, and many letters at once."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from documents.models import Choice, Finding, Letter, LetterVersion, ReviewDraft
from documents.vocabulary import ChoiceAction, LetterState
from governance.vocabulary import ClaimStatus, Role
from tests.browsing import Celery, Visits, log_in, needs_chromium
from tests.e2e.steps import DOCX, Place, payload, place, upload, wait_till_read
from tests.factories import FindingFactory, LetterFactory, LetterVersionFactory, user_with_role
from tests.rendering import password_pdf, render_docx, render_pdf, render_scan

pytestmark = needs_chromium

NUMBERS = itertools.count(17)
TEXT = "Datum 4 maart 2022\nKenmerk {number}\nAan de raad van {place}\n\nGeachte raad,\n\nHet kader is besproken.\n"


def waiting(here: Place, subject: str, *, doubtful: tuple[str, ...] = ("date", "case_number")) -> Letter:
    """A letter of this place that waits to be checked, with doubt about these fields."""
    number = f"2022-{next(NUMBERS)}"
    letter: Letter = LetterFactory(
        owner_gemeente=here.gemeente, gemeente=here.gemeente, subject=subject, case_number=number,
        uploaded_by=here.griffier,
    )  # fmt: skip
    version: LetterVersion = LetterVersionFactory(
        letter=letter, text=TEXT.format(place=here.gemeente.name, number=number), public_text=""
    )
    places = {"date": (6, 18), "case_number": (27, 34)}
    for key in doubtful:
        start, end = places[key]
        FindingFactory(
            version=version, key=key, value={"value": "x"}, status=ClaimStatus.CHECK, start=start, end=end,
            quote=version.text[start:end], position=0,
        )  # fmt: skip
    FindingFactory(version=version, key="subject", value={"value": subject}, status=ClaimStatus.CERTAIN, position=0)
    return letter


def switch_shortcuts_on(page: Page) -> None:
    """Tick the box in the panel of shortcut keys."""
    page.get_by_text("Sneltoetsen", exact=True).click()
    page.get_by_label("Sneltoetsen gebruiken op dit apparaat").check()


def test_a_letter_with_two_doubtful_fields_takes_one_click_and_three_keys(visits: Visits) -> None:
    here = place("Braamstee", "Braamland")
    letters = [waiting(here, f"Brief {number} van Braamstee") for number in (1, 2)]
    page = visits.window(here.griffier)
    page.goto("/griffie/")
    page.get_by_role("link", name="Controleer volgende").click()
    switch_shortcuts_on(page)
    page.goto(f"/griffie/brieven/{letters[0].pk}/controleren/")
    # From here as it goes letter after letter: focus stands in the first field that asks for attention.
    for letter in letters:
        page.wait_for_url(f"**/griffie/brieven/{letter.pk}/controleren/")
        expect(page.locator("#id_date")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#id_case_number")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#id_personal_data_checked")).to_be_focused()
        page.get_by_label("Ik heb de hele brief nagekeken op persoonsgegevens").click()
        page.keyboard.press("Alt+p")
    page.wait_for_url("**/griffie/")
    expect(page.get_by_text("De brief is gepubliceerd.")).to_be_visible()
    assert {letter.state for letter in Letter.objects.filter(owner_gemeente=here.gemeente)} == {LetterState.PUBLISHED}
    actions = Choice.objects.filter(version__letter__in=letters, key="date").values_list("action", flat=True)
    assert set(actions) == {ChoiceAction.CONFIRMED}


def test_shortcuts_do_nothing_until_they_are_switched_on(visits: Visits) -> None:
    here = place("Vlierhoek", "Vlierland")
    letter = waiting(here, "Brief van Vlierhoek", doubtful=())
    page = visits.window(here.griffier)
    page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    page.get_by_label("Ik heb de hele brief nagekeken op persoonsgegevens").check()
    page.keyboard.press("Alt+p")
    page.wait_for_timeout(500)
    letter.refresh_from_db()
    assert letter.state == LetterState.TO_CHECK


def test_alt_keys_move_between_what_needs_attention_and_show_its_place(visits: Visits) -> None:
    here = place("Elzenpas", "Elzenland")
    letter = waiting(here, "Brief van Elzenpas")
    page = visits.window(here.griffier)
    page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    switch_shortcuts_on(page)
    page.locator("#id_date").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#id_case_number")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#id_date")).to_be_focused()
    page.keyboard.press("Alt+b")
    anchor = Finding.objects.get(version__letter=letter, key="date").pk
    page.wait_for_url(f"**#bron-{anchor}")
    page.locator("#id_case_number").focus()
    page.keyboard.press("Alt+n")
    expect(page.locator("#veld-case_number .p-badge")).to_have_text("Leeg gelaten")
    letter.refresh_from_db()
    assert letter.case_number == ""


def test_a_press_on_one_thing_keeps_the_page_and_all_that_is_typed(visits: Visits) -> None:
    here = place("Meidoornveen", "Meidoornland")
    letter = waiting(here, "Brief van Meidoornveen")
    page = visits.window(here.griffier)
    page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    page.locator("#id_from_body").fill("Het college")
    page.evaluate("window.sameDocument = true")
    page.locator("button[name=bevestig][value=date]").click()
    expect(page.locator("#status")).to_have_text("Opgeslagen. Nog 1 te controleren.")
    assert page.evaluate("window.sameDocument")
    letter.refresh_from_db()
    assert letter.from_body == "Het college"


def test_what_is_typed_is_kept_when_the_window_is_closed(visits: Visits) -> None:
    here = place("Kornoeljestad", "Kornoeljeland")
    letter = waiting(here, "Brief van Kornoeljestad")
    page = visits.window(here.griffier)
    page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    page.locator("#id_date").fill("morgen")
    page.locator("#id_case_number").focus()
    expect(page.locator("#bewaarstand")).to_contain_text("Concept bewaard om")
    assert ReviewDraft.objects.get(version__letter=letter).typed["date"][0] == ["morgen"]
    other = visits.window(here.griffier)
    other.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    expect(other.locator("#id_date")).to_have_value("morgen")
    expect(other.get_by_text("Uw concept staat er nog")).to_be_visible()


def test_two_griffiers_see_each_other_and_choose_between_their_values(visits: Visits) -> None:
    here = place("Hazelaarsdijk", "Hazelaarsland")
    letter = waiting(here, "Brief van Hazelaarsdijk")
    colleague = user_with_role(Role.GRIFFIE, gemeente=here.gemeente)
    mine, theirs = visits.window(here.griffier), visits.window(colleague)
    for page in (mine, theirs):
        page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    expect(theirs.get_by_text(f"Nu ook bekeken door {here.griffier}")).to_be_visible()
    theirs.locator("#id_case_number").fill("2022-98")
    theirs.keyboard.press("Enter")
    expect(theirs.locator("#status")).to_contain_text("Opgeslagen.")
    mine.locator("#id_case_number").fill("2022-99")
    mine.keyboard.press("Enter")
    expect(mine.get_by_role("alert")).to_contain_text("Een collega heeft deze brief intussen ook gewijzigd")
    expect(mine.locator("#veld-case_number")).to_contain_text("Een collega vulde in: 2022-98")
    expect(mine.locator("#id_case_number")).to_have_value("2022-99")
    mine.get_by_role("button", name="Neem over van collega").click()
    expect(mine.locator("#status")).to_contain_text("Opgeslagen.")
    letter.refresh_from_db()
    assert letter.case_number == "2022-98"


def test_an_undone_publication_is_back_to_be_checked(visits: Visits) -> None:
    here = place("Lijsterbes", "Lijsterland")
    letter = waiting(here, "Brief van Lijsterbes", doubtful=())
    page = visits.window(here.griffier)
    page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    page.get_by_label("Ik heb de hele brief nagekeken op persoonsgegevens").check()
    page.get_by_role("button", name="Openbaar publiceren en volgende").click()
    expect(page.get_by_role("region", name="Net gepubliceerd")).to_contain_text("Brief van Lijsterbes")
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("De publicatie is ongedaan gemaakt.")).to_be_visible()
    letter.refresh_from_db()
    assert letter.state == LetterState.TO_CHECK


CERTAIN = """Raadsinformatiebrief

Van\tCollege van burgemeester en wethouders van {gemeente}
Aan\tGemeenteraad van {gemeente}
Datum\t{day} maart 2022
Zaaknummer\t2022-00{day}17
Onderwerp\tBericht {day} over jeugdhulp in {gemeente}

Geachte leden van de raad,

Kern
De gemeente {gemeente} werkt in de jeugdregio {region} samen aan jeugdhulp. Bericht {day} gaat over wachttijden.
"""


@pytest.mark.ocr
def test_twelve_letters_from_drop_to_published(visits: Visits, workers: Celery) -> None:
    here = place("Wilgenwaard", "Wilgenland")
    texts = [CERTAIN.format(gemeente=here.gemeente.name, region=here.region.name, day=day) for day in range(1, 11)]
    files = [payload(f"bericht-{n}.pdf", render_pdf(text)) for n, text in enumerate(texts[:8], start=1)]
    files += [
        payload("bericht-9.docx", render_docx(texts[8]), DOCX),
        payload("scan.pdf", render_scan(texts[9])),
        payload("dubbel.pdf", files[0]["buffer"]),
        payload("beveiligd.pdf", password_pdf()),
    ]
    page = visits.window()
    log_in(page, here.griffier)
    assert page.url.endswith("/griffie/")
    upload(page, files)
    wait_till_read(page, 12, seconds=180)
    expect(page.get_by_role("row", name="beveiligd.pdf")).to_contain_text("wachtwoord")
    page.get_by_role("link", name="Controleer de eerste brief").click()
    left = Letter.objects.filter(owner_gemeente=here.gemeente, state=LetterState.TO_CHECK).count()
    assert left >= 10
    clicks = 0
    for _ in range(left):
        while (button := page.locator(".p-veld--controleren button[name=bevestig]").first).count():
            before = page.locator(".p-veld--controleren").count()
            button.click()
            clicks += 1
            expect(page.locator(".p-veld--controleren")).to_have_count(before - 1)
        if page.locator(".p-besluit--open").count():
            page.get_by_role("button", name="Geen besluit in deze brief").click()
            clicks += 1
            expect(page.locator(".p-besluit--open")).to_have_count(0)
        number = page.url.split("/brieven/")[1].split("/")[0]
        page.get_by_label("Ik heb de hele brief nagekeken op persoonsgegevens").click()
        page.get_by_role("button", name="Openbaar publiceren en volgende").click()
        clicks += 2
        page.wait_for_url(re.compile(rf"^(?!.*/brieven/{number}/)"))
    page.wait_for_url("**/griffie/")
    states = Letter.objects.filter(owner_gemeente=here.gemeente).values_list("state", flat=True)
    assert sorted(states).count(LetterState.PUBLISHED) == left
    # Two clicks per letter, and one for each thing that reading doubted.
    assert clicks <= 5 * left
