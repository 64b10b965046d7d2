"""A page as a picture: drawn in a process of its own, with the places of words; a bad file ends in a failure."""

import io

import pytest
from PIL import Image

from documents.pipeline import sheet
from documents.pipeline.sheet import draw
from documents.pipeline.types import FailureCode, ReadFailure
from tests.rendering import broken_pdf, render_pdf

LETTER = "Raadsinformatiebrief\n\nDatum\t9 maart 2022\n\nGeachte leden van de raad,\n\nOver de inkoop van jeugdhulp.\n"


def test_a_page_is_drawn_with_the_place_of_the_words() -> None:
    drawn = draw(render_pdf(LETTER), page=1, words={"date": "9 maart  2022", "absent": "10 april 2022"})
    with Image.open(io.BytesIO(drawn.image)) as image:
        assert (image.format, image.size) == ("JPEG", (drawn.width, drawn.height))
    assert [box.name for box in drawn.boxes] == ["date"]
    box = drawn.boxes[0]
    assert 0 < box.left < box.left + box.width < 1
    assert 0 < box.top < box.top + box.height < 0.5


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 niets", broken_pdf()])
def test_what_is_no_whole_pdf_has_no_picture(data: bytes) -> None:
    with pytest.raises(ReadFailure):
        draw(data, page=1, words={})


def test_a_page_that_is_not_there_has_no_picture() -> None:
    with pytest.raises(ReadFailure):
        draw(render_pdf(LETTER), page=2, words={})


def test_drawing_ends_when_its_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "SECONDS", 0.01)
    with pytest.raises(ReadFailure) as failure:
        draw(render_pdf(LETTER), page=1, words={})
    assert failure.value.code == FailureCode.TIMEOUT


def test_drawing_that_asks_for_too_much_memory_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MEMORY_MB", 16)
    with pytest.raises(ReadFailure):
        draw(render_pdf(LETTER), page=1, words={})
