"""Save what reading found: findings are replaced, a person's choices are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils import timezone

from documents import citations, duplicates, gazetteer, versions
from documents.fact_audience import forget_own_facts
from documents.indexing import forget_letter, index_draft
from documents.models import EvidenceLink, Finding, Letter, LetterVersion, Passage
from documents.pipeline.fingerprint import fingerprint
from documents.pipeline.rules import RULES_VERSION
from documents.pipeline.types import CLAIM_FIELDS, Claim, Evidence, Extraction, Mention, Reading
from documents.sheets import forget_pictures
from documents.vocabulary import EvidenceStatus, LetterState, UploadStatus
from governance.dates import parse_iso
from governance.models import Gemeente, Region
from governance.vocabulary import ClaimStatus

# Columns of Letter that take a claim's value as it is.
TEXT_FIELDS = {
    "document_type": 25, "subject": 400, "case_number": 100, "from_body": 300, "from_person": 300, "to_body": 300,
    "portefeuillehouder": 300, "date_kind": 30,
}  # fmt: skip
MENTION_KEYS = {"body": "bodies", "organisation": "organisations", "programme": "programmes",
                "gemeente": "gemeenten", "region": "regions"}  # fmt: skip


def save_reading(version: LetterVersion, extraction: Extraction, reading: Reading) -> None:
    """Store the text, findings, passages, citations and links of one version and bring its letter up to date.

    Call inside the transaction that ends the run. Running twice with the same reading changes nothing. A letter that
    was published keeps its text and columns: readers, masks and quotes count on them.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=version.letter_id)
    version.letter = letter
    if letter.published_at is not None and reading.text != version.text:
        return
    is_first = version.read_at is None and not version.text
    _save_text(version, extraction, reading)
    if not is_first:
        _forget_findings(version)
    _save_findings(version, reading, is_first=is_first)
    keys = {mention.key for mention in reading.mentions} | {reading.gemeente_key, reading.region_key}
    records = gazetteer.resolve({key for key in keys if key})
    _suggest_links(version, reading.mentions, records, decided=set() if is_first else _decided(version))
    if letter.published_at is None:
        _update_draft(version, reading, records)


def _save_text(version: LetterVersion, extraction: Extraction, reading: Reading) -> None:
    version.text = reading.text
    version.pages = len(extraction.pages)
    version.ocr_pages = list(extraction.ocr_pages)
    version.read_at = timezone.now()
    version.text_hash, version.rules_version = fingerprint(reading.text), RULES_VERSION
    version.save(update_fields=["text", "pages", "ocr_pages", "read_at", "text_hash", "rules_version"])
    if version.source_file.media_type != extraction.media_type:
        version.source_file.media_type = extraction.media_type
        version.source_file.save(update_fields=["media_type"])


def _update_draft(version: LetterVersion, reading: Reading, records: Mapping[str, Model]) -> None:
    """Bring a letter that was not published up to date with what was read, and everything that mirrors it."""
    letter = version.letter
    choices = list(version.choices.filter(start__isnull=True))
    _update_letter(letter, {choice.key for choice in choices}, reading, records)
    if letter.state == LetterState.TO_CHECK:
        # Who has the review screen open has not seen what was found now.
        letter.edit_count += 1
    if letter.state in {LetterState.READING, LetterState.FAILED, LetterState.POSSIBLY_SECRET}:
        letter.state = LetterState.TO_CHECK
    if letter.replaces_id is not None or version.number > 1:
        letter.save()
        versions.carry_over(version)
    duplicates.compare(version, choices)
    letter.save()
    _set_upload_status(letter, UploadStatus(letter.state))
    index_draft(version)


def save_possibly_secret(version: LetterVersion) -> None:
    """Keep no text, index, picture or findings of a letter that says it is secret (Gemeentewet 87-89) until a person
    answers."""
    forget_pictures(version)
    version.text = ""
    version.public_text = version.text_hash = ""
    version.save(update_fields=["text", "public_text", "text_hash"])
    forget_own_facts(version.letter)
    for rows in (version.findings, version.passages, version.evidence, version.citations, version.drafts):
        rows.all().delete()
    version.choices.exclude(key="secrecy").delete()
    letter = version.letter
    letter.state = LetterState.POSSIBLY_SECRET
    letter.date, letter.source_url = None, ""
    letter.resembles, letter.resembles_by = None, ""
    for field in TEXT_FIELDS:
        setattr(letter, field, "")
    letter.save(update_fields=["state", "date", "source_url", "resembles", "resembles_by", *TEXT_FIELDS])
    _set_upload_status(letter, UploadStatus.POSSIBLY_SECRET)
    forget_letter(letter)


def _set_upload_status(letter: Letter, status: UploadStatus) -> None:
    letter.uploads.update(status=status, failure="", changed_at=timezone.now())


def _forget_findings(version: LetterVersion) -> None:
    """What an earlier reading found; links that a person confirmed or rejected stay."""
    version.findings.all().delete()
    version.passages.all().delete()
    version.evidence.filter(status__in=[EvidenceStatus.SUGGESTED, EvidenceStatus.AMBIGUOUS]).delete()


def _save_findings(version: LetterVersion, reading: Reading, *, is_first: bool) -> None:
    rows = [_claim_finding(version, key, getattr(reading, key)) for key in CLAIM_FIELDS]
    lists: dict[str, Iterable[Any]] = {
        "referenced_numbers": reading.referenced_numbers,
        "aliases": reading.aliases,
        "decisions": reading.decisions,
        "consultations": reading.consultations,
        "follow_ups": reading.follow_ups,
        "costs": reading.costs,
        "attachments": reading.attachments,
        "personal_data": reading.personal_data,
    }
    lists |= {name: reading.of_kind(kind) for kind, name in MENTION_KEYS.items()}
    for key, items in lists.items():
        rows += [_item_finding(version, key, position, item) for position, item in enumerate(items)]
    Finding.objects.bulk_create(rows)
    Passage.objects.bulk_create(
        Passage(version=version, heading=section.heading[:300], kind=section.kind, start=section.start, end=section.end)
        for section in reading.sections
    )
    citations.store(version, reading, is_first=is_first)
    if version.letter.state == LetterState.PUBLISHED:
        citations.resolve(version)


def _place(evidence: Evidence | None) -> dict[str, Any]:
    if evidence is None:
        return {}
    return {"page": evidence.page, "start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _claim_finding(version: LetterVersion, key: str, claim: Claim) -> Finding:
    return Finding(
        version=version, key=key, value={"value": claim.value}, status=claim.status, confidence=claim.confidence,
        derived_from=list(claim.derived_from) if claim.derived_from else None, **_place(claim.evidence),
    )  # fmt: skip


@cache
def _value_names(kind: type) -> tuple[str, ...]:
    """What a finding of this kind keeps as its value: all that has no column of its own."""
    return tuple(field.name for field in fields(kind) if field.name not in {"evidence", "status", "confidence"})


def _item_finding(version: LetterVersion, key: str, position: int, item: Any) -> Finding:
    value = {name: getattr(item, name) for name in _value_names(item.__class__)}
    return Finding(
        version=version, key=key, position=position, value=value, status=getattr(item, "status", ClaimStatus.CHECK),
        confidence=getattr(item, "confidence", None), **_place(item.evidence),
    )  # fmt: skip


Link = tuple[int, int, str, int | None]


def _decided(version: LetterVersion) -> set[Link]:
    """Links that a person confirmed or rejected."""
    return {(link.start, link.end, link.target_name, link.target_id) for link in version.evidence.naming()}


def _suggest_links(
    version: LetterVersion, mentions: tuple[Mention, ...], records: Mapping[str, Model], *, decided: set[Link]
) -> None:
    """Suggest links for mentions of known records; what a person decided about stays as it is."""
    links = {}
    for mention in mentions:
        record = records.get(mention.key or "")
        place = (mention.evidence.start, mention.evidence.end, mention.kind, record.pk if record else None)
        if record is None or mention.kind not in MENTION_KEYS or place in decided:
            continue
        links[place] = EvidenceLink(
            version=version, status=EvidenceStatus.SUGGESTED, page=mention.evidence.page,
            start=mention.evidence.start, end=mention.evidence.end, **{mention.kind: record},
        )  # fmt: skip
    EvidenceLink.objects.bulk_create(links.values())


def _update_letter(letter: Letter, chosen: set[str], reading: Reading, records: Mapping[str, Model]) -> None:
    """Take over claims into the letter's columns, save where a person already chose."""
    for field, length in TEXT_FIELDS.items():
        if field not in chosen:
            setattr(letter, field, (getattr(reading, field).value or "")[:length])
    if "date" not in chosen:
        letter.date, letter.date_precision = parse_iso(reading.date.value)
    if "gemeente" not in chosen:
        found = records.get(reading.gemeente_key or "")
        letter.gemeente = found if isinstance(found, Gemeente) else None
    if "region" not in chosen:
        found = records.get(reading.region_key or "")
        letter.region = found if isinstance(found, Region) else None
