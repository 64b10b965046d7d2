"""Who asks is worked out at most once per request, and only where something looks."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from documents.vocabulary import LetterState
from governance.models import User
from governance.scope import ANONYMOUS
from governance.vocabulary import Role
from portal.context import page
from portal.middleware import ScopeMiddleware
from tests.factories import GemeenteFactory, LetterFactory, user_with_role

pytestmark = pytest.mark.django_db


def _request(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    ScopeMiddleware(lambda _: HttpResponse())(request)
    return request


def test_a_request_that_nobody_looks_into_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    user = user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())
    with django_assert_num_queries(0):
        _request(user)


def test_the_scope_is_asked_once_however_often_it_is_looked_at(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    request = _request(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    with django_assert_num_queries(2):
        scope = page(request)["scope"]
        assert scope.can_use_worklist
        assert not scope.can_manage_roles
        assert not page(request)["scope"].is_anonymous


def test_the_worklist_counts_what_waits_for_this_griffie_and_only_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    gemeente = GemeenteFactory()
    user = user_with_role(Role.GRIFFIE, gemeente=gemeente)
    for state in (LetterState.TO_CHECK, LetterState.POSSIBLY_SECRET, LetterState.READING):
        LetterFactory(owner_gemeente=gemeente, state=state, uploaded_by=user)
    LetterFactory()
    LetterFactory(owner_gemeente=gemeente, state=LetterState.POSSIBLY_SECRET)
    context = page(_request(user))
    assert context["worklist_count"]() == 2
    with django_assert_num_queries(0):
        assert context["worklist_count"]() == 2


def test_who_is_no_griffie_has_no_worklist_to_count(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert page(_request(AnonymousUser()))["worklist_count"]() == 0


def test_a_request_that_passed_no_middleware_counts_as_nobodys() -> None:
    assert page(RequestFactory().get("/"))["scope"] is ANONYMOUS
