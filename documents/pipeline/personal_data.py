"""What to propose for masking: e-mail, telephone, names of civil servants and inhabitants, BSN, home addresses.

A leak is worse than a proposal too many, so every place where a found name comes back is an item of its own.
Bestuurders in function (wethouders, burgemeester, those who sign) are not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from documents.pipeline.header import Head
from documents.pipeline.layout import Source, collapse
from documents.pipeline.names import given_name, letters, surname
from documents.pipeline.people import Public, find_people
from documents.pipeline.personal_numbers import Found, find_numbers
from documents.pipeline.types import PersonalItem

_MIN_SURNAME = 4
_IN_WORD = re.compile(r"[\w-]")
_BLANKS = re.compile(r"\s+")
_INITIALS_BEFORE = re.compile(r"(?:[A-Z]\.[ ]?){1,5}$")


def find_personal_data(source: Source, head: Head, public: Public, places: Iterable[str]) -> tuple[PersonalItem, ...]:
    """All items in reading order, without one inside another.

    `public` are bestuurders; `places` are names of gemeenten and regions, never proposed as a surname alone.
    """
    text = source.text
    found = find_numbers(text)
    places = list(places)
    names = find_people(source, head, public, found, places)
    found += [Found("name", start, end) for start, end in names]
    people = list(dict.fromkeys(collapse(text[start:end]) for start, end in names))
    known = {letters(surname(name)) for name in (*public.holders, *public.signers)}
    found += _repeats(text, people, known | {letters(place) for place in places})
    return tuple(
        PersonalItem(item.kind, source.text[item.start : item.end], source.evidence(item.start, item.end))
        for item in _outermost(found)
    )


def _outermost(found: Sequence[Found]) -> list[Found]:
    """Without items that lie inside, or overlap with, a longer one."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: (item.start, -item.end, item.kind)):
        if kept and item.start < kept[-1].end:
            if item.end > kept[-1].end:
                kept[-1] = Found(kept[-1].kind, kept[-1].start, item.end)
            continue
        if item.end > item.start:
            kept.append(item)
    return kept


def _repeats(text: str, people: Sequence[str], excluded: set[str]) -> Iterator[Found]:
    """Every other place where a found name stands: whole, the surname alone, the first name alone."""
    for person in people:
        forms = {person}
        last, first = surname(person), given_name(person)
        if len(letters(last)) >= _MIN_SURNAME and letters(last) not in excluded:
            forms.add(last)
        if len(letters(first)) >= _MIN_SURNAME and letters(first) not in excluded:
            forms.add(first)
        for form in forms:
            for start, end in _places(text, form.split()):
                yield Found("name", _with_initials(text, start), end)


def _places(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand in a row and apart; without a pattern, for each name would need one of its own."""
    start = text.find(words[0]) if words else -1
    while start >= 0:
        end = _end_of(text, start, words)
        apart = end and not _IN_WORD.match(text, end) and not (start and _IN_WORD.match(text, start - 1))
        if apart:
            yield start, end
        start = text.find(words[0], end if apart else start + 1)


def _end_of(text: str, start: int, words: Sequence[str]) -> int:
    """Where a row of words that begins at an offset ends; 0 where another word stands."""
    end = start
    for word in words:
        gap = _BLANKS.match(text, end) if end > start else None
        begin = gap.end() if gap else end
        if (gap is None and end > start) or not text.startswith(word, begin):
            return 0
        end = begin + len(word)
    return end


def _with_initials(text: str, start: int) -> int:
    before = _INITIALS_BEFORE.search(text, max(0, start - 20), start)
    return before.start() if before else start
