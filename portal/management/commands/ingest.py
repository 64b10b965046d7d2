"""``manage.py ingest FILE...``: put files through intake and the workers, as the upload form does."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from documents import failures, intake, publication
from documents.models import Finding, Letter, Upload, UploadBatch
from documents.publication import NotReady, Publication
from documents.vocabulary import LetterState, UploadStatus
from governance.models import Gemeente, Region, RoleAssignment, User
from governance.queries import scope_for
from governance.scope import Scope
from governance.vocabulary import ClaimStatus, Level, Role

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
        user = _user(options["email"], options["gemeente"], options["region"])
        scope = scope_for(user)
        owner = _owner(options["gemeente"], options["region"], scope)
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


def _user(email: str | None, gemeente: str | None, region: str | None) -> User:
    """The named account; without one, the first active griffie of the chosen gemeente or region, or of any."""
    users = User.objects.filter(is_active=True)
    if email:
        found = users.filter(email=email.lower()).first()
    else:
        roles = RoleAssignment.objects.current().filter(role__in=[Role.GRIFFIE, Role.REGIONAL_GRIFFIE])
        if gemeente:
            roles = roles.filter(Q(gemeente__code=gemeente) | Q(gemeente__name__iexact=gemeente))
        if region:
            roles = roles.filter(region__slug=region)
        found = users.filter(roles__in=roles).order_by("pk").first()
    if found is None:
        raise CommandError("Er is geen griffie-account gevonden. Kies een account met --as.")
    return found


def _owner(gemeente: str | None, region: str | None, scope: Scope) -> intake.Owner:
    """The chosen owner, for which the account must be griffie; without a choice the first of the account's own."""
    gemeenten = Gemeente.objects.filter(pk__in=scope.owner_gemeenten)
    regions = Region.objects.filter(pk__in=scope.owner_regions)
    if gemeente:
        gemeenten = gemeenten.filter(Q(code=gemeente) | Q(name__iexact=gemeente))
    if region:
        regions = regions.filter(slug=region)
    if region is None and (found := gemeenten.order_by("name").first()) is not None:
        return intake.Owner(gemeente=found)
    if gemeente is None and (chosen := regions.order_by("name").first()) is not None:
        return intake.Owner(region=chosen)
    raise CommandError("Dit account is geen griffie van die gemeente of regio. Kies een andere, of een ander account.")
