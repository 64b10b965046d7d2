"""Documents cited by date and sender only, and web addresses."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text

HEAD = (
    "Van: het college van burgemeester en wethouders\nAan: de gemeenteraad\nDatum: 9 maart 2022\nOnderwerp: Jeugd\n\n"
    "Geachte leden van de raad,\n\n"
)
COLLEGE = "het college van burgemeester en wethouders"


def cited(body: str) -> list[tuple[str, str | None, str]]:
    found = read_text(f"{HEAD}{body}\n", gazetteer=packaged()).citations
    return [(citation.words, citation.date, citation.sender) for citation in found]


@pytest.mark.parametrize(
    ("words", "date", "sender"),
    [
        ("onze brief van 25 september", "2021-09-25", COLLEGE),
        ("onze raadsinformatiebrief d.d. 3 maart 2020", "2020-03-03", COLLEGE),
        ("uw motie van 8 november jl.", "2021-11-08", "gemeenteraad"),
        ("de brief van het dagelijks bestuur van 12-01-2022", "2022-01-12", "het dagelijks bestuur"),
        ("de collegebrief over preventief beleid (april 2021)", "2021-04", ""),
        ("het memo van dinsdag 4 mei 2021", "2021-05-04", ""),
        ("de motie ‘Eén loket’, aangenomen op 11 november 2021", "2021-11-11", ""),
    ],
)
def test_a_document_is_cited_by_its_date_and_sender(words: str, date: str, sender: str) -> None:
    found = [(text, day, who.removeprefix("de ")) for text, day, who in cited(f"Wij verwijzen naar {words} hierover.")]

    assert found == [(words, date, sender)]


def test_two_dates_are_two_documents() -> None:
    assert [date for _, date, _ in cited("Zie onze brieven van 3 maart 2021 en 4 april 2021 hierover.")] == [
        "2021-03-03",
        "2021-04-04",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie onze brief van 3 mei 2021 (kenmerk Z/21/123456).",
        "Zie onze brief Z/21/123456 van 3 mei 2021.",
        "In deze brief leest u wat er op 3 mei 2021 is besloten.",
        "U gaf uw zienswijze op 3 mei 2021.",
        "De raad van 3 mei 2021 besprak het.",
    ],
)
def test_a_number_or_a_date_of_something_else_makes_no_citation(sentence: str) -> None:
    assert cited(sentence) == []


def test_the_letter_that_is_answered_is_cited_by_its_date() -> None:
    text = "Uw brief van: 3 februari 2022\nDatum: 9 maart 2022\nAan: de gemeenteraad\n\nGeachte raad,\n\nDank u.\n"

    (found,) = read_text(text, gazetteer=packaged()).citations

    assert found.date == "2022-02-03"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Kijk op https://www.stad.example/a-b?c=1.", "https://www.stad.example/a-b?c=1"),
        ("(zie www.stad.nl/jeugd)", "www.stad.nl/jeugd"),
        ("De site jeugd.stad.nl is nieuw.", "jeugd.stad.nl"),
        ("https://nl.wikipedia.org/wiki/Jeugd_(groep)", "https://nl.wikipedia.org/wiki/Jeugd_(groep)"),
        ("Mail naar info@stad.nl voor meer.", ""),
        ("Het verschil tussen e.v. en d.d. en 12.500.", ""),
    ],
)
def test_web_addresses_are_found_without_the_punctuation_of_the_sentence(text: str, link: str) -> None:
    found = read_text(f"{HEAD}{text}\n", gazetteer=packaged()).links

    assert [place.quote for place in found] == ([link] if link else [])
