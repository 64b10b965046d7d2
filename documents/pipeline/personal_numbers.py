"""Personal numbers and addresses in a text: e-mail, telephone in every Dutch notation, BSN, home address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A place that is proposed for masking; kind is email, phone, name, bsn or address."""

    kind: str
    start: int
    end: int


# An address may be broken over two lines behind a dot or hyphen, or before its last part; scans set blanks in it.
_AT = (
    r"(?:[ \t]{0,2}@[ \t]{0,2}\n?[ \t]{0,2}|[ \t]?(?:\(at\)|\[at\]|\(apenstaartje\))[ \t]?|"
    r"[ \t]at[ \t](?=[\w-]+\.(?:nl|com|org)\b))"
)
_TOP = r"(?:nl|com|org|eu|frl|net|info|example)\b"
_EMAIL = re.compile(
    rf"(?:[\w.+'-]*+(?<=\w[.\-_])\n[ \t]*)?[\w.+'-]++{_AT}[\w-]+"
    rf"(?:\.[A-Za-z][\w-]*|[ \t]?\.[ \t]?[a-z][\w-]*(?=[ \t]?\.[ \t]?{_TOP})|[ \t]?\.[ \t]?{_TOP}|\.\n{_TOP})+"
)
_SIGN = re.compile(r"@")
_MARK = re.compile(r"@|[(\[](?:at|apenstaartje)[)\]]|[ \t]at[ \t]")
_MARK_WORDS = ("at)", "at]", "apenstaart", " at ", "\tat ", " at\t", "\tat\t")
_BEFORE, _BEHIND = 90, 130
_HALF_EMAIL = re.compile(r"(?<![\w.])[A-Za-z][\w.+'-]*@[A-Za-z][\w-]{2,}(?![\w.@-])")
_SEPARATOR = r"[ \t\n\u00a0.\-–—‑/]"
_DIGITS = rf"(?:{_SEPARATOR}{{0,3}}[0-9OlI])"
_AREA = rf"(?:{_SEPARATOR}?[0-9O])"
_PHONE = re.compile(
    # A scan may lose the blank behind the label: "T078- 770 1234".
    rf"(?:(?<![\w@/])|(?<=\b[TMFtmf])|(?<=\b[Tt]el))(?:"
    rf"\(?(?:\+|00){_SEPARATOR}?31\)?{_SEPARATOR}*(?:\(0\){_SEPARATOR}*)?{_DIGITS}{{9}}|"
    rf"\(?[0O](?:{_AREA}{{3}}\)?{_DIGITS}{{6}}|{_AREA}{{2}}\)?{_DIGITS}{{7}}|{_AREA}\)?{_DIGITS}{{8}}))(?!\w)"
)
# In a table without gaps a number is glued to the cell before it: "Afdeling1046 - 123 45 67".
_GLUED_PHONE = re.compile(
    r"0(?:(?<=[a-zà-ÿ]{3}0)|(?<=[a-zà-ÿ]{3}\d0))"
    r"(?:\d{3}[ ]?[-–][ ]?\d(?:[ .]?\d){5}|\d\d[ ]?[-–][ ]?\d(?:[ .]?\d){6}|6[ ]?[-–][ ]?\d(?:[ .]?\d){7})(?!\w)"
)
_DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}")
# What such numbers begin with: no other place is looked at.
_PHONE_MARK = re.compile(r"[0O+(]")
_FOREIGN = re.compile(r"(?<![\w+])(?:\+|00)(?!\s?31)[1-9]\d{0,2}[ .\-/]?(?:\(0\)[ ]?)?\d(?:[ .\-/]?\d){6,11}(?!\w)")
_GENERAL = re.compile(r"1(?<![\w.,€-]1)4[ \u00a0]?0\d{2,3}(?![\d\w])")
# Behind a label fewer digits are a number too: an extension, or one without its area code.
_LABELLED = re.compile(
    r"(?<!\w)(?:toestel(?:nummer)?|tst\.?|doorkies(?:nummer|nr\.?)?|telefoon(?:nummer|nr\.?)?|tel\.?|"
    r"mobiel(?:nummer)?|gsm|"
    r"bel(?:len)?\s+(?:met|naar)|[TM](?=[ ]?:))[ \t]*(?:nr\.?[ \t]*)?[:.]?[ \t]*"
    r"(?P<digits>\d(?:[ .\-–/]{0,3}\d){2,10})(?![\w€%])",
    re.I,
)
_LABEL_MARK = re.compile(r"[TDMGBtdmgb](?:(?i:oestel|st|el|oorkies|obiel|sm)|[ ]?:)")
_YEARLIKE = re.compile(r"(?:19|20)\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_BSN = re.compile(r"\d(?<![\w./-]\d)\d{8}(?![\w/-]|[.,]\d)")
_LABELLED_BSN = re.compile(
    r"\b(?:bsn|burgerservicenummers?|sofi-?nummers?)\b[^\d\n]{0,20}(?P<digits>\d(?:[ .\-]?\d){7,8})(?!\w)", re.I
)
_GROUPED_BSN = re.compile(
    r"\d(?<![\w.,€/-]\d)(?<!€ \d)(?:\d{3}[ .-]\d{2}[ .-]\d{3}|\d{2}[ -]\d{3}[ -]\d{3})(?![\w/-]|[.,]\d)"
)
_BSN_WORDS = ("bsn", "burgerservice", "sofi")
_POSTCODE = re.compile(r"\d{4}[ ]?[A-Z]{2}")
_BEFORE_POSTCODE, _BEHIND_POSTCODE = 200, 100
_STREET = re.compile(
    r"(?<![\w'’.-])(?P<address>[A-ZÀ-Þ][\w'’.-]{1,40}(?:[ ][\w'’.-]{1,40}){0,3}[ ]\d{1,4}"
    r"(?:[ ]?-?[ ]?[a-zA-Z0-9]{1,4})?,?\s+(?:te[ ])?\d{4}[ ]?[A-Z]{2}(?:[ ]{1,2}[A-ZÀ-Þ][\w'’-]+)?)"
)
_ROAD = (
    r"(?:straat|laan|weg|hof|kade|singel|dreef|gracht|dijk|plantsoen|pad|steeg|park|burg|akker|veld|horst|erf|ring|baan|hove|"
    r"oord|kamp|wal|vaart|zoom|rede|donk|hage|schans|wijk|meent|markt|plein)"
)
_LIVES = re.compile(
    r"\b(?:woon\w*|woont|wonend\w*|wonen|woning|bewoner\w*|huisadres|thuisadres|privéadres|adres\s+van|verblij\w+)\b[^.;\n]{0,50}?"
    rf"(?P<address>(?:[A-ZÀ-Þ][\w'’.-]*[ ]){{0,3}}[A-ZÀ-Þ][\w'’-]*{_ROAD}?[ ]\d{{1,4}}(?:[ ]?[a-zA-Z](?!\w))?)(?!\d)"
)
_HOME_WORDS = ("woon", "wone", "woni", "adres", "verblij")
_PUBLIC_ADDRESS = re.compile(r"postbus|stadhuis|raadhuis|gemeentehuis|stadskantoor|provinciehuis|plein|markt", re.I)
_GROUP = re.compile(r"\d+")
_PHONE_DIGITS = 10
_MANY_GROUPS = 8
_FEWEST_DIGITS = 3


def find_numbers(text: str) -> list[Found]:
    """All numbers and addresses, in the order of their kinds; they may overlap."""
    found = [Found("email", start, end) for start, end in _emails(text)]
    found += [Found("phone", start, end) for start, end in _phones(text)]
    found += [Found("bsn", start, end) for start, end in _bsns(text)]
    return [*found, *(Found("address", start, end) for start, end in _addresses(text))]


def tried(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern at some places, in their order and without overlap."""
    reached = 0
    for place in places:
        match = pattern.match(text, place) if place >= reached else None
        if match:
            reached = match.end()
            yield match


def has_contact(text: str) -> bool:
    """Whether an e-mail address or telephone number stands in a text."""
    return next(_emails(text), None) is not None or next(_phones(text), None) is not None


def _emails(text: str) -> Iterator[tuple[int, int]]:
    """Tried only around an @, or what stands for one."""
    reached = 0
    marks = _MARK if any(word in text for word in _MARK_WORDS) else _SIGN
    for mark in marks.finditer(text):
        if mark.start() < reached:
            continue
        start, stop = max(reached, mark.start() - _BEFORE), mark.end() + _BEHIND
        for pattern in (_EMAIL, _HALF_EMAIL):
            matches = [match for match in pattern.finditer(text, start, stop) if match.end() > mark.start()]
            if matches:
                yield matches[0].span()
                reached = matches[0].end()
                break


def _phones(text: str) -> Iterator[tuple[int, int]]:
    marks = [mark.start() for mark in _PHONE_MARK.finditer(text)]
    for match in tried(_PHONE, text, marks):
        digits = re.sub(r"[^0-9OlI+]", "", match[0].replace("(0)", ""))
        national = re.sub(r"^(?:\+|00)31", "0", digits)
        if len(national) == _PHONE_DIGITS and national[1] not in "0O" and not _is_row(text, match):
            yield match.start(), match.end()
    for match in (*_GENERAL.finditer(text), *tried(_FOREIGN, text, marks), *_GLUED_PHONE.finditer(text)):
        yield match.start(), match.end()
    for match in tried(_LABELLED, text, (mark.start() for mark in _LABEL_MARK.finditer(text))):
        digits = match["digits"]
        if not _YEARLIKE.match(digits) and sum(map(str.isdigit, digits)) >= _FEWEST_DIGITS:
            yield match.start("digits"), match.end("digits")


def _is_row(text: str, match: re.Match[str]) -> bool:
    """Whether the digits are a day with its time, or a row of single digits that goes on."""
    groups = _GROUP.findall(match[0])
    return _DAY.match(match[0]) is not None or (
        len(groups) >= _MANY_GROUPS and text[match.end() + 1 : match.end() + 2].isdigit()
    )


def _bsns(text: str) -> Iterator[tuple[int, int]]:
    """Nine digits that pass the eleven test, also in groups; behind "BSN" any eight or nine digits."""
    for pattern in (_BSN, _GROUPED_BSN):
        for match in pattern.finditer(text):
            if is_bsn(re.sub(r"\D", "", match[0])):
                yield match.start(), match.end()
    folded = text.casefold()
    for match in _LABELLED_BSN.finditer(text) if any(word in folded for word in _BSN_WORDS) else ():
        yield match.start("digits"), match.end("digits")


def is_bsn(digits: str) -> bool:
    """The eleven test: nine digits weighted 9..2 and -1 add up to a multiple of eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return (
        any(digit != digits[0] for digit in digits)
        and not sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    )


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for match in _streets(text):
        if not _PUBLIC_ADDRESS.search(match["address"]):
            yield match.start("address"), match.end("address")
    for match in _LIVES.finditer(text) if any(word in text for word in _HOME_WORDS) else ():
        yield match.start("address"), match.end("address")


def _streets(text: str) -> Iterator[re.Match[str]]:
    """Tried only around a postcode."""
    reached = 0
    for code in _POSTCODE.finditer(text):
        if code.start() < reached:
            continue
        match = _STREET.search(text, max(reached, code.start() - _BEFORE_POSTCODE), code.end() + _BEHIND_POSTCODE)
        if match:
            reached = match.end()
            yield match
