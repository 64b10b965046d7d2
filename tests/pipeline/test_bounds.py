"""Between which days an undated letter was written."""

from datetime import date

from documents.pipeline.bounds import undated_bounds
from documents.pipeline.layout import Source


def bounds(text: str) -> tuple[date | None, date | None]:
    earliest, latest = undated_bounds(Source(text))
    return earliest[0] if earliest else None, latest[0] if latest else None


def test_the_last_day_told_as_past_is_the_first_it_can_be() -> None:
    text = "Op 3 maart 2021 is de visie besproken. Op 9 april 2021 heeft de raad de visie vastgesteld."

    assert bounds(text) == (date(2021, 4, 9), None)


def test_a_season_or_month_told_as_past_counts_from_its_first_day() -> None:
    assert bounds("In het najaar van 2022 hebben wij u bijgepraat.")[0] == date(2022, 9, 23)
    assert bounds("In april 2023 heeft het Rijk geld toegezegd.")[0] == date(2023, 4, 1)


def test_of_two_days_told_as_past_the_last_counts() -> None:
    assert bounds("Op 16 en 17 februari 2021 bent u bijgepraat, dat is gewaardeerd.")[0] == date(2021, 2, 17)


def test_the_first_day_announced_is_the_last_it_can_be() -> None:
    text = "De overeenkomst loopt af op 31 december 2026. De aanbesteding start uiterlijk 1 juni 2026."

    assert bounds(text) == (None, date(2026, 6, 1))


def test_before_the_summer_needs_a_past_day_to_be_a_year() -> None:
    assert bounds("Voor de zomer volgt een bijeenkomst.") == (None, None)
    assert bounds("Op 3 maart 2021 is dit besproken. Voor de zomer volgt een bijeenkomst.")[1] == date(2021, 6, 20)


def test_a_plan_or_a_year_alone_is_no_past_day() -> None:
    assert bounds("De visie zal op 3 maart 2031 zijn vastgesteld. In 2020 is dit gekozen.")[0] is None
