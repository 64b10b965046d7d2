"""The second view of a letter's source: a page as a picture with the places of what was found."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents import sheets
from documents.models import Finding, LetterVersion
from documents.pipeline.sheet import Box
from documents.pipeline.types import ReadFailure
from documents.review import FIELDS
from portal.http import ScopedRequest
from portal.review_forms import FieldsForm

MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Area:
    """A place on the page, in parts of a thousand of its width and height, and what a press on it leads to."""

    left: int
    top: int
    width: int
    height: int
    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Which view of the letter is asked for: its text, or page ``number`` with the areas on it. A page that could not
    be drawn has no size."""

    has_pages: bool
    number: int = 0
    width: int = 0
    height: int = 0
    areas: list[Area] = field(default_factory=list)


def source_view(request: ScopedRequest, version: LetterVersion) -> Source:
    """The view that ``?bladzijde=`` asks for; the text without it."""
    if not sheets.has_pages(version):
        return Source(has_pages=False)
    asked = request.GET.get("bladzijde", "")
    if not asked.isdecimal() or len(asked) > MOST_DIGITS or not 1 <= int(asked) <= version.pages:
        return Source(has_pages=True)
    number = int(asked)
    found = _found_on(version, number)
    try:
        sheet = sheets.sheet(version, number, words={str(finding.pk): finding.quote for finding in found})
    except ReadFailure:
        return Source(has_pages=True, number=number)
    by_name = {str(finding.pk): finding for finding in found}
    areas = [_area(box, by_name[box.name]) for box in sheet.boxes]
    return Source(has_pages=True, number=number, width=sheet.width, height=sheet.height, areas=areas)


def _found_on(version: LetterVersion, number: int) -> list[Finding]:
    shown = version.findings.filter(page=number, key__in=[*FIELDS, "decisions", "personal_data"]).exclude(quote="")
    return list(shown[: sheets.MOST_BOXES])


def _area(box: Box, finding: Finding) -> Area:
    left, top, width, height = (round(1000 * part) for part in (box.left, box.top, box.width, box.height))
    target, label = _leads_to(finding)
    return Area(left, top, width, height, target, label)


def _leads_to(finding: Finding) -> tuple[str, str]:
    if finding.key == "decisions":
        return f"besluit-{finding.position}", f"Besluit {finding.position + 1}"
    if finding.key == "personal_data":
        return "persoonsgegevens", "Persoonsgegeven"
    return f"veld-{finding.key}", str(FieldsForm.base_fields[finding.key].label)
