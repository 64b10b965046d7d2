"""Headings, and what the text under them is about."""

import pytest

from documents.pipeline.header import read_head
from documents.pipeline.layout import Source
from documents.pipeline.segment import find_sections, kind_of

HEAD = "Onderwerp: Jeugd\nDatum: 9 maart 2021\n\nGeachte raad,\n\n"
PROSE = "De gemeenten in onze regio werken samen aan goede jeugdhulp voor alle gezinnen."


def headings(body: str) -> list[str]:
    source = Source(HEAD + body)
    return [section.heading for section in find_sections(source, read_head(source))]


def test_questions_are_headings_also_where_the_blank_line_got_lost() -> None:
    body = f"Wat is de aanleiding?\n{PROSE}\n Wat is het nieuws?\n{PROSE}\n"

    assert headings(body) == ["Wat is de aanleiding?", "Wat is het nieuws?"]


def test_a_numbered_list_between_numbered_headings_is_no_heading() -> None:
    body = (
        f"1. Inleiding\n\n{PROSE}\n\n2. Consequenties\n\n1. De lasten gaan omlaag.\n2. Er komt een aanspreekpunt.\n\n"
        f"3. De keuze blijft.\n\n3. Vervolg\n\n{PROSE}\n"
    )

    assert headings(body) == ["1. Inleiding", "2. Consequenties", "3. Vervolg"]


def test_a_short_line_on_its_own_is_a_heading() -> None:
    assert headings(f"Bestuursopdracht jeugdhulp\n\n{PROSE}\n\nVervolg\n\n{PROSE}\n") == [
        "Bestuursopdracht jeugdhulp",
        "Vervolg",
    ]


@pytest.mark.parametrize(
    "line",
    ["- een punt van een lijst", "Met vriendelijke groet,", "Dit is een gewone zin.", "078 - 555 01 23", "12 mei 2021"],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    assert headings(f"{PROSE}\n\n{line}\n\n{PROSE}\n") == []


def test_names_under_a_letter_are_no_headings() -> None:
    signature = "Met vriendelijke groet,\n\nBurgemeester en wethouders\n\nA. van der Fabel\n\nburgemeester\n"
    body = f"Vervolg\n\n{PROSE}\n\n{signature}"

    assert headings(body) == ["Vervolg"]


def test_a_section_reaches_to_the_next_heading() -> None:
    source = Source(f"{HEAD}Inleiding\n\n{PROSE}\n\nVervolg\n\n{PROSE}\n")

    first, second = find_sections(source, read_head(source))

    assert source.text[first.start : first.end] == f"Inleiding\n\n{PROSE}"
    assert source.text[second.start :].startswith("Vervolg")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Hoe zijn de bevoegdheden verdeeld?", "bevoegdheden"),
        ("Wat is de aanleiding om deze informatie te delen?", "aanleiding"),
        ("3. Kernboodschap", "kern"),
        ("Hoe verder na deze brief?", "vervolg"),
        ("Financiële gevolgen", "kosten"),
        ("Bijgaande stukken", "bijlagen"),
        ("Besluiten van de stuurgroep", "besluiten"),
        ("Draagvlak", "overig"),
    ],
)
def test_the_words_of_a_heading_say_what_it_is_about(heading: str, kind: str) -> None:
    assert kind_of(heading) == kind


def test_headings_with_a_counted_word_are_found_and_their_questions_are_text() -> None:
    body = f"Vraag 1\nWat kost dat?\n\nAntwoord\n{PROSE}\n\nVraag 2\nWie betaalt het?\n\nAntwoord\n{PROSE}\n"

    assert headings(body) == ["Vraag 1", "Vraag 2"]


def test_a_heading_right_between_two_paragraphs_is_found() -> None:
    long = "De gemeenten in onze regio werken sinds jaren samen aan goede jeugdhulp voor alle gezinnen."

    assert headings(f"Inleiding\n{long}\nRegionale samenwerking\n{long}\n") == ["Inleiding", "Regionale samenwerking"]


def test_roman_numbers_count_too() -> None:
    assert headings(f"I. Waar het om gaat\n\n{PROSE}\n\nII. Wat het betekent\n\n{PROSE}\n") == [
        "I. Waar het om gaat",
        "II. Wat het betekent",
    ]


def test_a_list_of_short_lines_that_begin_alike_has_no_headings() -> None:
    assert headings(f"{PROSE}\n\nSegment 1 - Wonen\n\nSegment 2 - Dagbesteding\n\n{PROSE}\n") == []


def test_a_page_head_between_a_heading_and_its_text_does_not_hide_it() -> None:
    page_head = "Stad Voorbeeld brief 12ab\n\n2\n"
    body = f"{PROSE}\n{page_head}{PROSE}\n\nUitgangspunten voor het werk\n{page_head}{PROSE}\n"

    assert headings(body) == ["Uitgangspunten voor het werk"]


def test_the_name_below_a_signing_body_is_no_heading() -> None:
    signature = "Namens het college,\nde wethouder jeugd,\n\nFenna Zomerklok\n\nVragen over deze brief?\n"
    body = f"Vervolg\n\n{PROSE}\n\n{signature}"

    assert headings(body) == ["Vervolg"]
