"""The watched folder: what was taken and what was refused lie apart, and nothing is deleted."""

import io
import os
import time
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from documents.models import Letter, Upload
from documents.vocabulary import UploadStatus
from governance.models import Gemeente
from governance.vocabulary import Role
from tests.factories import GemeenteFactory, user_with_role

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "Raadsinformatiebrief\n\nDatum 3 maart 2022\nOnderwerp Proefbrief\n\nDit is een verzonnen brief.\n"


@pytest.fixture
def gemeente() -> Gemeente:
    """A gemeente with a griffier."""
    made: Gemeente = GemeenteFactory()
    user_with_role(Role.GRIFFIE, gemeente=made)
    return made


def put(folder: Path, name: str, text: str = LETTER, *, age: float = 60) -> None:
    """A file that was last written to so many seconds ago."""
    (folder / name).write_text(text, encoding="utf-8")
    moment = time.time() - age
    os.utime(folder / name, (moment, moment))


def run(folder: Path, gemeente: Gemeente) -> str:
    """Look once; what the command says."""
    said = io.StringIO()
    with patch("documents.tasks.read.delay_on_commit"):
        call_command("ingest_folder", str(folder), gemeente=gemeente.code, once=True, stdout=said)
    return said.getvalue()


def names(folder: Path) -> list[str]:
    """The files in a folder."""
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_files_are_taken_or_refused_each_with_its_own_reason(tmp_path: Path, gemeente: Gemeente) -> None:
    put(tmp_path, "brief.txt")
    put(tmp_path, "leeg.txt", "")
    said = run(tmp_path, gemeente)
    assert names(tmp_path) == []
    assert names(tmp_path / "verwerkt") == ["brief.txt"]
    assert names(tmp_path / "geweigerd") == ["leeg.txt", "leeg.txt.txt"]
    assert "leeg" in (tmp_path / "geweigerd" / "leeg.txt.txt").read_text(encoding="utf-8")
    assert said.startswith("1 van 2 bestanden")
    assert "brief.txt" not in said
    assert Letter.objects.get().owner_gemeente == gemeente


def test_a_file_that_is_still_being_written_waits(tmp_path: Path, gemeente: Gemeente) -> None:
    put(tmp_path, "half.txt", age=0)
    put(tmp_path, ".verborgen")
    run(tmp_path, gemeente)
    assert names(tmp_path) == [".verborgen", "half.txt"]
    assert not Upload.objects.exists()


def test_a_link_leads_nowhere(tmp_path: Path, gemeente: Gemeente) -> None:
    put(tmp_path, "echt.txt")
    folder = tmp_path / "map"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "echt.txt")
    run(folder, gemeente)
    assert not Upload.objects.exists()


def test_the_same_file_again_asks_and_keeps_both(tmp_path: Path, gemeente: Gemeente) -> None:
    for _ in range(2):
        put(tmp_path, "brief.txt")
        run(tmp_path, gemeente)
    assert names(tmp_path / "verwerkt") == ["brief (2).txt", "brief.txt"]
    assert list(Upload.objects.order_by("pk").values_list("status", flat=True)) == [
        UploadStatus.WAITING, UploadStatus.DUPLICATE,
    ]  # fmt: skip


def test_a_folder_that_is_not_there_and_a_gemeente_of_somebody_else_are_refused(
    tmp_path: Path, gemeente: Gemeente
) -> None:
    with pytest.raises(CommandError, match="bestaat niet"):
        run(tmp_path / "nergens", gemeente)
    user = user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory())
    with pytest.raises(CommandError, match="geen griffie"):
        call_command("ingest_folder", str(tmp_path), gemeente=gemeente.code, email=user.email, once=True)
