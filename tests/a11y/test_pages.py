"""Every page, for everybody who may open it, empty, filled and with errors, wide and narrow: axe finds nothing wrong
and nothing has to be scrolled sideways. A new address must be told of in world.py, or named here as no page.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page

from tests.a11y.world import World, make_world
from tests.browsing import NARROW, ROOT, WIDE, Visits, needs_chromium

pytestmark = needs_chromium

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (tags) => {
    const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
    return found.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html.slice(0, 160)).join(" "));
}"""
SIDEWAYS = "() => document.documentElement.scrollWidth - window.innerWidth"
WIDEST = """() => [...document.querySelectorAll("main *")].filter(
    (element) => element.getBoundingClientRect().right > window.innerWidth
).slice(-1).map((element) => element.outerHTML.slice(0, 120))"""

# Addresses that show no page: files, answers to machines, parts of a page, and forms that only take a POST.
NO_PAGE = {
    "health", "robots", "security_txt", "batch_rows", "decision_by_id", "letter_by_id", "round_by_id",
    "letter_original", "letter_withdraw", "letter_remove", "letter_read_again", "letter_secrecy",
    "letter_draft", "letter_page", "letter_undo", "letter_reopen", "publish_many", "batch_check",
    "batch_file", "batch_action", "letter_same", "letter_attachment", "history_undo",
    "merge_undo", "import_errors", "export_sheet", "export_everything",
    # Of allauth: what the portal does not offer (addresses of one's own, log-in by a code) or only redirects.
    "account_email", "account_email_verification_sent", "account_confirm_email", "account_set_password",
    "account_reauthenticate", "account_confirm_login_code",
}  # fmt: skip
OF_WHO_IS_LOGGED_IN = {"account_logout", "account_change_password"}


@pytest.fixture(scope="module")
def country(db: None) -> World:
    """The world to walk through."""
    return make_world()


@pytest.fixture(scope="module")
def walking(chromium: Browser, site: str) -> Iterator[Visits]:
    """Windows for the whole module."""
    found = Visits(chromium, site)
    yield found
    found.close()
    assert found.complaints == []


def pages_for(who: str, country: World) -> list[str]:
    """The addresses this person may open. What is empty or wrong on a public page is the same for everybody."""
    everyone = country.open_to_all.items()
    pages = {name: found if who == "anonymous" else found[:1] for name, found in everyone}
    if who == "griffie":
        pages |= country.of_griffie
    if who == "beheer":
        pages |= country.of_beheer
    if who == "anonymous":
        pages |= {name: found for name, found in country.of_accounts.items() if name not in OF_WHO_IS_LOGGED_IN}
    if who == "raadslid":
        pages |= {name: found for name, found in country.of_accounts.items() if name in OF_WHO_IS_LOGGED_IN}
    if who == "nobody":
        pages = {"home": ["/"], "refused": ["/griffie/", "/beheer/rollen/", "/bestaat-niet/"]}
    return [address for addresses in pages.values() for address in addresses]


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The names of all addresses but those of /admin/."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif pattern.namespace != "admin":
            yield from names(pattern.url_patterns)


def open_page(page: Page, address: str) -> None:
    """Go there; an address that ends in #…send stands for the form on it, sent without filling it in."""
    page.goto("about:blank")  # going from an address to the same with a mark loads nothing
    page.goto(address)
    _, _, mark = address.partition("#")
    if mark == "publiceer":
        page.get_by_role("button", name="Publiceren en volgende").click()
    elif mark.endswith("send"):
        page.locator("main form[method=post] button:not([tabindex='-1'])").last.click()


def faults(page: Page, address: str) -> list[str]:
    """What axe and the ruler find on this page at both widths."""
    found = []
    open_page(page, address)
    for size in (WIDE, NARROW):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.evaluate(AXE)
        found += [f"{address} at {size['width']}: {fault}" for fault in page.evaluate(RUN, TAGS)]
        if (over := page.evaluate(SIDEWAYS)) > 0:
            found.append(f"{address} at {size['width']}: {over} px too wide because of {page.evaluate(WIDEST)}")
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    return found


def test_every_address_is_walked_or_known_to_be_no_page(country: World) -> None:
    told = [country.open_to_all, country.of_griffie, country.of_beheer, country.of_accounts]
    walked = {name for pages in told for name, addresses in pages.items() if addresses}
    assert set(names(get_resolver().url_patterns)) == walked | NO_PAGE


@pytest.mark.parametrize("who", ["anonymous", "raadslid", "griffie", "beheer", "nobody"])
def test_no_page_hinders_anybody(who: str, country: World, walking: Visits) -> None:
    page = walking.window(country.people[who])
    found = [fault for address in pages_for(who, country) for fault in faults(page, address)]
    assert not found, "\n".join(found)
