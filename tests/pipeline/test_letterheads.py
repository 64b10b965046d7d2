"""Heads that run together, name the wethouder in passing, or hardly say where they come from."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import Reading

END = "\n\nGeachte leden van de raad,\n\nIn deze brief leest u hoe het staat.\n"
RUN_TOGETHER = (
    "Gemeente EpeRaadsinformatiebrief\nAan: de gemeenteraadVan: het college van burgemeester en wethouders\n"
    "Datum: 3 maart 2025Zaaknummer: Z2025-000912Portefeuillehouder: A. Fabel-de Proef\n"
    "Onderwerp: Wachttijden jeugdhulpSteller: B. Verzonnen\nStatus: openbaarBijlagen: 2"
)


def read(head: str) -> Reading:
    return read_text(head + END, gazetteer=packaged())


def personal(reading: Reading) -> list[str]:
    return [item.text for item in reading.personal_data]


def test_cells_that_ran_together_are_parted_at_their_labels() -> None:
    reading = read(RUN_TOGETHER)

    found = (reading.to_body.value, reading.date.value, reading.case_number.value, reading.subject.value)
    assert found == ("de gemeenteraad", "2025-03-03", "Z2025-000912", "Wachttijden jeugdhulp")
    assert (reading.portefeuillehouder.value, reading.confidentiality.value) == ("A. Fabel-de Proef", "openbaar")
    assert reading.gemeente.value == "Epe"


@pytest.mark.parametrize(
    "subject",
    [
        "Wachttijden jeugdhulpRegievoerder: B. Verzonnen",
        "Wachttijden jeugdhulp 0578 12 34 56",
        "Wachttijden jeugdhulp b.verzonnen@voorbeeld.example",
        "Wachttijden in de jeugd-",
    ],
)
def test_a_subject_that_runs_into_something_else_is_never_certain(subject: str) -> None:
    assert read(f"Datum: 3 maart 2025\nKenmerk: 25.001234\nOnderwerp: {subject}").subject.status == "check"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Portefeuille: Jeugd en sport / wethouder Anna Fabel", "Anna Fabel"),
        ("Portefeuille: Jeugd, wethouder Anna Fabel-van Proef", "Anna Fabel-van Proef"),
        ("Van: college van B&W (portefeuillehouder A. Fabel)", "A. Fabel"),
        ("Van       wethouder Anna Fabel-van Proef", "Anna Fabel-van Proef"),
    ],
)
def test_the_portefeuillehouder_is_found_where_the_head_names_one_in_passing(line: str, name: str) -> None:
    claim = read(f"Datum: 3 maart 2025\n{line}\nOnderwerp: Jeugdhulp").portefeuillehouder

    assert (claim.value, claim.status) == (name, "check")


def test_the_wethouder_under_a_column_for_the_portefeuille_is_the_portefeuillehouder() -> None:
    head = (
        "Datum            Zaaknummer    Afdeling      Portefeuille\n"
        "3 maart 2025     Z25-00912     Samenleving   wethouder A. Fabel-Proef\nOnderwerp        Jeugdhulp"
    )

    assert read(head).portefeuillehouder.value == "A. Fabel-Proef"


def test_who_has_an_address_behind_van_wrote_the_letter_and_does_not_sign_it() -> None:
    head = "Van: drs. B. Verzonnen\nE-mail: b.verzonnen@voorbeeld.example\nDatum: 3 maart 2025\nOnderwerp: Jeugdhulp"
    signed = "\nMet vriendelijke groet,\nhet college van burgemeester en wethouders van Epe,\n\nC. de Zegel\n"
    reading = read_text(head + END + signed, gazetteer=packaged())

    assert reading.from_person.value == "C. de Zegel"
    assert any("Verzonnen" in name for name in personal(reading))


def test_a_wethouder_behind_van_is_not_masked_for_having_an_address() -> None:
    head = "Van: wethouder B. Verzonnen\nE-mail: b.verzonnen@voorbeeld.example\nDatum: 3 maart 2025\nOnderwerp: Jeugd"

    assert "B. Verzonnen" not in personal(read(head))


@pytest.mark.parametrize("label", ["Vraag aan", "Door", "Vragen naar"])
def test_whom_to_ask_is_a_civil_servant(label: str) -> None:
    head = f"Nummer: 2025-031\nDatum: 3 maart 2025\n{label}: Bea Verzonnen\nOnderwerp: Jeugdhulp"

    assert "Bea Verzonnen" in personal(read(head))


def test_a_logo_in_small_letters_tells_the_gemeente() -> None:
    head = "gemeente\ngouda\n\nDatum: 3 maart 2025\nVan: college van B&W\nAan: de raad\nOnderwerp: Jeugdhulp"

    assert read(head).gemeente.value == "Gouda"


def test_a_council_behind_its_word_is_no_person() -> None:
    head = "Aan: Gemeenteraad van Overbetuwe\nVan: college van B&W\nDatum: 3 maart 2025\nOnderwerp: Jeugdhulp"

    assert read(head).gemeente.value == "Overbetuwe"


def test_the_region_in_the_name_of_the_sender_goes_before_others() -> None:
    text = (
        "Datum: 3 maart 2025\nOnderwerp: Begroting\n\nGeachte leden van de raad,\n\n"
        "Wij werken samen met de regio's Haaglanden en Midden-Holland. "
        "Onze regiovisie Jeugdhulp Holland Rijnland\nblijft gelden.\n\nMet vriendelijke groet,\n"
        "namens het dagelijks bestuur van de Serviceorganisatie Zorg Holland Rijnland,\n\nC. de Zegel\n"
    )

    assert read_text(text, gazetteer=packaged()).region.value == "Holland Rijnland"


def test_a_letter_that_may_be_shared_because_it_is_open_is_open() -> None:
    head = "Datum: 3 maart 2025\nOnderwerp: Jeugdhulp\nDeel deze brief gerust. Hij is openbaar."

    assert read(head).confidentiality.value == "openbaar"


def test_a_subject_under_the_salutation_is_the_subject_and_to_be_checked() -> None:
    text = (
        "Datum: 3 maart 2025\n\nGeachte leden van de raad,\n\nOnderwerp: wachttijden in de jeugdhulp\n\nHet is druk.\n"
    )
    claim = read_text(text, gazetteer=packaged()).subject

    assert (claim.value, claim.status) == ("wachttijden in de jeugdhulp", "check")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Dat staat in raadsbesluit 24RAAD0099.\n 5  Vandaag besloten wij meer.\n", ["24RAAD0099"]),
        ("M25-23   'Meer tijd'   | aangenomen\nTZ25-51  bezoek  | gepland\n", ["M25-23", "TZ25-51"]),
        ("Zie de brief van de provincie, C1234567/7654321, van mei.\n", ["C1234567/7654321"]),
    ],
)
def test_numbers_at_a_line_end_and_of_the_council_are_found(body: str, found: list[str]) -> None:
    text = f"Datum: 3 maart 2025\nOnderwerp: Jeugd\n\nGeachte leden van de raad,\n\n{body}"

    assert [number.number for number in read_text(text, gazetteer=packaged()).referenced_numbers] == found
