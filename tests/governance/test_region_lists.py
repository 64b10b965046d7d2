"""A new list of regions: the differences before anything changes, what is wrong by row, and all of it or nothing."""

from __future__ import annotations

import datetime

import pytest

from governance.errors import RuleBroken
from governance.models import Gemeente, ImportDraft, Region, RegionDefinition, RegionMembership
from governance.queries import region_of, region_on
from governance.region_lists import ListFacts, apply_list, draft_list, preview_list
from governance.tabular import Table, read_table
from tests.factories import (
    AliasFactory,
    GemeenteFactory,
    RegionDefinitionFactory,
    RegionFactory,
    RegionMembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime.date
FACTS = ListFacts("CBS", DAY(2026, 1, 1), "Regio’s volgens het CBS, peil 2026")


@pytest.fixture
def country() -> dict[str, Gemeente]:
    """Two regions and three gemeenten, by one list of 2021; one gemeente ended in 2024."""
    definition = RegionDefinitionFactory(authority="CBS", peil_date=DAY(2021, 1, 1))
    north, south = RegionFactory(name="Noord", cbs_code="JZ01"), RegionFactory(name="Zuid", cbs_code="JZ02")
    found: dict[str, Gemeente] = {}
    for number, (name, region) in enumerate((("Aadorp", north), ("Beedorp", north), ("Ceedorp", south)), start=1):
        found[name] = GemeenteFactory(name=name, code=f"GM910{number}")
        RegionMembershipFactory(
            definition=definition, region=region, gemeente=found[name], valid_from=DAY(2021, 1, 1), valid_until=None
        )
    found["Weg"] = GemeenteFactory(name="Weg", code="GM9109", valid_until=DAY(2024, 1, 1))
    return found


def table(*lines: str, header: str = "gemeentecode;regio;regiocode") -> Table:
    """A list as it is sent."""
    return read_table("\n".join([header, *lines]).encode())


def test_the_differences_are_told_and_nothing_is_written(country: dict[str, Gemeente]) -> None:
    found = preview_list(table("9101;Zuid;", "GM9102;noord;", "gm9103;Oost;JZ03"), FACTS)
    assert [(row.gemeente.name, row.old, row.new) for row in found.placed] == [
        ("Aadorp", "Noord", "Zuid"), ("Ceedorp", "Zuid", "Oost"),
    ]  # fmt: skip
    assert found.unchanged == 1
    assert found.new_regions == {"Oost": "JZ03"}
    assert not found.errors
    assert RegionDefinition.objects.count() == 1
    assert not Region.objects.filter(name="Oost").exists()


def test_the_old_list_holds_until_the_day_and_the_new_one_from_then(country: dict[str, Gemeente]) -> None:
    kept = draft_list(table("9101;Zuid;", "9102;Noord;", "9103;Oost;JZ03"), FACTS, user=UserFactory())
    apply_list(kept, reason="Lijst van het CBS.")
    moved = country["Aadorp"]
    assert str(region_of(moved, DAY(2025, 12, 31))) == "Noord"
    assert str(region_of(moved, DAY(2026, 1, 1))) == "Zuid"
    east = Region.objects.get(name="Oost")
    assert (east.slug, east.cbs_code) == ("oost", "JZ03")
    state = region_on(east, DAY(2026, 1, 1))
    assert [row.name for row in state.gemeenten] == ["Ceedorp"]
    assert state.definition is not None
    assert state.definition.title == FACTS.title
    with pytest.raises(RuleBroken, match="al verwerkt"):
        apply_list(kept, reason="Nog eens.")


def test_what_is_wrong_is_told_by_row_and_column_with_a_remedy(country: dict[str, Gemeente]) -> None:
    AliasFactory(organisation=None, region=Region.objects.get(name="Noord"), text="Dubbel")
    AliasFactory(organisation=None, region=Region.objects.get(name="Zuid"), text="Dubbel")
    lines = ("9999;Noord;", "9109;Noord;", "9101;Noordd;", "9102;;", "9103;Zuid;", "9103;Noord;", "9101;Dubbel;")
    found = preview_list(table(*lines), FACTS)
    told = [(error.row, error.heading, error.message) for error in found.errors]
    for (row, heading, message), (line, column, words) in zip(
        told,
        [
            (2, "gemeentecode", "niet bekend"), (3, "gemeentecode", "bestond niet op 1-1-2026"),
            (4, "regio", "Bedoelt u Noord"), (5, "regio", "leeg"), (7, "gemeentecode", "regel 6"),
            (8, "gemeentecode", "regel 4"),
        ],
        strict=True,
    ):  # fmt: skip
        assert (row, heading) == (line, column)
        assert words in message


def test_a_name_that_two_regions_have_is_refused(country: dict[str, Gemeente]) -> None:
    for name in ("Noord", "Zuid"):
        AliasFactory(organisation=None, region=Region.objects.get(name=name), text="Dubbel")
    assert "regiocode" in preview_list(table("9101;Dubbel;"), FACTS).errors[0].message
    assert not preview_list(table("9101;Dubbel;JZ02"), FACTS).errors


def test_gemeenten_that_are_missing_are_named(country: dict[str, Gemeente]) -> None:
    found = preview_list(table("9101;Noord;"), FACTS)
    assert {row.gemeente.name for row in found.missing} >= {"Beedorp", "Ceedorp"}
    assert "Weg" not in {row.gemeente.name for row in found.missing}
    assert [row.name for row in found.emptied] == ["Zuid"]


def test_a_list_must_be_later_than_the_last_of_its_authority(country: dict[str, Gemeente]) -> None:
    with pytest.raises(RuleBroken, match="latere peildatum"):
        preview_list(table("9101;Noord;"), ListFacts("CBS", DAY(2021, 1, 1), "Oud"))


def test_the_list_of_another_authority_leaves_the_first_alone(country: dict[str, Gemeente]) -> None:
    facts = ListFacts("wet", DAY(2026, 1, 1), "Regio’s volgens de wet")
    kept = draft_list(table("9101;Zuid;", "9102;Zuid;", "9103;Zuid;"), facts, user=UserFactory())
    done = apply_list(kept, reason="De wet.")
    assert len(done.first) == 3
    assert str(region_of(country["Aadorp"], DAY(2026, 6, 1))) == "Noord"
    assert RegionMembership.objects.filter(definition__authority="wet", region__name="Zuid").count() == 3


def test_rows_that_would_begin_later_lapse_and_that_is_told(country: dict[str, Gemeente]) -> None:
    row = RegionMembership.objects.get(gemeente=country["Aadorp"])
    row.valid_until = DAY(2027, 1, 1)
    row.save()
    RegionMembershipFactory(
        definition=row.definition, region=Region.objects.get(name="Zuid"), gemeente=country["Aadorp"],
        valid_from=DAY(2027, 1, 1),
    )  # fmt: skip
    lines = ("9101;Noord;", "9102;Noord;", "9103;Zuid;")
    assert preview_list(table(*lines), FACTS).lapsing == 1
    apply_list(draft_list(table(*lines), FACTS, user=UserFactory()), reason="Lijst.")
    assert str(region_of(country["Aadorp"], DAY(2027, 6, 1))) == "Noord"


def test_what_changed_since_it_was_shown_is_shown_again(country: dict[str, Gemeente]) -> None:
    kept = draft_list(table("9101;Zuid;", "9102;Noord;", "9103;Zuid;"), FACTS, user=UserFactory())
    RegionMembership.objects.filter(gemeente=country["Beedorp"]).update(region=Region.objects.get(name="Zuid"))
    with pytest.raises(RuleBroken, match="intussen gewijzigd"):
        apply_list(kept, reason="Lijst.")
    assert RegionDefinition.objects.count() == 1
    assert ImportDraft.objects.get().applied_at is None


def test_a_list_without_the_columns_names_them(country: dict[str, Gemeente]) -> None:
    with pytest.raises(RuleBroken, match="gemeentecode"):
        preview_list(table("x;y", header="naam;regio"), FACTS)
