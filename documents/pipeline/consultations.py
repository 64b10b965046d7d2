"""What a letter asks: a zienswijze, an adoption, advice or something else, of whom and by when.

Only requests that stand open count. What a raad gave earlier is a decision, and "then you will receive a request" is
something announced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from documents.pipeline.bodies import BodyHit
from documents.pipeline.dates import find_dates, with_year
from documents.pipeline.layout import Source, collapse
from documents.pipeline.parties import Parties
from documents.pipeline.relative_dates import TimeFound, Window, find_times
from documents.pipeline.segment import below_heading
from documents.pipeline.sentences import Sentence, sentences
from documents.pipeline.types import Consultation, Section
from governance.vocabulary import BodyKind, ClaimStatus

_OPINION = r"(?:ontwerp-?|concept-?)?zienswijzen?|wensen\s+en(?:/of)?\s+bedenkingen"
_WHOM = (
    r"(?:u\b|uw\b|(?:alle|de|iedere?|elke?)\s+(?:\w+\s+)?"
    r"(?:raad|raden|gemeenteraad|gemeenteraden|colleges|adviesra\w+))"
)
_ASK = re.compile(
    rf"\b(?:wij|we)\s+(?:u\s+|uw\s+raad\s+)?(?:\w+\s+){{0,2}}?(?:vragen|verzoeken)\b(?!\s+(?:aandacht|ons\s+af))"
    rf"|\b(?:vragen|verzoeken)\s+(?:(?:wij|we)\s+)?(?:hierbij\s+|daarom\s+)?{_WHOM}"
    r"|\bik\s+(?:\w+\s+){0,2}?(?:vraag|verzoek)\b|\b(?:vraag|verzoek)\s+ik\b"
    rf"|\b(?:vraagt|verzoekt)\s+(?:hierbij\s+|daarom\s+|ons\s+en\s+)?{_WHOM}"
    r"|\b(?:wordt|worden)\s+[^.;]{0,50}?\b(?:gevraagd|verzocht)\b"
    r"|\bmet\s+(?:het|als)\s+(?:dringende\s+|uitdrukkelijke\s+)?verzoek\b|\bons\s+verzoek\s+(?:is|aan|luidt)\b"
    r"|\b(?:stellen|stelt)\s+(?:wij\s+)?(?:u|uw\s+raad|de\s+raad|de\s+raden)\s+(?:daarom\s+)?voor\b"
    r"|\b(?:nodigen|nodigt)\s+(?:wij\s+)?(?:u|uw\s+raad|de\s+raden)\s+[^.;]{0,60}?uit\b",
    re.I,
)
_HAVE_ASKED = re.compile(r"\b(?:heeft|hebben|is|zijn)\s+[^.;]{0,80}?\b(?:gevraagd|verzocht)\b", re.I)
# Of these parts of words every request has one, and what asks one of the first four: cheap to see.
_ASKING_WORDS = ("vra", "verzo", "stel", "nodig")
_TELLING_WORDS = (
    *_ASKING_WORDS, "zienswij", "bedenking", "besluit", "stemm", "keuren", "vergadering", "raadscommissie",
)  # fmt: skip
# "De raad vraagt het college": asked of another.
_BY_COUNCIL = re.compile(
    r"\b(?:raad|raden|fractie|u)\s+(?:vraagt|verzoekt|vroeg|verzocht)\b|\bheeft\s+de\s+raad\s+gevraagd", re.I
)
_OPINION_WORD = re.compile(rf"\b(?:{_OPINION})\b", re.I)
_OPINION_OPEN = re.compile(
    rf"\b(?:voor|om)\s+(?:een|uw|hun|de|het\s+geven\s+van\s+(?:een|uw))\s+(?:{_OPINION})\b"
    rf"|\b(?:kunt|kunnen|kan|mag|mogen|moet|moeten|dient|dienen)\b[^.;]{{0,120}}\b(?:{_OPINION})\b"
    rf"|\b(?:{_OPINION})\b[^.;]{{0,120}}\b(?:kunt|kunnen|kan|mag|mogen|moet|moeten|dient|dienen|indienen|kenbaar|uiterlijk|"
    rf"tegemoet|ontvangen\s+wij|zien\s+wij)\b"
    rf"|\b(?:in\s+de\s+gelegenheid|gelegenheid\s+(?:om|tot)|mogelijkheid\s+om|termijn\s+voor)\b[^.;]{{0,100}}\b(?:{_OPINION})\b"
    rf"|\b(?:leg(?:gen|t)?|bied(?:en|t)?|stur?en|stuurt|zend(?:en|t)?)\b[^.;]{{0,140}}\b(?:{_OPINION})\b"
    rf"|\b(?:termijn|deadline)\b[^.;]{{0,60}}\b(?:{_OPINION})\b",
    re.I,
)
_ADOPTION = re.compile(
    r"\b(?:ter|voor)\s+(?:vaststelling|besluitvorming|instemming)\b|\bvast\s+te\s+(?:laten\s+)?stellen\b|"
    r"\bvaststelling\s+(?:van|door|te\s+agenderen)\b|\bbesluit(?:en)?\s+(?:te\s+nemen|neemt|nemen)\b|\bin\s+te\s+stemmen\s+met\b|"
    r"\btoestemming(?:sbesluit\w*)?\b|\bgoed\s+te\s+keuren\b|\btoe\s+te\s+stemmen\b|\b(?:te\s+)?besluiten\s+(?:om|tot)\b",
    re.I,
)
_SUBMITS = re.compile(
    r"\blig(?:t|gen)\b[^.;]{0,80}\bter\s+(?:vaststelling|besluitvorming)\s+voor\b|"
    r"\b(?:leg(?:gen|t)?|bied(?:en|t)?)\b[^.;]{0,160}\b(?:voor|aan)\b|"
    r"\b(?:word(?:t|en)|zal|zullen)\b[^.;]{0,120}\b(?:aangeboden|voorgelegd|aan\s+te\s+bieden|voor\s+te\s+leggen)\b",
    re.I,
)
_ADVICE = re.compile(
    r"\b(?:ter\s+advisering|(?:om|uw|een|hun)\s+advies\b|te\s+adviseren|advies\s+uit\s+te\s+brengen)", re.I
)
# Past and conditional: not open, or not yet asked.
_PAST = re.compile(
    r"\b(?:heeft|hebt|hebben|had|gaf|gaven|bracht|diende)\b[^.;]{0,160}\b(?:gegeven|ingediend|uitgebracht|kenbaar\s+gemaakt|"
    r"ingebracht|overwogen|aangeboden|voorgelegd|vastgesteld|besloten|ingestemd)\b|"
    r"\b(?:is|zijn|was|waren|werd|werden)\b[^.;]{0,120}\b(?:aangeboden|voorgelegd|ingediend|gegeven|ontvangen|verwerkt|"
    r"vastgesteld|overgenomen|toegevoegd|aangepast)\b|\bontvangen\s+zienswijzen\b|\bvroeg(?:en)?\b|\bverzocht(?:en)?\s+(?:u|het|de)\b|"
    r"\bnaar\s+aanleiding\s+van\s+(?:de|uw|hun)\s+zienswijzen?\b",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:niet|geen)\b[^.;,]{0,25}\b(?:gevraagd|verzocht|nodig)\b|"
    r"\bdan\s+(?:ontvangt|krijgt|vragen|leggen|vraagt)\b|\b(?:zal|zullen|gaan|gaat)\b[^.;]{0,60}\b(?:vragen|verzoeken)\b|"
    r"\bte\s+vragen\s+uw\b|\bmotie\b|\bamendement\b|\bfracties?\b|\bschriftelijke\s+vragen\b|\b(?:als|indien|wanneer)\s+(?:u|uw\s+raad)\b|\bmocht(?:en)?\b|"
    r"\b(?:Tweede|Eerste)\s+Kamer\b|\bregering\b|\bhet\s+Rijk\b|\bminister\b",
    re.I,
)
_NOW = re.compile(
    r"\b(?:zend(?:t|en)|stu(?:urt|ren|ur)|leg(?:t|gen)?|bied(?:t|en)?|vra(?:agt|gen|ag)|verzoek(?:t|en)?)\b[^.;]*"
    r"\b(?:nu|hierbij|thans|daarom|voor\s+een\s+zienswijze|ter\s+vaststelling)\b",
    re.I,
)
_DEADLINE = re.compile(
    r"\b(?P<how>uiterlijk(?:\s+(?:op|vóór|voor|tot|tot\s+en\s+met|t/m|in|begin|eind|medio))?|v[oó]{2}r|tot\s+en\s+met|tot|t/m|"
    r"niet\s+later\s+dan|v(?:ó|o)ó?r\s+uiterlijk|in|op|van|per|binnen)\s+"
    r"(?:(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\s+)?$",
    re.I,
)
_FIRM = re.compile(r"uiterlijk|v[oó]{2}r|tot|t/m|later", re.I)
_TERM = re.compile(
    r"\b(?:binnen|in)\s+(?:een\s+termijn\s+van\s+)?(?:\d{1,2}|een|twee|drie|vier|vijf|zes|acht|tien|twaalf)\s+(?:weken|maanden|week|maand|dagen)\b|"
    r"\b(?:uiterlijk|v[oó]{2}r|voor|tot)\s+(?:de\s+|het\s+)?(?:begin\s+|eind\s+|medio\s+)?(?:zomer(?:reces)?|zomervakantie|herfst\w*|kerst\w*|jaarwisseling|"
    r"einde\s+van\s+(?:het|dit)\s+jaar|komend\s+\w+)\b",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:in|voor|tijdens|op|aan)\s+(?:de|uw|het)\s+(?:raadsvergadering|commissievergadering|vergadering|raadscommissie|"
    r"commissie|raad)\s+(?:van\s+|d\.d\.\s+)$",
    re.I,
)
_COUNCIL_MEETING = re.compile(r"\b(?:raadsvergadering|commissievergadering|raadscommissie)\b", re.I)
_YOUR = re.compile(
    r"\b(?:(?P<council>(?:uw|de)\s+(?:gemeenteraad|raad|raadsleden))|(?P<you>u|uw\s+colleges?)|"
    r"(?P<many>(?:gemeenteraden|raden))|(?P<colleges>(?:alle|de)\s+(?:\w+\s+)?colleges)|"
    r"(?P<advisers>adviesraad|adviesraden|cli[eë]ntenraad))\b",
    re.I,
)
# "Wij verzoeken het college van Voorbeeldstad", "de gemeente Voorbeeldstad gevraagd om".
_PLACE = (
    r"(?:het\s+college|de\s+raad|de\s+gemeente|het\s+(?:dagelijks|algemeen)\s+bestuur)(?:\s+van)?(?:\s+de)?\s+"
    r"(?-i:[A-Z])[\w’'-]+"
)
_NAMED = re.compile(
    rf"\b(?:verzoeken|vragen|verzoekt|vraagt|verzoek|vraag)\s+(?:wij\s+|we\s+|ik\s+)?(?P<who>{_PLACE})|"
    rf"(?P<whom>{_PLACE})\s+(?:gevraagd|verzocht)\b",
    re.I,
)
_WE = re.compile(r"\b(?:wij|we|ik|ons\s+college|onze|ons)\b", re.I)
_ABOUT = re.compile(
    rf"\b(?:{_OPINION})\b(?:\s+\w+){{0,3}}?\s+(?<!uiterlijk )"
    r"(?P<mark>op(?!\s+(?:\d|\w+dag\b))|over|ten\s+aanzien\s+van|met\s+betrekking\s+tot|inzake|aangaande)\s+"
    r"(?P<what>[^.;:]+)",
    re.I,
)
_OBJECT_FIRST = re.compile(
    r"(?P<what>\b(?:het|de|deze|dit)\s+[^.;,]{3,90}?)\s+(?:leggen|bieden|sturen|zenden)\s+(?:wij|we)\s+(?:u|uw\s+raad)\b",
    re.I,
)
_SENT = re.compile(
    r"\b(?:stu(?:ur|ren|urt)|zend(?:en|t)?|bied(?:en|t)?|leg(?:gen|t)?)\s+(?:(?:ik|wij|we|hij|zij|ons\s+college|het\s+college)\s+)?"
    r"(?:u|uw\s+raad|de\s+(?:gemeente)?rad?en|de\s+(?:gemeente)?raad|(?:alle|de)\s+colleges)\s+(?:nu\s+|hierbij\s+|dan\s+|thans\s+)?"
    r"(?P<what>[^.;]+?)\s+(?:toe|aan|voor)\b",
    re.I,
)
_OBJECT = re.compile(
    r"\b(?P<what>(?:de|het|deze|dit|een|onze)\s+(?!(?:\w*vergadering|commissie|verzoek|raad|raden|gelegenheid)\b)"
    r"(?:(?!(?:raad|raden|college|colleges|om)\b)[^\s.;:,]+\s+){1,12}?)"
    r"(?:formeel\s+|definitief\s+|ook\s+|ongewijzigd\s+)?(?:vast\s+te|ter\s+vaststelling|ter\s+besluitvorming|"
    r"ter\s+instemming|aan\s+te\s+bieden|voor\s+te\s+leggen|aan\s+de\s+raden|aan\s+uw|in\s+te\s+stemmen|te\s+besluiten)",
    re.I,
)
_WITH = re.compile(r"\bin\s+te\s+stemmen\s+met\s+(?P<what>[^.;]+)|\bvaststelling\s+van\s+(?P<met>[^.;,]+)", re.I)
_TO_DO = re.compile(r"\bom\s+(?!(?:deze|dit|die|een\s+besluit|hierover)\b)(?P<what>[^.;]+)", re.I)
_ASKED_TO = re.compile(
    rf"\b(?:vragen|verzoeken|vraagt|verzoekt|vraag|verzoek)\s+(?:wij\s+|ik\s+)?{_WHOM}(?:\s+raad\b)?\s+(?P<what>[^.;]+)",
    re.I,
)
_EMPTY = re.compile(r"(?:hierover\s+)?een\s+besluit(?:\s+te\s+nemen)?|deze|dit|die|hierover", re.I)
_DATED = re.compile(r"^(?:uiterlijk|v[oó]{2}r|tot)\s+(?:\d{1,2}\s+\w+(?:\s+\d{4})?)\s+", re.I)
_EDGE = " \t\n,;:.()–-"
_CUT = re.compile(
    r"\s*,?\s*\b(?:uiterlijk|v[oó]{2}r|tot\s+en\s+met|niet\s+later\s+dan|kenbaar\s+te\s+maken|kenbaar\s+maken|in\s+te\s+dienen|indienen|"
    r"te\s+geven|aan\s+ons|bij\s+ons|naar\s+voren|op\s+\d{1,2}\s+\w+)\b.*$",
    re.I | re.S,
)
_LONGEST, _SHORTEST = 220, 4
_STEM = 10  # letters: "toestemmingsbesluiten" is "toestemmingsbesluit"
_TELLING = 6  # letters: shorter words do not show that two requests are one


@dataclass(frozen=True, slots=True)
class _Request:
    """A request; `bare` when its sentence says neither of whom nor about what, as in "the opinion must be in by"."""

    item: Consultation
    bare: bool


def find_consultations(
    source: Source, parties: Parties, bodies: Sequence[BodyHit], sections: Sequence[Section], start: int
) -> tuple[Consultation, ...]:
    """The open requests from an offset on, in reading order; a deadline named apart is added to its request."""
    found: list[_Request] = []
    for sentence in sentences(source, start):
        if source.line_at(sentence.start).number in source.running_heads:
            continue
        begin = below_heading(source.text, sentence.start, sentence.end, sections)
        request = _of_sentence(source, parties, bodies, Sentence(begin, sentence.end, sentence.listed))
        if request:
            found.append(request)
    return _joined(found)


def _of_sentence(source: Source, parties: Parties, bodies: Sequence[BodyHit], sentence: Sentence) -> _Request | None:
    text = source.text[sentence.start : sentence.end]
    kind = _kind(text)
    if not kind or text.rstrip().endswith("?") or _NOT_YET.search(text) or _BY_COUNCIL.search(text):
        return None
    iso, words = _deadline(source, parties.day, sentence)
    stands_open = iso is not None and (parties.day is None or iso >= parties.day.isoformat()[: len(iso)])
    past = _HAVE_ASKED.search(text) or (_PAST.search(text) and not _NOW.search(text))
    if past and not stands_open:
        return None
    asked_of = _asked_of(text, parties, kind)
    if not asked_of and (not stands_open or kind not in ("zienswijze", "vaststelling")):
        return None
    subject = _subject(text, kind)
    item = Consultation(
        kind,
        (subject or parties.subject)[:_LONGEST],
        asked_of or _addressee(parties),
        _actor(text, parties, bodies, sentence, asked_of),
        iso,
        words,
        0.75 if words else 0.6,
        ClaimStatus.CHECK,
        source.evidence(sentence.start, sentence.end),
    )
    return _Request(item, bare=not asked_of and not subject)


def _kind(text: str) -> str:
    """What is asked; empty when the sentence asks nothing."""
    lowered = text.lower()
    if not any(map(lowered.__contains__, _TELLING_WORDS)):
        return ""
    may_ask = any(map(lowered.__contains__, _ASKING_WORDS))
    asks = may_ask and bool(_ASK.search(text) or _HAVE_ASKED.search(text))
    if _OPINION_WORD.search(text):
        return "zienswijze" if asks or _OPINION_OPEN.search(text) else ""
    if (_ADOPTION.search(text) and (asks or _SUBMITS.search(text))) or (
        _SUBMITS.search(text) and _COUNCIL_MEETING.search(text)
    ):
        return "vaststelling"
    if not asks:
        return ""
    return "advies" if _ADVICE.search(text) else "verzoek"


def _deadline(source: Source, day: date | None, sentence: Sentence) -> tuple[str | None, str]:
    """The date by which, with its words; the date of a meeting counts where something is laid before it."""
    text = source.text
    for found in find_dates(text, sentence.start, sentence.end):
        begin = max(sentence.start, found.start - 60)
        before = text[begin : found.start]
        match = _MEETING.search(before) or _DEADLINE.search(before)
        if match and (match.re is _MEETING or _FIRM.search(match["how"])):
            return with_year(found, day, past=False).iso, collapse(text[begin + match.start() : found.end])
    for time in find_times(text, Window(day, day), sentence.start, sentence.end, announced=True):
        if time.relation in ("by", "before", "until"):
            return _cut(time), collapse(time.words)
    term = _TERM.search(text, sentence.start, sentence.end)
    return (None, collapse(term[0])) if term else (None, "")


def _cut(time: TimeFound) -> str | None:
    """The last day of a time, cut to what the words say; None where they name neither a day nor a month."""
    length = {"day": len("2021-05-01"), "month": len("2021-05")}.get(time.granularity)
    return time.latest.isoformat()[:length] if time.latest and length else None


def _asked_of(text: str, parties: Parties, kind: str) -> str:
    """Who is asked: the councils or colleges that the sentence names, else "u": whom the letter is for."""
    named = _NAMED.search(text)
    if named:
        return collapse(named["who"] or named["whom"])
    found = {name for match in _YOUR.finditer(text) for name, value in match.groupdict().items() if value}
    several = bool(re.search(r"colleges\b|raden\b", parties.addressee, re.I))
    for name, asked in (("many", "raden"), ("colleges", "colleges")):
        if name in found:
            return asked
    if "council" in found and (kind in ("vaststelling", "zienswijze") or "you" not in found):
        return "raden" if several else "raad"
    if "advisers" in found and "you" not in found:
        return "adviesraad"
    return _addressee(parties) if "you" in found else ""


def _addressee(parties: Parties) -> str:
    """Whom the letter is for, as one of the words for who can be asked."""
    for pattern, asked in ((r"colleges?\b", "colleges"), (r"raden\b", "raden"), (r"adviesraad", "adviesraad")):
        if re.search(pattern, parties.addressee, re.I):
            return asked
    return (
        "raad" if not parties.addressee or re.search(r"raad|commissie", parties.addressee, re.I) else parties.addressee
    )


def _actor(text: str, parties: Parties, bodies: Sequence[BodyHit], sentence: Sentence, asked_of: str) -> str:
    """Who asks: the body before the verb, else "wij": who sends the letter."""
    ask = _ASK.search(text) or _HAVE_ASKED.search(text) or _SUBMITS.search(text) or _NOW.search(text)
    verb = sentence.start + (ask.end() if ask else len(text))
    named = [
        collapse(hit.text)
        for hit in bodies
        if sentence.start <= hit.start < verb and not hit.plural and hit.kind is not BodyKind.COUNCIL
    ]
    if _WE.search(text[: verb - sentence.start]) or not named:
        return parties.sender
    return named[0] if named[0].casefold() != asked_of else parties.sender


def _subject(text: str, kind: str) -> str:
    """What it is about: behind "zienswijze op", before "vast te stellen", else what is to be done."""
    patterns = {"zienswijze": (_ABOUT, _SENT, _OBJECT), "verzoek": (_TO_DO, _ASKED_TO)}.get(
        kind, (_SENT, _OBJECT_FIRST, _WITH, _OBJECT, _TO_DO)
    )
    for pattern in patterns:
        match = pattern.search(text)
        if match:
            what = next((value for name, value in match.groupdict().items() if name in ("what", "met") and value), "")
            cleaned = collapse(_CUT.sub("", _DATED.sub("", what))).strip(_EDGE)
            if len(cleaned) > _SHORTEST and not _EMPTY.fullmatch(cleaned):
                return cleaned
    return ""


def _joined(found: Sequence[_Request]) -> tuple[Consultation, ...]:
    """Two sentences about one request are one: that with the firm deadline is the evidence."""
    kept: list[Consultation] = []
    for request in found:
        item = request.item
        same = (place for place, other in enumerate(kept) if _same(other, item, bare=request.bare))
        place = next(same, None)
        if place is None:
            kept.append(item)
            continue
        last = kept[place]
        chosen, other = (item, last) if _firm(item) and not _firm(last) else (last, item)
        kept[place] = replace(
            chosen,
            subject=last.subject if request.bare else (last.subject or item.subject),
            asked_of=last.asked_of,
            actor=last.actor if request.bare else chosen.actor,
            deadline=chosen.deadline or other.deadline,
            deadline_text=chosen.deadline_text or other.deadline_text,
        )
    return tuple(sorted(kept, key=lambda item: item.evidence.start))


def _firm(item: Consultation) -> bool:
    return bool(_FIRM.match(item.deadline_text))


def _same(one: Consultation, other: Consultation, *, bare: bool) -> bool:
    """Whether two sentences ask the same; a bare one belongs to the request before it that has no firm deadline yet."""
    if one.kind != other.kind or one.kind == "verzoek":
        return False
    if _firm(one) and _firm(other) and one.deadline != other.deadline:
        return False
    if bare:
        return True
    words, more = (
        {word[:_STEM] for word in re.findall(r"\w+", item.subject.casefold()) if len(word) >= _TELLING}
        for item in (one, other)
    )
    return one.asked_of == other.asked_of and (bool(words & more) or not words or not more)
