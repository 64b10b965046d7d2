"""Numbers of other documents that a letter names: RIS, zaak, kenmerk, in prose and in lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.layout import Source
from documents.pipeline.types import ReferencedNumber
from governance.vocabulary import ClaimStatus

_CODE = r"(?:[A-Za-z]{1,5}[-./]?)?\d[\w]*(?:[-./_]\w*\d\w*)*"
_SCHEMES: tuple[tuple[str, str], ...] = (
    ("RIS", r"RIS(?:[ -]?n(?:umme)?r\.?)?"),
    ("RV", r"(?:RV|raadsvoorstel(?:nummer)?)"),
    ("RB", r"(?:RB|raadsbesluit(?:nummer)?)"),
    ("RIB", r"(?:RIB|raadsinformatiebrief)(?:[ -]?n(?:umme)?r\.?)?"),
    ("zaak", r"(?:zaak(?:nummer|nr\.?|\s?id)?|zaak\s+met\s+nummer)"),
    ("kenmerk", r"(?:(?:met\s+)?kenmerk|ons kenmerk|registratienummer|documentnummer|dossiernummer|inboeknummer)"),
    ("nummer", r"(?:\bnr\.?|\bnummer)"),
)
_LABELLED = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(_SCHEMES)) + r")\s*:?\s*"
    rf"(?P<list>{_CODE}(?:\s*(?:,|&|en)\s*{_CODE})*)",
    re.I,
)
_ONE = re.compile(_CODE)
# A code in brackets, or with letters and a year that only a registration has.
_BRACKETED = re.compile(r"\((?P<code>[A-Z]{0,4}[-./]?\d[\d./-]{2,}\d)\)")
_TYPICAL = re.compile(
    r"(?<![\w/.-])(?P<code>Z[-./]?\d{2,4}[-./]?\d{4,}|[ZD]\d{6,}|(?:RV|RB|RIB|BW|BD|M|T|UIT|GRF|RA|IN|"
    r"D)[-./ ]?\d{2,4}[-./]\d{2,6}|"
    r"(?:BW|RA)\d{2}[.]\d{3,5}|[A-Z]{2,5}[-/]\d{4}[-/]\d{2,6}|20\d{2}[-/]\d{3,7})(?![\w/-])"
)
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z]+:\d{4}:\d+")
_LIST_SCHEMES = {"Z": "zaak", "D": "kenmerk", "RV": "RV", "RB": "RB", "RIB": "RIB", "M": "motie", "T": "toezegging"}


def find_references(source: Source, own: tuple[str, ...], skip_before: int = 0) -> tuple[ReferencedNumber, ...]:
    """The numbers of other documents, each once, in reading order; `own` are the letter's own numbers."""
    known = {_plain(number) for number in own if number}
    found: dict[str, ReferencedNumber] = {}
    for start, end, scheme, status in sorted(_candidates(source, skip_before)):
        if source.line_at(start).number in source.running_heads:
            continue
        number = source.text[start:end].rstrip(".-/")
        key = _plain(number)
        if len(key) < 3 or any(key == other or key in other for other in known) or _is_year_or_sum(number):
            continue
        evidence = source.evidence(start, start + len(number))
        found.setdefault(key, ReferencedNumber(number, scheme, ClaimStatus(status), evidence))
    return tuple(found.values())


def _candidates(source: Source, skip_before: int) -> Iterator[tuple[int, int, str, str]]:
    text = source.text
    for match in _LABELLED.finditer(text, skip_before):
        scheme = next(name for number, (name, _) in enumerate(_SCHEMES) if match[f"s{number}"])
        strong = scheme in ("RIS", "zaak", "kenmerk")
        for part in _ONE.finditer(text, match.start("list"), match.end("list")):
            if sum(char.isdigit() for char in part[0]) >= (4 if strong else 3):
                yield part.start(), part.end(), scheme, ClaimStatus.CERTAIN if scheme == "RIS" else ClaimStatus.CHECK
    for match in _BRACKETED.finditer(text, skip_before):
        yield match.start("code"), match.end("code"), "nummer", ClaimStatus.CHECK
    for match in _TYPICAL.finditer(text, skip_before):
        prefix = re.match(r"[A-Z]*", match["code"])
        scheme = _LIST_SCHEMES.get(prefix[0] if prefix else "", "nummer")
        yield match.start("code"), match.end("code"), scheme, ClaimStatus.CHECK
    for match in _ECLI.finditer(text, skip_before):
        yield match.start(), match.end(), "ECLI", ClaimStatus.CHECK


def _plain(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", number.casefold())


def _is_year_or_sum(number: str) -> bool:
    """ "2021", "2021-2022", "12-03-2024" and "1.250" look like numbers of documents and are none."""
    return bool(
        re.fullmatch(
            r"(?:19|20)\d{2}(?:[-/](?:19|20)?\d{2})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,3}(?:\.\d{3})+|"
            r"[A-Za-z]?\d{1,3}",
            number,
        )
    )
