"""Numbers of other documents that a letter names: RIS, zaak, kenmerk, in prose and in lists.

A number counts behind a word that announces one, in brackets of its own, or by a shape that only registrations have.
Dates, years, sums, telephone and account numbers, and the letter's own numbers do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.pipeline.header import Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, collapse
from documents.pipeline.links import find_links
from documents.pipeline.types import ReferencedNumber
from governance.vocabulary import ClaimStatus

_CODE = r"(?:[A-Za-z]{1,6}[-./]?)?\d\w*(?:[-./_]\w*\d\w*)*"
_NR = r"(?:[ -]?n(?:umme)?r(?:s|\.)?)?"
_SYSTEMS = r"(?:mozard|corsa|verseon|decos|djuma|join|edocs|e-docs|ibabs|notubiz|liber|zaaksysteem)"
_MARKS = (
    r"(?:(?:met\s+|onder\s+)?(?:brief|ons\s+|uw\s+)?kenmerk|registratie(?:nummer|nr\.?|kenmerk)|referentie(?:nummer)?|"
    r"document(?:nummer|nr\.?|[ -]?id)|docnr\.?|dossier(?:nummer|nr\.?)?|inboeknummer|boekingsnummer|"
    rf"{_SYSTEMS}[ -]?(?:nummer|nr\.?|id)?)"
)
_SCHEMES: tuple[tuple[str, str], ...] = (
    ("RIS", rf"RIS{_NR}"),
    ("RV", r"(?:RV|raadsvoorstel(?:[ -]?nummer|[ -]nr\.?)?)"),
    ("RB", r"(?:RB|raadsbesluit(?:[ -]?nummer|[ -]nr\.?)?)"),
    ("RIB", rf"(?:RIB|raadsinformatiebrie(?:f|ven)|raadsbrie(?:f|ven)|collegebrie(?:f|ven)){_NR}"),
    ("zaak", r"(?:zaak(?:[ -]?nummers?|[ -]?nr\.?|\s?id|[ -]?kenmerk)?|zaak\s+met\s+(?:zaak)?nummer)"),
    ("kenmerk", _MARKS),
    ("besluit", r"(?:college|b&w[ -]?|ab[ -]|db[ -])?besluit(?:nummer|[ -]nr\.?)?"),
    ("nummer", r"(?:\bnrs?\.?|\bnummers?|\bno\.)"),
)
_LABELLED = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<s{number}>{pattern})" for number, (_, pattern) in enumerate(_SCHEMES)) + r")"
    r"\s*(?:(?:met\s+)?(?:zaak)?(?:nr\.?|nummer|kenmerk)\s*)?[:=#]?\s*\(?"
    rf"(?P<list>{_CODE}(?:\s*(?:,|&|/(?=\s)|en|,\s*en)\s*(?:(?:RIS|nr\.)\s*)?{_CODE})*)",
    re.I,
)
_ONE = re.compile(_CODE)
# A number alone in brackets, also with a word before or a date behind it: "(9451505)", "(Z/22/104417 van 3 mei)".
_BRACKETED = re.compile(r"\((?P<code>[A-Z]{0,5}[-./]?\d[\d./-]{2,}\d)(?=\)|,|\s+(?:van|d\.d\.)\b)")
_WRAP = r"(?:\n[ \t]*)?"
_SHAPES = (
    rf"[A-Za-z]{{1,6}}[-./_]{_WRAP}(?:\d{{2}}|(?:19|20)\d{{2}})[-./_]{_WRAP}(?:[A-Za-z]{{1,5}}[-./_])?\d{{1,8}}",
    r"(?:19|20)?\d{2}[-./][A-Z]{1,6}[-./]\d{1,7}",
    rf"[A-Z]{{2,6}}[-/]{_WRAP}\d{{5,9}}",
    r"[A-Z]{1,6}[-./]?\d{2}[-.]\d{3,8}",
    r"[A-Z]{2,5}(?:19|20)\d{2}[-./]\d{2,7}",
    r"[A-Z]{1,4}-?\d{6,11}",
    r"(?:20)?[0-9OolI]{2}\.[0-9OolI]{5,9}",
    r"(?:19|20)\d{2}[-/.]\d{5,8}",
    r"(?:19|20)\d{2}[-/]\d{3,4}",
    r"(?:20)?\d{2}[A-Za-z]{1,4}\d{5,9}",
    r"(?:RV|RB|RIB|RIS|RM|RA|BW|BB|CB|SV|TV|AV|VR|IN|INT|UIT|M|A|T|D|Z)[ ](?:19|20)?\d{2}[-/.]\d{1,6}",
)
_TYPICAL = re.compile(r"(?<![\w/.€-])(?P<code>" + "|".join(_SHAPES) + r")(?![\w/-]|[.,]\d)")
_SPACED = re.compile(r"\((?P<code>[A-Z]{1,5}[ ](?:19|20)?\d{2}[-/.]\d{1,6})\)")
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z]+:\d{4}:\w+")
_LIST_SCHEMES = {
    "Z": "zaak", "D": "kenmerk", "RV": "RV", "RB": "RB", "RIB": "RIB", "RIS": "RIS", "M": "motie", "T": "toezegging",
    "A": "amendement", "BW": "besluit",
}  # fmt: skip
# What numbers are that stand behind these words.
_OTHER = re.compile(
    r"(?<!\w)(?:kvk|kamer\s+van\s+koophandel|iban|bsn|btw|rekening\w*|bankrek\w*|tel(?:efoon)?\w*|fax|mobiel|postbus|bic|agb|cbs|"
    r"stb\.?|stcrt\.?|staatsblad|staatscourant|kamerstuk(?:ken)?|pb\s?l|richtlijn|verordening\s+\(e[ug]\)|artikel|art\.|lid|"
    r"pagina|pag\.|blz\.|segment|perceel|euro|versie|iso|nen|isbn|issn|doi)[\s:.()-]*(?:\w{1,3}[\s,]+)?(?:nr\.?\s*)?$",
    re.I,
)
_PHONE = re.compile(r"0\d{1,3}-?\d{6,8}|0\d{1,3}|0[69]\d{2}-?\d{4}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}\d{6,10}|[A-Z]{2}\d{9}B\d{2}")
_NO_NUMBER = re.compile(
    r"(?:19|20)\d{2}(?:[-/](?:19|20)\d{2})?|"  # a year or period
    r"(?:19|20)\d{2}[-/](?:19|20)\d{2}\d|"  # a period with the digit of a footnote
    r"[A-Za-z]{1,6}[-./ ](?:19|20)\d{2}[-/](?:19|20)\d{2}|"  # "GALA-2023-2026"
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{2}|\d{4})|"  # a date
    r"(?:19|20)\d{2}[-/.](?:0[1-9]|1[0-2])[-/.](?:[0-2]\d|3[01])|"
    r"[A-Za-z]?\d{1,3}"
)
_SUM = re.compile(r"\d{1,3}(?:\.\d{3})+")
_NUMBERED = ("RIS", "RV", "RB", "RIB")  # schemes that number by the year: "RV 24.006"
_STRONG = ("RIS", "zaak", "kenmerk")
_MIN_STRONG, _MIN_WEAK = 4, 3
_LONGEST_NUMBER = 30
_LABEL_REACH = 34
_LONGEST_PERIOD = 10
_REPAIR = str.maketrans("ol", "01")


def find_references(
    source: Source, own: tuple[str, ...], skip_before: int = 0, head: Head | None = None
) -> tuple[ReferencedNumber, ...]:
    """The numbers of other documents, each once, in reading order; `own` are the letter's own numbers.

    Before the offset `skip_before` only the addressee's number ("uw kenmerk") counts, by `head`.
    """
    known = {_plain(_first(number)) for number in own if number}
    places = [(place.start, place.end) for place in find_links(source)]
    found: dict[str, ReferencedNumber] = {}
    for start, end, scheme, status in sorted([*_yours(source, head), *_candidates(source, skip_before)]):
        if source.line_at(start).number in source.running_heads or any(left <= start < right for left, right in places):
            continue
        number = source.text[start:end].rstrip(".-/_")
        key = _plain(number)
        if len(key) < _MIN_WEAK or any(key == other or key in other for other in known):
            continue
        if _is_other(source.text, start, number, scheme):
            continue
        longer = next((seen for seen in found if seen.endswith(key) or key.endswith(seen)), None)
        if longer is not None and found[longer].evidence.end >= end:
            continue
        evidence = source.evidence(start, start + len(number))
        found.setdefault(key, ReferencedNumber(_written(number), scheme, ClaimStatus(status), evidence))
    return tuple(found.values())


def _yours(source: Source, head: Head | None) -> Iterator[tuple[int, int, str, str]]:
    """The number of the letter that this one answers: "Uw kenmerk" in the head."""
    for value in head.all(Field.YOURS) if head else ():
        match = _ONE.search(source.text, value.value.start, value.value.end)
        if value.in_head and "kenmerk" in value.label and match and sum(map(str.isdigit, match[0])) >= _MIN_STRONG:
            yield match.start(), match.end(), "kenmerk", ClaimStatus.CHECK


def _candidates(source: Source, skip_before: int) -> Iterator[tuple[int, int, str, str]]:
    text = source.text
    for match in _LABELLED.finditer(text):
        scheme = next(name for number, (name, _) in enumerate(_SCHEMES) if match[f"s{number}"])
        if match.start() < skip_before and scheme != "besluit":
            continue  # in the head only a decision is a document of its own
        for part in _ONE.finditer(text, match.start("list"), match.end("list")):
            digits = sum(map(str.isdigit, part[0]))
            if digits >= (_MIN_STRONG if scheme in _STRONG else _MIN_WEAK):
                yield part.start(), part.end(), scheme, ClaimStatus.CERTAIN if scheme == "RIS" else ClaimStatus.CHECK
    for pattern in (_BRACKETED, _SPACED, _TYPICAL):
        for match in pattern.finditer(text, skip_before):
            prefix = re.match(r"[A-Z]*", match["code"])
            scheme = _LIST_SCHEMES.get(prefix[0] if prefix else "", "nummer")
            yield match.start("code"), match.end("code"), scheme, ClaimStatus.CHECK
    for match in _ECLI.finditer(text, skip_before):
        yield match.start(), match.end(), "ECLI", ClaimStatus.CHECK


def _first(value: str) -> str:
    """The number in the value of a label, which may go on: "748113 – collegebesluit BW23.0095"."""
    match = _ONE.search(value) if len(value) > _LONGEST_NUMBER else None
    return match[0] if match else value


def _plain(number: str) -> str:
    """Letters and digits alone, with what scans confuse made one."""
    return re.sub(r"[^a-z0-9]", "", number.casefold()).translate(_REPAIR)


def _written(number: str) -> str:
    """The number as a reader copies it: without the line break inside it, "RIS310456" as it stands."""
    return re.sub(r"(?<=[-/._])\s+", "", collapse(number))


def _is_other(text: str, start: int, number: str, scheme: str) -> bool:
    """Whether it is a year, date, sum, or a number of something that is no document."""
    if _NO_NUMBER.fullmatch(number) or _PHONE.fullmatch(number) or _IBAN.fullmatch(number):
        return True
    if scheme not in _NUMBERED and (_SUM.fullmatch(number) or _is_period(number)):
        return True
    before = text[max(0, start - _LABEL_REACH) : start]
    return bool(_OTHER.search(before.split("\n\n")[-1])) or before.rstrip().endswith(("€", "EUR", "%"))


def _is_period(number: str) -> bool:
    """ "2021-22" and "2020/24" are school years and periods; "2021-88" is a number."""
    match = re.fullmatch(r"(?:19|20)(\d{2})[-/](\d{2})", number)
    return match is not None and 0 < int(match[2]) - int(match[1]) <= _LONGEST_PERIOD
