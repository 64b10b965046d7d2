"""What people come to the portal for, from log-in to the end, in a real browser with a real worker."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from documents.models import Letter, Upload
from documents.vocabulary import LetterState
from governance.models import Body, RoleAssignment
from governance.vocabulary import Level, Role
from tests.browsing import Celery, Visits, log_in, needs_chromium
from tests.e2e.steps import DOCX, Place, confirm_all, open_review, payload, place, publish, upload, wait_till_read
from tests.factories import GemeenteFactory, UserFactory, user_with_role
from tests.rendering import render_docx, render_pdf

pytestmark = needs_chromium

MASKED = ("Petra Voorbeeldsma", "p.voorbeeldsma@", "078 555 01 99")


def letter_about(subject: str) -> Letter:
    """The one letter with this subject."""
    return Letter.objects.get(subject=subject)


def answer_decisions(page: Page, answer: str) -> None:
    """Give every found decision the same answer."""
    for question in page.locator(f"input[type=radio][name$=answer][value={answer}]").all():
        question.check()


def withdraw(page: Page, letter: Letter) -> None:
    """Try without a reason first, then with one."""
    page.goto(f"/griffie/brieven/{letter.pk}/controleren/")
    page.get_by_text("Liever intrekken met een reden").click()
    page.get_by_role("button", name="Publicatie intrekken").click()
    expect(page.get_by_text("Schrijf waarom u de brief intrekt.").first).to_be_visible()
    page.get_by_label("Reden").fill("De verkeerde bijlage zat erbij.")
    page.get_by_role("button", name="Publicatie intrekken").click()
    expect(page.get_by_text("De brief is ingetrokken.")).to_be_visible()


def test_griffie_uploads_checks_masks_publishes_and_withdraws(visits: Visits, workers: Celery) -> None:
    here = place("Vlietmonde", "Vlietstreek")
    subjects = ("Regiovisie jeugdhulp Vlietstreek", "Wachttijden in Vlietmonde")
    page = visits.window()
    log_in(page, here.griffier)
    upload(page, [
        payload("regiovisie.pdf", render_pdf(here.letter(subjects[0], "2022-0004711"))),
        payload("wachttijden.docx", render_docx(here.letter(subjects[1], "2022-0004712")), DOCX),
    ])  # fmt: skip
    wait_till_read(page, 2)
    expect(page.locator("tr[data-status=to_check]")).to_have_count(2)
    for subject in subjects:
        expect(page.get_by_role("table").get_by_text(subject)).to_be_visible()

    open_review(page, "regiovisie.pdf")
    for text in MASKED:
        assert page.get_by_label(f"Lakken: {text}").first.is_checked() or "@" in text
    page.fill("input[name=lak_ook]", "eerder en dichterbij")
    page.get_by_role("button", name="Ook lakken").click()
    expect(page.get_by_label("Lakken: eerder en dichterbij")).to_be_checked()
    assert confirm_all(page) > 0
    page.get_by_role("button", name="Publiceren en volgende").click()
    expect(page.get_by_role("alert")).to_contain_text("Ga de persoonsgegevens na")
    answer_decisions(page, "create")
    publish(page)
    page.wait_for_url(f"**/griffie/brieven/{letter_about(subjects[1]).pk}/controleren/")

    letter = letter_about(subjects[0])
    public = visits.window()
    public.goto(letter.get_absolute_url())
    expect(public.get_by_role("heading", level=1, name=subjects[0])).to_be_visible()
    shown = public.content()
    assert "█" in shown
    assert not [text for text in (*MASKED, "eerder en dichterbij") if text in shown]

    withdraw(page, letter)
    answer = public.goto(letter.get_absolute_url())
    assert answer is not None
    assert answer.status == 410
    expect(public.get_by_text("De verkeerde bijlage zat erbij.")).to_be_visible()


def test_griffie_can_do_all_of_it_without_javascript(visits: Visits, workers: Celery) -> None:
    here = place("Kalmoesdam", "Kalmoesland")
    page = visits.window(javascript=False)
    log_in(page, here.griffier)
    upload(page, [payload("kalmoes.pdf", render_pdf(here.letter("Toegang tot jeugdhulp in Kalmoesdam")))])
    wait_till_read(page, 1, reload=True)
    open_review(page, "kalmoes.pdf")
    page.get_by_role("link", name="Toon in brief").first.click()
    assert "#" in page.url
    confirm_all(page)
    answer_decisions(page, "reject")
    publish(page)
    assert letter_about("Toegang tot jeugdhulp in Kalmoesdam").state == LetterState.PUBLISHED


def test_files_dropped_on_the_form_are_listed_and_sent(visits: Visits, workers: Celery) -> None:
    here = place("Rietwaard", "Rietlanden")
    page = visits.window(here.griffier)
    page.goto("/griffie/upload/")
    page.check("input[name=openbaarheid][value=openbaar]")
    dropped = page.evaluate_handle(
        """() => { const all = new DataTransfer();
            all.items.add(new File(["Een brief over jeugdhulp in Rietwaard, lang genoeg om te lezen."], "een.txt"));
            all.items.add(new File(["x"], "foto.jpg")); return all; }"""
    )
    page.dispatch_event("[data-upload]", "drop", {"dataTransfer": dropped})
    expect(page.get_by_text("2 bestanden gekozen.")).to_be_visible()
    expect(page.get_by_text("Kan niet mee")).to_have_count(1)
    page.get_by_role("button", name="Weghalen foto.jpg").click()
    page.set_input_files("input[name=bestanden]", [payload("twee.txt", b"Nog een brief over jeugdhulp.", "text/plain")])
    page.get_by_role("button", name="Toevoegen en laten lezen").click()
    wait_till_read(page, 2)
    names = Upload.objects.filter(batch__owner_gemeente=here.gemeente).values_list("file_name", flat=True)
    assert set(names) == {"een.txt", "twee.txt"}


def test_raadslid_searches_reads_the_decision_and_goes_on_to_the_region(visits: Visits, workers: Celery) -> None:
    here = place("Zilverbeek", "Zilverstreek")
    subject = "De nieuwe regiovisie van de Zilverstreek"
    published(visits, here, subject)
    page = visits.window()
    log_in(page, here.raadslid)
    page.get_by_role("search").first.get_by_role("searchbox").fill("regiovisie zilverstreek")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name=subject).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(subject)
    page.locator("section", has_text="Besluiten in deze brief").get_by_role("link", name="regiovisie").first.click()
    page.wait_for_url("**/besluiten/*/")
    expect(page.get_by_role("main")).to_contain_text("1 maart 2022")
    page.get_by_role("main").get_by_role("link", name="Zilverstreek", exact=False).first.click()
    page.goto(here.region.get_absolute_url())
    expect(page.get_by_role("main").get_by_role("link", name=subject).first).to_be_visible()


def published(visits: Visits, here: Place, subject: str, *, level: str = "openbaar", shared_with: str = "") -> Letter:
    """A letter that the griffier of this place uploaded and published in the browser."""
    page = visits.window(here.griffier)
    upload(page, [payload("brief.pdf", render_pdf(here.letter(subject)))], level=level)
    wait_till_read(page, 1)
    open_review(page, "brief.pdf")
    confirm_all(page)
    answer_decisions(page, "create")
    publish(page, level=level, shared_with=shared_with)
    return letter_about(subject)


def test_a_besloten_letter_is_seen_by_raadsleden_it_is_shared_with_and_nobody_else(
    visits: Visits, workers: Celery
) -> None:
    here = place("Eikenrode", "Eikenland")
    secret = "Tekorten bij de aanbieder Wilgenhof"
    letter = published(visits, here, secret, level="besloten", shared_with=f"Gemeente {here.gemeente}")
    assert letter.level == Level.RESTRICTED
    reader = visits.window(here.raadslid)
    reader.goto(letter.get_absolute_url())
    expect(reader.get_by_role("heading", level=1, name=secret)).to_be_visible()
    reader.goto("/zoeken/?q=Wilgenhof")
    expect(reader.get_by_role("main").get_by_role("link", name=secret)).to_be_visible()
    elsewhere = user_with_role(Role.COUNCILLOR, gemeente=GemeenteFactory(name="Overkant"))
    beheer = user_with_role(Role.MANAGER, region=here.region)
    for user in (None, elsewhere, beheer, user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())):
        other = visits.window(user)
        answer = other.goto(letter.get_absolute_url())
        assert answer is not None
        assert answer.status == 404
        for address in ("/zoeken/?q=Wilgenhof", here.region.get_absolute_url(), here.gemeente.get_absolute_url()):
            other.goto(address)
            assert secret not in other.content()


def test_beheer_grants_a_role_that_works_at_once(visits: Visits) -> None:
    here = place("Lindeveen", "Lindestreek")
    beheer, newcomer = user_with_role(Role.MANAGER, region=here.region), UserFactory()
    theirs = visits.window(newcomer)
    answer = theirs.goto("/griffie/")
    assert answer is not None
    assert answer.status == 403
    page = visits.window()
    log_in(page, beheer)
    page.get_by_role("link", name="Rollen").click()
    page.get_by_label("E-mailadres", exact=True).fill(newcomer.email)
    page.get_by_label("Rol", exact=True).select_option(Role.GRIFFIE.value)
    page.locator("select[name=gemeente]").select_option(label=here.gemeente.name)
    page.get_by_role("button", name="Rol toekennen").click()
    expect(page.get_by_text(f"{newcomer.email} heeft nu de rol")).to_be_visible()
    assert RoleAssignment.objects.filter(user=newcomer, granted_by=beheer, gemeente=here.gemeente).exists()
    theirs.goto("/griffie/")
    expect(theirs.get_by_role("heading", level=1, name="Werkvoorraad")).to_be_visible()


def test_beheer_edits_the_period_of_a_body_in_the_admin(visits: Visits) -> None:
    here = place("Beukenstad", "Beukenstreek")
    body = Body.objects.get(gemeente=here.gemeente)
    page = visits.window()
    log_in(page, user_with_role(Role.FUNCTIONAL_MANAGER))
    page.goto(f"/admin/governance/body/{body.pk}/change/")
    page.fill("input[name=valid_from]", "2022-03-30")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/admin/governance/body/")
    body.refresh_from_db()
    assert str(body.valid_from) == "2022-03-30"


@pytest.mark.parametrize("path", ["/griffie/", "/beheer/rollen/"])
def test_who_is_not_logged_in_is_brought_to_the_form_and_back(visits: Visits, path: str) -> None:
    page = visits.window()
    page.goto(path)
    assert "/account/login/" in page.url
    user = user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", "verkeerd")
    page.click("main button[type=submit]")
    expect(page.locator(".utrecht-alert--error, [role=alert]").first).to_be_visible()
