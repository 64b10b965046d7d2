"""Organisations that a letter names and no register need have."""

import pytest

from documents.pipeline.aliases import find_aliases
from documents.pipeline.layout import Source
from documents.pipeline.organisations import find_organisations


def names(text: str) -> list[str]:
    source = Source(text)
    return [found.name for found in find_organisations(source, (), find_aliases(source))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De stichting De Kade helpt gezinnen.", "stichting De Kade"),
        ("Dat deed adviesbureau Rietveld & Zonen voor ons.", "adviesbureau Rietveld & Zonen"),
        ("De GGD Zuiderdelta voert dit uit.", "GGD Zuiderdelta"),
        ("Wij spraken met Veilig Thuis over de meldingen.", "Veilig Thuis"),
        ("Het advies is van Van Dalen advocaten.", "Van Dalen advocaten"),
        ("De gemeenschappelijke regeling Jeugdzorg Delta koopt in.", "gemeenschappelijke regeling Jeugdzorg Delta"),
        ("Het samenwerkingsverband passend onderwijs denkt mee.", "samenwerkingsverband passend onderwijs"),
        ("De provincie Gelderland betaalt mee.", "provincie Gelderland"),
        ("Het ministerie van VWS komt met een plan.", "ministerie van VWS"),
    ],
)
def test_an_organisation_is_known_by_its_words(text: str, name: str) -> None:
    assert names(text) == [name]


def test_each_of_a_row_of_organisations_is_found() -> None:
    assert names("Wij werken met aanbieders zoals Kadans, Brugwerk en Zonnehoek.") == [
        "Kadans",
        "Brugwerk",
        "Zonnehoek",
    ]


def test_a_name_that_gets_a_short_one_is_an_organisation_and_so_is_the_short_one() -> None:
    text = "De inkoop doet de Regionale Zorginkoop Delta (RZD). Sinds juni meet de RZD de wachttijden."

    assert names(text) == ["Regionale Zorginkoop Delta", "RZD"]


@pytest.mark.parametrize(
    "text",
    [
        "De stichting helpt gezinnen.",
        "Wij spraken met de aanbieders over de wachttijden.",
        "Dit staat in de Norm voor Opdrachtgeverschap (NvO).",
        "Het Bestuurlijk Overleg Jeugd (BOJ) kwam bijeen.",
    ],
)
def test_kinds_frameworks_and_bodies_are_no_organisation(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De hulp wordt geboden door WijDelta en anderen.", "WijDelta"),
        ("Sinds mei woont de groep bij De Zonnehoek in de stad.", "De Zonnehoek"),
        ("Het regionale inkoopteam sprak met aanbieders.", "regionale inkoopteam"),
        ("Dat meldt Stg. Zonnehoek aan ons.", "Stg. Zonnehoek"),
        ("Het Sociaal Team Delta helpt u.", "Sociaal Team Delta"),
    ],
)
def test_organisations_are_seen_by_how_they_are_written(text: str, name: str) -> None:
    assert name in [found.as_written for found in find_organisations(Source(text), (), ())]


@pytest.mark.parametrize(
    "text",
    ["Het Beleidsplan Jeugdhulp is vastgesteld.", "Dat zei mevrouw De Zonnehoek.", "JeugdzorgPlus blijft nodig."],
)
def test_plans_people_and_kinds_of_help_are_no_organisations(text: str) -> None:
    assert find_organisations(Source(text), (), ()) == ()
