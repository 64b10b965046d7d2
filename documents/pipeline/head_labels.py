"""Find the labels of a letter head in a line: those of the packaged table and those that an admin added.

Scans and PDF files damage labels: 0 for o, l and 1 for i, blanks inside a word, letters set apart, rn for m. A label
is found all the same where it opens a line or a column and is parted from its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from documents.pipeline.dates import find_dates
from documents.pipeline.labels import LABELS, WEAK, Field
from documents.pipeline.names import find_name
from documents.pipeline.types import HeadLabel

DATES = frozenset({Field.DATE_LETTER, Field.DATE_COLLEGE, Field.DATE_SENT, Field.DATE_MEETING})
NUMBERS = frozenset(
    {Field.NUMBER_CASE, Field.NUMBER_INTAKE, Field.NUMBER_OWN, Field.NUMBER_REGISTERED, Field.NUMBER_FILE, Field.YOURS}
)
ANSWER = re.compile(
    r"(?:ja|nee|n\.?v\.?t|openbaar|besloten|geheim|vertrouwelijk|geen|niet van toepassing|niet openbaar|embargo|"
    r"artikel|art\.|opgelegd|bekrachtigd)\b",
    re.I,
)
_MAIL = re.compile(r"\S+@\S+")
_PHONE = re.compile(r"[+(]?[0-9O][\d\s()O\-–.]{8,}")
_FORMS = {Field.EMAIL: _MAIL, Field.PHONE: _PHONE, Field.OPENNESS: ANSWER, Field.SECRECY: ANSWER}
_PARTIES = frozenset({Field.SENDER, Field.RECIPIENT})
_FORMED = DATES | NUMBERS | {Field.EMAIL, Field.PHONE}
_HAS_DIGIT = re.compile(r"\d")
_SHORT_DATE = re.compile(r"[0-3]?\d\s?[-/.]\s?[01]?\d\s?[-/.]\s?['’]?\d{2}(?!\d)")

_COLON = re.compile(r"[ \t\u00a0]*(?::|;(?=\s)|[.…_]{3,})[ \t\u00a0]*| [-–—] (?=\S)")
_WIDE = re.compile(r"[ \u00a0]*\t\s*|[ \u00a0]{2,}")
_END = re.compile(r"[ \t\u00a0]*$")
_BRACKETS = re.compile(r"\s?\([^()\n]{1,40}\)(?=\s*[:\t]|\s*$)")
# "Datum besluit college:", "Kenmerk gemeente:", "Portefeuillehouder jeugd:": words in small letters and then the mark.
_MORE_WORDS = re.compile(
    r"(?:[ \u00a0](?:[a-zà-ÿ&-]{2,20}|B\s?&\s?W|DB|AB)){1,3}(?=[ \u00a0]?:|[ \u00a0]*\t|[ \u00a0]{3,}|\s*$)"
)
_WITH_WORDS = DATES | NUMBERS | {Field.HOLDER, Field.OFFICIAL, Field.PHONE, Field.EMAIL}
_DATE_WORDS = (
    (re.compile(r"\b(?:uw|ontvang\w*|ingediend|vragen|vraag|motie|toezegging)\b", re.I), Field.YOURS),
    (re.compile(r"raad(?!s?(?:brief|info|mede|memo))|commissie", re.I), Field.DATE_MEETING),
    (re.compile(r"college|b\s?&\s?w|besluit|bestuur|vastgesteld|\bDB\b|\bAB\b", re.I), Field.DATE_COLLEGE),
    (re.compile(r"verz|verstuur|toezend", re.I), Field.DATE_SENT),
)
# Words that no table has and that say what they are all the same: "Invoerdatum", "Stuknr. college".
DOUBTFUL = "?"
_ANY_DATE = re.compile(
    r"(?:[A-Za-z&-]{2,20} ){0,2}[A-Za-z&-]*datum(?: [a-z&-]{2,20}){0,2}(?=\s*:|\s*\t|[ \u00a0]{3,}|\s*$)", re.I
)
_ANY_NUMBER = re.compile(
    r"(?:[A-Za-z&-]{2,20} ){0,2}[A-Za-z&-]*(?:nummer|nr\.?|kenmerk|referentie|code)(?: [a-z&-]{2,20}){0,2}"
    r"(?=\s*:|\s*\t|[ \u00a0]{3,}|\s*$)",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\buw\b|\blta\b|tele|fax|mobiel|rekening|kvk|btw|iban|bic|huis|bijlage|pagina|motie|toezegg|amendement|vraag|vragen|"
    r"relatie|agenda|lid|post|geboorte|ingang|start|eind|ontvangst|afdoen|deadline|evaluatie|reactie|uiterlijk|"
    r"vergader|behandel|streef|verval|bar",
    re.I,
)
_NUMBER_FORM = re.compile(r"[-–](?=\s|$)|\S*\d\S*")
_NAME_FORM = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*|van|de|den|der|ten|ter|te|el|la)(?: (?:[A-ZÀ-Þ][\w.'’-]*|van|de|den|der|ten|ter|te|el|la))*"
)
_GLUED: tuple[tuple[frozenset[Field], re.Pattern[str]], ...] = (
    (DATES | NUMBERS, _NUMBER_FORM),
    (frozenset({Field.OFFICIAL, Field.HOLDER}), _NAME_FORM),
    (frozenset({Field.PHONE}), re.compile(r"[-–](?=\s|$)|[+(]?\d[\d ()–-]{7,}\d(?!\S)|\d{2} ?\d{3,4}(?!\S)")),
    (frozenset({Field.EMAIL}), _MAIL),
    (frozenset({Field.OTHER}), re.compile(r"[-–](?=\s|$)|\d{1,2}(?: van \d{1,2}|/\d{1,2})?(?!\S)|geen\b")),
)
_SLASH = re.compile(r"\s?/\s?")
_ALSO = re.compile(r"\s?(?:/|&|\ben\b)\s?")
# Also in a head whose cells ran together: "de gemeenteraadVan: het college", "27 januari 2026Zaaknummer: 12".
_WORD_START = re.compile(r"(?<![\w\-/@.&])[A-Za-z(01]|(?<=[a-zà-ÿ\d)])[A-Z](?=[a-z])")
_RUN_TOGETHER = re.compile(r"[a-zà-ÿ\d)][A-Z][a-zà-ÿ]+(?: [a-z]+)?:(?:\s|$)")
_DAMAGED = re.compile(r"(?P<label>[^\W_][^:;\t|]{2,38}?)(?P<mark>\s*[:;](?=\s|$)|\.(?=\s)|\s*\t|[ \u00a0]{3,}|\s*$)")
_APART = r"[^\W\d_](?:[ \u00a0][^\W\d_])"
_SPACED = re.compile(rf"{_APART}{{2,}}(?:[ \u00a0]{{2,}}{_APART}{{2,}})*(?![^\W\d_])")
_NOT_LETTERS = re.compile(r"[\W_]+")
_FOLD = str.maketrans("01I5i", "olLsl")
_BLANK = " \u00a0"
_SHORTEST_BROKEN = 8
_SHORTEST_INSIDE = 5
_SHORTEST_LIKE = 7
_LIKENESS = 0.88
_LENGTHS_APART = 2
_LETTERS_APART = 4  # letters that one of the two has and the other has not
_TELLING_START = 60  # characters of a value that show its form
_LONGEST_LINE = 400  # characters; what stands further on a line of that length is no head


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a line: where it starts, where its value starts, what parts them (colon, wide, end, narrow).

    A name that opens with DOUBTFUL is of no table, or hardly to be read: what stands behind it is to be checked.
    """

    name: str
    field: Field
    start: int
    after: int
    mark: str


class Labels:
    """The labels that a head may have, ready to be looked for; one object per set of labels of the admin."""

    def __init__(self, extra: Iterable[HeadLabel] = ()) -> None:
        """Compile the packaged labels and those in `extra`; an added label goes before a packaged one."""
        self._fields = {label: field for field, labels in LABELS.items() for label in labels}
        self._fields = {**_with_boards(self._fields), **self._fields}
        self._fields |= {_normal(label.text): Field(label.field) for label in extra if label.field in set(Field)}
        self._names = sorted(filter(None, self._fields), key=len, reverse=True)
        self._patterns = {opening: self._compiled(opening) for opening in {_opening(_fold(n)) for n in self._names}}
        self._letters = {_letters(name): name for name in reversed(self._names) if len(_letters(name)) >= 4}
        self._by_length: dict[int, list[tuple[str, frozenset[str]]]] = {}
        for written in self._letters:
            self._by_length.setdefault(len(written), []).append((written, frozenset(written)))
        self._found: dict[tuple[str, bool], tuple[Label, ...]] = {}

    def _compiled(self, opening: str) -> re.Pattern[str]:
        """The labels that open so, the longest first; one pattern for all would take many times as long."""
        openings = (opening, opening[:1])
        names = [(number, name) for number, name in enumerate(self._names) if _opening(_fold(name)) in openings]
        options = "|".join(f"(?P<l{number}>{_pattern(name)})" for number, name in names)
        return re.compile(f"(?:{options})(?![\\w-])", re.I)

    def _match(self, folded: str, start: int) -> re.Match[str] | None:
        opening = _opening(folded, start)
        pattern = self._patterns.get(opening) or self._patterns.get(opening[:1])
        return pattern.match(folded, start) if pattern else None

    def in_line(self, text: str, *, head: bool) -> tuple[Label, ...]:
        """The labels of one line; asked several times per line, so the last ones are kept."""
        key = (text[:_LONGEST_LINE], head)
        if key not in self._found:
            if len(self._found) > 2000:
                self._found.clear()
            self._found[key] = self._labels(key[0], head=head)
        return self._found[key]

    def only(self, text: str) -> tuple[str, Field] | None:
        """The label that a text is, with nothing beside it but its colon."""
        stripped = text.strip()
        if len(stripped) > 60:
            return None
        labels = self._labels(stripped, head=True)
        if len(labels) == 1 and not stripped[: labels[0].start].strip() and labels[0].after >= len(stripped):
            return labels[0].name, labels[0].field
        parts = _SLASH.split(stripped.rstrip(" :")) if "/" in stripped and not _HAS_DIGIT.search(stripped) else []
        known = [name for part in parts if (name := self._letters.get(_letters(part)))]
        return (known[0], self._fields[known[0]]) if known else None

    def opens(self, text: str) -> bool:
        """Whether a text begins with a label."""
        return self._match(_fold(text), 0) is not None

    def opening(self, text: str) -> Label | None:
        """The label with which a line begins, whatever parts it from its value."""
        start = len(text) - len(text.lstrip())
        match = self._match(_fold(text), start)
        if match is None:
            return None
        name = self._names[int((match.lastgroup or "l0")[1:])]
        mark, after = _mark(text, match.end())
        return Label(name, self._fields[name], start, after, mark)

    def _labels(self, text: str, *, head: bool) -> tuple[Label, ...]:
        found: list[Label] = []
        folded = _fold(text)
        for start in _WORD_START.finditer(text):
            if start.end() <= (found[-1].after if found else 0):
                continue
            match = self._match(folded, start.end() - 1)
            if match and text[start.start() - 1 : start.start()].isalnum():
                match = match if head and found and text[match.end() :].lstrip().startswith(":") else None
            label = self._accept(text, folded, match, found, head=head) if match else None
            if match is None and head and _is_column(text, start.start()):
                label = self._damaged(text, start.start()) or _alike(text, start.start())
            if label:
                found.append(label)
        return tuple(found)

    def _accept(
        self, text: str, folded: str, match: re.Match[str], before: Sequence[Label], *, head: bool
    ) -> Label | None:
        start = match.start()
        name = self._names[int((match.lastgroup or "l0")[1:])]
        end, field = self._whole(text, folded, match.end(), self._fields[name])
        mark, after = _mark(text, end)
        label = Label(name, field, start, after, mark)
        first = not text[:start].strip()
        column = not first and _is_column(text, start)
        follows = bool(before) and not text[before[-1].after : start].strip()
        capital = text[start].isupper() or text[start] in "(0"
        if follows and _is_value_of(before[-1], label, text):
            return None
        if follows and before[-1].mark == "narrow" and match.end() - start > 3 and text[start : match.end()].isupper():
            return label  # a row of labels in capitals
        if first or column or follows:
            return label if self._opens(text, folded, label, first=first, capital=capital, head=head) else None
        return label if head and _stands_inside(text, label, before, capital=capital) else None

    def _whole(self, text: str, folded: str, end: int, field: Field) -> tuple[int, Field]:
        """Where a label of several parts ends ("Zaaknummer / Documentnummer", "Datum (college)"), and its field."""
        joint = _ALSO.match(text, end)
        second = self._match(folded, joint.end()) if joint else None
        if second and _mark(text, second.end())[0] != "narrow":
            other = self._fields[self._names[int((second.lastgroup or "l0")[1:])]]
            return second.end(), min(field, other, key=list(Field).index)
        brackets = _BRACKETS.match(text, end) or (
            _MORE_WORDS.match(text, end) if field in _WITH_WORDS and not self._match(folded, end + 1) else None
        )
        return (brackets.end() if brackets else end), _dated(field, brackets[0] if brackets else "")

    def _opens(self, text: str, folded: str, label: Label, *, first: bool, capital: bool, head: bool) -> bool:
        """Whether a label at the start of a line or column is one, given what parts it from its value."""
        if label.mark == "colon":
            return head or capital
        if label.mark in ("wide", "end"):
            strong = label.mark == "wide" or label.field is Field.SECRECY
            return head or (capital and label.name not in WEAK and strong)
        if not head:
            return False
        rest = text[label.after :]
        if label.name in WEAK or (label.field in _FORMED and fits(label.field, rest, strict=True)):
            return fits(label.field, rest, strict=True)
        if label.field in DATES | NUMBERS:
            return bool(self._match(folded, label.after))
        return (capital or (first and rest[:1].isupper() and len(label.name) > 5)) and (
            first or label.name not in ("van", "aan")
        )

    def _damaged(self, text: str, start: int) -> Label | None:
        """A label that a scan or a PDF damaged, at the start of a line or column and set off from its value."""
        spaced = _SPACED.match(text, start)
        match = _DAMAGED.match(text, start) if spaced is None else None
        if spaced:
            name, end = self._like(spaced[0], near=False), spaced.end()
        elif match:
            name, end = self._like(match["label"], near=match.end() < len(text)), match.end("label")
        else:
            return None
        if name is None:
            return None
        mark, after = _mark(text, end)
        if mark == "narrow" and match and match["mark"] == ".":
            mark, after = "colon", end + 1
        if mark == "narrow" and not spaced:
            return None
        written = spaced[0] if spaced else text[start:end]
        sure = _letters(written) in self._letters
        return Label(name if sure else DOUBTFUL + name, self._fields[name], start, after, mark)

    def _like(self, text: str, *, near: bool) -> str | None:
        """The label with the same letters, or (`near`) all but the same."""
        letters = _letters(text)
        for candidate in (letters, letters.replace("rn", "m"), letters.replace("m", "rn")):
            if candidate in self._letters:
                return self._letters[candidate]
        for part in text.split("/") if "/" in text else ():
            if _letters(part) in self._letters:
                return self._letters[_letters(part)]  # in two languages: "Underwerp/Onderwerp"
        if len(letters) < _SHORTEST_LIKE or not near:
            return None
        close = get_close_matches(letters.replace("rn", "m"), self._about(letters), 1, _LIKENESS)
        return self._letters[close[0]] if close else None

    def _about(self, letters: str) -> list[str]:
        """The labels of about this length with nearly the same letters in them: few are left to compare with care."""
        own, size = frozenset(letters), len(letters)
        return [
            other
            for length in range(size - _LENGTHS_APART, size + _LENGTHS_APART + 1)
            for other, used in self._by_length.get(length, ())
            if len(own ^ used) <= _LETTERS_APART
        ]


@lru_cache(maxsize=8)
def labels_of(extra: tuple[HeadLabel, ...] = ()) -> Labels:
    """The labels of an installation, compiled once."""
    return Labels(extra)


def is_run_together(text: str) -> bool:
    """Whether a value goes on in a next label that stands against it: no value to be sure of."""
    return _RUN_TOGETHER.search(text) is not None


def fits(field: Field, text: str, *, strict: bool = False) -> bool:
    """Whether a value can be of a field; without a known form everything fits unless `strict`."""
    value = text.strip()[:_TELLING_START]
    if field in DATES:
        return any(found.start <= 12 for found in find_dates(value)) or bool(_SHORT_DATE.match(value))
    if field in NUMBERS:
        return bool(_HAS_DIGIT.search(value[:20])) and not find_dates(value[:12])
    if field in _FORMS:
        return bool(_FORMS[field].match(value))
    if field in (Field.OFFICIAL, Field.HOLDER):
        name = find_name(value)
        return name is not None and name.start() <= 12
    return not strict


def _alike(text: str, start: int) -> Label | None:
    """A date or number behind words that no table has; those of another document only end the value before them."""
    for pattern, field in ((_ANY_DATE, Field.DATE_LETTER), (_ANY_NUMBER, Field.NUMBER_REGISTERED)):
        match = pattern.match(text, start)
        if match:
            mark, after = _mark(text, match.end())
            kind = Field.OTHER if _OF_ANOTHER.search(match[0]) else _dated(field, match[0])
            return Label(DOUBTFUL + match[0].casefold(), kind, start, after, mark) if mark != "narrow" else None
    return None


def _dated(field: Field, words: str) -> Field:
    """The kind of date that the words behind "Datum" tell: "Datum besluit college", "Datum raadsvergadering"."""
    if field is not Field.DATE_LETTER or not words:
        return field
    return next((kind for pattern, kind in _DATE_WORDS if pattern.search(words)), field)


def split_glued(fields: Sequence[Field], text: str) -> list[tuple[int, int]] | None:
    """The values of one row that a scan ran together, each by the form of its field; None where that is not certain.

    Pairs of offsets in `text`, one per field, empty (start equals end) where the row has no value for it.
    """
    places: list[tuple[int, int]] = []
    at = 0
    for field in fields:
        at += len(text) - at - len(text[at:].lstrip())
        pattern = next((form for kinds, form in _GLUED if field in kinds), None)
        if pattern is None:
            return None
        dates = find_dates(text[at:])[:1] if field in DATES else ()
        match = pattern.match(text, at) if field not in DATES else None
        end = at + dates[0].end if dates and dates[0].start < 2 else match.end() if match else at
        places.append((at, end))
        at = end
    return places if not text[at:].strip() else None


def _with_boards(fields: Mapping[str, Field]) -> dict[str, Field]:
    """The labels with "b&w" in the other ways to write it."""
    return {
        label.replace("b&w", written): field
        for label, field in fields.items()
        for written in ("b en w", "benw", "b & w", "b. en w.", "b.en w.")
        if "b&w" in label
    }


def _normal(text: str) -> str:
    return " ".join(text.casefold().strip(" :\t").split())


def _fold(text: str) -> str:
    """The text with look-alikes made equal; as long as the text itself."""
    return text.translate(_FOLD)


def _opening(folded: str, start: int = 0) -> str:
    """The first sign and the next that is no blank, as a damaged label may have one: few labels share them."""
    second = folded[start + 1 : start + 2]
    if second in _BLANK:
        second = folded[start + 1 :].lstrip(_BLANK)[:1]
    return (folded[start : start + 1] + second).casefold()


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", _fold(text)).casefold()


def _pattern(label: str) -> str:
    """A label as a regular expression; in longer ones a blank may stand inside a word, as some PDF files have it."""
    folded = _fold(label)
    if len(label) < _SHORTEST_BROKEN:
        return re.escape(folded).replace(r"\ ", r"[ \u00a0]+")
    parts = ["[ \u00a0]+" if char == " " else re.escape(char) for char in folded]
    # Never before the last letters: "Portefeuillehouder S. Jansen" is no plural.
    broken = "[ \u00a0]?".join(parts[:-2]) + "".join(parts[-2:])
    return broken.replace("[ \u00a0]?[ \u00a0]+[ \u00a0]?", "[ \u00a0]+")


def _mark(text: str, end: int) -> tuple[str, int]:
    for mark, pattern in (("colon", _COLON), ("end", _END), ("wide", _WIDE)):
        match = pattern.match(text, end)
        if match:
            return mark, match.end()
    return "narrow", end + 1


def _is_column(text: str, start: int) -> bool:
    """Whether a line or a column of it begins here."""
    before = text[:start]
    return not before.strip() or before.endswith(("\t", "|", "| ")) or (len(before) > 1 and before[-2:].isspace())


def _is_value_of(before: Label, label: Label, text: str) -> bool:
    """Whether what looks like a label is the value of the one before it: "Openbaarheid: openbaar"."""
    if before.mark == "colon" and label.mark != "colon":
        return True
    if label.mark == "narrow" and before.field is label.field:
        return True  # "Portefeuillehouder <tab> Wethouder T. Voorbeeld"
    if label.mark == "narrow" and label.field is Field.HOLDER and before.field in _PARTIES:
        return True  # "Van <tab> wethouder T. Voorbeeld"
    answers = before.field in (Field.OPENNESS, Field.SECRECY) and label.mark == "end"
    return answers and ANSWER.match(text, label.start) is not None


def _stands_inside(text: str, label: Label, before: Sequence[Label], *, capital: bool) -> bool:
    """Whether a label in mid-line is one: set off by its mark, or in a row of labels with a value of its own form."""
    if text[label.start - 1].isalnum():
        return True  # run together with the value before it; a colon parts it from its own
    if len(label.name) < _SHORTEST_INSIDE:
        return False
    if label.mark in ("colon", "wide"):
        return capital
    if label.mark == "end":
        return bool(before) and label.field is Field.YOURS
    if label.field is Field.SUBJECT:
        return len(before) > 1 and capital and text[label.after : label.after + 1].isupper()
    return (
        (bool(before) or " " in label.name)
        and label.field in _FORMED
        and fits(label.field, text[label.after :], strict=True)
    )
