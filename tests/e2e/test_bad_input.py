"""Files that cannot be read, sent by the upload form: each row says in the end what to do, and the others go on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from documents.failures import SENTENCES
from documents.models import Letter, Upload
from documents.pipeline.types import FailureCode
from documents.vocabulary import UploadStatus
from governance.models import User
from governance.vocabulary import Role
from tests.browsing import Celery, Visits, needs_chromium
from tests.e2e.steps import payload, upload, wait_till_read
from tests.factories import GemeenteFactory, user_with_role
from tests.rendering import blank_scan, broken_pdf, many_pages_pdf, password_pdf, render_pdf

pytestmark = [*needs_chromium, pytest.mark.ocr]

GOOD = """Raadsinformatiebrief

Datum\t9 maart 2022
Onderwerp\tWachttijden in de jeugdhulp

Geachte raad,

Er zijn {}.
"""
BAD = {
    "te-groot.pdf": (b"%PDF-1.7\n" + b"\0" * (26 * 1024 * 1024), FailureCode.TOO_LARGE),
    "leeg.pdf": (b"", FailureCode.EMPTY),
    "foto.pdf": (b"\xff\xd8\xff\xe0" + b"\1" * 4000, FailureCode.WRONG_TYPE),
    "wachtwoord.pdf": (password_pdf(), FailureCode.PASSWORD),
    "kapot.pdf": (broken_pdf(), FailureCode.BROKEN),
    "dik.pdf": (many_pages_pdf(2000), FailureCode.TOO_MANY_PAGES),
    "blanco.pdf": (blank_scan(), FailureCode.NO_TEXT),
}
ODD_NAMES = {
    "\u202efdp.feirb.pdf": "fdp.feirb.pdf",
    "x" * 300 + ".pdf": "x" * 251 + ".pdf",
    "../../etc/brief.pdf": "brief.pdf",
    "brief \"van\" 'ons' <b>&.pdf": "brief \"van\" 'ons' <b>&.pdf",
    "brief 🏡 tekening.pdf": "brief 🏡 tekening.pdf",
    "twee\nregels.pdf": "tweeregels.pdf",
}


def griffier() -> User:
    """A griffier of a gemeente of its own."""
    return user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())


def test_each_bad_file_says_what_to_do_and_the_good_ones_go_on(visits: Visits, workers: Celery) -> None:
    page = visits.window(griffier())
    good = {f"goed-{number}.pdf": render_pdf(GOOD.format(f"{number} wachtenden")) for number in (1, 2)}
    names = ["goed-1.pdf", *BAD, "goed-2.pdf", "nog eens.pdf"]
    data = good | {name: bad for name, (bad, _) in BAD.items()} | {"nog eens.pdf": good["goed-1.pdf"]}
    upload(page, [payload(name, data[name]) for name in names])
    wait_till_read(page, len(names), seconds=120)
    for name, (_, code) in BAD.items():
        row = page.get_by_role("row", name=name, exact=False)
        assert row.get_attribute("data-status") in {UploadStatus.REFUSED, UploadStatus.FAILED}
        expect(row).to_contain_text(SENTENCES[code])
    for name in good:
        expect(page.get_by_role("row", name=name)).to_have_attribute("data-status", UploadStatus.TO_CHECK)
    double = page.get_by_role("row", name="nog eens.pdf")
    expect(double).to_have_attribute("data-status", UploadStatus.DUPLICATE)
    expect(double).to_contain_text("Deze brief staat al in het portaal. Wat wilt u doen?")
    stored = Upload.objects.exclude(letter=None).values_list("file_name", flat=True)
    assert not {name for name, (_, code) in BAD.items() if code in {"too_large", "empty", "wrong_type"}} & set(stored)


def test_files_with_odd_names_are_read_and_shown_without_doing_harm(visits: Visits, workers: Celery) -> None:
    user = griffier()
    page = visits.window(user)
    upload(page, [payload(name, render_pdf(GOOD.format(f"{len(name)} regels"))) for name in ODD_NAMES])
    wait_till_read(page, len(ODD_NAMES))
    expect(page.locator("tr[data-status=to_check]")).to_have_count(len(ODD_NAMES))
    shown = {row.inner_text() for row in page.locator("tr[data-status] th").all()}
    assert {name.replace("%22", '"').replace("%0A", "") for name in shown} == set(ODD_NAMES.values())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_sixty_files_go_at_once_and_sixty_one_are_refused_before_any_is_stored(visits: Visits, workers: Celery) -> None:
    user = griffier()
    page = visits.window(user)
    files = [
        payload(f"brief-{number}.txt", GOOD.format(f"{number} cliënten").encode(), "text/plain") for number in range(61)
    ]
    page.goto("/griffie/upload/")
    page.check("input[name=openbaarheid][value=openbaar]")
    page.set_input_files("input[name=bestanden]", files)
    expect(page.get_by_text("Haal er 1 weg.")).to_be_visible()
    page.get_by_role("button", name="Toevoegen en laten lezen").click()
    expect(page.get_by_text("U koos 61 bestanden.").first).to_be_visible()
    assert not Letter.objects.filter(uploaded_by=user).exists()
    upload(page, files[:60])
    wait_till_read(page, 60, seconds=150)
    expect(page.locator("tr[data-status=to_check]")).to_have_count(60)
    assert Letter.objects.filter(uploaded_by=user).count() == 60
