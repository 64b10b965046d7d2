"""What becomes of uploaded files, one by one."""

from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from kombu.exceptions import OperationalError

from documents import intake
from documents.intake import Owner
from documents.models import Letter, ReadingRun, SourceFile, Upload
from documents.vocabulary import LetterState, UploadStatus
from governance.models import Gemeente, User
from governance.vocabulary import Level
from tests.factories import GemeenteFactory, UserFactory

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
    ],
)
def test_odd_file_names_are_tidied(given: str, shown: str) -> None:
    assert intake.tidy_name(given) == shown
