"""Proof as readers get it: confirmed places in published letters, with the quote cut from the public text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery

from documents.citations import ATTACHMENT
from documents.models import EvidenceLink, Letter, LetterVersion
from documents.models.findings import EvidenceQuerySet
from documents.vocabulary import EvidenceStatus, LetterState
from governance.changes import Fact
from governance.models import (
    Body,
    Commitment,
    Decision,
    Gemeente,
    Organisation,
    Programme,
    Region,
    Round,
    RoundResponse,
)
from governance.scope import Scope
from portal.letter_text import quote
from portal.marked_text import Mark

Named = Region | Gemeente | Organisation | Body | Programme


@dataclass(frozen=True, slots=True)
class Proof:
    """One place in one letter that proves a fact; ``anchor`` is the id of its mark on the letter's page."""

    letter: Letter
    fact: Fact
    quote: str
    anchor: str

    @property
    def is_decision(self) -> bool:
        """Whether the fact is a decision."""
        return isinstance(self.fact, Decision)

    @property
    def page(self) -> Decision | Round | Commitment:
        """The thing on whose page the fact stands: of an answer that is its round."""
        return self.fact.round if isinstance(self.fact, RoundResponse) else self.fact

    @property
    def kind(self) -> str:
        """What the fact is, in words for people."""
        if isinstance(self.fact, RoundResponse):
            return f"Antwoord van {self.fact.gemeente}: {self.fact.get_status_display()}"
        if isinstance(self.fact, Round):
            return f"Ronde: {self.fact.get_kind_display()}"
        return self.fact.get_kind_display() if isinstance(self.fact, Commitment) else "Besluit"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something of governance that a letter names, and where it first does."""

    target: Named
    anchor: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that a letter cites, in words of the public text; ``letter`` is set when the reader may read it."""

    words: str
    letter: Letter | None
    is_attachment: bool = False


def anchor(link: EvidenceLink) -> str:
    """The id of the mark at this place on the letter's page."""
    return f"bron-{link.pk}"


def proofs_of(fact: Fact, scope: Scope) -> list[Proof]:
    """The places that prove a fact, in letters published for this reader, newest letter first."""
    return proofs_of_all([fact], scope)


def proofs_of_all(facts: Sequence[Fact], scope: Scope) -> list[Proof]:
    """The same for facts of one kind, each with its own proofs; one query, however many there are."""
    if not facts:
        return []
    name, known = fact_name(facts[0]), {fact.pk: fact for fact in facts}
    links = _confirmed().filter(**{f"{name}__in": list(known)})
    links = links.filter(version__letter__in=Letter.objects.readable_by(scope)).select_related(
        "version__letter__gemeente", "version__letter__region", "version__letter__owner_gemeente",
        "version__letter__owner_region",
    )  # fmt: skip
    newest = F("version__letter__date").desc(nulls_last=True)
    proofs = []
    for link in links.defer("version__text").order_by(newest, "-version__letter", "start", "pk"):
        words = quote(link.version.public_text, link.start, link.end)
        proofs.append(Proof(link.version.letter, known[getattr(link, f"{name}_id")], words, anchor(link)))
    return proofs


def withdrawn_of(fact: Fact, scope: Scope) -> list[Letter]:
    """Letters that proved a fact and were withdrawn, for the griffie that handles them: why the fact is gone."""
    handled = Letter.objects.handled_by(scope).filter(state=LetterState.WITHDRAWN)
    return list(handled.filter(pk__in=_confirmed().filter(**{fact_name(fact): fact}).values("version__letter")))


def withdrawn_among(facts: Sequence[Fact], scope: Scope) -> set[int]:
    """Which of these facts, of one kind, lost their letter by a withdrawal: known to the griffie that handles it. At
    most one query, none where nothing is hidden from readers."""
    hidden = [fact for fact in facts if fact.level is None]
    if not hidden or not scope.can_use_worklist:
        return set()
    name = fact_name(hidden[0])
    letters = Letter.objects.handled_by(scope).filter(state=LetterState.WITHDRAWN)
    links = _confirmed().filter(**{f"{name}__in": hidden}, version__letter__in=letters)
    return set(links.order_by().values_list(name, flat=True))


def facts_in(version: LetterVersion, scope: Scope) -> list[Proof]:
    """The facts that a published version proves and this reader may see, in the order of the text."""
    visible = {
        "decision": Decision.objects.visible_to(scope), "round": Round.objects.visible_to(scope),
        "response": RoundResponse.objects.visible_to(scope).filter(round__in=Round.objects.visible_to(scope)),
        "commitment": Commitment.objects.visible_to(scope),
    }  # fmt: skip
    wanted = Q()
    for name, rows in visible.items():
        wanted |= Q(**{f"{name}__in": rows})
    links = _confirmed().filter(wanted, version=version).select_related(
        "decision__body__organisation", "decision__body__gemeente", "round__region",
        "response__round", "response__gemeente", "commitment",
    )  # fmt: skip
    found: dict[tuple[str, int, int], Proof] = {}
    for link in links:
        fact = link.decision or link.response or link.round or link.commitment
        if fact is not None:
            words = quote(version.public_text, link.start, link.end)
            found.setdefault((fact_name(fact), fact.pk, link.start), Proof(version.letter, fact, words, anchor(link)))
    return list(found.values())


def fact_name(fact: Fact) -> str:
    """The foreign key of EvidenceLink that ties a place to this kind of fact."""
    return {Decision: "decision", Round: "round", RoundResponse: "response", Commitment: "commitment"}[type(fact)]


def mentions_in(version: LetterVersion, scope: Scope) -> list[Mention]:
    """What a published version names, each once, as far as this reader may see it; in the order of the text."""
    links = _confirmed().naming().filter(version=version)
    readable = set(
        Programme.objects.visible_to(scope).filter(pk__in=links.values("programme")).values_list("pk", flat=True)
    )
    found: dict[tuple[str, int], Mention] = {}
    for link in links.select_related(
        "region", "gemeente", "organisation", "body__organisation__region", "body__gemeente", "body__region",
        "programme__region",
    ):  # fmt: skip
        target = link.region or link.gemeente or link.organisation or link.body or link.programme
        if target is None or (link.programme_id is not None and link.programme_id not in readable):
            continue
        found.setdefault((type(target).__name__, target.pk), Mention(target, anchor(link)))
    return list(found.values())


def citations_in(version: LetterVersion, scope: Scope) -> list[Citation]:
    """The documents that a published version cites, in the order of the text, each number once."""
    cited = list(version.citations.all())
    wanted = {citation.letter_id for citation in cited if citation.letter_id is not None}
    readable = {letter.pk: letter for letter in Letter.objects.readable_by(scope).filter(pk__in=wanted)}
    found: dict[str, Citation] = {}
    for citation in cited:
        words = quote(version.public_text, citation.start, citation.end)
        if words:
            letter = readable.get(citation.letter_id or 0)
            found.setdefault(words, Citation(words, letter, is_attachment=citation.scheme == ATTACHMENT))
    return list(found.values())


def marks_in(version: LetterVersion, proofs: Iterable[Proof], mentions: Iterable[Mention]) -> list[Mark]:
    """The places of these proofs and mentions, to mark in the text."""
    wanted = {proof.anchor for proof in proofs} | {mention.anchor for mention in mentions}
    links: Mapping[str, EvidenceLink] = {anchor(link): link for link in _confirmed().filter(version=version)}
    return [Mark(links[name].start, links[name].end, name) for name in wanted]


def _confirmed() -> EvidenceQuerySet:
    """Confirmed places in the newest version of each letter."""
    newest = LetterVersion.objects.filter(letter=OuterRef("version__letter")).order_by("-number").values("pk")[:1]
    links = EvidenceLink.objects.filter(status=EvidenceStatus.CONFIRMED, version=Subquery(newest))
    return links.order_by("version", "start", "pk")
