"""Every page asks the database as often for a thousand rows as for ten, and who adds an address says with what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from portal.views.merging import KINDS
from portal.views.quality import ALL
from tests.access.rules import RULES
from tests.many_rows import Many

pytestmark = pytest.mark.django_db

FEW, MANY = 10, 1000
MOST = 12

ANYBODY, GRIFFIE, BEHEER = "anybody", "griffie", "beheer"
EVERYBODY = (ANYBODY, GRIFFIE)

# Pages and answers that hold no rows, and addresses that only take what is sent to them.
WITHOUT_ROWS = {
    "help", "privacy", "accessibility", "robots", "security_txt", "health", "upload", "report", "region_list_import",
    "letter_original", "letter_page", "letter_attachment", "letter_version",
    "publish_many", "batch_file", "batch_action", "batch_check", "letter_same", "letter_draft", "letter_undo",
    "letter_withdraw", "letter_reopen", "letter_remove", "letter_read_again", "letter_secrecy", "history_undo",
    "merge_undo",
}  # fmt: skip
# These go on to the address with the title, or are the same page for what is not public.
ELSEWHERE = {"decision_by_id", "round_by_id", "letter_by_id"}
# What is read from an uploaded file, with a fixed count of its own in test_imports and test_region_lists.
FROM_A_FILE = {"import_preview", "region_list_preview", "import_errors"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page as one person opens it."""

    name: str
    path: str
    asker: str

    def __str__(self) -> str:
        return f"{self.name} as {self.asker} ({self.path})"


def pages(world: Many) -> Iterator[Page]:
    """Every page with rows, as those who look at it."""
    for name, path in _public(world).items():
        for asker in EVERYBODY:
            yield Page(name.split(",")[0], path, asker)
    for name, path in _griffie(world).items():
        yield Page(name.split(",")[0], path, GRIFFIE)
    for name, path in _beheer(world).items():
        yield Page(name.split(",")[0], path, BEHEER)
    for model in admin.site._registry:
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        yield Page("admin", path, BEHEER)


def _public(world: Many) -> dict[str, str]:
    region, gemeente = world.region, world.gemeente
    lists = "home region_list division_list framework_list norm_list gemeente_list organisation_list decision_list"
    lists += " letter_list dossier_list round_list commitment_list"
    things: dict[str, Any] = {
        "region": region, "gemeente": gemeente, "organisation": world.organisation, "region_body": world.body,
        "gemeente_body": world.council, "region_programme": world.programme, "framework": world.framework,
        "decision": world.decision, "letter": world.letter,
        "dossier": world.dossier, "round": world.round, "commitment": world.commitment,
    }  # fmt: skip
    return {
        **{name: reverse(name) for name in lists.split()},
        **{name: thing.get_absolute_url() for name, thing in things.items()},
        "search": f"{reverse('search')}?q=jeugdhulp",
        "search, filtered": f"{reverse('search')}?regio={region.slug}&gemeente={gemeente.slug}",
        "letter_list, filtered": f"{reverse('letter_list')}?regio={region.slug}&gemeente={gemeente.slug}&q=jeugdhulp",
        "decision_list, filtered": f"{reverse('decision_list')}?regio={region.slug}&gemeente={gemeente.slug}",
        "norm": reverse("norm", args=[world.norms.pk]),
        "person": reverse("person", args=[world.person.pk]),
        "region, on a day": f"{region.get_absolute_url()}?op=2020-06-01",
        "region_authority": reverse("region_authority", args=[region.slug]),
        "incoming": reverse("incoming", args=[gemeente.slug]),
        "round_compare": f"{reverse('round_compare', args=[world.round.pk])}?gemeente=dorp-0&gemeente=dorp-1",
        "round, as a table": f"{world.round.get_absolute_url()}?weergave=tabel",
    }


def _griffie(world: Many) -> dict[str, str]:
    letter = [world.draft.pk]
    return {
        "worklist": reverse("worklist"),
        "worklist, published": f"{reverse('worklist')}?status=gepubliceerd",
        "receipts": reverse("receipts"),
        "kept_rounds": reverse("kept_rounds"),
        "round_points": reverse("round_points", args=[world.round.pk]),
        "round_terms": reverse("round_terms", args=[world.round.pk]),
        "round_answer": reverse("round_answer", args=[world.round.pk, world.gemeente.slug]),
        "settle": reverse("settle", args=[world.commitment.pk]),
        "batch": world.batch.get_absolute_url(),
        "batch_rows": reverse("batch_rows", args=[world.batch.pk]),
        "review": reverse("review", args=letter),
        "letter_attach": reverse("letter_attach", args=letter),
    }


def _beheer(world: Many) -> dict[str, str]:
    body, region = world.body.pk, [world.region.slug]
    lists = "beheer recognition proposals roles merges import_start quality export_everything alias_list"
    return {
        **{name: reverse(name) for name in lists.split()},
        **{f"doubt, {word}": reverse("doubt", args=[word]) for word in ALL},
        **{f"merge_choose, {kind}": reverse("merge_choose", args=[kind]) for kind in KINDS},
        **{f"export_sheet, {word}": reverse("export_sheet", args=[word]) for word in ("organen", "zetels")},
        **{name: reverse(name, args=region) for name in ("structure", "body_add", "herindeling", "mandate_add")},
        **{name: reverse(name, args=["organen", body]) for name in ("ending", "going_on", "renaming", "history")},
        "norm_stand": reverse("norm_stand", args=[world.region.slug, world.norms.pk]),
        "shares": reverse("shares", args=[world.programme.pk]),
        "life_event": reverse("life_event", args=[body]),
        "alias_add": reverse("alias_add"),
        "alias_remove": reverse("alias_remove", args=[world.rows["body"][0].pk]),
        "proposal": reverse("proposal", args=[world.proposal.pk]),
        "role_end": reverse("role_end", args=[world.role.pk]),
        "merge_compare": reverse("merge_compare", args=["organen", body, world.rows["in organisation"][0].pk]),
        "council_term": reverse("council_term", args=[world.gemeente.slug]),
        "body_edit": reverse("body_edit", args=[body]),
        "seat_add": reverse("seat_add", args=[body]),
        "seat_transfer": reverse("seat_transfer", args=[world.seat.pk]),
    }


Counts = dict[Page, tuple[int, int]]


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Counts]:
    """How many queries every page took with few rows and with many."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = Many()
        clients = _clients(world)
        world.grow(FEW)
        opened = list(pages(world))
        for page in opened:  # what is looked up once per process (content types, sites) is looked up here
            _queries(clients, page)
        few = {page: _queries(clients, page) for page in opened}
        world.grow(MANY)
        _update_statistics()
        yield {page: (few[page], _queries(clients, page)) for page in opened}
        transaction.set_rollback(True)


def test_every_page_asks_as_often_for_a_thousand_rows_as_for_ten(counts: Counts) -> None:
    wrong = [f"{page}: {few} queries, then {many}" for page, (few, many) in counts.items() if few != many]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("name", ["region", "dossier", "round"])
def test_the_pages_that_gather_most_take_twelve_queries_at_most(counts: Counts, name: str) -> None:
    found = [many for page, (_, many) in counts.items() if page.name == name and page.asker == ANYBODY]
    assert found
    assert max(found) <= MOST


def test_every_address_with_rows_is_counted(counts: Counts) -> None:
    known = {page.name for page in counts} | WITHOUT_ROWS | ELSEWHERE | FROM_A_FILE
    assert sorted(set(RULES) - known) == [], "say in test_query_counts with which rows these pages are counted"
    assert sorted(known - set(RULES) - {"admin"}) == [], "these addresses are gone"


def test_every_list_of_the_admin_has_rows(counts: Counts) -> None:
    few = [model.__name__ for model in admin.site._registry if model._default_manager.count() < MANY]
    assert not few, f"add rows in tests/many_rows.py: {few}"


def _clients(world: Many) -> dict[str, Client]:
    clients = {ANYBODY: Client(), GRIFFIE: Client(), BEHEER: Client()}
    clients[GRIFFIE].force_login(world.griffie)
    clients[BEHEER].force_login(world.manager)
    return clients


def _queries(clients: dict[str, Client], page: Page) -> int:
    """How often a page asks; counted here, for Django's own log forgets the oldest of many."""
    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = clients[page.asker].get(page.path)
    assert answer.status_code in {200, 286}, f"{page}: {answer.status_code} {answer.headers.get('Location', '')}"
    return len(asked)


def _update_statistics() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
