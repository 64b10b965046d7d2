"""What a letter asks of whom and by when; what was asked or given before is not asked now."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import Consultation

HEAD = (
    "Van: het dagelijks bestuur van de GR Jeugd Voorbeeld\nAan: {to}\nDatum: 9 maart 2022\n"
    "Onderwerp: Begroting 2023\n\n"
    "Geachte leden,\n\n"
)


def asked(body: str, to: str = "de gemeenteraad van Voorbeeldstad") -> list[Consultation]:
    return list(read_text(HEAD.format(to=to) + body + "\n", gazetteer=packaged()).consultations)


@pytest.mark.parametrize(
    ("sentence", "kind", "deadline"),
    [
        ("Wij verzoeken u uw zienswijze op het plan uiterlijk 1 mei 2022 te geven.", "zienswijze", "2022-05-01"),
        ("Wij vragen uw raad om vóór 15 juni een zienswijze te geven op het plan.", "zienswijze", "2022-06-15"),
        ("U kunt uw zienswijze over de regiovisie indienen tot 20 april 2022.", "zienswijze", "2022-04-20"),
        ("Wij stellen uw raad in de gelegenheid wensen en bedenkingen te uiten.", "zienswijze", None),
        ("Ik verzoek u de visie uiterlijk 1 juli vast te laten stellen door uw raad.", "vaststelling", "2022-07-01"),
        ("Het college biedt u de visie ter vaststelling aan.", "vaststelling", None),
        ("In de raadsvergadering van 26 mei leggen wij u het toestemmingsbesluit voor.", "vaststelling", "2022-05-26"),
        ("Wij vragen uw raad advies uit te brengen over de inkoop.", "advies", None),
        ("Wij verzoeken u de agenda eind mei klaar te hebben.", "verzoek", None),
    ],
)  # fmt: skip
def test_a_request_has_its_kind_and_deadline(sentence: str, kind: str, deadline: str | None) -> None:
    found = asked(sentence)

    assert [(item.kind, item.deadline) for item in found] == [(kind, deadline)]


def test_a_request_tells_who_asks_whom_about_what() -> None:
    (found,) = asked("De stuurgroep Jeugd vraagt alle raden om de regiovisie uiterlijk 1 juli 2022 vast te stellen.")

    assert found.actor.startswith("stuurgroep")
    assert (found.asked_of, found.deadline_text) == ("raden", "uiterlijk 1 juli 2022")
    assert "regiovisie" in found.subject


@pytest.mark.parametrize(
    ("to", "who"),
    [
        ("de gemeenteraad", "raad"),
        ("de raden van de tien gemeenten", "raden"),
        ("de colleges van de regiogemeenten", "colleges"),
        ("de Adviesraad Sociaal Domein", "adviesraad"),
    ],
)
def test_you_is_whom_the_letter_is_for(to: str, who: str) -> None:
    assert [item.asked_of for item in asked("Wij verzoeken u ons plan te bespreken.", to)] == [who]


def test_the_deadline_in_a_sentence_of_its_own_belongs_to_the_request() -> None:
    body = (
        "Wij leggen het ontwerp voor een zienswijze aan de raden voor. De zienswijze moet uiterlijk 2 mei binnen zijn."
    )

    (found,) = asked(body)

    assert (found.asked_of, found.deadline) == ("raden", "2022-05-02")
    assert found.evidence.quote.startswith("De zienswijze moet")


@pytest.mark.parametrize(
    "sentence",
    [
        "Op 10 november 2021 heeft u uw zienswijze op het kader gegeven.",
        "De ontvangen zienswijzen zijn verwerkt in het ontwerp.",
        "In de motie vraagt de raad het college om een overzicht.",
        "Heeft u vragen, neem dan contact op.",
        "Er wordt nu geen besluit van u gevraagd.",
        "Vergt dat een wijziging, dan ontvangt u een verzoek om een zienswijze.",
        "Zou u een zienswijze willen geven?",
        "Het algemeen bestuur heeft de begroting vastgesteld.",
    ],
)
def test_what_is_past_conditional_or_asked_of_others_is_no_request(sentence: str) -> None:
    assert asked(sentence) == []
