"""``manage.py load_reference_data``: regions, gemeenten with their changes since 2015, organisations and bodies."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from governance.loading import load_reference


class Command(BaseCommand):
    """Load the reference data that comes with the project; running it again changes nothing."""

    help = "Laadt regio's, gemeenten, organisaties en organen. Nog een keer draaien verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--update`` brings rows that exist back to the packaged values."""
        parser.add_argument(
            "--update",
            action="store_true",
            help="Zet bestaande regels terug op de meegeleverde waarden; wijzigingen van mensen gaan dan verloren.",
        )

    def handle(self, *args: Any, update: bool, **options: Any) -> None:
        """Load, and say per table what happened."""
        for name, count in load_reference(update=update).items():
            changed = f", {count.changed} gewijzigd" if update else ""
            self.stdout.write(f"{name}: {count.added} nieuw{changed}, {count.kept} al aanwezig")
