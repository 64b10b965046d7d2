"""Mail (RFC 5322): its attachments, and its own words where it has none."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage

from lxml import html

from documents.pipeline.entries import Entry, EntryLimits
from documents.pipeline.parsers import Context
from documents.pipeline.types import Extraction, FailureCode, ReadFailure

MEDIA_TYPE = "message/rfc822"

MAX_NESTING = 30  # parts that hold parts: a mail that was forwarded ten times has some twenty
MAX_LINES = 600_000  # the largest file in lines of 76 characters is half of it; each line is held against each nesting
MAX_PARTS = 5_000  # lines that may divide parts
SHOWN_HEADERS = {"From": "Van", "To": "Aan", "Date": "Datum", "Subject": "Onderwerp"}

_HOLDS_PARTS = re.compile(rb"^content-type:\s*(?:multipart|message)/", re.IGNORECASE | re.MULTILINE)
# Python's parser of headers takes the square of their length.
_LONG_HEADER = re.compile(rb"^content-[a-z-]{1,40}:(?:[^\r\n]{8000}|(?:[^\r\n]*\r?\n[ \t]){60})", re.I | re.M)
_OUTLOOK_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/calendar",
     "message/delivery-status"}
)  # fmt: skip
_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
# What Python's own parser raises over broken headers and parts.
_STUMBLES = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
_BLOCKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote")


def parse(data: bytes, *, context: Context) -> Extraction:
    """The mail as one page of text: who, to whom, when, about what, and its own words."""
    message = _open(data)
    lines = [f"{label}: {value}" for name, label in SHOWN_HEADERS.items() if (value := _header(message, name))]
    text = "\n".join(lines) + "\n\n" + _body(message)
    if len(text) > context.limits.max_characters:
        raise ReadFailure(FailureCode.TOO_LARGE)
    return Extraction(MEDIA_TYPE, (text,))


def attachments(data: bytes, *, limits: EntryLimits) -> list[Entry]:
    """The files that came with the mail and with mails inside it; pictures in the text and signatures are left out.

    Raises ReadFailure: PASSWORD for an encrypted mail, TOO_MANY_FILES, BROKEN. ``winmail.dat`` is an entry with its
    own failure: what is in it is known to Outlook alone.
    """
    message = _open(data)
    try:
        parts = list(message.walk())
        if any(part.get_content_type() in _ENCRYPTED for part in parts):
            raise ReadFailure(FailureCode.PASSWORD)
        files = [part for part in parts if _is_attachment(part)]
        if len(files) > limits.count:
            raise ReadFailure(FailureCode.TOO_MANY_FILES)
        return [_entry(part, most=limits.each) for part in files]
    except _STUMBLES:
        raise ReadFailure(FailureCode.BROKEN) from None


def message_id(data: bytes) -> str:
    """The Message-ID, or "" for a mail without one."""
    return _header(_open(data), "Message-ID")


def senders(data: bytes) -> list[str]:
    """The addresses that the mail says it is from, in lower case."""
    try:
        header = _open(data)["From"]
        return [address.addr_spec.lower() for address in getattr(header, "addresses", ())]
    except _STUMBLES:
        return []


def _open(data: bytes) -> EmailMessage:
    if _LONG_HEADER.search(data) or len(_HOLDS_PARTS.findall(data)) > MAX_NESTING:
        raise ReadFailure(FailureCode.BROKEN)
    if data.count(b"\n") > MAX_LINES:
        raise ReadFailure(FailureCode.TOO_LARGE)
    if data.count(b"\n--") > MAX_PARTS:
        raise ReadFailure(FailureCode.TOO_MANY_FILES)
    try:
        return message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    except _STUMBLES:
        raise ReadFailure(FailureCode.BROKEN) from None


def _is_attachment(part: EmailMessage) -> bool:
    """Whether a part is a file for people: not the words of a mail, a picture in them, a signature or a holder."""
    kind = part.get_content_type()
    if part.is_multipart() or kind in _SIGNATURES or kind == "message/rfc822":
        return False
    inline = part.get_content_disposition() != "attachment"
    if part.get_content_maintype() == "image" and (inline or part["Content-ID"]):
        return False
    if part.get_content_maintype() == "text" and inline and not part.get_filename():
        return False
    return bool(part.get_filename()) or not inline or part.get_content_maintype() == "application"


def _entry(part: EmailMessage, *, most: int) -> Entry:
    name = str(part.get_filename() or "bijlage")
    if part.get_content_type() in _OUTLOOK_TYPES or name.lower() == "winmail.dat":
        return Entry(name, failure=FailureCode.WINMAIL)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return Entry(name, data) if len(data) <= most else Entry(name, failure=FailureCode.UNPACKED_TOO_LARGE)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except _STUMBLES:
        return ""


def _body(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        text = str(body.get_content())
    except _STUMBLES:
        payload = body.get_payload(decode=True)
        text = payload.decode("latin-1") if isinstance(payload, bytes) else ""
    return _words_of(text) if body.get_content_subtype() == "html" else text


def _words_of(text: str) -> str:
    """The words of a mail in HTML, a line per block."""
    if not text.strip():
        return ""
    root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    for element in root.iter("script", "style", "head"):
        element.text, element[:] = "", []
    for element in root.iter(*_BLOCKS):
        element.tail = "\n" + (element.tail or "")
    return re.sub(r"\n[ \t]*\n[ \t\n]*", "\n\n", "".join(str(words) for words in root.itertext()))
