"""Queries and time of the pages that people open most, with 100 000 letters behind them: `make bench-pages` (LETTERS=).

Each page is asked by somebody who is not logged in or by a griffie of Dordrecht, through the whole of Django, of the
fullest region, dossier and round there is. Which big tables were read from end to end is printed below the table.
"""

from __future__ import annotations

import datetime
import os
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
from django.core.management import call_command
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import started
from benchmarks.filling import HEAVY, fill
from benchmarks.table import Row, at_most, publish
from documents.models import Letter, UploadBatch
from documents.vocabulary import LetterState
from governance.models import (
    Body,
    Decision,
    Dossier,
    Gemeente,
    Organisation,
    Programme,
    Region,
    RoleAssignment,
    Round,
    User,
)
from governance.vocabulary import Level, Role

GEMEENTE = "dordrecht"
VISITS = 5
MOST_MS, MOST_QUERIES = 300, 12
BIG_TABLE = 20_000  # rows; to read a smaller one from end to end costs less than a page's template
TWELVE = frozenset({"region", "dossier", "round", "gemeente"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page to ask for: its name in the table, its address, and whether the griffie asks."""

    name: str
    path: str
    griffie: bool = False


def main() -> None:
    """Fill a database, ask for every page, print the table, and leave nothing but the figures."""
    letters = int(os.environ.get("LETTERS") or 100_000)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped
    try:
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", verbosity=0)
        start, griffie = time.monotonic(), _griffie()
        fill(letters, griffie.pk)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"{letters} letters and what hangs on them written in {time.monotonic() - start:.0f} s")
        publish("pages", measure(griffie))
    finally:
        started.throw_away()


def measure(griffie: User) -> list[Row]:
    """Three rows per page; what was read from end to end is printed."""
    clients = {False: Client(SERVER_NAME="localhost"), True: Client(SERVER_NAME="localhost")}
    clients[True].force_login(griffie)
    rows: list[Row] = []
    for page in pages():
        client = clients[page.griffie]
        asker = "griffie" if page.griffie else "anybody"
        _ask(client, page)
        before = _scans()
        with CaptureQueriesContext(connection) as queries:
            _ask(client, page)
        count = len(queries)  # before the next request forgets them
        scanned = {table: rows for table, rows in _scans().items() if rows > before[table]}
        start = _processor_seconds()
        times = [_ask(client, page) for _ in range(VISITS)]
        used = 1000 * (_processor_seconds() - start) / VISITS
        rows.append(Row(f"{page.name}, {asker}: by the clock", 1000 * statistics.median(times), "ms"))
        rows.append(at_most(f"{page.name}, {asker}: processor time", used, "ms", MOST_MS))
        limited = not page.griffie and page.name in TWELVE
        name = f"{page.name}, {asker}: queries"
        rows.append(at_most(name, count, "queries", MOST_QUERIES) if limited else Row(name, count, "queries"))
        if scanned:
            print(f"read from end to end for {page.name}, {asker}: {', '.join(sorted(scanned))}")
    return rows


def pages() -> Iterator[Page]:
    """Every page that is measured: of the region, dossier and round with most in it."""
    region, gemeente = Region.objects.get(slug=HEAVY), Gemeente.objects.get(slug=GEMEENTE)
    dossier = Dossier.objects.annotate(n=Count("letters")).order_by("-n", "pk")[0]
    asked = Round.objects.filter(level=Level.PUBLIC).annotate(n=Count("responses")).order_by("-n", "pk")[0]
    decision = Decision.objects.filter(region=region, level=Level.PUBLIC).order_by("pk")[0]
    letter = Letter.objects.filter(region=region, level=Level.PUBLIC).order_by("pk")[0]
    body = Body.objects.filter(organisation__region=region, kind="AB", slug="ab-vol").get()
    both = {
        "home": reverse("home"),
        "search, a common word": f"{reverse('search')}?q=jeugdhulp",
        "search, two words in a region": f"{reverse('search')}?q=inkoop+kosten&regio={HEAVY}",
        "search, everything of a gemeente": f"{reverse('search')}?gemeente={GEMEENTE}",
        "search, a number": f"{reverse('search')}?q=2001",
        "region": region.get_absolute_url(),
        "region, who decides": reverse("region_authority", args=[HEAVY]),
        "gemeente": gemeente.get_absolute_url(),
        "body": body.get_absolute_url(),
        "organisation": Organisation.objects.get(pk=body.organisation_id).get_absolute_url(),
        "programme": Programme.objects.get(region=region, slug="vol-0").get_absolute_url(),
        "dossier": dossier.get_absolute_url(),
        "dossiers": reverse("dossier_list"),
        "round": asked.get_absolute_url(),
        "rounds": reverse("round_list"),
        "commitments": reverse("commitment_list"),
        "letters": reverse("letter_list"),
        "letters of a region": f"{reverse('letter_list')}?regio={HEAVY}",
        "letters with a word": f"{reverse('letter_list')}?q=wachttijden",
        "letters, a late page": f"{reverse('letter_list')}?pagina=2500",
        "letter": letter.get_absolute_url(),
        "decisions": reverse("decision_list"),
        "decisions of a gemeente": f"{reverse('decision_list')}?gemeente={GEMEENTE}",
        "decision": decision.get_absolute_url(),
        "incoming documents": reverse("incoming", args=[GEMEENTE]),
    }
    for name, path in both.items():
        yield Page(name, path)
        yield Page(name, path, griffie=True)
    waiting = Letter.objects.filter(owner_gemeente=gemeente, state=LetterState.TO_CHECK).order_by("created_at", "pk")[0]
    batch = UploadBatch.objects.filter(owner_gemeente=gemeente)[0]
    yield Page("worklist", reverse("worklist"), griffie=True)
    yield Page("worklist, published", f"{reverse('worklist')}?status=gepubliceerd", griffie=True)
    yield Page("incoming documents, kept", reverse("receipts"), griffie=True)
    yield Page("review", reverse("review", args=[waiting.pk]), griffie=True)
    yield Page("batch", batch.get_absolute_url(), griffie=True)


def _griffie() -> User:
    user = User.objects.create(email="bench@demo.example")
    RoleAssignment.objects.create(
        user=user, role=Role.GRIFFIE, gemeente=Gemeente.objects.get(slug=GEMEENTE), valid_from=datetime.date(2020, 1, 1)
    )
    return user


def _ask(client: Client, page: Page) -> float:
    """Seconds that a page takes, rendered to the last byte."""
    start = time.perf_counter()
    answer = client.get(page.path, follow=True)
    seconds = time.perf_counter() - start
    if answer.status_code != 200:
        raise SystemExit(f"{page.name} answers {answer.status_code}")
    return seconds


def _processor_seconds() -> float:
    """Of this process and of the database's process that serves it: says more than the clock on a busy machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        served = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return float(time.process_time() + served.user + served.system)


def _scans() -> dict[str, int]:
    """How many times each big table was read from end to end, as PostgreSQL counts it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT 1")
        cursor.execute(
            "SELECT s.relname, s.seq_scan FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid"
            " WHERE c.reltuples > %s",
            [BIG_TABLE],
        )
        return dict(cursor.fetchall())


if __name__ == "__main__":
    main()
