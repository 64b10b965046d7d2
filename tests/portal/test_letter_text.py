"""Blocks of a public letter: nothing added, nothing lost, and every mark where reading put it."""

from hypothesis import given
from hypothesis import strategies as st

from portal.letter_text import BlockKind, Heading, blocks, contents
from portal.marked_text import Mark


def shown(text: str, **given: object) -> str:
    """All characters of the blocks, without white space."""
    found = blocks(text, **given)  # type: ignore[arg-type] # marks and headings, by name
    return "".join("".join(part.text for block in found for part in block.parts).split())


@given(st.text(alphabet="ab █\n\f.-", max_size=60), st.integers(0, 60), st.integers(1, 30))
def test_text_loses_and_gains_no_character(text: str, start: int, length: int) -> None:
    assert shown(text, marks=[Mark(start, start + length, "bron-1")]) == "".join(text.split())


def test_paragraphs_are_split_at_empty_lines_and_pages_are_numbered() -> None:
    found = blocks("Eerste alinea.\n\nTweede.\fDerde.")
    assert [(block.kind, block.text or block.number) for block in found] == [
        (BlockKind.PARAGRAPH, "Eerste alinea."),
        (BlockKind.PARAGRAPH, "Tweede."),
        (BlockKind.PAGE, 2),
        (BlockKind.PARAGRAPH, "Derde."),
    ]


def test_empty_page_keeps_the_numbers_of_later_pages() -> None:
    found = blocks("Een.\f\f\fVier.")
    assert [block.number for block in found if block.kind == BlockKind.PAGE] == [2, 3, 4]


def test_heading_is_cut_from_the_public_text_and_not_from_the_passage() -> None:
    text = "Inleiding.\n\nVraag van ██████████\n\nAntwoord."
    found = blocks(text, headings=[Heading("Vraag van Jan Geheim", text.index("Vraag"))])
    assert [block.text for block in contents(found)] == ["Vraag van ██████████"]
    assert "Geheim" not in shown(text, headings=[Heading("Vraag van Jan Geheim", text.index("Vraag"))])


def test_heading_that_stands_just_before_its_section_is_found() -> None:
    text = "Kop van deze brief\nDe tekst begint hier."
    found = blocks(text, headings=[Heading("Kop van deze brief", text.index("De tekst"))])
    assert [(block.kind, block.text, block.anchor) for block in found] == [
        (BlockKind.HEADING, "Kop van deze brief", "deel-1"),
        (BlockKind.PARAGRAPH, "De tekst begint hier.", ""),
    ]


def test_heading_is_not_mistaken_for_masked_text_before_it() -> None:
    text = "E-mail: ████████████████████████████\n\nAanleiding\n\nWij schrijven u."
    found = blocks(text, headings=[Heading("Aanleiding", text.index("Aanleiding"))])
    assert [block.text for block in contents(found)] == ["Aanleiding"]


def test_heading_of_which_all_is_masked_is_plain_text() -> None:
    text = "██████████\n\nWij schrijven u."
    assert contents(blocks(text, headings=[Heading("Aanleiding", 0)])) == []


def test_mark_over_two_paragraphs_has_one_anchor() -> None:
    text = "Het bestuur besloot.\n\nHet gaat door."
    found = blocks(text, marks=[Mark(4, len(text), "bron-7")])
    parts = [part for block in found for part in block.parts if part.marked]
    assert [part.text for part in parts] == ["bestuur besloot.", "Het gaat door."]
    assert [part.anchors for part in parts] == [("bron-7",), ()]


def test_masked_characters_are_a_part_of_their_own() -> None:
    [block] = blocks("Auteur: ███ █████, afdeling")
    assert [(part.text, part.masked) for part in block.parts] == [
        ("Auteur: ", False),
        ("███ █████", True),
        (", afdeling", False),
    ]


def test_lines_broken_by_the_paper_flow_on_and_short_lines_stay() -> None:
    long = "De gemeenten in deze regio werken samen aan jeugdhulp voor alle kinderen"
    [block] = blocks(f"{long}\nen hun ouders.\nAan\nde raad")
    assert "".join(part.text for part in block.parts) == f"{long} en hun ouders.\nAan\nde raad"
