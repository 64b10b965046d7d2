"""Dates in the ways that letters write them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.pipeline.dates import find_dates, nearest_year, parse_iso, with_year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("op 10 december 2020 besloten", "2020-12-10"),
        ("Dordrecht, 08 DEC. 2016", "2016-12-08"),
        ("op 13\ndecember 2022", "2022-12-13"),
        ("op 3 julİ 2020", "2020-07-03"),
        ("d.d. 15-03-2024", "2024-03-15"),
        ("van 2024-03-15 tot", "2024-03-15"),
        ("op 16 en 17 februari 2021", "2021-02-17"),
        ("tot 2 juli 20241", "2024-07-02"),
        ("datum l7 mei 2O18", "2018-05-17"),
        ("In september 2022 hebben", "2022-09"),
        ("is in 2020 gekozen", "2020"),
    ],
)
def test_a_date_is_cut_to_what_the_words_say(text: str, iso: str) -> None:
    assert [found.iso for found in find_dates(text)] == [iso]


@pytest.mark.parametrize(
    "text", ["artikel 5 meisje", "telefoon 078 770 4743", "€ 250.000", "versie 1.2.3", "31 februari", "12-13-2020"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == ()


def test_the_year_that_the_text_leaves_out_follows_from_the_letter() -> None:
    (june,) = find_dates("Op 9 juni heeft het college besloten")

    assert june.iso is None
    assert with_year(june, date(2026, 9, 1)).iso == "2026-06-09"
    assert with_year(june, date(2026, 3, 1)).iso == "2025-06-09"
    assert with_year(june, date(2026, 9, 1), past=False).iso == "2027-06-09"


def test_a_day_of_december_in_a_letter_of_january_is_of_the_year_before() -> None:
    (day,) = find_dates("op 12 december vergaderde het bestuur")

    assert nearest_year(day, date(2021, 1, 19)).iso == "2020-12-12"


def test_no_year_is_made_up_without_a_letter_date() -> None:
    (day,) = find_dates("op 12 december")

    assert nearest_year(day, None).iso is None


def test_iso_dates_may_be_cut() -> None:
    assert parse_iso("2022-09") == date(2022, 9, 1)
    assert parse_iso("2022") == date(2022, 1, 1)
    assert parse_iso("2022-13-01") is None
    assert parse_iso(None) is None


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)))
def test_every_day_is_read_back_as_itself(day: date) -> None:
    months = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ]
    text = f"Het besluit van {day.day} {months[day.month - 1]} {day.year} staat vast."

    assert [found.interval for found in find_dates(text)] == [(day, day)]
