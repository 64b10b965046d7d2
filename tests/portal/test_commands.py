"""Commands that fill the portal: demo content, accounts, the search table."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from pytest_django import Settings

from documents.models import AliasProposal
from documents.proposals import likely_target
from governance.models import Decision, Organisation, Programme, RoleAssignment, SearchEntry, Seat, User
from governance.queries import scope_for
from governance.vocabulary import Level, ObjectKind, Role, Side
from portal.demo_content import ACCOUNTS, DECISIONS, PROGRAMMES
from tests.factories import DecisionFactory, GemeenteFactory, RegionFactory, published_letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(reference_data: None, db: None) -> None:
    """Regions, gemeenten and bodies are there."""


def test_the_demo_brings_accounts_programmes_and_decisions_once(reference: None) -> None:
    for _ in range(2):
        call_command("load_demo", password="een wachtwoord")
    assert Programme.objects.count() == len(PROGRAMMES)
    assert Decision.objects.count() == len(DECISIONS)
    assert User.objects.count() == len(ACCOUNTS)
    assert RoleAssignment.objects.count() == sum(len(account.roles) for account in ACCOUNTS)


def test_beheer_has_a_seat_to_pass_on_and_a_misread_name_to_accept_in_the_demo(reference: None) -> None:
    for _ in range(2):
        call_command("load_demo", password="een wachtwoord")
    assert Seat.objects.on(datetime.date(2026, 1, 1)).filter(body__organisation__slug="dgj-zhz").count() == 2
    target = likely_target(AliasProposal.objects.get().text)
    assert target == Organisation.objects.get(slug="soj-zhz")


def test_every_demo_decision_is_public_with_its_source_and_can_be_found(reference: None) -> None:
    call_command("load_demo", password="een wachtwoord")
    assert all(d.level == Level.PUBLIC and d.source for d in Decision.objects.select_related("source"))
    assert SearchEntry.objects.filter(kind=ObjectKind.DECISION, level=Level.PUBLIC).count() == len(DECISIONS)


def test_the_ten_gemeenten_each_decided_on_their_joint_programme(reference: None) -> None:
    call_command("load_demo", password="een wachtwoord")
    assert Decision.objects.get(programme__slug="werk-voor-de-jeugd").deciders.count() == 10


def test_the_demo_griffie_handles_dordrecht_and_manages_nothing(reference: None) -> None:
    call_command("load_demo", password="een wachtwoord")
    scope = scope_for(User.objects.get(email="griffie@demo.example"))
    assert scope.can_use_worklist
    assert not scope.can_manage_roles


def test_the_demo_password_is_printed_only_when_nobody_chose_it(
    reference: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    call_command("load_demo")
    printed = capsys.readouterr().out
    password = printed.strip().rsplit(" ", 1)[1]
    assert User.objects.get(email="beheer@demo.example").check_password(password)
    call_command("load_demo")
    assert "Wachtwoord" not in capsys.readouterr().out


def test_production_refuses_the_demo(settings: Settings) -> None:
    settings.SETTINGS_MODULE = "portal.settings.production"
    with pytest.raises(CommandError, match="yes-really"):
        call_command("load_demo")


def test_an_account_gets_its_role_and_a_link_that_sets_a_password(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    gemeente = GemeenteFactory(name="Proefstad")
    call_command("add_account", "Nieuw@Voorbeeld.example", "--role", "griffie", "--gemeente", "proefstad")
    user = User.objects.get(email="nieuw@voorbeeld.example")
    assert scope_for(user).owner_gemeenten == {gemeente.pk}
    assert not user.has_usable_password()
    link = re.search(r"http://\S+(/account/\S+)", capsys.readouterr().out)
    assert link is not None
    page = client.get(link[1], follow=True)
    assert page.status_code == 200
    fields = {"password1": "heel veel wachtwoord 12", "password2": "heel veel wachtwoord 12"}
    client.post(page.redirect_chain[-1][0], fields)
    user.refresh_from_db()
    assert user.check_password("heel veel wachtwoord 12")


def test_an_account_for_a_region_takes_its_slug() -> None:
    region = RegionFactory()
    call_command("add_account", "a@voorbeeld.example", "--role", "regiogriffie", "--region", region.slug)
    assert RoleAssignment.objects.get().region == region


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="mail.voorbeeld.example")
def test_where_mail_works_the_link_is_mailed_and_not_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        "portal.management.commands.add_account.send_invitation", lambda user, link: sent.append(user.email)
    )
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        call_command("add_account", "a@voorbeeld.example", "--role", "beheer")
    assert sent == ["a@voorbeeld.example"]
    assert "http" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["geen adres", "--role", "beheer"], "geen e-mailadres"),
        (["a@b.example", "--role", "griffie"], "Kies een gemeente"),
        (["a@b.example", "--role", "griffie", "--gemeente", "Nergens"], "geen gemeente Nergens"),
        (["a@b.example", "--role", "regiogriffie", "--region", "nergens"], "geen regio"),
    ],
)
def test_a_wrong_account_is_refused_in_one_sentence_and_leaves_nothing(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        call_command("add_account", *arguments)
    assert not User.objects.exists()


def test_the_same_role_twice_is_refused() -> None:
    arguments = ["a@voorbeeld.example", "--role", Role.FUNCTIONAL_MANAGER.value]
    call_command("add_account", *arguments)
    with pytest.raises(CommandError, match="dezelfde periode"):
        call_command("add_account", *arguments)


def test_rebuilding_search_gives_the_same_rows(reference: None) -> None:
    DecisionFactory()
    published_letter()
    call_command("rebuild_search")
    rows = set(SearchEntry.objects.values_list("kind", "object_id", "side", "title"))
    SearchEntry.objects.filter(kind=ObjectKind.REGION).delete()
    call_command("rebuild_search")
    assert set(SearchEntry.objects.values_list("kind", "object_id", "side", "title")) == rows
    assert SearchEntry.objects.filter(kind=ObjectKind.LETTER, side=Side.PUBLIC).count() == 1
