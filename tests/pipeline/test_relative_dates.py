"""The ways in which letters say when, seen from the day of the letter."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.pipeline.relative_dates import TimeFound, Window, find_times

LETTER = date(2024, 3, 15)
DATED = Window(LETTER, LETTER)


def said(found: TimeFound) -> tuple[str | None, str | None, str]:
    first, last = found.earliest, found.latest
    return first.isoformat() if first else None, last.isoformat() if last else None, found.granularity


def only(text: str, window: Window = DATED, *, announced: bool = False) -> TimeFound:
    (found,) = find_times(text, window, announced=announced)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("medio juli", ("2024-07-11", "2024-07-20", "month")),
        ("begin september", ("2024-09-01", "2024-09-10", "month")),
        ("in de eerste helft van mei", ("2024-05-01", "2024-05-15", "month")),
        ("in november", ("2024-11-01", "2024-11-30", "month")),
        ("in april, mei en juni", ("2024-04-01", "2024-06-30", "month")),
        ("volgende maand", ("2024-04-01", "2024-04-30", "month")),
        ("voor de zomer", ("2024-03-15", "2024-06-20", "season")),
        ("na de zomer", ("2024-09-23", None, "season")),
        ("na het zomerreces", ("2024-09-01", None, "season")),
        ("komend najaar", ("2024-09-23", "2024-12-20", "season")),
        ("dit voorjaar", ("2024-03-20", "2024-06-20", "season")),
        ("in de zomer van 2025", ("2025-06-21", "2025-09-22", "season")),
        ("aanstaande dinsdag", ("2024-03-19", "2024-03-19", "day")),
        ("volgende week", ("2024-03-18", "2024-03-24", "week")),
        ("binnen zes weken", ("2024-03-15", "2024-04-26", "week")),
        ("over drie maanden", ("2024-06-01", "2024-06-30", "month")),
        ("in het tweede kwartaal", ("2024-04-01", "2024-06-30", "quarter")),
        ("Q2 2025", ("2025-04-01", "2025-06-30", "quarter")),
        ("het 3e kwartaal van 2024", ("2024-07-01", "2024-09-30", "quarter")),
        ("in de tweede helft van dit jaar", ("2024-07-01", "2024-12-31", "half_year")),
        ("eind 2025", ("2025-09-01", "2025-12-31", "year")),
        ("begin volgend jaar", ("2025-01-01", "2025-04-30", "year")),
        ("in de loop van 2026", ("2026-01-01", "2026-12-31", "year")),
        ("in schooljaar 2024/2025", ("2024-08-01", "2025-07-31", "year")),
        ("op korte termijn", ("2024-03-15", None, "vague")),
        ("zo spoedig mogelijk", ("2024-03-15", None, "vague")),
        ("zodra de jaarcijfers bekend zijn", ("2024-03-15", None, "vague")),
        ("twee keer per jaar", ("2024-03-15", None, "recurring")),
        ("jaarlijks", ("2024-03-15", None, "recurring")),
    ],
)
def test_words_become_an_interval_seen_from_the_letter(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert said(only(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uiterlijk 1 mei 2025", ("2024-03-15", "2025-05-01", "day")),
        ("vóór 1 juli a.s.", ("2024-03-15", "2024-06-30", "day")),
        ("tot 22 april 12.00 uur", ("2024-03-15", "2024-04-22", "day")),
        ("tot en met 31 december 2026", ("2024-03-15", "2026-12-31", "day")),
        ("vanaf 1 januari 2025", ("2025-01-01", None, "day")),
        ("tussen 1 april en 1 mei", ("2024-04-01", "2024-05-01", "day")),
        ("van 3 mei tot en met 5 juni 2024", ("2024-05-03", "2024-06-05", "day")),
        ("op 10 en 11 april 2024", ("2024-04-10", "2024-04-11", "day")),
        ("uiterlijk eind juni", ("2024-03-15", "2024-06-30", "month")),
    ],
)
def test_the_word_before_a_date_bounds_it(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert said(only(text)) == expected


def test_planned_for_a_day_is_that_day_and_before_a_day_is_not() -> None:
    assert said(only("staat gepland voor 1 mei"))[:2] == ("2024-05-01", "2024-05-01")
    assert said(only("wij horen het graag voor 1 mei"))[:2] == ("2024-03-15", "2024-04-30")


def test_a_year_behind_voor_is_that_year() -> None:
    assert said(only("plannen voor 2025"))[:2] == ("2025-01-01", "2025-12-31")


def test_a_day_without_year_is_the_nearest_unless_the_text_announces() -> None:
    assert only("de vergadering van 14 december").earliest == date(2023, 12, 14)
    assert only("de vergadering van 14 december", announced=True).earliest == date(2024, 12, 14)


def test_what_passed_lies_before_the_letter() -> None:
    found = only("afgelopen zomer")

    assert found.past
    assert found.latest == date(2023, 9, 22)


def test_a_word_broken_over_lines_is_read_whole_and_points_to_what_is_written() -> None:
    text = "geldig tot en met 31 decem-\nber 2026, daarna niet"
    found = only(text)

    assert found.words == "tot en met 31 december 2026"
    assert text[found.start : found.end] == "tot en met 31 decem-\nber 2026"


@pytest.mark.parametrize(
    "text", ["het budget over 2025", "zaak 2024/2025", "€ 2.025", "de Wet 2015", "brief nr. 2024-031"]
)
def test_a_number_is_no_year(text: str) -> None:
    assert find_times(text, DATED) == ()


def test_without_any_day_of_the_letter_nothing_is_made_up() -> None:
    assert said(only("voor de zomer", Window())) == (None, None, "season")
    assert said(only("uiterlijk 1 mei 2025", Window())) == (None, "2025-05-01", "day")


def test_an_undated_letter_gives_an_interval_that_holds_every_possibility() -> None:
    window = Window(date(2024, 3, 1), date(2024, 9, 1))

    assert said(only("medio juli", window))[:2] == ("2024-07-11", "2025-07-20")
    assert said(only("komend najaar", window))[:2] == ("2024-09-23", "2024-12-20")


def test_when_only_the_first_day_of_a_letter_is_known_the_end_stays_open() -> None:
    assert said(only("voor de zomer", Window(date(2024, 3, 1), None))) == ("2024-03-01", None, "season")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 \n-/.,abcdeijklmnoprstuvz", max_size=200))
def test_any_text_gives_offsets_inside_it_and_intervals_in_order(text: str) -> None:
    position = 0
    for found in find_times(text, DATED):
        assert position <= found.start < found.end <= len(text)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest
        position = found.end


@pytest.mark.parametrize(
    "words", ["voor de zomer ", "1 mei 2024, ", "zodra ", "in het ", "2024 - ", "eerste helft van "]
)
def test_a_long_line_of_repeated_words_ends(words: str) -> None:
    assert len(find_times(words * 3000, DATED)) <= 6000
