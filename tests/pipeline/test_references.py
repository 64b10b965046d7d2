"""Numbers of other documents: found in every shape, and not confused with other numbers."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text

HEAD = "Aan: de raad\nDatum: 9 maart 2022\nZaaknummer: Z-22-555000\nOnderwerp: Jeugd\n\nGeachte leden van de raad,\n\n"


def numbers(body: str) -> list[str]:
    return [found.number for found in read_text(HEAD + body, gazetteer=packaged()).referenced_numbers]


@pytest.mark.parametrize(
    "number",
    [
        "Z-22-123456", "Z/21/123456", "Z.22.004410", "Z202412345",
        "2021.0034568", "2021-018545", "2019-088",
        "2023/012",
        "D/2020/4711", "D202500976", "BW2021-00345", "BW22.0589", "UIT-20-12345", "UIT-16/20418", "2024/DB/042",
        "RIGB/21.0457", "18.0056121", "17.004472", "DJ-1043389", "AB/2019/13", "A-2022-08", "I22-017734", "M-2016-22",
        "T-2024-018", "GRF/2024/0068", "2021U0003418", "24bst01197", "ECLI:NL:HR:2026:659", "RA18.0038",
    ],
)  # fmt: skip
def test_a_shape_that_only_registrations_have_is_found_in_prose(number: str) -> None:
    assert numbers(f"Wij verwijzen naar onze brief van 3 mei ({number}) over dit onderwerp.\n") == [number]
    assert numbers(f"Dat staat in het stuk {number}, dat u eerder kreeg.\n") == [number]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("RIS 310457", "310457"),
        ("RIS310457", "RIS310457"), ("RIS-nummer 310457", "310457"), ("RIS nr. 310457", "310457"),
        ("zaaknummer 748113", "748113"), ("met kenmerk 748113", "748113"), ("kenmerk: 7481.13a", "7481.13a"),
        ("dossier 748113", "748113"), ("eDocs nummer 748113", "748113"), ("registratienummer 748113", "748113"),
        ("raadsvoorstel 2021-88", "2021-88"), ("RV 2021-88", "RV 2021-88"), ("raadsbesluit 24.006", "24.006"),
        ("documentnummer 18.0049878", "18.0049878"), ("nr. 4668", "4668"), ("heeft nummer 11790319", "11790319"),
        ("besluit 18.0056122", "18.0056122"), ("(SV 2022-32)", "SV 2022-32"), ("zaaknr. 2015-09912", "2015-09912"),
    ],
)  # fmt: skip
def test_a_number_behind_a_word_that_announces_one_is_found(words: str, number: str) -> None:
    assert numbers(f"Zie daarvoor het eerdere stuk met {words} van vorig jaar.\n") == [number]


def test_every_number_of_a_list_is_found_once() -> None:
    body = "De stukken RIS 310457, 310458 en 310459 & 310460 kent u. RIS 310457 ging over geld.\n"

    assert numbers(body) == ["310457", "310458", "310459", "310460"]


@pytest.mark.parametrize(
    "text",
    [
        "de periode 2018-2021", "het schooljaar 2021/2022", "op 12-03-2021", "bel 0182-123456", "bel (078) 770 12 34",
        "bel 06-12345678", "een bedrag van € 1.250.000", "IBAN NL12BANK0123456789", "KvK 12345678", "Postbus 12345",
        "in Stb. 2014, 105", "van 19.30 - 21.00 uur", "1506 MZ Zaandam", "de N203", "in 2021", "artikel 213 van de wet",
        "het plan Jeugd 2019-20221", "segment 4a", "de VNG 2020", "COVID-19", "www.stad.example/stuk/2021-018545",
        "het IZA-2023-2026", "Telefoonnummer 0571 123456", "ons eigen stuk Z-22-555000", "Kamerstukken 31839, nr. 794",
    ],
)  # fmt: skip
def test_other_numbers_are_no_references(text: str) -> None:
    assert numbers(f"Het gaat hier om {text} en om niets anders.\n") == []


def test_the_number_of_the_letter_that_is_answered_counts() -> None:
    text = "Datum: 9 maart 2022\nUw kenmerk: 2021.0099887\nOns kenmerk: 2022.0011223\n\nGeachte raad,\n\nDank u.\n"

    assert [found.number for found in read_text(text, gazetteer=packaged()).referenced_numbers] == ["2021.0099887"]


def test_a_number_broken_over_two_lines_is_written_whole() -> None:
    assert numbers("Dat staat in onze brief D/2020/\n4712 van 3 mei.\n") == ["D/2020/4712"]
