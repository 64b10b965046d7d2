"""The register as reading sees it: from the database and from the packaged files the same, and never stale."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from documents import gazetteer
from documents.pipeline.types import Entry, Gazetteer
from governance.models import Alias, Body
from tests.factories import (
    AliasFactory,
    BodyFactory,
    GemeenteFactory,
    PersonFactory,
    ProgrammeFactory,
    RegionBodyFactory,
)


@pytest.fixture
def reference(reference_data: None, db: None) -> None:
    """Regions, gemeenten, organisations and bodies are there."""


def _comparable(value: Gazetteer) -> tuple[set[Entry], set[object]]:
    """Without the order of rows and of names."""
    entries = {
        Entry(e.key, e.kind, e.name, tuple(sorted(e.names, key=repr)), e.valid_from, e.valid_until, e.body_kind,
              e.organisation, e.region, e.gemeente)
        for e in value.entries
    }  # fmt: skip
    return entries, set(value.memberships)


def test_the_database_and_the_packaged_files_give_the_same_register(reference: None) -> None:
    database, packaged = gazetteer.from_database(), gazetteer.packaged()
    assert _comparable(database) == _comparable(packaged)
    assert (database.source, packaged.source) == ("database", "packaged")


def test_keys_are_unique_and_lead_back_to_their_records(reference: None) -> None:
    ProgrammeFactory()
    keys = [entry.key for entry in gazetteer.from_database().entries]
    assert len(keys) == len(set(keys))
    records = gazetteer.resolve(keys)
    assert set(records) == set(keys)
    assert all(getattr(record, "register_key", None) == key for key, record in records.items())


def test_resolving_takes_one_query_per_kind_and_three_for_what_was_merged_or_renamed(
    reference: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = {
        "gemeente:GM0505", "gemeente:GM1942", "regio:rijnmond", "organisatie:dgj-zhz", "orgaan:GM0505/college",
        "orgaan:dgj-zhz/algemeen-bestuur", "orgaan:regio/rijnmond/platform-jeugd", "orgaan:nergens/college",
    }  # fmt: skip
    with django_assert_num_queries(7):
        found = gazetteer.resolve(keys)
    assert set(found) == keys - {"orgaan:nergens/college"}
    assert isinstance(found["orgaan:GM0505/college"], Body)


@pytest.mark.django_db
def test_nothing_is_read_again_while_nothing_changed(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    BodyFactory()
    first = gazetteer.from_database()
    with django_assert_num_queries(1):
        assert gazetteer.from_database() is first


@pytest.mark.django_db
def test_a_new_a_changed_and_a_deleted_record_are_seen_at_once() -> None:
    alias = AliasFactory(text="eerste")

    def names() -> set[str]:
        key = alias.organisation.register_key
        return {name.text for entry in gazetteer.from_database().entries if entry.key == key for name in entry.names}

    assert names() == {"eerste"}
    Alias.objects.filter(pk=alias.pk).update(text="tweede")
    assert names() == {"tweede"}
    AliasFactory(text="derde", organisation=alias.organisation)
    assert names() == {"tweede", "derde"}
    Alias.objects.filter(pk=alias.pk).delete()
    assert names() == {"derde"}


@pytest.mark.django_db
def test_a_programme_that_is_not_public_is_not_in_the_register() -> None:
    ProgrammeFactory(name="Conceptprogramma", level=None)
    assert "Conceptprogramma" not in {entry.name for entry in gazetteer.from_database().entries}


@pytest.mark.django_db
def test_every_kind_of_record_is_in_the_register() -> None:
    BodyFactory(), RegionBodyFactory(), ProgrammeFactory(), PersonFactory(), GemeenteFactory()
    kinds = {entry.kind for entry in gazetteer.from_database().entries}
    assert kinds == {"region", "gemeente", "organisation", "body", "programme", "person"}
