"""The upload form and the batch page, for griffie and for others."""

from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Letter, Upload, UploadBatch
from documents.vocabulary import LetterState, UploadStatus
from governance.models import Gemeente, User
from governance.vocabulary import Role
from portal.views.uploads import STOP_POLLING
from tests.factories import GemeenteFactory, LetterFactory, UploadBatchFactory, UploadFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente() -> Gemeente:
    """The gemeente of the griffie in these tests."""
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.fixture
def griffier(gemeente: Gemeente) -> User:
    """A griffier of that gemeente."""
    return user_with_role(Role.GRIFFIE, gemeente=gemeente)


@pytest.fixture
def griffie(griffier: User) -> Client:
    """A browser in which the griffier is logged in."""
    client = Client()
    client.force_login(griffier)
    return client


def letter_file(name: str = "brief.txt", text: bytes = b"Een brief over jeugdhulp, lang genoeg.") -> SimpleUploadedFile:
    """A small text letter."""
    return SimpleUploadedFile(name, text)


def post(client: Client, gemeente: Gemeente, *files: SimpleUploadedFile, **changes: str) -> tuple[int, str]:
    """Send the upload form; the status and body or address of the answer."""
    data = {"eigenaar": f"gemeente-{gemeente.pk}", "openbaarheid": "openbaar", "bestanden": list(files)} | changes
    with patch("documents.tasks.read.delay_on_commit"):
        answer = client.post(reverse("upload"), data)
    return answer.status_code, answer.headers.get("Location", answer.content.decode())


def test_many_files_at_once_become_one_batch(griffie: Client, gemeente: Gemeente) -> None:
    status, address = post(griffie, gemeente, letter_file(), letter_file("twee.txt", b"Nog een brief over jeugd."))
    assert (status, address) == (302, UploadBatch.objects.get().get_absolute_url())
    assert Upload.objects.count() == Letter.objects.count() == 2


def test_secret_letters_are_refused_before_bytes_are_stored(griffie: Client, gemeente: Gemeente) -> None:
    status, body = post(griffie, gemeente, letter_file(), openbaarheid="geheim")
    assert status == 422
    assert "Er is niets bewaard" in body
    assert not UploadBatch.objects.exists()


@pytest.mark.parametrize("missing", ["eigenaar", "openbaarheid", "bestanden"])
def test_nothing_is_chosen_for_the_user(griffie: Client, gemeente: Gemeente, missing: str) -> None:
    other = user_with_role(Role.GRIFFIE, gemeente=gemeente)
    files = [] if missing == "bestanden" else [letter_file()]
    status, body = post(griffie, gemeente, *files, **({} if missing == "bestanden" else {missing: ""}))
    assert status == 422
    assert "Fout: " in body
    assert other.pk
    assert not UploadBatch.objects.exists()


def test_more_files_than_allowed_are_refused_with_the_number(griffie: Client, gemeente: Gemeente) -> None:
    status, body = post(griffie, gemeente, *(letter_file(f"{n}.txt") for n in range(61)))
    assert status == 422
    assert "U koos 61 bestanden" in body


def test_a_griffie_cannot_upload_for_another_gemeente(griffie: Client) -> None:
    status, _ = post(griffie, GemeenteFactory(), letter_file())
    assert status == 422
    assert not UploadBatch.objects.exists()


def test_who_is_no_griffie_gets_no_form(client: Client, gemeente: Gemeente) -> None:
    assert client.get(reverse("upload")).status_code == 302
    client.force_login(user_with_role(Role.COUNCILLOR, gemeente=gemeente))
    assert client.get(reverse("upload")).status_code == 403


def test_a_batch_of_another_gemeente_does_not_exist(griffie: Client) -> None:
    other = UploadBatchFactory()
    assert griffie.get(reverse("batch", args=[other.pk])).status_code == 404
    assert griffie.get(reverse("batch_rows", args=[other.pk])).status_code == 404


def test_each_row_says_what_happened_and_what_to_do(griffie: Client, gemeente: Gemeente) -> None:
    batch = UploadBatchFactory(owner_gemeente=gemeente)
    UploadFactory(batch=batch, position=1, status=UploadStatus.REFUSED, failure="wrong_type")
    UploadFactory(batch=batch, position=2, status=UploadStatus.FAILED, failure="password")
    body = griffie.get(reverse("batch", args=[batch.pk])).content.decode()
    assert 'data-status="refused"' in body
    assert "Sla het op zonder wachtwoord" in body
    assert "Sla de brief op als PDF of Word" in body


def test_polling_stops_when_no_file_is_busy(griffie: Client, gemeente: Gemeente) -> None:
    batch = UploadBatchFactory(owner_gemeente=gemeente)
    row = UploadFactory(batch=batch, position=1, status=UploadStatus.READING)
    assert griffie.get(reverse("batch_rows", args=[batch.pk])).status_code == 200
    row.status = UploadStatus.FAILED
    row.save()
    assert griffie.get(reverse("batch_rows", args=[batch.pk])).status_code == STOP_POLLING


def test_a_colleague_does_not_see_the_name_of_a_possibly_secret_file(griffie: Client, gemeente: Gemeente) -> None:
    letter = LetterFactory(owner_gemeente=gemeente, state=LetterState.POSSIBLY_SECRET)
    batch = UploadBatchFactory(owner_gemeente=gemeente)
    UploadFactory(
        batch=batch, position=1, file_name="aankoop-zeggeweg.pdf", letter=letter, status=UploadStatus.POSSIBLY_SECRET
    )
    address = reverse("batch", args=[batch.pk])
    assert "zeggeweg" not in griffie.get(address).content.decode()
    griffie.force_login(letter.uploaded_by)
    user = letter.uploaded_by
    user.roles.create(role=Role.GRIFFIE, gemeente=gemeente)
    assert "zeggeweg" in griffie.get(address).content.decode()


def test_a_batch_page_asks_the_database_as_often_for_two_rows_as_for_twenty(
    griffie: Client, gemeente: Gemeente
) -> None:
    counts = []
    for size in (2, 20):
        batch = UploadBatchFactory(owner_gemeente=gemeente)
        for position in range(size):
            UploadFactory(batch=batch, position=position, letter=LetterFactory(owner_gemeente=gemeente))
        with CaptureQueriesContext(connection) as queries:
            griffie.get(reverse("batch", args=[batch.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
