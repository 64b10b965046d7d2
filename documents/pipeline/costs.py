"""What a letter says about money: amounts, who bears which share, who is the cashier, or that nothing is due.

Only words that stand there count. Where a footnote digit is glued to an amount, the part that is sure is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from documents.pipeline.layout import Source, collapse
from documents.pipeline.segment import below_heading
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import Cost, Section
from governance.vocabulary import ClaimStatus

_GAP = r"[ \t\u00a0]*\n?[ \t\u00a0]*"
_SCALES = {
    "duizend": 1_000, "k": 1_000, "miljoen": 1_000_000, "mln": 1_000_000, "mio": 1_000_000,
    "miljard": 1_000_000_000, "mld": 1_000_000_000,
}  # fmt: skip
_SCALE = rf"(?:{_GAP}(?P<scale>duizend|miljoen|mln|mio|miljard|mld|k(?![\w€]))\b(?:(?<=mln|mld|mio)\.)?)"
# At most a row of six groups, so that a table of numbers with blanks between is not read anew from each of them.
_DIGITS = r"(?P<whole>\d{1,3}(?:[.\u00a0 ]\d{3}){1,5}(?!\d)|\d{1,3}(?:\.\d{3}){1,5}|\d+)"
_CENTS = r"(?:,(?P<cents>\d{1,3})(?!\d)|\.(?P<point>\d{1,2})(?![\d.])|,(?:-{1,2}|–|—|=|\.-)|\.(?:-{1,2}|–|=)(?!\d))"
# Below the € of a table's head stands the year of its first row.
_BARE_YEAR = r"(?<=\n)(?:19|20)\d{2}(?![\d.,])"
# A year or period belongs to the amount: "€ 250.000 per jaar", "structureel".
_PERIOD = r"(?:[ \u00a0]+(?P<period>(?:per|p\.)[ \u00a0](?:jaar|j\.|maand|kind|inwoner|jeugdige|week|uur)))?"
_AMOUNT = re.compile(
    rf"(?<![\w€])(?:€|EUR\b|euro\b){_GAP}(?!{_BARE_YEAR})(?P<minus>-[ ]?)?"
    rf"{_DIGITS}(?P<extra>\d*){_CENTS}?{_SCALE}?{_PERIOD}",
    re.I,
)
_BEHIND = re.compile(
    rf"(?<![\w.,€-]){_DIGITS}(?P<extra>\d*)(?:,(?P<cents>\d{{1,3}})(?!\d))?(?P<point>)(?P<minus>)"
    rf"{_SCALE}?{_GAP}euro(?:['’]s)?\b{_PERIOD}",
    re.I,
)
# "(bedragen x € 1.000)" is the unit of a table.
_TABLE_UNIT = re.compile(r"(?:bedrag|alle|tabel|\(|^)[^.\n]{0,25}[x×*]\s*$", re.I)

_KEY = re.compile(
    r"verdeelsleutel|verdeelmodel|kostenverdeling|kostenverdeel\w+|\bnaar\s+rato\b|"
    r"\bverde(?:eld|len|elt|ling)\b[^.;]{0,80}\b(?:inwoner|jeugdigen|gemeenten|sleutel|zorggebruik|gebruik)|"
    r"\bsleutel\b[^.;]{0,60}\b(?:verde|inwoner|gebaseerd|zorggebruik|kosten)|"
    r"\b(?:aandeel|deel|bijdrage)\b[^.;€]{0,60}(?:€|\d+(?:,\d+)?\s?(?:%|procent))|"
    r"\b(?:aandeel|bijdrage)\s+van\s+(?:de\s+)?(?:gemeente\b|[A-Z])|"
    r"\b\w+(?:se|tse)\s+(?:aandeel|bijdrage)\b|"
    r"\bvoor\s+(?:zijn|haar|hun|onze|eigen)\s+rekening\b|\bieder(?:e\s+gemeente)?\s+[^.;]{0,30}\b(?:betaalt|draagt)\b|"
    r"\d+(?:,\d+)?\s?(?:%|procent)\s+van\s+(?:de|het)\s+(?:\w+\s+)?(?:kosten|bijdrage|lasten|tekort)|"
    r"\b(?:betaalt|betalen|draagt|dragen|neemt)\b[^.;]{0,40}\b\d+(?:,\d+)?\s?(?:%|procent)",
    re.I,
)
_CASHIER = re.compile(
    r"\bkassier\w*|\bpenvoerder(?:schap)?\b|\bcentrumgemeente\b[^.;]{0,40}\b(?:betaalt|int|verrekent|factureert)\b|"
    r"\b(?:betaalt|int|verrekent|factureert)\s+(?:de\s+)?(?:gemeente\s+\w+\s+)?(?:als\s+)?(?:de\s+)?centrumgemeente\b",
    re.I,
)
_MONEY = (
    r"(?:financi\w+|kosten\w*|budget\w*|lasten|uitgaven|begroting\w*|bekostiging|dekking|raming|doorrekening|bedragen|"
    r"proceskosten|uitvoeringskosten)"
)
_IN_ATTACHMENT = re.compile(
    rf"\b{_MONEY}\b[^.;\n]{{0,120}}\b(?:in\s+(?:de\s+|het\s+|een\s+)?(?:\w+\s+)?bijlagen?|bijgevoegd\w*|bijgaande?)\b|"
    rf"\b(?:zie|in)\s+(?:de\s+|het\s+)?(?:\w+\s+)?bijlagen?\b[^.;\n]{{0,100}}\b{_MONEY}\b|"
    r"\bfinanci[eë]le\s+bijlage\b",
    re.I,
)
_SEE_ATTACHMENT = re.compile(r"\b(?:zie|in)\s+(?:de\s+)?(?:\w+\s+)?bijlagen?\b|\bbijgevoegd\w*\b", re.I)
_NONE_SENTENCE = re.compile(
    rf"\b(?:geen|zonder)\s+(?:\w+\s+){{0,2}}?(?:{_MONEY}|\w+\s+en\s+\w+)\s*(?:en\s+\w+\s+)?"
    r"(?:gevolgen|consequenties|effecten|aspecten|lasten)|"
    r"\bgeen\s+(?:\w+\s+)?(?:meer|extra|aanvullende|directe|bijkomende|verdere)?\s*(?:kosten|lasten|uitgaven)\b"
    r"(?:[^.;]{0,60}\b(?:verbonden|gemoeid|mee|voor\s+(?:de|onze)\s+gemeente))?|"
    r"\b(?:budget|kosten|begrotings)-?\s?neutraal\b(?!\s+te\b)|"
    r"\bfinanci[eë]le\s+(?:gevolgen|consequenties|effecten)\b[^.;]{0,80}\b(?:neutraal|nihil|niet\s+van\s+toepassing)\b|"
    r"\b(?:heeft|hebben|kent|kennen|zijn\s+er)\s+(?:hiervoor\s+)?geen\s+financi[eë]\w+\b",
    re.I,
)
_NONE_SECTION = re.compile(
    r"\W*(?:niet\s+van\s+toepassing|n\.?\s?v\.?\s?t\.?|geen|nihil|niet\s+aan\s+de\s+orde)"
    r"(?:\s+(?:financi\w+|kosten)\b[^.\n]{0,40})?[\s.]*(?:\n|$)",
    re.I,
)
_LABELLED_NONE = re.compile(
    rf"^[ \t]*{_MONEY}[^:\n]{{0,50}}:[ \t]*(?:niet\s+van\s+toepassing|n\.?v\.?t\.?|geen|nihil)\b[^\n]{{0,40}}$",
    re.I | re.M,
)
# Words of which a sentence about shares, cashiers, attachments or nothing has one.
_QUICK = (
    "verde", "rato", "sleutel", "deel", "bijdrage", "rekening", "betaalt", "draagt", "procent", "%", "kassier",
    "penvoerder", "centrumgemeente", "bijlage", "bijge", "bijgaand", "geen", "zonder", "neutraal", "nihil",
    "toepassing", "betalen", "dragen", "neemt",
)  # fmt: skip
_SHARE_WORDS = ("verde", "rato", "sleutel", "deel", "bijdrage", "rekening", "procent", "%", "betaalt", "draagt")
_CASHIER_WORDS = ("kassier", "penvoerder", "centrumgemeente")
_ATTACHMENT_WORDS = ("bijlage", "bijge", "bijgaand")
_NONE_WORDS = ("geen", "zonder", "neutraal", "nihil", "toepassing")
_SIGN = re.compile(r"€|eur")
_BEHIND_REACH = 60
_LONGEST = 300
_LONGEST_NUMBER = 15
_CHECK, _CERTAIN = ClaimStatus.CHECK, ClaimStatus.CERTAIN


def find_costs(source: Source, sections: Sequence[Section], start: int) -> tuple[Cost, ...]:
    """What the letter says about money from an offset on, in reading order."""
    found = [*_amounts(source, start), *_sections_without(source, sections), *_labelled(source)]
    taken = {(cost.kind, cost.evidence.start) for cost in found}
    nothing = [cost.evidence for cost in found if cost.kind == "not_applicable"]
    for sentence in sentences(source, start):
        words = source.lowered[sentence.start : sentence.end]
        if not any(map(words.__contains__, _QUICK)) or source.line_at(sentence.start).number in source.running_heads:
            continue
        for cost in _of_sentence(source, sentence, sections, words):
            inside = any(place.start < cost.evidence.end and cost.evidence.start < place.end for place in nothing)
            if (cost.kind, cost.evidence.start) not in taken and not (cost.kind == "not_applicable" and inside):
                found.append(cost)
    return tuple(sorted(found, key=lambda cost: (cost.evidence.start, cost.kind)))


def _about_money(sections: Sequence[Section], sentence: Sentence) -> bool:
    return any(section.kind == "kosten" and section.start <= sentence.start < section.end for section in sections)


# --- Amounts --------------------------------------------------------------------------------------------------------


def _amounts(source: Source, start: int) -> Iterator[Cost]:
    text = source.text
    reached = start
    for match in sorted(_amount_matches(source, start), key=lambda match: match.start()):
        if match.start() < reached or _TABLE_UNIT.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        reached = match.end()
        amount = _value(match)
        end = match.start("extra") if match["extra"] else match.end()
        evidence = source.evidence(match.start(), end)
        sure = not match["extra"] and amount is not None
        yield Cost(
            "amount", collapse(evidence.quote), amount, 0.95 if sure else 0.6, _CERTAIN if sure else _CHECK, evidence
        )


def _amount_matches(source: Source, start: int) -> Iterator[re.Match[str]]:
    """Amounts behind and before the sign or word for euros; what has neither is not looked at."""
    behind = start
    for sign in _SIGN.finditer(source.lowered, start):
        if match := _AMOUNT.match(source.text, sign.start()):
            yield match
        if sign[0] == "eur" and sign.start() >= behind:
            near = max(behind, sign.start() - _BEHIND_REACH)
            if match := _BEHIND.search(source.text, near, sign.start() + _BEHIND_REACH):
                behind = match.end()
                yield match


def _value(match: re.Match[str]) -> float | None:
    """Euros; a number whose groups are no thousands ("250.0002") counts up to the last whole group."""
    whole = re.sub(r"\D", "", match["whole"])
    cents = match["cents"] or match["point"] or ""
    if len(whole) > _LONGEST_NUMBER or (len(cents) > 2 and not match["scale"]):
        return None  # "€ 1,234" may be one euro or a thousand
    value = float(f"{whole}.{cents}") if cents and not match["extra"] else float(whole)
    value *= _SCALES[match["scale"].casefold()] if match["scale"] and not match["extra"] else 1
    return round(-value if match["minus"] else value, 2)


# --- Sentences ------------------------------------------------------------------------------------------------------


def _of_sentence(source: Source, sentence: Sentence, sections: Sequence[Section], words: str) -> Iterator[Cost]:
    """What one sentence says; `words` is the sentence in small letters."""
    text = source.text[sentence.start : sentence.end]
    if any(section.start == sentence.start and len(section.heading) + 2 >= len(text) for section in sections):
        return
    kinds = []
    if any(map(words.__contains__, _SHARE_WORDS)) and _KEY.search(text):
        kinds.append(("share", 0.7))
    if any(map(words.__contains__, _CASHIER_WORDS)) and _CASHIER.search(text):
        kinds.append(("cashier", 0.75))
    if any(map(words.__contains__, _ATTACHMENT_WORDS)) and (
        _IN_ATTACHMENT.search(text) or (_SEE_ATTACHMENT.search(text) and _about_money(sections, sentence))
    ):
        kinds.append(("in_attachment", 0.7))
    if any(map(words.__contains__, _NONE_WORDS)) and _NONE_SENTENCE.search(text):
        kinds.append(("not_applicable", 0.75))
    if not kinds:
        return
    evidence = source.evidence(below_heading(source.text, sentence.start, sentence.end, sections), sentence.end)
    for kind, confidence in kinds:
        yield Cost(kind, collapse(evidence.quote)[:_LONGEST], None, confidence, _CHECK, evidence)


def _sections_without(source: Source, sections: Sequence[Section]) -> Iterator[Cost]:
    """A section about money that says "niet van toepassing" and nothing else."""
    for section in sections:
        if section.kind != "kosten":
            continue
        start = section.start + len(section.heading)
        start += len(source.text[start : section.end]) - len(source.text[start : section.end].lstrip(" \t\n:?"))
        match = _NONE_SECTION.match(source.text, start, section.end)
        if match and match[0].strip():
            evidence = source.evidence(match.start(), match.end())
            yield Cost("not_applicable", collapse(evidence.quote), None, 0.9, _CHECK, evidence)


def _labelled(source: Source) -> Iterator[Cost]:
    for match in _LABELLED_NONE.finditer(source.text):
        evidence = source.evidence(match.start(), match.end())
        yield Cost("not_applicable", collapse(evidence.quote), None, 0.9, _CHECK, evidence)
