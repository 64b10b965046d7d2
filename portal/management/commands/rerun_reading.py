"""``manage.py rerun_reading``: read the kept texts again with the rules of today."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from documents import rereading
from documents.pipeline.rules import RULES_VERSION
from documents.tasks import offer


class Command(BaseCommand):
    """Queues a reading without OCR for every letter; findings are replaced, what people chose stays, and published
    letters keep their text and masks."""

    help = f"Leest de bewaarde tekst van brieven opnieuw, met de leesregels van nu (versie {RULES_VERSION})."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """From which rules on a reading is new enough."""
        parser.add_argument(
            "--since", type=int, metavar="VERSIE", default=None,
            help="alleen brieven die met regels van vóór deze versie zijn gelezen; zonder deze keuze alle brieven",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue the readings and say how many; the workers do the rest."""
        runs = rereading.queue(rereading.outdated(before=options["since"]))
        offer(runs)
        brieven = "brief" if len(runs) == 1 else "brieven"
        self.stdout.write(f"{len(runs)} {brieven} in de rij om opnieuw te lezen.")
