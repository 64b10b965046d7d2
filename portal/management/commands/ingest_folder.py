"""``manage.py ingest_folder DIR``: take letters from a folder that a griffie fills."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError

from documents import failures, intake
from documents.models import Upload
from documents.pipeline.types import FailureCode
from documents.vocabulary import UploadStatus
from governance.models import User
from governance.vocabulary import Level
from portal.ingest_owner import account_for, owner_for, require_choice

DONE, REFUSED = "verwerkt", "geweigerd"
PAUSE_SECONDS = 10.0
# A file that was written to this short ago may not be whole yet.
SETTLE_SECONDS = 5.0


class Command(BaseCommand):
    """Each file goes through intake as from the form, and is then moved: what was taken to ``verwerkt/``, what was not
    to ``geweigerd/`` with a .txt beside it that says why. Nothing is deleted; a name that is taken gets a number."""

    help = "Neemt brieven aan uit een map, en verplaatst ze naar verwerkt/ of geweigerd/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which folder, for whom, and whether to stay."""
        parser.add_argument("folder", type=Path, metavar="MAP")
        parser.add_argument("--gemeente", help="naam of code (GM0505) van de gemeente")
        parser.add_argument("--region", help="adresnaam van de regio, bijvoorbeeld zuid-holland-zuid")
        parser.add_argument("--as", dest="email", help="account dat toevoegt")
        parser.add_argument("--level", choices=[level.value for level in Level], default=Level.RESTRICTED.value)
        parser.add_argument("--once", action="store_true", help="kijk één keer, in plaats van te blijven kijken")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take what is in the folder, once or every ten seconds until stopped."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError("Deze map bestaat niet.")
        require_choice(options["email"], options["gemeente"], options["region"])
        user = account_for(options["email"], options["gemeente"], options["region"])
        owner = owner_for(user, options["gemeente"], options["region"])
        for name in (DONE, REFUSED):
            (folder / name).mkdir(exist_ok=True)
        while True:
            if waiting := _waiting(folder):
                self._take(folder, waiting, user=user, owner=owner, level=Level(options["level"]))
            if options["once"]:
                return
            time.sleep(PAUSE_SECONDS)

    def _take(self, folder: Path, waiting: list[Path], *, user: User, owner: intake.Owner, level: Level) -> None:
        batch = intake.open_batch(owner=owner, level=level, user=user)
        taken = 0
        for path in waiting:
            if path.stat().st_size > settings.MAX_UPLOAD_BYTES:
                _move(path, folder / REFUSED, reason=failures.sentence(FailureCode.TOO_LARGE))
                continue
            (row,) = intake.add(batch, [SimpleUploadedFile(path.name, path.read_bytes())])
            reason = _reason(row)
            _move(path, folder / (REFUSED if reason else DONE), reason=reason)
            taken += not reason
        # Counts only: file names tell what letters are about, and this output ends in logs.
        self.stdout.write(f"{taken} van {len(waiting)} bestanden aangenomen: {batch.get_absolute_url()}")


def _waiting(folder: Path) -> list[Path]:
    """Plain files that were not written to just now, oldest first; links, hidden files and folders are left alone."""
    now = time.time()
    files = [path for path in folder.iterdir() if not path.name.startswith(".") and not path.is_symlink()]
    ready = [path for path in files if path.is_file() and now - path.stat().st_mtime >= SETTLE_SECONDS]
    return sorted(ready, key=lambda path: (path.stat().st_mtime, path.name))[: settings.MAX_FILES_PER_UPLOAD]


def _reason(row: Upload) -> str:
    """Why a file was not taken; "" when it was, or when the portal asks about it."""
    return failures.sentence(row.failure) if row.status == UploadStatus.REFUSED else ""


def _move(path: Path, to: Path, *, reason: str) -> None:
    number, target = 1, to / path.name
    while target.exists():
        number += 1
        target = to / f"{path.stem} ({number}){path.suffix}"
    path.rename(target)
    if reason:
        target.with_name(f"{target.name}.txt").write_text(f"{reason}\n", encoding="utf-8")
