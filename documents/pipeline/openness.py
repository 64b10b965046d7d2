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
_EMBARGO_LINE = re.compile(r"^\W*(?:vertrouwelijk|besloten|(?:onder )?embargo(?: tot\b.*)?|niet openbaar)\W*$", re.I)
_ANSWERED = re.compile(r"\s*(?:ja|nee|neen|geen|n\.?v\.?t)\b", re.I)
_OPEN_LINE = re.compile(r"^\W*openbaar\W*$", re.I)
# A box in a form: "[x]", "( )", or one of the signs for it.
_BOX = re.compile(
    r"(?P<tick>\[\s?[xXvV✓✔]?\s?\]|\(\s?[xX]?\s?\)|[☒☑✓✔☐□■])\s*"
    r"(?P<word>openbaar|besloten|vertrouwelijk|niet openbaar|geheim)\b",
    re.I,
)
_EMPTY = frozenset(["", "☐", "□"])
_NONE = re.compile(
    r"(?:nee|neen|geen|nvt|n\.v\.t\.?|niet van toepassing|openbaar|niet geheim|-|–|/)\W*$|(?:nee|geen|niet)\b", re.I
)
_DENIED = re.compile(r"\b(?:geen|niet)\b", re.I)
_SECRET_WORD = re.compile(r"(?:strikt\s+|zeer\s+)?geheim\b(?!houding)", re.I)
_SECRET_LINE = re.compile(r"^\W*(?:strikt\s+|zeer\s+)?geheim\W*$", re.I)
_SPACED_SECRET = re.compile(r"^\W*G\s*E\s*H\s*E\s*I\s*M\W*$")


def secrecy(source: Source, head: Head) -> Claim:
    """Where the letter says that it is secret: behind Geheimhouding, as its status, or as a mark on its own.

    Gemeentewet 87-89. A doubtful value counts: the upload is then shown to nobody until the griffie has answered.
    """
    for found in head.all(Field.SECRECY):
        if not _NONE.match(found.value.text) and not _DENIED.search(found.value.text[:60]):
            return claim(source, "geheim", found.value.start, found.value.end, 0.9)
    for found in head.all(Field.OPENNESS):
        if _SECRET_WORD.match(found.value.text):
            return claim(source, "geheim", found.value.start, found.value.end, 0.95)
    return _secret_mark(source)


def _secret_mark(source: Source) -> Claim:
    """GEHEIM on a line or in a column of its own, on any page."""
    for line in source.lines:
        if _SPACED_SECRET.match(line.text):
            return claim(source, "geheim", line.start, line.end, 0.9)
        for cell in cells(line) if "geheim" in line.text.casefold() else []:
            box = _BOX.match(cell.text)
            if box and box["word"].casefold() == "geheim" and _is_ticked(box):
                return claim(source, "geheim", cell.start, cell.end, 0.9)
            if box is None and _SECRET_LINE.match(cell.text):
                return claim(source, "geheim", cell.start, cell.end, 0.9)
    return ABSENT


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
    return _mark(source, head)


def _stated(found: HeadValue) -> str | None:
    """What the answer behind a label says; "niet geheim" and "niet vertrouwelijk" do not yet say openbaar."""
    text = found.value.text
    if found.label.startswith("vertrouwelijk") and (match := re.match(r"(?:ja|nee|neen|geen)\b", text, re.I)):
        return "besloten" if match[0].casefold() == "ja" else None
    if found.field is Field.SECRECY and re.match(r"nee\b", text, re.I):
        return None
    if _CLOSED.match(text):
        return "besloten"
    return "openbaar" if _OPEN.match(text) else None


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
        for cell in cells(line):
            if _ANSWERED.match(source.text, cell.end, line.end) or _BOX.match(cell.text):
                continue
            if _EMBARGO_LINE.match(cell.text) or _OPEN_LINE.match(cell.text):
                value = "openbaar" if _OPEN_LINE.match(cell.text) else "besloten"
                return claim(source, value, cell.start, cell.end, 0.8)
    return ABSENT
