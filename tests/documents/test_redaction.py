"""Masking keeps every offset and hides every repeat."""

from hypothesis import given
from hypothesis import strategies as st

from documents.redaction import MASK, contains_words, mask_spans, mask_words, occurrences, public_version

TEXT = (
    "Auteur: A. Bedacht\nE-mail: a.bedacht@voorbeeld.example\n\nMet vragen kunt u naar A.  Bedacht. Bedachtzaam blijft."
)


def test_masked_text_has_the_same_length_and_line_breaks() -> None:
    masked = mask_spans(TEXT, [(0, len(TEXT))])
    assert len(masked) == len(TEXT)
    assert [i for i, c in enumerate(masked) if c == "\n"] == [i for i, c in enumerate(TEXT) if c == "\n"]
    assert set(masked) == {MASK, "\n"}


def test_a_masked_name_is_hidden_wherever_it_is_repeated() -> None:
    start = TEXT.index("A. Bedacht")
    public = public_version(TEXT, [(start, start + 10)], [])
    assert "Bedacht." not in public
    assert "Bedachtzaam" in public


def test_a_place_that_a_person_kept_stays_readable() -> None:
    first, second = occurrences(TEXT, "A. Bedacht")
    public = public_version(TEXT, [first], [second])
    assert public[slice(*second)] == TEXT[slice(*second)]
    assert MASK in public[slice(*first)]


def test_field_values_lose_the_masked_words() -> None:
    assert mask_words("Vraag van a. bedacht", ["A. Bedacht"]) == "Vraag van " + MASK * 10
    assert contains_words("Vraag van a. bedacht", ["A. Bedacht"])
    assert not contains_words("Bedachtzaam", ["Bedacht"])


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(-5, 250), st.integers(-5, 250)), max_size=5))
def test_any_spans_on_any_text_keep_its_length(text: str, spans: list[tuple[int, int]]) -> None:
    assert len(mask_spans(text, spans)) == len(text)
