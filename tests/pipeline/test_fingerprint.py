"""Fingerprints: a scan of a letter is the same letter; other words, dates or amounts are another one."""

import pytest

from documents.pipeline.fingerprint import fingerprint

LETTER = "Onderwerp: inkoop jeugdhulp\n\nOp 10 maart 2022 koos het algemeen bestuur voor één kader van € 1.500.000."


@pytest.mark.parametrize(
    "other",
    [
        LETTER.replace(" ", "\n  "),
        LETTER.upper(),
        LETTER.replace("één", "een"),
        LETTER.replace("10 maart", "1O maart").replace("bestuur", "be5tuur").replace("algemeen", "a1gemeen"),
        LETTER.replace("€", "").replace(".", ","),
        "\ufeff" + LETTER.replace("\n", "\r\n") + "\f",
    ],
    ids=["white space", "case", "accents", "look-alikes", "marks", "line ends"],
)
def test_the_same_words_have_the_same_fingerprint(other: str) -> None:
    assert fingerprint(other) == fingerprint(LETTER)


@pytest.mark.parametrize(
    ("before", "after"),
    [("10 maart", "11 maart"), ("2022", "2023"), ("1.500.000", "1.600.000"), ("1.500.000", "1.300.000"),
     ("koos het", "koos niet het")],
)  # fmt: skip
def test_another_day_amount_or_word_is_another_letter(before: str, after: str) -> None:
    assert fingerprint(LETTER.replace(before, after)) != fingerprint(LETTER)


def test_a_text_without_letters_is_like_no_other() -> None:
    assert fingerprint(" \n\f — █") == ""
