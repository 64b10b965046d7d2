"""What was decided about, in the letter's own words: around the verb, without who and when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.pipeline.dates import find_dates
from documents.pipeline.decision_anchors import Anchor
from documents.pipeline.decision_words import BULLET, CLAUSE_END, DECIDED, EDGES, HEREAFTER, LEADING, ON, OPINION, UNTIL
from documents.pipeline.layout import collapse

_AUXILIARY = re.compile(
    r"\b(?:heeft|hebben|hebt|had|hadden|werd|werden|is|wordt|worden|bent|"
    r"(?<!\bin\s)(?<!\bvan\s)(?<!\bop\s)(?<!\bmet\s)(?<!\baan\s)(?<!\btijdens\s)zijn)\b",
    re.I,
)
_ACTIVE = ("heeft", "hebben", "hebt", "had", "hadden")
_TAKES_OBJECT_BEHIND = re.compile(
    r"ingestemd|kennis\s?(?:van\s+)?genomen|akkoord|gekozen|uitgesproken|afgesproken|besloten|besloot|beslist|"
    r"(?:toestemming|instemming|goedkeuring|nee|ja|zei(?:den)?|opdracht|mandaat|groen\s+licht|uitspraak|vonnis)\s|stemden?|ging|"
    r"nam(?:en)?\s|"
    r"overeengekomen|bepaald(?=\s+dat)|toegetreden|geoordeeld|zienswijze|gaf|gaven|koos|kozen|sprak|zag|afgezien",
    re.I,
)
_BEHIND = re.compile(
    r"\s*,?\s*(?:met|van|om|tot|over|op|voor|dat|aan|tegen|in(?=\s+(?:de|het)\s+zaak))\s+(?P<what>[^;]+)", re.S
)
_BEFORE_PREPOSITION = re.compile(r"^\s*(?:met|van|over|voor|tot)\s+(?=(?:de|het|een|deze|dit|die)\b)", re.I)
# "het amendement dat u … hebt aangenomen": what "dat" points back at, and what stands behind it.
_RELATIVE = re.compile(
    r"\b(?P<what>(?:het|de|een|dit|deze|die|dat|[A-Z][\w-]+)\s+(?:(?!het\b|de\b|een\b|dat\b|die\b|is\b|"
    r"past\b)[^\s,;]+\s+)"
    r"{0,7}?[\w'’&-]+),?\s+(?:dat|die|welke)\s+(?P<rest>[^;]{0,80})$"
)
_ARTICLE = re.compile(r"\b(?:het|de|een|deze|dit)\s", re.I)
_VAGUE = re.compile(
    r"(?:dit|dat|wat|deze|die|het|iets|ervoor|daartoe|volgende|onderstaande|als\s+volgt|hier(?:mee|van|over|voor|"
    r"in|op|toe)?|daar\s?(?:mee|van|over|voor|in|op|toe)?|eerdere?|nader(?:e)?|ook|zo|er|wel|alle|laatste)?"
    r"\s*(?:laatste|eerste|tweede|derde|overige|betreffende)?\s*"
    r"(?:voorstel(?:len)?|het\s+besluit|behandeling|uitgangspunt|gelegenhe\w+|onderdeel|onderdelen|punt(?:en)?|"
    r"besluit(?:vorming)?|stuk(?:ken)?|"
    r"plan(?:nen)?|advies|verzoek|"
    r"idee|onderwerp|keuze|motie|document|notitie|variant|scenario|agendapunt|inrichting|zaak|kwestie|beslissing)?",
    re.I,
)
_TRAILING = re.compile(
    r"[\s,]*\b(?:unaniem|definitief|formeel|ongewijzigd|gewijzigd|voorlopig|inmiddels|eveneens|reeds|al|ook|alsnog|"
    r"daarom|dus|zoals\s+bekend|daarop|hiermee|toen|zojuist|alleen|(?:als\s+)?hamerstuk|met\s+(?:algemene\s+stemmen|"
    r"(?:ruime\s+|grote\s+)?meerderheid|[\w ]{3,20}stemmen\b[\w ]{0,20})|in\s+(?:die|deze|dezelfde|zijn|haar|"
    r"hun)\s+\w+|"
    r"dan|zelf|weer|echter|daarbij|na\s+een\s+schorsing|dan\s+ook|tot\s+nu\s+toe|door(?:\s+de)?|aan|voor|van|met|"
    r"is|op|in)$",
    re.I,
)
_ON_REQUEST = re.compile(
    r"^(?:op|naar)\s+(?:verzoek|voorstel|voordracht|advies|aandringen|initiatief|aanleiding)\s+van\s+"
    r"(?:(?:de|het|een)\s+)?[\w-]+(?:\s+[A-Z][\w-]+){0,3}(?:,\s+[A-Z][\w-]+){0,4}"
    r"(?:\s+en\s+(?:de\s+)?[\w-]+(?:\s+[A-Z][\w-]+){0,3})?[\s,]*",
)
_OPENING_ADVERB = re.compile(
    r"^(?:(?:op|in|tijdens|bij|uit|sinds|aan)\s+(?:de|het|die|deze|dezelfde|zijn|haar|hun|uw|onze|eerste|laatste|"
    r"een)\s+"
    r"(?:\w+\s+)?(?:vergadering|bijeenkomst|overleg|raadsvergadering|sessie|zitting|dag|middag|avond|moment)\b"
    r"(?:\s+van)?[\s,]*)+",
    re.I,
)
_WHO = re.compile(r"^(?:gemeente\s+)?(?:De\s+|Het\s+)?[A-Z][\w-]+\s+(?=(?:het|de|een|haar|zijn|hun)\s)")
_PRONOUN = re.compile(r"^(?:u|uw raad|wij|we|ik)\b\s*", re.I)
_ABOUT_MEETING = re.compile(r"besluitvorming|keuze|agendapunt|onderwerp|zaak|kwestie", re.I)
_AT_MEETING = re.compile(
    r"\b(?:tijdens|in|op|bij)\s+(?:de|het|een|die|deze|dat|dit|zijn|haar|hun)\s+(?:\w+\s+)?\w*(?:vergadering|"
    r"bijeenkomst|"
    r"overleg|"
    r"zitting)\b",
    re.I,
)
_LATELY = re.compile(r"\s*(?:jl|ll)\b\.?")
_POINTING = re.compile(r"(?:deze|dit|die|dat|hij|zij|daar|hier)\b", re.I)
_VAGUE_NOUN = re.compile(
    r"\b(voorstel|stuk|plan|besluit|verzoek|motie|amendement|advies|contract|kader|visie|regeling|ontwerp|scenario|"
    r"begroting)"
    r"(?:ken|len|nen|ten)?$",
    re.I,
)
_DISCUSSED = re.compile(
    r"\b(?:besprak|bespraken|behandelde|behandelden|sprak|spraken|vergaderde|vergaderden|debatteerde)\s+(?:\w+\s+)?"
    r"(?:(?<!vergaderde\s)|over\s+)(?P<what>(?:de|het|een)\s+[^.;:]{5,140})",
    re.I,
)
# What opens a passive sentence without being its subject: "Eerder dit jaar is in het overleg het plan bekrachtigd".
_WHEN = re.compile(
    r"\s*(?:eerder|later|vorig|dit|afgelopen|begin|eind|medio|tegelijk\w*|tijdens|daarnaast|vervolgens|daarbij|"
    r"ook|toen|met|"
    r"bij|in|op|onlangs|inmiddels|destijds)\b",
    re.I,
)
# "bij de regiovisie het amendement …": where, not what.
_BESIDE = re.compile(r"^(?:regiovisie|[\w-]+)\s+(?=(?:het|de)\s+(?:amendement|motie)\b)")
_ABOUT = re.compile(
    r"\s*(?:over|ten\s+aanzien\s+van|met\s+betrekking\s+tot|"
    r"wat\s+betreft)\s+(?P<what>[^,;:]{4,120}?)\s+(?:heeft|hebben|is|zijn)\b",
    re.I,
)
_LAW = re.compile(
    r"\b(?:op\s+(?:grond|de\s+voet|basis)\s+van|gelet\s+op|"
    r"ingevolge)\s+artikel\b[^;.]{3,80}?(?:wet|verordening)\b",
    re.I,
)
# "geweigerd mee te betalen aan …": what was refused stands behind the verb.
_REFUSED = re.compile(r"\s*(?:om\s+)?(?P<what>(?:[^\s;.,]+\s+){0,8}?te\s+[a-zà-ÿ]+en\b[^;.]*)")
# The end of a short name that was given in brackets: "(hierna: DG&J) het inkoopkader".
_REST_OF_BRACKETS = re.compile(r"^[^\s()]{1,15}\)\s+")
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before: the text up to the sentence, the sentence before it, and what this one was about;
    `meeting` is the sentence that told of the meeting."""

    text: str
    sentence: str
    told: str = ""
    meeting: str = ""


def subject(text: str, anchor: Anchor, body: str, before: Before) -> str:
    """The subject of a decision; empty when the text does not tell what "dit voorstel" points at."""
    found = _own(text, _LAW.sub(lambda law: " " * len(law[0]), _blanked(text, body)), anchor)
    about = _ABOUT.match(text)
    if about and _POINTING.match(found):
        return cleaned(f"{about['what']} {found}")
    if not _VAGUE.fullmatch(re.sub(r"\s*\([^)]*\)", "", found)):
        return found
    if text.rstrip().endswith(":") and anchor.stop == len(text):
        return ""
    pointed = _behind_noun(text, anchor, found) or _same_noun(text[: anchor.begin], found) or before.told
    pointed = pointed or _same_noun(before.text, found)
    if _ABOUT_MEETING.search(found):
        pointed = pointed or _discussed(before.meeting)
    pointed = pointed or _antecedent(text, anchor)
    pointed = pointed or cleaned(_topic(before.sentence))
    return pointed if len(pointed) >= len(found) else found


def _behind_noun(text: str, anchor: Anchor, found: str) -> str:
    """ "een motie aangenomen waarin …": what a noun without more is about stands behind the verb."""
    match = re.compile(r"\s*,?\s*(?:waarin|waarmee|om|over|die|dat|voor)\s+[^.;]{5,200}").match(text, anchor.end)
    return cleaned(f"{found}{match[0]}") if match and _VAGUE_NOUN.search(found) else ""


def _same_noun(earlier: str, found: str) -> str:
    """What the same noun was about where it stood before: "het voorstel" after "een voorstel voor een vangnet"."""
    noun = _VAGUE_NOUN.search(found)
    if not noun:
        return ""
    pattern = rf"\b\w*{noun[1]}\s+(?:met|om|voor|van|over|tot|inzake|waarin)\s+[^.;:,]{{5,140}}"
    matches = re.findall(pattern, earlier, re.I)
    return cleaned(matches[-1]) if matches else ""


def _own(text: str, blank: str, anchor: Anchor) -> str:
    if anchor.object:
        span = re.sub(r"^[\s,]*en\s", "", blank[slice(*anchor.object)])
        return cleaned(_BEFORE_PREPOSITION.sub("", _first_clause(span)))
    before = _before(text, blank, anchor)
    said = text[anchor.start : anchor.end]
    refused = _REFUSED.match(blank, anchor.end) if said.casefold() == "geweigerd" else None
    if refused:
        return cleaned(refused["what"])
    if OPINION.match(said):
        behind = _BEHIND.match(blank, anchor.end)
        rest = f" {_first_clause(behind[0])}" if behind else ""
        return cleaned(re.sub(r"\s\w+$", "", said) + rest)
    if not _TAKES_OBJECT_BEHIND.match(said):
        return before
    behind = _BEHIND.match(blank, anchor.end)
    if behind is None and anchor.decided:
        behind = re.compile(r"\b(?:tot|om|dat)\s+(?P<what>[^;]+)", re.S).search(blank, anchor.end, anchor.stop)
    what = ""
    if behind:
        what = cleaned(_first_clause(blank[behind.start("what") : max(anchor.stop, behind.start("what"))]))
    return what if len(what) > 2 else before


def _before(text: str, blank: str, anchor: Anchor) -> str:
    """What stands between the start of the clause and the verb that can be its object."""
    decided = [match.end() for match in DECIDED.finditer(text, anchor.begin, anchor.start)]
    if decided:
        return cleaned(blank[decided[-1] : anchor.start])
    auxiliaries = list(_AUXILIARY.finditer(text, anchor.begin, anchor.start))
    if not auxiliaries:
        return cleaned(blank[anchor.begin : anchor.start])
    last = auxiliaries[-1]
    front, between = blank[anchor.begin : last.start()], blank[last.end() : anchor.start]
    if last[0].lower() not in _ACTIVE:
        return _of_passive(front, between, opens=anchor.begin == 0 or bool(_WHEN.match(text)))
    if len(cleaned(between)) <= 3:
        return _of_subordinate(blank[: last.start()], front)
    return _of_active(front, between)


def _of_active(front: str, between: str) -> str:
    right = cleaned(_BESIDE.sub("", _AT_MEETING.sub(" ", _WHO.sub("", cleaned(between)))))
    if _POINTING.match(front.strip()) and not _ARTICLE.search(right):
        return ""
    return right if len(right) > 2 else cleaned(re.split(r"\bdat\b", front)[-1])


def _of_passive(front: str, between: str, *, opens: bool) -> str:
    if _WHEN.match(front) and _ARTICLE.match(between.strip()):
        front = ""
    left, right = cleaned(re.split(r"\bdat\b", front)[-1]), cleaned(between)
    if not left and not opens and not _ARTICLE.match(between.strip()):
        return ""
    if _POINTING.match(left) and right:
        return right if _VAGUE.fullmatch(left) else f"{left} {right}"
    return left if len(left) > 2 else right


def _of_subordinate(before: str, front: str) -> str:
    """The object of a clause that ends in "… heeft vastgesteld": in the clause itself, else what "dat" points at."""
    relative = _RELATIVE.search(before)
    if relative:
        rest = cleaned(_PRONOUN.sub("", relative["rest"].strip()))
        if len(rest) <= 3 or not _ARTICLE.search(relative["rest"]):
            return cleaned(relative["what"])
    return cleaned(_PRONOUN.sub("", re.split(r"\b(?:dat|die|nadat|of)\b", front)[-1].strip()))


def _antecedent(text: str, anchor: Anchor) -> str:
    """What the sentence spoke of before the clause of the verb: "het voorstel … kwam niet in stemming: het is …"."""
    front = text[: anchor.begin]
    return cleaned(_topic(front)) if len(front.split()) > 3 else ""


def _discussed(meeting: str) -> str:
    """What a meeting was about: "het AB besprak het vervolg op de pilot", "stond het vervolg op de agenda"."""
    match = _DISCUSSED.search(_blanked(meeting, ""))
    return cleaned(match["what"]) if match else ""


def _topic(sentence: str) -> str:
    """What a sentence is about: what stands in front of its verb when that names a thing, else all of it."""
    if re.match(r"\s*(?:Geachte|Beste|Aan)\b", sentence):
        return ""
    match = re.match(
        r"\s*(?:(?:Over|Voor|Met|Wat\s+betreft|Ten\s+aanzien\s+van|Een|Het|De)\s+)(?P<what>.{8,160}?)\s+"
        r"(?:is|zijn|werd|werden|kwam|was|waren|ging|bracht|wordt|krijgt|kreeg|had|lag)\b",
        sentence, re.S,
    )  # fmt: skip
    return match["what"] if match else sentence


def _blanked(text: str, body: str) -> str:
    """The sentence with the dates and the deciding body replaced by blanks; offsets are kept."""
    chars = list(text)
    spans: list[tuple[int, int]] = []
    for found in find_dates(text):
        on = ON.search(text, max(0, found.start - 20), found.start)
        if not UNTIL.search(text[max(0, found.start - 20) : found.start]):
            lately = _LATELY.match(text, found.end)
            spans.append((on.start() if on else found.start, lately.end() if lately else found.end))
    if body:
        pattern = r"\s+".join(re.escape(word) for word in body.split())
        who = rf"(?:\bdoor\s+)?(?:\b(?:de|het|uw|ons|onze)\s+)?(?<!\w){pattern}(?!\w)(?:\s+\([A-Z][\w&]{{1,8}}\))?"
        spans += [match.span() for match in re.finditer(who, text)]
    for left, right in spans:
        chars[left:right] = " " * (right - left)
    return "".join(chars)


def _first_clause(text: str) -> str:
    return CLAUSE_END.split(text, maxsplit=1)[0]


def cleaned(text: str) -> str:
    """A subject without bullet, opening words and edges, and not too long."""
    bare = BULLET.sub("", text.lstrip(), count=1) if BULLET.match(text) else text
    bare = _REST_OF_BRACKETS.sub("", collapse(HEREAFTER.sub("", bare.replace("*", ""))).strip(EDGES))
    bare = _ON_REQUEST.sub("", bare)
    bare = _OPENING_ADVERB.sub("", re.sub(r"^(?:heeft|hebben)\s+", "", bare))
    short = LEADING.sub("", bare)[:_LONGEST].strip(EDGES)
    while (trailing := _TRAILING.search(short)) and trailing.start() > 0:
        short = short[: trailing.start()].strip(EDGES)
    short = "" if _TRAILING.fullmatch(f" {short}") else short
    return f"{short}." if short.endswith((" e.v", " d.d", " c.a")) else short
