"""ODT: the paragraphs, lists and tables of the document in order, letterhead first, footer last."""

import re
from collections.abc import Iterator

from lxml import etree

from documents.pipeline.parsers import Context
from documents.pipeline.parsers.office import Package, write_row
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
MAX_REPEAT = 100  # blanks or cells: a file may claim millions

_BLANKS = re.compile(r"[ \t\r\n]+")
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
# Struck text, remarks in the margin, and text boxes, which are written before their paragraph
_SKIPPED = frozenset({f"{TEXT}tracked-changes", f"{OFFICE}annotation", f"{DRAW}text-box", f"{OFFICE}forms"})


def parse(data: bytes, *, context: Context) -> Extraction:
    """The whole letter as one page: the office program decides on page ends only when it prints."""
    with Package(data, context.limits) as package:
        manifest = package.read("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter(f"{MANIFEST}encryption-data"), None) is not None:
            raise ReadFailure(FailureCode.PASSWORD)
        content, styles = package.require("content.xml"), package.read("styles.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ReadFailure(FailureCode.BROKEN)
    reader = _Reader(_numbered_styles(content, styles))
    header, footer = _letterhead(styles)
    parts = ["\n".join(reader.block(part)) for part in (header, body, footer) if part is not None]
    text = "\n\n".join(part for part in parts if part.strip())
    if len(text) > context.limits.max_characters:
        raise ReadFailure(FailureCode.TOO_LARGE)
    return Extraction(MEDIA_TYPE, (text,))


class _Reader:
    """Walks one document."""

    def __init__(self, numbered: frozenset[tuple[str, int]]) -> None:
        self._numbered = numbered

    def block(self, parent: etree._Element) -> list[str]:
        """Lines of everything directly in `parent`: body, section, cell, header or text box."""
        lines: list[str] = []
        for child in parent:
            if child.tag in _PARAGRAPHS:
                lines += self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                lines += self._list(child, str(child.get(f"{TEXT}style-name")), 1)
            elif child.tag == f"{TABLE}table":
                lines += self._table(child)
            elif child.tag not in _SKIPPED:
                lines += self.block(child)
        return lines

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        boxes = [line for box in paragraph.iter(f"{DRAW}text-box") for line in self.block(box) if line.strip()]
        return boxes + "".join(_inline(paragraph)).split("\n")

    def _list(self, element: etree._Element, style: str, depth: int) -> list[str]:
        lines: list[str] = []
        number = 0
        for item in element:
            number += item.tag == f"{TEXT}list-item"
            label = f"{number}. " if (style, depth) in self._numbered else "- "
            for child in item:
                if child.tag == f"{TEXT}list":
                    lines += self._list(child, str(child.get(f"{TEXT}style-name") or style), depth + 1)
                elif child.tag in _PARAGRAPHS:
                    # A heading in a list shows a number only where its list is numbered.
                    bare = child.tag == f"{TEXT}h" and label == "- "
                    first, *rest = self._paragraph(child)
                    lines += [first if bare or not first.strip() else f"{label}{first}", *rest]
                    label = ""
        return lines

    def _table(self, table: etree._Element) -> list[str]:
        rows = [row for row in table.iter(f"{TABLE}table-row") if next(row.iterancestors(f"{TABLE}table")) is table]
        return [line for row in rows for line in write_row([self.block(cell) for cell in _cells(row)])]


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for cell in row:
        if cell.tag == f"{TABLE}table-cell":
            repeated = cell.get(f"{TABLE}number-columns-repeated") or "1"
            yield from [cell] * min(int(repeated) if repeated.isdigit() else 1, MAX_REPEAT)


def _inline(element: etree._Element) -> Iterator[str]:
    yield _collapse(element.text)
    for child in element:
        if child.tag == f"{TEXT}s":
            count = child.get(f"{TEXT}c") or "1"
            yield " " * min(int(count) if count.isdigit() else 1, MAX_REPEAT)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        elif child.tag not in _SKIPPED:
            yield from _inline(child)
        yield _collapse(child.tail)


def _collapse(text: str | None) -> str:
    """Blanks and line ends in the XML count as one blank; others are written as elements."""
    return _BLANKS.sub(" ", text or "")


def _numbered_styles(content: etree._Element, styles: etree._Element | None) -> frozenset[tuple[str, int]]:
    """Name and level (from 1) of every list style that counts."""
    found: set[tuple[str, int]] = set()
    for root in (content, styles):
        if root is None:
            continue
        for style in root.iter(f"{TEXT}list-style"):
            for level in style.iter(f"{TEXT}list-level-style-number"):
                if level.get(f"{STYLE}num-format"):
                    depth = level.get(f"{TEXT}level") or "1"
                    found.add((str(style.get(f"{STYLE}name")), int(depth) if depth.isdigit() else 1))
    return frozenset(found)


def _letterhead(styles: etree._Element | None) -> tuple[etree._Element | None, etree._Element | None]:
    """Header and footer of the first kind of page that has one."""
    if styles is None:
        return None, None
    return next(styles.iter(f"{STYLE}header"), None), next(styles.iter(f"{STYLE}footer"), None)
