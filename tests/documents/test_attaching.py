"""A file that came with a letter: kept and read, for its griffie alone."""

import pytest
from django.test import Client

from documents import attaching, publication
from documents.models import Letter, LetterAttachment, LetterVersion, SourceFile
from documents.vocabulary import LetterState, UploadStatus
from governance.errors import RuleBroken
from governance.models import Gemeente
from governance.vocabulary import Role
from tests.attachment_factory import LetterAttachmentFactory
from tests.factories import (
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    SourceFileFactory,
    UploadBatchFactory,
    UploadFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente() -> Gemeente:
    """Whose letters they are."""
    made: Gemeente = GemeenteFactory()
    return made


def read_letter(gemeente: Gemeente, **fields: object) -> Letter:
    """A letter with its file, text and row."""
    letter: Letter = LetterFactory(owner_gemeente=gemeente, **fields)
    SourceFileFactory(version=LetterVersionFactory(letter=letter, text=f"Tekst {letter.pk}"))
    UploadFactory(batch=UploadBatchFactory(owner_gemeente=gemeente), letter=letter, file_name="begroting.pdf")
    return letter


def test_file_text_and_name_go_to_the_letter_and_the_draft_is_gone(gemeente: Gemeente) -> None:
    draft, letter = read_letter(gemeente), read_letter(gemeente)
    stored = SourceFile.objects.get(version__letter=draft).file.name
    row = draft.uploads.get()
    attachment = attaching.attach(draft, to=letter, user=draft.uploaded_by)
    assert (attachment.file.name, attachment.text, attachment.file_name) == (
        stored, f"Tekst {draft.pk}", "begroting.pdf",
    )  # fmt: skip
    assert attachment.file.read() == f"Tekst {draft.pk}".encode()
    assert not LetterVersion.objects.filter(letter=draft.pk).exists()
    row.refresh_from_db()
    assert (row.status, row.letter, row.duplicate_of) == (UploadStatus.ATTACHED, None, letter)


@pytest.mark.parametrize("state", [LetterState.POSSIBLY_SECRET, LetterState.READING, LetterState.WITHDRAWN])
def test_a_letter_that_may_be_secret_or_is_not_read_yet_is_attached_to_nothing(
    gemeente: Gemeente, state: LetterState
) -> None:
    draft, letter = read_letter(gemeente, state=state), read_letter(gemeente)
    with pytest.raises(RuleBroken):
        attaching.attach(draft, to=letter, user=letter.uploaded_by)
    with pytest.raises(RuleBroken):
        attaching.attach(letter, to=draft, user=letter.uploaded_by)
    assert not LetterAttachment.objects.exists()


def test_neither_a_published_letter_nor_one_of_another_owner_changes_place(gemeente: Gemeente) -> None:
    letter, others = read_letter(gemeente), read_letter(GemeenteFactory())
    for draft, to in ((published_letter(owner_gemeente=gemeente), letter), (letter, others), (letter, letter)):
        with pytest.raises(RuleBroken):
            attaching.attach(draft, to=to, user=letter.uploaded_by)


def test_removing_a_letter_removes_the_bytes_of_its_attachments(
    gemeente: Gemeente, django_capture_on_commit_callbacks: object
) -> None:
    letter = read_letter(gemeente)
    attachment = LetterAttachmentFactory(letter=letter)
    storage, name = attachment.file.storage, attachment.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        publication.remove(letter, user=letter.uploaded_by)
    assert not storage.exists(name)
    assert not LetterAttachment.objects.exists()


def test_the_griffie_chooses_the_letter_and_downloads_the_file(client: Client, gemeente: Gemeente) -> None:
    draft, letter = read_letter(gemeente), read_letter(gemeente, subject="De hoofdbrief")
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    address = f"/griffie/brieven/{draft.pk}/bijlage-bij/"
    assert "De hoofdbrief" in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    assert client.post(address, {"bij": letter.pk}).headers["Location"] == f"/griffie/brieven/{letter.pk}/controleren/"
    attachment = letter.attachments.get()
    assert "begroting.pdf" in client.get(f"/griffie/brieven/{letter.pk}/controleren/").content.decode()
    download = client.get(f"/griffie/brieven/{letter.pk}/bijlagen/{attachment.pk}/")
    assert download.headers["Content-Disposition"].startswith("attachment")
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))
    assert client.get(f"/griffie/brieven/{letter.pk}/bijlagen/{attachment.pk}/").status_code == 404
    assert client.get(address).status_code == 404


def test_an_attachment_stays_with_the_griffie_when_its_letter_is_public(client: Client, gemeente: Gemeente) -> None:
    letter = published_letter(owner_gemeente=gemeente)
    attachment = LetterAttachmentFactory(letter=letter, file_name="begroting.pdf", text="woordvandebijlage")
    body = client.get(letter.get_absolute_url()).content.decode()
    assert "begroting" not in body
    assert "woordvandebijlage" not in body
    assert client.get(f"/griffie/brieven/{letter.pk}/bijlagen/{attachment.pk}/").status_code == 302
