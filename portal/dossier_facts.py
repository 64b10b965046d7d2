"""Everything of one dossier that one reader may see, fetched once for its timeline, its steps and its lists."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from documents.models import EvidenceLink, Letter
from documents.vocabulary import EvidenceStatus
from governance.access import may_see
from governance.models import (
    Body,
    Commitment,
    Decision,
    Dossier,
    Framework,
    FrameworkStep,
    Gemeente,
    Meeting,
    Programme,
    Round,
    RoundAnswer,
    RoundResponse,
    Segment,
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

    @property
    def gemeenten(self) -> list[Gemeente]:
        """The gemeenten that anything in the dossier is of, by name."""
        bodies = [*(row.body for row in self.decisions), *(row.made_by for row in self.commitments),
                  *(row.made_to for row in self.commitments)]  # fmt: skip
        named = [*(row.gemeente for row in self.letters), *(row.gemeente for row in self.responses),
                 *(row.gemeente for row in self.answers),
                 *(body.gemeente for body in bodies if body is not None)]  # fmt: skip
        return sorted({one for one in named if one is not None}, key=lambda one: one.name)

    def open_promises(self, today: datetime.date) -> list[tuple[Commitment, bool]]:
        """Promises that are not settled, each with whether its interval has passed."""
        waiting = [row for row in self.commitments if row.status == CommitmentStatus.OPEN]
        return [(row, row.is_overdue(today)) for row in waiting]


def facts_of(dossier: Dossier, scope: Scope) -> DossierFacts:
    """What this user may see of a dossier, in eight queries whatever its size."""
    decisions = list(
        Decision.objects.visible_to(scope).filter(dossier=dossier)
        .select_related("body__organisation__region", "body__gemeente", "body__region", "programme__region")
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
        list(_with_parts(frameworks)),
        list(commitments.select_related(
            "made_by__organisation__region", "made_by__gemeente", "made_by__region", "made_to__gemeente"
        )),
        programmes_of(decisions, scope), _meetings(decisions),
    )  # fmt: skip


def _letters(dossier: Dossier, decisions: list[Decision], scope: Scope) -> list[Letter]:
    proofs = EvidenceLink.objects.filter(decision__in=decisions, status=EvidenceStatus.CONFIRMED)
    told = Q(dossier=dossier) | Q(pk__in=proofs.values("version__letter"))
    return list(Letter.objects.readable_by(scope).filter(told).select_related("gemeente"))


def _answers(rounds: list[Round]) -> list[RoundAnswer]:
    """The answers that griffies recorded themselves, with the day of the answer."""
    rows = RoundAnswer.objects.filter(round__in=rounds, answered_on__isnull=False)
    return list(rows.select_related("gemeente", "round"))


def _with_parts(frameworks: QuerySet[Any]) -> QuerySet[Any]:
    """Frameworks with the names of their segments and the texts of their steps, in the same query."""
    segments = Segment.objects.filter(framework=OuterRef("pk")).order_by("code")
    steps = FrameworkStep.objects.filter(framework=OuterRef("pk")).order_by("order")
    found: QuerySet[Any] = frameworks.select_related("source").annotate(
        segment_names=ArraySubquery(segments.values(text=Concat("code", Value(" "), "name"))),
        step_texts=ArraySubquery(steps.values("text")),
    )
    return found


def programmes_of(decisions: list[Decision], scope: Scope) -> list[Programme]:
    """The programmes that decisions name and this user may see, by name; fetched with the decisions."""
    named = {row.programme_id: row.programme for row in decisions if row.programme is not None}
    return sorted((one for one in named.values() if may_see(scope, one)), key=lambda one: one.name)


def _meetings(decisions: list[Decision]) -> list[Meeting]:
    """The meetings in which the decisions were taken: of the same body, on the same day."""
    days = defaultdict(set)
    for row in decisions:
        if row.body_id is not None and row.date is not None:
            days[row.body_id].add(row.date)
    meetings = Meeting.objects.filter(body__in=days).select_related(
        "body__organisation__region", "body__gemeente", "body__region"
    )
    return [
        row for row in meetings
        if any(row.date <= day <= (row.end_date or row.date) for day in days[row.body_id or 0])
    ]  # fmt: skip
