"""Money: amounts in every notation, shares, the cashier, and nothing due."""

import pytest

from documents.gazetteer import packaged
from documents.pipeline.run import read_text
from documents.pipeline.types import Cost
from governance.vocabulary import ClaimStatus

HEAD = "Aan: de raad\nDatum: 9 maart 2022\nOnderwerp: Jeugd\n\nGeachte leden van de raad,\n\n"


def costs(body: str, *kinds: str) -> list[Cost]:
    found = read_text(f"{HEAD}{body}\n", gazetteer=packaged()).costs
    return [cost for cost in found if not kinds or cost.kind in kinds]


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("€ 1.250.000,-", 1_250_000), ("€ 1,2 miljoen", 1_200_000), ("1,2 miljoen euro", 1_200_000),
        ("€ 250.000 per jaar", 250_000), ("EUR 300.000", 300_000), ("€3000,-", 3000), ("€ 5.000,50", 5000.5),
        ("€ 0,5 mln.", 500_000), ("€ 1 250 000", 1_250_000), ("250 euro", 250), ("€ 250k", 250_000), ("€ 12,50", 12.5),
        ("€ 2,8 miljard", 2_800_000_000), ("€ 1,125 miljoen", 1_125_000), ("€\n245.905", 245_905),
    ],
)  # fmt: skip
def test_an_amount_is_read_in_every_notation(words: str, amount: float) -> None:
    (found,) = costs(f"De uitvoering kost {words} in totaal.", "amount")

    assert found.amount == amount
    assert found.evidence.quote == words


def test_a_footnote_digit_is_not_taken_for_part_of_an_amount() -> None:
    (found,) = costs("Voor onderwijs is € 250.0002 geraamd.", "amount")

    assert (found.amount, found.text, found.status) == (250_000, "€ 250.000", ClaimStatus.CHECK)


def test_an_amount_that_can_mean_two_things_has_no_number() -> None:
    (found,) = costs("Dat kost € 1,234 volgens de begroting.", "amount")

    assert found.amount is None


@pytest.mark.parametrize("words", ["(bedragen x € 1.000)", "Totaal €\n2025 250.000", "38% van het budget", "in 2025"])
def test_units_years_and_percentages_are_no_amounts(words: str) -> None:
    assert costs(f"Zie de tabel {words} hieronder.", "amount") == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("De kosten worden verdeeld volgens de verdeelsleutel van de regeling.", "share"),
        ("Zij worden naar rato van het aantal inwoners verrekend.", "share"),
        ("Voorbeeldstad betaalt hiervan 27,2%.", "share"),
        ("De kassiersfunctie ligt bij de gemeente Voorbeeldstad.", "cashier"),
        ("De gemeente Voorbeeldstad is penvoerder van de aanbesteding.", "cashier"),
        ("Een raming van de kosten vindt u in de bijlage.", "in_attachment"),
        ("Dit besluit heeft geen financiële gevolgen.", "not_applicable"),
        ("Aan dit voorstel zijn geen kosten verbonden.", "not_applicable"),
        ("De overgang is budgetneutraal.", "not_applicable"),
    ],
)
def test_a_sentence_about_money_has_its_kind(sentence: str, kind: str) -> None:
    assert [(cost.kind, cost.text) for cost in costs(sentence)] == [(kind, sentence)]


@pytest.mark.parametrize("words", ["Niet van toepassing.", "N.v.t.", "Geen.", "n.v.t"])
@pytest.mark.parametrize("heading", ["Financiële gevolgen", "Welke kosten zijn verbonden aan het proces?"])
def test_a_section_about_money_may_say_that_there_is_none(heading: str, words: str) -> None:
    (found,) = costs(f"{heading}\n{words}\n\nVervolg\n\nWij houden u in het najaar verder op de hoogte van het werk.")

    assert (found.kind, found.text) == ("not_applicable", words)


def test_a_reference_to_an_attachment_counts_in_the_section_about_money() -> None:
    assert [cost.kind for cost in costs("Kosten\nZie verder bijlage 2.\n")] == ["in_attachment"]
