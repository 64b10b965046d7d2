"""The forms in which letters state who writes what to whom and when."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.header import read_head
from documents.pipeline.labels import LABELS, Field
from documents.pipeline.layout import Source
from documents.pipeline.run import read_text

END = "\n\nGeachte leden van de raad,\n\nTekst van de brief.\n"


def values(text: str) -> dict[str, str]:
    return {found.field.value: found.value.text for found in read_head(Source(text)).values if found.value.text}


@pytest.mark.parametrize(
    ("form", "head"),
    [
        ("one blank", "Datum 9 maart 2021\nZaaknummer 7654321\nOnderwerp Regiovisie jeugd"),
        ("colon", "Datum: 9 maart 2021\nZaaknummer: 7654321\nOnderwerp: Regiovisie jeugd"),
        ("blank before the colon", "Datum : 9 maart 2021\nZaaknummer : 7654321\nOnderwerp : Regiovisie jeugd"),
        ("tab", "Datum\t9 maart 2021\nZaaknummer\t7654321\nOnderwerp\tRegiovisie jeugd"),
        ("columns", "Datum        9 maart 2021\nZaaknummer   7654321\nOnderwerp    Regiovisie jeugd"),
        ("two to a line", "Datum   9 maart 2021     Zaaknummer   7654321\nOnderwerp   Regiovisie jeugd"),
        ("next line", "Datum\n9 maart 2021\nZaaknummer\n7654321\nOnderwerp\nRegiovisie jeugd"),
        ("colon between", "Datum\n:\n9 maart 2021\nZaaknummer\n:\n7654321\nOnderwerp\n:\nRegiovisie jeugd"),
        ("row of labels", "datum\tzaaknummer\tonderwerp\n9 maart 2021\t7654321\tRegiovisie jeugd"),
        ("labels, then values", "Datum\nZaaknummer\nOnderwerp\n\n9 maart 2021\n7654321\nRegiovisie jeugd"),
        ("capitals", "DATUM  9 maart 2021\nZAAKNUMMER  7654321\nONDERWERP  Regiovisie jeugd"),
        (
            "blank inside a label",
            "Dat um: 9 maart 2021\nZaak nummer: 7654321\nOnder werp: Regiovisie jeugd".replace("Dat um", "Datum"),
        ),
    ],
)
def test_every_form_of_head_gives_the_same_values(form: str, head: str) -> None:
    reading = read_text(head + END, gazetteer=packaged())

    found = (reading.date.value, reading.case_number.value, reading.subject.value)
    assert found == ("2021-03-09", "7654321", "Regiovisie jeugd"), form


def test_an_empty_cell_shifts_no_value_to_another_label() -> None:
    head = "uw kenmerk\tons kenmerk\tafdeling\tbehandelaar\n\t21U0000123\tOntwikkeling\tA. Voorbeeld"

    assert values(head + END) == {"number_own": "21U0000123", "other": "Ontwikkeling", "official": "A. Voorbeeld"}


def test_values_find_their_label_when_the_empty_cell_is_lost_altogether() -> None:
    head = "uw kenmerk\tons kenmerk\tafdeling\tbehandelaar\n21U0000123\tOntwikkeling\tA. Voorbeeld"

    assert values(head + END)["number_own"] == "21U0000123"
    assert values(head + END)["official"] == "A. Voorbeeld"


def test_an_empty_label_takes_nothing_from_the_next_one() -> None:
    head = "Vergadering van Portefeuillehouder: A. van der Fabel\nVerantwoordelijke:\nOpenbaar: Ja"

    found = values(head + END)

    assert found == {"holder": "A. van der Fabel", "openness": "Ja"}


def test_a_value_that_is_also_a_label_stays_a_value() -> None:
    assert values("Openbaarheid: openbaar" + END) == {"openness": "openbaar"}


def test_a_subject_runs_on_over_a_full_line() -> None:
    head = (
        "Betreft: Samenwerking van de gemeenten in de regio bij de inkoop van jeugdhulp en de\n"
        "gevolgen voor de begroting\nKenmerk: 2021-000123"
    )

    assert read_text(head + END, gazetteer=packaged()).subject.value == (
        "Samenwerking van de gemeenten in de regio bij de inkoop van jeugdhulp en de gevolgen voor de begroting"
    )


def test_your_number_is_not_the_letters_own() -> None:
    reading = read_text("Uw kenmerk: 111222333\nOns kenmerk: 444555666" + END, gazetteer=packaged())

    assert reading.case_number.value == "444555666"


def test_the_case_number_goes_before_the_number_of_the_letter() -> None:
    reading = read_text("Ons kenmerk: UIT/21/00731\nZaaknummer: Z.21.004419" + END, gazetteer=packaged())

    assert reading.case_number.value == "Z.21.004419"


def test_blanks_inside_a_number_are_left_out_of_its_value_only() -> None:
    reading = read_text("Inboeknummer  24bst00 883\nOnderwerp  Jeugd" + END, gazetteer=packaged())

    assert reading.case_number.value == "24bst00883"
    assert reading.case_number.evidence is not None
    assert reading.case_number.evidence.quote == "24bst00 883"


def test_the_date_of_the_college_says_that_it_is_one() -> None:
    reading = read_text("Datum B&W vergadering\t14 december 2021\nOnderwerp\tJeugd" + END, gazetteer=packaged())

    assert (reading.date.value, reading.date_kind.value) == ("2021-12-14", "college_meeting")


def test_a_letter_without_a_date_gets_none_from_its_text() -> None:
    text = "Onderwerp: Jeugd\n\nGeachte raad,\n\nOp 3 maart 2021 heeft uw raad hierover gesproken.\n"

    reading = read_text(text, gazetteer=packaged())

    assert reading.date.value is None
    assert reading.date_earliest.value == "2021-03-03"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Raadsinformatiebrief", "raadsinformatiebrief"),
        ("RAADSINFORMATIEBRIEF                nr. RIB-2021-009", "raadsinformatiebrief"),
        ("INFORMATIENOTA", "raadsinformatiebrief"),
        ("Collegebrief", "collegebrief"),
        ("MEMO aan de raad", "memo"),
        ("Aanbiedingsbrief", "aanbiedingsbrief"),
        ("Kennisgeving", "other"),
    ],
)
def test_the_type_is_what_the_letter_calls_itself(title: str, kind: str) -> None:
    reading = read_text(f"{title}\n\nDatum: 9 maart 2021\nOnderwerp: Jeugd" + END, gazetteer=packaged())

    assert reading.document_type.value == kind


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Openbaar: Ja", "openbaar"),
        ("Openbaarheid: openbaar", "openbaar"),
        ("Openbaar: nee", "besloten"),
        ("Status: Vertrouwelijk", "besloten"),
        ("Geheimhouding: nee", "openbaar"),
        ("Bijlagen: 2", None),
    ],
)
def test_confidentiality_is_only_what_the_letter_states(line: str, value: str | None) -> None:
    reading = read_text(f"Onderwerp: Jeugd\n{line}" + END, gazetteer=packaged())

    assert reading.confidentiality.value == value
    assert reading.secrecy is None


@pytest.mark.parametrize(
    "text",
    [
        "Onderwerp: Jeugd\nGeheimhouding: ja" + END,
        "Onderwerp: Jeugd\nGeheimhouding: artikel 87 Gemeentewet" + END,
        "Onderwerp: Jeugd\nOpenbaarheid: Geheim" + END,
        "Onderwerp: Jeugd\nStatus: strikt geheim" + END,
        "GEHEIM\n\nOnderwerp: Jeugd" + END,
        "Onderwerp: Jeugd" + END + "\n\f\nG E H E I M\n\nVervolg van de tekst.",
        "Onderwerp: Jeugd" + END + "\nGeheimhouding op grond van de Gemeentewet\nJa, tot 1 januari 2030\n",
    ],
)
def test_a_letter_that_says_it_is_secret_is_known_as_such(text: str) -> None:
    reading = read_text(text, gazetteer=packaged())

    assert reading.secrecy is not None
    assert reading.confidentiality.value == "geheim"


@pytest.mark.parametrize("answer", ["nee", "Nee", "geen", "n.v.t.", "Niet van toepassing.", "Openbaar", ""])
def test_no_secrecy_is_read_from_an_answer_that_denies_it(answer: str) -> None:
    text = "Onderwerp: Jeugd" + END + f"\nGeheimhouding op grond van de Gemeentewet\n{answer}\n\nAanpak\nTekst.\n"

    assert read_text(text, gazetteer=packaged()).secrecy is None


def test_a_secret_of_somebody_else_is_no_secrecy() -> None:
    text = (
        "Onderwerp: Jeugd"
        + END
        + "\nHulpverleners houden geheim wat een kind vertelt. Geheimhouding hoort bij hun beroep.\n"
    )

    assert read_text(text, gazetteer=packaged()).secrecy is None


def test_labels_are_data_with_one_field_each() -> None:
    every = [label for labels in LABELS.values() for label in labels]
    assert len(every) == len(set(every))
    assert set(LABELS) == set(Field)


def test_several_portefeuillehouders_are_all_named_and_to_be_checked() -> None:
    head = "Portefeuillehouder(s): wethouder W. Verhaal, wethouder P. Sage"

    found = read_text(head + END, gazetteer=packaged()).portefeuillehouder

    assert (found.value, found.status) == ("W. Verhaal; P. Sage", "check")


def test_two_dates_that_differ_are_to_be_checked() -> None:
    agreeing = read_text("Datum: 8 juni 2021\nDatum B&W: 8 juni 2021" + END, gazetteer=packaged()).date
    differing = read_text("Datum: 9 juni 2021\nDatum B&W: 8 juni 2021" + END, gazetteer=packaged()).date

    assert (agreeing.value, agreeing.status) == ("2021-06-08", "certain")
    assert (differing.value, differing.status) == ("2021-06-09", "check")


def test_place_and_date_on_a_line_of_their_own_date_a_letter() -> None:
    text = "Aan de gemeenteraad\n\nOosterwolde, 6 december 2016            VERZONDEN 08 DEC. 2016" + END

    assert read_text(text, gazetteer=packaged()).date.value == "2016-12-06"


def test_the_body_that_signs_is_the_sender() -> None:
    signature = "\nHoogachtend,\n\nburgemeester en wethouders van Papendrecht,\n\nmr. D. van Sagen, secretaris\n"
    text = "Onderwerp: Jeugd" + END + signature

    reading = read_text(text, gazetteer=packaged())

    assert reading.from_body.value == "burgemeester en wethouders van Papendrecht"
    assert reading.from_person.value == "mr. D. van Sagen"
    assert (reading.gemeente.value, reading.gemeente.status) == ("Papendrecht", "certain")


def test_a_board_of_the_region_is_of_no_gemeente() -> None:
    text = (
        "Aan alle colleges\n\nGeachte colleges,\n\nTekst.\n\nHoogachtend,\n\n"
        "Namens het Dagelijks Bestuur van de Gemeenschappelijke Regeling Jeugdhulp Rijnmond,\n\n"
        "M. van Overal,\nWethouder Nissewaard\n"
    )

    reading = read_text(text, gazetteer=packaged())

    assert (reading.gemeente.value, reading.region.value) == (None, "Rijnmond")


def test_a_last_cell_that_runs_on_below_itself_is_one_value() -> None:
    text = "datum\tpagina\tbetreft\n3 maart 2022\t1 van 2\tPlanning regiovisie\n\t\tvoor alle raden\n\nGeachte raad,\n"
    subjects = [found.value.text.split() for found in read_head(Source(text)).all(Field.SUBJECT)]
    assert subjects == [["Planning", "regiovisie", "voor", "alle", "raden"]]


def test_an_office_behind_its_own_label_is_part_of_the_value() -> None:
    text = "Datum\t3 maart 2022\nPortefeuillehouder\tWethouder T. Voorbeeld\n\nGeachte raad,\n"
    assert [found.value.text for found in read_head(Source(text)).all(Field.HOLDER)] == ["Wethouder T. Voorbeeld"]


def test_a_sentence_that_begins_with_a_body_is_no_signature() -> None:
    text = (
        "Raadsinformatiebrief\n\nWat is er gebeurd?\n\nHet Algemeen Bestuur heeft deze week ook gesproken over\n"
        "de wachttijden.\n\nHet college van Burgemeester en Wethouders\n\nsecretaris\n"
    )
    sender = read_text(text, gazetteer=packaged()).from_body.value
    assert sender == "college van Burgemeester en Wethouders"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("Nr.          Raad          Steller\n2021-58      Informatief   A. Jansen", "number_registered", "2021-58"),
        ("Portefeuille-        Datum : 9 maart 2021\nhouder : A. Jansen", "holder", "A. Jansen"),
        ("portefeuille-   A. Jansen\nhouder(s)", "holder", "A. Jansen"),
        (
            "Van        College van B&W      Reg.nummer\nDatum      9 maart 2021         1204477",
            "number_registered",
            "1204477",
        ),
        (
            "Van        College van B&W      Reg.nummer\nDatum      9 maart 2021         1204477",
            "date_letter",
            "9 maart 2021",
        ),
        ("Underwerp/Onderwerp : Jeugd", "subject", "Jeugd"),
        ("Vergadering B en W\t9 maart 2021", "date_college", "9 maart 2021"),
        ("Uw kenmerk     Ons kenmerk     Ede\n               Z2020-0041      9 maart 2021", "number_own", "Z2020-0041"),
    ],
)
def test_columns_broken_labels_and_labels_in_two_languages_are_read(head: str, field: str, value: str) -> None:
    assert values(f"{head}{END}")[field] == value
