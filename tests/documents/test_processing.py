"""Reading runs: leases, failures, second deliveries, and what a person chose before."""

import datetime
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from documents import gazetteer, processing, review
from documents.models import Finding, LetterVersion, ReadingRun, Upload
from documents.pipeline.reader import Reader
from documents.pipeline.types import FailureCode, ReadFailure
from documents.tasks import sweep
from documents.vocabulary import LetterState, RunStatus, UploadStatus
from governance.models import SearchEntry
from governance.vocabulary import Side
from tests.factories import (
    LetterFactory,
    LetterVersionFactory,
    ReadingRunFactory,
    SourceFileFactory,
    UploadFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "Raadsinformatiebrief\n\nAan de gemeenteraad\nDatum: 3 maart 2022\nZaaknummer: 2022-0001234\n"
    "Onderwerp: Proef met de jeugdteams\nContactpersoon: A. Bedacht\n\nGeachte leden van de raad,\n\n"
    "In deze brief informeren wij u over de proef.\n"
)


@pytest.fixture
def run() -> ReadingRun:
    """A queued reading of a stored text letter, with its upload row."""
    letter = LetterFactory(state=LetterState.READING, subject="", date=None, document_type="")
    version = LetterVersionFactory(letter=letter, text=TEXT, public_text="")
    SourceFileFactory(version=version)
    version.text = ""
    version.save()
    UploadFactory(letter=letter)
    run: ReadingRun = ReadingRunFactory(version=version)
    return run


def state(run: ReadingRun) -> tuple[str, str, str]:
    """Status of run, letter and upload row."""
    run.refresh_from_db()
    run.version.letter.refresh_from_db()
    return run.status, run.version.letter.state, Upload.objects.get().status


def test_a_read_letter_waits_to_be_checked_with_its_proof(run: ReadingRun) -> None:
    processing.read_run(run.pk)
    assert state(run) == (RunStatus.DONE, LetterState.TO_CHECK, UploadStatus.TO_CHECK)
    letter, version = run.version.letter, LetterVersion.objects.get()
    assert (letter.subject, letter.case_number, letter.date) == (
        "Proef met de jeugdteams", "2022-0001234", datetime.date(2022, 3, 3),
    )  # fmt: skip
    for finding in version.findings.exclude(start=None):
        assert version.text[finding.start : finding.end] == finding.quote
    assert version.findings.filter(key="personal_data", quote="A. Bedacht").exists()
    assert SearchEntry.objects.get(object_id=letter.pk).side == Side.STAFF


def test_a_second_delivery_changes_nothing(run: ReadingRun) -> None:
    processing.read_run(run.pk)
    before = list(Finding.objects.values_list("pk", flat=True))
    processing.read_run(run.pk)
    assert list(Finding.objects.values_list("pk", flat=True)) == before


def test_a_first_reading_takes_few_statements(
    run: ReadingRun, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    gazetteer.from_database()  # built once per process, not per letter
    with django_assert_max_num_queries(23):
        processing.read_run(run.pk)


def test_reading_again_replaces_findings_and_keeps_choices(run: ReadingRun) -> None:
    processing.read_run(run.pk)
    version = LetterVersion.objects.select_related("letter").get()
    review.choose_field(version, key="subject", value="Een betere titel", user=UserFactory())
    again = ReadingRunFactory(version=version)
    first = set(version.findings.values_list("pk", flat=True))
    processing.read_run(again.pk)
    assert not first & set(version.findings.values_list("pk", flat=True))
    version.letter.refresh_from_db()
    assert version.letter.subject == "Een betere titel"


def test_a_file_that_cannot_be_read_ends_with_its_reason(run: ReadingRun) -> None:
    with patch.object(Reader, "read", side_effect=ReadFailure(FailureCode.PASSWORD)):
        processing.read_run(run.pk)
    assert state(run) == (RunStatus.FAILED, LetterState.FAILED, UploadStatus.FAILED)
    assert Upload.objects.get().failure == "password"


def test_an_unforeseen_error_ends_the_row_and_logs_no_text(run: ReadingRun, caplog: pytest.LogCaptureFixture) -> None:
    with patch.object(Reader, "read", side_effect=RuntimeError("A. Bedacht woont hier")):
        processing.read_run(run.pk)
    assert state(run)[0] == RunStatus.FAILED
    assert "Bedacht" not in caplog.text


def test_an_error_that_time_may_heal_puts_the_run_back(run: ReadingRun) -> None:
    with patch.object(Reader, "read", side_effect=OSError):
        processing.read_run(run.pk)
    assert state(run)[0] == RunStatus.QUEUED
    assert processing.lost_runs() == [run.pk]
    processing.read_run(run.pk)
    assert state(run)[0] == RunStatus.DONE


def test_a_held_run_is_left_alone_until_its_lease_ends(run: ReadingRun) -> None:
    assert processing.claim(run.pk) is not None
    assert processing.claim(run.pk) is None
    ReadingRun.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    assert processing.lost_runs() == [run.pk]
    assert processing.claim(run.pk) is not None


def test_who_lost_the_lease_saves_nothing(run: ReadingRun) -> None:
    def taken_over(*args: object, heartbeat: Callable[[], None], **kwargs: object) -> None:
        ReadingRun.objects.update(attempt=9)
        heartbeat()

    with patch.object(Reader, "read", side_effect=taken_over):
        processing.read_run(run.pk)
    assert state(run)[0] == RunStatus.RUNNING
    assert not Finding.objects.exists()


def test_a_run_that_keeps_killing_its_worker_fails_at_last(run: ReadingRun) -> None:
    for _ in range(processing.MAX_ATTEMPTS):
        assert processing.claim(run.pk) is not None
        ReadingRun.objects.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))
    assert processing.claim(run.pk) is None
    assert state(run) == (RunStatus.FAILED, LetterState.FAILED, UploadStatus.FAILED)


def test_the_sweeper_offers_each_lost_run_once(run: ReadingRun) -> None:
    with patch("documents.tasks.read.delay_on_commit") as queue:
        sweep()
        sweep()
    queue.assert_called_once_with(run.pk)


def test_of_a_letter_that_says_it_is_secret_no_text_is_kept(run: ReadingRun) -> None:
    secret = TEXT.replace("Contactpersoon:", "Geheimhouding: ja, op grond van artikel 87\nContactpersoon:")
    source = run.version.source_file.file
    with source.storage.open(str(source.name), "wb") as stored:
        stored.write(secret.encode())
    processing.read_run(run.pk)
    assert state(run) == (RunStatus.DONE, LetterState.POSSIBLY_SECRET, UploadStatus.POSSIBLY_SECRET)
    assert LetterVersion.objects.get().text == ""
    assert not Finding.objects.exists()
    assert not SearchEntry.objects.exists()


def test_a_letter_declared_not_secret_is_read_after_all(run: ReadingRun) -> None:
    test_of_a_letter_that_says_it_is_secret_no_text_is_kept(run)
    version = LetterVersion.objects.select_related("letter").get()
    review.answer_secrecy(version, reason="Geheimhouding is opgeheven.", user=version.letter.uploaded_by)
    processing.read_run(ReadingRunFactory(version=version).pk)
    version.refresh_from_db()
    version.letter.refresh_from_db()
    assert version.letter.state == LetterState.TO_CHECK
    assert "proef" in version.text


def test_a_broken_database_connection_is_an_error_that_time_may_heal(run: ReadingRun) -> None:
    with patch("documents.processing.gazetteer.from_database", side_effect=OperationalError):
        processing.read_run(run.pk)
    assert state(run)[0] == RunStatus.QUEUED
