"""House styles: how gemeenten and regions set the head of a letter. All senders' facts are invented."""

import time

import pytest

from documents.gazetteer import packaged
from documents.pipeline.head_labels import labels_of
from documents.pipeline.header import read_head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source
from documents.pipeline.run import read_text
from documents.pipeline.types import HeadLabel, Reading

BODY = """Geachte leden van de raad,

In de afgelopen maanden is in de regio gewerkt aan een nieuwe overeenkomst met aanbieders van jeugdhulp.
De gesprekken met de aanbieders verlopen goed en de planning wordt gehaald.

"""
SIGNED = "Met vriendelijke groet,\nBurgemeester en wethouders van Ede,\n"
DATE, NUMBER, SUBJECT = "2024-03-12", "24.0012345", "Inkoop jeugdhulp"


def _read(head: str, tail: str = SIGNED) -> Reading:
    return read_text(f"{head}\n\n{BODY}{tail}", gazetteer=packaged())


def _facts(reading: Reading) -> tuple[str | None, str | None, str | None]:
    return reading.date.value, reading.case_number.value, reading.subject.value


HEADS = {
    "colons under each other": "Zaaknummer  : 24.0012345\nDatum       : 12-03-2024\nOnderwerp   : Inkoop jeugdhulp",
    "no blank behind the colon": "Zaaknummer:24.0012345\nDatum:12 maart 2024\nOnderwerp:Inkoop jeugdhulp",
    "labels in small letters": "ons kenmerk   24.0012345\nonderwerp     Inkoop jeugdhulp\ndatum         12 mrt. 2024",
    "labels in capitals above values": "ONDERWERP\nInkoop jeugdhulp\nDATUM\n12 maart 2024\nZAAKNUMMER\n24.0012345",
    "a table of two rows": "Datum\tOns kenmerk\tContactpersoon\n12 maart 2024\t24.0012345\tS. Voorbeeld\n"
    "Onderwerp\tDatum uw brief\tDoorkiesnummer\nInkoop jeugdhulp\t\t024-3290000",
    "a table of two rows with empty cells": "UW KENMERK        ONS KENMERK        DATUM\n"
    "                  24.0012345         12 maart 2024\nONDERWERP         BEHANDELD DOOR\n"
    "Inkoop jeugdhulp  S. Voorbeeld",
    "two columns": "Behandeld door   S. Voorbeeld        Datum         12 maart 2024\n"
    "Telefoon         030 - 286 00 00     Ons kenmerk   24.0012345\n"
    "Bijlage(n)       geen                Onderwerp     Inkoop jeugdhulp\nUw kenmerk",
    "strokes": "Kenmerk 24.0012345 | Datum 12 maart 2024 | Bijlagen geen\nOnderwerp | Inkoop jeugdhulp",
    "dashes": "Kenmerk - 24.0012345\nDatum - 12 maart 2024\nBetreft - Inkoop jeugdhulp",
    "a letterhead in between": "Datum: 12 maart 2024\n\nGemeente Ede\nPostbus 9022, 6710 HK Ede\nwww.ede.nl\n\n"
    "Kenmerk: 24.0012345\nBetreft: Inkoop jeugdhulp",
    "two labels in one": "Zaaknummer / Documentnummer: 24.0012345 / D24.99\nDatum B&W-besluit: 12 maart 2024\n"
    "Onderwerp/titel: Inkoop jeugdhulp",
    "a label with a remark": "Datum (college): 12 maart 2024\nZaaknummer (intern): 24.0012345\n"
    "Onderwerp (kort): Inkoop jeugdhulp",
    "a label with more words": "Datum besluit van het college: 12 maart 2024\nKenmerk gemeente: 24.0012345\n"
    "Onderwerp van de brief: Inkoop jeugdhulp",
    "short labels": "Dd.: 12.03.2024\nNr.: 24.0012345\nBetr.: Inkoop jeugdhulp",
    "a short year": "Datum: 12-03-'24\nKenmerk: 24.0012345\nOnderwerp: Inkoop jeugdhulp",
    "a day of the week": "Datum: dinsdag 12 maart 2024\nKenmerk: 24.0012345\nOnderwerp: Inkoop jeugdhulp",
    "place and date": "Aan de gemeenteraden van Alphen-Chaam, Dongen, Gilze en Rijen, Goirle, Heusden,\n"
    "Hilvarenbeek, Loon op Zand, Oisterwijk, Tilburg en Waalwijk\nt.a.v. de griffier\n\nTilburg, 12 maart 2024\n\n"
    "Ons kenmerk: 24.0012345\nBetreft: Inkoop jeugdhulp",
    "0 and 1 for o and l": "0nderwerp : Inkoop jeugdhulp\n0ns kenmerk : 24.0012345\nDatum : l2 maart 2O24",
    "rn for m": "Zaaknurnmer: 24.0012345\nDatum: 12 rnaart 2024\nOnderwerp: Inkoop jeugdhulp",
    "I for l": "Zaaknummer: 24.0012345\nDatum: 12 maart 2024\nOnderwerp: Inkoop jeugdhulp\n"
    "PortefeuiIIehouder: S. Voorbeeld",
    "blanks in labels": "Da tum : 12 maart 2024\nO nderwerp : Inkoop jeugdhulp\nZaakn ummer : 24.0012345",
    "letters set apart": "D A T U M   12 maart 2024\nO N D E R W E R P   Inkoop jeugdhulp\n"
    "O N S  K E N M E R K   24.0012345",
    "semicolons": "Datum; 12 maart 2024\nZaaknummer; 24.0012345\nOnderwerp; Inkoop jeugdhulp",
    "a memo with one blank": "MEMO\n\naan leden van de raad\nvan Karin Voorbeeld, wethouder\ncc griffie\n"
    "d.d. 12 maart 2024\nkenmerk 24.0012345\nbetr. Inkoop jeugdhulp",
    "a row that a scan ran together": "datum uw kenmerk ons kenmerk behandeld door\n"
    "12 maart 2024 - 24.0012345 J. Voorbeeld\n\nOnderwerp Inkoop jeugdhulp",
    "values before labels": "12 maart 2024\n24.0012345\nInkoop jeugdhulp\n\nDatum\nKenmerk\nOnderwerp",
    "blank lines between all": "Datum\n\nOns kenmerk\n\nOnderwerp\n\n12 maart 2024\n\n24.0012345\n\nInkoop jeugdhulp",
    "a column on the right": "Retouradres Postbus 2, 3130 EB       Datum\n"
    "                                     12 maart 2024\n"
    "De gemeenteraad van Vlaardingen      Ons kenmerk\n"
    "Postbus 1002                         24.0012345\n"
    "3130 EB Vlaardingen                  Onderwerp\n"
    "                                     Inkoop jeugdhulp",
    "all on one line": "Datum 12 maart 2024 Kenmerk 24.0012345 Onderwerp Inkoop jeugdhulp",
    "dots": "Datum ........ 12 maart 2024\nZaaknummer ... 24.0012345\nOnderwerp .... Inkoop jeugdhulp",
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_head_gives_date_number_and_subject_in_any_house_style(head: str) -> None:
    assert _facts(_read(head)) == (DATE, NUMBER, SUBJECT)


def test_a_column_beside_the_letter_is_read_when_the_file_gives_it_after_the_letter() -> None:
    column = "\nDatum\n12 maart 2024\nOns kenmerk\n24.0012345\nOnderwerp\nInkoop jeugdhulp\nTelefoon\n0318 680911\n"

    reading = _read("Aan de gemeenteraad van Ede", SIGNED + column)

    assert _facts(reading) == (DATE, NUMBER, SUBJECT)
    assert {reading.date.status, reading.case_number.status, reading.subject.status} == {"check"}


def test_the_head_of_a_letter_that_is_enclosed_is_not_the_letters_own() -> None:
    enclosed = "\f\nDatum: 1 juli 2019\nKenmerk: 19.0055555\nOnderwerp: Oude brief\n\nGeacht college,\n\nTekst.\n"

    reading = _read("Datum: 12 maart 2024\nOnderwerp: Inkoop jeugdhulp\nKenmerk: 24.0012345", SIGNED + enclosed)

    assert _facts(reading) == (DATE, NUMBER, SUBJECT)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        *((name, Field.NUMBER_CASE) for name in ("Zaaknummer", "MOZARD ZAAKNUMMER", "Zaaknr.", "Zaak-id")),
        *((name, Field.NUMBER_OWN) for name in ("Ons kenmerk", "Kenmerk", "Kenmerkcode", "Onze referentie")),
        *((name, Field.NUMBER_REGISTERED) for name in ("Registratienummer", "Lbr.", "eDocs nummer", "UIT-nummer")),
        *((name, Field.NUMBER_FILE) for name in ("Dossiernummer", "Agendanummer", "Agendapunt")),
        *((name, Field.DATE_COLLEGE) for name in ("B&W beslisdatum", "Datum B&W vergadering", "Datum B&W")),
        *((name, Field.DATE_MEETING) for name in ("Vergaderdatum", "Raadsvergadering", "Vergadering van")),
        *((name, Field.SUBJECT) for name in ("Onderwerp", "Betreft", "Titel", "Kern mededeling")),
        *((name, Field.HOLDER) for name in ("Portefeuillehouder AB", "(ambtelijk) Portefeuillehouder", "Pfh.")),
        *((name, Field.OFFICIAL) for name in ("Auteur", "Steller", "Behandelaar", "Uw contact", "Medewerker")),
        *((name, Field.YOURS) for name in ("Uw kenmerk", "Uw brief van/kenmerk", "Datum uw brief")),
        *((name, Field.OTHER) for name in ("Kernteam/Opgave", "Team/teamonderdeel", "aantal bijlagen", "Bladnummer")),
        *((name, Field.RECIPIENT) for name in ("Aan", "Oplegnotitie voor")),
        ("Inboeknummer", Field.NUMBER_INTAKE),
        ("Geheimhouding op grond van de Gemeentewet", Field.SECRECY),
    ],
)  # fmt: skip
def test_a_label_stands_for_its_field(label: str, field: Field) -> None:
    found = read_head(Source(f"{label}: Nader te bepalen 2024-1\nGeachte raad,\n")).values

    assert [value.field for value in found] == [field]


def test_a_number_behind_unknown_words_is_left_to_a_person() -> None:
    reading = _read("Invoerdatum: 12 maart 2024\nStuknr. bestuur: 24.0012345\nOnderwerp: Inkoop jeugdhulp")

    assert _facts(reading) == (DATE, NUMBER, SUBJECT)
    assert (reading.date.status, reading.case_number.status) == ("check", "check")


def test_a_motion_or_an_invoice_gives_the_letter_no_number() -> None:
    assert _read("Motienummer: 24.0012345\nRekeningnummer: 1234567\nOnderwerp: Jeugd").case_number.value is None


def test_two_numbers_that_differ_are_left_to_a_person() -> None:
    reading = _read("Zaaknummer: 24.0012345\nOns kenmerk: UIT-24-991\nOnderwerp: Inkoop jeugdhulp")

    assert (reading.case_number.value, reading.case_number.status) == (NUMBER, "check")


def test_a_label_that_was_added_makes_an_unknown_head_readable() -> None:
    source = Source("Strekking: Inkoop jeugdhulp\nGeachte raad,\n")
    added = labels_of((HeadLabel("Strekking", "subject"),))

    assert [found.value.text for found in read_head(source, added).all(Field.SUBJECT)] == [SUBJECT]
    assert read_head(source).values == ()


def test_a_label_added_for_a_field_that_is_gone_is_passed_over() -> None:
    assert labels_of((HeadLabel("Strekking", "no_longer_there"),)).in_line("Strekking: x", head=True) == ()


def test_a_date_where_the_subject_should_stand_is_left_to_a_person() -> None:
    assert _read("Onderwerp: 12 maart 2024\nKenmerk: 24.0012345").subject.status == "check"


# --- Without labels -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "Raadsinformatiebrief\nHerijking inkoop specialistische jeugdhulp",
        "RAADSINFORMATIEBRIEF\n\nHerijking inkoop specialistische jeugdhulp\n\n12 maart 2024",
        "Raadsinformatiebrief 2024-017 over Herijking inkoop specialistische jeugdhulp",
        "Memo: Herijking inkoop specialistische jeugdhulp",
        "Gemeente Ede\n\nAan de gemeenteraad\n\n12 maart 2024\n\nHerijking inkoop specialistische jeugdhulp",
    ],
)
def test_a_line_that_can_be_nothing_else_is_the_subject(head: str) -> None:
    subject = _read(head).subject

    assert (subject.value, subject.status) == ("Herijking inkoop specialistische jeugdhulp", "check")


@pytest.mark.parametrize(
    "head",
    [
        "Raadsinformatiebrief\n\nOosterhout, 7 november 2023",
        "Raadsinformatiebrief\n\nGemeente Ede\nPostbus 9022, 6710 HK Ede",
        "Raadsinformatiebrief\n\nAan de gemeenteraad van Ede",
        "Raadsinformatiebrief\n\nKarin Voorbeeld",
        "Aan de gemeenteraad van Ede",
    ],
)
def test_an_address_a_name_or_a_date_is_no_subject(head: str) -> None:
    assert _read(head).subject.value is None


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("Raadsinformatiebrief nr. 2024-017", "2024-017"),
        ("RAADSINFORMATIEBRIEF                RIB-2024-009", "RIB-2024-009"),
        ("RAADSINFORMATIEBRIEF\n24R.00123", "24R.00123"),
        ("Raadsinformatiebrief 7", None),
        ("Raadsinformatiebrief 12 maart 2024", None),
    ],
)
def test_a_number_in_the_title_is_the_letters_own(head: str, number: str | None) -> None:
    assert _read(head).case_number.value == number


def test_a_year_that_is_left_out_follows_from_the_other_dates() -> None:
    text = "Datum: 12 maart\nOnderwerp: Jeugd\n\nBeste raadsleden,\n\nOp 14 februari 2024 schreven wij u hierover.\n"

    date = read_text(text, gazetteer=packaged()).date

    assert (date.value, date.status) == ("2024-03-12", "check")


def test_today_is_no_date() -> None:
    told = "Vandaag, dinsdag 3 maart, besloten wij. Op 12 januari 2021 schreven wij u."
    text = f"Onderwerp: Jeugd\n\nGeachte raad,\n\n{told}\n"

    assert read_text(text, gazetteer=packaged()).date.value is None


def test_a_year_far_from_every_other_date_is_left_to_a_person() -> None:
    told = "Op 3 december 2021 en 5 maart 2022 is hierover gesproken."
    text = f"Datum: 12 januari 2021\nOnderwerp: Jeugd\n\nGeachte raad,\n\n{told}\n"
    slip = text.replace("12 januari 2021", "12 januari 2012")

    assert read_text(text, gazetteer=packaged()).date.status == "certain"
    assert read_text(slip, gazetteer=packaged()).date.status == "check"


def test_a_date_of_sending_before_the_date_of_the_letter_is_left_to_a_person() -> None:
    assert _read("Datum: 12 maart 2024\nVerzonden: 1 maart 2024\nOnderwerp: Jeugd").date.status == "check"


# --- Who writes to whom ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tail", "body"),
    [
        ("Hoogachtend,\nHet college van B&W van de gemeente Ede,\n", "college van B&W van de gemeente Ede"),
        (
            "Hoogachtend,\nnamens het Bestuurlijk Overleg Jeugd Foodvalley,\n\nK. Voorbeeld\nvoorzitter\n",
            "Bestuurlijk Overleg Jeugd Foodvalley",
        ),
        ("Met groet,\nHet dagelijks bestuur,\nde secretaris,\n", "dagelijks bestuur"),
        (
            "Mei freonlike groetnis,\nboargemaster\nnamens het college van Súdwest-Fryslân\n",
            "college van Súdwest-Fryslân",
        ),
        ("Groet,\n\nKarin Voorbeeld\nwethouder jeugd\n", "wethouder"),
    ],
)
def test_the_signature_tells_who_sends(tail: str, body: str) -> None:
    assert _read("Onderwerp: Jeugd", tail).from_body.value == body


def test_the_title_tells_who_sends_and_to_whom() -> None:
    reading = _read("MEDEDELING VAN HET COLLEGE AAN DE RAAD\n\nOnderwerp\nJeugd", "")

    assert (reading.from_body.value, reading.to_body.value) == ("COLLEGE", "RAAD")
    assert reading.document_type.value == "other"


def test_the_organisation_above_the_letter_sends_it_when_nobody_signs_for_a_body() -> None:
    to = "College van burgemeester en wethouders van Nieuwegein\nT.a.v. mevrouw A. Voorbeeld\nPostbus 1"
    head = f"Regio Utrecht West\n\n{to}"

    reading = _read(f"{head}\n\nBetreft Overleg jeugd", "Met vriendelijke groet,\nP. Voorbeeld\nprogrammamanager\n")

    assert reading.from_body.value == "Regio Utrecht West"
    assert reading.to_body.value == "College van burgemeester en wethouders van Nieuwegein"
    assert reading.gemeente.value is None, "the addressee's gemeente is not the sender's"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("De leden van de raad van de gemeente Ede\nte\nEDE", "raad van de gemeente Ede"),
        ("Gemeenteraad Ede                    info@ede.example", "Gemeenteraad Ede"),
        ("Informatienota voor de raad", "raad"),
    ],
)
def test_the_address_or_the_title_tells_to_whom(head: str, body: str) -> None:
    assert _read(f"{head}\n\nOnderwerp: Jeugd").to_body.value == body


def test_a_gemeente_whose_name_begins_with_an_apostrophe_is_known() -> None:
    tail = "Hoogachtend,\nHet college van burgemeester en wethouders van 's-Hertogenbosch,\n"

    assert _read("Onderwerp: Jeugd", tail).gemeente.value == "'s-Hertogenbosch"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Status\n[x] openbaar   [ ] besloten   [ ] geheim", "openbaar"),
        ("Status: ☐ openbaar ☒ besloten", "besloten"),
        ("[ ] openbaar   [ ] besloten", None),
        ("Openbaar", "openbaar"),
        ("[ ] openbaar   [ ] besloten   [x] geheim", "geheim"),
        ("Vertrouwelijk\nNee", "openbaar"),
        ("Vertrouwelijk        Nee", "openbaar"),
        ("Vertrouwelijk: ja", "besloten"),
        ("ONDER EMBARGO TOT 4 MAART 2025", "besloten"),
        ("Openbaarheid            Openbaar", "openbaar"),
    ],
)
def test_ticks_marks_and_answers_say_whether_a_letter_is_open(line: str, value: str | None) -> None:
    assert _read(f"Onderwerp: Jeugd\nDatum: 12 maart 2024\n{line}").confidentiality.value == value


@pytest.mark.parametrize("name", ["Voorbeeld, S.", "S. Voorbeeld", "Sanne Voorbeeld", "S. van der Beeld-Voor"])
def test_a_portefeuillehouder_is_named_in_any_order(name: str) -> None:
    assert _read(f"Onderwerp: Jeugd\nPortefeuillehouder: {name}").portefeuillehouder.value == name


def test_a_portfolio_in_brackets_is_no_name() -> None:
    assert _read("Portefeuille(s): Jeugd(zorg)\nOnderwerp: Jeugd").portefeuillehouder.value is None


def test_a_region_is_claimed_where_the_letter_names_it_and_known_anyway() -> None:
    silent = _read("Onderwerp: Jeugd", SIGNED)
    named = read_text(f"Onderwerp: Jeugd\n\n{BODY}De jeugdregio Foodvalley koopt in.\n{SIGNED}", gazetteer=packaged())

    assert (silent.region.value, silent.region_key) == (None, named.region_key)
    assert named.region.evidence is not None


@pytest.mark.parametrize(
    "line",
    ["Datum " * 3000, "a b " * 5000, "Zaaknummer/" * 2000, "x" * 40000, "namens het college van " * 1500, ". " * 9000],
)
def test_a_very_long_line_takes_no_time(line: str) -> None:
    start = time.process_time()

    read_text(f"Gemeente Ede\n{line}\n\n{BODY}{line}", gazetteer=packaged())

    assert time.process_time() - start < 3
