"""DOCX: the paragraphs and tables of the document in order, letterhead first, footer last.

Read from the XML itself: templates of gemeenten keep their fields in content controls and text boxes, and corrected
drafts keep words in insertions. All of these are the letter's text.
"""

from collections.abc import Iterator

from lxml import etree

from documents.pipeline.parsers import Context
from documents.pipeline.parsers.docx_numbering import Numbering
from documents.pipeline.parsers.office import Package, write_row
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = "word/document.xml"

# Struck or moved-away words, field codes, properties; and what is written apart or twice
_FALLBACK = f"{MC}Fallback"
_PROPERTIES = frozenset({f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}txbxContent"})
_SKIPPED = _PROPERTIES | {f"{W}del", f"{W}delText", f"{W}moveFrom", _FALLBACK}
_LITERAL = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}
_TEXT_BOX_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK})


def parse(data: bytes, *, context: Context) -> Extraction:
    """The whole letter as one page: Word decides on page ends only when it prints."""
    with Package(data, context.limits) as package:
        reader = _Reader(Numbering(package.read("word/numbering.xml"), package.read("word/styles.xml")))
        body = package.require(MAIN).find(f"{W}body")
        if body is None:
            raise ReadFailure(FailureCode.BROKEN)
        header, footer = _letterhead(package, body)
        parts = ["\n".join(reader.block(part)) for part in (header, body, footer) if part is not None]
    text = "\n\n".join(part for part in parts if part.strip())
    if len(text) > context.limits.max_characters:
        raise ReadFailure(FailureCode.TOO_LARGE)
    return Extraction(MEDIA_TYPE, (text,))


class _Reader:
    """Walks one document; keeps the count of its lists."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def block(self, parent: etree._Element) -> list[str]:
        """Lines of everything directly in `parent`: body, cell, header or text box."""
        lines: list[str] = []
        for child in parent:
            if child.tag == f"{W}p":
                lines += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                lines += [line for row in child.iter(f"{W}tr") if _table_of(row) is child for line in self._row(row)]
            elif child.tag not in _SKIPPED:
                # Content controls, insertions and custom XML wrap blocks.
                lines += self.block(child)
        return lines

    def _row(self, row: etree._Element) -> list[str]:
        cells = [self.block(cell) for cell in row.iter(f"{W}tc") if _row_of(cell) is row]
        return write_row([_without_empty_ends(cell) for cell in cells])

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        boxes = [line for box in _text_boxes(paragraph) for line in self.block(box)]
        text = "".join(_inline(paragraph))
        label = self._numbering.label(paragraph) if text.strip() else ""
        return [line for line in boxes if line.strip()] + f"{label}{text}".split("\n")


def _inline(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _LITERAL:
            yield _LITERAL[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _inline(child)


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in _TEXT_BOX_SKIPPED:
            yield from _text_boxes(child)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors(f"{W}tbl"), None)


def _row_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{W}tr"), None)


def _without_empty_ends(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return lines[start:end]


def _letterhead(package: Package, body: etree._Element) -> tuple[etree._Element | None, etree._Element | None]:
    """Header and footer of the first page of the first section."""
    section = next(body.iter(f"{W}sectPr"), None)
    relations = package.read("word/_rels/document.xml.rels")
    if section is None or relations is None:
        return None, None
    targets = {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}
    wanted = "first" if section.find(f"{W}titlePg") is not None else "default"

    def part(kind: str) -> etree._Element | None:
        for reference in section.iter(f"{W}{kind}Reference"):
            if reference.get(f"{W}type") == wanted:
                return package.read(f"word/{targets.get(str(reference.get(f'{R}id')), '')}")
        return None

    return part("header"), part("footer")
