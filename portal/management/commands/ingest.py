"""``manage.py ingest FILE...``: put files through intake and the workers, as the upload form does."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError

from documents import failures, intake, publication
from documents.models import Finding, Letter, Upload, UploadBatch
from documents.publication import NotReady, Publication
from documents.vocabulary import LetterState, UploadStatus
from governance.models import User
from governance.vocabulary import ClaimStatus, Level
from portal.ingest_owner import account_for, owner_for

POLL_SECONDS = 0.5
PATIENCE_SECONDS = 60.0


class Command(BaseCommand):
    """Stores files as a batch; ``--wait`` says what became of each, ``--publish`` publishes what may be published."""

    help = "Voegt brieven toe via dezelfde weg als het uploadformulier."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, whose they are, and what to do after reading."""
        parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND")
        parser.add_argument("--gemeente", help="naam of code (GM0505) van de gemeente")
        parser.add_argument("--region", help="adresnaam van de regio, bijvoorbeeld zuid-holland-zuid")
        parser.add_argument("--as", dest="email", help="account dat toevoegt en publiceert")
        parser.add_argument("--level", choices=[level.value for level in Level], default=None)
        parser.add_argument("--wait", action="store_true", help="wacht tot alles is gelezen")
        parser.add_argument(
            "--publish", action="store_true", help="publiceer wat is gelezen, behalve brieven met persoonsgegevens"
        )
        parser.add_argument("--force", action="store_true", help="publiceer ook als gegevens nog onzeker zijn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add the files, wait if asked, publish if asked; exit code 1 when a file failed."""
        user = account_for(options["email"], options["gemeente"], options["region"])
        owner = owner_for(user, options["gemeente"], options["region"])
        files = [_open(path) for path in options["files"]]
        # Without a choice the stricter level is declared; it only informs the person who publishes.
        batch = intake.receive(files, owner=owner, level=Level(options["level"] or Level.RESTRICTED), user=user)
        self.stdout.write(f"Toegevoegd: /griffie/uploads/{batch.pk}/")
        if not (options["wait"] or options["publish"]):
            return
        self._wait(batch)
        if options["publish"]:
            self._publish(batch, level=options["level"], user=user, force=options["force"])
        if self._verdicts(batch):
            raise CommandError("Niet alle bestanden zijn goed verwerkt.", returncode=1)

    def _wait(self, batch: UploadBatch) -> None:
        """Show progress until no file is busy any more."""
        shown, waited = -1, 0.0
        while True:
            rows = list(batch.uploads.all())
            ready = sum(not row.is_busy for row in rows)
            if ready != shown:
                self.stdout.write(f"{ready} van {len(rows)} gelezen")
                shown, waited = ready, 0.0
            if ready == len(rows):
                return
            time.sleep(POLL_SECONDS)
            waited += POLL_SECONDS
            if waited == PATIENCE_SECONDS:
                self.stderr.write("Er wordt al een minuut niets gelezen. Draait de worker voor de rij ‘text’ wel?")

    def _publish(self, batch: UploadBatch, *, level: str | None, user: User, force: bool) -> None:
        """Publish what was read, at the chosen level or, without one, where the letter itself says it is openbaar."""
        for letter in Letter.objects.filter(uploads__batch=batch, state=LetterState.TO_CHECK):
            # A command cannot look at personal data: it publishes only letters in which none was found.
            version = letter.version
            clean = version is not None and not version.findings.filter(key="personal_data").exists()
            chosen = level or _stated_level(letter)
            owner = letter.owner_gemeente or letter.owner_region
            shared = [owner.share_key] if chosen == Level.RESTRICTED and owner is not None else []
            choice = Publication(level=chosen, shared_with=shared, personal_data_checked=clean, force=force)
            try:
                publication.publish(letter, choice=choice, user=user)
            except NotReady as not_ready:
                self.stdout.write(f"Brief {letter.pk} niet gepubliceerd. {not_ready}")

    def _verdicts(self, batch: UploadBatch) -> int:
        failed = 0
        for row in Upload.objects.filter(batch=batch):
            reason = f": {failures.sentence(row.failure)}" if row.failure else ""
            self.stdout.write(f"{row.file_name}: {row.get_status_display()}{reason}")
            failed += row.status in {UploadStatus.FAILED, UploadStatus.REFUSED}
        return failed


def _stated_level(letter: Letter) -> str:
    """Openbaar where the letter says so in its own words and reading is sure; else nothing: then nothing appears."""
    stated = Finding.objects.filter(version__letter=letter, key="confidentiality", status=ClaimStatus.CERTAIN).first()
    return Level.PUBLIC if stated is not None and stated.value.get("value") == Level.PUBLIC else ""


def _open(path: Path) -> SimpleUploadedFile:
    try:
        return SimpleUploadedFile(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path.name} kan niet worden geopend. Er is niets toegevoegd.") from error
