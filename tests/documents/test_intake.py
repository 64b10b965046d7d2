"""What becomes of uploaded files, one by one."""

from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from kombu.exceptions import OperationalError

from documents import intake
from documents.intake import Defaults, Owner
from documents.models import Choice, Letter, ReadingRun, SourceFile, Upload
from documents.processing import read_run
from documents.vocabulary import LetterState, UploadStatus
from governance.models import Gemeente, User
from governance.vocabulary import DocumentType, Level
from tests.factories import GemeenteFactory, RegionFactory, UserFactory
from tests.pipeline.test_archive import packed
from tests.pipeline.test_mail import message

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = b"Raadsinformatiebrief\n\nDatum 3 maart 2022\nOnderwerp Proefbrief\n\nDit is een verzonnen brief.\n"


@pytest.fixture
def griffie() -> tuple[User, Owner]:
    """A user and the gemeente for which it adds letters."""
    gemeente: Gemeente = GemeenteFactory()
    user: User = UserFactory()
    return user, Owner(gemeente=gemeente)


def receive(griffie: tuple[User, Owner], *files: tuple[str, bytes]) -> list[Upload]:
    """Add these files without a worker to take the runs."""
    user, owner = griffie
    uploaded = [SimpleUploadedFile(name, data) for name, data in files]
    with patch("documents.tasks.read.delay_on_commit"):
        batch = intake.receive(uploaded, owner=owner, level=Level.PUBLIC, user=user)
    return list(batch.uploads.all())


def test_a_letter_is_stored_with_its_bytes_before_it_is_read(griffie: tuple[User, Owner]) -> None:
    (row,) = receive(griffie, ("brief.txt", LETTER))
    assert row.status == UploadStatus.WAITING
    source = SourceFile.objects.get(version__letter=row.letter)
    assert source.file.read() == LETTER
    assert "brief" not in str(source.file.name)
    assert ReadingRun.objects.filter(version=source.version).count() == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("leeg.pdf", b"", "empty"),
        ("plaatje.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "wrong_type"),
        ("programma.exe", b"MZ\x90\x00" + b"\x00" * 200, "wrong_type"),
        ("groot.txt", b"a" * (settings.MAX_UPLOAD_BYTES + 1), "too_large"),
    ],
    ids=["empty", "picture", "program", "too large"],
)
def test_a_file_that_is_no_letter_is_refused_without_keeping_its_bytes(
    griffie: tuple[User, Owner], name: str, data: bytes, reason: str
) -> None:
    refused, stored = receive(griffie, (name, data), ("brief.txt", LETTER))
    assert (refused.status, refused.failure, refused.letter) == (UploadStatus.REFUSED, reason, None)
    assert stored.status == UploadStatus.WAITING
    assert SourceFile.objects.count() == 1


def test_the_same_file_twice_gives_one_letter(griffie: tuple[User, Owner]) -> None:
    first, second = receive(griffie, ("a.txt", LETTER), ("b.txt", LETTER))
    assert second.status == UploadStatus.DUPLICATE
    assert second.duplicate_of == first.letter
    assert Letter.objects.count() == 1


def test_a_withdrawn_letter_can_be_added_again(griffie: tuple[User, Owner]) -> None:
    receive(griffie, ("a.txt", LETTER))
    Letter.objects.update(state=LetterState.WITHDRAWN)
    (row,) = receive(griffie, ("a.txt", LETTER))
    assert row.status == UploadStatus.WAITING


def test_another_owners_letter_with_the_same_bytes_stays_unknown(griffie: tuple[User, Owner]) -> None:
    receive(griffie, ("a.txt", LETTER))
    (row,) = receive((griffie[0], Owner(gemeente=GemeenteFactory())), ("a.txt", LETTER))
    assert row.status == UploadStatus.WAITING


def test_a_queue_that_is_down_loses_nothing(griffie: tuple[User, Owner]) -> None:
    user, owner = griffie
    files = [SimpleUploadedFile(f"{n}.txt", LETTER + str(n).encode()) for n in range(3)]
    with patch("documents.tasks.read.delay_on_commit", side_effect=OperationalError) as queue:
        batch = intake.receive(files, owner=owner, level=Level.PUBLIC, user=user)
    assert queue.call_count == 1, "after one failure the others must not wait as well"
    assert [row.status for row in batch.uploads.all()] == [UploadStatus.WAITING] * 3
    assert ReadingRun.objects.filter(enqueued_at__isnull=True).count() == 3


def test_a_row_that_cannot_be_saved_leaves_no_file_behind(griffie: tuple[User, Owner]) -> None:
    storage = SourceFile._meta.get_field("file").storage
    with (
        patch.object(storage, "delete") as delete,
        patch("documents.models.ReadingRun.objects.create", side_effect=OSError("disk full")),
        pytest.raises(OSError, match="disk full"),
    ):
        receive(griffie, ("a.txt", LETTER))
    assert delete.called
    assert not Letter.objects.exists()
    assert not SourceFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\stukken\\brief.pdf", "brief.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("\n\t", "bestand zonder naam"),
        ("ë" * 400, "ë" * 255),
        ("brief %22definitief%22.pdf", 'brief "definitief".pdf'),
        ("regel%0D%0Aeinde.pdf", "regeleinde.pdf"),
        ("100%25 zeker.pdf", "100%25 zeker.pdf"),
    ],
)
def test_odd_file_names_are_tidied(given: str, shown: str) -> None:
    assert intake.tidy_name(given) == shown


def test_a_zip_becomes_a_row_for_each_file_with_its_own_verdict(griffie: tuple[User, Owner]) -> None:
    data = packed({"../a.txt": LETTER, "b.exe": b"MZ\x90\x00" * 50, "c.zip": packed({"d.txt": LETTER})})
    container, letter, program, nested = receive(griffie, ("stukken.zip", data))
    assert (container.status, container.letter) == (UploadStatus.UNPACKED, None)
    assert (letter.file_name, letter.status, letter.container) == ("a.txt", UploadStatus.WAITING, container)
    assert (program.status, program.failure) == (UploadStatus.REFUSED, "wrong_type")
    assert (nested.status, nested.failure) == (UploadStatus.REFUSED, "nested")
    assert [row.position for row in (container, letter, program, nested)] == [1, 2, 3, 4]


def test_a_zip_with_too_much_in_it_is_refused_as_a_whole(griffie: tuple[User, Owner]) -> None:
    data = packed({f"{n}.txt": LETTER for n in range(settings.MAX_FILES_PER_UPLOAD + 1)})
    (row,) = receive(griffie, ("stukken.zip", data))
    assert (row.status, row.failure) == (UploadStatus.REFUSED, "too_many_files")
    assert not Letter.objects.exists()


def test_a_mail_gives_its_attachments_and_its_own_words_are_not_kept(griffie: tuple[User, Owner]) -> None:
    made = message("Alleen voor jou: woordvandemail.")
    made.add_attachment(LETTER.decode(), filename="brief.txt")
    container, letter = receive(griffie, ("mail.eml", made.as_bytes()))
    assert (container.status, letter.status) == (UploadStatus.UNPACKED, UploadStatus.WAITING)
    assert b"woordvandemail" not in SourceFile.objects.get().file.read()


def test_a_mail_without_attachments_is_a_letter_itself(griffie: tuple[User, Owner]) -> None:
    (row,) = receive(griffie, ("mail.eml", message().as_bytes()))
    assert row.status == UploadStatus.WAITING
    assert SourceFile.objects.get().media_type == "message/rfc822"


def test_what_is_said_of_all_letters_is_a_persons_choice_for_each(griffie: tuple[User, Owner]) -> None:
    user, owner = griffie
    region = RegionFactory()
    with patch("documents.tasks.read.delay_on_commit"):
        intake.receive(
            [SimpleUploadedFile("a.txt", LETTER)], owner=owner, level=Level.PUBLIC, user=user,
            defaults=Defaults(document_type=DocumentType.MEMO, region=region),
        )  # fmt: skip
    letter = Letter.objects.get()
    assert (letter.document_type, letter.region, letter.gemeente) == (DocumentType.MEMO, region, None)
    assert dict(Choice.objects.values_list("key", "value__value")) == {"document_type": "memo", "region": region.slug}
    read_run(ReadingRun.objects.get().pk)
    letter.refresh_from_db()
    assert (letter.document_type, letter.region) == (DocumentType.MEMO, region)
