"""What a user's roles give today."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from governance.models import Gemeente, Region
from governance.queries import scope_for
from governance.scope import ANONYMOUS
from governance.vocabulary import Role
from tests.factories import RegionMembershipFactory, RoleAssignmentFactory, UserFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> tuple[Gemeente, Region]:
    """A gemeente and the region it lies in."""
    membership = RegionMembershipFactory()
    return membership.gemeente, membership.region


def test_nobody_has_the_anonymous_scope() -> None:
    assert scope_for(AnonymousUser()) is ANONYMOUS


def test_a_blocked_account_has_the_anonymous_scope() -> None:
    role = RoleAssignmentFactory(role=Role.GRIFFIE, user__is_active=False)
    assert scope_for(role.user) is ANONYMOUS


@pytest.mark.parametrize("role", [Role.COUNCILLOR, Role.GRIFFIE, Role.RESTRICTED_READER])
def test_a_reader_of_a_gemeente_has_the_keys_of_gemeente_and_region(role: Role, place: tuple[Gemeente, Region]) -> None:
    gemeente, region = place
    scope = scope_for(user_with_role(role, gemeente=gemeente))
    assert scope.reader_keys == {gemeente.code, f"regio:{region.slug}"}


@pytest.mark.parametrize("role", [Role.REGIONAL_GRIFFIE, Role.RESTRICTED_READER])
def test_a_reader_of_a_region_has_the_key_of_that_region_only(role: Role, place: tuple[Gemeente, Region]) -> None:
    _, region = place
    assert scope_for(user_with_role(role, region=region)).reader_keys == {f"regio:{region.slug}"}


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EDITOR, Role.FUNCTIONAL_MANAGER])
def test_managing_and_editing_give_no_keys(role: Role, place: tuple[Gemeente, Region]) -> None:
    gemeente, region = place
    assert scope_for(user_with_role(role, region=region)).reader_keys == frozenset()
    assert scope_for(user_with_role(role, gemeente=gemeente)).reader_keys == frozenset()


def test_a_superuser_has_no_grants_and_no_keys() -> None:
    scope = scope_for(UserFactory(is_superuser=True, is_staff=True))
    assert (scope.grants, scope.reader_keys) == ((), frozenset())


def test_a_role_counts_from_its_first_day_and_not_on_the_day_it_ends() -> None:
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    begins = RoleAssignmentFactory(role=Role.GRIFFIE, valid_from=today)
    ended = RoleAssignmentFactory(role=Role.GRIFFIE, valid_until=today)
    last_day = RoleAssignmentFactory(role=Role.GRIFFIE, valid_until=today + day)
    future = RoleAssignmentFactory(role=Role.GRIFFIE, valid_from=today + day)
    answers = [scope_for(role.user).can_use_worklist for role in (begins, ended, last_day, future)]
    assert answers == [True, False, True, False]


def test_the_region_of_a_gemeente_is_the_one_it_lies_in_today() -> None:
    old = RegionMembershipFactory(valid_until=datetime.date(2023, 1, 1))
    new = RegionMembershipFactory(gemeente=old.gemeente, valid_from=datetime.date(2023, 1, 1))
    keys = scope_for(user_with_role(Role.COUNCILLOR, gemeente=old.gemeente)).reader_keys
    assert keys == {old.gemeente.code, new.region.share_key}


def test_the_scope_takes_two_queries_however_many_roles(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    user = UserFactory()
    for _ in range(5):
        RoleAssignmentFactory(user=user)
    with django_assert_num_queries(2):
        scope_for(user)
