"""Documents that come with a letter: in a list, behind the label, or in prose."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text

HEAD = "Aan: de raad\nDatum: 9 maart 2022\nOnderwerp: Jeugd\n\nGeachte leden van de raad,\n\nTekst van de brief.\n\n"


def titles(body: str) -> list[str]:
    return [found.title for found in read_text(HEAD + body, gazetteer=packaged()).attachments]


@pytest.mark.parametrize(
    "body",
    [
        "Bijlagen\n1. Het regioplan 2022\n2. De begroting van de regio\n",
        "Bijlagen:\n- Het regioplan 2022\n- De begroting van de regio;\n",
        "Bijlage(n): Het regioplan 2022; De begroting van de regio\n",
        "Bijgaande stukken\n\nBijlage 1 Het regioplan 2022\nBijlage 2 De begroting van de regio\n\nHoogachtend,\n",
        "7. Bijlagen\n\nHet regioplan 2022\nDe begroting van de regio\n\nMet vriendelijke groet,\nBurgemeester\n",
        "Bijgevoegd vindt u de volgende stukken:\n1. Het regioplan 2022\n2. De begroting van de regio\n\nVervolg\n",
    ],
)
def test_every_title_of_a_list_is_found_as_it_stands(body: str) -> None:
    assert titles(body) == ["Het regioplan 2022", "De begroting van de regio"]


def test_a_title_over_two_lines_is_one() -> None:
    assert titles("Bijlagen\n1. Memo verbinding met partijen en\nsamenwerkingsverbanden\n2. Het plan\n") == [
        "Memo verbinding met partijen en samenwerkingsverbanden",
        "Het plan",
    ]


@pytest.mark.parametrize("value", ["geen", "Geen.", "n.v.t.", "-", "2", "1 bijlage"])
def test_a_count_or_none_is_no_title(value: str) -> None:
    assert titles(f"Bijlagen: {value}\n\nHoogachtend,\n") == []
    assert titles(f"Bijlagen\n{value}\n\nHoogachtend,\n") == []


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Bijgevoegd treft u de definitieve versie van het plan aan.", "definitieve versie van het plan"),
        ("Ter inspiratie treft u bijgevoegd het huidige kader aan.", "huidige kader"),
        ("In de bijgevoegde notitie leest u meer.", "notitie"),
        ("Als bijlage 1 is het plan met de stappen toegevoegd.", "plan met de stappen"),
        ("De regiovisie, die u vindt in de bijlage, is klaar.", "regiovisie"),
        ("Dat staat in het beleidsplan (zie de bijlage).", "beleidsplan"),
    ],
)
def test_an_attachment_named_in_prose_is_found(sentence: str, title: str) -> None:
    assert titles(f"{sentence}\n") == [title]


def test_what_lies_elsewhere_is_listed_but_not_promised() -> None:
    body = "Bijlagen\n1. Het plan\n2. Het advies (ter inzage bij de griffie)\n"
    found = read_text(HEAD + body, gazetteer=packaged()).attachments

    assert [item.promised for item in found] == [True, False]
