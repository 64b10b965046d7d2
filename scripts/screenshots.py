"""Take the pictures of docs/screenshots from a running demo: `make demo`, and in another terminal `make screenshots`.

Uses the demo's griffie account: it adds some sample letters as PDF and Word files, so take them from a demo that may
be thrown away. PORT and DEMO_PASSWORD as for the demo.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.chromium import ARGUMENTS, find_chromium  # noqa: E402  # the path to it is set above
from tests.rendering import broken_pdf, render_docx, render_pdf, render_scan  # noqa: E402

SAMPLES = ROOT / "documents" / "samples"
PICTURES = ROOT / "docs" / "screenshots"
SIZES = {"": (1280, 1280), "-320": (320, 1000)}
LARGEST = 400_000  # bytes of a picture that a reader of the README can be asked to load
GRIFFIE = "griffie@demo.example"


def files() -> list[FilePayload]:
    """What a griffier may have on the desk: a PDF, a Word file, a scan, and one that is broken."""
    text = {path.stem: path.read_text("utf-8") for path in SAMPLES.glob("*.txt")}
    made = {
        "RIB inkoopkader jeugdhulp.pdf": render_pdf(text["dordrecht-inkoopkader"]),
        "Memo serviceorganisatie.docx": render_docx(text["dordrecht-memo-serviceorganisatie"]),
        "Regiovisie (scan).pdf": render_scan(text["rijnmond-regiovisie"], dpi=200),
        "bijlage.pdf": broken_pdf(),
    }
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in made.items()]


def log_in(page: Page) -> None:
    """As the demo's griffier."""
    kept = ROOT / ".local" / "demo" / "password"
    password = os.environ.get("DEMO_PASSWORD") or kept.read_text("ascii")
    page.goto("/account/login/")
    page.fill("input[name=login]", GRIFFIE)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    expect(page.get_by_role("link", name="Werkvoorraad")).to_be_visible()


def choose_files(page: Page) -> None:
    """The upload form with files chosen."""
    page.goto("/griffie/upload/")
    page.get_by_label("Gemeente Dordrecht").check()
    page.get_by_label("Openbaar", exact=True).check()
    page.set_input_files("input[name=bestanden]", files())


def add_files(page: Page) -> None:
    """The page of the batch once all is read."""
    page.get_by_role("button", name="Toevoegen en laten lezen").click()
    page.wait_for_url("**/griffie/uploads/*/")
    expect(page.locator("tr[data-status=waiting], tr[data-status=reading]")).to_have_count(0, timeout=120_000)


def review(page: Page) -> None:
    """The review screen of the first letter of that batch."""
    page.get_by_role("link", name="Controleren").first.click()
    page.wait_for_url("**/controleren/")


def read_letter(page: Page) -> None:
    """A published letter with decisions, from its list."""
    page.goto("/zoeken/?q=inkoopkader&soort=brief")
    page.locator("main ol.p-lijst li").filter(has_not_text="Nog niet gepubliceerd").first.get_by_role(
        "link"
    ).first.click()
    page.wait_for_url("**/brieven/*-*/")


def at(address: str) -> Callable[[Page], None]:
    """Just go there."""

    def go(page: Page) -> None:
        page.goto(address)

    return go


SCENES: dict[str, Callable[[Page], None]] = {
    "upload": choose_files,
    "batch": add_files,
    "review": review,
    "region": at("/regios/zuid-holland-zuid/"),
    "search": at("/zoeken/?q=inkoopkader+jeugdhulp"),
    "letter": read_letter,
}


def picture(page: Page, name: str) -> None:
    """Save the page as it stands at each width, from the top, in a palette of its own."""
    for suffix, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("window.scrollTo(0, 0)")
        shot = Image.open(io.BytesIO(page.screenshot()))
        target = PICTURES / f"{name}{suffix}.png"
        shot.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size > LARGEST:
            sys.exit(f"{target.name} is larger than {LARGEST // 1000} kB.")
        print(target.relative_to(ROOT), target.stat().st_size // 1000, "kB")
    page.set_viewport_size({"width": SIZES[""][0], "height": SIZES[""][1]})


def main() -> None:
    """Take them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(base_url=f"http://127.0.0.1:{os.environ.get('PORT', '8000')}", locale="nl-NL")
        log_in(page)
        for name, scene in SCENES.items():
            scene(page)
            picture(page, name)
        browser.close()


if __name__ == "__main__":
    main()
