"""Who may read a letter, in all the words and forms in which letters say so."""

import time

import pytest

from documents.pipeline.header import read_head
from documents.pipeline.layout import Source
from documents.pipeline.openness import confidentiality

HEAD = "Onderwerp: Jeugd\nDatum: 12 maart 2024\n"
TEXT = "\n\nGeachte leden van de raad,\n\nWij informeren u over de jeugdhulp. Het besluit is op 3 mei genomen.\n"


def _stated(text: str) -> str | None:
    source = Source(text)
    return confidentiality(source, read_head(source)).value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Openbaar: X ja   o nee", "openbaar"),
        ("Vertrouwelijk\t☐ ja\t☒ nee", "openbaar"),
        ("Vertrouwelijk: [x] ja [ ] nee", "besloten"),
        ("Geheim          nee", "openbaar"),
        ("Geheimhouding: nee", "openbaar"),
        ("Geheimhouding: ja", "geheim"),
        ("Geheimhouding   ☐ ja  ☒ nee", "openbaar"),
        ("Geheimhouding   ☒ ja  ☐ nee", "geheim"),
        ("Status: Ter informatie / openbaar", "openbaar"),
        ("Status: ter besluitvorming", None),
        ("Status: concept", None),
        ("Status: definitief", None),
        ("VERTROUWELIJK", "besloten"),
        ("GEHEIM ex artikel 25 Gemeentewet", "geheim"),
        ("GEHEIM – artikel 87, eerste lid, Gemeentewet", "geheim"),
        ("Niet openbaar (artikel 5.1 Woo)", "besloten"),
        ("Onder geheimhouding ex artikel 86 Gemeentewet", "geheim"),
        ("Vertrouwelijk op grond van artikel 5.1, tweede lid, Woo", "besloten"),
        ("Embargo tot 4 maart 2024, 12.00 uur", "besloten"),
        ("Openbaarheid: niet openbaar", "besloten"),
        ("Openbaar ja", "openbaar"),
        ("Openbaar / Besloten: Openbaar", "openbaar"),
        ("Openbaarheid\nopenbaar", "openbaar"),
        ("Vertrouwelijkheid: openbaar", "openbaar"),
        ("Vertrouwelijkheid: geen", "openbaar"),
        ("Bijlagen: 2 (waarvan 1 vertrouwelijk)", None),
        ("Bijlage: vertrouwelijke bijlage", None),
        ("Geheimhouding: artikel 87 Gemeentewet", "geheim"),
        ("Geheimhouding opgelegd: n.v.t.", "openbaar"),
        ("Openbaarheid: besloten", "besloten"),
        ("Mate van openbaarheid: Openbaar", "openbaar"),
        ("Status openbaar", "openbaar"),
        ("Openbaarheid     Openbaar, met uitzondering van bijlage 2", "openbaar"),
    ],
)
def test_an_answer_a_box_or_a_mark_says_who_may_read_a_letter(line: str, value: str | None) -> None:
    assert _stated(f"{HEAD}{line}{TEXT}") == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        (
            "Deze brief is openbaar.",
            "openbaar",
        ),
        (
            "Deze nota en bijlage 1 zijn openbaar. Op bijlage 2 rust geheimhouding (artikel 55 Gemeentewet).",
            "openbaar",
        ),
        (
            "Op bijlage 2 heeft het college geheimhouding opgelegd op grond van artikel 87 Gemeentewet.",
            None,
        ),
        (
            "Op deze brief is geheimhouding opgelegd op grond van artikel 25 Gemeentewet.",
            "geheim",
        ),
        (
            "Het college heeft geheimhouding opgelegd op deze brief.",
            "geheim",
        ),
        (
            "Op deze brief rust geen geheimhouding.",
            None,
        ),
        (
            "De geheimhouding op dit stuk is opgeheven.",
            None,
        ),
        (
            "Deze brief wordt u vertrouwelijk toegezonden.",
            "besloten",
        ),
        (
            "Deze memo is vertrouwelijk.",
            "besloten",
        ),
        (
            "Het openbaar vervoer is duur.",
            None,
        ),
        (
            "Deze brief wordt openbaar gemaakt op 3 mei.",
            None,
        ),
        (
            "De bijlage is vertrouwelijk ter inzage.",
            None,
        ),
        (
            "Dit document is geheim tot 1 mei.",
            "geheim",
        ),
        (
            "De zaak is vertrouwelijk besproken.",
            None,
        ),
        (
            "Hulpverleners houden geheim wat een kind vertelt.",
            None,
        ),
    ],
)
def test_a_sentence_counts_where_the_letter_speaks_of_itself(sentence: str, value: str | None) -> None:
    assert _stated(f"{HEAD}{TEXT}{sentence}\n") == value


@pytest.mark.parametrize(
    "words", ["\t", "geheim\t", "deze brief is ", "geheimhouding op deze brief ", "vertrouwelijk  "]
)
def test_a_row_of_the_same_words_takes_time_in_proportion_to_its_length(words: str) -> None:
    def seconds(times: int) -> float:
        source = Source(f"Onderwerp: Jeugd\n\n{words * times}")
        head = read_head(source)
        start = time.process_time()
        confidentiality(source, head)
        return time.process_time() - start

    # Four times as long: sixteen times the work where it is not linear.
    assert seconds(8000) < 9 * min(seconds(2000) for _ in range(3)) + 0.05
