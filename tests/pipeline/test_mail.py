"""Mail: what comes out of it, and that no mail costs more than its limits."""

import time
from email.message import EmailMessage

import pytest

from documents.pipeline.entries import EntryLimits
from documents.pipeline.parsers import Context, Limits, mail
from documents.pipeline.sniff import MAIL, TEXT, sniff
from documents.pipeline.types import FailureCode, ReadFailure

HEAD = b"From: griffie@voorbeeld.example\nMIME-Version: 1.0\n"


def message(body: str = "Geachte griffie, hierbij de brief.", subtype: str = "plain") -> EmailMessage:
    """A mail with words and nothing else."""
    made = EmailMessage()
    made["From"], made["To"] = "Afzender <a@voorbeeld.example>", "griffie@voorbeeld.example"
    made["Subject"], made["Message-ID"] = "Een brief", "<1@voorbeeld.example>"
    made.set_content(body, subtype=subtype)
    return made


def names(data: bytes) -> list[str]:
    """The names of the attachments."""
    return [entry.name for entry in mail.attachments(data, limits=EntryLimits())]


def test_attachments_come_out_with_their_bytes_and_the_words_of_the_mail_do_not() -> None:
    made = message()
    made.add_alternative("<p>Geachte griffie</p>", subtype="html")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="bríef.pdf")
    made.add_attachment("tekst", filename="los.txt")
    found = mail.attachments(made.as_bytes(), limits=EntryLimits())
    assert [(entry.name, entry.data) for entry in found] == [("bríef.pdf", b"%PDF-1.4"), ("los.txt", b"tekst\n")]


def test_pictures_in_the_text_and_signatures_are_no_letters() -> None:
    made = message()
    made.add_attachment(b"GIF", maintype="image", subtype="gif", disposition="inline", cid="<logo>", filename="l.gif")
    made.add_attachment(b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    assert names(made.as_bytes()) == []


def test_attachments_of_a_forwarded_mail_come_out_too() -> None:
    inner = message()
    inner.add_attachment(b"D", maintype="application", subtype="pdf", filename="binnen.pdf")
    outer = message()
    outer.add_attachment(inner)
    assert names(outer.as_bytes()) == ["binnen.pdf"]


def test_winmail_is_named_with_its_own_reason() -> None:
    made = message()
    made.add_attachment(b"x", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    (entry,) = mail.attachments(made.as_bytes(), limits=EntryLimits())
    assert (entry.failure, entry.data) == (FailureCode.WINMAIL, b"")


def test_too_many_attachments_are_refused_together_and_a_large_one_alone() -> None:
    made = message()
    made.add_attachment(b"x" * 20, maintype="application", subtype="pdf", filename="groot.pdf")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="klein.pdf")
    found = mail.attachments(made.as_bytes(), limits=EntryLimits(each=10))
    assert [entry.failure for entry in found] == [FailureCode.UNPACKED_TOO_LARGE, None]
    with pytest.raises(ReadFailure, match="too_many_files"):
        mail.attachments(made.as_bytes(), limits=EntryLimits(count=1))


def test_an_encrypted_mail_is_refused() -> None:
    data = HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nAAAA"
    with pytest.raises(ReadFailure, match="password"):
        mail.attachments(data, limits=EntryLimits())


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_mail_without_attachments_is_read_as_text(subtype: str) -> None:
    body = "Geachte raad" if subtype == "plain" else "<style>p{}</style><p>Geachte</p><p>raad</p>"
    (page,) = mail.parse(message(body, subtype).as_bytes(), context=Context(Limits())).pages
    assert "Onderwerp: Een brief" in page
    assert "Geachte" in page
    assert "raad" in page
    assert "p{}" not in page


def test_a_mail_is_known_by_its_head_and_a_letter_that_is_typed_is_none() -> None:
    assert sniff(message().as_bytes()) == MAIL
    assert sniff(b"Van: het college\nDatum: 3 maart 2022\nOnderwerp: Jeugdhulp\n\nGeachte raad,") == TEXT
    assert sniff(b"From: us\nTo: you\nSubject: a letter in English that is no mail\n\nDear council,") == TEXT


def test_outlooks_own_format_is_refused_by_name() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "__substg1.0_0037001F".encode("utf-16-le")
    with pytest.raises(ReadFailure, match="outlook"):
        sniff(data)


HOSTILE = {
    "one endless parameter": HEAD + b"Content-Type: text/plain" + b";a=b" * 500_000 + b"\n\nx",
    "many parameters": HEAD + b"Content-Type: text/plain" + b";a=b" * 1_900 + b"\n\nx",
    "folded for ever": HEAD + b"Content-Type: text/plain" + b";\n a=b" * 100_000 + b"\n\nx",
    "many parts": HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 1_000_000,
    "many lines": HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\n" + b"a\n" * 5_000_000,
    "nested": HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
    "odd encoding": HEAD + b"Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=nope\n\n\xff\xfe=",
    "odd header": b"From: \"\nMIME-Version: 1.0\nContent-Disposition: attachment; filename*=a'b'%%\n\nx",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_no_mail_holds_the_reader_for_long(data: bytes) -> None:
    began = time.process_time()
    codes = set()
    for read in (
        lambda: mail.attachments(data, limits=EntryLimits()),
        lambda: mail.parse(data, context=Context(Limits())),
    ):
        try:
            read()
        except ReadFailure as failure:
            codes.add(failure.code)
    assert codes <= {FailureCode.BROKEN, FailureCode.TOO_MANY_FILES, FailureCode.TOO_LARGE}
    assert time.process_time() - began < 5
