"""The permission rules: lists and single rows answer alike, and nothing beyond the rules is seen."""

from __future__ import annotations

import itertools

import pytest

from documents.models import Letter
from governance.access import may_grant, may_handle, may_see
from governance.models import Gemeente, Region
from governance.scope import ANONYMOUS, Grant, Scope
from governance.vocabulary import Level, Role
from tests.factories import GemeenteFactory, LetterFactory, RegionFactory, RegionLetterFactory, published_letter


def _scope(role: Role, *, gemeente: Gemeente | None = None, region: Region | None = None) -> Scope:
    keys = {place.share_key for place in (gemeente, region) if place is not None}
    grant = Grant(role, gemeente.pk if gemeente else None, region.pk if region else None)
    reads = role in {Role.COUNCILLOR, Role.GRIFFIE, Role.REGIONAL_GRIFFIE, Role.RESTRICTED_READER}
    return Scope(user_id=1, grants=(grant,), reader_keys=frozenset(keys if reads else ()))


@pytest.mark.django_db
def test_what_a_list_shows_is_what_each_row_allows_for_every_role_and_audience() -> None:
    gemeenten, regions = [GemeenteFactory(), GemeenteFactory()], [RegionFactory(), RegionFactory()]
    keys = [gemeenten[0].share_key, regions[0].share_key]
    letters: list[Letter] = []
    for owner in ({"owner_gemeente": gemeenten[0]}, {"owner_gemeente": gemeenten[1]}, {"owner_region": regions[0]}):
        draft = RegionLetterFactory if "owner_region" in owner else LetterFactory
        letters += [draft(**owner), published_letter(**owner)]
        letters += [published_letter(level=Level.RESTRICTED, shared_with=[key], **owner) for key in keys]
    scopes = [ANONYMOUS, Scope(user_id=2)]
    for role, gemeente in itertools.product([Role.COUNCILLOR, Role.GRIFFIE, Role.RESTRICTED_READER], gemeenten):
        scopes.append(_scope(role, gemeente=gemeente))
    for role, region in itertools.product([Role.REGIONAL_GRIFFIE, Role.MANAGER, Role.EDITOR], regions):
        scopes.append(_scope(role, region=region))
    scopes += [_scope(Role.MANAGER), _scope(Role.FUNCTIONAL_MANAGER)]
    seen = 0
    for scope in scopes:
        listed = set(Letter.objects.visible_to(scope))
        assert listed == {letter for letter in letters if may_see(scope, letter)}
        assert set(Letter.objects.handled_by(scope)) == {letter for letter in letters if may_handle(scope, letter)}
        seen += len(listed)
    assert 0 < seen < len(scopes) * len(letters)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.MANAGER, Role.FUNCTIONAL_MANAGER, Role.EDITOR])
def test_managing_and_editing_show_only_what_everybody_sees(role: Role) -> None:
    letter = published_letter()
    LetterFactory()
    published_letter(level=Level.RESTRICTED, shared_with=["GM0000"])
    for scope in (ANONYMOUS, _scope(role), Scope(user_id=1)):
        assert list(Letter.objects.visible_to(scope)) == [letter]


@pytest.mark.django_db
def test_a_draft_is_seen_by_its_own_griffie_only() -> None:
    letter = LetterFactory()
    own, other = _scope(Role.GRIFFIE, gemeente=letter.owner_gemeente), _scope(Role.GRIFFIE, gemeente=GemeenteFactory())
    councillor = _scope(Role.COUNCILLOR, gemeente=letter.owner_gemeente)
    assert [may_see(scope, letter) for scope in (own, other, councillor, ANONYMOUS)] == [True, False, False, False]


@pytest.mark.django_db
def test_a_besloten_letter_is_seen_by_those_it_is_shared_with_only() -> None:
    gemeente = GemeenteFactory()
    letter = published_letter(level=Level.RESTRICTED, shared_with=[gemeente.share_key])
    sees = [_scope(role, gemeente=gemeente) for role in (Role.COUNCILLOR, Role.RESTRICTED_READER, Role.GRIFFIE)]
    not_sees = [_scope(Role.COUNCILLOR, gemeente=GemeenteFactory()), _scope(Role.MANAGER, gemeente=gemeente)]
    assert all(may_see(scope, letter) for scope in sees)
    assert not any(may_see(scope, letter) for scope in (*not_sees, ANONYMOUS))


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_only_functioneel_beheer_grants_functioneel_beheer(role: Role) -> None:
    scope = Scope(user_id=1, grants=(Grant(role),))
    answer = may_grant(scope, Role.FUNCTIONAL_MANAGER, gemeente_id=None, region_id=None)
    assert answer is (role == Role.FUNCTIONAL_MANAGER)


def test_beheer_of_a_region_grants_in_that_region_only_and_not_beheer_itself() -> None:
    scope = Scope(user_id=1, grants=(Grant(Role.MANAGER, region_id=1),))
    assert may_grant(scope, Role.GRIFFIE, gemeente_id=5, region_id=1)
    assert not may_grant(scope, Role.GRIFFIE, gemeente_id=5, region_id=2)
    assert not may_grant(scope, Role.MANAGER, gemeente_id=None, region_id=1)
    assert not may_grant(scope, Role.RESTRICTED_READER, gemeente_id=None, region_id=None)
