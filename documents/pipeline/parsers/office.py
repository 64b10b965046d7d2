"""What DOCX and ODT share: a ZIP with XML in it, opened with care, and rows of cells written as lines."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from itertools import zip_longest
from types import TracebackType

from lxml import etree

from documents.pipeline.parsers import Limits
from documents.pipeline.types import FailureCode, ReadFailure

MEBIBYTE = 1024 * 1024
MAX_MEMBERS = 5_000
MANIFEST = "META-INF/manifest.xml"
SIDE_BY_SIDE = 8  # lines: cells up to this height are read across, higher ones are columns of text
SHORT_LINE = 60  # characters

_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, etree.XMLSyntaxError, ValueError)


class Package:
    """An office file whose members are read as XML. Use as a context manager."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE:
            raise ReadFailure(FailureCode.BROKEN) from None
        members = self._zip.infolist()
        # Declared sizes can be relied on: read_member stops at them.
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > limits.max_uncompressed_mb * MEBIBYTE:
            raise ReadFailure(FailureCode.TOO_LARGE)
        if any(member.flag_bits & 1 for member in members):
            raise ReadFailure(FailureCode.PASSWORD)
        self._names = frozenset(member.filename for member in members)

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def read(self, name: str) -> etree._Element | None:
        """Root of an XML member, or None when there is none; BROKEN when it cannot be read or declares entities."""
        if name not in self._names:
            return None
        try:
            root = etree.fromstring(read_member(self._zip, name), _parser())
        except _UNREADABLE:
            raise ReadFailure(FailureCode.BROKEN) from None
        # Entities are never expanded; only the manifest of old office programs has a reason to name a DTD.
        if name != MANIFEST and root.getroottree().docinfo.internalDTD is not None:
            raise ReadFailure(FailureCode.BROKEN)
        return root

    def require(self, name: str) -> etree._Element:
        """Root of an XML member that must be there."""
        root = self.read(name)
        if root is None:
            raise ReadFailure(FailureCode.BROKEN)
        return root


def read_member(package: zipfile.ZipFile, name: str) -> bytes:
    """One member, unpacked as far as its declared size; BadZipFile when there is more, or it was damaged.

    ZipFile.read unpacks all there is before it looks at the size, however small that says it is.
    """
    with package.open(name) as member:
        return member.read(package.getinfo(name).file_size)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def write_row(cells: Sequence[Sequence[str]]) -> list[str]:
    """Lines of one table row; each cell is a list of its own lines.

    Short cells are read across, line by line, with a tab between ("Datum\\t10 maart"); a row of which more than one
    cell holds running text is written cell after cell.
    """
    cells = [list(cell) for cell in cells]
    filled = [cell for cell in cells if any(line.strip() for line in cell)]
    if not filled:
        return []
    if len(filled) == 1 and len(filled[0]) > 1:
        return list(filled[0])
    tall = [cell for cell in filled if len(cell) > 1]
    if len(tall) > 1 and not all(_is_short(cell) for cell in tall):
        return [line for cell in filled for line in cell]
    return ["\t".join(parts).rstrip("\t") for parts in zip_longest(*cells, fillvalue="")]


def _is_short(cell: Sequence[str]) -> bool:
    return len(cell) <= SIDE_BY_SIDE and all(len(line) <= SHORT_LINE for line in cell)
