"""Periods and sources in words."""

import datetime

import pytest

from governance.models import Seat, Source
from governance.vocabulary import Precision
from portal.templatetags.facts import bron, periode

FIRST, LAST = datetime.date(2021, 1, 1), datetime.date(2022, 9, 1)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Seat(valid_from=FIRST), "vanaf 1 januari 2021"),
        (Seat(valid_until=LAST, valid_until_precision=Precision.MONTH), "tot september 2022"),
        (Seat(valid_from=FIRST, valid_until=LAST, valid_from_precision=Precision.YEAR), "2021 tot 1 september 2022"),
        (Seat(), "begin onbekend, nu nog"),
        (Seat(valid_from_precision=Precision.UNKNOWN, valid_until=LAST), "tot 1 september 2022"),
    ],
)
def test_period_is_no_more_exact_than_it_is_known(row: Seat, words: str) -> None:
    shown = str(periode(row))
    assert "".join(part.split(">")[-1] for part in shown.split("<")) == words


def test_source_is_escaped_and_linked() -> None:
    source = Source(title="<b>Regeling</b>", url="https://voorbeeld.example/", number="12", date=FIRST)
    shown = str(bron(source))
    assert shown.startswith(
        '<a href="https://voorbeeld.example/" rel="external">&lt;b&gt;Regeling&lt;/b&gt;</a>, 12, <time'
    )
    assert bron(None) == "zonder bron"
