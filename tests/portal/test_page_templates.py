"""Pages that have no view of their own: faults, help, and the promises that every page makes."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path

from portal.staticfiles import VENDOR_FILES

TEMPLATES = Path(project.BASE_DIR) / "templates"
EVIL = "<script>alert(1)</script>"
NAMES = (
    "home", "region_list", "decision_list", "letter_list", "search", "help", "privacy", "accessibility", "worklist",
    "round_list", "commitment_list", "dossier_list", "beheer", "proposals", "roles",
    "account_login", "account_logout", "account_reset_password", "account_change_password",
)  # fmt: skip
PAGES = (
    "403.html", "403_csrf.html", "404.html", "410.html", "500.html",
    "pages/help.html", "pages/privacy.html", "pages/accessibility.html",
    "account/account_inactive.html", "account/login.html", "account/logout.html", "account/password_change.html",
    "account/password_reset.html", "account/password_reset_done.html", "account/password_reset_from_key.html",
    "account/password_reset_from_key_done.html", "account/signup_closed.html",
)  # fmt: skip


def here(_: HttpRequest) -> HttpResponse:
    """A view that no test calls."""
    return HttpResponse()


urlpatterns = [path(f"{name}/", here, name=name) for name in NAMES]


@pytest.fixture(autouse=True)
def _urls(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def page(template: str, **context: Any) -> str:
    request = RequestFactory().get("/home/")
    request.user = AnonymousUser()
    return render_to_string(template, context | {"request": request})


@pytest.mark.parametrize("template", PAGES)
def test_every_page_has_one_heading_a_title_and_its_language(template: str) -> None:
    html = page(template)
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.search(r"<title>[^<]+ · Jeugdregioportaal</title>", html)
    assert '<html lang="nl"' in html


def test_the_page_for_a_fault_needs_no_context_no_urls_and_no_database(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.portal.no_such_module"
    assert "Er ging iets mis" in render_to_string("500.html")


def test_a_withdrawn_letter_shows_why_and_since_when() -> None:
    html = page("410.html", title="Voortgang Samen Sterk", reason="Verkeerde bijlage.", withdrawn_on=None)
    assert "<h1>Voortgang Samen Sterk</h1>" in html
    assert "Verkeerde bijlage." in html


def test_a_letter_withdrawn_for_privacy_shows_no_title() -> None:
    html = page("410.html", title=None, reason="Privacy.")
    assert "<h1>Dit stuk is ingetrokken</h1>" in html


def test_a_reason_is_text_and_no_markup() -> None:
    assert EVIL not in page("410.html", title=EVIL, reason=EVIL)


def test_a_reader_who_is_not_logged_in_gets_no_csrf_token_and_no_script() -> None:
    html = page("404.html")
    assert "hx-headers" not in html
    assert "<script" not in html


def test_nothing_is_asked_of_third_parties() -> None:
    for template in PAGES:
        assert not re.search(r'(src|href)="(https?:)?//', page(template)), template


def sources() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("source", sources(), ids=lambda source: str(source.relative_to(TEMPLATES)))
def test_a_template_has_no_inline_script_style_or_unescaped_text(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


def styled_classes() -> set[str]:
    own = [f"css/{name}.css" for name in ("portaal", "griffie", "lezen")]
    names = [*(name for name in VENDOR_FILES if name.endswith("utrecht.css")), *own]
    text = "".join(Path(str(finders.find(name))).read_text(encoding="utf-8") for name in names)
    return set(re.findall(r"\.((?:utrecht|p)-[\w-]+)", text))


@pytest.mark.skipif(
    not (Path(project.BASE_DIR) / "node_modules").is_dir(), reason="node_modules is absent: run `make setup`"
)
def test_every_class_in_a_template_is_styled_somewhere() -> None:
    used = {
        name
        for source in sources()
        for value in re.findall(r'class="([^"]*)"', re.sub(r"{[%{#].*?[%}#]}", " ", source.read_text(encoding="utf-8")))
        for name in value.split()
        if name.startswith(("utrecht-", "p-")) and not name.endswith("-")
    }
    assert used - styled_classes() == set()
