"""A place with its people, a letter from it, and what a griffier does with letters in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from documents.vocabulary import UploadStatus
from governance.models import Body, Gemeente, Region, User
from governance.vocabulary import Role
from tests.factories import CollegeFactory, GemeenteFactory, RegionFactory, RegionMembershipFactory, user_with_role

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

LETTER = """Raadsinformatiebrief

Van\tHet college van burgemeester en wethouders
Aan\tDe gemeenteraad
Datum\t9 maart 2022
Zaaknummer\t{number}
Onderwerp\t{subject}
Behandelaar\tPetra Voorbeeldsma
E-mail\tp.voorbeeldsma@{gemeente}.example
Telefoon\t078 555 01 99

Geachte leden van de raad,

Aanleiding
De gemeente {gemeente} werkt in de jeugdregio {region} samen aan jeugdhulp.

Kern
Op 1 maart 2022 heeft het college de regiovisie jeugdhulp {region} vastgesteld.
Hulp komt daarmee eerder en dichterbij.

Vervolg
Voor de zomer ontvangt u een voortgangsbericht. Petra Voorbeeldsma beantwoordt uw vragen.

Met vriendelijke groet,
Burgemeester en wethouders van {gemeente}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """An invented gemeente in an invented region, with its college and its people."""

    gemeente: Gemeente
    region: Region
    college: Body
    griffier: User
    raadslid: User

    def letter(self, subject: str, number: str = "2022-0004711") -> str:
        """A raadsinformatiebrief of this gemeente: certain and doubtful fields, one decision, personal data."""
        return LETTER.format(gemeente=self.gemeente.name, region=self.region.name, subject=subject, number=number)


def place(gemeente: str, region: str) -> Place:
    """A gemeente and a region of these names. Each test takes names of its own: letters are linked by name."""
    town, around = GemeenteFactory(name=gemeente), RegionFactory(name=region)
    RegionMembershipFactory(gemeente=town, region=around)
    return Place(
        town,
        around,
        CollegeFactory(gemeente=town),
        user_with_role(Role.GRIFFIE, gemeente=town),
        user_with_role(Role.COUNCILLOR, gemeente=town),
    )


def payload(name: str, data: bytes, kind: str = PDF) -> FilePayload:
    """A file for a file input."""
    return {"name": name, "mimeType": kind, "buffer": data}


def upload(page: Page, files: Sequence[FilePayload] | Sequence[Path], *, level: str = "openbaar") -> None:
    """Choose files on the upload form and send it; the page of the batch follows."""
    page.goto("/griffie/upload/")
    page.check(f"input[name=openbaarheid][value={level}]")
    page.set_input_files("input[name=bestanden]", list(files), timeout=60_000)  # type: ignore[arg-type]  # of one kind
    page.get_by_role("button", name="Toevoegen en laten lezen").click(timeout=60_000)
    page.wait_for_url("**/griffie/uploads/*/", timeout=60_000)


def wait_till_read(page: Page, count: int, *, seconds: int = 60, reload: bool = False) -> None:
    """Wait on the page of a batch until no row is busy; ``reload`` where no script does that."""
    expect(page.locator("tr[data-status]")).to_have_count(count)
    busy = page.locator(", ".join(f"tr[data-status={status}]" for status in UploadStatus if status.is_busy))
    if not reload:
        expect(busy).to_have_count(0, timeout=seconds * 1000)
        return
    for _ in range(seconds):
        if not busy.count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    expect(busy).to_have_count(0)


def open_review(page: Page, file_name: str) -> None:
    """Follow the link of a file on the page of its batch."""
    page.get_by_role("row", name=file_name).get_by_role("link", name="Controleren").click()
    page.wait_for_url("**/controleren/")


def confirm_all(page: Page) -> int:
    """Press Klopt on every doubtful field; how many there were."""
    pressed = 0
    while (button := page.locator(".p-veld--controleren button[name=bevestig]").first).count():
        button.click()
        expect(page.get_by_text("Opgeslagen.").first).to_be_visible()
        expect(page.locator("form[aria-busy]")).to_have_count(0)
        pressed += 1
    return pressed


def record(page: Page, words: str, button: str) -> None:
    """Record what was found, as it is proposed, from the card with these words."""
    card = page.locator(".p-vondst").filter(has=page.locator("p:first-child", has_text=words))
    expect(card).to_have_count(1)
    card.get_by_role("button", name=button).first.click()
    expect(card.get_by_text("Vastgelegd:")).to_be_visible()


def publish(page: Page, *, level: str = "openbaar", shared_with: str = "") -> None:
    """Say who may read the letter and that personal data was gone through, and press the button."""
    if shared_with:
        if not page.get_by_label(shared_with, exact=True).is_visible():
            page.get_by_text("Besloten? Kies met wie u deelt").click()
        page.get_by_label(shared_with, exact=True).check()
    page.get_by_label("Ik heb de hele brief nagekeken op persoonsgegevens").check()
    page.locator(f"button[name=publiceer][value={level}]").click()
    expect(page.get_by_text("brief is gepubliceerd.")).to_be_visible()
