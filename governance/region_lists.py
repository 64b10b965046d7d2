"""A new list of gemeenten and their regions: what it would change, and then all of it or nothing.

One authority's divisions follow on each other: from the peil date of the new list on, its own rows hold, and those of
the authority's earlier lists end on that day. Other authorities' divisions stay as they are.
"""

from __future__ import annotations

import datetime
import difflib
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from governance.errors import RuleBroken
from governance.history import because, day_in_words
from governance.importing import MOST_ERRORS, CellError
from governance.indexing import index_all
from governance.models import (
    Alias,
    Gemeente,
    ImportDraft,
    Region,
    RegionDefinition,
    RegionMembership,
    Source,
    User,
)
from governance.tabular import Table
from governance.undoing import save_checked
from governance.vocabulary import SourceKind

WORD = "regiolijst"
# The headings that a list may have for each column.
HEADINGS = {
    "code": ("gemeentecode", "code", "cbs_gemeentecode", "gemeente"),
    "region": ("regio", "jeugdregio", "regionaam", "region_name"),
    "region_code": ("regiocode", "jeugdregiocode", "cbs_jeugdregiocode"),
}


@dataclass(frozen=True, slots=True)
class ListFacts:
    """Whose list it is, for which day it is true, and where it comes from."""

    authority: str
    peil_date: datetime.date
    title: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A gemeente that comes to lie in another region, or in one for the first time; of a new region only the name."""

    gemeente: Gemeente
    old: str
    new: str


@dataclass(slots=True)
class ListPreview:
    """What a list would do. ``missing`` are gemeenten of that day that it leaves out, each with its region until then;
    ``emptied`` the regions that keep none; ``lapsing`` how many later rows of earlier lists it replaces."""

    facts: ListFacts
    errors: list[CellError] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    first: list[Placed] = field(default_factory=list)
    missing: list[Placed] = field(default_factory=list)
    new_regions: dict[str, str] = field(default_factory=dict)
    emptied: list[Region] = field(default_factory=list)
    unchanged: int = 0
    lapsing: int = 0
    rows: dict[int, Region | str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same differences."""
        moved = [(row.gemeente.pk, row.old, row.new) for row in (*self.placed, *self.first, *self.missing)]
        told = [moved, sorted(self.new_regions.items()), self.unchanged, self.lapsing]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def draft_list(table: Table, facts: ListFacts, *, user: User) -> ImportDraft:
    """Keep a list until its sender answers; their earlier unanswered import goes. RuleBroken for a list that cannot
    follow on the authority's earlier ones, or without the columns."""
    preview = preview_list(table, facts)
    ImportDraft.objects.filter(sent_by=user, applied_at=None).delete()
    kept = {
        "header": table.header, "rows": table.rows, "first_row": table.first_row, "authority": facts.authority,
        "peil_date": facts.peil_date.isoformat(), "title": facts.title, "url": facts.url,
    }  # fmt: skip
    return ImportDraft.objects.create(sheet=WORD, rows=kept, fingerprint=preview.fingerprint, sent_by=user)


def kept_list(found: ImportDraft) -> tuple[Table, ListFacts]:
    """The list that a draft keeps."""
    kept: dict[str, Any] = found.rows
    table = Table(tuple(kept["header"]), tuple(tuple(row) for row in kept["rows"]), kept["first_row"])
    peil = datetime.date.fromisoformat(kept["peil_date"])
    return table, ListFacts(kept["authority"], peil, kept["title"], kept["url"])


def preview_list(table: Table, facts: ListFacts) -> ListPreview:
    """The differences with the authority's division on the peil date, and what is wrong by row; writes nothing."""
    _require_later(facts)
    places = _places(table)
    found = ListPreview(facts)
    known, regions = {row.code.upper(): row for row in Gemeente.objects.all()}, _regions_by_name()
    lines: dict[str, int] = {}
    for number, line in enumerate(table.rows, start=table.first_row):
        if any(line):
            cells = {name: line[place].strip() for name, place in places.items()}
            _take(found, number, cells, known, regions, lines)
        if len(found.errors) > MOST_ERRORS:
            found.errors.append(CellError(number, "", "", "Er zijn te veel fouten. Verbeter deze eerst."))
            break
    _compare(found, {row.pk: row for row in known.values()})
    return found


def _require_later(facts: ListFacts) -> None:
    latest = RegionDefinition.objects.filter(authority=facts.authority).order_by("-peil_date").first()
    if latest is None or facts.peil_date > latest.peil_date:
        return
    raise RuleBroken(
        f"Van {facts.authority} staat er al een indeling met peildatum {day_in_words(latest.peil_date)}. Een nieuwe"
        " lijst moet een latere peildatum hebben. Verbeter een oudere lijst met de import van Indeling van gemeenten."
    )


def _places(table: Table) -> dict[str, int]:
    """In which column what stands; RuleBroken names what is missing."""
    found = {}
    for name, headings in HEADINGS.items():
        place = next((table.header.index(heading) for heading in headings if heading in table.header), None)
        if place is not None:
            found[name] = place
    for name in ("code", "region"):
        if name not in found:
            raise RuleBroken(
                f"De kolom ‘{HEADINGS[name][0]}’ ontbreekt. De lijst heeft de kolommen gemeentecode en regio, en voor"
                " een nieuwe regio ook regiocode."
            )
    return found


def _regions_by_name() -> dict[str, set[Region]]:
    """Regions by code and by each way to write their name, in lower case."""
    found: dict[str, set[Region]] = defaultdict(set)
    regions = {row.pk: row for row in Region.objects.all()}
    for row in regions.values():
        for name in (row.name, row.slug, row.cbs_code):
            found[name.lower()].add(row)
    for alias in Alias.objects.filter(region__isnull=False):
        found[alias.text.lower()].add(regions[alias.region_id])
    return found


def _take(
    found: ListPreview,
    number: int,
    cells: dict[str, str],
    known: dict[str, Gemeente],
    regions: dict[str, set[Region]],
    lines: dict[str, int],
) -> None:
    """Read one line: which gemeente, in which region."""
    code = cells["code"].upper()
    code = f"GM{code.zfill(4)}" if code.isdecimal() else code
    gemeente = known.get(code)
    if gemeente is None or not gemeente.holds_on(found.facts.peil_date):
        found.errors.append(CellError(number, "gemeentecode", cells["code"][:80], _why_not(gemeente, found.facts)))
        return
    if code in lines:
        words = f"{gemeente} staat ook al op regel {lines[code]}. Laat een van de twee weg."
        found.errors.append(CellError(number, "gemeentecode", cells["code"][:80], words))
        return
    lines[code] = number
    region, error = _region(found, cells["region"], cells.get("region_code", ""), regions)
    if error:
        found.errors.append(CellError(number, "regio", cells["region"][:80], error))
    elif region is not None:
        found.rows[gemeente.pk] = region


def _why_not(gemeente: Gemeente | None, facts: ListFacts) -> str:
    if gemeente is None:
        return "Deze gemeentecode is niet bekend. Schrijf de CBS-code, zoals GM0505."
    day = day_in_words(facts.peil_date)
    return f"{gemeente} bestond niet op {day}. Haal de regel weg of gebruik de code van de gemeente die er toen was."


def _region(
    found: ListPreview, name: str, code: str, regions: dict[str, set[Region]]
) -> tuple[Region | str | None, str]:
    """The region by its code or name, the name of a new one, or what is wrong."""
    if not name:
        return None, "Deze cel is leeg. Schrijf de naam van de regio."
    named = regions.get(code.lower(), set()) or regions.get(name.lower(), set()) if code else regions.get(name.lower())
    if named and len(named) == 1:
        return next(iter(named)), ""
    if named:
        return None, f"Er zijn meer regio’s die ‘{name[:60]}’ heten. Zet in de kolom regiocode welke u bedoelt."
    if code:
        found.new_regions.setdefault(name, code.upper()[:10])
        if found.new_regions[name] == code.upper()[:10]:
            return name, ""
        return None, f"De nieuwe regio ‘{name[:60]}’ heeft twee verschillende codes. Kies er één."
    near = difflib.get_close_matches(name.lower(), list(regions), n=1, cutoff=0.8)
    hint = f" Bedoelt u {next(iter(regions[near[0]]))}?" if near else ""
    return None, f"De regio ‘{name[:60]}’ is niet bekend.{hint} Is zij nieuw? Zet dan haar code in de kolom regiocode."


def _compare(found: ListPreview, known: dict[int, Gemeente]) -> None:
    """Beside the authority's own division on the day, or where it has none, no division."""
    facts = found.facts
    own = RegionMembership.objects.filter(definition__authority=facts.authority)
    lying = {row.gemeente_id: row.region for row in own.on(facts.peil_date).select_related("region")}
    found.lapsing = own.filter(valid_from__gte=facts.peil_date).count()
    for number, region in sorted(found.rows.items(), key=lambda pair: known[pair[0]].name):
        old = lying.get(number)
        if old is None:
            found.first.append(Placed(known[number], "", str(region)))
        elif old == region:
            found.unchanged += 1
        else:
            found.placed.append(Placed(known[number], str(old), str(region)))
    there = [row for row in known.values() if row.holds_on(facts.peil_date) and row.pk not in found.rows]
    for gemeente in sorted(there, key=lambda row: row.name):
        found.missing.append(Placed(gemeente, str(lying.get(gemeente.pk, "")), ""))
    filled = {row.pk for row in found.rows.values() if isinstance(row, Region)}
    before = {row.pk: row for row in lying.values()}
    found.emptied = sorted((row for pk, row in before.items() if pk not in filled), key=lambda row: row.name)


@transaction.atomic
def apply_list(found: ImportDraft, *, reason: str) -> ListPreview:
    """Add the division and its regions and rows, and end the earlier ones. RuleBroken, with nothing changed, when the
    differences are no longer those that were shown."""
    found = ImportDraft.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.applied_at is not None:
        raise RuleBroken("Deze lijst is al verwerkt.")
    table, facts = kept_list(found)
    preview = preview_list(table, facts)
    if preview.errors:
        raise RuleBroken("Er staan nog fouten in de lijst. Er is niets verwerkt. Verbeter ze en voeg haar opnieuw toe.")
    if preview.fingerprint != found.fingerprint:
        raise RuleBroken(
            "De gegevens in het portaal zijn intussen gewijzigd. Er is niets verwerkt. Voeg de lijst opnieuw toe en"
            " bekijk de verschillen."
        )
    with because(reason):
        source = _source(facts)
        definition = RegionDefinition(
            authority=facts.authority, peil_date=facts.peil_date, title=facts.title, source=source
        )
        save_checked(definition)
        made = {name: _new_region(name, code) for name, code in preview.new_regions.items()}
        _end_earlier(facts)
        RegionMembership.objects.bulk_create(
            RegionMembership(
                definition=definition, gemeente_id=number, valid_from=facts.peil_date, source=source,
                region=made[region] if isinstance(region, str) else region,
            )
            for number, region in preview.rows.items()
        )  # fmt: skip
        index_all(made.values())
        found.applied_at = timezone.now()
        found.save(update_fields=["applied_at"])
    return preview


def _source(facts: ListFacts) -> Source:
    known = Source.objects.filter(title=facts.title).first()
    if known is not None:
        return known
    row = Source(kind=SourceKind.DATASET, title=facts.title, date=facts.peil_date, url=facts.url)
    save_checked(row)
    return row


def _new_region(name: str, code: str) -> Region:
    row = Region(name=name, slug=next(slug for slug in _slugs(name) if not _taken(slug)), cbs_code=code)
    save_checked(row)
    return row


def _slugs(name: str) -> Iterator[str]:
    base = slugify(name)[:70].strip("-") or "regio"
    yield base
    for number in range(2, 1000):
        yield f"{base}-{number}"


def _taken(slug: str) -> bool:
    return Region.objects.filter(slug=slug).exists()


def _end_earlier(facts: ListFacts) -> None:
    """From the peil date on the authority's earlier rows no longer hold; those that would only begin then lapse."""
    own = RegionMembership.objects.filter(definition__authority=facts.authority)
    own.filter(valid_from__gte=facts.peil_date).delete()
    going_on = own.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=facts.peil_date))
    going_on.update(valid_until=facts.peil_date, valid_until_precision="day")
