"""Our own letters in every form of head, next to what a careful clerk would record (the .json beside this file).

Dates, numbers, names and quotes are compared exactly apart from white space; subject and sender may be a part of each
other ("college" and "het college van burgemeester en wethouders").
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import Reading

SAMPLES = Path(__file__).resolve().parents[2] / "documents" / "samples"
EXPECTED = sorted(Path(__file__).resolve().parent.glob("*.json"))
EXACT = ("document_type", "date", "gemeente", "case_number", "portefeuillehouder", "confidentiality")
LOOSE = ("subject", "from_body", "from_person", "to_body")


def plain(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip().casefold()


def alike(left: str | None, right: str | None) -> bool:
    one, other = plain(left), plain(right)
    return one == other or bool(one and other and (one in other or other in one))


@pytest.fixture(params=EXPECTED, ids=lambda path: path.stem)
def letter(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Reading]:
    """What should be found in a letter, and what was."""
    expected = json.loads(request.param.read_text("utf-8"))
    text = (SAMPLES / f"{request.param.stem}.txt").read_text("utf-8")
    return expected, read_text(text, gazetteer=packaged())


def test_every_sample_letter_has_its_findings_written_down() -> None:
    assert {path.stem for path in EXPECTED} == {path.stem for path in SAMPLES.glob("*.txt")}


def test_the_head_is_read(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter

    found = {field: getattr(reading, field).value for field in EXACT}

    assert found == {field: expected[field] for field in EXACT}
    for field in LOOSE:
        assert alike(getattr(reading, field).value, expected[field]), field


def test_the_region_is_known_and_claimed_only_where_the_letter_names_it(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter
    names = {entry.key: entry.name for entry in packaged().entries}

    assert names[reading.region_key or ""] == expected["jeugdregio"]
    assert reading.region.value in (None, expected["jeugdregio"])
    assert reading.region.value is None or reading.region.value in reading.text


def test_a_claim_has_its_place_in_the_text_or_says_what_it_follows_from(letter: tuple[dict[str, Any], Reading]) -> None:
    _, reading = letter

    for field in (*EXACT, *LOOSE, "region"):
        claim = getattr(reading, field)
        assert (claim.value is None) == (claim.status == "absent")
        assert claim.value is None or claim.evidence or claim.derived_from, field


def test_the_personal_data_is_found_at_every_place(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter

    assert [item.text for item in reading.personal_data] == expected["personal_data"]


def test_the_decisions_are_found(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter

    found = sorted((item.date or "", str(item.outcome), plain(item.body)) for item in reading.decisions)

    assert found == sorted((item["date"], item["outcome"], plain(item["body"])) for item in expected["decisions"])


def test_headings_and_numbers_are_found(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter

    headings = [section.heading for section in reading.sections]

    assert [heading for heading in headings if heading in expected["section_headings"]] == expected["section_headings"]
    assert [f"{item.scheme} {item.number}" for item in reading.referenced_numbers] == expected["referenced_numbers"]


def test_the_bodies_of_the_register_are_linked(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter

    assert set(expected["_links"]) <= {mention.key for mention in reading.mentions}


def test_a_letter_without_a_date_gets_bounds(letter: tuple[dict[str, Any], Reading]) -> None:
    expected, reading = letter

    bounds = [reading.date_earliest.value, reading.date_latest.value]

    assert bounds == expected.get("_date_between", [None, None])


def test_none_of_them_says_that_it_is_secret(letter: tuple[dict[str, Any], Reading]) -> None:
    _, reading = letter

    assert reading.secrecy is None
