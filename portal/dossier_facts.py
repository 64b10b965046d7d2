"""Everything of one dossier that one reader may see, fetched once for its timeline, its steps and its lists."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from documents.models import EvidenceLink, Letter
from documents.vocabulary import EvidenceStatus
from governance.models import (
    Body,
    Commitment,
    Decision,
    Dossier,
    Framework,
    Meeting,
    Programme,
    Round,
    RoundAnswer,
    RoundResponse,
)
from governance.scope import Scope
from governance.vocabulary import CommitmentStatus


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What a dossier holds. Letters belong to it when somebody put them there, or when they prove one of its
    decisions; programmes and meetings when a decision names them or was taken there."""

    decisions: list[Decision]
    letters: list[Letter]
    rounds: list[Round]
    responses: list[RoundResponse]
    answers: list[RoundAnswer]
    frameworks: list[Framework]
    commitments: list[Commitment]
    programmes: list[Programme]
    meetings: list[Meeting]

    @property
    def bodies(self) -> list[Body]:
        """The bodies that decided, asked or promised, by name."""
        named = [*(row.body for row in self.decisions), *(row.asked_by for row in self.rounds),
                 *(row.made_by for row in self.commitments)]  # fmt: skip
        return sorted({body for body in named if body is not None}, key=lambda body: body.full_name)

    def open_promises(self, today: datetime.date) -> list[tuple[Commitment, bool]]:
        """Promises that are not settled, each with whether its interval has passed."""
        waiting = [row for row in self.commitments if row.status == CommitmentStatus.OPEN]
        return [(row, row.is_overdue(today)) for row in waiting]


def facts_of(dossier: Dossier, scope: Scope) -> DossierFacts:
    """What this user may see of a dossier, in twelve queries at most whatever its size."""
    decisions = list(
        Decision.objects.visible_to(scope).filter(dossier=dossier)
        .select_related("body__organisation__region", "body__gemeente", "body__region")
    )  # fmt: skip
    rounds = list(
        Round.objects.visible_to(scope).filter(dossier=dossier)
        .select_related("asked_by__organisation__region", "asked_by__gemeente", "asked_by__region")
    )  # fmt: skip
    responses = RoundResponse.objects.visible_to(scope).filter(round__in=rounds)
    frameworks = Framework.objects.visible_to(scope).filter(dossier=dossier)
    commitments = Commitment.objects.visible_to(scope).filter(dossier=dossier)
    return DossierFacts(
        decisions, _letters(dossier, decisions, scope), rounds,
        list(responses.select_related("gemeente", "round")), _answers(rounds),
        list(frameworks.prefetch_related("segments", "steps").select_related("source")),
        list(commitments.select_related(
            "made_by__organisation__region", "made_by__gemeente", "made_by__region", "made_to"
        )),
        _programmes(decisions, scope), _meetings(decisions),
    )  # fmt: skip


def _letters(dossier: Dossier, decisions: list[Decision], scope: Scope) -> list[Letter]:
    proofs = EvidenceLink.objects.filter(decision__in=decisions, status=EvidenceStatus.CONFIRMED)
    told = Q(dossier=dossier) | Q(pk__in=proofs.values("version__letter"))
    return list(Letter.objects.readable_by(scope).filter(told))


def _answers(rounds: list[Round]) -> list[RoundAnswer]:
    """The answers that griffies recorded themselves, with the day of the answer."""
    rows = RoundAnswer.objects.filter(round__in=rounds, answered_on__isnull=False)
    return list(rows.select_related("gemeente", "round"))


def _programmes(decisions: list[Decision], scope: Scope) -> list[Programme]:
    named = {row.programme_id for row in decisions if row.programme_id is not None}
    return list(Programme.objects.visible_to(scope).filter(pk__in=named).select_related("region"))


def _meetings(decisions: list[Decision]) -> list[Meeting]:
    """The meetings in which the decisions were taken: of the same body, on the same day."""
    days = defaultdict(set)
    for row in decisions:
        if row.body_id is not None and row.date is not None:
            days[row.body_id].add(row.date)
    meetings = Meeting.objects.filter(body__in=days).select_related("body__organisation", "body__gemeente")
    return [
        row for row in meetings
        if any(row.date <= day <= (row.end_date or row.date) for day in days[row.body_id or 0])
    ]  # fmt: skip
