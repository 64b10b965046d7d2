"""Tables in files: reading CSV and XLSX as text by column, and writing them."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import charset_normalizer
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from governance.errors import RuleBroken

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
# An XLSX is a ZIP: what it may become when unpacked.
MOST_UNPACKED = 60 * 1024 * 1024
LONGEST_CELL = 2000
SEPARATORS = ";,\t"
# A spreadsheet would calculate text that begins so; ours is marked as text, and the mark is taken off when read.
CALCULATED = ("=", "+", "@", "-", "\t", "\r", "\n", "＝", "＋", "＠", "－")
MARK = "'"


@dataclass(frozen=True, slots=True)
class Table:
    """The first row's names and the other rows as text, each as long as the first. ``first_row`` is the number that a
    spreadsheet shows before the first of ``rows``."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 2


def read_table(data: bytes, *, one_column: bool = False) -> Table:
    """The table in a file, CSV or the first sheet of an XLSX, known by its content. RuleBroken says what is wrong.

    ``one_column``: a table of one column needs no separator.
    """
    if not data.strip():
        raise RuleBroken("Dit bestand is leeg. Kies een bestand met een kopregel en daaronder de gegevens.")
    if len(data) > MOST_BYTES:
        raise RuleBroken("Dit bestand is groter dan 5 MB. Splits het in kleinere bestanden.")
    lines = _xlsx_lines(data) if data[:4] == b"PK\x03\x04" else _csv_lines(data, one_column=one_column)
    rows = [tuple(_unmarked(cell) for cell in line) for line in lines]
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) < 2:
        raise RuleBroken("In dit bestand staat alleen een kopregel, of niets. Zet onder de kopregel de gegevens.")
    if len(rows) - 1 > MOST_ROWS:
        raise RuleBroken(
            f"Dit bestand heeft meer dan {MOST_ROWS:,} regels.".replace(",", ".")
            + " Splits het in kleinere bestanden. Er is niets verwerkt."
        )
    width = len(rows[0])
    _require_even(rows, width)
    body = tuple((*row[:width], *[""] * (width - len(row))) for row in rows[1:])
    return Table(tuple(name.strip().lower() for name in rows[0]), body)


def _require_even(rows: Sequence[tuple[str, ...]], width: int) -> None:
    """A row with more cells than there are columns, or with all of them in one cell, was cut at the wrong signs."""
    for number, row in enumerate(rows[1:], start=2):
        if any(row[width:]):
            raise RuleBroken(
                f"Regel {number} heeft {len(row)} cellen en de kopregel {width}. Zet een tekst waarin het"
                " scheidingsteken voorkomt tussen aanhalingstekens. Er is niets verwerkt."
            )
        if width > 1 and len(row) == 1 and sum(row[0].count(sign) for sign in SEPARATORS) >= width - 1:
            raise RuleBroken(
                f"Regel {number} gebruikt een ander scheidingsteken dan de kopregel. Gebruik in het hele bestand"
                " hetzelfde teken. Er is niets verwerkt."
            )


def _csv_lines(data: bytes, *, one_column: bool) -> list[list[str]]:
    text = _decoded(data)
    if "\x00" in text:
        raise RuleBroken("In dit bestand staan tekens die geen tekst zijn. Bewaar het opnieuw als XLSX of als CSV.")
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    if not first.count(separator) and not one_column:
        raise RuleBroken(
            "De kolommen zijn niet te onderscheiden. Zet tussen de kolommen een puntkomma, of bewaar het bestand als"
            " XLSX."
        )
    found: list[list[str]] = []
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            found.append([cell.strip()[:LONGEST_CELL] for cell in line])
            if len(found) > MOST_ROWS + 1:
                break
    except csv.Error as error:
        raise RuleBroken(
            f"Regel {len(found) + 1} is niet te lezen. Kijk of elk aanhalingsteken ook weer gesloten wordt."
        ) from error
    return found


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data, cp_isolation=["cp1252", "latin_1", "utf_16"]).best()
        return str(best) if best is not None else data.decode("cp1252", errors="replace")


def _xlsx_lines(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MOST_UNPACKED:
                raise RuleBroken("Dit bestand wordt te groot als het wordt uitgepakt. Bewaar de gegevens als CSV.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        found: list[list[str]] = []
        for line in sheet.iter_rows(values_only=True):
            found.append([_as_text(cell) for cell in line[:60]])
            if len(found) > MOST_ROWS + 1:
                break
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        TypeError,
        SyntaxError,
    ) as error:
        if isinstance(error, RuleBroken):
            raise
        raise RuleBroken("Dit bestand is niet te lezen. Bewaar het opnieuw als XLSX of als CSV.") from error
    return found


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:LONGEST_CELL]


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith(MARK) and cell[1:].startswith(CALCULATED) else cell


def _marked(cell: str) -> str:
    return MARK + cell if cell.startswith(CALCULATED) else cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that spreadsheets open as it is: with a byte order mark and semicolons."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_marked(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]]) -> bytes:
    """A workbook with a sheet per table: its name, the first row's names and the rows."""
    book = Workbook(write_only=True)
    for title, header, rows in sheets:
        sheet = book.create_sheet(title[:31])
        sheet.append(list(header))
        for row in rows:
            sheet.append([_marked(cell) for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
