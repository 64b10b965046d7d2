"""What to propose for masking: e-mail, telephone, names of civil servants and inhabitants, BSN, home addresses.

A leak is worse than a proposal too many, so every place where a found name comes back is an item of its own.
Bestuurders in function (wethouders, burgemeester, those who sign) are not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from documents.pipeline.head_labels import labels_of
from documents.pipeline.header import Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, collapse
from documents.pipeline.names import FULL, INITIALED, given_name, is_person, letters, surname
from documents.pipeline.types import PersonalItem

# An address may be broken over two lines behind a dot or hyphen, or before its last part.
_EMAIL = re.compile(
    r"(?:[\w.+'-]*[\w][.\-_]\n[ \t]*)?[\w.+'-]+[ \t]?@[ \t]?\n?[\w-]+"
    r"(?:[ \t]?\.[ \t]?[A-Za-z][\w-]*|\.\n(?:nl|com|org|eu|frl|example)\b)+"
)
_SEPARATOR = r"[ \t\n\u00a0.\-–—‑/]"
_PHONE = re.compile(
    # A scan may lose the blank behind the label: "T078- 770 1234".
    rf"(?:(?<![\w@/])|(?<=\b[TMFtmf])|(?<=\b[Tt]el))(?:(?:\+|00){_SEPARATOR}?31{_SEPARATOR}*(?:\(0\){_SEPARATOR}*)?|"
    rf"\(?[0O](?:{_SEPARATOR}?[0-9O]){{1,3}}\)?)"
    rf"(?:{_SEPARATOR}{{0,3}}[0-9OlI]){{6,9}}(?![\w])"
)
_GENERAL_PHONE = re.compile(r"(?<![\w.,€-])14[ \u00a0]?0\d{2,3}(?![\d\w])")
_BSN = re.compile(r"(?<![\w./-])\d{9}(?![\w./-])")
_STREET = re.compile(
    r"(?P<address>[A-ZÀ-Þ][\w'’.-]+(?:[ ][\w'’.-]+){0,3}[ ]\d{1,4}[ ]?[a-zA-Z]?,?\s+"
    r"\d{4}[ ]?[A-Z]{2}(?:[ ]{1,2}[A-ZÀ-Þ][\w'’-]+)?)"
)
_PUBLIC_ADDRESS = re.compile(r"postbus|stadhuis|raadhuis|gemeentehuis|stadskantoor|provinciehuis|plein|markt", re.I)
_PUBLIC_OFFICE = re.compile(
    r"\b(?:loco-?)?(?:wethouder|burgemeester|gemeentesecretaris|portefeuillehouder|raadslid|"
    r"fractievoorzitter|minister|staatssecretaris|gedeputeerde|"
    r"bestuurder)s?\b",
    re.I,
)
_CIVIL = re.compile(
    r"\b(?:directeur|medewerk(?:er|ster)|beleids\w+|ambtelijk\w*|ambtenaar|project\w+|"
    r"programma(?:manager|leider)|coördinator|adviseur|manager|opdrachtgever|"
    r"contactpersoon|contact|consulent|inspreker\w*|inwoner|moeder|vader|secretariaat|accounthouder|"
    r"regisseur|trekker|kwartiermaker|bereik\w*|bellen|mailen|"
    r"spreken|vragen|informatie|telefoon|doorkies\w*|steller|auteur|behandel\w+)\b",
    re.I,
)
_TITLED = re.compile(
    rf"\b(?:mevrouw|mevr\.|mw\.|dhr\.|de\s+heer|heer)\s+(?P<name>{INITIALED.pattern}|"
    rf"{FULL.pattern.replace('core', 'full')})"
)
_INITIALS_ONLY = re.compile(r"^(?:[A-Z]\.\s?)+$")
# A label that labels.py does not have, but that clearly announces a civil servant.
_LOOSE_LABEL = re.compile(
    r"^[^\n:]{0,40}(?:ambtena|steller|auteur|behandel|contact|inlichting|medewerk|adviseur|leider|informatie)[^\n:]{0,30}"
    r"(?::|\t| {2,})(?P<value>[^\n]{3,120})",
    re.I | re.M,
)
_VALUE_NAME = re.compile(
    r"^(?:(?:de\s+)?heer|mevrouw|mevr\.|mw\.|dhr\.|drs\.|mr\.|ir\.|"
    r"dr\.)?\s*(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:[ ][\w.'’-]+){0,5})"
)
_SENTENCE = re.compile(
    r"[^.!?\n]*(?:(?:\b[A-Za-z]\.|\b(?:mw|dhr|mevr|drs|mr|ir|dr)\.|\.(?=\S))[^.!?\n]*|\n(?!\s*\n)[^.!?\n]*)*"
)
_MIN_SURNAME = 4
NEAR = 60
_PHONE_DIGITS = 10


@dataclass(frozen=True, slots=True)
class _Found:
    kind: str
    start: int
    end: int


def find_personal_data(
    source: Source, head: Head, public: Iterable[str], places: Iterable[str]
) -> tuple[PersonalItem, ...]:
    """All items in reading order, without one inside another.

    `public` are names of bestuurders; `places` are names of gemeenten and regions, never proposed as a surname alone.
    """
    text = source.text
    found = [_Found("email", match.start(), match.end()) for match in _EMAIL.finditer(text)]
    found += [_Found("phone", start, end) for start, end in _phones(text)]
    found += [_Found("bsn", match.start(), match.end()) for match in _BSN.finditer(text) if _is_bsn(match[0])]
    found += [_Found("address", start, end) for start, end in _addresses(text)]
    bestuurders = {letters(surname(name)) for name in public}
    names = list(_names(source, head, bestuurders, found))
    found += [_Found("name", start, end) for start, end in names]
    people = list(dict.fromkeys(collapse(text[start:end]) for start, end in names))
    found += _repeats(text, people, bestuurders | {letters(place) for place in places})
    return tuple(
        PersonalItem(item.kind, source.text[item.start : item.end], source.evidence(item.start, item.end))
        for item in _outermost(found)
    )


def _outermost(found: Sequence[_Found]) -> list[_Found]:
    """Without items that lie inside, or overlap with, a longer one."""
    kept: list[_Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end, item.kind)):
        if kept and item.start < kept[-1].end:
            if item.end > kept[-1].end:
                kept[-1] = _Found(kept[-1].kind, kept[-1].start, item.end)
            continue
        if item.end > item.start:
            kept.append(item)
    return kept


# --- Numbers and addresses ------------------------------------------------------------------------------------------


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"[^0-9OlI+]", "", match[0].replace("(0)", ""))
        national = re.sub(r"^(?:\+|00)31", "0", digits)
        if len(national) == _PHONE_DIGITS and national[1] not in "0O":
            yield match.start(), match.end()
    for match in _GENERAL_PHONE.finditer(text):
        yield match.start(), match.end()


def _is_bsn(digits: str) -> bool:
    """The eleven test: nine digits weighted 9..2 and -1 add up to a multiple of eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return (
        any(digit != digits[0] for digit in digits)
        and not sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    )


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _STREET.finditer(text):
        if not _PUBLIC_ADDRESS.search(match["address"]):
            yield match.start("address"), match.end("address")


# --- Names ----------------------------------------------------------------------------------------------------------


def _names(source: Source, head: Head, public: set[str], found: Sequence[_Found]) -> Iterator[tuple[int, int]]:
    for start, end in [
        *_labelled(source, head),
        *_in_prose(source, _body_start(source, head)),
        *_owners(source, found, public),
    ]:
        if letters(surname(collapse(source.text[start:end]))) not in public:
            yield start, end


def _body_start(source: Source, head: Head) -> int:
    """Where the running text begins: a head is full of capitals that name no people."""
    return source.lines[head.end_line].start if head.end_line < len(source.lines) else len(source.text)


def _labelled(source: Source, head: Head) -> Iterator[tuple[int, int]]:
    """Names behind Auteur, Contactpersoon and the like, and above an e-mail address or number in a contact block."""
    for value in head.all(Field.OFFICIAL):
        stop = value.value.end
        spans = [
            (match.start("core"), match.end("core"))
            for pattern in (INITIALED, FULL)
            for match in pattern.finditer(source.text, value.value.start, stop)
        ]
        match = None if spans else _VALUE_NAME.match(value.value.text)
        if match and not any(char.isdigit() for char in match["name"]):
            spans = [(value.value.start + match.start("name"), value.value.start + match.end("name"))]
        yield from spans
    for line in _LOOSE_LABEL.finditer(source.text):
        for pattern in (INITIALED, FULL):
            for match in pattern.finditer(source.text, line.start("value"), line.end("value")):
                if pattern is INITIALED or is_person(match["core"]):
                    yield match.start("core"), match.end("core")
    yield from _blocks(source)


def _blocks(source: Source) -> Iterator[tuple[int, int]]:
    """A line that is a name alone, with an address or number on one of the two lines below."""
    for line in source.lines:
        text = line.text.strip()
        if not 4 < len(text) < 50 or labels_of().opens(text):
            continue
        match = INITIALED.fullmatch(text) or FULL.fullmatch(text)
        below = source.text[line.end : line.end + 160].split("\n")[1:4]
        if match and any(_EMAIL.search(other) or _PHONE.search(other) for other in below):
            span = source.span(line.start, line.end)
            yield span.start, span.end


def _in_prose(source: Source, body: int) -> Iterator[tuple[int, int]]:
    """Names with mevrouw or de heer, or in a sentence about civil servants' work; first names only from ``body`` on."""
    text = source.text
    for match in _TITLED.finditer(text):
        if not _holds_office(text, match.start(), match.end()):
            yield match.start("name"), match.end("name")
    for sentence in _SENTENCE.finditer(text):
        if not sentence[0].strip() or not _CIVIL.search(sentence[0]):
            continue
        for pattern in (INITIALED, FULL):
            for match in pattern.finditer(text, sentence.start(), sentence.end()):
                plain = pattern is INITIALED or (
                    match.start() >= body and is_person(match["core"]) and _near_work(text, match.start(), match.end())
                )
                if plain and not _holds_office(text, match.start(), match.end()):
                    yield match.start("core"), match.end("core")


def _near_work(text: str, start: int, end: int) -> bool:
    """Whether a word for a civil servant's work stands near: two words with capitals alone may name anything."""
    return bool(_CIVIL.search(text[max(0, start - NEAR) : start]) or _CIVIL.search(text[end : end + NEAR]))


def _holds_office(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 25) : start], text[end : end + 45].split("\n\n", maxsplit=1)[0]
    near = re.match(r"\s*[,(]?\s*(?:de\s+|onze\s+)?", after)
    follows = _PUBLIC_OFFICE.match(after, near.end() if near else 0)
    return bool(_PUBLIC_OFFICE.search(before.split(".")[-1]) or follows)


def _owners(source: Source, found: Sequence[_Found], public: set[str]) -> Iterator[tuple[int, int]]:
    """Names anywhere in the letter that belong to one of its e-mail addresses."""
    locals_ = [letters(source.text[item.start : item.end].split("@")[0]) for item in found if item.kind == "email"]
    if not locals_:
        return
    for pattern in (INITIALED, FULL):
        for match in pattern.finditer(source.text):
            name = letters(surname(match["core"]))
            parts = [letters(part) for part in re.split(r"[ \-–]", surname(match["core"])) if len(part) > _MIN_SURNAME]
            owned = any(
                (len(name) >= _MIN_SURNAME and name in local) or any(part in local for part in parts)
                for local in locals_
            )
            if owned and name not in public:
                yield match.start("core"), match.end("core")


def _repeats(text: str, people: Sequence[str], excluded: set[str]) -> Iterator[_Found]:
    """Every other place where a found name stands: whole, the surname alone, the first name alone."""
    for person in people:
        forms = {person}
        last, first = surname(person), given_name(person)
        if len(letters(last)) >= _MIN_SURNAME and letters(last) not in excluded:
            forms.add(last)
        if len(letters(first)) >= _MIN_SURNAME and letters(first) not in excluded:
            forms.add(first)
        for form in forms:
            pattern = r"\s+".join(re.escape(word) for word in form.split())
            for match in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", text):
                start = _with_initials(text, match.start())
                yield _Found("name", start, match.end())


_INITIALS_BEFORE = re.compile(r"(?:[A-Z]\.[ ]?){1,5}$")


def _with_initials(text: str, start: int) -> int:
    before = _INITIALS_BEFORE.search(text, max(0, start - 20), start)
    return before.start() if before else start
