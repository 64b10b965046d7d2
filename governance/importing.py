"""Importing a sheet: what it would change, cell by cell, and then all of it or nothing.

The preview is the import itself, rolled back: what it shows is what would happen, with every rule of the database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from governance.dates import parse_iso
from governance.errors import RuleBroken
from governance.history import because
from governance.indexing import index_all
from governance.merging import Mergeable, merged_away
from governance.models import ImportDraft, Organisation, Person, User
from governance.sheets import REFERRED, SHEETS, Column, Sheet, cells, key_of
from governance.tabular import Table
from governance.undoing import named_by
from governance.vocabulary import Precision

# How many records one import may add or change; each is checked against the rules of the database.
MOST_CHANGES = 1000
MOST_ERRORS = 500
YES_NO = {"ja": True, "nee": False, "": False}
# Reads a typed date as ISO text cut to its precision ("2020-06"); None where it is no date, RuleBroken where a sentence
# says why it is none.
ReadDay = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong with one cell, or with a whole row (no heading), and what to do about it."""

    row: int
    heading: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is new or differs: per column its heading, what it was and what it becomes."""

    row: int
    name: str
    is_new: bool
    cells: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Preview:
    """What an import would do."""

    sheet: Sheet
    differences: list[Difference] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)
    unchanged: int = 0

    @property
    def added(self) -> int:
        """How many records are new."""
        return sum(item.is_new for item in self.differences)

    @property
    def changed(self) -> int:
        """How many records differ."""
        return len(self.differences) - self.added

    @property
    def fingerprint(self) -> str:
        """The same for the same differences."""
        told = [(item.row, item.is_new, item.cells) for item in self.differences]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(slots=True)
class _Import:
    """One run over a table."""

    sheet: Sheet
    columns: list[Column | None]
    read_day: ReadDay
    known: dict[tuple[str, ...], Any]
    referred: dict[str, dict[str, list[Any]]]
    merged: dict[str, Mergeable]
    preview: Preview
    seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    saved: list[models.Model] = field(default_factory=list)

    def wrong(self, row: int, heading: str, value: str, message: str) -> None:
        self.preview.errors.append(CellError(row, heading, value[:80], message))


def draft(sheet: Sheet, table: Table, *, read_day: ReadDay, user: User) -> ImportDraft:
    """Keep a table, with what it would change now, until its sender answers; their earlier unanswered one goes."""
    preview = preview_of(sheet, table, read_day=read_day)
    ImportDraft.objects.filter(sent_by=user, applied_at=None).delete()
    kept = {"header": table.header, "rows": table.rows}
    return ImportDraft.objects.create(sheet=sheet.word, rows=kept, fingerprint=preview.fingerprint, sent_by=user)


def table_of(found: ImportDraft) -> Table:
    """The table that a draft keeps."""
    return Table(tuple(found.rows["header"]), tuple(tuple(row) for row in found.rows["rows"]))


def preview_of(sheet: Sheet, table: Table, *, read_day: ReadDay) -> Preview:
    """Import and roll back: the differences and what is wrong, by row and column."""
    with transaction.atomic():
        preview = _run(sheet, table, read_day).preview
        transaction.set_rollback(True)
    return preview


@transaction.atomic
def apply(found: ImportDraft, *, read_day: ReadDay, reason: str) -> Preview:
    """Import what was shown. RuleBroken, with nothing imported, when the differences are no longer those."""
    found = ImportDraft.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.applied_at is not None:
        raise RuleBroken("Deze import is al verwerkt.")
    with because(reason):
        run = _run(SHEETS[found.sheet], table_of(found), read_day)
        if run.preview.errors or run.preview.fingerprint != found.fingerprint:
            raise RuleBroken(
                "De gegevens in het portaal zijn intussen gewijzigd. Er is niets verwerkt. Voeg het bestand opnieuw toe"
                " en bekijk de verschillen."
            )
        index_all([*run.saved, *(owner for row in run.saved for owner in named_by(row))])
        found.applied_at = timezone.now()
        found.save(update_fields=["applied_at"])
    return run.preview


def _run(sheet: Sheet, table: Table, read_day: ReadDay) -> _Import:
    columns = _columns(sheet, table)
    rows = list(sheet.rows())
    positions = [sheet.headings.index(heading) for heading in sheet.key]
    known = {tuple(shown[place] for place in positions): row for row in rows for shown in [cells(sheet, row)]}
    used = {column.refers for column in columns if column is not None and column.refers}
    merged = merged_away()
    referred = {name: _by_key(name, merged) for name in used}
    run = _Import(sheet, columns, read_day, known, referred, merged, Preview(sheet))
    for number, line in enumerate(table.rows, start=table.first_row):
        if any(line):
            _take(run, number, line)
        if len(run.preview.errors) > MOST_ERRORS:
            run.wrong(number, "", "", "Er zijn te veel fouten. Verbeter deze eerst; de rest is niet bekeken.")
            break
        if len(run.preview.differences) > MOST_CHANGES:
            raise RuleBroken(
                f"Dit bestand voegt meer dan {MOST_CHANGES} regels toe of wijzigt ze. Splits het in kleinere bestanden."
                " Er is niets verwerkt."
            )
    return run


def _columns(sheet: Sheet, table: Table) -> list[Column | None]:
    """The column of each cell; RuleBroken names columns that are unknown, twice there, or missing."""
    expected = ", ".join(sheet.headings)
    unknown = [name for name in table.header if name and sheet.column(name) is None]
    if unknown:
        names = ", ".join(f"‘{name[:40]}’" for name in unknown[:5])
        raise RuleBroken(f"Deze kolommen zijn niet bekend: {names}. Dit blad heeft de kolommen: {expected}.")
    if len(set(table.header)) != len(table.header):
        raise RuleBroken("Een kolom staat er twee keer in. Laat elke kolom één keer staan.")
    needed = {column.heading for column in sheet.columns if column.required} | set(sheet.key)
    if missing := [heading for heading in sheet.headings if heading in needed - set(table.header)]:
        raise RuleBroken(f"Deze kolommen ontbreken: {', '.join(missing)}. Dit blad heeft de kolommen: {expected}.")
    return [sheet.column(name) if name else None for name in table.header]


def _by_key(kind: str, merged: dict[str, Mergeable]) -> dict[str, list[Any]]:
    """The records that cells of this kind may name; what was merged away stands for the one that stayed."""
    found: dict[str, list[Any]] = {}
    for row in REFERRED[kind].all():
        found.setdefault(key_of(row).lower(), []).append(row)
    for key, keeper in merged.items():
        of_kind, _, name = key.partition(":")
        if of_kind == kind:
            found.setdefault(name.lower(), [keeper])
        if kind == "orgaan" and isinstance(keeper, Organisation):
            for body in keeper.bodies.all():
                found.setdefault(f"{name}/{body.slug}".lower(), [body])
    return found


def _take(run: _Import, number: int, line: tuple[str, ...]) -> None:
    """One row: read its cells, find its record, and save what differs."""
    before = len(run.preview.errors)
    values: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for column, text in zip(run.columns, line, strict=True):
        if column is not None:
            shown[column.heading] = _read(run, number, column, text, values)
    if len(run.preview.errors) > before:
        return
    key = tuple(shown[heading] for heading in run.sheet.key)
    if key in run.seen:
        same = ", ".join(run.sheet.key)
        run.wrong(number, same, "; ".join(key), f"Dit staat ook al op regel {run.seen[key]}. Laat een van de twee weg.")
        return
    run.seen[key] = number
    _save(run, number, run.known.get(key), values, shown)


def _save(run: _Import, number: int, row: Any, values: dict[str, Any], shown: dict[str, str]) -> None:
    is_new = row is None
    old = (
        dict.fromkeys(run.sheet.headings, "")
        if is_new
        else dict(zip(run.sheet.headings, cells(run.sheet, row), strict=True))
    )
    changed = tuple((heading, old[heading], text) for heading, text in shown.items() if old[heading] != text)
    if not changed:
        run.preview.unchanged += 1
        return
    row = run.sheet.model() if is_new else row
    for name, value in values.items():
        setattr(row, name, value)
    if is_new and (keeper := _merged_into(run, row)) is not None:
        heading = run.sheet.key[-1]
        again = " Is het iemand anders? Voeg die dan toe bij een zetel." if isinstance(row, Person) else ""
        run.wrong(
            number, heading, shown[heading],
            f"Dit is samengevoegd met ‘{keeper}’. Laat deze regel weg, of pas de regel van ‘{keeper}’ aan.{again}",
        )  # fmt: skip
        return
    try:
        with transaction.atomic():
            row.clean_fields()
            row.clean()
            row.save()
    except ValidationError as error:
        _explain(run, number, error)
        return
    except IntegrityError:
        _explain_clash(run, number, row)
        return
    run.saved.append(row)
    run.preview.differences.append(Difference(number, str(row), is_new, changed))


def _merged_into(run: _Import, row: Any) -> Mergeable | None:
    """The record that took in the one that this new row would bring back."""
    key = f"persoon:{row.name.lower()}" if isinstance(row, Person) else getattr(row, "register_key", "")
    return run.merged.get(key)


def _explain(run: _Import, number: int, error: ValidationError, *, whole: str = "") -> None:
    """``whole``: the column under which something about the whole row is told."""
    by_field = {column.field: column.heading for column in run.sheet.columns}
    told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, sentences in told.items():
        run.wrong(number, by_field.get(name, whole), "", " ".join(dict.fromkeys(sentences)))


def _explain_clash(run: _Import, number: int, row: Any) -> None:
    """Why the database refused a row, in the sentence of the rule it broke, under the columns it is about."""
    try:
        row.validate_unique()
    except ValidationError as taken:
        _explain(run, number, taken, whole=", ".join(run.sheet.key))
        return
    period = "vanaf, tot" if run.sheet.column("vanaf") is not None else ", ".join(run.sheet.key)
    try:
        row.validate_constraints()
    except ValidationError as error:
        _explain(run, number, error, whole=period)
        return
    message = "Deze regel botst met een andere: dezelfde sleutel, of een overlappende periode. Pas een van de twee aan."
    run.wrong(number, period, "", message)


def _read(run: _Import, number: int, column: Column, text: str, values: dict[str, Any]) -> str:
    """Read one cell into the values of its fields; returns the cell as it would be exported."""
    if not text:
        if column.required:
            run.wrong(number, column.heading, text, "Deze cel is leeg. Vul hem in.")
        return _read_empty(column, run.sheet, values)
    if column.refers:
        return _read_reference(run, number, column, text, values)
    if column.is_day:
        return _read_day(run, number, column, text, values)
    return _read_plain(run, number, column, text, values)


def _read_empty(column: Column, sheet: Sheet, values: dict[str, Any]) -> str:
    item: Any = sheet.model._meta.get_field(column.field)
    if isinstance(item, models.BooleanField):
        values[column.field] = False
        return "nee"
    values[column.field] = None if item.null else ""
    if column.is_day and has_precision(sheet.model, column.field):
        values[f"{column.field}_precision"] = Precision.DAY
    return ""


def _read_reference(run: _Import, number: int, column: Column, text: str, values: dict[str, Any]) -> str:
    found = run.referred[column.refers].get(text.lower(), [])
    if len(found) != 1:
        many = "staat er meer dan één keer in" if found else "is niet bekend"
        run.wrong(
            number, column.heading, text, f"{column.refers.capitalize()} ‘{text[:60]}’ {many}. Kijk de schrijfwijze na."
        )
        return text
    values[column.field] = found[0]
    return key_of(found[0])


def _read_day(run: _Import, number: int, column: Column, text: str, values: dict[str, Any]) -> str:
    vague = has_precision(run.sheet.model, column.field)
    example = "Schrijf bijvoorbeeld 10-1-2023, juni 2020 of 2020." if vague else "Schrijf bijvoorbeeld 10-1-2023."
    try:
        iso = run.read_day(text)
    except RuleBroken as impossible:
        run.wrong(number, column.heading, text, str(impossible))
        return text
    if iso is None:
        run.wrong(number, column.heading, text, f"Dit is geen datum. {example}")
        return text
    day, precision = parse_iso(iso)
    if not vague and precision != Precision.DAY:
        run.wrong(number, column.heading, text, "Vul ook de dag in, bijvoorbeeld 10-1-2023.")
        return text
    values[column.field] = day
    if vague:
        values[f"{column.field}_precision"] = precision
    return iso


def has_precision(model: type[models.Model], name: str) -> bool:
    """Whether a date of this model may be known to a month or a year alone."""
    return any(item.name == f"{name}_precision" for item in model._meta.concrete_fields)


def _read_plain(run: _Import, number: int, column: Column, text: str, values: dict[str, Any]) -> str:
    item: Any = run.sheet.model._meta.get_field(column.field)
    if item.choices:
        return _read_choice(run, number, column, text, values)
    if isinstance(item, models.BooleanField):
        if text.lower() not in YES_NO:
            run.wrong(number, column.heading, text, "Vul ja of nee in.")
        values[column.field] = YES_NO.get(text.lower(), False)
        return "ja" if values[column.field] else "nee"
    if isinstance(item, models.IntegerField):
        if not text.isdecimal() or len(text) > 4:
            run.wrong(number, column.heading, text, "Dit is geen heel getal. Vul een getal in, bijvoorbeeld 12.")
            return text
        values[column.field] = int(text)
        return str(int(text))
    values[column.field] = text
    return text


def _read_choice(run: _Import, number: int, column: Column, text: str, values: dict[str, Any]) -> str:
    item: Any = run.sheet.model._meta.get_field(column.field)
    allowed = {str(word).lower(): value for value, label in item.flatchoices for word in (label, value)}
    if text.lower() not in allowed:
        words = ", ".join(str(value) for value, _ in item.flatchoices)
        run.wrong(number, column.heading, text, f"‘{text[:40]}’ is niet bekend. Kies uit: {words}.")
        return text
    values[column.field] = allowed[text.lower()]
    return str(allowed[text.lower()])
