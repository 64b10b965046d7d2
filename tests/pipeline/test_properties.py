"""What must hold for every text: reading never fails, proves what it says, and takes no longer than the text is."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import Evidence, Gazetteer, Reading

# Words that set the stages to work; between them hypothesis puts anything.
_TRIGGERS = (
    "Datum", "Onderwerp:", "Zaaknummer\t", "Aan de raad", "Geachte leden,", "heeft besloten", "vast te stellen",
    "op 10 maart 2021", "1 mei", "uiterlijk", "Wij verzoeken u", "uw zienswijze op", "€ 1.250.000,-", "€", "miljoen",
    "verdeelsleutel", "kassier", "Bijlagen", "Bijlage(n):", "1. ", "- ", "zie de bijlage", "onze brief van",
    "RIS 310456", "Z-22-", "kenmerk", "(", ")", "@", "j.jansen@stad.example", "06-", "12345678",
    "mevrouw J. de Vries", "Behandeld door:", "Hoogachtend,", "Financiën", "Niet van toepassing", "Vraag 1",
    "het Algemeen Bestuur", "(AB)", "hierna:", "voor de zomer", "https://", "www.", "\n", "\n\n", "\f", "\t", "BSN",
    "12", "AB", "S0J", "\u00a0", "’", "e ", "Wie?", "namens deze,", "burgemeester",
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(_TRIGGERS), st.text(max_size=6)), max_size=60).map(" ".join),
    st.lists(st.sampled_from(_TRIGGERS), max_size=60).map("".join),
)
_PATIENT = settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


@cache
def gazetteer() -> Gazetteer:
    """The packaged register, read once."""
    return packaged()


def read(text: str) -> Reading:
    """Read a text with the packaged register."""
    return read_text(text, gazetteer=gazetteer())


def places(node: Any) -> Iterator[dict[str, Any]]:
    """All evidence in what reading returns, however deep."""
    if isinstance(node, dict):
        if {"start", "end", "quote"} <= node.keys():
            yield node
        for child in node.values():
            yield from places(child)
    elif isinstance(node, list):
        for child in node:
            yield from places(child)


@_PATIENT
@given(_TEXTS)
def test_any_text_is_read_and_every_quote_is_in_it(text: str) -> None:
    reading = read(text)
    result = json.loads(json.dumps(reading.as_json()))

    assert result["text"] == text
    others: list[Evidence] = [*reading.links, *(citation.evidence for citation in reading.citations)]
    others += [reading.secrecy] if reading.secrecy else []
    for place in [*places(result), *(asdict(other) for other in others)]:
        assert 0 <= place["start"] < place["end"] <= len(text)
        assert text[place["start"] : place["end"]] == place["quote"]
        assert place["page"] == text.count("\f", 0, place["start"]) + 1
    for section in reading.sections:
        assert 0 <= section.start < section.end <= len(text)
        assert text.startswith(section.heading, section.start)
    for item in reading.personal_data:
        assert item.text == item.evidence.quote


@_PATIENT
@given(_TEXTS)
def test_the_same_text_is_read_in_the_same_way(text: str) -> None:
    assert read(text) == read(text)


_SMALL, _TIMES = 600, 10


def cpu_seconds(action: Callable[[], object]) -> float:
    """CPU time of an action: other work on the machine does not count."""
    start = time.process_time()
    action()
    return time.process_time() - start


@pytest.mark.parametrize(
    "words",
    [
        "gemeente ", "Jan de Vries ", "A. ", "12 ", "1.000.", "€ 1.000 ", "Bijlage ", "bijlage: - ",
        "onze brief van ", "van de ", "kenmerk 12-", "Z-22-1", "a@b ", "www.a.", "06 ", "( ", "zienswijze ",
        "Wij verzoeken u ", "uiterlijk ", "Datum: ", "\n", "e ", "1. Kop\n", "een kassier ", "mevrouw ",
        "het Algemeen Bestuur van de ", "Wat is dat?\n", "- ", "10 maart 2021 ", "de regiovisie is vastgesteld en ",
        "in te stemmen met ", "niet ", "K O P ", "’t ", "Aaaa-", "Bijgevoegd treft u de ",
    ],
)  # fmt: skip
def test_ten_times_as_long_takes_not_much_more_than_ten_times_as_long(words: str) -> None:
    small = (words * _SMALL)[:_SMALL]
    large = (words * _SMALL)[: _SMALL * _TIMES]
    read(small)

    once = min(cpu_seconds(lambda: read(small)) for _ in range(2))
    assert cpu_seconds(lambda: read(large)) < 0.5 + 3 * _TIMES * once
