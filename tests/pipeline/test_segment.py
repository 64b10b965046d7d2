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
