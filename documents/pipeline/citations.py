"""Documents that a letter cites by their date and sender and not by a number: "mijn brief van 25 september"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.pipeline.dates import DateFound, find_dates, with_year
from documents.pipeline.header import Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, collapse
from documents.pipeline.parties import Parties
from documents.pipeline.types import Citation, ReferencedNumber

_DOCUMENT = (
    r"(?:(?:raads|college|informatie|aanbiedings|wethouders|zienswijze|bestuurs|kamer|voortgangs|reactie|beantwoordings|"
    r"raadsinformatie|begeleidende\s+|gezamenlijke\s+|eerdere\s+|schriftelijke\s+)*brie(?:f|ven)|"
    r"(?:raads|college|informatie)?memo(?:['’]?s|randum)?|(?:raads|informatie|college|opleg|start|beleids)?not(?:a['’]?s?|itie|ities)|"
    r"RIB(?:['’]s)?|raadsmededelingen?|collegemededelingen?|mededelingen?|kennisgevingen?|"
    r"moties?|amendement(?:en)?|raadsvoorstel(?:len)?|raadsbesluit(?:en)?|collegevoorstel(?:len)?|"
    r"schriftelijke\s+vragen|raadsvragen|artikel\s+\d+-vragen|zienswijzen?|"
    r"(?:voortgangs|tussen|jaar|kwartaal|eind|bestuurs)?rapportages?|"
    r"e-?mail(?:bericht)?|nieuwsbrie(?:f|ven)|circulaire|advies(?:nota)?)"
)
_WHOSE = r"(?:mijn|onze|ons|uw|de|het|een|deze|die|diens|haar|zijn|hun)"
# What may stand between a document and its date: its title, what it is about, who sent it and to whom.
_BETWEEN = re.compile(
    r"(?:\s*,?\s*[‘'“\"][^‘’“”\"\n]{3,100}(?:\n[^‘’“”\"\n]{0,80})?[’'”\"]\s*,?)?"
    r"(?P<rest>\s+(?:over|inzake|met\s+betrekking\s+tot|betreffende|aan|van)\s+[^.;:()\d]{2,160})?\s*",
    re.I,
)
_SENDER = re.compile(r"\s+van\s+(?P<sender>\S.*?)(?=\s+(?:over|inzake|betreffende|aan)\s|\s*$)", re.I | re.S)
_GAP = r"\s{0,4}"
_DATED = (
    rf"(?:{_GAP},?{_GAP}(?:die\s{{1,3}}(?:wij|we|ik|u)\s{{1,3}})?"
    r"(?:(?:\bvan|\bd\.?d\.?|gedateerd|gedagtekend|dagtekening|(?:aangenomen|verzonden|verstuurd|ingediend|vastgesteld)\s{1,3}(?:op|in))"
    rf"{_GAP}:?{_GAP}|\({_GAP}(?:d\.?d\.?{_GAP})?))"
)
_WEEKDAY = r"(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\s{1,3})?"
_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_SHORT_MONTHS = "jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
_CITED = re.compile(
    rf"(?<![\w-])(?:(?P<whose>{_WHOSE})\s+(?:(?:eerdere|vorige|bovengenoemde|begeleidende|gezamenlijke|bijgevoegde|"
    rf"(?:door\s+uw?\s+raad\s+)?aangenomen)\s+)?)?(?P<document>{_DOCUMENT})(?!\w)",
    re.I,
)
_BEFORE_DATE = re.compile(rf"{_DATED}{_WEEKDAY}$", re.I)
# Where a date can begin, in small letters; the words before it are looked at from there back.
_DATE_START = re.compile(
    rf"(?<![\d./-])\d{{1,2}}(?:[\s\u00a0]{{1,3}}(?:{_MONTHS}|{_SHORT_MONTHS})|[-/.]\d{{1,2}}[-/.]\d)|(?<![a-z])(?:{_MONTHS})\b"
)
_DATED_REACH = 60
_KINDS = re.compile(_DOCUMENT, re.I)
_JL = re.compile(r"\s*(?:jl|jongstleden|l\.l\.?|dezes)\b\.?", re.I)
_AND = re.compile(rf"\s*(?:,|en|,\s*en)\s*(?:van\s+)?{_WEEKDAY}$", re.I)
_OWN, _YOURS = ("mijn", "onze", "ons"), ("uw",)
_REACH = 230
_NUMBER_NEAR = 90
_CLAUSE_END = re.compile(r";|[a-z)][.]\s|\n[ \t]*\n|\ben\b|:\s")


def find_citations(
    source: Source,
    head: Head,
    numbers: Sequence[ReferencedNumber],
    parties: Parties,
    start: int,
) -> tuple[Citation, ...]:
    """The cited documents from an offset on, in reading order, without those that a number in `numbers` names.

    `parties` says what "mijn" and "uw" stand for, and the year of a date without one. Without a year no citation.
    """
    found = [*_in_head(source, head, parties), *_in_text(source, numbers, parties, start)]
    seen: dict[tuple[str, str | None, str], Citation] = {}
    for citation in found:
        seen.setdefault((_kind(citation.words), citation.date, citation.sender), citation)
    return tuple(sorted(seen.values(), key=lambda item: item.evidence.start))


def _kind(words: str) -> str:
    match = _KINDS.search(words)
    return match[0].casefold() if match else words.casefold()


def _in_head(source: Source, head: Head, parties: Parties) -> Iterator[Citation]:
    """ "Uw brief van: 3 maart 2020" in the head."""
    for value in head.all(Field.YOURS):
        dates = find_dates(source.text, value.value.start, value.value.end)
        if value.in_head and len(dates) == 1 and "brief" in value.label:
            dated = with_year(dates[0], parties.day)
            evidence = source.evidence(value.value.start, value.value.end)
            yield Citation(f"{value.label} {collapse(value.value.text)}", dated.iso, parties.addressee, evidence)


def _in_text(
    source: Source,
    numbers: Sequence[ReferencedNumber],
    parties: Parties,
    start: int,
) -> Iterator[Citation]:
    text = source.text
    for match, sender, position in _matches(source, start):
        first = True
        for dated in _dates(text, position):
            end = dated.end + (jl.end() if (jl := _JL.match(text[dated.end : dated.end + 15])) else 0)
            begin = match.start() if first else dated.start
            iso = with_year(dated, parties.day).iso
            if iso is not None and not _numbered(text, numbers, begin, end):
                words = f"{collapse(text[match.start() : position])} {collapse(text[dated.start : end])}"
                evidence = source.evidence(begin, end)
                yield Citation(_words(words), iso, sender or _own(match, parties), evidence)
            first = False


def _matches(source: Source, start: int) -> Iterator[tuple[re.Match[str], str, int]]:
    """Every cited document with its sender, if named, and where its date begins: the document nearest before a date."""
    text = source.text
    reached = start
    for dated in _DATE_START.finditer(source.lowered, start):
        when = _BEFORE_DATE.search(text, max(reached, dated.start() - _DATED_REACH), dated.start())
        if when is None:
            continue
        begin = max(reached, when.start() - _REACH)
        for match in reversed(list(_CITED.finditer(text, begin, when.start()))):
            between = _BETWEEN.fullmatch(text, match.end(), when.start())
            if between:
                sender = _SENDER.match(between["rest"] or "")
                yield match, collapse(sender["sender"]).strip(" ,") if sender else "", when.end()
                reached = when.end()
                break


def _dates(text: str, position: int) -> Iterator[DateFound]:
    """The date behind the words and those that follow it: "van 3 maart en 4 april 2020"."""
    for found in find_dates(text, position, min(len(text), position + 80)):
        between = text[position : found.start]
        if between.strip() and not _AND.fullmatch(between):
            return
        yield found
        position = found.end


def _numbered(text: str, numbers: Sequence[ReferencedNumber], start: int, end: int) -> bool:
    """Whether a number stands in the citation or behind it in its clause: then the number says which document it is."""
    stop = _CLAUSE_END.search(text, end, end + _NUMBER_NEAR)
    reach = stop.start() if stop else end + _NUMBER_NEAR
    return any(start <= number.evidence.start < reach for number in numbers)


def _words(words: str) -> str:
    return words.replace("( ", "(") + (")" if words.count("(") > words.count(")") else "")


def _own(match: re.Match[str], parties: Parties) -> str:
    """Who sent it by the word before it: the letter's sender ("mijn") or addressee ("uw")."""
    whose = (match["whose"] or "").casefold()
    if whose in _OWN:
        return parties.sender
    return parties.addressee if whose in _YOURS else ""
