"""Names of the register in the text, and which record they stand for."""

from datetime import date

import pytest

from documents.gazetteer import packaged
from documents.pipeline.mentions import find_hits, index_of
from documents.pipeline.resolve import Context, choose
from documents.pipeline.run import read_text
from documents.pipeline.types import ABSENT, Entry, Gazetteer, Membership, Name

DORDRECHT = "Datum: 9 maart 2021\nVan: college van burgemeester en wethouders van Dordrecht\n\nBeste lezers,\n\n"


def keys(text: str, kind: str | None = None) -> set[str]:
    hits = find_hits(text, index_of(packaged()))
    return {entry.key for hit in hits for entry in hit.entries if kind in (None, entry.kind)}


def links(body: str, head: str = DORDRECHT) -> dict[str, str | None]:
    reading = read_text(head + body, gazetteer=packaged())
    start = len(head)
    return {found.as_written: found.key for found in reading.mentions if found.evidence.start >= start}


@pytest.mark.parametrize(
    "written",
    ["Dienst Gezondheid & Jeugd ZHZ", "dienst gezondheid en jeugd ZHZ", "Dienst Gezondheid &\nJeugd ZHZ", "DG&J"],
)
def test_one_organisation_is_found_in_all_its_spellings(written: str) -> None:
    assert keys(f"De {written} koopt in.") == {"organisatie:dgj-zhz"}


def test_an_abbreviation_counts_in_its_own_capitals_only() -> None:
    assert "organisatie:vng" in keys("Dat meldt de VNG.")
    assert "organisatie:vng" not in keys("Dat meldt de vng.")


def test_a_zero_for_an_o_is_read_through() -> None:
    assert keys("Dit doet de S0J al jaren.") == keys("Dit doet de SOJ al jaren.") != set()


def test_the_longest_name_wins() -> None:
    assert keys("in de regio Zuid-Holland Zuid") == {"regio:zuid-holland-zuid"}


@pytest.mark.parametrize(
    "text",
    [
        "Wij bouwen huizen.",
        "Dat is het best.",
        "De heer Van Buren sprak.",
        "mevrouw J. Goes",
        "Hoe is het met haar buren?",
    ],
)
def test_words_that_are_also_gemeenten_are_not_taken_for_them(text: str) -> None:
    assert keys(text, "gemeente") == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [("de gemeente Best", "GM0753"), ("de raad van Huizen", "GM0406"), ("inwoners van Dordrecht", "GM0505")],
)
def test_gemeenten_are_found_where_the_text_says_so(text: str, code: str) -> None:
    assert keys(text, "gemeente") == {f"gemeente:{code}"}


def test_groningen_is_a_region_behind_that_word_and_a_gemeente_elsewhere() -> None:
    assert keys("de jeugdregio Groningen") == {"regio:groningen"}
    assert keys("de gemeente Groningen", "gemeente") == {"gemeente:GM0014"}


def test_uw_raad_is_the_raad_of_the_sender() -> None:
    assert links("Uw raad besliste.")["raad"] == "orgaan:GM0505/gemeenteraad"


def test_the_raad_of_another_gemeente_is_that_one() -> None:
    assert links("Eerder stemde de raad van Papendrecht in.")["raad van Papendrecht"] == "orgaan:GM0590/gemeenteraad"


def test_all_raden_are_nobody_in_particular() -> None:
    assert links("De raden zijn gevraagd.")["raden"] is None


def test_a_bare_algemeen_bestuur_is_that_of_the_region_of_the_letter() -> None:
    assert links("Het Algemeen Bestuur vergadert in mei.")["Algemeen Bestuur"] == "orgaan:dgj-zhz/algemeen-bestuur"


def test_a_board_named_in_full_is_that_board_wherever_the_letter_is_from() -> None:
    named = links("Het Dagelijks Bestuur van de Gemeenschappelijke Regeling Jeugdhulp Rijnmond schreef ons.")

    assert "orgaan:gr-jeugdhulp-rijnmond/dagelijks-bestuur" in named.values()


def test_a_body_that_the_register_lacks_is_reported_as_written() -> None:
    named = links("De stuurgroep Herijking en de Adviesraad Sociaal Domein Dordrecht dachten mee.")

    assert named["stuurgroep Herijking"] is None
    assert named["Adviesraad Sociaal Domein Dordrecht"] is None


def test_the_raad_voor_de_kinderbescherming_is_no_gemeenteraad() -> None:
    assert "Raad" not in links("De Raad voor de Kinderbescherming onderzoekt dit.")


def region_with_two_boards() -> Gazetteer:
    """A region whose organisation was followed up by another on 1 January 2022."""
    entries = (
        Entry("regio:elders", "region", "Elders"),
        Entry("gemeente:GM9999", "gemeente", "Voorbeeldstad"),
        Entry("organisatie:oud", "organisation", "Oude Dienst", region="regio:elders"),
        Entry("organisatie:nieuw", "organisation", "Nieuwe Dienst", region="regio:elders"),
        Entry(
            "orgaan:oud/ab",
            "body",
            "Algemeen Bestuur",
            (Name("AB", is_abbreviation=True),),
            None,
            date(2022, 1, 1),
            "AB",
            "organisatie:oud",
        ),
        Entry(
            "orgaan:nieuw/ab",
            "body",
            "Algemeen Bestuur",
            (Name("AB", is_abbreviation=True),),
            date(2022, 1, 1),
            None,
            "AB",
            "organisatie:nieuw",
        ),
    )
    return Gazetteer(entries, (Membership("gemeente:GM9999", "regio:elders"),))


@pytest.mark.parametrize(("day", "key"), [("31 december 2021", "orgaan:oud/ab"), ("1 januari 2022", "orgaan:nieuw/ab")])
def test_the_body_is_the_one_that_was_there_on_the_day_of_the_letter(day: str, key: str) -> None:
    head = f"Datum: {day}\nVan: college van de gemeente Voorbeeldstad\n\nGeachte raad,\n\n"
    text = f"{head}Het Algemeen Bestuur besloot dit.\n"

    reading = read_text(text, gazetteer=region_with_two_boards())

    assert [found.key for found in reading.of_kind("body") if found.as_written == "Algemeen Bestuur"] == [key]


def test_an_undated_letter_links_nothing_that_could_be_two_bodies() -> None:
    text = "Van: college van de gemeente Voorbeeldstad\n\nGeachte raad,\n\nHet Algemeen Bestuur denkt hierover na.\n"

    reading = read_text(text, gazetteer=region_with_two_boards())

    (found,) = [found for found in reading.of_kind("body") if found.as_written == "Algemeen Bestuur"]
    assert found.key is None
    assert found.candidates == ("orgaan:nieuw/ab", "orgaan:oud/ab")


def test_the_region_follows_from_the_gemeente_on_the_day() -> None:
    unnamed = read_text(DORDRECHT + "Tekst.", gazetteer=packaged())
    named = read_text(DORDRECHT + "In de jeugdregio Zuid-Holland Zuid.", gazetteer=packaged())

    assert unnamed.region == ABSENT
    assert named.region.value == "Zuid-Holland Zuid"
    assert unnamed.region_key == named.region_key == "regio:zuid-holland-zuid"


def test_choosing_reports_every_candidate() -> None:
    register = region_with_two_boards()
    index = index_of(register)
    boards = [entry for entry in register.entries if entry.kind == "body"]

    assert choose(boards, Context(), index) == (None, ("orgaan:nieuw/ab", "orgaan:oud/ab"))


def test_an_abbreviation_that_is_one_character_off_is_the_one_that_the_letter_writes_right() -> None:
    text = DORDRECHT + "De DG&J koopt in. Later deed de DGR&J dat ook."
    found = {item.as_written: item for item in read_text(text, gazetteer=packaged()).mentions}

    assert found["DGR&J"].key == found["DG&J"].key
    assert str(found["DGR&J"].status) == "check"


def test_an_abbreviation_that_is_nowhere_written_right_is_left_alone() -> None:
    assert "DGR&J" not in links("Later deed de DGR&J dat.")


def test_a_body_with_a_name_of_its_own_is_not_the_one_of_another_region_that_begins_alike() -> None:
    entries = (
        Entry("regio:elders", "region", "Elders"),
        Entry(
            "orgaan:elders/pfo",
            "body",
            "PFO Zorg Elders",
            names=(Name("Bestuurlijk Overleg Zorg"),),
            body_kind="pfo",
            region="regio:elders",
        ),
    )
    reading = read_text("Het Bestuurlijk Overleg Zorg Delta kwam bijeen.", gazetteer=Gazetteer(entries))

    assert [(body.as_written, body.key) for body in reading.of_kind("body")] == [
        ("Bestuurlijk Overleg Zorg Delta", None)
    ]
