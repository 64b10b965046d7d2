"""``manage.py read_letter FILE... [--json]``: read files without storing anything (contract: what reading returns)."""

from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from documents import failures, gazetteer
from documents.pipeline.extract import Limits
from documents.pipeline.reader import ReaderGoneError, shared_reader
from documents.pipeline.types import FailureCode, Gazetteer, ReadFailure

SUMMARY = [
    ("document_type", "Soort"), ("date", "Datum"), ("subject", "Onderwerp"), ("case_number", "Zaaknummer"),
    ("from_body", "Afzender"), ("from_person", "Ondertekenaar"), ("to_body", "Aan"), ("gemeente", "Gemeente"),
    ("region", "Regio"), ("portefeuillehouder", "Portefeuillehouder"),
]  # fmt: skip


class Command(BaseCommand):
    """Reads files and prints what was found; exit code 1 when one of them could not be read."""

    help = "Leest brieven en laat zien wat er is herkend, zonder iets op te slaan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Files, and how to print."""
        parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND")
        parser.add_argument("--json", action="store_true", help="een regel JSON per bestand")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file; one that fails stops no other."""
        register = _register()
        failed = 0
        for path in options["files"]:
            result = _read(path, register)
            failed += "error" in result
            text = json.dumps(result, ensure_ascii=False) if options["json"] else _summary(result)
            self.stdout.write(text)
        if failed:
            raise CommandError(f"{failed} van {len(options['files'])} bestanden niet gelezen.", returncode=1)


def _register() -> Gazetteer:
    """The database's register where it can be reached and is filled, else the packaged reference data."""
    try:
        register = gazetteer.from_database()
    except DatabaseError:
        return gazetteer.packaged()
    return register if register.entries else gazetteer.packaged()


def _read(path: Path, register: Gazetteer) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        limits = Limits(max_pages=settings.MAX_PAGES)
        found = shared_reader().read(data, gazetteer=register, limits=limits, tessdata=settings.TESSDATA_DIR)
        extraction, reading = found
    except ReaderGoneError:
        return _error(path, FailureCode.INTERNAL, failures.sentence(FailureCode.INTERNAL))
    except OSError:
        return _error(path, "not_found", "Dit bestand kan niet worden geopend. Controleer de naam en de rechten.")
    except ReadFailure as failure:
        return _error(path, failure.code, failures.sentence(failure.code))
    result: dict[str, Any] = {
        "file": path.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": extraction.media_type,
        "pages": len(extraction.pages),
        "ocr_pages": list(extraction.ocr_pages),
        "register": register.source,
    } | reading.as_json()
    result["warnings"] = [*extraction.warnings, *result["warnings"]]
    return result


def _error(path: Path, code: FailureCode | str, message: str) -> dict[str, Any]:
    return {"file": path.name, "error": {"code": str(code), "message": message}}


def _summary(result: dict[str, Any]) -> str:
    if "error" in result:
        return f"{result['file']}: {result['error']['message']}\n"
    lines = [f"{result['file']} ({result['pages']} bladzijden)"]
    for key, label in SUMMARY:
        claim = result[key]
        doubt = " (controleren)" if claim["status"] == "check" else ""
        lines.append(f"  {label}: {claim['value'] or 'niet gevonden'}{doubt}")
    lines.append(f"  Organen: {', '.join(dict.fromkeys(body['name'] for body in result['bodies'])) or 'geen'}")
    for decision in result["decisions"]:
        lines.append(f"  Besluit: {decision['date'] or 'zonder datum'} {decision['body']}: {decision['subject']}")
    lines.append(f"  Persoonsgegevens: {len(result['personal_data'])}")
    return "\n".join(lines) + "\n"
