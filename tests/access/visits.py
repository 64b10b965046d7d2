"""Every address of the site filled in with every thing of the world, ready to be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import NoReverseMatch, reverse

from governance.models import Alias, NormSet
from tests.access.rules import (
    BATCH,
    COMMITMENT,
    DECISION,
    LETTER,
    PLACE,
    PROGRAMME,
    ROLE,
    ROUND,
    Address,
    Ruled,
    addresses,
    ruled,
)
from tests.access.world import Asker, Thing, World


@dataclass(frozen=True, slots=True)
class Visit:
    """An address with its rule and the thing it names."""

    name: str
    path: str
    ruled: Ruled
    thing: Thing | None = None

    def __str__(self) -> str:
        return f"{self.name} of {self.thing.name}" if self.thing else f"{self.name} {self.path}"


def visits(world: World) -> list[Visit]:
    """Every ruled address with every thing it can name."""
    found = []
    for address in addresses():
        rule = ruled(address.name)
        if rule is None:
            continue
        if address.name.startswith("admin:"):
            found += [Visit(address.name, path, rule) for path in _admin_paths(address)]
        else:
            found += _filled(world, address, rule)
    return found


class Browser:
    """Somebody's browser. Asks the whole site, middleware included, without the bookkeeping of Django's test client,
    which would make up most of the time of thousands of visits."""

    def __init__(self, asker: Asker) -> None:
        self.factory = RequestFactory()
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.handler.load_middleware()
        if asker.user is not None:
            client = Client()
            client.force_login(asker.user, backend="django.contrib.auth.backends.ModelBackend")
            self.factory.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def get(self, path: str, **headers: str) -> HttpResponse:
        """Open a page."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, data: dict[str, Any]) -> HttpResponse:
        """Send a form."""
        return self._answer(self.factory.post(path, data))

    def ask(self, method: str, path: str, **headers: str) -> HttpResponse:
        """Ask with any method."""
        return self._answer(self.factory.generic(method, path, headers=headers or None))

    def _answer(self, request: HttpRequest) -> HttpResponse:
        """The answer, inside a savepoint: a query that fails breaks this page and not every later one."""
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # as the test client does
        try:
            with transaction.atomic():
                response = cast("HttpResponse", self.handler.get_response(request))
                if response.status_code >= 500:
                    raise _FailedError(response)
        except _FailedError as failed:
            return failed.response
        return response


class _FailedError(Exception):
    """Rolls a savepoint back."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__("a page failed")
        self.response = response


def browsers_of(world: World) -> dict[str, Browser]:
    """A browser per asker, by name."""
    return {asker.name: Browser(asker) for asker in world.askers}


# Who may not enter a part of the site at all is turned away before anything is looked up: some things are enough.
SAMPLED = frozenset({"draft here", "restricted here", "possibly secret"})


def pairs(world: World) -> Iterator[tuple[Asker, Visit]]:
    """Everybody at every address."""
    everything = visits(world)
    for asker in world.askers:
        for visit in everything:
            if visit.path.startswith("/griffie/") and not asker.griffie and visit.thing is not None:
                if visit.thing.name in SAMPLED:
                    yield asker, visit
            else:
                yield asker, visit


def _filled(world: World, address: Address, rule: Ruled) -> list[Visit]:
    things: dict[str, dict[str, Thing]] = {
        LETTER: world.letters, DECISION: world.decisions, PROGRAMME: world.programmes, BATCH: world.batches,
        ROLE: world.roles, ROUND: world.rounds, COMMITMENT: world.commitments,
    }  # fmt: skip
    if rule.names == PLACE:
        return [Visit(address.name, _place(world, address.name), rule)]
    if rule.names:
        return [Visit(address.name, _path(world, address, thing), rule, thing) for thing in things[rule.names].values()]
    try:
        return [Visit(address.name, reverse(address.name, kwargs=dict.fromkeys(address.parameters, "1")), rule)]
    except NoReverseMatch:
        return [Visit(address.name, reverse(address.name, kwargs={"uidb36": "1", "key": "abc-def"}), rule)]


def _path(world: World, address: Address, thing: Thing) -> str:
    if address.name == "region_programme":
        return thing.url
    if address.name == "framework":
        return reverse("framework", args=[thing.slug.replace("ronde-", "kader-")])
    if "slug" in address.parameters:
        return reverse(address.name, kwargs={"pk": thing.pk, "slug": thing.slug or "titel"})
    if "gemeente" in address.parameters:
        return reverse(address.name, kwargs={"pk": thing.pk, "gemeente": world.gemeente.slug})
    if "number" in address.parameters:
        return reverse(address.name, kwargs={"pk": thing.pk, "number": thing.attachment or 1})
    return reverse(address.name, kwargs={"pk": thing.pk})


def _place(world: World, name: str) -> str:
    organisation = world.board.organisation
    assert organisation is not None
    paths = {
        "region": world.region.get_absolute_url(),
        "region_authority": reverse("region_authority", args=[world.region.slug]),
        "region_body": world.table.get_absolute_url(),
        "gemeente": world.gemeente.get_absolute_url(),
        "incoming": reverse("incoming", args=[world.gemeente.slug]),
        "gemeente_body": world.council.get_absolute_url(),
        "organisation": organisation.get_absolute_url(),
        "dossier": reverse("dossier", args=["dossier-hier"]),
        "person": reverse("person", args=[world.board.seats.get().person_id]),
        "norm": reverse("norm", args=[NormSet.objects.get().pk]),
    }
    return paths.get(name) or _curated(world, name)


def _curated(world: World, name: str) -> str:
    """The address of what beheer does with the board, its seat or its region."""
    seat = world.board.seats.first()
    arguments: dict[str, list[Any]] = {
        "structure": [world.region.slug],
        "body_add": [world.region.slug],
        "council_term": [world.gemeente.slug],
        "seat_transfer": [seat.pk if seat else 0],
        "ending": ["organen", world.board.pk],
        "going_on": ["organen", world.board.pk],
        "mandate_add": [world.region.slug],
        "norm_stand": [world.region.slug, NormSet.objects.get().pk],
        "alias_remove": [Alias.objects.get(text="Bestuur hier").pk],
        "renaming": ["organen", world.board.pk],
        "history": ["organen", world.board.pk],
        "history_undo": ["organen", world.board.pk, 1],
        "merge_choose": ["organen"],
        "merge_compare": ["organen", world.board.pk, world.table.pk],
        "doubt": ["organen-zonder-leden"],
        "export_sheet": ["gemeenten"],
        "export_everything": [],
        "herindeling": [world.region.slug],
    }
    return reverse(name, args=arguments.get(name, [world.board.pk]))


def _admin_paths(address: Address) -> list[str]:
    """The admin's address, with the first object of its model where it names one."""
    if not address.parameters:
        return [reverse(address.name)] if address.name else []
    if address.parameters == {"object_id"}:
        return [path for model in admin.site._registry for path in _object_paths(address, model._meta.label_lower)]
    return ["/admin/r/1/1/"] if "content_type_id" in address.parameters else []


def _object_paths(address: Address, label: str) -> list[str]:
    model = next(model for model in admin.site._registry if model._meta.label_lower == label)
    if not address.name.startswith(f"admin:{label.replace('.', '_')}_"):
        return []
    first = model._default_manager.order_by("pk").first()
    return [] if first is None else [reverse(address.name, args=[first.pk])]
