"""``manage.py rebuild_search``: write every search row anew from the records themselves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from documents.indexing import index_letter
from documents.models import LetterVersion
from documents.vocabulary import LetterState
from governance.indexing import index_everything
from governance.models import SearchEntry


class Command(BaseCommand):
    """Rebuild the search table in one transaction: searching goes on meanwhile, publishing and withdrawing wait."""

    help = "Bouwt de zoektabel opnieuw op."

    def handle(self, *args: Any, **options: Any) -> None:
        """Empty and refill; letters whose text is not kept have no row."""
        with transaction.atomic():
            self._let_writers_wait()
            SearchEntry.objects.all().delete()
            records = index_everything()
            letters = self._index_letters()
        self.stdout.write(f"Zoektabel opgebouwd: {records} regels van bestuur, {letters} brieven.")

    def _let_writers_wait(self) -> None:
        """A letter that is withdrawn while its row is written here anew would keep that row, and be found."""
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {SearchEntry._meta.db_table} IN EXCLUSIVE MODE")

    def _index_letters(self) -> int:
        unread = [LetterState.READING, LetterState.FAILED, LetterState.POSSIBLY_SECRET, LetterState.SECRET]
        newest = LetterVersion.objects.order_by("letter_id", "-number").distinct("letter_id")
        count = 0
        for version in newest.exclude(letter__state__in=unread).select_related("letter__gemeente", "letter__region"):
            index_letter(version)
            count += 1
        return count
