"""The packaged reference data: exact counts, sources for every row, and a loader that can run twice."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command

from governance.loading import load_reference
from governance.models import (
    Body,
    Gemeente,
    GemeenteSuccession,
    LegalTerm,
    Region,
    RegionMembership,
    SearchEntry,
)
from governance.queries import region_of, region_on
from governance.reference import read_reference
from governance.vocabulary import BodyKind, Precision
from tests.factories import SourceFactory

DATE = datetime.date


@pytest.fixture
def loaded(reference_data: None, db: None) -> None:
    """The reference data is there, and what a test changes is rolled back."""


def _names(slug: str, date: DATE) -> set[str]:
    return {gemeente.name for gemeente in region_on(Region.objects.get(slug=slug), date).gemeenten}


def test_every_row_names_a_source_and_every_source_of_numbers_has_its_peil_date() -> None:
    data = read_reference()
    sources = {source.key: source for source in data.sources}
    rows: list[Any] = [*data.regions, *data.gemeenten, *data.definitions, *data.memberships, *data.successions]
    rows += [*data.organisations, *data.bodies, *data.aliases]
    assert {row.source for row in rows} <= set(sources)
    assert all(sources[row.source].date for row in data.regions)


def test_there_are_342_gemeenten_and_42_regions_today() -> None:
    data = read_reference()
    assert len([row for row in data.gemeenten if row.period.valid_until is None]) == 342
    assert len(data.regions) == 42


def test_no_gemeente_is_assumed_in_a_region_before_it_existed() -> None:
    data = read_reference()
    founded = {row.code: row.period.valid_from or DATE.min for row in data.gemeenten}
    assert all((row.period.valid_from or DATE.min) >= founded[row.gemeente] for row in data.memberships)


def test_memberships_end_with_their_gemeente() -> None:
    data = read_reference()
    ended = {row.code: row.period.valid_until for row in data.gemeenten if row.period.valid_until}
    for row in data.memberships:
        if row.gemeente in ended:
            assert row.period.valid_until is not None
            assert row.period.valid_until <= ended[row.gemeente]


@pytest.mark.parametrize(
    "date", [DATE(2021, 1, 1), DATE(2022, 3, 24), DATE(2023, 1, 1), DATE(2024, 12, 31), DATE(2025, 1, 1)]
)
def test_from_2021_on_every_gemeente_lies_in_one_region(date: DATE, loaded: None) -> None:
    counts = Counter(RegionMembership.objects.on(date).values_list("gemeente", flat=True))
    assert set(counts.values()) == {1}
    assert set(counts) == set(Gemeente.objects.on(date).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("slug", "date", "number"),
    [
        ("zuid-holland-zuid", DATE(2020, 12, 10), 10),
        ("zuid-holland-zuid", DATE(2023, 1, 10), 10),
        ("rijnmond", DATE(2020, 12, 15), 15),
        ("rijnmond", DATE(2022, 12, 31), 15),
        ("rijnmond", DATE(2023, 1, 1), 13),
        ("gooi-en-vechtstreek", DATE(2021, 11, 23), 7),
        ("gooi-en-vechtstreek", DATE(2022, 3, 23), 7),
        ("gooi-en-vechtstreek", DATE(2022, 3, 24), 6),
    ],
)
def test_a_region_has_the_gemeenten_of_that_day(slug: str, date: DATE, number: int, loaded: None) -> None:
    assert len(_names(slug, date)) == number


def test_weesp_lies_in_gooi_en_vechtstreek_until_it_merges(loaded: None) -> None:
    weesp = Gemeente.objects.get(name="Weesp")
    assert str(region_of(weesp, DATE(2022, 3, 23))) == "Gooi en Vechtstreek"
    assert region_of(weesp, DATE(2022, 3, 24)) is None


def test_before_2021_the_division_is_shown_as_assumed(loaded: None) -> None:
    region = Region.objects.get(slug="rijnmond")
    assert region_on(region, DATE(2020, 12, 31)).assumed
    assert not region_on(region, DATE(2021, 1, 1)).assumed


def test_the_definition_follows_the_date(loaded: None) -> None:
    region = Region.objects.get(slug="rijnmond")
    early, late = region_on(region, DATE(2024, 12, 31)).definition, region_on(region, DATE(2025, 1, 1)).definition
    assert early is not None
    assert late is not None
    assert (early.peil_date, late.peil_date) == (DATE(2021, 1, 1), DATE(2025, 1, 1))


@pytest.mark.parametrize("name", ["Voorschoten", "Zeewolde"])
def test_a_change_of_region_without_a_known_date_says_so(name: str, loaded: None) -> None:
    old, new = RegionMembership.objects.filter(gemeente__name=name, valid_from__gte=DATE(2021, 1, 1)).order_by(
        "valid_from"
    )
    assert old.region != new.region
    assert (old.valid_until_precision, new.valid_from_precision) == (Precision.UNKNOWN, Precision.UNKNOWN)
    assert "niet gevonden" in old.note


def test_every_gemeente_has_a_council_and_a_college_as_long_as_it_exists(loaded: None) -> None:
    for kind in (BodyKind.COUNCIL, BodyKind.COLLEGE):
        bodies = Body.objects.filter(kind=kind).select_related("gemeente")
        assert len(bodies) == Gemeente.objects.count()
        assert all(body.gemeente and body.valid_until == body.gemeente.valid_until for body in bodies)


def test_brielle_went_over_into_voorne_aan_zee(loaded: None) -> None:
    succession = GemeenteSuccession.objects.get(old__name="Brielle")
    assert (succession.new.name, succession.date) == ("Voorne aan Zee", DATE(2023, 1, 1))


def test_loading_twice_changes_nothing(loaded: None) -> None:
    before = SearchEntry.objects.count()
    counts = load_reference()
    assert {name: (count.added, count.changed) for name, count in counts.items()} == dict.fromkeys(counts, (0, 0))
    assert SearchEntry.objects.count() == before


def test_what_a_person_changed_stays_and_update_brings_it_back(loaded: None) -> None:
    body = Body.objects.get(organisation__slug="dgj-zhz", slug="algemeen-bestuur")
    body.name, body.source = "Bestuur van de dienst", SourceFactory()
    body.save()
    load_reference()
    body.refresh_from_db()
    assert body.name == "Bestuur van de dienst"
    assert sum(count.changed for count in load_reference(update=True).values()) == 1
    body.refresh_from_db()
    assert body.name == "Algemeen Bestuur"


def test_a_membership_that_a_person_ended_is_not_added_again(loaded: None) -> None:
    row = RegionMembership.objects.on(DATE(2025, 6, 1)).get(gemeente__name="Dordrecht")
    row.valid_until = DATE(2026, 1, 1)
    row.save()
    load_reference()
    assert not RegionMembership.objects.on(DATE(2026, 1, 1)).filter(gemeente__name="Dordrecht").exists()


def test_the_command_says_what_it_did(loaded: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_reference_data")
    assert "gemeenten: 0 nieuw, 426 al aanwezig" in capsys.readouterr().out


def test_the_term_for_a_budget_is_that_of_the_law_on_the_day(loaded: None) -> None:
    for day, weeks in ((DATE(2022, 6, 30), 8), (DATE(2022, 7, 1), 12)):
        term = LegalTerm.objects.on(day).get(subject="ontwerpbegroting")
        assert term.weeks == weeks
        assert term.source.number == "BWBR0003740"
