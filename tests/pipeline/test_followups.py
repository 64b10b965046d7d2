"""What a letter announces or promises."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.pipeline.bodies import find_bodies
from documents.pipeline.followup_text import Writer
from documents.pipeline.followups import find_follow_ups
from documents.pipeline.layout import Source
from documents.pipeline.relative_dates import Window
from documents.pipeline.types import FollowUp, Section

LETTER = date(2024, 3, 15)


def read(text: str, heading: str = "Stand van zaken", window: Window | None = None) -> tuple[FollowUp, ...]:
    whole = f"{heading}\n{text}"
    section = Section(heading, "overig", 0, len(whole))
    return find_follow_ups(Source(whole), window or Window(LETTER, LETTER), [section], find_bodies(whole))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("De raad ontvangt in het najaar een tussenrapportage over de wijkteams.", "in het najaar"),
        ("De vaststelling staat gepland voor de vergadering van 14 december.", "14 december"),
        ("De stuurgroep legt in juni een voorstel voor aan de colleges.", "in juni"),
        ("Wij komen hier bij de Voorjaarsnota op terug.", "bij de Voorjaarsnota"),
        ("Het streven is om de contracten vóór 1 juli te ondertekenen.", "vóór 1 juli"),
        ("Zodra de cijfers bekend zijn, informeren wij u daarover.", "Zodra de cijfers bekend zijn"),
        ("De nieuwe verordening treedt op 1 januari 2025 in werking.", "1 januari 2025"),
        ("In 2025 onderzoeken wij hoe de toegang sneller kan.", "In 2025"),
        ("Wij verzoeken u uw zienswijze uiterlijk 15 mei 2024 kenbaar te maken.", "uiterlijk 15 mei 2024"),
        ("Na besluitvorming in het college zullen wij u hierover nader informeren.", "Na besluitvorming"),
        ("Met de scholen is afgesproken om dit in het tweede kwartaal te evalueren.", "in het tweede kwartaal"),
        ("Het besluit over de tarieven is aangehouden tot het overleg van april.", "april"),
    ],
)
def test_what_is_to_come_is_read_with_its_time(text: str, when: str) -> None:
    (found,) = read(text)

    assert found.when_text == when
    assert found.evidence.quote == text


@pytest.mark.parametrize(
    "text",
    [
        "Op 12 maart heeft de raad de motie over wachttijden aangenomen.",
        "Wij hebben u op 12 december 2023 geïnformeerd over de verkenning.",
        "Hierbij informeren wij u over de stand van zaken.",
        "In deze brief leest u wat er in april gebeurt.",
        "De bijdrage bedraagt in 2025 € 100.000.",
        "Wij willen dat ieder kind kansrijk opgroeit.",
        "Mocht u nog vragen hebben, dan horen wij dat graag.",
        "De wachttijd is in het vierde kwartaal van 2023 gedaald.",
        "De middelen zijn jaarlijks beschikbaar voor de uitvoering.",
        "De regio bestaat sinds 2015 uit tien gemeenten.",
        "Wij verwijzen u naar de bijlage.",
        "In december stuurde ik u het plan met de vraag om dit aan de raad voor te leggen.",
        "Wij houden er in de begroting rekening mee.",
        "Is het plan voor de zomer klaar?",
    ],
)
def test_history_aims_and_courtesies_announce_nothing(text: str) -> None:
    assert read(text) == ()


def test_a_promise_without_a_time_counts() -> None:
    (found,) = read("De wethouder zal het plan met de jongerenraad bespreken.")

    assert (found.when_text, found.earliest, found.latest, found.granularity) == ("", None, None, "vague")


def test_the_words_keep_to_the_letter_and_leave_out_the_time() -> None:
    (found,) = read("Daarna zal het college in september 2024 een plan voor de toegang vaststellen.")

    assert found.what == "zal het college een plan voor de toegang vaststellen"
    assert (found.actor, found.earliest, found.latest) == ("college", "2024-09-01", "2024-09-30")


def test_a_purpose_is_left_out_unless_the_time_stands_in_it() -> None:
    (plain,) = read("In juni volgt een bijeenkomst om de raad bij te praten.")
    (timed,) = read("De griffier vraagt de leden om vóór 1 mei 2024 hun vragen in te dienen.")

    assert plain.what == "volgt een bijeenkomst"
    assert timed.what == "hun vragen in te dienen"


def test_the_actor_is_the_body_that_the_clause_names() -> None:
    (found,) = read("De stuurgroep Jeugd Zuidland bespreekt de begroting op 4 juni 2024.")

    assert found.actor == "stuurgroep Jeugd Zuidland"


def test_we_and_i_are_who_writes_the_letter() -> None:
    text = "Wij sturen u in mei het rapport. In juni kom ik bij u terug op de tarieven."
    writer = Writer("dagelijks bestuur", "J. Voorbeeld")
    found = find_follow_ups(Source(text), Window(LETTER, LETTER), (), (), writer=writer)

    assert [one.actor for one in found] == ["dagelijks bestuur", "J. Voorbeeld"]


def test_a_word_broken_over_lines_is_whole_in_what_is_promised() -> None:
    (found,) = read("De raad ontvangt in juni de uitkomst van de evalua-\ntie van de wijkteams.")

    assert found.what == "De raad ontvangt de uitkomst van de evaluatie van de wijkteams"


def test_a_label_above_a_sentence_is_no_part_of_what_is_promised() -> None:
    found = read("Er is veel gebeurd.\n\nNieuwe kassier\nDe facturen gaan vanaf juni 2024 naar de GGD.")

    assert [one.what for one in found] == ["De facturen gaan naar de GGD"]


def test_a_planning_is_read_row_by_row() -> None:
    text = "April 2024\tstart aanbesteding\n1 juni 2024\tvoorlopige gunning\n12 maart 2024\tbrief aan de raad"

    assert [(found.when_text, found.what) for found in read(text, "Planning")] == [
        ("April 2024", "start aanbesteding"),
        ("1 juni 2024", "voorlopige gunning"),
    ]


def test_times_and_steps_may_stand_on_lines_in_turn() -> None:
    text = "16 april 2024\ntechnische avond voor raadsleden\nbegin volgend jaar\nvoorstel over de samenwerking"

    assert [found.when_text for found in read(text, "Planning")] == ["16 april 2024", "begin volgend jaar"]


def test_a_time_may_stand_above_its_step_apart_by_an_empty_line() -> None:
    text = "16 april 2024\n\ntechnische avond voor raadsleden\n\nbegin volgend jaar\n\nvoorstel over de samenwerking"

    assert [(found.when_text, found.what) for found in read(text, "Planning")] == [
        ("16 april 2024", "technische avond voor raadsleden"),
        ("begin volgend jaar", "voorstel over de samenwerking"),
    ]


def test_a_time_may_stand_below_its_step() -> None:
    text = "technische avond voor raadsleden\n16 april 2024\nvoorstel over de samenwerking\nbegin volgend jaar"

    assert [(found.when_text, found.what) for found in read(text, "Planning")] == [
        ("16 april 2024", "technische avond voor raadsleden"),
        ("begin volgend jaar", "voorstel over de samenwerking"),
    ]


def test_a_year_may_label_a_step_but_a_row_of_amounts_is_none() -> None:
    assert [found.when_text for found in read("2025: start van de uitvoering", "Planning")] == ["2025"]
    assert read("2025: 250.000 150.000 100.000", "Planning") == ()


def test_a_list_may_name_the_time_last() -> None:
    text = "- behandeling in de commissie (9 april)\n- besluit van de raad: 25 april"

    assert [found.when_text for found in read(text, "Vervolg")] == ["9 april", "25 april"]


def test_two_steps_in_one_sentence_are_two() -> None:
    text = "De opdracht loopt in april en mei en besluitvorming in de raad is voorzien voor medio juli."

    assert [found.when_text for found in read(text)] == ["in april en mei", "voor medio juli"]


def test_one_day_told_twice_is_one_follow_up() -> None:
    text = (
        "Het AB vergadert op 4 juli 2024 over de begroting. De begroting wordt op 4 juli 2024 door het AB vastgesteld."
    )

    assert len(read(text)) == 1


def test_a_decision_list_and_what_stands_below_the_close_are_left_alone() -> None:
    assert read("De subsidie voor 2025 in september te verlenen.", "Besluit") == ()
    assert read("Met vriendelijke groet,\n\nHet college bespreekt dit op 4 juni 2024.") == ()


def test_an_undated_letter_gets_no_invented_days() -> None:
    (found,) = read("Voor de zomer volgt een bijeenkomst over de inkoop.", window=Window())

    assert (found.when_text, found.earliest, found.latest) == ("Voor de zomer", None, None)


def test_this_year_begins_on_the_day_of_the_letter() -> None:
    (found,) = read("Wij leggen u dit jaar een voorstel voor de verordening voor.")

    assert (found.earliest, found.latest) == ("2024-03-15", "2024-12-31")


PARTS = [
    "zal",
    "wij",
    "u",
    "volgt",
    "op 4 juni 2024",
    "in april",
    ".",
    "\n",
    "\n\n",
    "- ",
    "en",
    "de raad",
    "informeren",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=60))
def test_any_text_gives_quotes_that_stand_in_it(parts: list[str]) -> None:
    text = " ".join(parts)
    source = Source(text)
    for found in find_follow_ups(source, Window(LETTER, LETTER), (), ()):
        assert text[found.evidence.start : found.evidence.end] == found.evidence.quote
        assert found.what


@pytest.mark.parametrize("words", ["zal wij u ", "is is zijn ", "op 4 juni 2024 en ", "volgt, die ", "om te "])
def test_a_long_line_of_repeated_words_is_no_sentence(words: str) -> None:
    assert find_follow_ups(Source(words * 5000), Window(LETTER, LETTER), (), ()) == ()
