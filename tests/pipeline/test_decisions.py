"""Decisions that a letter reports, and talk of decisions where none was taken."""

from datetime import date

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import DecisionFound

HEAD = (
    "Datum: 19 januari 2021\nVan: college van burgemeester en wethouders van Dordrecht\n"
    "Onderwerp: Jeugd\n\nGeachte raad,\n\n"
)


def decisions(body: str) -> tuple[DecisionFound, ...]:
    return read_text(HEAD + body, gazetteer=packaged()).decisions


def facts(body: str) -> list[tuple[str, str | None, str, str]]:
    return [(found.body, found.date, str(found.outcome), found.subject) for found in decisions(body)]


@pytest.mark.parametrize(
    ("sentence", "body", "day", "outcome", "subject"),
    [
        (
            "Op 10 december 2020 heeft het Algemeen Bestuur het inkoopkader jeugdhulp vastgesteld.",
            "Algemeen Bestuur", "2020-12-10", "vastgesteld", "inkoopkader jeugdhulp",
        ),
        (
            "Het Dagelijks Bestuur heeft op 3 november 2020 besloten het plan van aanpak vast te stellen.",
            "Dagelijks Bestuur", "2020-11-03", "vastgesteld", "plan van aanpak",
        ),
        (
            "Op 12 november stelde de stuurgroep Jeugd de regiovisie vast.",
            "stuurgroep Jeugd", "2020-11-12", "vastgesteld", "regiovisie",
        ),
        (
            "Het PFO heeft op 5 november 2020 ingestemd met de verlenging van het contract.",
            "PFO", "2020-11-05", "ingestemd", "verlenging van het contract",
        ),
        (
            "Op 10 november 2020 heeft u uw zienswijze gegeven op het inkoopkader.",
            "raad", "2020-11-10", "other", "zienswijze op het inkoopkader",
        ),
        (
            "In september 2020 hebben de tien gemeenten uit de regio Zuid-Holland Zuid het programma vastgesteld.",
            "tien gemeenten uit de regio Zuid-Holland Zuid", "2020-09", "vastgesteld", "programma",
        ),
        (
            "Het voorstel over budgetmaxima is op 5 maart 2020 door het Algemeen Bestuur aangehouden.",
            "Algemeen Bestuur", "2020-03-05", "aangehouden", "voorstel over budgetmaxima",
        ),
        (
            "Op 8 december 2020 heeft ons college besloten om een proef te starten met nieuwe vormen van hulp.",
            "college", "2020-12-08", "other", "proef te starten met nieuwe vormen van hulp",
        ),
        (
            "Het inkoopkader dat het Algemeen Bestuur op 10 december 2020 heeft vastgesteld geldt vanaf 2022.",
            "Algemeen Bestuur", "2020-12-10", "vastgesteld", "inkoopkader",
        ),
    ],
)  # fmt: skip
def test_a_reported_decision_is_read(sentence: str, body: str, day: str, outcome: str, subject: str) -> None:
    assert facts(sentence + "\n") == [(body, day, outcome, subject)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Het Algemeen Bestuur neemt op 8 april 2021 een besluit over het inkoopkader.",
        "Wij vragen u om uiterlijk 1 mei 2021 de regiovisie vast te stellen.",
        "Op 10 december 2020 is over de verdeelsleutel nog niets besloten.",
        "Op 10 december 2020 heeft het Algemeen Bestuur het voorstel nog niet vastgesteld.",
        "Wij hebben op 8 december 2020 vastgesteld dat de wachttijd is gedaald.",
        "Het Algemeen Bestuur zal het kader vaststellen.",
        "Op 10 december 2020 spraken wij met het Algemeen Bestuur over de planning.",
    ],
)
def test_what_is_announced_asked_or_denied_is_no_decision(sentence: str) -> None:
    assert facts(sentence + "\n") == []


def test_two_decisions_in_one_sentence_are_two() -> None:
    text = (
        "Op 10 november 2020 heeft u uw zienswijze gegeven op dit kader, waarna het Algemeen Bestuur op\n"
        "10 december 2020 besloten heeft het inkoopkader jeugdhulp vast te stellen.\n"
    )

    assert facts(text) == [
        ("raad", "2020-11-10", "other", "zienswijze op dit kader"),
        ("Algemeen Bestuur", "2020-12-10", "vastgesteld", "inkoopkader jeugdhulp"),
    ]


def test_items_of_a_list_inherit_body_and_date_of_the_sentence_above() -> None:
    text = (
        "Het Algemeen Bestuur vergaderde op 5 maart 2020 over drie voorstellen. De uitkomst is als volgt:\n\n"
        "- de nieuwe tarieven zijn vastgesteld;\n- het voorstel over budgetmaxima is aangehouden;\n"
        "- van de rapportage wachttijden is kennisgenomen.\n"
    )

    assert [(found.body, found.date, str(found.outcome)) for found in decisions(text)] == [
        ("Algemeen Bestuur", "2020-03-05", "vastgesteld"),
        ("Algemeen Bestuur", "2020-03-05", "aangehouden"),
        ("Algemeen Bestuur", "2020-03-05", "kennisgenomen"),
    ]


def test_an_enumeration_takes_its_outcome_from_where_the_letter_comes_back_to_it() -> None:
    text = (
        "- Besluitvorming Algemeen Bestuur 5 maart 2020 over (1) de solidariteit, (2) budgetmaxima en de 'nee, tenzij' "
        "regeling en (3) de toegang.\n\nOver budgetmaxima en de 'nee, tenzij' regeling is lang gesproken. "
        "Uiteindelijk is het voorstel aangehouden.\n"
    )

    assert [(str(found.outcome), found.subject.split(" ")[0]) for found in decisions(text)] == [
        ("other", "solidariteit"), ("aangehouden", "budgetmaxima"), ("other", "toegang"),
    ]  # fmt: skip


def test_the_day_from_which_it_holds_is_apart_from_the_day_of_the_decision() -> None:
    (found,) = decisions(
        "Het Algemeen Bestuur heeft op 10 december 2020 ingestemd met de opzegging per 31 december 2021.\n"
    )

    assert (found.date, found.effective_date) == ("2020-12-10", "2021-12-31")


def test_a_decision_is_never_called_certain_before_it_is_measured() -> None:
    (found,) = decisions("Op 10 december 2020 heeft het Algemeen Bestuur het inkoopkader vastgesteld.\n")

    assert found.status == "check"


def test_an_undated_letter_gets_bounds_from_what_it_tells_and_announces() -> None:
    text = (
        "Raadsinformatiebrief\n\nWat is het nieuws?\n\nOp 16 en 17 februari 2021 hebben wij u bijgepraat. "
        "Voor de zomer volgt er nog een bijeenkomst.\n"
    )

    reading = read_text(text, gazetteer=packaged())

    assert reading.date.value is None
    assert reading.date_earliest.value == date(2021, 2, 17).isoformat()
    assert reading.date_latest.value == date(2021, 6, 20).isoformat()


def test_the_colleges_own_list_of_decisions_is_of_the_day_of_its_meeting() -> None:
    text = (
        "Datum B&W vergadering\t14 december 2021\nOnderwerp\tJeugd\n\nGeachte raad,\n\nBesluit van het college\n\n"
        "1. De uitvoeringsagenda jeugd vast te stellen.\n2. In te stemmen met het convenant.\n"
        "3. De aanvraag voor 2023 af te wijzen.\n\nArgumenten\n\nDeze agenda helpt gezinnen die hulp nodig hebben.\n"
    )

    found = read_text(text, gazetteer=packaged()).decisions

    assert [(item.body, item.date, str(item.outcome), item.subject) for item in found] == [
        ("college", "2021-12-14", "vastgesteld", "uitvoeringsagenda jeugd"),
        ("college", "2021-12-14", "ingestemd", "convenant"),
        ("college", "2021-12-14", "verworpen", "aanvraag voor 2023"),
    ]


def test_a_list_under_besluit_is_of_no_day_when_the_letter_does_not_say_when_the_college_met() -> None:
    text = "Datum: 9 maart 2021\n\nGeachte raad,\n\nBesluit van het college\n\n1. De agenda jeugd vast te stellen.\n"

    (found,) = read_text(text, gazetteer=packaged()).decisions

    assert (found.body, found.date, found.subject) == ("college", None, "agenda jeugd")


REGION = (
    "Datum: 19 november 2024\nVan: college van burgemeester en wethouders van Dordrecht\nOnderwerp: Jeugd\n\n"
    "Geachte raad,\n\n"
)


def told(body: str) -> list[tuple[str, str | None, str, str]]:
    found = read_text(REGION + body + "\n", gazetteer=packaged()).decisions
    return [(item.body, item.date, str(item.outcome), item.subject) for item in found]


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        (
            "Het AB stelde op 10 oktober 2024 de begroting 2025 vast en stemde in met de verlenging van de contracten.",
            [("AB", "2024-10-10", "vastgesteld", "begroting 2025"),
             ("AB", "2024-10-10", "ingestemd", "verlenging van de contracten")],
        ),
        (
            "De stuurgroep Inkoop heeft het besluit over de verdeelsleutel op 1 oktober 2024 uitgesteld.",
            [("stuurgroep Inkoop", "2024-10-01", "aangehouden", "verdeelsleutel")],
        ),
        (
            "Het voorstel voor een nieuwe verdeelsleutel kreeg op 4 juli 2024 in het AB geen meerderheid.",
            [("AB", "2024-07-04", "verworpen", "voorstel voor een nieuwe verdeelsleutel")],
        ),
        (
            "Met de vaststelling van de begroting 2025 door het AB op 4 juli 2024 zijn de tarieven definitief.",
            [("AB", "2024-07-04", "vastgesteld", "begroting 2025")],
        ),
        (
            "Het besluit van het AB van 4 juli 2024 om een reserve te vormen heeft gevolgen.",
            [("AB", "2024-07-04", "other", "reserve te vormen heeft gevolgen")],
        ),
        (
            "De door uw raad op 14 december 2023 vastgestelde woonvisie geldt tot 2028.",
            [("raad", "2023-12-14", "vastgesteld", "woonvisie")],
        ),
        (
            "De rechtbank Rotterdam heeft op 2 mei 2024 geoordeeld dat de aanbesteding rechtmatig is.",
            [("rechtbank Rotterdam", "2024-05-02", "other", "aanbesteding rechtmatig")],
        ),
        (
            "Ons college heeft ingestemd met het plan van aanpak wachttijden.",
            [("college", None, "ingestemd", "plan van aanpak wachttijden")],
        ),
        (
            "Op 5 november 2024 heeft het college in principe besloten toe te treden tot de regeling.",
            [("college", "2024-11-05", "voorgenomen", "toe te treden tot de regeling")],
        ),
        (
            "De begroting is inge-\ntrokken. Op 10 oktober 2024 heeft het AB het kader vastgeste1d.",
            [("AB", "2024-10-10", "vastgesteld", "kader")],
        ),
        (
            "De motie over wachttijden, door uw raad aangenomen op 24 september 2024, voeren wij uit.",
            [("raad", "2024-09-24", "other", "motie over wachttijden")],
        ),
    ],
)  # fmt: skip
def test_a_decision_is_read_however_it_is_told(text: str, decisions: list[tuple[str, str | None, str, str]]) -> None:
    assert told(text) == decisions


@pytest.mark.parametrize(
    "text",
    [
        "De begroting wordt op 12 december 2024 door het AB vastgesteld.",
        "Zodra het AB de begroting heeft vastgesteld, informeren wij u.",
        "Als alle raden de visie hebben vastgesteld, begint de uitvoering.",
        "De raad wordt gevraagd om op 12 december de begroting vast te stellen en in te stemmen met de nota.",
        "Wie heeft dat besloten en wanneer?",
        "Stichting De Kade heeft haar aanvraag op 3 maart 2024 ingetrokken.",
        "De inspectie heeft op 11 juli 2024 vastgesteld dat de kwaliteit onvoldoende is.",
        "Met de aanbieders is afgesproken dat zij maandelijks rapporteren.",
        "In onze brief van 3 september 2024 hebben wij u geïnformeerd over de wachttijden.",
    ],
)
def test_plans_questions_and_acts_of_others_are_no_decision(text: str) -> None:
    assert told(text) == []


def test_items_with_infinitives_nouns_or_an_outcome_behind_a_colon_are_read() -> None:
    text = (
        "Het AB heeft op 1 oktober 2024 besloten:\n- de jaarstukken 2023 vast te stellen;\n"
        "- het voorstel over de tarieven aan te houden;\n\nHet DB besloot op 3 oktober 2024 tot:\n"
        "• verlenging van het contract met De Kade\n• afwijzing van het bezwaar van een aanbieder\n"
    )

    assert told(text) == [
        ("AB", "2024-10-01", "vastgesteld", "jaarstukken 2023"),
        ("AB", "2024-10-01", "aangehouden", "voorstel over de tarieven"),
        ("DB", "2024-10-03", "other", "verlenging van het contract met De Kade"),
        ("DB", "2024-10-03", "verworpen", "bezwaar van een aanbieder"),
    ]


def test_rows_of_a_table_are_decisions_of_their_own() -> None:
    text = (
        "Genomen besluiten\n\nDatum          Orgaan               Besluit\n"
        "3 september    stuurgroep Jeugd     Koersnotitie vastgesteld\n"
        "10 oktober     AB                   Tarieven 2025: aangehouden\n\nDat was het.\n"
    )

    assert told(text) == [
        ("stuurgroep Jeugd", "2024-09-03", "vastgesteld", "Koersnotitie"),
        ("AB", "2024-10-10", "aangehouden", "Tarieven 2025"),
    ]


def test_this_proposal_is_what_was_spoken_of_before() -> None:
    text = (
        "Op 10 oktober 2024 vergaderde het AB. Zeist diende een voorstel in om de tarieven te bevriezen. "
        "Dit voorstel is verworpen.\n"
    )

    ((_, day, outcome, subject),) = told(text)

    assert (day, outcome) == ("2024-10-10", "verworpen")
    assert "tarieven te bevriezen" in subject


def test_doing_the_same_is_a_decision_of_another_body() -> None:
    text = "De stuurgroep Jeugd stemde op 3 september 2024 in met de koers. Ons college deed dat op 1 oktober 2024.\n"

    assert told(text) == [
        ("stuurgroep Jeugd", "2024-09-03", "ingestemd", "koers"),
        ("college", "2024-10-01", "ingestemd", "koers"),
    ]
