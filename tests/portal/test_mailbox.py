"""The mailbox: messages of allowed senders come in once, and the mailbox itself keeps them all."""

import imaplib
import io
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.test.utils import override_settings

from documents.models import IngestedMail, Letter, Upload, UploadBatch
from documents.vocabulary import UploadStatus
from governance.models import Gemeente
from governance.vocabulary import Level, Role
from tests.factories import GemeenteFactory, user_with_role
from tests.pipeline.test_mail import message

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "Raadsinformatiebrief\n\nDatum 3 maart 2022\nOnderwerp Proefbrief\n\nDit is een verzonnen brief.\n"


class FakeServer:
    """Answers as an IMAP server does, at the level of imaplib; remembers what it was told."""

    error = imaplib.IMAP4.error

    def __init__(self, messages: dict[str, bytes]) -> None:
        self.messages = messages
        self.flagged: set[str] = set()
        self.told: list[tuple[str, ...]] = []
        self.folder_is_there = True
        self.password = "goed"

    def __call__(self, host: str, port: int, **_: object) -> "FakeServer":
        return self

    def login(self, user: str, password: str) -> tuple[str, list[bytes]]:
        if password != self.password:
            raise imaplib.IMAP4.error("LOGIN failed for griffie@voorbeeld.example")
        return "OK", [b""]

    def select(self, folder: str) -> tuple[str, list[bytes]]:
        return ("OK" if self.folder_is_there else "NO"), [b""]

    def logout(self) -> tuple[str, list[bytes]]:
        return "BYE", [b""]

    def uid(self, command: str, *arguments: str) -> tuple[str, list[bytes | tuple[bytes, bytes] | None]]:
        self.told.append((command, *arguments))
        if command == "SEARCH":
            return "OK", [" ".join(sorted(set(self.messages) - self.flagged)).encode()]
        data = self.messages[arguments[0]]
        if command == "STORE":
            self.flagged.add(arguments[0])
            return "OK", [b""]
        assert "PEEK" in arguments[1], "a message must stay unread"
        if "HEADER" in arguments[1]:
            head = data.split(b"\n\n")[0] + b"\n\n"
            size = len(data)
            return "OK", [
                (f"1 (UID {arguments[0]} RFC822.SIZE {size} BODY[HEADER] {{{len(head)}}}".encode(), head),
                b")",
            ]
        return "OK", [(f"1 (UID {arguments[0]} BODY[] {{{len(data)}}}".encode(), data), b")"]


def mail_with_letter(number: int = 1, sender: str = "griffie@voorbeeld.example") -> bytes:
    """A message with one letter."""
    made = message()
    del made["From"], made["Message-ID"]
    made["From"], made["Message-ID"] = f"Griffie <{sender}>", f"<{number}@voorbeeld.example>"
    made.add_attachment(LETTER + str(number), filename="brief.txt")
    return made.as_bytes()


@pytest.fixture
def gemeente() -> Iterator[Gemeente]:
    """A gemeente with a griffier and a mailbox."""
    made: Gemeente = GemeenteFactory()
    user_with_role(Role.GRIFFIE, gemeente=made)
    box = {
        "host": "imap.voorbeeld.example", "port": 993, "user": "griffie", "password": "goed", "folder": "INBOX",
        "gemeente": made.code, "region": "", "account": "", "senders": ["griffie@voorbeeld.example"],
    }  # fmt: skip
    with override_settings(MAILBOX=box):
        yield made


def run(server: FakeServer) -> str:
    """Empty the mailbox; what the command says."""
    said = io.StringIO()
    with patch.object(imaplib, "IMAP4_SSL", server), patch("documents.tasks.read.delay_on_commit"):
        call_command("ingest_mail", stdout=said)
    return said.getvalue()


def test_the_letters_of_an_allowed_sender_come_in_as_drafts_of_the_owner(gemeente: Gemeente) -> None:
    server = FakeServer({"7": mail_with_letter()})
    assert run(server).startswith("1 aangenomen")
    batch = UploadBatch.objects.get()
    assert (batch.owner_gemeente, batch.declared_level) == (gemeente, Level.RESTRICTED)
    assert list(Upload.objects.values_list("status", flat=True)) == [UploadStatus.UNPACKED, UploadStatus.WAITING]
    assert Letter.objects.get().level is None
    assert server.flagged == {"7"}


def test_a_message_comes_in_once_also_when_its_flag_was_taken_off(gemeente: Gemeente) -> None:
    server = FakeServer({"7": mail_with_letter()})
    run(server)
    server.flagged.clear()
    assert run(server).startswith("0 aangenomen, 1 al bekend")
    assert UploadBatch.objects.count() == IngestedMail.objects.count() == 1
    assert server.flagged == {"7"}


def test_a_crash_before_it_is_remembered_loses_nothing_and_asks_next_time(gemeente: Gemeente) -> None:
    server = FakeServer({"7": mail_with_letter()})
    with patch.object(IngestedMail.objects, "create", side_effect=OSError), pytest.raises(OSError):  # noqa: PT011
        run(server)
    assert server.flagged == set()
    run(server)
    assert Letter.objects.count() == 1
    assert Upload.objects.filter(status=UploadStatus.DUPLICATE).count() == 1


def test_messages_of_others_are_left_as_they_are(gemeente: Gemeente) -> None:
    server = FakeServer({"7": mail_with_letter(sender="vreemde@elders.example")})
    assert "1 van een andere afzender" in run(server)
    assert not UploadBatch.objects.exists()
    assert {command for command, *_ in server.told} == {"SEARCH", "FETCH"}
    assert not any("(BODY.PEEK[])" in told for told in server.told), "its text is not even fetched"


def test_nothing_is_ever_deleted_or_opened(gemeente: Gemeente) -> None:
    server = FakeServer({"7": mail_with_letter(), "8": mail_with_letter(2)})
    run(server)
    assert {command for command, *_ in server.told} == {"SEARCH", "FETCH", "STORE"}
    assert {told[2:] for told in server.told if told[0] == "STORE"} == {("+FLAGS", r"(\Flagged)")}
    assert set(server.messages) == {"7", "8"}


def test_a_message_that_is_too_large_is_refused_by_name_without_fetching_it(gemeente: Gemeente) -> None:
    server = FakeServer({"7": mail_with_letter()})
    with override_settings(MAX_UPLOAD_BYTES=10):
        run(server)
    assert Upload.objects.get().failure == "too_large"
    assert not any("(BODY.PEEK[])" in told for told in server.told)


@pytest.mark.parametrize("broken", ["password", "folder"])
def test_a_mailbox_that_does_not_open_is_said_without_names(gemeente: Gemeente, broken: str) -> None:
    server = FakeServer({})
    server.password = "anders" if broken == "password" else "goed"
    server.folder_is_there = broken != "folder"
    with pytest.raises(CommandError, match="antwoordt niet goed") as raised:
        run(server)
    assert "griffie@" not in str(raised.value)


def test_without_a_host_the_mailbox_is_off() -> None:
    assert "staat uit" in run(FakeServer({"7": mail_with_letter()}))
    assert not UploadBatch.objects.exists()
