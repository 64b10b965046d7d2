"""Office files and archives that a sender may send, by mistake or on purpose."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

from tests import rendering
from tests.hostile.pdfs import LETTER

DOCUMENT = "word/document.xml"
CONTENT = "content.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a0 "ha">%s]>' % b"".join(
    b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 12)
)


def changed(package: bytes, parts: Mapping[str, bytes], *, compress: bool = True) -> bytes:
    """An office file with other or more members."""
    target = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return target.getvalue()


def member(package: bytes, name: str) -> bytes:
    """One member of an office file."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return opened.read(name)


def docx() -> bytes:
    """A good letter."""
    return rendering.render_docx(LETTER)


def odt() -> bytes:
    """A good letter."""
    return rendering.render_odt(LETTER)


def docx_with(content: bytes, *, before: bytes = b"") -> bytes:
    """A Word file with more in its text (and `before` the root, where a DTD stands)."""
    document = member(docx(), DOCUMENT)
    start = document.index(b"<w:document")
    document = document[:start] + before + document[start:]
    return changed(docx(), {DOCUMENT: document.replace(b"<w:sectPr", content + b"<w:sectPr", 1)})


def odt_with(content: bytes, *, before: bytes = b"") -> bytes:
    """An ODT with more in its text."""
    document = member(odt(), CONTENT)
    start = document.index(b"<office:document-content")
    document = document[:start] + before + document[start:]
    return changed(odt(), {CONTENT: document.replace(b"</office:text>", content + b"</office:text>", 1)})


def paragraphs(count: int) -> bytes:
    """Word paragraphs, all alike: they pack to almost nothing."""
    return b"<w:p><w:r><w:t>woord</w:t></w:r></w:p>" * count


def bomb_docx(megabytes: int = 210) -> bytes:
    """A Word file that unpacks to more than a letter may."""
    return docx_with(b" " * (megabytes * 1024 * 1024))


def bomb_odt(megabytes: int = 210) -> bytes:
    """An ODT that unpacks to more than a letter may."""
    return odt_with(b" " * (megabytes * 1024 * 1024))


def lying_docx(megabytes: int = 100) -> bytes:
    """A Word file that says that it unpacks to a few bytes."""
    data = bytearray(bomb_docx(megabytes))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        size = opened.getinfo(DOCUMENT).file_size.to_bytes(4, "little")
    return bytes(data).replace(size, (5000).to_bytes(4, "little"))


def laughs_docx() -> bytes:
    """Ten words that stand for ten words that stand for ten words."""
    return docx_with(b"<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", before=LAUGHS)


def foreign_entity_odt() -> bytes:
    """An ODT that asks for a file of the server."""
    return odt_with(b"<text:p>&x;</text:p>", before=b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:/etc/hostname">]>')


def docx_with_macro() -> bytes:
    """A Word file with a program in it."""
    return changed(docx(), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"AutoOpen" * 100})


def docm() -> bytes:
    """A file that says itself that it is a Word file with programs."""
    types = member(docx(), "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return changed(docx_with_macro(), {"[Content_Types].xml": types})


def docx_with_huge_image(side: int = 10_000) -> bytes:
    """A letter with a picture of a hundred million points."""
    target = io.BytesIO()
    Image.new("1", (side, side)).save(target, "PNG")
    return changed(docx(), {"word/media/image1.png": target.getvalue()})


def deep_docx(depth: int = 100_000) -> bytes:
    """Boxes in boxes in boxes."""
    return docx_with(b"<w:sdt>" * depth + paragraphs(1) + b"</w:sdt>" * depth)


def deep_odt(depth: int = 60) -> bytes:
    """Lists in lists, as deep as anybody may write them."""
    inside = b"<text:p>diep in de lijst</text:p>"
    return odt_with(b"<text:list><text:list-item>" * depth + inside + b"</text:list-item></text:list>" * depth)


def truncated_docx() -> bytes:
    """The first part of a Word file."""
    return docx()[:-400]


def broken_member_docx() -> bytes:
    """A Word file whose text was damaged on the way."""
    good = changed(docx(), {}, compress=False)
    return good.replace(b"wachttijden", b"wachttijdon")


def many_members() -> bytes:
    """A Word file with more parts than any."""
    return changed(docx(), {f"word/{number}": b"" for number in range(6_000)})


def program_in_archive() -> bytes:
    """An archive with something else than a letter."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("prijs.exe", b"MZ" * 200)
    return target.getvalue()


def gzip_bomb() -> bytes:
    """Bytes that are no document of any kind."""
    return b"\x1f\x8b" + zlib.compress(bytes(50_000_000))
