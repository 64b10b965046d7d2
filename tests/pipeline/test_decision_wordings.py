"""Ways in which councils tell of decisions, and in which they speak of them where none was taken."""

import json
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from documents.gazetteer import packaged
from documents.pipeline.bodies import find_bodies
from documents.pipeline.decisions import find_decisions
from documents.pipeline.layout import Source
from documents.pipeline.parties import Parties
from documents.pipeline.run import read_text

HEAD = (
    "Datum: 19 januari 2021\nVan: college van burgemeester en wethouders van Dordrecht\n"
    "Onderwerp: Jeugd\n\nGeachte raad,\n\n"
)
# What is written, and of each decision told: words of its body, its day, the outcomes that fit, words of its subject.
TABLE = json.loads((Path(__file__).parent / "decision_wordings.json").read_text("utf8"))
REPORTED = [(row["text"], [tuple(one) for one in row["told"]]) for row in TABLE if row["told"]]
NOT_TAKEN = [row["text"] for row in TABLE if not row["told"]]
Told = tuple[str, str | None, str, str]


def fits(told: Told, body: str, day: str | None, outcome: str, subject: str) -> bool:
    """Whether a decision is the one told; a day of None in the table leaves the day open."""
    words, when, outcomes, about = told
    same_day = when is None or day == when
    return words.lower() in body.lower() and same_day and outcome in outcomes.split("|") and about in subject


@pytest.mark.parametrize(("text", "told"), REPORTED)
def test_decisions_are_read_in_whatever_way_they_are_told(text: str, told: list[Told]) -> None:
    found = read_text(HEAD + text + "\n", gazetteer=packaged()).decisions

    assert len(found) == len(told)
    for one in told:
        assert any(fits(one, other.body, other.date, str(other.outcome), other.subject) for other in found), one


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_what_is_asked_hoped_planned_or_general_is_no_decision(text: str) -> None:
    assert read_text(HEAD + text + "\n", gazetteer=packaged()).decisions == ()


@pytest.mark.parametrize(
    "words",
    ["De Raad ", "stelde de raad ", "besloten om te ", "vastgesteld ", "besluit van de raad van "],
)
def test_no_row_of_words_holds_the_reading_of_decisions_up(words: str) -> None:
    def seconds(count: int) -> float:
        source = Source(words * count)
        bodies = find_bodies(source.text)
        began = process_time()
        find_decisions(source, Parties(date(2021, 1, 1), "college", "raad", ""), bodies, ())
        return process_time() - began

    assert seconds(2000) < 12 * (seconds(500) + 0.02)


def test_the_label_besluit_holds_the_decisions_of_the_body_that_it_names() -> None:
    text = (
        "Informatienota\n\nOnderwerp                Evaluatie sportbeleid\nDatum                    19 januari 2021\n"
        "Besluit College          1. Het college stelt de informatienota vast.\n"
        "d.d. 12 januari 2021     2. Het college besluit de Nadere regels sport\n"
        "                            2021 vast te stellen.\n\nInleiding\nIn deze nota leest u meer over sport.\n"
    )
    found = read_text(text, gazetteer=packaged()).decisions

    assert [(one.body, one.date, str(one.outcome), one.subject) for one in found] == [
        ("college", "2021-01-12", "vastgesteld", "informatienota"),
        ("college", "2021-01-12", "vastgesteld", "Nadere regels sport 2021"),
    ]


def test_a_list_of_decisions_names_the_subject_above_and_the_outcome_behind_the_label() -> None:
    text = (
        "4.1   Memo zwembad                        port. De Wit\n      Besluit: Aangehouden.\n\n"
        "4.2   Verzoek om gastheerschap            port. De Wit\n      Besluit: Niet akkoord.\n\n"
    )
    found = read_text(HEAD + text, gazetteer=packaged()).decisions

    assert [(str(one.outcome), one.subject) for one in found] == [
        ("aangehouden", "Memo zwembad"),
        ("verworpen", "Verzoek om gastheerschap"),
    ]


def test_rows_of_a_table_take_body_and_day_from_the_sentence_above() -> None:
    text = (
        "In de vergadering van het Algemeen Bestuur van 10 december 2020 lagen drie punten voor.\n\n"
        "Nr    Onderwerp                     Uitkomst\n"
        "1     Jaarstukken 2019              vastgesteld\n"
        "2     Inkoop vervoer                aangehouden tot maart\n"
        "3     Eigen tarieven                niet akkoord\n\n"
    )
    found = read_text(HEAD + text, gazetteer=packaged()).decisions

    assert [(one.body, one.date, str(one.outcome), one.subject) for one in found] == [
        ("Algemeen Bestuur", "2020-12-10", "vastgesteld", "Jaarstukken 2019"),
        ("Algemeen Bestuur", "2020-12-10", "aangehouden", "Inkoop vervoer"),
        ("Algemeen Bestuur", "2020-12-10", "verworpen", "Eigen tarieven"),
    ]
