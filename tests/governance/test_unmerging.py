"""Taking a merge back: every table as it was, whatever happened in between; or a sentence that says what to do."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection, models

from documents.gazetteer import resolve
from documents.models import Letter
from governance.ending import Ending, end
from governance.errors import RuleBroken
from governance.history import changes_of
from governance.loading import load_reference
from governance.merge_rules import RULES
from governance.merging import FIELDS, kept_for, merge, moved_to
from governance.models import Alias, Body, Merge, Organisation, Person, Round, SearchEntry, Seat
from governance.undoing import undo_action, undo_change
from governance.unmerging import undo_merge
from governance.vocabulary import AliasKind, Level, RoundKind
from tests.factories import (
    AliasFactory,
    BodyFactory,
    DecisionFactory,
    GemeenteFactory,
    LetterFactory,
    OrganisationFactory,
    PersonFactory,
    RegionBodyFactory,
    RegionFactory,
    SeatFactory,
)
from tests.governance.referring import FACTORIES, REFERRING, changed_since, first_picture

pytestmark = pytest.mark.django_db

Trio = tuple[Body, Body, Body]


@pytest.fixture
def trio() -> Trio:
    """Three tables of one region, each with a seat of its own."""
    region = RegionFactory()
    first, second, third = (RegionBodyFactory(region=region, name=f"Overleg {letter}") for letter in "ABC")
    for body in (first, second, third):
        SeatFactory(body=body)
    return first, second, third


def _two(kind: type[models.Model]) -> tuple[Any, Any]:
    make = FACTORIES[kind]
    keeper = make()
    place = {"region": keeper.region} if kind is not Person else {}
    return keeper, make(**place)


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_there_is_a_row_for_every_way_to_refer(kind: type[models.Model]) -> None:
    assert set(REFERRING[kind]) == set(RULES[kind])


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_every_table_follows_the_keeper_and_is_exactly_as_it_was_after_undoing(kind: type[models.Model]) -> None:
    keeper, other = _two(kind)
    rows = {name: make(other) for name, make in REFERRING[kind].items()}
    before = first_picture()

    done = merge(keeper, other, from_other=FIELDS[kind], reason="Dubbel.", actor=None)

    for name, row in rows.items():
        column = name.rpartition(".")[2]
        now = type(row)._default_manager.get(pk=row.pk)
        assert getattr(now, f"{column}_id") == keeper.pk, name
    connection.check_constraints()
    undo_merge(done, reason="Toch niet.")
    connection.check_constraints()
    assert changed_since(before) == []


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_what_both_are_named_in_is_whole_again_after_undoing(kind: type[models.Model]) -> None:
    keeper, other = _two(kind)
    for make in REFERRING[kind].values():
        if make is not REFERRING[Body]["governance.SearchEntry.body"]:
            make(keeper), make(other)
    before = first_picture()
    undo_merge(merge(keeper, other, reason="Dubbel.", actor=None), reason="Toch niet.")
    assert changed_since(before) == []


def test_a_chain_is_taken_back_from_its_end(trio: Trio) -> None:
    first, second, third = trio
    before = first_picture()
    paths = first.get_absolute_url(), second.get_absolute_url()
    one = merge(second, first, from_other=["name"], reason="x", actor=None)
    two = merge(third, Body.objects.get(pk=second.pk), from_other=["name"], reason="x", actor=None)
    assert [body.name for body in Body.objects.filter(region=third.region)] == ["Overleg A"]
    assert [moved_to(path) for path in paths] == [third.get_absolute_url()] * 2
    with pytest.raises(RuleBroken, match="Overleg A is daarna samengevoegd met Overleg A"):
        undo_merge(one, reason="x")
    undo_merge(two, reason="x")
    assert [moved_to(path) for path in paths] == [second.get_absolute_url(), None]
    undo_merge(Merge.objects.get(pk=one.pk), reason="x")
    assert changed_since(before) == []


def test_of_two_merges_into_one_the_last_goes_back_first_where_both_wrote_the_same_field(trio: Trio) -> None:
    keeper, first, second = trio
    before = first_picture()
    one = merge(keeper, first, from_other=["name"], reason="x", actor=None)
    two = merge(keeper, second, from_other=["name"], reason="x", actor=None)
    with pytest.raises(RuleBroken, match="Overleg C is daarna samengevoegd"):
        undo_merge(one, reason="x")
    undo_merge(two, reason="x")
    undo_merge(one, reason="x")
    assert changed_since(before) == []


def test_two_merges_that_wrote_different_fields_go_back_in_any_order(trio: Trio) -> None:
    keeper, first, second = trio
    before = first_picture()
    done = [merge(keeper, row, reason="x", actor=None) for row in (first, second)]
    for found in done:
        undo_merge(found, reason="x")
    assert changed_since(before) == []


def test_merged_undone_and_merged_again_can_be_undone_again(trio: Trio) -> None:
    keeper, other, _ = trio
    before = first_picture()
    for _ in range(2):
        done = merge(keeper, Body.objects.get(pk=other.pk), reason="x", actor=None)
        undo_merge(done, reason="x")
    with pytest.raises(RuleBroken, match="al ongedaan"):
        undo_merge(done, reason="x")
    assert changed_since(before) == []


def test_rows_made_after_the_merge_stay_with_the_keeper_and_what_was_removed_stays_away(trio: Trio) -> None:
    keeper, other, _ = trio
    old = other.seats.get()
    done = merge(keeper, other, reason="x", actor=None)
    new, decision = SeatFactory(body=keeper), DecisionFactory(body=keeper)
    Seat.objects.get(pk=old.pk).delete()
    undo_merge(done, reason="x")
    new.refresh_from_db(), decision.refresh_from_db()
    assert (new.body, decision.body) == (keeper, keeper)
    assert not Seat.objects.filter(pk=old.pk).exists()


def test_a_keeper_that_ended_since_gives_the_other_back_open(trio: Trio) -> None:
    keeper, other, _ = trio
    done = merge(keeper, other, reason="x", actor=None)
    end(keeper, Ending(datetime.date(2024, 1, 1), reason="Opgeheven."))
    undo_merge(done, reason="x")
    assert Body.objects.get(pk=other.pk).valid_until is None
    assert Body.objects.get(pk=keeper.pk).valid_until == datetime.date(2024, 1, 1)


def test_what_belonged_to_something_that_was_merged_since_says_what_to_undo_first() -> None:
    region = RegionFactory()
    old, new = OrganisationFactory(region=region), OrganisationFactory(region=region)
    keeper, other = BodyFactory(organisation=old), BodyFactory(organisation=old)
    before = first_picture()
    bodies = merge(keeper, other, reason="x", actor=None)
    organisations = merge(new, old, reason="x", actor=None)
    with pytest.raises(RuleBroken, match="‘organisatie’ van ‘orgaan’ is er niet meer"):
        undo_merge(bodies, reason="x")
    undo_merge(organisations, reason="x")
    undo_merge(Merge.objects.get(pk=bodies.pk), reason="x")
    assert changed_since(before) == []


def test_a_seat_that_was_left_out_comes_back_only_with_its_person(trio: Trio) -> None:
    keeper, other, _ = trio
    person, gemeente = PersonFactory(), GemeenteFactory()
    for body in (keeper, other):
        SeatFactory(body=body, person=person, on_behalf_of=gemeente)
    before = first_picture()
    bodies = merge(keeper, other, reason="x", actor=None)
    people = merge(PersonFactory(), person, reason="x", actor=None)
    with pytest.raises(RuleBroken, match="‘persoon’ van ‘zetel’ is er niet meer"):
        undo_merge(bodies, reason="x")
    assert not Body.objects.filter(pk=other.pk).exists()
    kept = undo_merge(people, reason="x")
    undo_merge(bodies, reason="x")
    Person.objects.exclude(seats__isnull=False).delete()
    assert kept == person
    assert changed_since(before) == []


def test_a_link_of_a_letter_that_is_gone_does_not_stop_undoing(trio: Trio) -> None:
    keeper, other, _ = trio
    letter = LetterFactory()
    letter.bodies.set([keeper, other])
    done = merge(keeper, other, reason="x", actor=None)
    Letter.objects.filter(pk=letter.pk).delete()
    undo_merge(done, reason="x")
    connection.check_constraints()
    assert Body.objects.filter(pk=other.pk).exists()


def test_an_address_that_is_taken_since_is_told(trio: Trio) -> None:
    keeper, other, _ = trio
    done = merge(keeper, other, reason="x", actor=None)
    RegionBodyFactory(region=keeper.region, slug=other.slug)
    with pytest.raises(RuleBroken, match="het oude adres is intussen van iets anders"):
        undo_merge(done, reason="x")


def test_an_official_name_that_was_changed_since_is_not_made_official_again(trio: Trio) -> None:
    keeper, other, _ = trio
    AliasFactory(organisation=None, body=keeper, kind=AliasKind.NAME)
    second = AliasFactory(organisation=None, body=other, kind=AliasKind.NAME)
    done = merge(keeper, other, reason="x", actor=None)
    Alias.objects.filter(pk=second.pk).update(kind=AliasKind.ABBREVIATION)
    undo_merge(done, reason="x")
    assert Alias.objects.get(pk=second.pk).kind == AliasKind.ABBREVIATION


# --- By another way than undoing the merge ----------------------------------------------------------------------------


def test_a_merged_record_does_not_come_back_alone_from_its_history(trio: Trio) -> None:
    keeper, other, _ = trio
    number = other.pk
    merge(keeper, other, reason="x", actor=None)
    line = changes_of(Body, number)[0]
    with pytest.raises(RuleBroken, match="Maak dat ongedaan bij Samenvoegen"):
        undo_change(Body, number, line.number, reason="x")
    with pytest.raises(RuleBroken, match="Samenvoegen"):
        undo_action(line.action, reason="x")
    assert not Body.objects.filter(pk=number).exists()


def test_one_moved_row_does_not_go_back_to_what_is_gone(trio: Trio) -> None:
    keeper, other, _ = trio
    seat = other.seats.get()
    merge(keeper, other, reason="x", actor=None)
    with pytest.raises(RuleBroken, match="‘orgaan’ van toen is er niet meer"):
        undo_change(Seat, seat.pk, changes_of(Seat, seat.pk)[0].number, reason="x")
    assert Seat.objects.get(pk=seat.pk).body == keeper


# --- Where a merge leaves names and keys ------------------------------------------------------------------------------


def test_what_search_knows_of_everything_that_was_moved_names_the_keeper() -> None:
    region = RegionFactory()
    keeper = RegionBodyFactory(region=region, name="Stuurgroep Wilgenroos")
    other = RegionBodyFactory(region=region, name="Stuurgroep Kattenstaart")
    found = Round.objects.create(kind=RoundKind.OPINION, subject="Begroting", asked_by=other, level=Level.PUBLIC)

    def words() -> str:
        return str(
            SearchEntry.objects.filter(kind="round", object_id=found.pk).values_list("vector", flat=True).first()
        )

    done = merge(keeper, other, reason="x", actor=None)
    assert "wilgenros" in words()
    undo_merge(done, reason="x")
    assert "wilgenros" not in words()
    assert "kattenstaart" in words()


def test_keys_of_bodies_of_a_merged_organisation_lead_to_those_bodies() -> None:
    region = RegionFactory()
    old, new = OrganisationFactory(region=region), OrganisationFactory(region=region)
    body, twin = BodyFactory(organisation=old), BodyFactory(organisation=old)
    keys = body.register_key, twin.register_key, old.register_key
    merge(body, twin, reason="x", actor=None)
    done = merge(new, old, reason="x", actor=None)
    assert resolve(keys) == {keys[0]: body, keys[1]: body, keys[2]: new}
    undo_merge(done, reason="x")
    assert resolve([keys[0], keys[2]]) == {keys[0]: body, keys[2]: old}
    assert kept_for(["orgaan:bestaat-niet/ab", "orgaan:regio/x/y", "persoon:1"]) == {}


def test_reference_data_loaded_again_does_not_bring_back_what_was_merged(reference_data: None) -> None:
    other = Body.objects.filter(region__isnull=False, aliases__isnull=False).order_by("pk")[0]
    keeper = RegionBodyFactory(region=other.region)
    organisation = Organisation.objects.filter(region__isnull=False, bodies__isnull=False).order_by("pk")[0]
    survivor = OrganisationFactory(region=organisation.region)
    merge(keeper, other, reason="x", actor=None)
    merge(survivor, organisation, reason="x", actor=None)
    before = {model: set(model._default_manager.values_list("pk", flat=True)) for model in (Body, Organisation, Alias)}
    counts = load_reference()
    after = {model: set(model._default_manager.values_list("pk", flat=True)) for model in (Body, Organisation, Alias)}
    assert after == before
    assert sum(count.added for count in counts.values()) == 0
