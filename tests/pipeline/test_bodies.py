"""Bodies that are known by their words, and short names that a letter defines."""

import time

import pytest

from documents.pipeline.aliases import find_aliases
from documents.pipeline.bodies import find_bodies
from documents.pipeline.layout import Source
from documents.pipeline.ocr_words import flattened


@pytest.mark.parametrize(
    "name",
    [
        "regietafel Jeugd",
        "bestuurlijk overleg",
        "portefeuillehoudersoverleg Jeugd",
        "bestuurscommissie Zorg",
        "adviesraad sociaal domein",
        "jeugdraad",
        "cliëntenraad Delta",
        "auditcommissie",
        "klankbordgroep",
        "jeugdbeschermingstafel",
        "Hoge Raad",
        "rechtbank Gelderland",
        "minister van VWS",
        "Gedeputeerde Staten van Gelderland",
        "Raad van State",
        "raad van Zeist",
        "college gemeente Zeist",
        "zes colleges",
        "colleges van Zeist, Bunnik en Houten",
        "fractie Lokaal Belang",
        "gedeputeerde staten van Gelderland",
        "tariefcommissie",
        "Gebruikersraad Delta",
        "regioraden",
        "redactiegroep",
        "Bestuurlijke Adviesgroep Zorg",
        "Stedelijke Commissie",
        "BO Delta",
        "bestuur van de stichting",
        "ZKD-bestuur",
        "raden van de acht gemeenten",
        "griffies van de deelnemende gemeenten",
        "Toezichthouder Kwaliteit",
        "portefeuillehouders-\noverleg",
    ],
)
def test_a_body_is_known_without_the_register(name: str) -> None:
    assert [found.text for found in find_bodies(f"Gisteren sprak {name} over dit plan.")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Na overleg met u.",
        "aan de keukentafel",
        "de raad voor de kinderbescherming",
        "Het Rijksmuseum",
        "de doelgroep en de leidraad",
        "naar eigen goeddunken aanraden",
    ],
)
def test_what_only_looks_like_a_body_is_none(text: str) -> None:
    assert find_bodies(text) == ()


def test_a_label_on_the_next_line_is_no_part_of_a_name() -> None:
    text = "Aan\tGemeenteraad\nVia\tRaadsgriffie\nSteller\tAfdeling"

    assert [found.text for found in find_bodies(text)] == ["Gemeenteraad", "Raadsgriffie"]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("De Dienst Zorg Delta (hierna: DZD) koopt in.", "DZD", "Dienst Zorg Delta"),
        ("De Dienst Zorg Delta, hierna aangeduid als DZD, koopt in.", "DZD", "Dienst Zorg Delta"),
        ("De Dienst Zorg Delta, ook wel DZD genoemd, koopt in.", "DZD", "Dienst Zorg Delta"),
        ("De Dienst Zorg Delta, afgekort DZD, koopt in.", "DZD", "Dienst Zorg Delta"),
        ("De Dienst Zorg Delta (DZD) koopt in.", "DZD", "Dienst Zorg Delta"),
        ("Het algemeen bestuur (hierna: het bestuur) besluit.", "bestuur", "algemeen bestuur"),
        ("Waar wij 'het AB' schrijven, bedoelen wij het algemeen bestuur van de GGD Delta.", "AB",
         "algemeen bestuur van de GGD Delta"),
    ],
)  # fmt: skip
def test_a_short_name_holds_as_the_letter_defines_it(text: str, short: str, long: str) -> None:
    assert [(found.short, found.long) for found in find_aliases(Source(text))] == [(short, long)]


def test_broken_and_misread_words_are_made_whole_in_place() -> None:
    text = "het voorstel is inge-\ntrokken en vastgeste1d, niet meer"
    whole = flattened(text)

    assert len(whole) == len(text)
    assert "ingetrokken" in whole
    assert "vastgesteld" in whole


def test_long_rows_of_one_word_take_no_time() -> None:
    text = "het algemeen bestuur van de raad van het college " * 2000 + "Van De Raad " * 4000
    begin = time.process_time()

    find_bodies(text)
    find_aliases(Source(text))

    assert time.process_time() - begin < 4
