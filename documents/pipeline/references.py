"""Numbers of other documents that a letter names: RIS, zaak, kenmerk, motie, in prose and in lists.

A number counts behind a word that announces one, in brackets of its own, or by a shape that only registrations have.
Dates, years, sums, telephone and account numbers, and the letter's own numbers do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.pipeline.header import Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, collapse
from documents.pipeline.links import find_links
from documents.pipeline.reference_words import (
    A_SUM,
    ABOUT_ANOTHER,
    ANNOUNCED,
    ANNOUNCED_REACH,
    CODE,
    ECLI,
    IBAN,
    IN_PARLIAMENT,
    JOINED,
    NO_NUMBER,
    NO_SERIES,
    OF_ANOTHER_KIND,
    OF_THE_COUNCIL,
    PHONE,
    PLAIN_PART,
    SCHEMES,
    SERIES,
    SERIES_NUMBER,
    SHORT_CODE,
    SHORT_PART,
    TYPICAL,
    YEAR_PART,
    YEARLY_SERIES,
    is_period,
)
from documents.pipeline.types import ReferencedNumber
from governance.vocabulary import ClaimStatus

# A run of digits and what is glued to it; the rest of a piece is found from there, so that no word is read twice.
_DIGITS = re.compile(r"\d+")
_OPENING = "([{\"'“‘„*#<|:;,.–—-•\u00ad"
_CLOSING = ")]}\"'”’*>|:;,.!?…–—-/_"
_PREFIXED = re.compile(r"(?P<prefix>[A-Za-z&-]+\.?:|(?i:n(?:umme)?rs?\.|no\.|zaaknr\.|kenmerk\.))(?=\w*[\d./-])")
_SCHEME_OF_LETTERS = {
    "Z": "zaak", "ZK": "zaak", "D": "kenmerk", "RV": "RV", "RB": "RB", "RIB": "RIB", "RIS": "RIS", "M": "motie",
    "T": "toezegging", "TZ": "toezegging", "LTA": "toezegging", "A": "amendement", "BW": "besluit", "SV": "nummer",
}  # fmt: skip
_LETTERS = re.compile(r"[A-Z]*")
_STRONG = ("RIS", "zaak", "kenmerk")
_YEARLY = ("RIS", "RV", "RB", "RIB", "besluit", "motie")  # numbered by the year: "RV 24.006"
_PERIOD_LIKE = ("RIS", "RV", "RB", "motie", "kenmerk", "zaak")  # behind these "2021-22" is no school year
_HEAD_SCHEMES = ("besluit", "motie", "RV", "RB")
_MIN_STRONG, _MIN_WEAK, _MIN_BRACKETED, _MIN_IN_HEAD = 4, 3, 4, 5
_LONGEST_PIECE, _LONGEST_NUMBER = 40, 30
_LABEL_REACH, _SENTENCE_REACH, _COUNCIL_REACH, _FEW = 34, 70, 120, 60
_REPAIR = str.maketrans("ol", "01")
_BROKEN = re.compile(r"(?<=[-/._])[ \t]*\n\s*")
_BLANKS = re.compile(r"\s+")
_NEXT_LINE = re.compile(r"\n[ \t]*\d[\w./-]*")
_NEXT_LINE_LONG = re.compile(r"\n[ \t]*\d[\w./-]{2,}")  # behind a dot a short one numbers the next line
_FIRST_PART = re.compile(r"(?:^|[\s(\[:,])(?P<part>[A-Za-z\d.-]{2,8})[ ]$")
_SECOND_PART = re.compile(r" \d{3,8}(?![\w./-]|,\d)")
_WORD_END = re.compile(r"[\s(\[,;:/]")
_COLUMN = re.compile(r"\s{3,}|\t")
_WORD = re.compile(r"[A-Za-zà-ÿ]{3,}")
_NOT_PLAIN = re.compile(r"[^a-z0-9]")


@dataclass(slots=True)  # not frozen: a letter has many, and freezing doubles what making one takes
class _Piece:
    """A run of characters without a blank that has a digit, without the punctuation around it."""

    text: str
    start: int
    end: int
    bracketed: bool


def find_references(
    source: Source, own: tuple[str, ...], skip_before: int = 0, head: Head | None = None
) -> tuple[ReferencedNumber, ...]:
    """The numbers of other documents, each once, in reading order; `own` are the letter's own numbers.

    Before the offset `skip_before` (the head) only numbers count that are plainly another document's.
    """
    known = {_plain(_first(number)) for number in own if number}
    found: dict[str, ReferencedNumber] = {}
    candidates = sorted([*_in_labels(source, head), *_candidates(source, skip_before)])
    places = [(place.start, place.end) for place in find_links(source)] if candidates else []
    for start, end, scheme in candidates:
        number = source.text[start:end]
        if _in_page_head(source, start, number) or any(left <= start < right for left, right in places):
            continue
        key = _plain(number)
        if len(key) < _MIN_WEAK or any(key == other or (key in other and len(key) > _MIN_WEAK) for other in known):
            continue
        longer = next((seen for seen in found if seen.endswith(key) or key.endswith(seen)), None)
        if longer is not None and (found[longer].evidence.end >= end or longer.endswith(key)):
            continue
        status = ClaimStatus.CERTAIN if scheme == "RIS" else ClaimStatus.CHECK
        found.setdefault(key, ReferencedNumber(_written(number), scheme, status, source.evidence(start, end)))
    return tuple(found.values())


def _in_page_head(source: Source, start: int, number: str) -> bool:
    """Whether a number stands in a line that comes back and comes back with it: a page head, and no list."""
    return source.line_at(start).number in source.running_heads and source.text.count(number) > 1


def _in_labels(source: Source, head: Head | None) -> Iterator[tuple[int, int, str]]:
    """Behind labels of the head: the letter that this one answers ("Uw kenmerk"), the toezegging that it settles."""
    for value in head.values if head else ():
        yours = value.field is Field.YOURS and "kenmerk" in value.label
        other = value.field is Field.OTHER and ABOUT_ANOTHER.search(value.label)
        if not value.in_head or not (yours or other):
            continue
        for match in CODE.finditer(source.text, value.value.start, value.value.end):
            digits = sum(map(str.isdigit, match[0]))
            if digits >= (_MIN_STRONG if yours else _MIN_WEAK) and not _is_no_number(match[0], "kenmerk"):
                start = _with_series(source.text, match.start(), match[0])
                yield start, match.end(), "kenmerk" if yours else "toezegging"
                break


def _candidates(source: Source, skip_before: int) -> Iterator[tuple[int, int, str]]:
    """Every number that can be one of another document, with what it is a number of."""
    text = source.text
    last_end, last_scheme = -1, ""
    for piece in _pieces(text):
        if ECLI.fullmatch(piece.text):
            yield piece.start, piece.end, "ECLI"
            continue
        if not _can_be_number(piece.text):
            continue
        if last_scheme and piece.start - last_end < _FEW and JOINED.fullmatch(text, last_end, piece.start):
            announced = last_scheme
        else:
            announced = _announced(text, piece)
        found = _judged(text, piece, announced, in_head=piece.start < skip_before)
        if found:
            start, end, scheme = found
            last_end, last_scheme = end, announced
            yield start, end, scheme


def _pieces(text: str) -> Iterator[_Piece]:
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < end:
            continue
        start, lowest = digits.start(), max(end, digits.start() - _LONGEST_PIECE)
        while start > lowest and not text[start - 1].isspace():
            start -= 1
        end, highest = digits.end(), min(len(text), digits.end() + _LONGEST_PIECE)
        while end < highest and not text[end].isspace():
            end += 1
        yield _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> _Piece:
    """A piece without the signs around it and the label glued to it: "(nr.2018/33)," gives 2018/33."""
    first, last = start, end
    while first < last and text[first] in _OPENING:
        first += 1
    while last > first and text[last - 1] in _CLOSING:
        last -= 1
    bracketed = "(" in text[start:first] and text[last : last + 4].startswith((")", ",", ";", " van"))
    broken = last < end and text[last] in "-/._" and text[end : end + 1] == "\n"
    if broken and (rest := (_NEXT_LINE_LONG if text[last] == "." else _NEXT_LINE).match(text, end)):
        last = rest.end()
        while text[last - 1] in _CLOSING:
            last -= 1
    prefix = _PREFIXED.match(text, first, last)
    if prefix and not text.startswith("ECLI", first):
        first = prefix.end()
    return _Piece(text[first:last], first, last, bracketed)


def _can_be_number(number: str) -> bool:
    """A quick look: long enough, with digits enough, and of the signs that numbers have."""
    return (
        len(number) >= _MIN_WEAK
        and len(number) <= _LONGEST_NUMBER
        and not (len(number) == 4 and number[:2] in ("19", "20") and number.isdigit())
        and CODE.fullmatch(_BLANKS.sub("", number)) is not None
    )


def _announced(text: str, piece: _Piece) -> str:
    """What the words right before a number say that it is; empty where they say nothing."""
    match = ANNOUNCED.search(text, max(0, piece.start - ANNOUNCED_REACH), piece.start)
    if match is None or "\n\n" in match[0]:
        return ""
    return next(name for number, (name, _) in enumerate(SCHEMES) if match[f"s{number}"])


def _judged(text: str, piece: _Piece, announced: str, *, in_head: bool) -> tuple[int, int, str] | None:
    """Where the number of another document starts and ends and what it is; None for any other number."""
    number = piece.text
    start, end = _with_series(text, piece.start, number), piece.end
    if start == piece.start:
        start, end = _in_two_parts(text, piece, announced)
    joined = (start, end) != (piece.start, piece.end)
    if not joined and not in_head and _is_of_the_council(text, piece, announced):
        return start, end, "motie"
    if (not joined and _is_no_number(number, announced)) or _is_of_another_kind(text, start, announced):
        return None
    digits = sum(map(str.isdigit, number))
    bracketed = piece.bracketed and digits >= _MIN_BRACKETED
    if in_head:
        cited = announced in _HEAD_SCHEMES and digits >= _MIN_WEAK
        counts = cited or (bracketed and digits >= _MIN_IN_HEAD and _follows_words(text, start))
    else:
        shaped = joined or TYPICAL.fullmatch(_BLANKS.sub("", number)) is not None
        enough = _MIN_STRONG if announced in _STRONG else _MIN_WEAK
        counts = shaped or bracketed or (bool(announced) and digits >= enough)
    if not counts:
        return None
    return start, end, announced if announced and announced != "nummer" else _scheme(text[start:end])


def _is_of_the_council(text: str, piece: _Piece, announced: str) -> bool:
    """Whether a short number is that of the motie, amendement or toezegging that its sentence names before it."""
    if not (piece.bracketed or announced == "nummer") or not SHORT_CODE.fullmatch(piece.text):
        return False
    before = text[max(0, piece.start - _COUNCIL_REACH) : piece.start].rsplit("\n\n", 1)[-1].rsplit(". ", 1)
    spoken = before[-1] if not before[-1].rstrip().endswith("nr.") and announced != "nummer" else " ".join(before)
    return OF_THE_COUNCIL.search(spoken) is not None


def _with_series(text: str, start: int, number: str) -> int:
    """Where a number begins whose series stands before it with a blank between: "RV 2021-88", "Lbr. 20/022"."""
    left = text[max(0, start - 7) : start]
    if not SERIES_NUMBER.fullmatch(number) or not left.endswith((" ", "\u00a0")):
        return start
    word = _WORD_END.split(left.rstrip())[-1]
    if len(word) > 5 or not SERIES.fullmatch(word) or word.upper() in NO_SERIES or NO_NUMBER.fullmatch(number):
        return start
    yearly = word in YEARLY_SERIES or not (is_period(number) or A_SUM.fullmatch(number))
    return start - len(word) - 1 if yearly else start


def _in_two_parts(text: str, piece: _Piece, announced: str) -> tuple[int, int]:
    """The start and end of a number with a blank inside: "Z24 151097", and behind its word "24bst00 883"."""
    if (PLAIN_PART if not announced else SHORT_PART).fullmatch(piece.text):
        left = _FIRST_PART.search(text, max(0, piece.start - 12), piece.start)
        if left and YEAR_PART.fullmatch(left["part"]) and left["part"].upper() not in NO_SERIES:
            return left.start("part"), piece.end
    if announced and YEAR_PART.fullmatch(piece.text) and (right := _SECOND_PART.match(text, piece.end)):
        return piece.start, right.end()
    return piece.start, piece.end


def _is_no_number(number: str, announced: str) -> bool:
    """Whether it is a year, date, hour, sum, telephone or account number."""
    if NO_NUMBER.fullmatch(number) or PHONE.fullmatch(number) or IBAN.fullmatch(number):
        return True
    period = is_period(number)
    return (announced not in _PERIOD_LIKE and period) or (announced not in _YEARLY and bool(A_SUM.fullmatch(number)))


def _is_of_another_kind(text: str, start: int, announced: str) -> bool:
    """Whether the words before it say that it is a number of something that is no document."""
    before = text[max(0, start - _LABEL_REACH) : start].rsplit("\n\n", 1)[-1]
    if before.rstrip(" (").endswith(("€", "EUR", "%", "+", "§")) or OF_ANOTHER_KIND.search(before):
        return True
    weak = announced in ("", "nummer")
    return weak and bool(IN_PARLIAMENT.search(text, max(0, start - _SENTENCE_REACH), start))


def _follows_words(text: str, start: int) -> bool:
    """Whether a number in brackets stands behind the title of a document and not behind a name or a label."""
    line = text[max(text.rfind("\n", 0, start), start - 90) + 1 : start]
    return len(_WORD.findall(_COLUMN.split(line.rstrip(" ("))[-1])) > 1


def _scheme(number: str) -> str:
    letters = _LETTERS.match(number)
    return _SCHEME_OF_LETTERS.get(letters[0] if letters else "", "nummer")


def _first(value: str) -> str:
    """The number in the value of a label, which may go on: "748113 – collegebesluit BW23.0095"."""
    match = CODE.search(value) if len(value) > _LONGEST_NUMBER else None
    return match[0] if match else value


def _plain(number: str) -> str:
    """Letters and digits alone, with what scans confuse made one."""
    return _NOT_PLAIN.sub("", number.casefold()).translate(_REPAIR)


def _written(number: str) -> str:
    """The number as a reader copies it: without the line break inside it, "RIS310456" as it stands."""
    return collapse(_BROKEN.sub("", number))
