"""A full portal in a minute or two: so many letters with all that hangs on them, written by the database itself.

Letters are spread over all gemeenten and regions, Zuid-Holland Zuid having a tenth more; of a hundred letters 64 are
openbaar, 16 besloten, the rest in every other state. The rows are as the portal's own writers would leave them; history
and search rows of structures are the reference data's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from benchmarks.samples import texts
from documents.models import (
    Choice,
    CitedDocument,
    Contradiction,
    EvidenceLink,
    Finding,
    Letter,
    LetterVersion,
    Passage,
    ReadingRun,
    Receipt,
    Report,
    SourceFile,
    Upload,
    UploadBatch,
)
from governance.models import (
    Body,
    Commitment,
    Decision,
    Dossier,
    Framework,
    Organisation,
    Programme,
    Round,
    RoundAnswer,
    RoundResponse,
    Segment,
)
from governance.search_index import SearchEntry

TEXTS = 2000
HEAVY = "zuid-holland-zuid"
SHARES = {"decision": 0.3, "round": 0.02, "commitment": 0.3, "batch": 0.2}  # per letter

# Every gemeente of today with its region, numbered from 0; those of the heavy region once more in a list of their own.
PLACES = """
    CREATE TEMP TABLE place AS
    SELECT row_number() OVER (ORDER BY m.gemeente_id) - 1 AS n, m.gemeente_id, g.code, m.region_id, r.slug
    FROM governance_regionmembership m
    JOIN governance_regiondefinition d ON d.id = m.definition_id AND d.authority = 'CBS'
    JOIN governance_gemeente g ON g.id = m.gemeente_id JOIN governance_region r ON r.id = m.region_id
    WHERE (m.valid_from IS NULL OR m.valid_from <= current_date)
      AND (m.valid_until IS NULL OR m.valid_until > current_date);
    CREATE TEMP TABLE heavy AS
    SELECT row_number() OVER (ORDER BY gemeente_id) - 1 AS n, gemeente_id, code, region_id, slug
    FROM place WHERE slug = %(heavy)s;
    CREATE TEMP TABLE bodies AS
    SELECT row_number() OVER (PARTITION BY o.region_id ORDER BY b.id) - 1 AS n, b.id, b.organisation_id, o.region_id
    FROM governance_body b JOIN governance_organisation o ON o.id = b.organisation_id WHERE o.slug LIKE 'vol-%%';
"""
# What is known of each letter before it is written. `k` spreads states over places; `version` is the newest one's id.
LETTERS = """
    CREATE TEMP TABLE facts AS
    SELECT x AS n, (x * 31 + x / 100) %% 100 AS k, CASE WHEN x %% 20 = 0 THEN %(letters)s + x ELSE x END AS version,
        p.gemeente_id, p.code, p.region_id, p.slug, x %% 20 = 3 AS regional,
        date '2018-01-01' + (x * 7 %% 3240)::int AS day,
        (ARRAY['Voortgang jeugdhulp', 'Begroting GR', 'Regiovisie', 'Inkoop jeugdhulp', 'Wachttijden',
               'Zienswijze jaarstukken', 'Jeugdbescherming', 'Lokale teams'])[1 + x %% 8] || ' ' || x AS subject
    FROM generate_series(1, %(letters)s) x
    CROSS JOIN LATERAL (
        SELECT gemeente_id, code, region_id, slug FROM heavy
        WHERE x %% 10 = 0 AND n = x / 10 %% (SELECT count(*) FROM heavy)
        UNION ALL
        SELECT gemeente_id, code, region_id, slug FROM place
        WHERE x %% 10 > 0 AND n = x::bigint * 7919 %% (SELECT count(*) FROM place)
    ) p;
    CREATE TEMP TABLE letter AS
    SELECT *,
        CASE WHEN k < 80 THEN 'published' WHEN k < 90 THEN 'to_check' WHEN k < 93 THEN 'withdrawn'
             WHEN k < 95 THEN 'failed' WHEN k < 96 THEN 'reading' WHEN k < 98 THEN 'mogelijk_geheim'
             ELSE 'geheim' END AS state,
        CASE WHEN k < 64 THEN 'openbaar' WHEN k < 80 THEN 'besloten' END AS level,
        CASE WHEN k BETWEEN 64 AND 79
             THEN ARRAY[CASE WHEN regional OR k < 72 THEN 'regio:' || slug ELSE code END]
             ELSE '{}'::text[] END AS shared,
        CASE WHEN NOT regional THEN gemeente_id END AS owner_gemeente,
        CASE WHEN regional THEN region_id END AS owner_region
    FROM facts;
    CREATE TEMP TABLE published AS
    SELECT row_number() OVER (ORDER BY md5(n::text)) - 1 AS i, letter.* FROM letter WHERE level IS NOT NULL;
    CREATE INDEX ON published (i); CREATE INDEX ON letter (n);
    ANALYZE place; ANALYZE letter; ANALYZE published; ANALYZE bodies;
"""
OWNED = {
    "level": "s.level", "shared_with": "s.shared", "owner_gemeente_id": "s.owner_gemeente",
    "owner_region_id": "s.owner_region",
}  # fmt: skip


@transaction.atomic
def fill(letters: int, user: int) -> None:
    """Write so many letters and what belongs to them, as uploaded by one user; the reference data are there."""
    with connection.cursor() as cursor:
        # Neither triggers nor foreign keys are asked: what is written here is whole by itself.
        cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off")
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'; SET LOCAL work_mem = '64MB'")
        cursor.execute("DROP INDEX governance_search_vector")
    _structures()
    _run(LETTERS, letters=letters)
    _pool()
    _letters(user)
    _read_in_letters()
    _facts(letters)
    _named()
    _received()
    _search_rows()
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX governance_search_vector ON governance_searchentry USING gin (vector)")


def insert(model: type[Model], rows: str, **values: str) -> None:
    """One row of `model` for each of `rows` (what follows FROM): columns by name as SQL, the rest at their default."""
    columns, given, rest = [], [], []
    for field in model._meta.concrete_fields:
        if field.primary_key and field.attname not in values:
            continue
        columns.append(f'"{field.column}"')
        if field.attname in values:
            given.append(values[field.attname])
            continue
        default = timezone.now() if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False) else (
            field.get_default()
        )  # fmt: skip
        given.append(f"%s::{field.db_type(connection)}")
        rest.append(field.get_db_prep_save(default, connection))
    sql = f'INSERT INTO "{model._meta.db_table}" ({", ".join(columns)}) SELECT {", ".join(given)} FROM {rows}'  # noqa: S608
    _run(sql.replace("%", "%%").replace("%%s::", "%s::"), rest)
    if "id" in values:
        table = model._meta.db_table
        _run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608


def _run(sql: str, params: Sequence[Any] = (), **named: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, named or params)


def _structures() -> None:
    """A gemeenschappelijke regeling with AB, DB and PFO, three programmes and five dossiers in every region."""
    insert(Organisation, "governance_region s", name="'Regeling ' || s.name", slug="'vol-' || s.slug",
           kind="'gemeenschappelijke regeling'", region_id="s.id")  # fmt: skip
    insert(
        Body, "governance_organisation s, (VALUES ('AB', 'Algemeen bestuur'), ('DB', 'Dagelijks bestuur'),"
        " ('PFO', 'Portefeuillehoudersoverleg')) v(kind, name) WHERE s.slug LIKE 'vol-%'",
        name="v.name", slug="lower(v.kind) || '-vol'", kind="v.kind", competence="'decides'", organisation_id="s.id",
    )  # fmt: skip
    insert(Programme, "governance_region s, generate_series(0, 2) n", name="'Programma ' || s.name || n",
           slug="'vol-' || n", region_id="s.id", scope="'regionaal'", level="'openbaar'")  # fmt: skip
    insert(Dossier, "governance_region s, generate_series(0, 4) n", id="s.id * 5 + n", region_id="s.id",
           title="'Dossier ' || s.name || n", slug="'vol-' || s.slug || '-' || n")  # fmt: skip
    insert(Framework, "governance_dossier s, generate_series(0, 1) n", name="'Kader ' || s.title", kind="'inkoopkader'",
           slug="s.slug || '-' || n", region_id="s.region_id", dossier_id="s.id", level="'openbaar'",
           valid_from="date '2020-01-01'")  # fmt: skip
    insert(Segment, "governance_framework s, generate_series(1, 8) n", framework_id="s.id", code="n::text",
           name="'Segment ' || n")  # fmt: skip
    _run(PLACES, heavy=HEAVY)


def _pool() -> None:
    """Texts of two pages to choose from, each with its words for search."""
    _run("CREATE TEMP TABLE pool (t int PRIMARY KEY, words text, vector tsvector)")
    with connection.cursor() as cursor, cursor.copy("COPY pool (t, words) FROM STDIN") as copy:
        for number, text in enumerate(texts(TEXTS)):
            copy.write_row((number, text))
    _run("UPDATE pool SET vector = setweight(to_tsvector('dutch', words), 'D')")


def _letters(user: int) -> None:
    insert(
        Letter, "letter s", id="s.n", state="s.state", declared_level="'openbaar'", **OWNED,
        document_type="(ARRAY['raadsinformatiebrief', 'collegebrief', 'memo', 'other'])[1 + s.n % 4]",
        subject="CASE WHEN s.k < 96 THEN s.subject ELSE '' END", date="s.day", case_number="'Z-' || (2000000 + s.n)",
        gemeente_id="s.owner_gemeente", region_id="CASE WHEN s.regional OR s.n % 5 < 2 THEN s.region_id END",
        dossier_id="CASE WHEN s.n % 10 IN (0, 7) AND s.n % 30 < 10 THEN s.region_id * 5 + s.n / 10 % 5 END",
        personal_data_checked_at="CASE WHEN s.k < 80 THEN s.day::timestamptz END",
        published_at="CASE WHEN s.k < 80 THEN s.day + interval '3 days' END", was_public="s.k < 64",
        uploaded_by_id=str(user), created_at="s.day::timestamptz",
    )  # fmt: skip
    version = {"letter_id": "s.n", "pages": "2", "read_at": "now()", "text": "p.words", "public_text": "p.words",
               "published_level": "coalesce(s.level, '')"}  # fmt: skip
    insert(LetterVersion, f"letter s JOIN pool p ON p.t = s.n % {TEXTS} AND s.k < 96", id="s.n", number="1", **version)
    insert(LetterVersion, f"letter s JOIN pool p ON p.t = s.n % {TEXTS} AND s.k < 96 AND s.n <> s.version",
           id="s.version", number="2", **version)  # fmt: skip
    insert(SourceFile, "letter s WHERE s.k < 96", version_id="s.version", file="md5(s.n::text)", size="80000",
           sha256="encode(sha256(s.n::text::bytea), 'hex')")  # fmt: skip
    insert(UploadBatch, "letter s WHERE s.n % 5 = 0", id="s.n", owner_gemeente_id="s.owner_gemeente",
           owner_region_id="s.owner_region", declared_level="'openbaar'", uploaded_by_id=str(user))  # fmt: skip
    insert(Upload, "letter s WHERE s.n > 4", batch_id="s.n / 5 * 5", position="s.n % 5", file_name="s.n || '.pdf'",
           size="80000", status="CASE WHEN s.state = 'reading' THEN 'reading' ELSE 'to_check' END",
           letter_id="s.n")  # fmt: skip
    insert(ReadingRun, "letter s WHERE s.k < 95", version_id="s.version", status="'done'")
    insert(Report, "letter s WHERE s.k < 2", letter_id="s.n", message="'De datum klopt niet.'")


def _read_in_letters() -> None:
    """What reading found and people decided."""
    read = "letter s, unnest(ARRAY['date', 'subject', 'case_number', 'from_body', 'to_body', 'decisions', 'mentions',"
    read += " 'personal_data']) WITH ORDINALITY f(key, o) WHERE s.k < 95"
    insert(Finding, read, version_id="s.version", key="f.key", value="'{\"value\": \"iets\"}'", page="1",
           start="10 * f.o", end="10 * f.o + 9", quote="'een citaat'", confidence="0.9",
           status="CASE WHEN (s.n + f.o) % 5 = 0 THEN 'check' ELSE 'certain' END")  # fmt: skip
    insert(Choice, f"{read} AND s.k < 80 AND f.o % 2 = 0", version_id="s.version", key="f.key", action="'confirmed'",
           value="'{\"value\": \"iets\"}'", ordinal="f.o",
           start="CASE WHEN f.o > 5 THEN 10 * f.o END", end="CASE WHEN f.o > 5 THEN 10 * f.o + 9 END")  # fmt: skip
    insert(Passage, "letter s, generate_series(0, 2) o WHERE s.k < 95", version_id="s.version", heading="'Kop ' || o",
           kind="'kern'", start="o * 900", end="o * 900 + 899")  # fmt: skip
    insert(CitedDocument, "letter s WHERE s.k < 95", version_id="s.version", number="'Z-' || (1999999 + s.n)",
           scheme="'zaaknummer'", page="1", start="5", end="15",
           letter_id="CASE WHEN s.n > 1 THEN s.n - 1 END")  # fmt: skip


def _facts(letters: int) -> None:
    """Decisions, rounds with their answers, and promises, each proven by one letter and as public as that."""
    of_letter = {"region_id": "s.region_id", **OWNED,
                 "dossier_id": "CASE WHEN d % 5 = 0 THEN s.region_id * 5 + d / 5 % 5 END"}  # fmt: skip
    for name, share in SHARES.items():
        sql = f"CREATE TEMP TABLE {name}_letter AS SELECT d, s.* FROM generate_series(1, %s) d"  # noqa: S608 - our names
        sql += " JOIN published s ON s.i = d * 3 %% (SELECT count(*) FROM published)"
        _run(sql, [int(letters * share)])
    decided = "decision_letter s JOIN bodies b ON b.region_id = s.region_id AND b.n = s.d % 3"
    insert(
        Decision, decided, id="s.d", subject="s.subject", body_id="b.id", date="s.day",
        outcome="(ARRAY['vastgesteld', 'ingestemd', 'kennisgenomen', 'aangehouden'])[1 + s.d % 4]",
        programme_id="CASE WHEN s.d % 4 = 0 THEN (SELECT max(id) FROM governance_programme p"
        " WHERE p.region_id = s.region_id) END", **of_letter,
    )  # fmt: skip
    every = "decision_letter s JOIN place p ON p.region_id = s.region_id AND s.d % 10"
    insert(Decision.deciders.through, f"{every} = 0", decision_id="s.d", gemeente_id="p.gemeente_id")
    insert(Decision.binds.through, f"{every} = 1", decision_id="s.d", gemeente_id="p.gemeente_id")
    insert(Contradiction, "decision_letter s WHERE s.d % 100 = 0", first_id="s.d - 1", second_id="s.d")
    asked = "round_letter s JOIN bodies b ON b.region_id = s.region_id AND b.n = 0"
    insert(Round, asked, id="s.d", kind="'zienswijze'", subject="s.subject", asked_by_id="b.id", asked_on="s.day",
           deadline="s.day + 56", **of_letter)  # fmt: skip
    each = "round_letter s JOIN place p ON p.region_id = s.region_id"
    answer = "(ARRAY['open', 'received', 'given', 'given'])[1 + (s.d + p.n) % 4]"
    insert(RoundAnswer, each, round_id="s.d", gemeente_id="p.gemeente_id", status=answer, text="''")
    insert(RoundResponse, f"{each} WHERE p.n % 2 = 0", round_id="s.d", gemeente_id="p.gemeente_id", status="'given'",
           date="s.day + 30", **OWNED)  # fmt: skip
    insert(Commitment, "commitment_letter s", id="s.d", kind="'toezegging'", subject="s.subject", latest="s.day + 90",
           made_by_text="'het college'", made_on="s.day",
           status="CASE WHEN s.d % 3 = 0 THEN 'open' ELSE 'kept' END", **of_letter)  # fmt: skip


def _named() -> None:
    """What published letters name and prove, with the place in their text."""
    place = {"version_id": "s.version", "status": "'confirmed'", "page": "1", "start": "40", "end": "90"}
    for name, rows, target in (
        ("region", "published s", "s.region_id"),
        ("gemeente", "published s", "s.gemeente_id"),
        ("body", "published s JOIN bodies b ON b.region_id = s.region_id AND b.n <> s.n % 3", "b.id"),
        ("organisation", "published s JOIN bodies b ON b.region_id = s.region_id AND b.n = 0 AND s.n % 2 = 0",
         "b.organisation_id"),
        ("programme", "published s JOIN governance_programme p ON p.region_id = s.region_id AND p.slug = 'vol-0'",
         "p.id"),
        ("decision", "decision_letter s", "s.d"),
        ("round", "round_letter s", "s.d"),
        ("commitment", "commitment_letter s", "s.d"),
        ("response", "round_letter s JOIN governance_roundresponse r ON r.round_id = s.d", "r.id"),
    ):  # fmt: skip
        insert(EvidenceLink, rows, **place, **{f"{name}_id": target})
    named = "letter s JOIN bodies b ON b.region_id = s.region_id AND b.n <> s.n % 3 WHERE s.k < 95"
    insert(Letter.bodies.through, named, letter_id="s.n", body_id="b.id")


def _received() -> None:
    """A letter of a gemeente is on its own list, one of a region on that of each of its gemeenten."""
    insert(
        Receipt,
        "published s JOIN place p ON p.gemeente_id = s.gemeente_id OR (s.regional AND p.region_id = s.region_id)",
        letter_id="s.n", gemeente_id="p.gemeente_id", received_on="s.day + 4",
        status="CASE WHEN s.n % 20 = 1 THEN 'received' ELSE 'handled' END",
    )  # fmt: skip


def _search_rows() -> None:
    """The rows of search, as governance.indexing and documents.indexing write them."""
    title = "setweight(to_tsvector('dutch', s.subject), 'A')"
    letter = {
        "kind": "'letter'", "object_id": "s.n", "title": "s.subject", "date": "s.day", "region_id": "l.region_id",
        "gemeenten": "CASE WHEN s.regional THEN '{}' ELSE ARRAY[s.gemeente_id] END",
        "numbers": "ARRAY['z' || (2000000 + s.n)]", "vector": f"{title} || p.vector",
    }  # fmt: skip
    text = f"JOIN documents_letter l ON l.id = s.n JOIN pool p ON p.t = s.n % {TEXTS}"
    insert(SearchEntry, f"letter s {text} AND s.k < 96", side="'staff'", url="'/griffie/brieven/' || s.n", **letter,
           **(OWNED | {"level": "NULL", "shared_with": "'{}'"}))  # fmt: skip
    insert(SearchEntry, f"published s {text}", side="'public'", url="'/brieven/' || s.n || '/'", **letter, **OWNED)
    for kind, path in (("decision", "besluiten"), ("round", "zienswijzen"), ("commitment", "toezeggingen")):
        insert(SearchEntry, f"{kind}_letter s", kind=f"'{kind}'", object_id="s.d", side="'public'", title="s.subject",
               url=f"'/{path}/' || s.d || '/'", date="s.day", region_id="s.region_id", vector=title,
               gemeenten="ARRAY[]::bigint[]", numbers="ARRAY[]::varchar[]", **OWNED)  # fmt: skip
