"""Promises of reading: valid evidence, the contract's keys, no exception on any text, the same every time."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import CLAIM_FIELDS, Evidence, Gazetteer, Reading

KEYS = {
    "text", *CLAIM_FIELDS, "referenced_numbers", "bodies", "organisations", "programmes", "aliases", "decisions",
    "consultations", "follow_ups",
    "sections", "costs", "attachments", "personal_data", "warnings",
}  # fmt: skip
PIECES = st.sampled_from(
    [
        "Datum", "Onderwerp", "Aan", "Van", "Contactpersoon", "Zaaknummer", "Geheimhouding", ":", "\t", "\n",
        "\n\n", "\f", "  ", " ", "9 maart 2021", "Op 10 december 2020 heeft", "het Algemeen Bestuur",
        "vastgesteld", "ingestemd met", "(hierna: AB)", "uw raad", "F. Zomerklok", "078 – 770 4743",
        "Geachte raad,", "1. Inleiding", "- ", "(1) ", "RIS 2629403", "a@b.nl", "DG&J", "Dordrecht",
        "Met vriendelijke groet,", "jeugdregio", "é", "0", "31 februari", "burgemeester en wethouders van",
        "college", ".", ",", "(", ")", "\u00a0", "ﬁ", "😀", "\u0661",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES, max_size=60).map(" ".join)
)


def evidence_of(reading: Reading) -> list[Evidence]:
    claims = [getattr(reading, field).evidence for field in CLAIM_FIELDS]
    lists = (reading.mentions, reading.aliases, reading.decisions, reading.personal_data, reading.referenced_numbers)
    found = [*claims, *(item.evidence for items in lists for item in items), reading.secrecy]
    return [item for item in found if item is not None]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_read_without_exception_and_every_quote_is_in_it(text: str) -> None:
    reading = read_text(text, gazetteer=packaged())

    for evidence in evidence_of(reading):
        assert text[evidence.start : evidence.end] == evidence.quote
        assert evidence.page == 1 + text.count("\f", 0, evidence.start)
    for section in reading.sections:
        assert 0 <= section.start < section.end <= len(text)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert read_text(text, gazetteer=packaged()) == read_text(text, gazetteer=packaged())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_key_of_the_contract_is_there_and_can_be_written_as_json(text: str) -> None:
    result = read_text(text, gazetteer=packaged()).as_json()

    assert set(result) == KEYS
    assert json.loads(json.dumps(result)) == result


def test_an_empty_text_claims_nothing() -> None:
    result = read_text("", gazetteer=packaged()).as_json()

    assert all(result[field]["value"] is None and result[field]["status"] == "absent" for field in CLAIM_FIELDS)
    assert all(result[key] == [] for key in KEYS - {"text", *CLAIM_FIELDS})


def test_reading_works_with_an_empty_register() -> None:
    reading = read_text("Datum: 9 maart 2021\nOnderwerp: Jeugd\n\nGeachte raad,\n\nTekst.\n", gazetteer=Gazetteer())

    assert (reading.date.value, reading.subject.value, reading.gemeente.value) == ("2021-03-09", "Jeugd", None)


def test_pages_count_from_one_and_follow_the_form_feeds() -> None:
    reading = read_text("Datum: 9 maart 2021\n\nGeachte raad,\n\nTekst.\n\fZie RIS 2629403.\n", gazetteer=packaged())

    (reference,) = reading.referenced_numbers
    assert reference.evidence.page == 2


def test_short_names_that_the_letter_defines_are_listed() -> None:
    text = (
        "Onderwerp: Jeugd\n\nGeachte raad,\n\nDe Inkooporganisatie Jeugdhulp Elders (hierna: IJE) en het "
        "Bestuurlijk Overleg Jeugd (BOJ) werken samen.\n"
    )

    aliases = read_text(text, gazetteer=packaged()).aliases

    assert [(found.short, found.long) for found in aliases] == [
        ("IJE", "Inkooporganisatie Jeugdhulp Elders"), ("BOJ", "Bestuurlijk Overleg Jeugd"),
    ]  # fmt: skip


def test_numbers_of_other_documents_are_listed_once_and_the_own_number_not() -> None:
    text = (
        "Zaaknummer: 2021-0004512\nOnderwerp: Jeugd\n\nGeachte raad,\n\n"
        "Zie RIS 2629403 en onze brief (kenmerk UIT-20/20417). "
        "In RIS 2629403 & 2629440 leest u meer. Dit is zaak 2021-0004512, voor 2021-2022.\n"
    )

    numbers = [found.number for found in read_text(text, gazetteer=packaged()).referenced_numbers]

    assert numbers == ["2629403", "UIT-20/20417", "2629440"]


def test_a_long_letter_is_read_within_its_budget() -> None:
    """A hundred pages take no more than a hundred times the time of one: nothing in reading is quadratic."""
    page = "Op 10 december 2020 heeft het Algemeen Bestuur het inkoopkader vastgesteld. Uw raad sprak hierover. " * 25

    reading = read_text("Onderwerp: Jeugd\n\nGeachte raad,\n\n" + "\f".join([page] * 100), gazetteer=packaged())

    assert reading.decisions
