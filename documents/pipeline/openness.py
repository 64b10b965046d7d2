"""What a letter says about who may read it: openbaar, besloten, or a sign that it is secret."""

from __future__ import annotations

import re

from documents.pipeline.claims import CERTAIN, CHECK, claim
from documents.pipeline.header import Head, HeadValue
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, cells
from documents.pipeline.types import ABSENT, Claim

_OPEN = re.compile(r"(?:ja|openbaar)\b", re.I)
_CLOSED = re.compile(r"(?:nee|niet openbaar|besloten|vertrouwelijk|embargo|beperkt openbaar)\b", re.I)
_AMONG = re.compile(r"(?<!niet )(?<!beperkt )\b(?P<word>openbaar|besloten|vertrouwelijk)\b", re.I)
_NOT_CLOSED = re.compile(r"(?:nee|neen|geen|niet van toepassing|n\.?v\.?t\.?)\b", re.I)
_LAW = r"(?:gemeentewet|gemw?\.?|gw|woo|wob|wet\s+open\s+overheid|wet\s+openbaarheid\s+van\s+bestuur|awb)"
# "VERTROUWELIJK", "Geheim ex artikel 25 Gemeentewet", "Niet openbaar (artikel 5.1 Woo)", "Embargo tot 4 maart".
_ON_GROUNDS = (
    r"(?:\W*(?:(?:op\s+grond\s+van|o\.g\.v\.|ex|conform|krachtens|ingevolge|als\s+bedoeld\s+in)\W*)?"
    rf"(?:artikel(?:en)?|artt?\.?)\s*[\d.]+[^\n]{{0,60}}?\b{_LAW}\b[^\n]{{0,20}})?"
)
_EMBARGO_LINE = re.compile(
    rf"^\W*(?:vertrouwelijk|besloten|(?:onder )?embargo(?:,? tot\b.*)?|niet openbaar){_ON_GROUNDS}\W*$", re.I
)
_MARK_WORD = re.compile(r"openbaar|vertrouwelijk|besloten|embargo", re.I)
_LONGEST_MARK = 160
_ANSWERED = re.compile(r"[\s:]{0,80}(?:(?:\[\s?\]|☐|□|☒|☑|\[x\])\s{0,3})?(?:ja|nee|neen|geen|n\.?v\.?t)\b", re.I)
_OPEN_LINE = re.compile(r"^\W*openbaar(?:\s+(?:stuk|document|memo|brief))?\W*$", re.I)
# A box in a form: "[x]", "( )", or one of the signs for it.
_TICK = r"(?P<tick>\[\s?[xXvV✓✔]?\s?\]|\(\s?[xX]?\s?\)|[☒☑✓✔☐□■])"
_BOX = re.compile(rf"{_TICK}\s*(?P<word>openbaar|besloten|vertrouwelijk|niet openbaar|geheim)\b", re.I)
# Behind a label a bare X or o is a box too: "Openbaar: X ja   o nee".
_YES_NO = re.compile(
    r"(?P<tick>\[\s?[xXvV✓✔]?\s?\]|\(\s?[xX]?\s?\)|[☒☑✓✔☐□■]|(?<!\w)[xXoO0](?!\w))\s*(?P<word>ja|nee)\b", re.I
)
_EMPTY = frozenset(["", "☐", "□", "o", "O", "0"])
_NONE = re.compile(
    r"(?:nee|neen|geen|nvt|n\.v\.t\.?|niet van toepassing|openbaar|niet geheim|-|–|/)\W*$|(?:nee|geen|niet)\b", re.I
)
_DENIED = re.compile(r"\b(?:geen|niet)\b", re.I)
_SECRET_WORD = re.compile(r"(?:strikt\s+|zeer\s+)?geheim\b(?!houding)", re.I)
_SECRET_LINE = re.compile(
    rf"^\W*(?:(?:strikt\s+|zeer\s+)?geheim{_ON_GROUNDS}"
    rf"|(?:onder\s+|vertrouwelijk\W+)?geheimhouding(?:\s+(?:opgelegd|bekrachtigd))?(?=\W+\w){_ON_GROUNDS})\W*$",
    re.I,
)
_SPACED_SECRET = re.compile(r"^\W*G\s*E\s*H\s*E\s*I\s*M\W*$")
# What the letter says of itself in a sentence; what it says of an enclosure is about the enclosure.
_THIS = (
    r"\b(?:deze|dit|onderhavige)\s+(?:(?:raads)?informatie|raads|college|wethouders|aanbiedings)?"
    r"(?:brief|nota|memo(?:randum)?|notitie|mededeling|bericht|stuk|document)\b"
)
_SELF = re.compile(
    rf"{_THIS}[^.;:\n]{{0,60}}?\b(?:is|zijn|blijft|wordt(?:\s+u)?)\s+(?:geheel\s+|volledig\s+|strikt\s+)?"
    r"(?P<word>openbaar|niet\s+openbaar|vertrouwelijk|besloten|geheim)\b(?!\s+(?:vervoer|lichaam|gemaakt|te\s+maken))",
    re.I,
)
# "U kunt deze brief delen. Hij is openbaar."
_IT_IS = re.compile(
    rf"{_THIS}[^.\n]{{0,80}}\.\s+(?:Hij|Die|Deze|Dit|Het|Zij)\s+is\s+(?P<word>openbaar|niet\s+openbaar)\s*[.!]"
)
_SELF_SECRET = re.compile(
    rf"\b(?:op|voor|omtrent|over)\s+(?:de\s+inhoud\s+van\s+)?{_THIS}[^.;\n]{{0,80}}?\bgeheimhouding\b"
    rf"|\bgeheimhouding\b[^.;\n]{{0,60}}?\b(?:op|voor|omtrent|over)\s+(?:de\s+inhoud\s+van\s+)?{_THIS}",
    re.I,
)
_SPACED_HINT = re.compile(r"G {1,3}E {1,3}H")
_LIFTED = re.compile(r"\b(?:geen|niet|opgeheven|opheffing|op\s+te\s+heffen|vervallen|beëindigd)\b", re.I)


def secrecy(source: Source, head: Head) -> Claim:
    """Where the letter says that it is secret: behind Geheimhouding, as its status, as a mark, or in a sentence.

    Gemeentewet 87-89 (before 2023: 25, 55 and 86). A doubtful value counts: the upload is then shown to nobody until
    the griffie has answered.
    """
    for found in head.all(Field.SECRECY):
        answer = _answer(found.value.text)
        if answer is not None and not _NONE.match(answer) and not _DENIED.search(answer[:60]):
            return claim(source, "geheim", found.value.start, found.value.end, 0.9)
    for found in head.all(Field.OPENNESS):
        if _SECRET_WORD.match(found.value.text):
            return claim(source, "geheim", found.value.start, found.value.end, 0.95)
    if "geheim" not in source.text.casefold() and not _SPACED_HINT.search(source.text):
        return ABSENT
    return _secret_mark(source) or _secret_sentence(source) or ABSENT


def _answer(text: str) -> str | None:
    """The answer behind a label; of boxes the one that is ticked, None where none or more than one is."""
    boxes = list(_YES_NO.finditer(text))
    if not boxes:
        return text
    ticked = [box["word"] for box in boxes if _is_ticked(box)]
    return ticked[0] if len(ticked) == 1 else None


def _secret_mark(source: Source) -> Claim | None:
    """GEHEIM on a line or in a column of its own, on any page, unless it is a label that is answered with nee."""
    for line in source.lines:
        folded = line.text.casefold()
        if len(folded) < _LONGEST_MARK and "g" in folded and _SPACED_SECRET.match(line.text):
            return claim(source, "geheim", line.start, line.end, 0.9)
        for cell in cells(line) if "geheim" in folded else []:
            if not cell.text or len(cell.text) > _LONGEST_MARK:
                continue
            box = _BOX.match(cell.text)
            if box and box["word"].casefold() == "geheim" and _is_ticked(box):
                return claim(source, "geheim", cell.start, cell.end, 0.9)
            if box is None and _SECRET_LINE.match(cell.text) and not _ANSWERED.match(source.text, cell.end, line.end):
                return claim(source, "geheim", cell.start, cell.end, 0.9)
    return None


def _secret_sentence(source: Source) -> Claim | None:
    """ "Op deze brief heeft het college geheimhouding opgelegd"; not of an enclosure, and not where it is lifted."""
    for pattern in (_SELF_SECRET, _SELF):
        for match in pattern.finditer(source.text):
            word = match.groupdict().get("word", "geheim").casefold()
            around = source.text[match.start() : source.text.find(".", match.end()) + 1 or None][:200]
            if word == "geheim" and not _LIFTED.search(around):
                return claim(source, "geheim", match.start(), match.end(), 0.8)
    return None


def confidentiality(source: Source, head: Head) -> Claim:
    """Openbaar, besloten or geheim, as the letter itself states it; nothing is concluded from silence."""
    secret = secrecy(source, head)
    if secret.value:
        return secret
    ticked = _ticked(source, head)
    if ticked.value:
        return ticked
    for found in head.all(Field.OPENNESS, Field.SECRECY):
        value = _stated(found)
        if value:
            text = found.value.text
            sure = found.in_head and not found.doubtful and len(text) < 12 and found.label.startswith("openbaar")
            return claim(
                source, value, found.value.start, found.value.end, 0.97 if sure else 0.85, CERTAIN if sure else CHECK
            )
    marked = _mark(source, head)
    return marked if marked.value else _in_sentence(source)


def _stated(found: HeadValue) -> str | None:
    """What the answer behind a label says: that it is not secret or not confidential says that it is open."""
    text = _answer(found.value.text)
    if text is None:
        return None
    if found.field is Field.SECRECY or found.label.startswith(("vertrouwelijk", "geheim")):
        if _NOT_CLOSED.match(text):
            return "openbaar"
        if found.field is not Field.SECRECY and re.match(r"ja\b", text, re.I):
            return "besloten"
    if found.label == "status" or "/" in text:
        words = {match["word"].casefold() for match in _AMONG.finditer(text)}
        if len(words) == 1:
            return "openbaar" if "openbaar" in words else "besloten"
    if _CLOSED.match(text):
        return "besloten"
    return "openbaar" if _OPEN.match(text) else None


def _in_sentence(source: Source) -> Claim:
    """ "Deze brief is openbaar", "Dit memo wordt u vertrouwelijk toegezonden"."""
    if "openbaar" not in source.text and "vertrouwelijk" not in source.text and "besloten" not in source.text:
        return ABSENT
    for match in (*_SELF.finditer(source.text), *_IT_IS.finditer(source.text)):
        word = " ".join(match["word"].casefold().split())
        value = "openbaar" if word == "openbaar" else "besloten"
        return claim(source, value, match.start(), match.end(), 0.75)
    return ABSENT


def _ticked(source: Source, head: Head) -> Claim:
    """Which of the boxes "[x] openbaar [ ] besloten" is ticked; geheim is left to a person, as is more than one."""
    for line in source.lines[: head.end_line + 1]:
        boxes = list(_BOX.finditer(line.text))
        ticked = [match for match in boxes if _is_ticked(match)]
        if len(boxes) > 1 and len(ticked) == 1:
            match = ticked[0]
            value = "openbaar" if match["word"].casefold() == "openbaar" else "besloten"
            return claim(source, value, line.start + match.start("word"), line.start + match.end("word"), 0.85)
    return ABSENT


def _is_ticked(box: re.Match[str]) -> bool:
    return box["tick"].strip(" []()") not in _EMPTY


def _mark(source: Source, head: Head) -> Claim:
    """A line of the head that says nothing but openbaar, vertrouwelijk or embargo, and is not answered with nee."""
    for line in source.lines[: head.end_line]:
        below = next(
            (other.text.strip() for other in source.lines[line.number + 1 : line.number + 3] if not other.blank), ""
        )
        if _ANSWERED.match(below):
            continue
        for cell in cells(line) if _MARK_WORD.search(line.text) else ():
            if not cell.text or len(cell.text) > _LONGEST_MARK:
                continue
            if _ANSWERED.match(source.text, cell.end, line.end) or _BOX.match(cell.text):
                continue
            if _EMBARGO_LINE.match(cell.text) or _OPEN_LINE.match(cell.text):
                value = "openbaar" if _OPEN_LINE.match(cell.text) else "besloten"
                return claim(source, value, cell.start, cell.end, 0.8)
    return ABSENT
