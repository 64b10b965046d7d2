"""Fragments of letters around the words that were found, as parts that a template escapes and marks.

Public rows take theirs from the public text only; staff rows, of letters that the asking griffie handles, from its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Left

from documents.models import Letter, LetterVersion
from governance.scope import Scope
from portal.search.query import Query

# Sentinels around a found word: control characters, which reading strips from every text.
BEGIN, END = "\x02", "\x03"
# Making a fragment costs time by the length of the text; a letter is rarely longer than this.
MOST_TEXT = 60_000
MASKED_RUN, SHORT_MASK = re.compile("█{4,}"), "███"


@dataclass(frozen=True, slots=True)
class SnippetPart:
    """A stretch of a fragment, and whether it is what was looked for."""

    text: str
    found: bool


def snippets(
    scope: Scope, query: Query, *, public: Collection[int], staff: Collection[int]
) -> Mapping[int, list[SnippetPart]]:
    """Fragments by letter id: for ``public`` letters from what everybody reads, for ``staff`` ones from the draft."""
    found: dict[int, list[SnippetPart]] = {}
    if public:
        found |= _fragments(Letter.objects.readable_by(scope).filter(pk__in=public), "public_text", query)
    if staff:
        found |= _fragments(Letter.objects.handled_by(scope).filter(pk__in=staff), "text", query)
    return found


def _fragments(letters: QuerySet[Letter], column: str, query: Query) -> dict[int, list[SnippetPart]]:
    versions = LetterVersion.objects.filter(letter=OuterRef("letter")).order_by("-number")
    fragment = SearchHeadline(
        Left(column, MOST_TEXT), query, config="dutch", start_sel=BEGIN, stop_sel=END, max_fragments=2, max_words=24,
        min_words=10, fragment_delimiter=" … ",
    )  # fmt: skip
    rows = (
        LetterVersion.objects.filter(letter__in=letters, pk=Subquery(versions.values("pk")[:1]))
        .annotate(fragment=fragment)
        .values_list("letter_id", "fragment")
    )
    return {letter_id: list(split(text)) for letter_id, text in rows}


def split(fragment: str) -> Iterator[SnippetPart]:
    """The parts of a fragment by its sentinels, white space made one space."""
    for index, piece in enumerate(fragment.replace("\f", " ").split(BEGIN)):
        marked, separator, plain = piece.partition(END)
        if index == 0 or not separator:
            marked, plain = "", piece.replace(END, "")
        for text, found in ((marked, True), (plain, False)):
            if text:
                yield SnippetPart(_one_line(text), found)


def _one_line(text: str) -> str:
    words = MASKED_RUN.sub(SHORT_MASK, " ".join(text.split()))
    return (" " if text[0].isspace() else "") + words + (" " if words and text[-1].isspace() else "")
