"""What a letter says about who may read it: openbaar, besloten, or a sign that it is secret."""

from __future__ import annotations

import re

from documents.pipeline.claims import CERTAIN, CHECK, claim
from documents.pipeline.header import Head
from documents.pipeline.labels import Field
from documents.pipeline.layout import Source, cells
from documents.pipeline.types import ABSENT, Claim

_OPEN = re.compile(r"(?:ja|openbaar)\b", re.I)
_CLOSED = re.compile(r"(?:nee|niet openbaar|besloten|vertrouwelijk|embargo|beperkt openbaar)\b", re.I)
_EMBARGO_LINE = re.compile(r"^\W*(?:vertrouwelijk|besloten|(?:onder )?embargo(?: tot\b.*)?|niet openbaar)\W*$", re.I)
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
            if _SECRET_LINE.match(cell.text):
                return claim(source, "geheim", cell.start, cell.end, 0.9)
    return ABSENT


def confidentiality(source: Source, head: Head) -> Claim:
    """Openbaar, besloten or geheim, as the letter itself states it; nothing is concluded from silence."""
    secret = secrecy(source, head)
    if secret.value:
        return secret
    for found in head.all(Field.OPENNESS, Field.SECRECY):
        text = found.value.text
        closed, opened = _CLOSED.match(text), _OPEN.match(text)
        if found.field is Field.SECRECY and re.match(r"nee\b", text, re.I):
            continue  # not secret is not yet public
        if found.label == "vertrouwelijkheid" and re.match(r"nee\b|geen\b", text, re.I):
            continue
        if closed or opened:
            value = "besloten" if closed else "openbaar"
            sure = found.in_head and len(text) < 12 and found.label != "status"
            return claim(
                source, value, found.value.start, found.value.end, 0.97 if sure else 0.85, CERTAIN if sure else CHECK
            )
    for line in source.lines[: head.end_line]:
        if _EMBARGO_LINE.match(line.text):
            return claim(source, "besloten", line.start, line.end, 0.85)
    return ABSENT
