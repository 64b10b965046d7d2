"""The shown text has the words of the file and nothing that cannot be seen."""

from hypothesis import given
from hypothesis import strategies as st

from documents.pipeline.clean import clean
from documents.pipeline.types import Extraction


def _clean(*pages: str) -> str:
    return clean(Extraction("text/plain", pages))


def test_pages_are_joined_by_form_feeds() -> None:
    assert _clean("een", "twee", "drie") == "een\ftwee\fdrie"


def test_empty_page_keeps_its_place() -> None:
    assert _clean("een", "", "drie").split("\f") == ["een", "", "drie"]


def test_form_feed_inside_a_page_becomes_a_line_end() -> None:
    assert _clean("een\ftwee") == "een\ntwee"


def test_line_ends_are_made_equal() -> None:
    assert _clean("a\r\nb\rc\nd\u2028e") == "a\nb\nc\nd\ne"


def test_unseen_characters_go_and_tabs_stay() -> None:
    assert (
        _clean("Datum\t10\x00 maart\x07 jeugd\u00adhulp\ufeff\u200b \ud800einde") == "Datum\t10 maart jeugdhulp einde"
    )


def test_accents_are_composed_and_odd_blanks_are_blanks() -> None:
    assert _clean("cliënt\u00a0e\u0301e\u0301n") == "cliënt één"


def test_lines_and_leading_tabs_stay() -> None:
    assert _clean("datum\tkenmerk\n\t2023-1   \n\nTekst") == "datum\tkenmerk\n\t2023-1\n\nTekst"


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_cleaning_counts_pages_and_is_stable(pages: list[str]) -> None:
    text = _clean(*pages)
    assert text.count("\f") == len(pages) - 1
    assert _clean(*text.split("\f")) == text
    assert "\x00" not in text
    assert "\r" not in text
