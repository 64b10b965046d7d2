"""Unknown names in letters: which there are, proposing them to beheer, and beheer's answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from documents.models import AliasProposal, Finding, Letter
from documents.vocabulary import ProposalStatus
from governance.errors import RuleBroken
from governance.indexing import index_all
from governance.models import Alias, Body, Gemeente, Organisation, Programme, Region, User
from governance.vocabulary import AliasKind, Level

Target = Region | Gemeente | Organisation | Body | Programme
# What scanners and typists take for one another; signs are left out.
CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", **dict.fromkeys("&.,-'’ /", "")})
MENTIONS = frozenset({"bodies", "organisations", "programmes"})
MOST = 12
LONGEST = 200


def unknown_names(findings: Iterable[Finding]) -> dict[str, str]:
    """Names in a letter that the register does not know and nobody proposed yet, with what the letter says they mean
    (empty where it says nothing). One query each for names and proposals, none without findings."""
    found: dict[str, str] = {}
    rows = list(findings)
    for finding in rows:
        value = finding.value
        if finding.key == "aliases":
            found[str(value.get("short") or "")] = str(value.get("long") or "")[:300]
        elif finding.key in MENTIONS and not value.get("key") and not value.get("candidates"):
            found.setdefault(" ".join(str(value.get("as_written") or "").split()), "")
    found = {text: meaning for text, meaning in found.items() if 1 < len(text) <= LONGEST}
    if not found:
        return {}
    asked = [text.lower() for text in found]
    known = set(
        _names_known_to(rows[0].version.letter)
        .annotate(low=Lower("text"))
        .filter(low__in=asked)
        .values_list("low", flat=True)
    )
    known |= set(AliasProposal.objects.annotate(low=Lower("text")).filter(low__in=asked).values_list("low", flat=True))
    return dict([(text, meaning) for text, meaning in found.items() if text.lower() not in known][:MOST])


def _names_known_to(letter: Letter) -> QuerySet[Alias]:
    """Ways of writing that the letter's griffie may know of: that a word is a name of another owner's hidden programme
    is not told by its being known."""
    owner = Q(programme__owner_gemeente=letter.owner_gemeente_id, programme__owner_region=letter.owner_region_id)
    return Alias.objects.filter(Q(programme=None) | Q(programme__level=Level.PUBLIC) | owner)


def propose(text: str, meaning: str, *, user: User) -> None:
    """Propose a way of writing to beheer; one that was proposed before stays as it is."""
    if not AliasProposal.objects.annotate(low=Lower("text")).filter(low=text.lower()).exists():
        AliasProposal.objects.create(text=text, meaning=meaning, proposed_by=user)


def likely_target(text: str) -> Organisation | Region | Body | None:
    """The one record whose name differs from these words only in what scanners confuse; None for none or several.

    Only a suggestion: a person answers. Programmes are left out, because some may not be known to everybody.
    """
    wanted = _folded(text)
    found: set[Organisation | Region | Body] = set()
    found |= {row for row in Organisation.objects.all() if _folded(row.name) == wanted}
    found |= {row for row in Region.objects.all() if _folded(row.name) == wanted}
    bodies = Body.objects.filter(gemeente=None).select_related("organisation", "region", "gemeente")
    found |= {row for row in bodies if _folded(row.full_name) == wanted}
    aliases = Alias.objects.filter(programme=None, gemeente=None).select_related("organisation", "region", "body")
    for alias in aliases:
        if _folded(alias.text) == wanted:
            found |= {row for row in (alias.organisation, alias.region, alias.body) if row is not None}
    return found.pop() if len(found) == 1 else None


def _folded(text: str) -> str:
    return text.lower().translate(CONFUSED)


@transaction.atomic
def accept(proposal: AliasProposal, *, target: Target, is_abbreviation: bool, user: User) -> Alias:
    """Record the proposed words as a way to write this record's name."""
    proposal = _open(proposal)
    kind = AliasKind.ABBREVIATION if is_abbreviation else AliasKind.SPELLING
    alias = Alias.objects.create(text=proposal.text, kind=kind, **{target._meta.model_name or "": target})
    proposal.alias = alias
    _decide(proposal, ProposalStatus.ACCEPTED, user)
    index_all([type(target)._default_manager.get(pk=target.pk)])
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
