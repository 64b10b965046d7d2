"""What is proposed for masking: too much is a nuisance, too little a leak."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text

END = "\n\nGeachte leden van de raad,\n\nTekst van de brief.\n"


def items(text: str, *kinds: str) -> list[str]:
    found = read_text(text, gazetteer=packaged()).personal_data
    return [item.text for item in found if not kinds or item.kind in kinds]


@pytest.mark.parametrize(
    "number",
    [
        "078 – 770 4743", "078 - 770 47 43", "0183-555123", "(0516) 123 456", "06 12345678", "06-12 34 56 78",
        "06 - 12 34 56 71", "0612345678",
        "+31 6 12345678", "+31 (0)78 770 47 43", "0031 78 7704743", "O591 - 12 34 56", "078.770.47.43", "14 0516",
    ],
)  # fmt: skip
def test_dutch_telephone_numbers_are_found_in_every_notation(number: str) -> None:
    assert items(f"U kunt bellen met {number}.", "phone") == [number]


def test_a_number_glued_to_its_label_is_found_without_the_label() -> None:
    assert items("Contactpersoon\nT078- 555 0145\nTel078-5550146", "phone") == ["078- 555 0145", "078-5550146"]


@pytest.mark.parametrize(
    "text",
    [
        "zaak 2023-0001980",
        "10 december 2020",
        "€ 1.250.000",
        "RIS 2629403",
        "2021U0003417",
        "1 2 3 4 5 6 7 8 9 0 1 2",
        "01-02-2020 10:00",
    ],
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert items(text, "phone") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Inlichtingen: (033) 555 53 07\n\n1 Een voetnoot.", "(033) 555 53 07"),
        ("Behandeld door\tTelefoon\tBijlagen\nT. Voorbeeld\t06 1234 5670\t4", "06 1234 5670"),
        ("TeamBijlagenDoorkiesnummer\nBeleid Domein1046 - 555 71 26", "046 - 555 71 26"),
    ],
)
def test_digits_that_follow_or_stick_to_a_number_do_not_hide_it(text: str, number: str) -> None:
    assert items(text, "phone") == [number]


@pytest.mark.parametrize(
    "address",
    ["f.zomerklok@dordrecht.example", "a.b-c.van.d@sub.dordrecht.example", "f.zomer-\nklok@dordrecht.example"],
)
def test_e_mail_addresses_are_found_also_when_broken_over_lines(address: str) -> None:
    assert items(f"Mail naar {address} voor meer.", "email") == [address]


@pytest.mark.parametrize(
    "label",
    [
        "Auteur", "Steller", "Behandelaar", "Contactpersoon", "Uw contact", "Inlichtingen", "Behandeld door",
        "Opsteller", "Medewerker", "Naam",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "name", ["F. Zomerklok", "Fenna Zomerklok", "T.B. van den Regenboog-de Wolk", "Noëlle Zürcher", "S. 't Hoen"]
)
def test_the_name_behind_a_label_for_officials_is_proposed(label: str, name: str) -> None:
    assert name in items(f"Datum: 9 maart 2021\n{label}: {name}" + END, "name")


def test_the_name_in_a_two_row_table_is_proposed() -> None:
    head = "uw kenmerk\tons kenmerk\tafdeling\tbehandelaar\n\t21U0000123\tOntwikkeling\tW.P. Maneschijn"

    assert items(head + END) == ["W.P. Maneschijn"]


def test_the_name_on_the_line_below_its_label_is_proposed() -> None:
    assert items("Contactpersoon\n\nT.B. Regenboog\nT 078 – 555 0145" + END) == ["T.B. Regenboog", "078 – 555 0145"]


def test_every_place_where_the_name_comes_back_is_an_item_of_its_own() -> None:
    text = (
        "Auteur: Fenna Zomerklok"
        + END
        + "\nVragen? Bel Fenna Zomerklok. Mevrouw Zomerklok helpt u. F. Zomerklok is er elke dag. Fenna ook.\n"
    )

    assert items(text) == ["Fenna Zomerklok", "Fenna Zomerklok", "Zomerklok", "F. Zomerklok", "Fenna"]


def test_a_name_broken_over_two_lines_is_found_again() -> None:
    text = "Auteur: Sofie van den Maanlander" + END + "\nSofie van den\nMaanlander helpt u.\n"

    assert items(text) == ["Sofie van den Maanlander", "Sofie van den\nMaanlander"]


def test_the_owner_of_an_e_mail_address_is_found_in_the_text() -> None:
    text = (
        "Onderwerp: Jeugd"
        + END
        + "\nVoor ons is dat Marloes van Kampvuur. Wilt u haar spreken? m.vankampvuur@oosterhout.example\n"
    )

    assert "Marloes van Kampvuur" in items(text, "name")


def test_a_civil_servant_with_a_function_in_the_text_is_proposed() -> None:
    text = (
        "Onderwerp: Jeugd"
        + END
        + "\nOnze directeur sociaal domein Gemma Dauwdruppel-Veld is ambtelijk opdrachtgever.\n"
    )

    assert items(text) == ["Gemma Dauwdruppel-Veld"]


def test_an_inhabitant_with_a_form_of_address_is_proposed() -> None:
    text = (
        "Onderwerp: Jeugd"
        + END
        + "\nEr spreekt een moeder in: mevrouw R. Lentebries-te Water heeft haar tekst gestuurd.\n"
    )

    assert items(text) == ["R. Lentebries-te Water"]


def test_bestuurders_are_not_proposed() -> None:
    text = (
        "Portefeuillehouder: A. van der Fabel"
        + END
        + "\nWethouder A. van der Fabel zegde dat toe. De heer R. Fantasia, burgemeester, ook.\n"
        "\nMet vriendelijke groet,\n\nA. van der Fabel, wethouder\n"
    )

    assert items(text) == []


def test_a_portefeuillehouder_named_as_contact_by_mistake_does_not_hide_others() -> None:
    text = "Portefeuillehouder: A. van der Fabel\nContactpersoon: F. Zomerklok" + END

    assert items(text) == ["F. Zomerklok"]


@pytest.mark.parametrize(
    ("digits", "found"),
    [("111222333", ["111222333"]), ("123456782", ["123456782"]), ("123456789", []), ("111111111", [])],
)
def test_a_bsn_is_nine_digits_that_pass_the_eleven_test(digits: str, found: list[str]) -> None:
    assert items(f"Het gaat om {digits} in dit geval.", "bsn") == found


def test_a_home_address_is_proposed_and_that_of_the_town_hall_not() -> None:
    text = (
        "Onderwerp: Jeugd"
        + END
        + "\nHij woont aan de Droomlaan 12, 3311 AB Dordrecht. Ons adres: Stadhuisplein 1, 3311 CR Dordrecht.\n"
    )

    assert items(text, "address") == ["Droomlaan 12, 3311 AB Dordrecht"]


def test_no_item_lies_inside_another() -> None:
    found = read_text(
        "Auteur: Fenna Zomerklok (fenna.zomerklok@dordrecht.example)" + END, gazetteer=packaged()
    ).personal_data

    ends = [item.evidence.end for item in found]
    assert all(end <= item.evidence.start for end, item in zip(ends, found[1:], strict=False))


BODY = "Onderwerp: Jeugd" + END


@pytest.mark.parametrize(
    "number",
    [
        "+31(0)6-55501234", "(+31) 6 555 01 234", "088-3215 166", "06.55.50.12.34",
        "010 – 555 01 45", "+32 2 555 01 45",
        "(0182) 55 50 14",
    ],
)  # fmt: skip
def test_more_notations_of_telephone_numbers(number: str) -> None:
    assert [item.strip("(") for item in items(f"{BODY}\nBel ons: {number}.", "phone")] == [number.strip("(")]


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("toestel 4743", "4743"),
        ("doorkiesnummer 555 01", "555 01"),
        ("tel.: 770 4743", "770 4743"),
        ("tst. 123", "123"),
    ],
)
def test_an_extension_behind_its_label_is_a_number(words: str, digits: str) -> None:
    assert items(f"{BODY}\nU kunt bellen, {words}.", "phone") == [digits]


@pytest.mark.parametrize(
    "address", ["f.zomerklok @ dordrecht.example", "f.zomerklok@ dordrecht.example", "f.zomerklok(at)dordrecht.example"]
)
def test_damaged_e_mail_addresses_are_found(address: str) -> None:
    assert items(f"{BODY}\nMail naar {address} voor meer.", "email") == [address]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Inlichtingen: F.Z. (Fenna) Zomerklok, bestuurssecretaris, tel. 06 555 01 234", "F.Z. (Fenna) Zomerklok"),
        ("Afdeling: OW10, Fenna Zomerklok, 024 555 01 45", "Fenna Zomerklok"),
        ("Sector : Inwoners, afd. Beleid, F. Zomerklok, 0495-555 014", "F. Zomerklok"),
        ("Steller: Zomerklok, F.", "Zomerklok, F."),
        ("Behandeld door: F. ZOMERKLOK", "F. ZOMERKLOK"),
        ("cc: griffie, F. Zomerklok", "F. Zomerklok"),
        ("Behandelaar: Şule Yıldırım", "Şule Yıldırım"),
        ("Contactpersoon: Fatima El Voorbeeldi", "Fatima El Voorbeeldi"),
        ("Van: Fenna Zomerklok, beleidsadviseur Jeugd", "Fenna Zomerklok"),
    ],
)
def test_a_civil_servant_in_any_line_of_the_head_is_proposed(line: str, name: str) -> None:
    assert name in items(f"Datum: 9 maart 2021\n{line}\nOnderwerp: Jeugd{END}", "name")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Neem contact op met Fenna Zomerklok.", "Fenna Zomerklok"),
        ("Dat zei mevrouw F. Zomerklok (beleidsadviseur).", "F. Zomerklok"),
        ("Raadsleden kunnen terecht bij Bram Regenboog, accounthouder jeugd.", "Bram Regenboog"),
        ("Aanmelden kan bij mevr. F. Zomerklok.", "F. Zomerklok"),
        ("Het onderzoek is gedaan door T.B. Regenboog.", "T.B. Regenboog"),
        ("Dat vertelde mevrouw Zomerklok ons.", "Zomerklok"),
    ],
)
def test_a_civil_servant_or_inhabitant_in_the_text_is_proposed(sentence: str, name: str) -> None:
    assert items(f"{BODY}\n{sentence}\n", "name") == [name]


def test_a_manager_who_signs_for_the_college_is_a_civil_servant() -> None:
    text = f"{BODY}\nHoogachtend,\nnamens het college,\n\nF. Zomerklok\nafdelingsmanager Samenleving\n"

    assert items(text, "name") == ["F. Zomerklok"]


def test_a_civil_servant_with_the_surname_of_the_wethouder_is_proposed() -> None:
    text = f"Portefeuillehouder: A. van der Fabel\nSteller: J. van der Fabel{END}"

    assert items(text, "name") == ["J. van der Fabel"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Raadslid F. Zomerklok (VVD) vroeg daarnaar.",
        "Burgemeester F. Zomerklok opende de avond.",
        "F. Zomerklok, gemeentesecretaris, was erbij.",
        "Het contract met Zorgpartij B.V. De Linde loopt door; voor vragen is er contact.",
        "Medewerkers van Veilig Thuis en Sociaal Team werken samen.",
        "De Inrichting Netwerkbureau is klaar; de inrichting kost informatie en een adviseur.",
    ],
)
def test_offices_and_things_are_no_people_to_mask(sentence: str) -> None:
    assert items(f"{BODY}\n{sentence}\n", "name") == []


def test_the_secretary_and_mayor_who_sign_are_not_proposed() -> None:
    text = (
        f"{BODY}\nHet college van burgemeester en wethouders van Dordrecht,\n\n"
        "De burgemeester,                         De gemeentesecretaris,\n"
        "drs. W. Regenboog                        mr. F. Zomerklok\n"
    )

    assert items(text, "name") == []


def test_a_bsn_behind_its_label_and_in_groups_is_found() -> None:
    assert items(f"{BODY}\nHaar BSN is 123456780, dat van hem 1112.22.333.\n", "bsn") == ["123456780", "1112.22.333"]


def test_an_address_where_somebody_lives_is_proposed_without_its_postcode() -> None:
    assert items(f"{BODY}\nHij woont aan de Droomlaan 12 en is tevreden.\n", "address") == ["Droomlaan 12"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Geachte raad,\n\nWij schrijven u.\n\nOnze beleidsmedewerker Ilse Voorbeeld helpt u.", "Ilse Voorbeeld"),
        ("De ouders (familie Zomerklok uit Delta) vroegen inzage.", "Zomerklok"),
        ("PortefeuillehouderSteller\nKim Voorbeeld-ProefS. Zomerklok", "S. Zomerklok"),
    ],
)
def test_names_in_odd_places_are_proposed(text: str, name: str) -> None:
    assert name in items(text + END, "name")


def test_the_word_behind_an_address_at_the_end_of_a_sentence_stays() -> None:
    assert items("Mail naar griffie@delta.example. In mei volgt meer.", "email") == ["griffie@delta.example"]
