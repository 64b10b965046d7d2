"""The stages of reading, in their order, written once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from documents.pipeline import letterhead, openness, sender
from documents.pipeline.aliases import find_aliases
from documents.pipeline.attachments import find_attachments
from documents.pipeline.bodies import BodyHit, alias_bodies, find_bodies
from documents.pipeline.bounds import undated_bounds
from documents.pipeline.calibration import PACKAGED, Calibration, calibrated
from documents.pipeline.citations import find_citations
from documents.pipeline.consultations import find_consultations
from documents.pipeline.costs import find_costs
from documents.pipeline.decisions import find_decisions
from documents.pipeline.followup_text import Writer
from documents.pipeline.followups import find_follow_ups
from documents.pipeline.head_labels import labels_of
from documents.pipeline.header import Head, read_head
from documents.pipeline.layout import Source, Span
from documents.pipeline.letter_date import LetterDate, letter_date
from documents.pipeline.links import find_links
from documents.pipeline.mentions import Hit, Index, find_hits, index_of
from documents.pipeline.misread import misread_hits
from documents.pipeline.organisations import find_organisations
from documents.pipeline.own_decisions import college_decisions
from documents.pipeline.parties import parties_of
from documents.pipeline.people import Public
from documents.pipeline.personal_data import find_personal_data
from documents.pipeline.places import find_places
from documents.pipeline.programmes import find_programmes
from documents.pipeline.references import find_references
from documents.pipeline.relative_dates import Window
from documents.pipeline.resolve import Context, resolve_all
from documents.pipeline.segment import find_sections
from documents.pipeline.title import document_type
from documents.pipeline.types import (
    ABSENT,
    CLAIM_FIELDS,
    AliasFound,
    Claim,
    Gazetteer,
    HeadClaims,
    Mention,
    Reading,
)
from governance.vocabulary import ClaimStatus


def read_text(text: str, *, gazetteer: Gazetteer, bands: Calibration | None = PACKAGED) -> Reading:
    """Read one letter: the shown text in, everything that was found out. Pure: the same input gives the same output.

    `bands` turn the strength of each rule into a counted chance; None leaves the strengths as they are, for counting.
    """
    found = _read(text, gazetteer)
    return _calibrated(found, bands) if bands else found


def _calibrated(found: Reading, bands: Calibration) -> Reading:
    claims = {field: calibrated(getattr(found, field), field, bands) for field in CLAIM_FIELDS}
    decisions = tuple(calibrated(decision, "decisions", bands) for decision in found.decisions)
    follow_ups = tuple(calibrated(promise, "follow_ups", bands) for promise in found.follow_ups)
    return replace(found, decisions=decisions, follow_ups=follow_ups, **claims)


def _read(text: str, gazetteer: Gazetteer) -> Reading:
    source, index = Source(text), index_of(gazetteer)
    head = read_head(source, labels_of(gazetteer.labels))
    claims, dated = _head_claims(source, head), letter_date(source, head)
    hits, aliases = _hits(text, index), find_aliases(source)
    places = find_places(source, head, hits, claims, index, dated.day)
    body_start = _body_start(source, head)
    earliest, latest = _bounds(source, body_start, dated.day)
    window = Window(*_days(dated.day, earliest, latest))
    context = Context(places.gemeente_key, places.region_key, window.earliest, window.latest)
    bodies = _bodies(text, aliases)
    mentions = resolve_all(source, hits, bodies, aliases, context, index)
    sections, parties = find_sections(source, head), parties_of(claims, dated.day)
    numbers = find_references(source, letterhead.own_numbers(source, head, claims["case_number"]), body_start, head)
    return Reading(
        text=text,
        date=dated.value,
        date_kind=dated.kind,
        date_earliest=earliest,
        date_latest=latest,
        gemeente=places.gemeente,
        region=places.region,
        gemeente_key=places.gemeente_key,
        region_key=places.region_key,
        referenced_numbers=numbers,
        mentions=_with_unlisted(source, mentions, hits, aliases, body_start),
        aliases=aliases,
        decisions=college_decisions(source, sections, _college_day(dated))
        + find_decisions(source, parties, bodies, sections, body_start, met=_college_day(dated)),
        consultations=find_consultations(source, parties, bodies, sections, body_start),
        follow_ups=find_follow_ups(source, window, sections, bodies, body_start, _writer(claims)),
        costs=find_costs(source, sections, body_start),
        attachments=find_attachments(source, head, sections),
        citations=find_citations(source, head, numbers, parties, body_start),
        links=find_links(source),
        sections=sections,
        personal_data=find_personal_data(source, head, _public(claims), _place_names(mentions)),
        secrecy=openness.secrecy(source, head).evidence,
        **claims,
    )


def _hits(text: str, index: Index) -> tuple[Hit, ...]:
    written = find_hits(text, index)
    return tuple(sorted((*written, *misread_hits(text, written)), key=lambda hit: hit.start))


def _bodies(text: str, aliases: tuple[AliasFound, ...]) -> list[BodyHit]:
    return _without_overlap([*find_bodies(text), *alias_bodies(text, _body_shorts(aliases))])


def _with_unlisted(
    source: Source, mentions: tuple[Mention, ...], hits: tuple[Hit, ...], aliases: tuple[AliasFound, ...], start: int
) -> tuple[Mention, ...]:
    """The mentions with what no register has: organisations and programmes, in reading order."""
    unlisted = (*find_organisations(source, hits, aliases, start), *find_programmes(source, hits, start))
    return tuple(sorted((*mentions, *unlisted), key=lambda found: found.evidence.start))


def _head_claims(source: Source, head: Head) -> HeadClaims:
    """What head and signature say, by field; the type comes last because it may follow from sender and addressee."""
    from_body, from_person = sender.sender(source, head)
    to_body = sender.recipient(source, head)
    return {
        "from_body": from_body,
        "from_person": from_person,
        "to_body": to_body,
        "subject": letterhead.subject(source, head),
        "case_number": letterhead.case_number(source, head),
        "portefeuillehouder": letterhead.portefeuillehouder(source, head),
        "confidentiality": openness.confidentiality(source, head),
        "document_type": document_type(source, head, from_body, to_body),
    }


def _writer(claims: HeadClaims) -> Writer:
    """Who "wij" and "ik" are: the sender, and the person when one alone signs."""
    person = claims["from_person"].value or ""
    return Writer(claims["from_body"].value or "", "" if ";" in person else person)


def _body_start(source: Source, head: Head) -> int:
    return source.lines[min(head.end_line, len(source.lines) - 1)].start


def _bounds(source: Source, start: int, day: date | None) -> tuple[Claim, Claim]:
    """For an undated letter the first and last day that it can be of; absent for a dated one."""
    if day is not None:
        return ABSENT, ABSENT
    claims = []
    for found in undated_bounds(source, start):
        evidence = source.evidence(found[1].start, found[1].end) if found else None
        claims.append(Claim(found[0].isoformat(), 0.6, ClaimStatus.CHECK, evidence) if found else ABSENT)
    return claims[0], claims[1]


def _days(day: date | None, earliest: Claim, latest: Claim) -> tuple[date | None, date | None]:
    if day is not None:
        return day, day
    first = date.fromisoformat(earliest.value) if earliest.value else None
    return first, date.fromisoformat(latest.value) if latest.value else None


def _college_day(dated: LetterDate) -> date | None:
    """The day of the college's meeting, in a letter that carries it."""
    return dated.day if dated.kind.value == "college_meeting" else None


def _body_shorts(aliases: tuple[AliasFound, ...]) -> list[Span]:
    """The short names, defined in the letter, of things that are bodies: "het CZW", "het BOJ"."""
    return [Span(found.short, 0, 0) for found in aliases if len(found.short) > 2 and find_bodies(found.long)]


def _without_overlap(bodies: list[BodyHit]) -> list[BodyHit]:
    kept: list[BodyHit] = []
    for hit in sorted(bodies, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _public(claims: HeadClaims) -> Public:
    """Those who answer to a raad or sign for a board: not proposed for masking."""
    names = (claims["from_person"].value or "").split("; ")
    holders = tuple(name for name in (claims["portefeuillehouder"].value or "").split("; ") if name)
    return Public(holders, tuple(name for name in names if name))


def _place_names(mentions: tuple[Mention, ...]) -> list[str]:
    return [
        mention.as_written for mention in mentions if mention.kind in ("gemeente", "region", "organisation", "person")
    ]
