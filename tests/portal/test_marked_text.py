"""A text in pieces is still the whole text."""

from hypothesis import given
from hypothesis import strategies as st

from portal.marked_text import Mark, pieces


def test_overlapping_marks_share_their_pieces() -> None:
    result = pieces("abcdef", [Mark(1, 4, "een"), Mark(3, 5, "twee", personal=True)])
    assert [(p.text, p.marked, p.personal, p.anchors) for p in result] == [
        ("a", False, False, ()),
        ("bc", True, False, ("een",)),
        ("d", True, True, ("twee",)),
        ("e", True, True, ()),
        ("f", False, False, ()),
    ]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 80), st.integers(-5, 80)), max_size=6))
def test_the_pieces_together_are_the_text(text: str, places: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"m{number}") for number, (start, end) in enumerate(places)]
    assert "".join(piece.text for piece in pieces(text, marks)) == text
