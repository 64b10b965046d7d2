"""Who sends a letter and to whom: behind a label, in the salutation, in the signature, above the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from documents.pipeline.bodies import find_bodies
from documents.pipeline.claims import CERTAIN, CHECK, claim
from documents.pipeline.head_labels import is_run_together
from documents.pipeline.header import CLOSING, Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Line, Source, Span, cells, collapse
from documents.pipeline.names import FULL, INITIALED, is_person, owns_address
from documents.pipeline.types import ABSENT, Claim
from governance.vocabulary import BodyKind

# What may stand behind the name of a body on a line of its own: names and what links them.
_NAMES = (
    r"(?:\s+(?:van|der|de|het|den|en|aan|in|op|voor|te|bij|&|gemeenten?|regio|d['’]|"
    r"['’]?[A-ZÀ-Þ][\w'’&/.-]*|['’][st]-?\w*))"
)
_MEMBERS = re.compile(
    r"^(?:de\s+)?(?:(?:heren|dames)\s+)?(?:voorzitter\s+en\s+)?(?:de\s+)?leden\s+van\s+(?:de\s+|het\s+)?", re.I
)
_SALUTED = re.compile(
    r"Geachte?\s+(?:voorzitter\s+en\s+)?(?:leden\s+van\s+(?:de|het)\s+|heer[^\n]{0,20}mevrouw\s+)?"
    r"(?P<body>gemeenteraad|raadsleden|raad\b|raads- en commissieleden|college[s]?|"
    r"commissie\b[^\n,]{0,60}|algemeen bestuur)",
    re.I,
)
_BESTE = re.compile(r"Beste\s+(?:leden\s+van\s+(?:de|het)\s+)?(?P<body>gemeenteraad|raadsleden|raad\b)", re.I)
_ADDRESSED = re.compile(
    r"^\W*(?i:(?:aan\s+)?(?:(?:de|het)\s+)?(?:(?:voorzitter\s+en\s+)?(?:de\s+)?leden\s+van\s+(?:de|het)\s+)?)"
    rf"(?P<body>(?i:gemeenteraad|gemeenteraden|raad|raadsleden|provinciale\s+staten){_NAMES}{{0,10}})\s*[,.]?\s*$"
)
_ADDRESSED_COLLEGE = re.compile(
    rf"^\W*(?:(?i:het|de)\s+)?(?P<body>(?i:colleges?\s+van\s+(?:burgemeester\s+en\s+wethouders|b\s?&\s?w)){_NAMES}{{1,8}})\s*$"
)
_ADDRESS_BELOW = re.compile(r"\s*(?:t\.?\s?a\.?\s?v\.?|ter attentie|postbus|\d{4}\s?[A-Z]{2}\b)", re.I)
_TITLE_TO = re.compile(
    r"^\W*(?:(?:raads)?informatie(?:brief|nota|memo)?|raadsbrief|brief|memo|nota|mededeling|bericht|collegebrief|collegebericht|nieuwsbrief)\b"
    r"[\w ]{0,25}?\s(?:aan|voor)\s+(?:de\s+)?(?:leden\s+van\s+de\s+)?(?P<body>(?:gemeente)?raad)\b",
    re.I,
)
_SENT_TO = re.compile(
    r"\bter\s+(?:kennis(?:name|geving)|informatie|bespreking|behandeling)\s+(?:naar|aan)\s+(?:de\s+)?(?:leden\s+van\s+de\s+)?(?:commissie\s+)?"
    r"(?P<body>(?:gemeente)?raad\b|(?:raads)?commissie\s+[A-ZÀ-Þ][\w-]+(?:\s+(?:en\s+)?[A-ZÀ-Þ][\w-]+){0,3})"
)
_YOUR_COUNCIL = re.compile(r"\buw\s+(?P<body>raad)\b", re.I)


def recipient(source: Source, head: Head) -> Claim:
    """Whom the letter is for: behind the label, else in the address or title, the salutation, "uw raad" in the text."""
    for found in reversed(head.all(Field.RECIPIENT)):
        if found.in_head and found.value.end - found.value.start < 160:
            start = found.value.start + (match.end() if (match := _MEMBERS.match(found.value.text)) else 0)
            span = source.span(start, found.value.end)
            text = span.text.rstrip(" ,:;")
            return claim(source, collapse(text), span.start, span.start + len(text), 0.95)
    addressed = _addressee(source, head)
    if addressed.value:
        return addressed
    for pattern, confidence in ((_SALUTED, 0.9), (_BESTE, 0.9), (_SENT_TO, 0.7), (_YOUR_COUNCIL, 0.6)):
        match = pattern.search(source.text)
        if match:
            return claim(source, collapse(match["body"]), match.start("body"), match.end("body"), confidence)
    return ABSENT


def _addressee(source: Source, head: Head) -> Claim:
    """The body in the address above the letter, or the one that its title is for."""
    for line in source.lines[: head.end_line]:
        below = source.lines[line.number + 1].text if line.number + 1 < len(source.lines) else ""
        for cell in cells(line)[:1]:
            college = _ADDRESSED_COLLEGE.match(cell.text) if _ADDRESS_BELOW.match(below) else None
            match = _ADDRESSED.match(cell.text) or college or _TITLE_TO.match(cell.text)
            if match:
                start = cell.start + match.start("body")
                return claim(source, collapse(match["body"]), start, cell.start + match.end("body"), 0.9)
    return ABSENT


_OFFICE = re.compile(
    r"\b(?:wethouder|burgemeester|locoburgemeester|voorzitter|portefeuillehouder|gemeentesecretaris|"
    r"secretaris|griffier|directeur)\b",
    re.I,
)
_SIGNING = re.compile(
    r"^\W*(?:[^/\n]{3,60}\s/\s+)?(?:(?i:namens|n\.d\.|in opdracht van|voor|van)\s+)?(?:(?i:de|het|ons)\s+)?"
    r"(?P<body>(?i:college\s+van\s+(?:burge(?:m|rn)eester\s+en\s+wethouders|b\s?(?:&|en)\s?w)|"
    r"burge(?:m|rn)eester\s+en\s+wethouders|b\s?&\s?w|"
    r"college\s+van\s+de\s+gemeente|college|dagelijks\s+bestuur|algemeen\s+bestuur|bestuur(?=\s+van)|"
    r"bestuurlijk\s+overleg|bestuurscommissie|stuurgroep|regiegroep|portefeuillehoudersoverleg|regioraad|"
    rf"raadsgriffie|griffie|presidium|directie(?=\s+van)){_NAMES}{{0,14}})"
    r"\s*[,;.:]?\s*(?:$|\s{3,}|\t|(?i:namens\s+deze|voor\s+deze|loco|de\s+(?:secretaris|burgemeester|voorzitter)))"
)
_LETTERHEAD_OFFICE = re.compile(r"^\W*(?P<office>(?:loco-?)?burgemeester|wethouder)\b\s*(?P<name>.*)$", re.I)
# A line of a sentence that begins with a body is no signature.
_TELLS = re.compile(
    r"\b(?:heeft|hebben|had|is|zijn|was|waren|wordt|worden|werd|zal|zullen|kan|kunnen|wil|besloot|stemde|stelde|gaf|vindt)\b",
    re.I,
)
_OFFICE_ALONE = (
    r"(?:de\s+)?(?:loco-?\s?)?(?:(?:gemeente|plv\.?\s)?secretaris|burgemeester|voorzitter|griffier|directeur|wethouder)"
    r"(?:[-/ ]+(?:algemeen\s+)?(?:directeur|secretaris))?[,.]?"
)
_OFFICES = re.compile(rf"\s*{_OFFICE_ALONE}\s{{2,}}{_OFFICE_ALONE}\s*", re.I)
# "voorzitter bestuurscommissie OZJT" under a name.
_FOR_BODY = re.compile(
    r"\b(?:voorzitter|secretaris|directeur)\s+(?:van\s+)?(?:(?:de|het)\s+)?"
    r"(?P<body>(?:bestuurscommissie|bestuurlijk overleg|stuurgroep|algemeen bestuur|dagelijks bestuur|regiegroep)"
    rf"{_NAMES}{{0,8}}?)"
    r"(?=\s{2,}|\t|\s*$|,)"
)
_SIGNING_REACH = 30
_TOP_LINES = 8


def sender(source: Source, head: Head) -> tuple[Claim, Claim]:
    """The body and the persons that send the letter: behind "Van", in the signature, or above the head."""
    body, person = _labelled_sender(source, head)
    closing = _closing_line(source, head)
    if closing is None:
        closing = _signing_line(source, head)
    if not body.value:
        body = _signing_body(source, closing)
        if person.value and body.value:
            body = replace(body, status=CHECK)  # "Van: wethouder …" above, the college below
    signing = _signing_persons(source, head, closing)
    if not person.value or (signing.value and owns_address(source.text, person.value)):
        person = signing
    if not body.value and not person.value:
        body, person = _letterhead_sender(source, head)
    if not body.value and person.value:
        body = _office(source, head, person)
    return (body if body.value else _named_sender(source, head)), person


def _labelled_sender(source: Source, head: Head) -> tuple[Claim, Claim]:
    for found in head.all(Field.SENDER):
        if not found.in_head:
            continue
        value = source.span(found.value.start, found.value.start + len(found.value.text.split("<")[0]))
        name = INITIALED.search(value.text) or _full_name(value.text)
        bodies = find_bodies(value.text)
        if bodies or not name:
            value = source.span(value.start, value.start + len(_OFFICE_IN_BRACKETS.sub("", value.text)))
            sure = bool(bodies) and not is_run_together(value.text)
            whole = claim(
                source, collapse(value.text).rstrip(" ,"), value.start, value.end, 0.95, CERTAIN if sure else CHECK
            )
            return whole, ABSENT
        start = value.start + name.start("core")
        return ABSENT, claim(source, collapse(name["core"]), start, value.start + name.end("core"), 0.95)
    return ABSENT, ABSENT


_OFFICE_IN_BRACKETS = re.compile(
    r"\s*\((?:portefeuillehouder|pfh\.?|wethouder|weth\.|burgemeester)\b[^()]*\)\s*$", re.I
)
_PERSONLESS = re.compile(r"regio|gemeente|dienst|organisatie|team|bureau|samenwerk", re.I)


def _full_name(text: str) -> re.Match[str] | None:
    """The first name of a person written in full, past names of regions and organisations."""
    return next((match for match in FULL.finditer(text) if not _PERSONLESS.search(match["core"])), None)


def _closing_line(source: Source, head: Head) -> int | None:
    """The number of the line with the closing words, the last one in the letter."""
    numbers = [line.number for line in source.lines[head.end_line :] if CLOSING.match(line.text)]
    return numbers[-1] if numbers else None


def _signing_body(source: Source, closing: int | None) -> Claim:
    for line in source.lines[closing : closing + _SIGNING_REACH] if closing is not None else ():
        match = _SIGNING.match(line.text)
        if match and len(line.text.strip()) < 120 and not _TELLS.search(line.text):
            start = line.start + match.start("body")
            text = collapse(match["body"])
            sure = bool(re.search(r"burge(?:m|rn)eester\s+en\s+wethouders|gemeente|bestuur", text, re.I))
            return claim(
                source, text, start, line.start + match.end("body"), 0.97 if sure else 0.8, CERTAIN if sure else CHECK
            )
    return _signed_for(source, closing)


def _signed_for(source: Source, closing: int | None) -> Claim:
    """The body that the office under a name is of."""
    for line in source.lines[closing : closing + _SIGNING_REACH] if closing is not None else ():
        match = _FOR_BODY.search(line.text)
        if match and not _TELLS.search(line.text):
            start, end = line.start + match.start("body"), line.start + match.end("body")
            return claim(source, collapse(match["body"]), start, end, 0.7)
    return ABSENT


def _signing_persons(source: Source, head: Head, closing: int | None) -> Claim:
    """The names under the closing words or under the body that signs; several are joined by "; "."""
    if closing is None:
        return ABSENT
    spans: list[Span] = []
    for line in source.lines[closing + 1 : closing + 1 + _SIGNING_REACH // 2]:
        if _NO_SIGNATURE.match(line.text) or _is_contact(head, line):
            break
        spans += [
            span
            for span in _names_in(source, line)
            if collapse(span.text) not in {collapse(seen.text) for seen in spans}
        ]
    if not spans:
        return ABSENT
    value = "; ".join(collapse(span.text) for span in spans[:3])
    return claim(source, value, spans[0].start, spans[:3][-1].end, 0.85)


_NO_SIGNATURE = re.compile(r"\s*(?:bijlage|kopie|cc\b|c\.c\.|\d\s)", re.I)
_CONTACT = frozenset({Field.OFFICIAL, Field.PHONE, Field.EMAIL})


def _is_contact(head: Head, line: Line) -> bool:
    """Whether a line below the signature names who answers questions: "Inlichtingen: A. Jansen"."""
    return any(label.field in _CONTACT for label in head.labels.in_line(line.text, head=True))


def _signing_line(source: Source, head: Head) -> int | None:
    """Without closing words: the line near the end on which a body signs, or on which two offices stand alone."""
    first = max(head.end_line, len(source.lines) - _SIGNING_REACH)
    signing = (
        line.number
        for line in source.lines[first:]
        if (_SIGNING.match(line.text) and not _TELLS.search(line.text)) or _OFFICES.fullmatch(line.text)
    )
    return next(signing, None)


def _names_in(source: Source, line: Line) -> Iterator[Span]:
    for cell in cells(line):
        match = INITIALED.match(cell.text) or FULL.match(cell.text) or INITIALED.search(cell.text)
        if match and match.re is FULL and not is_person(match["core"]):
            continue
        if match and len(cell.text) < 90 and not find_bodies(cell.text[: match.end()]):
            yield source.span(cell.start + match.start(), cell.start + match.end("core"))


def _office(source: Source, head: Head, person: Claim) -> Claim:
    """The office with which a single person signs a letter ("wethouder", "griffier" → griffie), near the name."""
    evidence = person.evidence
    if evidence is None or ";" in (person.value or ""):
        return ABSENT
    lines = [line for line in source.lines if line.start >= evidence.start - 120 and line.end <= evidence.end + 120]
    for line in [*lines, *source.lines[:6]]:
        match = _OFFICE.search(line.text)
        if match and len(line.text.strip()) < 80 and not find_bodies(line.text):
            return claim(source, match[0].casefold(), line.start + match.start(), line.start + match.end(), 0.7)
    return ABSENT


def _letterhead_sender(source: Source, head: Head) -> tuple[Claim, Claim]:
    """ "wethouder" and a name above the head, in a letter that nobody signs by name."""
    for index, line in enumerate(source.lines[: head.end_line]):
        board = _SIGNING.match(line.text)
        if board and len(line.text.strip()) < 80:
            start = line.start + board.start("body")
            return claim(source, collapse(board["body"]), start, line.start + board.end("body"), 0.8), ABSENT
        match = _LETTERHEAD_OFFICE.match(line.text)
        if not match or match["name"].startswith(":"):
            continue
        office = claim(
            source,
            match["office"].casefold(),
            line.start + match.start("office"),
            line.start + match.end("office"),
            0.7,
        )
        for candidate in source.lines[index : index + 2]:
            name = INITIALED.search(candidate.text) or FULL.search(candidate.text)
            if name:
                start = candidate.start + name.start("core")
                return office, claim(source, collapse(name["core"]), start, candidate.start + name.end("core"), 0.8)
        return office, ABSENT
    return ABSENT, ABSENT


_TITLED = re.compile(
    r"^\W*(?:mededeling|(?:raads)?brief|bericht|(?:raads)?informatie\w*|memo|nota)\s+van\s+(?:het\s+)?(?P<body>college)\b",
    re.I,
)
_BOARD_LETTERHEAD = re.compile(
    r"^\W*(?P<body>(?:(?:Modulaire\s+)?Gemeenschappelijke [Rr]egeling|MGR|GR|Organisatie|"
    r"Inkoopbureau|Inkooporganisatie|GGD|Regio|Jeugdregio|Dienst|Serviceorganisatie|"
    r"Bedrijfsvoeringsorganisatie|BVO|Veiligheidsregio|"
    r"Samenwerking(?:sorgaan|sverband)?|Sociaal Domein|Regionale?)"
    rf"\b{_NAMES}{{1,10}})\s*$"
)
_IN_NAME_OF = re.compile(r"\b[Nn]amens\s+(?:het|de)\s+(?P<body>[^\n.;]{4,100})")
_AT_START = 4
_OUR_COLLEGE = re.compile(
    r"\b(?:[Oo]ns\s+(?P<body>college)|[Bb]esluit(?:\s+van)?(?:\s+het)?\s+(?P<named>[Cc]ollege)|"
    r"[Hh]et\s+(?P<acting>college)\s+(?:stuurt|stelt|informeert|biedt|brengt|legt|zendt)(?=\s+(?:u|uw|deze|dit|de|het)\b))"
)


def _named_sender(source: Source, head: Head) -> Claim:
    """Nobody signs: the body in the title, the organisation above the head, or "ons college" in the text."""
    for line in source.lines[: head.end_line]:
        titled, board = _TITLED.match(line.text), _BOARD_LETTERHEAD.match(line.text)
        match = titled or (
            board if line.number < _TOP_LINES and not head.labels.in_line(line.text, head=True) else None
        )
        if match:
            return claim(
                source, collapse(match["body"]), line.start + match.start("body"), line.start + match.end("body"), 0.7
            )
    for match in _IN_NAME_OF.finditer(source.text):
        body = next(iter(find_bodies(match["body"])), None)
        if body and body.start < _AT_START:
            start = match.start("body") + body.start
            return claim(source, collapse(body.text), start, match.start("body") + body.end, 0.7)
    match = _OUR_COLLEGE.search(source.text)
    if match:
        group = match.lastgroup or "body"
        return claim(source, "college", match.start(group), match.end(group), 0.6)
    return ABSENT


def is_body_of_region(value: str | None) -> bool:
    """Whether a sender is a board of several gemeenten and not the college or raad of one."""
    kinds = {body.kind for body in find_bodies(value or "")}
    return bool(kinds & {BodyKind.AB, BodyKind.DB, BodyKind.PFO, BodyKind.STEERING_GROUP})
