"""``manage.py ingest_mail``: take letters from the mailbox to which griffies send them."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from documents import intake
from documents.models import IngestedMail
from governance.models import User
from governance.vocabulary import Level
from portal.ingest_owner import account_for, owner_for, require_choice
from portal.mailbox import Account, Mailbox, MailboxError, Message, open_mailbox

NAME = "mail.eml"
ONE_AT_A_TIME = 7_204_118  # the key of a lock of PostgreSQL that only this command takes


class Command(BaseCommand):
    """Every message of an allowed sender becomes an upload; its attachments are the letters. Off without MAILBOX_HOST.

    Who a mail says it is from can be forged: the mail server must check that (DMARC). Nothing that comes in is
    published without a person.
    """

    help = "Haalt brieven op uit de mailbox die in de instellingen staat (MAILBOX_HOST en verder)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take what waits and say how many; a message that was taken before is only flagged."""
        box = settings.MAILBOX
        if not box["host"]:
            self.stdout.write("De mailbox staat uit: MAILBOX_HOST is leeg.")
            return
        owner_words = {"gemeente": box["gemeente"] or None, "region": box["region"] or None}
        require_choice(box["account"], box["gemeente"], box["region"])
        user = account_for(box["account"] or None, **owner_words)
        owner = owner_for(user, **owner_words)
        if not _only_one():
            self.stdout.write("De mailbox wordt al geleegd.")
            return
        account = Account(box["host"], box["port"], box["user"], box["password"], box["folder"])
        counts: Counter[str] = Counter()
        try:
            with open_mailbox(account) as mailbox:
                for message in mailbox.waiting():
                    counts[_take(mailbox, message, lambda file: _receive(file, user, owner))] += 1
        except MailboxError as error:
            raise CommandError(f"De mailbox antwoordt niet goed ({error}).") from error
        finally:
            _let_go()
        # Counts only: who mailed what stays out of logs.
        self.stdout.write(
            f"{counts['taken']} aangenomen, {counts['known']} al bekend, {counts['refused']} van een andere afzender."
        )


def _take(mailbox: Mailbox, message: Message, receive: Callable[[UploadedFile[bytes]], int]) -> str:
    """What became of a message: taken, known or refused (left as it is, for people).

    It is taken before it is remembered, and remembered before it is flagged: when something breaks in between it comes
    again, and intake asks about what is there already. So nothing is lost.
    """
    if not set(message.senders) & set(settings.MAILBOX["senders"]):
        return "refused"
    known = IngestedMail.objects.filter(message_hash=message.identity).exists()
    if not known:
        IngestedMail.objects.create(message_hash=message.identity, batch_id=receive(_file(mailbox, message)))
    mailbox.mark_taken(message)
    return "known" if known else "taken"


def _file(mailbox: Mailbox, message: Message) -> UploadedFile[bytes]:
    """The message as a file; of one that is too large only its size, which intake refuses with a sentence."""
    if message.size > settings.MAX_UPLOAD_BYTES:
        return UploadedFile(io.BytesIO(), name=NAME, size=message.size)
    return SimpleUploadedFile(NAME, mailbox.fetch(message), content_type="message/rfc822")


def _receive(file: UploadedFile[bytes], user: User, owner: intake.Owner) -> int:
    return intake.receive([file], owner=owner, level=Level.RESTRICTED, user=user).pk


def _only_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _let_go() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
