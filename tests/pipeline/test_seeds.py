"""The five letters that the product started from, where they lie beside the project."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import Reading

LETTERS = Path(__file__).resolve().parents[3] / "shared" / "letters"
SEEDS = [f"seed-{number:03}" for number in range(5)]

pytestmark = pytest.mark.skipif(
    not LETTERS.is_dir(), reason="the letters are not beside the project (../shared/letters)"
)


def words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").casefold())) - {"de", "het", "van", "en"}


def seed(name: str) -> tuple[dict[str, Any], Reading]:
    gold = json.loads((LETTERS / "gold" / f"{name}.json").read_text("utf-8"))
    return gold, read_text((LETTERS / "text" / f"{name}.txt").read_text("utf-8"), gazetteer=packaged())


@pytest.mark.parametrize("name", SEEDS)
def test_date_number_gemeente_and_type_are_those_of_the_record(name: str) -> None:
    gold, reading = seed(name)

    found = (reading.date.value, reading.case_number.value, reading.gemeente.value, reading.document_type.value)

    assert found == (gold["date"], gold["case_number"], gold["gemeente"], gold["document_type"])


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("field", ["subject", "from_body", "from_person"])
def test_subject_and_sender_are_those_of_the_record(name: str, field: str) -> None:
    gold, reading = seed(name)

    found, wanted = words(getattr(reading, field).value), words(gold[field])

    assert found == wanted or (found and wanted and (wanted <= found or found <= wanted))


@pytest.mark.parametrize("name", SEEDS)
def test_all_personal_data_of_the_record_is_proposed(name: str) -> None:
    gold, reading = seed(name)

    assert set(gold["personal_data"]) <= {item.text for item in reading.personal_data}


@pytest.mark.parametrize("name", SEEDS)
def test_every_dated_decision_of_the_record_is_found(name: str) -> None:
    gold, reading = seed(name)
    wanted = [item for item in gold["decisions"] if item["date"] and not item.get("_optional")]

    dates = sorted((item["date"], item["outcome"]) for item in wanted)

    assert sorted((item.date or "", str(item.outcome)) for item in reading.decisions if item.date) == dates


@pytest.mark.parametrize("name", SEEDS)
def test_what_is_called_certain_is_right(name: str) -> None:
    gold, reading = seed(name)
    fields = ("document_type", "date", "case_number", "gemeente")

    certain = {field for field in fields if getattr(reading, field).status == "certain"}

    assert {field: getattr(reading, field).value for field in certain} == {field: gold[field] for field in certain}


def test_the_letter_without_a_head_gets_no_date_but_bounds() -> None:
    _, reading = seed("seed-003")

    assert reading.date.value is None
    assert (reading.date_earliest.value, reading.date_latest.value) == ("2021-02-17", "2021-06-20")
