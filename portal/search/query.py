"""From what somebody typed to a PostgreSQL text query: all words, "phrases", -not, synonyms, and a prefix at the end.

The configuration is always named: without ``config="dutch"`` a query finds nothing, silently.
"""

from __future__ import annotations

import functools
import operator
import re
import unicodedata
from dataclasses import dataclass

from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

from portal.search.synonyms import BY_WORD, MOST_WORDS, SIGNED_NAMES

Query = SearchQuery | CombinedSearchQuery

MAX_LENGTH = 200
MAX_TERMS = 12
SHORT_ABBREVIATION = 2
SHORTEST_PREFIX = 3

_TOKEN = re.compile(r'(?P<not>-)?"(?P<phrase>[^"]*)"?|(?P<word>\S+)')
_PLURAL = re.compile(r"(?<=\w)['’´`]s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: words in their order, whether they must be absent, whether somebody quoted them."""

    text: str
    negated: bool = False
    quoted: bool = False
    alternatives: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """What was typed without what a database cannot hold, on one line and not too long."""
    visible = "".join(" " if unicodedata.category(char) in {"Cc", "Cs", "Co"} else char for char in text)
    return " ".join(visible.split())[:MAX_LENGTH].strip()


def fold(text: str) -> str:
    """Words as they are compared: no accents, plural 's gone (regio's → regio), one kind of dash."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _PLURAL.sub("", plain).replace("\u00ad", "").replace("–", "-").replace("—", "-")


def terms(text: str) -> list[Term]:
    """The terms of a typed query, at most ``MAX_TERMS``, with what else each may be called."""
    folded = fold(tidy(text))
    for written, short in SIGNED_NAMES.items():
        folded = re.sub(rf"(?<!\w){re.escape(written)}(?!\w)", short, folded, flags=re.IGNORECASE)
    found: list[Term] = []
    loose: list[str] = []
    for match in _TOKEN.finditer(folded):
        word = match["word"]
        if word and not (word.startswith("-") and len(word) > 1):
            loose.append(word)
            continue
        found += _with_synonyms(loose)
        loose = []
        phrase = match["phrase"] if word is None else word[1:]
        if _says_something(phrase):
            found.append(Term(phrase, negated=bool(match["not"]) or word is not None, quoted=True))
    return (found + _with_synonyms(loose))[:MAX_TERMS]


def build(text: str) -> Query | None:
    """The query, or None when nothing searchable was typed. Use it on ``SearchEntry.vector``."""
    wanted = [term for term in terms(text) if not term.negated]
    if not wanted:
        return None
    parts = [_one(term, prefix=term is wanted[-1] and not term.quoted) for term in wanted]
    parts += [~_words(term.text) for term in terms(text) if term.negated]
    return functools.reduce(operator.and_, parts)


def _with_synonyms(words: list[str]) -> list[Term]:
    """Loose words as terms; the longest run of words that is known together becomes one term."""
    found: list[Term] = []
    position = 0
    while position < len(words):
        for size in range(min(MOST_WORDS, len(words) - position), 0, -1):
            run = " ".join(words[position : position + size])
            names = _names(run, alone=len(words) == 1)
            if names or size == 1:
                if _says_something(run):
                    found.append(Term(run, alternatives=names))
                position += size
                break
    return found


def _names(run: str, *, alone: bool) -> tuple[str, ...]:
    """What else these words are called; a short abbreviation only in capitals or as the whole query."""
    key = " ".join(re.findall(r"\w+", run.lower()))
    if len(key) <= SHORT_ABBREVIATION and not key.isdigit() and not (alone or run.isupper()):
        return ()
    return tuple(name for name in BY_WORD.get(key, ()) if name != key)


def _says_something(text: str | None) -> bool:
    return text is not None and any(char.isalnum() for char in text)


def _one(term: Term, *, prefix: bool) -> Query:
    ways = [_words(name) for name in (term.text, *term.alternatives)]
    if prefix and term.text.isalnum() and len(term.text) >= SHORTEST_PREFIX and not term.text.isdigit():
        # Unstemmed, because a stem is not always how the whole word begins (inkoop → inkop).
        ways.append(SearchQuery(f"{term.text.lower()}:*", config="simple", search_type="raw"))
    return functools.reduce(operator.or_, ways)


def _words(text: str) -> SearchQuery:
    return SearchQuery(text, config="dutch", search_type="phrase")
