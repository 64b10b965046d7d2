"""Which record of the register a name in the letter stands for, on the letter's date and in its region.

One candidate left is a link; more than one is ambiguous and links nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile

from documents.pipeline.bodies import BodyHit
from documents.pipeline.layout import Source, collapse
from documents.pipeline.mentions import Hit, Index, name_tokens
from documents.pipeline.types import AliasFound, Entry, Mention
from governance.vocabulary import BodyKind, ClaimStatus

_LOCAL = (BodyKind.COUNCIL, BodyKind.COLLEGE)
_MOST_IN_TAIL = 8


@dataclass(frozen=True, slots=True)
class Context:
    """Where and when a letter was written: keys of its gemeente and region, first and last day it can be of."""

    gemeente: str | None = None
    region: str | None = None
    earliest: date | None = None
    latest: date | None = None


def valid(entry: Entry, context: Context) -> bool:
    """Whether a record was there on some day that the letter can be of."""
    begins = entry.valid_from is None or context.latest is None or entry.valid_from <= context.latest
    return begins and (entry.valid_until is None or context.earliest is None or entry.valid_until > context.earliest)


def choose(entries: Iterable[Entry], context: Context, index: Index) -> tuple[Entry | None, tuple[str, ...]]:
    """The one record meant and the keys that could be: first by date, then by the letter's region and gemeente."""
    everything = list({entry.key: entry for entry in entries}.values())
    standing = [entry for entry in everything if valid(entry, context)]
    if len(standing) > 1:
        near = [entry for entry in standing if _near(entry, context, index)]
        standing = near or standing
    candidates = tuple(sorted(entry.key for entry in standing or everything))
    return (standing[0] if len(standing) == 1 else None), candidates


def _near(entry: Entry, context: Context, index: Index) -> bool:
    if entry.gemeente:
        return entry.gemeente == context.gemeente
    return bool(context.region) and region_of(entry, index) == context.region


def region_of(entry: Entry, index: Index) -> str:
    """The key of the region that a record belongs to, by itself or through its organisation; empty without one."""
    if entry.kind == "region":
        return entry.key
    parent = index.by_key.get(entry.organisation)
    return entry.region or (parent.region if parent else "")


def resolve_all(
    source: Source,
    hits: Sequence[Hit],
    bodies: Sequence[BodyHit],
    aliases: Sequence[AliasFound],
    context: Context,
    index: Index,
) -> tuple[Mention, ...]:
    """All mentions of the letter, each way to write a thing once (where it stands first), in reading order.

    "Uw raad" and "gemeenteraad" are two mentions of one body: a reader looks for the words that the letter uses.

    `hits` and `bodies` are in reading order and do not overlap among themselves.
    """
    letter = _Letter(source, tuple(hits), tuple(bodies), {found.short: found.long for found in aliases}, context, index)
    placed = [letter.of_hit(hit) for hit in hits if not letter.inside_body(hit)]
    placed += [letter.of_body(body) for body in bodies]
    seen: set[tuple[str, str, str]] = set()
    mentions: list[Mention] = []
    for mention in sorted(placed, key=lambda item: (item.evidence.start, -item.evidence.end, item.kind)):
        identity = (mention.kind, mention.key or "", " ".join(name_tokens(mention.as_written)))
        if identity not in seen:
            seen.add(identity)
            mentions.append(mention)
    return tuple(mentions)


@dataclass(frozen=True)
class _Letter:
    """One letter with everything found in it so far."""

    source: Source
    hits: tuple[Hit, ...]
    bodies: tuple[BodyHit, ...]
    aliases: dict[str, str]
    context: Context
    index: Index

    @cached_property
    def organisations(self) -> frozenset[str]:
        """Keys of the organisations that the letter names."""
        return frozenset(entry.key for hit in self.hits for entry in hit.entries if entry.kind == "organisation")

    def inside_body(self, hit: Hit) -> bool:
        """Whether a body hit says the same and more: "Algemeen Bestuur" inside "Algemeen Bestuur van de DG&J"."""
        if not any(entry.kind == "body" for entry in hit.entries):
            return False
        place = bisect_right(self.bodies, hit.start, key=lambda body: body.start)
        near = self.bodies[max(0, place - 1) : place + 1]
        return any(body.start <= hit.start < body.end or hit.start <= body.start < hit.end for body in near)

    def of_hit(self, hit: Hit) -> Mention:
        """The mention of a name of the register."""
        entry, candidates = choose(hit.entries, self.context, self.index)
        written = collapse(self.source.text[hit.start : hit.end])
        return Mention(
            kind=hit.entries[0].kind,
            name=entry.name if entry else written,
            as_written=written,
            status=ClaimStatus.CERTAIN if entry and hit.sure and len(hit.entries) == 1 else ClaimStatus.CHECK,
            evidence=self.source.evidence(hit.start, hit.end),
            key=entry.key if entry else None,
            candidates=candidates,
        )

    def of_body(self, body: BodyHit) -> Mention:
        """The mention of a body, whether the register has it or not."""
        end, inside, whole = self._reach(body)
        written = collapse(self.source.text[body.start : end])
        found, named = self._entries(body, written, inside, whole)
        entry, candidates = choose(found, self.context, self.index)
        return Mention(
            kind="body",
            name=entry.name if entry else written,
            as_written=written,
            status=ClaimStatus.CERTAIN if entry and named else ClaimStatus.CHECK,
            evidence=self.source.evidence(body.start, end),
            key=entry.key if entry else None,
            candidates=candidates,
        )

    def _reach(self, body: BodyHit) -> tuple[int, list[Entry], list[Entry]]:
        """How far the name runs with the records in its tail: "Dienst gezondheid en Jeugd" has a lower-case word.

        Also the records in it, and those of them whose name covers all that is written.
        """
        end = body.end
        inside: list[Entry] = []
        whole: list[Entry] = []
        first = bisect_left(self.hits, body.start, key=lambda hit: hit.start)
        before = self.hits[first - 1] if first else None
        if before and before.end > body.start and any(entry.kind == "body" for entry in before.entries):
            inside += before.entries
            whole += before.entries if before.end >= end else ()
        for hit in takewhile(lambda hit: hit.start < body.end, self.hits[first : first + _MOST_IN_TAIL]):
            inside += hit.entries
            end = max(end, hit.end)
            whole += hit.entries if hit.end >= end and hit.start <= body.start else ()
        return end, inside, whole

    def _entries(
        self, body: BodyHit, written: str, inside: Sequence[Entry], whole: Sequence[Entry]
    ) -> tuple[list[Entry], bool]:
        """The bodies that the words may mean, and whether the words themselves say which."""
        if body.plural:
            return [], False
        exact = [entry for entry in (whole if body.tail else inside) if entry.kind == "body"]
        parents = [entry.key for entry in inside if entry.kind in ("organisation", "gemeente", "region")]
        of_parent = [entry for key in parents for entry in self.index.bodies.get((key, body.kind), ())]
        if of_parent:
            return of_parent, True
        if exact:
            return exact, len(exact) == 1
        alias = self.aliases.get(written)
        if alias and alias != written:
            return self.index.named(alias, "body"), True
        if parents or (body.tail and not exact):
            return [], False
        return self._bare(body.kind), False

    def _bare(self, kind: BodyKind) -> list[Entry]:
        """What a kind alone ("het Algemeen Bestuur", "uw raad", "het PFO") can mean in this letter."""
        if kind in _LOCAL:
            return self.index.bodies.get((self.context.gemeente or "", kind), [])
        if kind is BodyKind.OTHER or not self.context.region:
            return []
        found = self.index.bodies_of_region(self.context.region, kind)
        standing = [entry for entry in found if valid(entry, self.context)]
        named = [entry for entry in standing if entry.organisation in self.organisations]
        return named or standing
