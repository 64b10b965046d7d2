"""Strengths become counted chances; counting can only make reading more careful."""

from documents.pipeline.calibration import PACKAGED, Band, Calibration, as_json, calibrated, fit, from_json
from documents.pipeline.types import ABSENT, Claim
from governance.vocabulary import ClaimStatus

SURE = Claim("2021-03-05", 0.97, ClaimStatus.CERTAIN)


def counted(right: int, wrong: int, strength: float = 0.97) -> list[tuple[str, float, bool]]:
    return [("date", strength, True)] * right + [("date", strength, False)] * wrong


def test_a_claim_stays_certain_when_enough_like_it_were_right() -> None:
    found = calibrated(SURE, "date", fit(counted(200, 0), 0.99))

    assert (found.status, found.confidence) == (ClaimStatus.CERTAIN, 0.995)


def test_a_few_right_claims_do_not_make_certainty() -> None:
    assert calibrated(SURE, "date", fit(counted(20, 0), 0.99)).status == ClaimStatus.CHECK


def test_wrong_claims_take_certainty_away() -> None:
    assert calibrated(SURE, "date", fit(counted(200, 5), 0.99)).status == ClaimStatus.CHECK


def test_counting_never_makes_a_doubtful_claim_certain() -> None:
    doubtful = Claim("2021-03-05", 0.97, ClaimStatus.CHECK)

    assert calibrated(doubtful, "date", fit(counted(500, 0), 0.99)).status == ClaimStatus.CHECK


def test_an_absent_claim_stays_absent() -> None:
    assert calibrated(ABSENT, "date", fit(counted(5, 5), 0.99)) is ABSENT


def test_a_stronger_claim_never_gets_a_lower_chance() -> None:
    rows = [*counted(5, 5, 0.98), *counted(90, 10, 0.9), *counted(3, 30, 0.5)]
    bands = fit(rows, 0.99).bands

    assert [band.at_least for band in bands] == [0.9, 0.5]
    assert bands[0].probability > bands[1].probability


def test_a_field_has_bands_of_its_own_from_a_hundred_claims_on() -> None:
    few, many = fit(counted(99, 0), 0.99), fit(counted(100, 0), 0.99)

    assert (list(few.fields), list(many.fields)) == ([], ["date"])


def test_the_data_file_says_what_was_counted() -> None:
    counts = Calibration(0.99, (Band(0.97, 0.99, 120), Band(0.5, 0.8, 40)), {"date": (Band(0.5, 0.9, 100),)})

    assert from_json(as_json(counts)) == counts


def test_the_packaged_counts_fall_from_strong_to_weak() -> None:
    chances = [band.probability for band in PACKAGED.bands]

    assert chances == sorted(chances, reverse=True)
    assert PACKAGED.certain_from >= 0.99
