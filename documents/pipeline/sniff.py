"""What kind of file these bytes are, by content and never by name."""

import io
import re
import struct
import zipfile
import zlib

from documents.pipeline.plaintext import decode, looks_like_text
from documents.pipeline.types import FailureCode, ReadFailure

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
TEXT = "text/plain"
MAIL = "message/rfc822"

HEADER_WINDOW = 1024  # bytes: readers accept a PDF header anywhere in here (ISO 32000-1, annex H)
MAX_DIRECTORY = 1024 * 1024  # bytes: a document has tens of members, so its list of members is a few kB
MAX_MEMBER = 4 * 1024 * 1024  # bytes: of the two small members that are read here

_ZIP = b"PK\x03\x04"
# JPEG, PNG, GIF, TIFF: they may hold so much text that they look like it
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Office keeps an encrypted document in an OLE container, in a stream of this name
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Outlook keeps a message in an OLE container with streams of this name
_OLE_MESSAGE = "__substg1.0_".encode("utf-16-le")
_DOCX_MAIN = b"officedocument.wordprocessingml.document.main+xml"
_END_OF_DIRECTORY = b"PK\x05\x06"
_HEAD_WINDOW = 64 * 1024  # bytes: the head of a mail, with the line that every server on the way adds
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,76}:|[ \t]|From ")
_SENDER = re.compile(rb"^From:", re.IGNORECASE | re.MULTILINE)
_MAIL_ONLY = re.compile(rb"^(?:Message-ID|MIME-Version|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)


def sniff(data: bytes) -> str:
    """Media type of `data`: PDF, DOCX, ODT, mail or plain text.

    Raises ReadFailure: EMPTY without anything but blanks, PASSWORD for an encrypted Office file, OUTLOOK for a message
    in Outlook's own format, BROKEN for a container that is cut off, WRONG_TYPE for everything else.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"):
        raise ReadFailure(FailureCode.EMPTY)
    if b"%PDF-" in data[:HEADER_WINDOW]:
        return PDF
    if data.startswith(_OLE):
        raise ReadFailure(_code_of_ole(data))
    if data.startswith(_ZIP):
        return _sniff_zip(data)
    if _looks_like_mail(data):
        return MAIL
    if data.startswith(_PICTURES) or not looks_like_text(data):
        raise ReadFailure(FailureCode.WRONG_TYPE)
    if not decode(data).strip():
        raise ReadFailure(FailureCode.EMPTY)
    return TEXT


def _code_of_ole(data: bytes) -> FailureCode:
    if _OLE_ENCRYPTED in data:
        return FailureCode.PASSWORD
    return FailureCode.OUTLOOK if _OLE_MESSAGE in data else FailureCode.WRONG_TYPE


def _looks_like_mail(data: bytes) -> bool:
    """Whether it begins with the head of a mail (RFC 5322): nothing but header lines, a sender, and a header that a
    letter typed as text does not have."""
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD_WINDOW].lstrip(), maxsplit=1)[0]
    if not (_SENDER.search(head) and _MAIL_ONLY.search(head)):
        return False
    lines = head.splitlines()
    # The window may cut the last line.
    return all(_HEADER_LINE.match(line) for line in lines[: -1 if len(data) > _HEAD_WINDOW else None])


def _sniff_zip(data: bytes) -> str:
    if directory_size(data) > MAX_DIRECTORY:
        raise ReadFailure(FailureCode.WRONG_TYPE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _kind_of_package(package)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        broken = any(name in data[:4096] for name in (b"[Content_Types].xml", b"word/", b"opendocument.text"))
        raise ReadFailure(FailureCode.BROKEN if broken else FailureCode.WRONG_TYPE) from None


def _kind_of_package(package: zipfile.ZipFile) -> str:
    members = {member.filename: member for member in package.infolist()}
    if "word/document.xml" in members and _DOCX_MAIN in _read(package, members.get("[Content_Types].xml")):
        return DOCX
    if "content.xml" in members and _read(package, members.get("mimetype")).strip() == ODT.encode():
        return ODT
    raise ReadFailure(FailureCode.WRONG_TYPE)


def _read(package: zipfile.ZipFile, member: zipfile.ZipInfo | None) -> bytes:
    if member is None or member.file_size > MAX_MEMBER:
        return b""
    # ZipFile.read would unpack all there is before it looks at the declared size.
    with package.open(member) as opened:
        return opened.read(member.file_size)


def directory_size(data: bytes) -> int:
    """Bytes that the list of members takes, read before anything is built from it; 0 when there is none."""
    at = data.rfind(_END_OF_DIRECTORY)
    if at < 0 or at + 16 > len(data):
        return 0
    size: int = struct.unpack_from("<L", data, at + 12)[0]
    return size
