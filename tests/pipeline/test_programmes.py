"""Programmes, frameworks and laws that a letter names and no register need have."""

import pytest

from documents.pipeline.layout import Source
from documents.pipeline.programmes import find_programmes


def names(text: str) -> list[str]:
    return [found.name for found in find_programmes(Source(text), ())]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wij werken aan het inkoopkader jeugdhulp 2026.", "inkoopkader jeugdhulp 2026"),
        ("In de regiovisie 'Dicht bij huis' staat hoe.", "regiovisie 'Dicht bij huis'"),
        ("Dat past bij de Hervormingsagenda Jeugd en meer.", "Hervormingsagenda Jeugd"),
        ("Volgens de Norm voor Opdrachtgeverschap moet dat.", "Norm voor Opdrachtgeverschap"),
        ("Het programma Samen Sterk loopt tot 2027.", "programma Samen Sterk"),
        ("De Lokaal Educatieve Agenda 2024-2028 noemt het.", "Lokaal Educatieve Agenda 2024-2028"),
        ("Zie de begroting 2024 en de toelichting.", "begroting 2024"),
        ("Het Convenant Veilige Wijken is getekend.", "Convenant Veilige Wijken"),
        ("Wij hebben een lokaal plan gemaakt.", "lokaal plan"),
        ("Dit staat in de uitvoeringsagenda.", "uitvoeringsagenda"),
        ("Onder de naam Thuis in Delta 2025 gaan wij door.", "Thuis in Delta 2025"),
        ("De Jeugdwet regelt dat.", "Jeugdwet"),
    ],
)
def test_a_programme_or_framework_is_known_by_its_words(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Wij hebben een plan en een goed programma nodig.",
        "De begroting is op orde.",
        "Dat is een goede aanpak van het probleem.",
        "De impact is groot.",
        "De gemeenschappelijke regeling Jeugdzorg Delta koopt in.",
    ],
)
def test_everyday_words_are_no_programme(text: str) -> None:
    assert names(text) == []


def test_a_shorter_form_later_in_the_letter_is_the_same_programme() -> None:
    assert names("De regiovisie 'Dicht bij huis' is klaar. De regiovisie gaat naar de raad.") == [
        "regiovisie 'Dicht bij huis'"
    ]


def test_a_programme_that_no_register_has_is_linked_to_nothing() -> None:
    (found,) = find_programmes(Source("Dat staat in het inkoopkader."), ())

    assert (found.key, found.candidates, str(found.status)) == (None, (), "check")


@pytest.mark.parametrize("name", ["kaderbrief 2031", "Zomerrapportage", "concept-inkoopvisie", "omgevingsplan"])
def test_documents_of_the_budget_cycle_are_known(name: str) -> None:
    assert [found.as_written for found in find_programmes(Source(f"Wij verwerken dit in de {name}."), ())] == [name]


@pytest.mark.parametrize("text", ["het onderzoek van Delta Advies", "de evaluatie van de Werkgroep", "scenario B"])
def test_what_everything_has_is_no_programme(text: str) -> None:
    assert find_programmes(Source(f"Wij lazen {text}."), ()) == ()
