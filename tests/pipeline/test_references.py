"""Numbers of other documents: found in every shape, and not confused with other numbers."""

import time

import pytest

from documents.gazetteer import packaged
from documents.pipeline.layout import Source
from documents.pipeline.references import find_references
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Wij verwijzen naar motie 2020-31 van de fractie.", ["2020-31"]),
        ("De inkoopstrategie (2018/615422), besproken in de commissie", ["2018/615422"]),
        ("De VNG schreef in een ledenbrief (Lbr. 20/022) dat", ["Lbr. 20/022"]),
        ("Zie Lbr. 20/022 van de VNG.", ["Lbr. 20/022"]),
        ("de toezegging LTA 2024-118 is af", ["LTA 2024-118"]),
        ("op de lijst (LTA 2024-118) staat", ["LTA 2024-118"]),
        ("Raadsbrief over X d.d. 3 december 2024, Z24 151097", ["Z24 151097"]),
        ("onze RIB van 7 april 2020 (20R.00211) over", ["20R.00211"]),
        ("motie 2018-M07 is aangenomen", ["2018-M07"]),
        ("motie M2021-12 is aangenomen", ["M2021-12"]),
        ("raadsvoorstel 145 van vorig jaar", ["145"]),
        ("zie RIS302145 voor", ["RIS302145"]),
        ("RIS 302145", ["302145"]),
        ("brief D-2023-004512 van", ["D-2023-004512"]),
        ("besluit BW21.00123 van", ["BW21.00123"]),
        ("in zaak 1234567 is", ["1234567"]),
        ("INT-19-20033 is", ["INT-19-20033"]),
        ("onze brief UIT-21-00456.", ["UIT-21-00456"]),
        ("met kenmerk: 2021-0456-AB en", ["2021-0456-AB"]),
        ("kenmerk 24bst00 883 van", ["24bst00 883"]),
        ("brief\nmet kenmerk\n2021.0034568 van", ["2021.0034568"]),
        ("de brieven met nummers 11223, 11224 en 11225 kent u", ["11223", "11224", "11225"]),
        ("uw brief van 3 mei 2021, ons kenmerk 2021-33445, hebben", ["2021-33445"]),
        ("de vragen op grond van artikel 41 (2021-E-112)", ["2021-E-112"]),
        ("raadsvragen 2021-112 van", ["2021-112"]),
        ("stuknr. 16782", ["16782"]),
        ("ingeboekt als 1191040),", ["1191040"]),
        ("bij ons ingekomen onder 18I.00087\n", ["18I.00087"]),
        ("geregistreerd onder nummer 667788.", ["667788"]),
        ("(kenmerk RSJ 22-1148)", ["RSJ 22-1148"]),
        ("toezegging 19-0612 als afgedaan", ["19-0612"]),
        ("het collegebesluit 1571033 van", ["1571033"]),
        ("toezegging T-2024-017 na", ["T-2024-017"]),
        ("de raadsinformatiebrieven 2018-274410 en 2019-118352", ["2018-274410", "2019-118352"]),
        ("het memo van 7 maart 2017 (1149836) kondigden", ["1149836"]),
        ("Informatie aan de raad 2021-19)", ["2021-19"]),
        ("kenmerk 1703322-206606-J.", ["1703322-206606-J"]),
        ("(20231121-0052)", ["20231121-0052"]),
        ("(68112-2022) over", ["68112-2022"]),
        ("zaaknummers 778899 en 778900.", ["778899", "778900"]),
        ("het amendement A-2023-14 en de moties M-2023-15 en M-2023-16", ["A-2023-14", "M-2023-15", "M-2023-16"]),
        ("dossiernr. 2019/4455", ["2019/4455"]),
        ("eDocs nr. 556677", ["556677"]),
        ("(onze referentie: SOZ-23-0877)", ["SOZ-23-0877"]),
        ("begrotingswijziging, MGR/DB/2021-0203, is", ["MGR/DB/2021-0203"]),
        ("besluit van 3 mei (DB 2021-044)", ["2021-044"]),
        ("AB-besluit AB/2019/12 van", ["AB/2019/12"]),
        ("Corsanummer: 18.1234567", ["18.1234567"]),
        ("raadsmededeling nr. 12/2019 van", ["12/2019"]),
        ("RV22.0034 en RB22.0035", ["RV22.0034", "RB22.0035"]),
        ("rv 2021/044", ["2021/044"]),
        ("brief (met kenmerk 2022-ABC-0012) van", ["2022-ABC-0012"]),
        ("SSC/DIR/21.00345", ["SSC/DIR/21.00345"]),
        ("mededeling 2019.0456", ["2019.0456"]),
        ("raadsbrief 23-042", ["23-042"]),
        ("motie nr. 112", ["112"]),
        ("collegebesluit d.d. 3 mei 2022 nr. 2022-445", ["2022-445"]),
        ("beschikking met nummer 99-8877", ["99-8877"]),
        ("onder nummer 2021/1234 ingeschreven", ["2021/1234"]),
        ("ABZ/2024/00112", ["ABZ/2024/00112"]),
        ("kenmerk ABZ 2024-00112", ["ABZ 2024-00112"]),
        ("de informatienota 2019/448915", ["2019/448915"]),
        ("RIB 2023-17 en RIB 2023-44", ["RIB 2023-17", "RIB 2023-44"]),
        ("brief met briefnummer 22uit04417", ["22uit04417"]),
    ],
)
def test_numbers_in_the_words_of_many_house_styles_are_found(words: str, expected: list[str]) -> None:
    assert numbers(f"Wij schrijven dat {words}\n") == expected


@pytest.mark.parametrize(
    "words",
    [
        "bel 0182-123456", "bel 06 12345678", "(0182) 58 83 11", "088 909 72 05", "T (070) 353 61 09",
        "een bedrag van € 1.250.000", "€ 60.000,-", "1.240 naar 1.655 kinderen", "postbus 5283, 6802 EG Arnhem",
        "6835 EA Arnhem", "KvK-nummer 08211234", "KvK: 08211234", "IBAN NL00 BNGH 0000 0000 00",
        "BTW NL001234567B01", "artikel 2.3.5 van de wet", "artikel 213a Gemeentewet", "artikel 55 lid 1", "in 2021",
        "2019-2022", "2021/22", "12-03-2021", "12-03-'21", "5,02%", "15 procent", "programma 11", "taakveld 6.82",
        "product 672", "voetnoot 12", "pagina 2 van 3", "blad 2/3", "om 19.30 uur", "19.30-21.00 uur",
        "van 20:00 tot 22:00", "perceel 2", "segment 4a", "de N203", "COVID-19", "de A12", "G4 en G40",
        "H10-gemeenten", "week 38", "2 fte en 3,5 fte", "de nota 2030", "Kadernota 2022",
        "Programmabegroting 2019-2023", "Perspectiefnota 2023-2026", "begrotingswijziging 2022-1",
        "Motie 14 Jongerenraad", "brief van 12 maart 2024", "brief van 12-03-2024", "raadsbesluit van 2020",
        "bijlage 1.2", "hoofdstuk 4.1", "Stb. 2014, 105", "Kamerstukken II 2020/21, 31839, nr. 794",
        "TK 31839 nr. 612", "AVG (EU) 2016/679", "richtlijn 2014/24/EU", "Jeugdwet 2015", "ISO 27001", "NEN 7510",
        "telefoonnummer 0571-123456", "bel nummer 112", "noodnummer 0800-2000", "14 0182", "14-0182",
        "versie 2021.2", "V1.0", "12.345 inwoners", "de leeftijd 18-23 jaar", "5-3-2021", "3e kwartaal 2021",
        "Q1 2023", "T1 2023", "BSN 123456782", "burgerservicenummer 123456782", "rekeningnummer 123456789",
        "huisnummer 1234", "nummer 1", "stukken 2 en 3", "voorstel 2 en 3", "de zaken 1 en 2", "GALA 2023-2026",
        "IZA-2023-2026", "regiovisie RIGG 2025-2028", "toestel 4417", "(toestel 4417)", "(2020)", "(2021-2024)",
        "(1.250)", "(47)", "(12)", "1500 kinderen (2300 in 2021)", "zaak van 2021", "kenmerk van 2020", "Wmo 2015",
        "VN 1989", "EVRM 8", "100.000 euro", "(150.000 euro)", "lid 3 van artikel 25", "besluit 10 punten",
        "brief 2 pagina's", "1 op de 10", "www.voorbeeld.nl/12345-678901", "jan.jansen12345@gemeente.example",
        "raadsvoorstel 2024", "het nummer 4", "agendapunt 12", "(zie pagina 1234)", "nummer 06-12345678",
        "bezoekadres: Stadserf 1", "postcode 3112 DZ", "CAO 2022-2023", "de regeling 2014", "B&W-besluit 3 mei",
        "overleg van 4-7-2024", "(AB 25 november 2021)", "2x per jaar", "24/7 bereikbaar", "(0-100 punten)",
        "percelen 1, 2 en 3", "moties 1, 2 en 3", "1e t/m 4e", "2e bestuursrapportage 2021", "Lijn 1234",
        "1 januari 2022", "per 01.01.2022", "p. 123", "blz. 1234", "S.O.J. 2022", "CBS 2021-2022",
        "(bron: CBS, 20211231)",
    ],
)  # fmt: skip
def test_numbers_of_everything_else_are_no_references(words: str) -> None:
    assert numbers(f"Het gaat hier om {words} en om niets anders.\n") == []


def test_a_number_in_the_head_counts_behind_the_title_of_a_document_only() -> None:
    head = "Nummer      2022/001122\nEerdere     - Regiovisie jeugd (2020/334455), in de raad van 3 maart 2021\n"
    head += "besluiten   - Steller A. Jansen (088 123 45 67)\n\n1. Inleiding\nDit is een nota van het college.\n"

    assert [found.number for found in read_text(head, gazetteer=packaged()).referenced_numbers] == ["2020/334455"]


@pytest.mark.parametrize("words", ["nummer ", "12345 ", "kenmerk 1 ", "2021-", "a1", "(1/", "RIS 310457, ", "1.000 "])
def test_a_row_of_numbers_takes_time_in_proportion_to_its_length(words: str) -> None:
    def seconds(times: int) -> float:
        source = Source(words * times)
        start = time.process_time()
        find_references(source, ())
        return time.process_time() - start

    # Four times as long: sixteen times the work where it is not linear.
    assert seconds(8000) < 9 * min(seconds(2000) for _ in range(3)) + 0.05
