"""Merging: every reference has a rule, everything moves, and all of it comes back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from documents.gazetteer import resolve
from documents.models import EvidenceLink, Letter
from governance.errors import ChangedMeanwhile, RuleBroken
from governance.history import stamp
from governance.merge_rules import RULES, WITHOUT_KEY
from governance.merging import FIELDS, merge, moved_to, would_move
from governance.models import (
    Alias,
    ArrangementParticipant,
    Body,
    BodyLifeEvent,
    Commitment,
    Decision,
    Mandate,
    Merge,
    Organisation,
    Person,
    SearchEntry,
    Seat,
)
from governance.references import name_of, references_to
from governance.scope import ANONYMOUS
from governance.unmerging import undo_merge
from governance.vocabulary import AliasKind, LifeEventKind, MandateKind
from tests.factories import (
    AliasFactory,
    BodyFactory,
    CouncilFactory,
    DecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    LetterFactory,
    OrganisationFactory,
    PersonFactory,
    RegionBodyFactory,
    RegionFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db

OWN = ("governance", "documents", "portal")


def _own_models() -> list[type[models.Model]]:
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OWN]
    return [model for model in found if not hasattr(model, "pgh_tracked_model")]


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.__name__)
def test_every_reference_has_a_rule_and_every_rule_a_reference(kind: type[models.Model]) -> None:
    found = {name_of(relation) for relation in references_to(kind)}
    assert found == set(RULES[kind]), "say in governance/merge_rules.py what a merge does with it"


def test_nothing_names_a_record_without_a_real_foreign_key() -> None:
    suspects = {
        f"{model._meta.label}.{field.name}"
        for model in _own_models()
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.is_relation and _looks_like_a_reference(field)
    }
    assert suspects == set(WITHOUT_KEY), "use a foreign key, or say in WITHOUT_KEY why a merge may leave it"


def _looks_like_a_reference(field: Any) -> bool:
    """Numbers and texts by their name; a list or JSON always, because it can hold anything."""
    if isinstance(field, (ArrayField, models.JSONField)):
        return True
    if isinstance(field, models.UUIDField):
        return True
    if isinstance(field, models.IntegerField):
        return field.name.endswith(("_id", "_pk", "_ids"))
    named = field.name in {"key", "url", "path", "target"} or field.name.endswith(("_key", "_path", "_slug"))
    return isinstance(field, models.CharField) and not isinstance(field, models.URLField) and named


def test_no_reference_goes_by_a_generic_key() -> None:
    fields = [field for model in _own_models() for field in model._meta.private_fields]
    assert fields == []


@pytest.fixture
def pair() -> tuple[Body, Body]:
    """Two tables of one region that are one."""
    region = RegionFactory()
    return (
        RegionBodyFactory(region=region, name="SOJ-overleg", slug="soj-overleg"),
        RegionBodyFactory(region=region, name="S0J-overleg", slug="s0j-overleg", note="Zo gescand."),
    )


def _everything_about(body: Body) -> dict[str, models.Model]:
    letter = LetterFactory()
    letter.bodies.add(body)
    successor = RegionBodyFactory(region=body.region)
    return {
        "seat": SeatFactory(body=body),
        "decision": DecisionFactory(body=body),
        "alias": AliasFactory(organisation=None, body=body),
        "mandate": Mandate.objects.create(kind=MandateKind.TASK, subject="inkoop", holder_body=body),
        "given": Mandate.objects.create(kind=MandateKind.TASK, subject="toezicht", giver_body=body, holder_text="X"),
        "life": BodyLifeEvent.objects.create(body=body, kind=LifeEventKind.MERGED, successor=successor),
        "evidence": EvidenceLinkFactory(region=None, body=body),
        "letter": letter,
    }  # fmt: skip


def test_all_that_refers_to_the_other_refers_to_the_keeper(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    rows = _everything_about(other)
    number = other.pk
    told = {f"{moving.count} {moving.label}" for moving in would_move(other, ANONYMOUS)}
    assert {"1 zetel", "1 besluit"} <= told
    assert not any("brie" in line for line in told)
    merge(keeper, other, reason="Leesfout.", actor=None)
    assert not Body.objects.filter(pk=number).exists()
    assert Seat.objects.get(pk=rows["seat"].pk).body == keeper
    assert Decision.objects.get(pk=rows["decision"].pk).body == keeper
    assert Mandate.objects.get(pk=rows["mandate"].pk).holder_body == keeper
    assert Mandate.objects.get(pk=rows["given"].pk).giver_body == keeper
    assert BodyLifeEvent.objects.get(pk=rows["life"].pk).body == keeper
    assert EvidenceLink.objects.get(pk=rows["evidence"].pk).body == keeper
    assert list(Letter.objects.get(pk=rows["letter"].pk).bodies.all()) == [keeper]
    assert Alias.objects.filter(body=keeper, text="S0J-overleg", kind=AliasKind.SPELLING).exists()
    assert not SearchEntry.objects.filter(kind="body", object_id=number).exists()


def test_an_undone_merge_leaves_everything_as_it_was(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    rows = _everything_about(other)
    before = {name: type(row)._default_manager.values().get(pk=row.pk) for name, row in rows.items()}
    values = Body.objects.values().get(pk=other.pk), Body.objects.values().get(pk=keeper.pk)
    done = merge(keeper, other, from_other=["name", "note"], reason="Leesfout.", actor=None)
    assert Body.objects.get(pk=keeper.pk).name == "S0J-overleg"
    undo_merge(done, reason="Toch niet.")
    assert (Body.objects.values().get(pk=other.pk), Body.objects.values().get(pk=keeper.pk)) == values
    assert {name: type(row)._default_manager.values().get(pk=row.pk) for name, row in rows.items()} == before
    assert list(Letter.objects.get(pk=rows["letter"].pk).bodies.values_list("pk", flat=True)) == [other.pk]
    assert not Alias.objects.filter(body=keeper).exists()
    with pytest.raises(RuleBroken, match="al ongedaan"):
        undo_merge(done, reason="x")


def test_what_was_changed_by_hand_after_the_merge_stays(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    seat, third = SeatFactory(body=other), RegionBodyFactory(region=other.region)
    done = merge(keeper, other, from_other=["note"], reason="x", actor=None)
    Seat.objects.filter(pk=seat.pk).update(body=third)
    Body.objects.filter(pk=keeper.pk).update(note="Later geschreven.")
    undo_merge(done, reason="x")
    assert Seat.objects.get(pk=seat.pk).body == third
    assert Body.objects.get(pk=keeper.pk).note == "Later geschreven."


def test_after_thirty_days_a_merge_stands(pair: tuple[Body, Body]) -> None:
    done = merge(*pair, reason="x", actor=None)
    Merge.objects.filter(pk=done.pk).update(at=timezone.now() - datetime.timedelta(days=31))
    with pytest.raises(RuleBroken, match="30 dagen"):
        undo_merge(done, reason="x")


def test_the_old_address_and_key_lead_to_the_keeper_also_after_a_second_merge(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    path, key = other.get_absolute_url(), other.register_key
    merge(keeper, other, reason="x", actor=None)
    assert moved_to(path) == keeper.get_absolute_url()
    assert resolve([key]) == {key: keeper}
    last = RegionBodyFactory(region=keeper.region)
    merge(last, keeper, reason="x", actor=None)
    assert moved_to(path) == last.get_absolute_url()


@pytest.mark.parametrize("where", ["region", "gemeente"])
def test_bodies_of_different_places_are_not_merged(where: str) -> None:
    pair = (BodyFactory(), BodyFactory()) if where == "region" else (CouncilFactory(), CouncilFactory())
    with pytest.raises(RuleBroken, match=f"verschillende {where[:4]}"):
        merge(*pair, reason="x", actor=None)
    assert Body.objects.count() == 2


def test_one_that_came_after_the_other_is_another(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    BodyLifeEvent.objects.create(body=other, kind=LifeEventKind.MERGED, successor=keeper)
    with pytest.raises(RuleBroken, match="dat zijn er twee"):
        merge(keeper, other, reason="x", actor=None)


def test_the_same_seat_in_both_is_left_out_and_comes_back(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    person, gemeente = PersonFactory(), GemeenteFactory()
    SeatFactory(body=keeper, person=person, on_behalf_of=gemeente)
    double = SeatFactory(body=other, person=person, on_behalf_of=gemeente)
    done = merge(keeper, other, reason="x", actor=None)
    assert Seat.objects.filter(person=person).count() == 1
    undo_merge(done, reason="x")
    assert Seat.objects.get(pk=double.pk).body_id == other.pk


def test_seats_that_contradict_each_other_stop_the_merge(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    person = PersonFactory()
    SeatFactory(body=keeper, person=person, valid_from=datetime.date(2020, 1, 1))
    SeatFactory(body=other, person=person, valid_from=datetime.date(2021, 1, 1))
    with pytest.raises(RuleBroken, match="niet gelijk"):
        merge(keeper, other, reason="x", actor=None)
    assert Body.objects.filter(pk=other.pk).exists()
    assert not Merge.objects.exists()


def test_two_official_names_become_one_and_a_way_of_writing(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    AliasFactory(organisation=None, body=keeper, kind=AliasKind.NAME)
    second = AliasFactory(organisation=None, body=other, kind=AliasKind.NAME)
    done = merge(keeper, other, reason="x", actor=None)
    assert Alias.objects.get(pk=second.pk).kind == AliasKind.SPELLING
    undo_merge(done, reason="x")
    assert Alias.objects.get(pk=second.pk).kind == AliasKind.NAME


def test_a_letter_that_names_both_names_one(pair: tuple[Body, Body]) -> None:
    letter = LetterFactory()
    letter.bodies.set(pair)
    done = merge(*pair, reason="x", actor=None)
    assert letter.bodies.count() == 1
    undo_merge(done, reason="x")
    assert set(letter.bodies.all()) == set(pair)


def test_organisations_merge_with_bodies_and_participants() -> None:
    region, gemeente = RegionFactory(), GemeenteFactory()
    keeper, other = OrganisationFactory(region=region), OrganisationFactory(region=region)
    body = BodyFactory(organisation=other)
    row = ArrangementParticipant.objects.create(organisation=other, gemeente=gemeente, organ="college")
    done = merge(keeper, other, reason="x", actor=None)
    assert Body.objects.get(pk=body.pk).organisation == keeper
    assert ArrangementParticipant.objects.get(pk=row.pk).organisation == keeper
    undo_merge(done, reason="x")
    assert Body.objects.get(pk=body.pk).organisation_id == Organisation.objects.get(name=other.name).pk


def test_people_merge_with_seats_and_promises() -> None:
    keeper, other = PersonFactory(), PersonFactory()
    seat = SeatFactory(person=other)
    promise = Commitment.objects.create(kind="toezegging", subject="x", words="x", made_by_person=other)
    merge(keeper, other, reason="x", actor=None)
    assert Seat.objects.get(pk=seat.pk).person == keeper
    assert Commitment.objects.get(pk=promise.pk).made_by_person == keeper
    assert Person.objects.count() == 1


def test_who_was_second_merges_nothing(pair: tuple[Body, Body]) -> None:
    keeper, other = pair
    seen = (stamp(keeper), stamp(other))
    Body.objects.filter(pk=other.pk).update(note="x")
    with pytest.raises(ChangedMeanwhile):
        merge(keeper, other, reason="x", actor=None, seen=seen)


def test_the_columns_to_choose_from_are_all_but_identity_and_place() -> None:
    fixed = {
        Body: {"id", "slug", "region", "organisation", "gemeente"},
        Organisation: {"id", "slug", "region", "part_of", "successor", "ended_by"},
        Person: {"id"},
    }
    for kind, names in FIELDS.items():
        columns = {field.name for field in kind._meta.concrete_fields if not field.name.endswith("_precision")}
        assert columns == set(names) | fixed[kind]
