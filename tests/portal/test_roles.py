"""Beheer's role screen: who may grant and end what."""

from __future__ import annotations

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from governance.models import ChangeEvent, RoleAssignment, User
from governance.queries import scope_for
from governance.vocabulary import EventKind, Role
from tests.factories import (
    GemeenteFactory,
    RegionFactory,
    RegionMembershipFactory,
    RoleAssignmentFactory,
    UserFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

TODAY = "2025-09-01"


def _post(client: Client, **fields: object) -> str:
    """Grant a role by the form; the page that follows, as text."""
    data = {"email": "nieuw@voorbeeld.example", "role": Role.COUNCILLOR.value, "valid_from": "1-9-2025"}
    return client.post(reverse("roles"), data | fields, follow=True).content.decode()


@pytest.fixture
def functional(client: Client) -> User:
    """Functioneel beheer, logged in."""
    user = user_with_role(Role.FUNCTIONAL_MANAGER)
    client.force_login(user)
    return user


def test_who_is_not_logged_in_goes_to_the_login_page(client: Client) -> None:
    response = client.get(reverse("roles"))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize("role", [Role.GRIFFIE, Role.COUNCILLOR, Role.RESTRICTED_READER, Role.EDITOR])
def test_other_roles_get_403(client: Client, role: Role) -> None:
    client.force_login(user_with_role(role, gemeente=GemeenteFactory()))
    assignment = RoleAssignmentFactory()
    assert client.get(reverse("roles")).status_code == 403
    assert client.post(reverse("role_end", args=[assignment.pk])).status_code == 403


def test_a_superuser_without_a_role_gets_403(client: Client) -> None:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    assert client.get(reverse("roles")).status_code == 403


def test_granting_to_a_new_address_makes_an_account_and_shows_its_link(client: Client, functional: User) -> None:
    gemeente = GemeenteFactory()
    page = _post(client, gemeente=gemeente.pk)
    granted = RoleAssignment.objects.get(user__email="nieuw@voorbeeld.example")
    assert (granted.gemeente, granted.granted_by) == (gemeente, functional)
    assert not granted.user.has_usable_password()
    assert "/account/password/reset/key/" in page
    assert mail.outbox == []


def test_granting_to_a_known_address_gives_no_link(client: Client, functional: User) -> None:
    user = UserFactory(email="nieuw@voorbeeld.example")
    page = _post(client, email="NIEUW@voorbeeld.example", gemeente=GemeenteFactory().pk)
    assert RoleAssignment.objects.filter(user=user).exists()
    assert "/account/password/reset/key/" not in page


def test_granting_writes_an_event_that_readers_do_not_see(client: Client, functional: User) -> None:
    _post(client, gemeente=GemeenteFactory().pk)
    event = ChangeEvent.objects.get(kind=EventKind.GRANTED)
    assert (event.actor, event.level) == (functional, None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "geen adres"}, "Vul een e-mailadres in"),
        ({"role": ""}, "Kies een rol."),
        ({}, "Deze rol geldt voor één gemeente. Kies een gemeente."),
        ({"role": Role.REGIONAL_GRIFFIE.value}, "Deze rol geldt voor één regio. Kies een regio."),
        ({"valid_from": "gisteren"}, "geen datum"),
        ({"role": Role.MANAGER.value, "valid_until": "1-8-2025"}, "De einddatum moet na de begindatum liggen"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_grants_nothing(
    client: Client, functional: User, fields: dict[str, object], sentence: str
) -> None:
    before = RoleAssignment.objects.count()
    page = _post(client, **fields)
    assert sentence in page
    assert "<title>Fout: " in page
    assert RoleAssignment.objects.count() == before
    assert not User.objects.filter(email="nieuw@voorbeeld.example").exists()


def test_the_same_role_in_the_same_period_is_refused_in_a_sentence(client: Client, functional: User) -> None:
    gemeente = GemeenteFactory()
    _post(client, gemeente=gemeente.pk)
    assert "Er is al een regel voor dezelfde periode" in _post(client, gemeente=gemeente.pk)
    assert RoleAssignment.objects.filter(gemeente=gemeente).count() == 1


def test_beheer_of_a_region_grants_inside_it_and_not_outside(client: Client) -> None:
    inside = RegionMembershipFactory()
    outside = RegionMembershipFactory()
    client.force_login(user_with_role(Role.MANAGER, region=inside.region))
    _post(client, gemeente=inside.gemeente.pk)
    _post(client, email="b@voorbeeld.example", role=Role.REGIONAL_GRIFFIE.value, region=inside.region.pk)
    refused = [
        _post(client, email="c@voorbeeld.example", gemeente=outside.gemeente.pk),
        _post(client, email="c@voorbeeld.example", role=Role.REGIONAL_GRIFFIE.value, region=outside.region.pk),
        _post(client, email="c@voorbeeld.example", role=Role.MANAGER.value, region=inside.region.pk),
        _post(client, email="c@voorbeeld.example", role=Role.FUNCTIONAL_MANAGER.value),
        _post(client, email="c@voorbeeld.example", role=Role.EDITOR.value),
    ]
    assert all("U mag deze rol hier niet toekennen" in page for page in refused)
    assert not User.objects.filter(email="c@voorbeeld.example").exists()
    assert (
        RoleAssignment.objects.filter(user__email__in=["nieuw@voorbeeld.example", "b@voorbeeld.example"]).count() == 2
    )


def test_beheer_without_a_region_grants_all_but_functioneel_beheer(client: Client) -> None:
    client.force_login(user_with_role(Role.MANAGER))
    _post(client, role=Role.MANAGER.value)
    assert RoleAssignment.objects.filter(user__email="nieuw@voorbeeld.example").exists()
    assert "U mag deze rol hier niet toekennen" in _post(client, role=Role.FUNCTIONAL_MANAGER.value)


def test_ending_a_role_takes_it_from_that_day(client: Client, functional: User) -> None:
    role = RoleAssignmentFactory(role=Role.GRIFFIE)
    today = timezone.localdate()
    client.post(reverse("role_end", args=[role.pk]), {"ends_on": today.strftime("%d-%m-%Y")})
    role.refresh_from_db()
    assert role.valid_until == today
    assert not scope_for(role.user).can_use_worklist
    assert ChangeEvent.objects.filter(kind=EventKind.ENDED, object_id=role.pk).exists()


def test_a_role_granted_today_by_mistake_can_end_today(client: Client, functional: User) -> None:
    role = RoleAssignmentFactory(valid_from=timezone.localdate())
    client.post(reverse("role_end", args=[role.pk]), {"ends_on": timezone.localdate().strftime("%d-%m-%Y")})
    assert not RoleAssignment.objects.filter(pk=role.pk).exists()


def test_a_role_cannot_end_in_the_past(client: Client, functional: User) -> None:
    role = RoleAssignmentFactory()
    page = client.post(reverse("role_end", args=[role.pk]), {"ends_on": "1-1-2021"}).content.decode()
    assert "Deze dag is voorbij" in page
    role.refresh_from_db()
    assert role.valid_until is None


def test_beheer_of_a_region_ends_only_roles_inside_it(client: Client) -> None:
    inside, outside = RegionMembershipFactory(), RegionMembershipFactory()
    client.force_login(user_with_role(Role.MANAGER, region=inside.region))
    own = RoleAssignmentFactory(gemeente=inside.gemeente)
    others = RoleAssignmentFactory(gemeente=outside.gemeente)
    assert client.get(reverse("role_end", args=[own.pk])).status_code == 200
    assert client.post(reverse("role_end", args=[others.pk]), {"ends_on": "1-1-2050"}).status_code == 403
    page = client.get(reverse("roles")).content.decode()
    assert reverse("role_end", args=[own.pk]) in page
    assert reverse("role_end", args=[others.pk]) not in page


def test_roles_that_ended_are_not_listed_and_cannot_end_again(client: Client, functional: User) -> None:
    role = RoleAssignmentFactory(valid_until=datetime.date(2022, 1, 1))
    assert role.user.email not in client.get(reverse("roles")).content.decode()
    assert client.get(reverse("role_end", args=[role.pk])).status_code == 404


def test_the_list_is_searched_by_part_of_the_address(client: Client, functional: User) -> None:
    RoleAssignmentFactory(user__email="anna@voorbeeld.example")
    RoleAssignmentFactory(user__email="bram@voorbeeld.example")
    page = client.get(reverse("roles"), {"q": "anna"}).content.decode()
    assert "anna@voorbeeld.example" in page
    assert "bram@voorbeeld.example" not in page


def test_the_list_takes_as_many_queries_for_many_roles_as_for_few(
    client: Client, functional: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        RoleAssignmentFactory(region=None)
        RoleAssignmentFactory(role=Role.REGIONAL_GRIFFIE, gemeente=None, region=RegionFactory())
    with django_assert_max_num_queries(9):
        client.get(reverse("roles"))
