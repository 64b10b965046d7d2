"""Every named address × everybody × every state: the status is that of the rules, and a refusal changes nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from documents.models import Letter
from tests.access.rules import RULES, addresses, ruled
from tests.access.visits import SAMPLED, Browser, Visit, pairs, visits
from tests.access.world import Asker, World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet")]

# What each button sends; a POST without its fields might be refused for that alone.
FILLED = {
    "upload": {"openbaarheid": "openbaar"},
    "roles": {"email": "nieuw@voorbeeld.example", "role": "beheer", "valid_from": "2022-01-01"},
    "role_end": {"ends_on": "2026-01-01"},
    "report": {"bericht": "Er klopt iets niet."},
    "settle": {"status": "kept"},
    "round_answer": {"status": "scheduled", "number": "RIS 9"}, "round_points": {"text": "Nog een punt"},
    "round_terms": {"request": "Ook het advies meesturen"},
    "letter_same": {"actie": "apart"},
    "batch_action": {"bestand": "1", "actie": "verwijderen"},
    "letter_withdraw": {"reason": "Verkeerd stuk."},
    "letter_secrecy": {"answer": "nee", "reason": "Staat er niet."},
    "review": {
        "edit_count": "0", "subject": "Een ander onderwerp", "bewaar": "1", "verwijzingen": "1", "publiceer": "1",
        "level": "openbaar", "personal_data_checked": "on",
    },
}  # fmt: skip
# Not asked with POST: they end the session that the other visits need.
ENDS_SESSION = {"account_logout", "admin:logout"}


def test_every_address_has_a_name_and_a_rule() -> None:
    unruled = [a.route for a in addresses() if a.name and ruled(a.name) is None]
    unnamed = [a.route for a in addresses() if not a.name and not a.route.startswith("admin/")]
    assert not unruled, f"say in tests/access/rules.py who may open: {unruled}"
    assert not unnamed, f"give these addresses a name: {unnamed}"


def test_no_letter_or_part_of_one_is_in_admin() -> None:
    hidden = {"Letter", "LetterVersion", "SourceFile", "Passage", "Finding", "Choice", "EvidenceLink", "CitedDocument",
              "Report", "Upload", "RemovalRecord"}  # fmt: skip
    registered = {model.__name__ for model in admin.site._registry if model._meta.app_label == "documents"}
    assert not registered & hidden


def test_every_page_opens_for_whom_it_may_and_for_nobody_else(world: World, browsers: dict[str, Browser]) -> None:
    wrong = []
    for asker, visit in pairs(world):
        if visit.name in ENDS_SESSION or (asker.manages and visit.name.startswith("admin:governance_")):
            continue  # the same test lets beheer and superuser in; the search for planted words goes there as beheer
        for method in ("GET", "HEAD") if asker.user is None else ("GET",):
            status = browsers[asker.name].ask(method, visit.path).status_code
            expected = visit.ruled.rule(asker, visit.thing, method)
            if status not in expected and (method, status) != ("HEAD", 405):
                wrong.append(f"{method} {visit} as {asker.name}: {status}, not {sorted(expected)}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_page_that_needs_an_account_sends_to_the_log_in_page(world: World, browsers: dict[str, Browser]) -> None:
    wrong = []
    for asker, visit in pairs(world):
        if asker.user is not None or not visit.path.startswith(("/griffie/", "/beheer/")):
            continue
        address = browsers[asker.name].get(visit.path)["Location"]
        if not address.startswith(reverse("account_login") + "?next=/"):
            wrong.append(f"{visit}: {address}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_post_by_who_may_not_changes_nothing(world: World, browsers: dict[str, Browser]) -> None:
    wrong = []
    for asker in world.askers:
        before = _contents()
        for visit in (visit for who, visit in pairs(world) if who is asker and _may_not(asker, visit)):
            expected = visit.ruled.rule(asker, visit.thing, "POST")
            status = browsers[asker.name].post(visit.path, FILLED.get(visit.name, {"x": "1"})).status_code
            if status not in expected:
                wrong.append(f"POST {visit} as {asker.name}: {status}, not {sorted(expected)}")
        after = _contents()
        changed = sorted(name for name, rows in after.items() if rows != before[name])
        if changed:
            wrong.append(f"changed by {asker.name}: {changed}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_post_by_who_may_is_taken(world: World, browsers: dict[str, Browser]) -> None:
    wrong = []
    for asker, visit in pairs(world):
        if not visit.ruled.changes or _may_not(asker, visit):
            continue
        with transaction.atomic():
            status = browsers[asker.name].post(visit.path, FILLED.get(visit.name, {})).status_code
            transaction.set_rollback(True)
        expected = visit.ruled.rule(asker, visit.thing, "POST")
        if status not in expected:
            wrong.append(f"POST {visit} as {asker.name}: {status}, not {sorted(expected)}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_a_post_without_its_token_is_refused(world: World) -> None:
    wrong = []
    for name in ("anonymous", "griffie here", "beheer"):
        asker = world.asker(name)
        client = Client(enforce_csrf_checks=True)
        if asker.user is not None:
            client.force_login(asker.user, backend="django.contrib.auth.backends.ModelBackend")
        for visit in _one_each(world):
            if not visit.ruled.changes:
                continue
            status = client.post(visit.path, FILLED.get(visit.name, {})).status_code
            if status != 403:
                wrong.append(f"{visit} as {name}: {status}")
    assert not wrong, "\n" + "\n".join(wrong)


def test_no_page_takes_another_method(world: World, browsers: dict[str, Browser]) -> None:
    before = _contents()
    wrong = []
    asker = world.asker("griffie here")
    for visit in _one_each(world):
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            status = browsers[asker.name].ask(method, visit.path).status_code
            if status not in {403, 404, 405}:
                wrong.append(f"{method} {visit}: {status}")
        overridden = browsers[asker.name].get(visit.path, **{"X-HTTP-Method-Override": "POST"}).status_code
        if overridden not in visit.ruled.rule(asker, visit.thing, "GET"):
            wrong.append(f"GET as POST {visit}: {overridden}")
    assert not wrong, "\n" + "\n".join(wrong)
    assert _contents() == before


def test_the_world_has_every_state(world: World) -> None:
    states = {thing.state for thing in world.letters.values()}
    assert states == {"draft", "public", "restricted", "withdrawn", "withdrawn restricted", "possibly secret", "secret",
                      "failed"}  # fmt: skip
    assert Letter.objects.count() == len(world.letters)


def _one_each(world: World) -> list[Visit]:
    """One visit per address of our own."""
    return list({visit.name: visit for visit in visits(world) if visit.name in RULES}.values())


def _may_not(asker: Asker, visit: Visit) -> bool:
    """Whether a POST by this asker must be without effect."""
    if not visit.ruled.changes:
        return visit.name in RULES and (visit.thing is None or visit.thing.name in SAMPLED)
    expected = visit.ruled.rule(asker, visit.thing, "POST")
    return expected <= {302, 403, 404, 405} and expected != {302, 422} and not _done(asker, visit)


def _done(asker: Asker, visit: Visit) -> bool:
    return asker.user is not None and 302 in visit.ruled.rule(asker, visit.thing, "POST")


def _contents() -> dict[str, str]:
    """A fingerprint of every table of our own."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model._meta.app_label not in {"governance", "documents"}:
                continue
            table = model._meta.db_table
            rows = "coalesce(string_agg(t::text, '|' ORDER BY t::text), '')"
            cursor.execute(f'SELECT count(*) || md5({rows}) FROM "{table}" t')  # noqa: S608 - our own table names
            found[table] = cursor.fetchone()[0]
    return found
