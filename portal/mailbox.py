"""The mailbox to which griffies send letters, over IMAP (RFC 3501). Messages are read without changing them and flagged
when they were taken; none is ever deleted.

imaplib of Python is enough: four commands are used, and answers are parsed for a size and literal bytes only.
"""

from __future__ import annotations

import hashlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from documents.pipeline.parsers import mail
from documents.pipeline.types import ReadFailure

TIMEOUT_SECONDS = 30
# "Flagged" is the one mark that every mailbox has and that opening a message does not set.
TAKEN = r"(\Flagged)"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxError(Exception):
    """The mailbox cannot be reached or refuses; the message says what was asked and nothing of any mail."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is, and with which name and password it opens."""

    host: str
    port: int
    user: str
    password: str
    folder: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message that waits: its number in the mailbox, its size in bytes, who it says it is from, and what tells it
    from every other one."""

    uid: str
    size: int
    senders: tuple[str, ...]
    identity: str


class Mailbox:
    """An open mailbox."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection

    def waiting(self) -> Iterator[Message]:
        """Messages that were not taken yet, oldest first; only their heads are fetched."""
        numbers = [part for part in self._ask("SEARCH", "UNFLAGGED") if isinstance(part, bytes)]
        for uid in b" ".join(numbers).decode("ascii").split():
            fields = "(RFC822.SIZE BODY.PEEK[HEADER.FIELDS (FROM MESSAGE-ID DATE SUBJECT)])"
            described, head = _literal(self._ask("FETCH", uid, fields))
            size = _SIZE.search(described)
            yield Message(uid, int(size[1]) if size else 0, _senders(head), _identity(head))

    def fetch(self, message: Message) -> bytes:
        """The whole message; it stays unread."""
        return _literal(self._ask("FETCH", message.uid, "(BODY.PEEK[])"))[1]

    def mark_taken(self, message: Message) -> None:
        """Flag a message, so that it is not looked at again."""
        self._ask("STORE", message.uid, "+FLAGS", TAKEN)

    def _ask(self, command: str, *arguments: str) -> list[bytes | tuple[bytes, bytes]]:
        try:
            kind, answer = self._connection.uid(command, *arguments)
        except (imaplib.IMAP4.error, OSError) as error:
            raise MailboxError(f"{command}: {type(error).__name__}") from None
        if kind != "OK":
            raise MailboxError(f"{command}: {kind}")
        return answer


@contextmanager
def open_mailbox(account: Account) -> Iterator[Mailbox]:
    """The folder of the mailbox, over TLS; raises MailboxError when it cannot be opened."""
    try:
        connection = imaplib.IMAP4_SSL(
            account.host, account.port, ssl_context=ssl.create_default_context(), timeout=TIMEOUT_SECONDS
        )
    except OSError as error:
        raise MailboxError(f"connect: {type(error).__name__}") from None
    try:
        connection.login(account.user, account.password)
        kind, _ = connection.select(f'"{account.folder}"')
        if kind != "OK":
            raise MailboxError("SELECT: the folder is not there")
        yield Mailbox(connection)
    except imaplib.IMAP4.error as error:
        raise MailboxError(f"LOGIN: {type(error).__name__}") from None
    finally:
        try:
            connection.logout()
        except (imaplib.IMAP4.error, OSError):
            connection.shutdown()


def _literal(answer: list[bytes | tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """What a FETCH says about a message, and the bytes that it sends along."""
    for part in answer:
        if isinstance(part, tuple):
            return part[0], part[1]
    return b"", b""


def _senders(head: bytes) -> tuple[str, ...]:
    try:
        return tuple(mail.senders(head))
    except ReadFailure:
        return ()


def _identity(head: bytes) -> str:
    """Hash of the Message-ID; of the head as it is for a message without one."""
    try:
        known = mail.message_id(head).encode() or head
    except ReadFailure:
        known = head
    return hashlib.sha256(known).hexdigest()
