"""Publish some of the sample letters as a griffier would, so that a demo has something to read.

The samples are invented and shipped with the portal, so their level and personal data are known beforehand; nothing
but these very files is ever published here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.text import capfirst

from documents import answers, publication, review
from documents.answers import DecisionAnswer
from documents.found import FoundItem
from documents.models import Letter, LetterVersion
from documents.publication import Publication
from documents.vocabulary import LetterState
from governance.dates import parse_iso
from governance.models import Gemeente, Region, User
from governance.queries import scope_for
from governance.vocabulary import Level, Outcome
from portal.decision_forms import known_decisions

SAMPLES = Path(settings.BASE_DIR) / "documents" / "samples"
PUBLISHED = {
    "dordrecht-inkoopkader.txt": Publication(level=Level.PUBLIC, personal_data_checked=True),
    "papendrecht-jeugdteams.txt": Publication(level=Level.PUBLIC, personal_data_checked=True),
    "sliedrecht-werk-voor-de-jeugd.txt": Publication(level=Level.PUBLIC, personal_data_checked=True),
    "gorinchem-besloten.txt": Publication(
        level=Level.RESTRICTED, shared_with=["GM0505", "GM0512"], personal_data_checked=True
    ),
}


def publish_samples(user: User) -> int:
    """Check and publish the samples named above that wait to be checked; the number published."""
    published = 0
    for name, choice in PUBLISHED.items():
        sha256 = hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()
        letter = Letter.objects.filter(
            versions__source_file__sha256=sha256, uploaded_by=user, state=LetterState.TO_CHECK
        ).first()
        if letter is None or letter.version is None:
            continue
        _check(LetterVersion.objects.select_related("letter").get(pk=letter.version.pk), user)
        publication.publish(letter, choice=choice, user=user)
        published += 1
    return published


def _check(version: LetterVersion, user: User) -> None:
    """Confirm doubtful fields as they are, answer decisions, mask all that was proposed."""
    for key in review.unsettled_fields(version):
        review.choose_field(version, key=key, value=_present(version.letter, key), user=user)
    for found in answers.found_decisions(version):
        if found.choice is None:
            _answer(version, found, user)


def _present(letter: Letter, key: str) -> review.FieldValue:
    value: str | Gemeente | Region | None = getattr(letter, key)
    return parse_iso(review.field_value(letter, key)) if key == "date" else value


def _answer(version: LetterVersion, found: FoundItem, user: User) -> None:
    """Link to a known decision of the same day and body, else record a new one."""
    value = found.finding.value
    date, precision = parse_iso(value.get("date"))
    body = answers.deciding_bodies(version, [found]).get(found.finding.position)
    known = answers.likely_known(found, body, known_decisions(version, scope_for(user)))
    if known is not None:
        answers.link_decision(version, found, decision=known, user=user)
        return
    facts = DecisionAnswer(
        subject=capfirst(value["subject"]), outcome=Outcome(value["outcome"]), date=date, date_precision=precision,
        body=body, body_text="" if body else value["body"] or "niet genoemd",
    )  # fmt: skip
    answers.create_decision(version, found, facts=facts, user=user)
