"""What a merge does with each reference to the records it merges. A reference without a rule fails a test, so that
nobody adds one and loses it in the next merge."""

from __future__ import annotations

from enum import Enum

from django.db import models

from governance.models import Body, Organisation, Person


class Rule(Enum):
    """What happens to a row that refers to the record that goes."""

    # It refers to the keeper from now on; one that says the same as a row of the keeper is left out.
    MOVE = "move"
    # The same; where the keeper is named in the same link already, the second link says nothing more.
    LINK = "link"
    # The same; a second official name in one period becomes a way of writing.
    NAME = "name"
    # It may not refer from one of the two to the other: then they are not one.
    APART = "apart"


RULES: dict[type[models.Model], dict[str, Rule]] = {
    Body: {
        "governance.Programme.client": Rule.MOVE,
        "governance.Alias.body": Rule.NAME,
        "governance.Seat.body": Rule.MOVE,
        "governance.Commitment.made_by": Rule.MOVE,
        "governance.Commitment.made_to": Rule.MOVE,
        "governance.Decision.body": Rule.MOVE,
        "governance.BodyLifeEvent.body": Rule.MOVE,
        "governance.BodyLifeEvent.successor": Rule.APART,
        "governance.Mandate.giver_body": Rule.MOVE,
        "governance.Mandate.holder_body": Rule.MOVE,
        "governance.Meeting.body": Rule.MOVE,
        "governance.Merge.body": Rule.MOVE,
        "governance.Project.board_client": Rule.MOVE,
        "governance.Round.asked_by": Rule.MOVE,
        "governance.SearchEntry.body": Rule.MOVE,
        "governance.Statement.body": Rule.MOVE,
        "documents.EvidenceLink.body": Rule.LINK,
        "documents.Letter_bodies.body": Rule.LINK,
    },
    Organisation: {
        "governance.Alias.organisation": Rule.NAME,
        "governance.ArrangementParticipant.organisation": Rule.MOVE,
        "governance.ArrangementVersion.organisation": Rule.MOVE,
        "governance.Body.organisation": Rule.MOVE,
        "governance.Framework.organisation": Rule.MOVE,
        "governance.Mandate.giver_organisation": Rule.MOVE,
        "governance.Mandate.holder_organisation": Rule.MOVE,
        "governance.Merge.organisation": Rule.MOVE,
        "governance.Organisation.part_of": Rule.APART,
        "governance.Organisation.successor": Rule.APART,
        "governance.Project.organisation": Rule.MOVE,
        "governance.Statement.organisation": Rule.MOVE,
        "documents.EvidenceLink.organisation": Rule.LINK,
    },
    Person: {
        "governance.Commitment.made_by_person": Rule.MOVE,
        "governance.Merge.person": Rule.MOVE,
        "governance.Seat.person": Rule.MOVE,
    },
}

# Columns that name a record without a foreign key, or could, and why a merge may leave them.
_READ_AGAIN = "register keys as read: governance.merging.kept_for leads them to the keeper"
_PLACES = "keys of gemeenten and regions, which are never merged: a herindeling ends them"
_NO_RECORD = "holds no record that can be merged"
WITHOUT_KEY: dict[str, str] = {
    "governance.SearchEntry.object_id": "written anew for the keeper, removed for the other",
    "governance.SearchEntry.gemeenten": _PLACES,
    "governance.SearchEntry.numbers": _NO_RECORD,
    "governance.SearchEntry.url": "written anew for the keeper, removed for the other",
    "governance.ChangeEvent.object_id": "says what happened to what was there then; histories are not mixed",
    "governance.Merge.record": "a merge is undone before the one it stands on, so that what it holds is there again",
    "governance.Merge.old_key": "leads to the keeper of this merge, which later merges move along",
    "governance.Merge.old_path": "leads to the keeper of this merge, which later merges move along",
    "governance.ImportDraft.rows": "an import is computed anew before it is applied; old keys lead to the keeper",
    "governance.Programme.themes": _NO_RECORD,
    "governance.Programme.share_key": _NO_RECORD,
    "governance.Framework.aims": _NO_RECORD,
    "documents.Finding.key": _NO_RECORD,
    "documents.Finding.value": _READ_AGAIN,
    "documents.Finding.derived_from": _NO_RECORD,
    "documents.Choice.key": _NO_RECORD,
    "documents.Choice.value": "names decisions, rounds, responses, promises and letters, which are not merged",
    "documents.ReviewDraft.typed": "not saved yet: a body that is gone is no choice of the form any more",
    "documents.LetterVersion.ocr_pages": _NO_RECORD,
    **{
        f"{table}.shared_with": _PLACES
        for table in (
            "governance.ChangeEvent", "governance.Commitment", "governance.Decision", "governance.Framework",
            "governance.Programme", "governance.Round", "governance.RoundResponse", "governance.SearchEntry",
            "documents.Letter",
        )
    },
}  # fmt: skip
