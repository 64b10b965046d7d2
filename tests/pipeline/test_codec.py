"""Values go over a pipe as JSON and come back the same, or not at all."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pytest

from documents.gazetteer import packaged
from documents.pipeline.codec import ShapeError, decode, encode
from documents.pipeline.run import read_text
from documents.pipeline.types import Gazetteer, Reading
from tests.pipeline.samples import LETTER


@dataclass(frozen=True)
class Inner:
    kind: Literal["een", "twee"]
    day: date | None = None


@dataclass(frozen=True)
class Outer:
    items: tuple[Inner, ...]
    pair: tuple[str, int]
    names: dict[str, Inner]
    seen: frozenset[str]
    anything: Any = None
    share: float = 0.5


VALUE = Outer((Inner("een", date(2022, 3, 1)), Inner("twee")), ("é", 3), {"a": Inner("een")}, frozenset("b"), [1], 1)


def test_register_and_reading_come_back_the_same() -> None:
    register = packaged()
    assert decode(Gazetteer, encode(register)) == register
    reading = read_text(LETTER, gazetteer=register)
    assert decode(Reading, encode(reading)) == reading


def test_every_kind_of_field_comes_back_the_same() -> None:
    assert decode(Outer, encode(VALUE)) == VALUE


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"null", b"{}", b"\xff", b"[" * 100_000,
        encode(VALUE).replace(b'"een"', b'"drie"'),
        encode(VALUE).replace(b'"2022-03-01"', b'"gisteren"'),
        encode(VALUE).replace(b"0.5", b'"half"').replace(b'"share": 1', b'"share": "half"'),
        encode(VALUE).replace(b'["\xc3\xa9", 3]', b'["\xc3\xa9"]'),
        encode(VALUE).replace(b'["b"]', b'"b"'),
    ],
)  # fmt: skip
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ShapeError) as caught:
        decode(Outer, data)
    assert str(caught.value) in {"Outer"}
