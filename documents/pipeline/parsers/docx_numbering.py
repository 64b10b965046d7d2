"""Numbers and bullets of lists in DOCX, which stand nowhere in the text itself."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "- "
LEVELS = 9

_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str  # w:numFmt: decimal, lowerLetter, bullet, none, ...
    pattern: str  # w:lvlText, "%1." or "%1.%2"
    start: int


class Numbering:
    """Counts the lists of one document; ask `label` for its paragraphs in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._style_lists: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            self._load(numbering)
        if styles is not None:
            self._load_styles(styles)

    def _load(self, numbering: etree._Element) -> None:
        abstract = {str(item.get(f"{W}abstractNumId")): item for item in numbering.iter(f"{W}abstractNum")}
        for item in numbering.iter(f"{W}num"):
            source = abstract.get(_value(item, "abstractNumId") or "")
            if source is None:
                continue
            for level in source.iter(f"{W}lvl"):
                place = (str(item.get(f"{W}numId")), _number(level.get(f"{W}ilvl")))
                kind = _value(level, "numFmt") or "decimal"
                start = _number(_value(level, "start") or "1")
                self._levels[place] = _Level(kind, _value(level, "lvlText") or "", start)

    def _load_styles(self, styles: etree._Element) -> None:
        for style in styles.iter(f"{W}style"):
            found = _list_place(style.find(f"{W}pPr"))
            if found is not None:
                self._style_lists[str(style.get(f"{W}styleId"))] = found

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before this paragraph, with a blank ("2. ", "- "), or ""; counts it."""
        properties = paragraph.find(f"{W}pPr")
        place = _list_place(properties)
        if place is None and properties is not None:
            place = self._style_lists.get(_value(properties, "pStyle") or "")
        if place is None or place not in self._levels:
            return ""
        level = self._levels[place]
        if level.kind == "bullet":
            return BULLET
        if level.kind == "none":
            return ""
        return self._count(place)

    def _count(self, place: tuple[str, int]) -> str:
        numbers, depth = place
        counts = self._counts[numbers]
        counts[depth] = counts.get(depth, self._levels[place].start - 1) + 1
        for deeper in range(depth + 1, LEVELS):
            counts.pop(deeper, None)

        def write(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = self._levels.get((numbers, at))
            return _write_number(counts.get(at, level.start if level else 1), level.kind if level else "decimal")

        text = _PLACE.sub(write, self._levels[place].pattern)
        return f"{text} " if text else ""


def _list_place(properties: etree._Element | None) -> tuple[str, int] | None:
    found = properties.find(f"{W}numPr") if properties is not None else None
    numbers = _value(found, "numId") if found is not None else None
    if found is None or not numbers or numbers == "0":
        return None
    return numbers, _number(_value(found, "ilvl") or "0")


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _write_number(number: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        tens, ones = divmod(number, 10)
        roman = "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
        return roman.upper() if kind == "upperRoman" else roman
    return str(number)
