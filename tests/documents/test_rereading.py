"""Reading kept texts again: better rules, no file, and every choice of a person stays."""

import io
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone

from documents import processing, rereading, watchdog
from documents.models import LetterVersion, ReadingRun
from documents.pipeline.fingerprint import fingerprint
from documents.pipeline.rules import RULES_VERSION
from documents.processing import read_run
from documents.vocabulary import ChoiceAction, LetterState, RunStatus, UploadStatus
from tests.factories import (
    ChoiceFactory,
    FindingFactory,
    LetterFactory,
    LetterVersionFactory,
    ReadingRunFactory,
    SourceFileFactory,
    UploadFactory,
    published_letter,
)

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "Raadsinformatiebrief\n\nDatum: 3 maart 2022\nZaaknummer: 2022-0001\nOnderwerp: Inkoop van jeugdhulp\n\n"
    "Geachte raad,\n\nHierbij informeren wij u over jeugdhulp.\n"
)


def version_of(text: str = TEXT, **fields: object) -> LetterVersion:
    """A letter that was read with older rules; its file cannot be opened any more."""
    letter = LetterFactory(subject="Verkeerd gelezen", **fields)
    version: LetterVersion = LetterVersionFactory(letter=letter, text=text, public_text="", pages=3, ocr_pages=[2])
    source = SourceFileFactory(version=version)
    source.file.storage.delete(source.file.name)
    return version


def reread(before: int | None = None) -> int:
    """Run the command and then the workers; how many were queued."""
    said = io.StringIO()
    with patch("documents.tasks.read.delay_on_commit"):
        call_command("rerun_reading", since=before, stdout=said)
    for run in ReadingRun.objects.filter(status=RunStatus.QUEUED):
        read_run(run.pk)
    return int(said.getvalue().split()[0])


def test_findings_are_new_and_text_pages_and_choices_stay() -> None:
    version = version_of()
    FindingFactory(version=version, key="subject", value={"value": "Verkeerd gelezen"})
    ChoiceFactory(version=version, key="case_number", ordinal=0, action=ChoiceAction.CORRECTED, value={"value": "Z-9"})
    version.letter.case_number = "Z-9"
    version.letter.save()
    assert reread() == 1
    version = LetterVersion.objects.get(pk=version.pk)
    assert (version.text, version.pages, version.ocr_pages) == (TEXT, 3, [2])
    assert (version.rules_version, version.text_hash) == (RULES_VERSION, fingerprint(TEXT))
    assert version.findings.get(key="subject").value["value"] == "Inkoop van jeugdhulp"
    assert (version.letter.subject, version.letter.case_number) == ("Inkoop van jeugdhulp", "Z-9")
    assert ReadingRun.objects.get().status == RunStatus.DONE


def test_a_published_letter_keeps_its_columns_and_masks() -> None:
    letter = published_letter(text=TEXT, public_text=TEXT.replace("2022-0001", "█" * 9), subject="Gepubliceerd")
    SourceFileFactory(version=letter.version)
    reread()
    letter.refresh_from_db()
    assert letter.subject == "Gepubliceerd"
    assert letter.version is not None
    assert "█" * 9 in letter.version.public_text
    assert letter.version.findings.filter(key="subject").exists()


def test_twice_in_a_row_queues_nothing_twice() -> None:
    version_of()
    runs = rereading.queue(rereading.outdated())
    assert len(runs) == 1
    assert rereading.queue(rereading.outdated()) == []
    assert ReadingRun.objects.count() == 1


def test_since_leaves_out_what_was_read_with_rules_that_are_new_enough() -> None:
    old, new = version_of(), version_of()
    LetterVersion.objects.filter(pk=new.pk).update(rules_version=RULES_VERSION)
    assert rereading.outdated(before=RULES_VERSION) == [old.pk]
    assert reread(RULES_VERSION) == 1
    assert reread(RULES_VERSION) == 0


def test_what_has_no_text_or_may_be_secret_is_left_alone() -> None:
    version_of(text="")
    version_of(state=LetterState.POSSIBLY_SECRET)
    assert rereading.outdated() == []


def test_a_letter_stays_to_be_checked_when_reading_it_again_fails() -> None:
    version = version_of()
    row = UploadFactory(letter=version.letter, status=UploadStatus.TO_CHECK)
    with patch.object(rereading, "read_kept", side_effect=ValueError):
        reread()
    row.refresh_from_db()
    version.letter.refresh_from_db()
    assert (version.letter.state, row.status) == (LetterState.TO_CHECK, UploadStatus.TO_CHECK)
    assert ReadingRun.objects.get().status == RunStatus.FAILED


def test_a_reading_that_hangs_is_tried_once_more_and_then_fails() -> None:
    version = version_of(state=LetterState.READING)
    run = ReadingRunFactory(version=version)
    for attempt, expected in ((1, RunStatus.QUEUED), (2, RunStatus.FAILED)):
        assert processing.claim(run.pk) is not None
        watchdog.stop_stuck()
        run.refresh_from_db()
        assert (run.status, run.attempt) == (RunStatus.RUNNING, attempt)
        ReadingRun.objects.update(started_at=timezone.now() - timedelta(minutes=31))
        watchdog.stop_stuck()
        run.refresh_from_db()
        assert run.status == expected
    assert run.failure == "timeout"
