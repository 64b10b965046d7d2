"""Bytes of a plain text file to characters."""

import codecs
import re

from charset_normalizer import from_bytes

BINARY_SHARE = 0.005  # control characters: more than one in two hundred is no text
SAMPLE = 256 * 1024  # bytes to guess an encoding from

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# What Dutch letters hold beyond ASCII, in the encoding of western Windows
_WESTERN = re.compile(
    r"[\x00-\x7f€‚„…‘’“”•–—™ \xa0£§©«®°±²³´µ¶·»¼½¾ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜßàáâäçèéêëìíîïñòóôöùúûüÿ\xad]*"
)
# Files that are made of characters and are no text: mark-up, page descriptions, mail, calendars
_OTHER_FORMAT = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<svg|\{\\rtf|%!PS|BEGIN:V|-----BEGIN)", re.IGNORECASE)


def looks_like_text(data: bytes) -> bool:
    """Whether `data` is readable as text and is no other format written in characters."""
    text = decode(data)
    if not text or _OTHER_FORMAT.match(text):
        return False
    return len(_CONTROL.findall(text)) <= BINARY_SHARE * len(text)


def decode(data: bytes) -> str:
    """Characters of a text file: by its mark, as UTF-8, as western Windows, else by guess; "" when none fits."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if western and _WESTERN.fullmatch(western):
        return western
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f]", data[:SAMPLE])) > 0.3 * len(data[:SAMPLE]) and data.count(b"\x00") == 0:
        return ""
    return _guess(data)


def _guess(data: bytes) -> str:
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return ""
    return data.decode(best.encoding, errors="replace")
