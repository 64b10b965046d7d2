"""The upload form and the batch page, for griffie and for others."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents import duplicates
from documents.models import Letter, ReadingRun, Upload, UploadBatch
from documents.vocabulary import LetterState, UploadStatus
from governance.models import Gemeente, User
from governance.vocabulary import Role
from portal.views.uploads import STOP_POLLING
from tests.factories import (
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    UploadBatchFactory,
    UploadFactory,
    published_letter,
    user_with_role,
)

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
    assert Upload.objects.count() == 1
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


@pytest.mark.django_db(transaction=True)
def test_the_form_starts_with_what_was_chosen_last(griffie: Client, griffier: User, gemeente: Gemeente) -> None:
    other = GemeenteFactory()
    griffier.roles.create(role=Role.GRIFFIE, gemeente=other)
    assert "checked" not in griffie.get(reverse("upload")).content.decode()
    post(griffie, other, letter_file(), soort="memo", openbaarheid="besloten")
    body = griffie.get(reverse("upload")).content.decode()
    assert re.search(rf'value="gemeente-{other.pk}"[^>]*checked', body)
    assert re.search(r'value="besloten"[^>]*checked', body)
    assert re.search(r'value="memo"[^>]*selected', body)


def test_the_script_gets_a_batch_first_and_then_sends_files_one_by_one(griffie: Client, gemeente: Gemeente) -> None:
    form = {"eigenaar": f"gemeente-{gemeente.pk}", "openbaarheid": "openbaar", "stapsgewijs": "1"}
    told = griffie.post(reverse("upload"), form).json()
    with patch("documents.tasks.read.delay_on_commit"):
        first = griffie.post(told["bestanden"], {"bestanden": letter_file()}).json()
        second = griffie.post(told["bestanden"], {"bestanden": letter_file("leeg.txt", b"")}).json()
    assert (first["status"], second["status"]) == ("waiting", "refused")
    assert "leeg" in second["zin"]
    assert list(Upload.objects.values_list("position", flat=True)) == [1, 2]
    assert griffie.post(told["bestanden"]).status_code == 422


def test_an_error_in_the_choices_makes_no_batch_and_shows_the_form(griffie: Client) -> None:
    answer = griffie.post(reverse("upload"), {"stapsgewijs": "1", "openbaarheid": "openbaar"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Kies van welke gemeente" in body
    assert "Kies een of meer bestanden" not in body
    assert not UploadBatch.objects.exists()


def test_only_who_opened_a_batch_adds_files_to_it(griffie: Client, gemeente: Gemeente) -> None:
    batch = UploadBatchFactory(owner_gemeente=gemeente)
    assert griffie.post(reverse("batch_file", args=[batch.pk]), {"bestanden": letter_file()}).status_code == 404
    assert not Upload.objects.exists()


def act(client: Client, row: Upload, action: str) -> int:
    """Press a button of a row."""
    with patch("documents.tasks.read.delay_on_commit"):
        data = {"bestand": row.position, "actie": action}
        return client.post(reverse("batch_action", args=[row.batch_id]), data).status_code


def row_of(gemeente: Gemeente, status: UploadStatus, state: LetterState) -> Upload:
    """A row with its letter."""
    letter = LetterFactory(owner_gemeente=gemeente, state=state)
    LetterVersionFactory(letter=letter)
    row: Upload = UploadFactory(batch=UploadBatchFactory(owner_gemeente=gemeente), letter=letter, status=status)
    return row


def test_a_waiting_file_is_cancelled_and_a_failed_one_tried_again_or_removed(
    griffie: Client, gemeente: Gemeente
) -> None:
    waiting = row_of(gemeente, UploadStatus.WAITING, LetterState.READING)
    failed = row_of(gemeente, UploadStatus.FAILED, LetterState.FAILED)
    wrong = row_of(gemeente, UploadStatus.FAILED, LetterState.FAILED)
    assert act(griffie, waiting, "annuleren") == act(griffie, failed, "opnieuw") == 302
    act(griffie, wrong, "verwijderen")
    for row in (waiting, failed, wrong):
        row.refresh_from_db()
    assert (waiting.status, waiting.letter, waiting.file_name) == (UploadStatus.CANCELLED, None, "")
    assert failed.status == UploadStatus.WAITING
    assert ReadingRun.objects.get().version.letter == failed.letter
    assert (wrong.status, wrong.letter) == (UploadStatus.REMOVED, None)


def test_what_was_published_is_not_removed_from_its_batch(griffie: Client, gemeente: Gemeente) -> None:
    letter = published_letter(owner_gemeente=gemeente)
    row = UploadFactory(batch=UploadBatchFactory(owner_gemeente=gemeente), letter=letter, status=UploadStatus.PUBLISHED)
    for action in ("annuleren", "verwijderen", "weglaten", "opnieuw"):
        assert act(griffie, row, action) == 302
    assert Letter.objects.filter(pk=letter.pk, state=LetterState.PUBLISHED).exists()


def test_buttons_of_another_griffies_rows_do_nothing(griffie: Client, gemeente: Gemeente) -> None:
    row = row_of(GemeenteFactory(), UploadStatus.FAILED, LetterState.FAILED)
    assert act(griffie, row, "verwijderen") == 404
    assert act(griffie, row_of(gemeente, UploadStatus.FAILED, LetterState.FAILED), "iets anders") == 404
    assert Letter.objects.count() == 2


def test_a_row_asks_about_the_letter_that_is_there_and_links_it(griffie: Client, gemeente: Gemeente) -> None:
    known = published_letter(owner_gemeente=gemeente, subject="De eerste brief")
    known.versions.update(text_hash="abc")
    row = row_of(gemeente, UploadStatus.TO_CHECK, LetterState.TO_CHECK)
    assert row.letter is not None
    version = row.letter.version
    assert version is not None
    version.text_hash = "abc"
    version.save()
    duplicates.note(version)
    for address in (row.batch.get_absolute_url(), reverse("review", args=[row.letter_id])):
        body = griffie.get(address).content.decode()
        assert "De eerste brief" in body
        assert "dezelfde tekst" in body
        assert "Nieuwe versie van die brief" in body
        assert "Toch als aparte brief" in body
    assert "Keuze nodig" in griffie.get(row.batch.get_absolute_url()).content.decode()
    act(griffie, row, "versie")
    row.letter.refresh_from_db()
    assert (row.letter.replaces, row.letter.resembles) == (known, None)
    griffie.post(reverse("letter_same", args=[row.letter_id]), {"actie": "apart"})
    row.letter.refresh_from_db()
    assert row.letter.replaces is None


def test_a_row_tells_nothing_of_a_letter_that_its_reader_may_not_know(griffie: Client, gemeente: Gemeente) -> None:
    hidden = LetterFactory(owner_gemeente=gemeente, state=LetterState.POSSIBLY_SECRET, subject="Zeggekorfslak")
    batch = UploadBatchFactory(owner_gemeente=gemeente)
    row = UploadFactory(batch=batch, status=UploadStatus.DUPLICATE, duplicate_of=hidden, file_name="zeggekorfslak.pdf")
    assert "zeggekorfslak" not in griffie.get(batch.get_absolute_url()).content.decode().lower()
    assert act(griffie, row, "versie") == 404


def test_a_file_that_takes_long_says_so(griffie: Client, gemeente: Gemeente) -> None:
    row = row_of(gemeente, UploadStatus.WAITING, LetterState.READING)
    address = row.batch.get_absolute_url()
    assert "langer dan normaal" not in griffie.get(address).content.decode()
    Upload.objects.filter(pk=row.pk).update(changed_at=timezone.now() - timedelta(minutes=11))
    assert "langer dan normaal" in griffie.get(address).content.decode()


def test_polling_sends_only_what_changed(griffie: Client, gemeente: Gemeente) -> None:
    batch = UploadBatchFactory(owner_gemeente=gemeente)
    UploadFactory(batch=batch, position=1, status=UploadStatus.READING)
    later = UploadFactory(batch=batch, position=2, status=UploadStatus.WAITING)
    address = reverse("batch_rows", args=[batch.pk])
    seen = (timezone.now() + timedelta(seconds=1)).isoformat()
    assert griffie.get(address, {"sinds": seen}).status_code == 204
    Upload.objects.filter(pk=later.pk).update(changed_at=timezone.now() + timedelta(seconds=2))
    body = griffie.get(address, {"sinds": seen}).content.decode()
    assert 'id="rij-2"' in body
    assert 'id="rij-1"' not in body
    assert griffie.get(address, {"sinds": "gisteren"}).status_code == 200


def test_a_batch_page_asks_the_database_as_often_for_two_rows_as_for_twenty(
    griffie: Client, gemeente: Gemeente
) -> None:
    counts = []
    for size in (2, 20):
        batch = UploadBatchFactory(owner_gemeente=gemeente)
        for position in range(size):
            known = LetterFactory(owner_gemeente=gemeente)
            letter = LetterFactory(owner_gemeente=gemeente, resembles=known, resembles_by="text")
            UploadFactory(batch=batch, position=position, letter=letter, status=UploadStatus.TO_CHECK)
        with CaptureQueriesContext(connection) as queries:
            griffie.get(reverse("batch", args=[batch.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
