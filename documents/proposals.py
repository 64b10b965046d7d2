"""Unknown names in letters: which there are, proposing them to beheer, and beheer's answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from documents.models import AliasProposal, Finding
from documents.vocabulary import ProposalStatus
from governance.errors import RuleBroken
from governance.models import Alias, Body, Gemeente, Organisation, Programme, Region, User
from governance.vocabulary import AliasKind

Target = Region | Gemeente | Organisation | Body | Programme
MENTIONS = frozenset({"bodies", "organisations", "programmes"})
MOST = 12
LONGEST = 200


def unknown_names(findings: Iterable[Finding]) -> dict[str, str]:
    """Names in a letter that the register does not know and nobody proposed yet, with what the letter says they mean
    (empty where it says nothing). One query each for names and proposals, none without findings."""
    found: dict[str, str] = {}
    for finding in findings:
        value = finding.value
        if finding.key == "aliases":
            found[str(value.get("short") or "")] = str(value.get("long") or "")[:300]
        elif finding.key in MENTIONS and not value.get("key") and not value.get("candidates"):
            found.setdefault(" ".join(str(value.get("as_written") or "").split()), "")
    found = {text: meaning for text, meaning in found.items() if 1 < len(text) <= LONGEST}
    if not found:
        return {}
    asked = [text.lower() for text in found]
    known = set(Alias.objects.annotate(low=Lower("text")).filter(low__in=asked).values_list("low", flat=True))
    known |= set(AliasProposal.objects.annotate(low=Lower("text")).filter(low__in=asked).values_list("low", flat=True))
    return dict([(text, meaning) for text, meaning in found.items() if text.lower() not in known][:MOST])


def propose(text: str, meaning: str, *, user: User) -> None:
    """Propose a way of writing to beheer; one that was proposed before stays as it is."""
    if not AliasProposal.objects.annotate(low=Lower("text")).filter(low=text.lower()).exists():
        AliasProposal.objects.create(text=text, meaning=meaning, proposed_by=user)


@transaction.atomic
def accept(proposal: AliasProposal, *, target: Target, is_abbreviation: bool, user: User) -> Alias:
    """Record the proposed words as a way to write this record's name."""
    proposal = _open(proposal)
    kind = AliasKind.ABBREVIATION if is_abbreviation else AliasKind.SPELLING
    alias = Alias.objects.create(text=proposal.text, kind=kind, **{target._meta.model_name or "": target})
    proposal.alias = alias
    _decide(proposal, ProposalStatus.ACCEPTED, user)
    return alias


@transaction.atomic
def refuse(proposal: AliasProposal, *, user: User) -> None:
    """Answer that these words are no name of anything in the register."""
    _decide(_open(proposal), ProposalStatus.REJECTED, user)


def _open(proposal: AliasProposal) -> AliasProposal:
    locked = AliasProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if locked.status != ProposalStatus.OPEN:
        raise RuleBroken("Dit voorstel is al beoordeeld.")
    return locked


def _decide(proposal: AliasProposal, status: ProposalStatus, user: User) -> None:
    proposal.status, proposal.decided_by, proposal.decided_at = status, user, timezone.now()
    proposal.save()
