"""The words of answers in a round, for one reader: the text that a griffie published, else what letters say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from governance.models import Gemeente
from governance.vocabulary import Level
from portal.round_rows import GemeenteRow


@dataclass(frozen=True, slots=True)
class Taken:
    """The words of another gemeente's answer with which one's own may begin."""

    gemeente: Gemeente
    text: str


def words_of(row: GemeenteRow) -> str:
    """What may be taken over of an answer: its published text, else the places in public letters that tell of it."""
    if row.answer is not None and row.answer.text:
        return row.answer.text
    return "\n\n".join(dict.fromkeys(proof.quote for proof in row.proofs if proof.letter.level == Level.PUBLIC))


def told_by(rows: Iterable[GemeenteRow], *, without: int) -> list[Taken]:
    """The words of the other gemeenten that have any."""
    others = [row for row in rows if row.gemeente.pk != without]
    return [Taken(row.gemeente, words) for row in others if (words := words_of(row))]
