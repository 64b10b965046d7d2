"""Which record of the register a name in the letter stands for, on the letter's date and in its region.

One candidate left is a link; more than one is ambiguous and links nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from documents.pipeline.bodies import BodyHit
from documents.pipeline.layout import Source, collapse
from documents.pipeline.mentions import Hit, Index, name_tokens
from documents.pipeline.types import AliasFound, Entry, Mention
from governance.vocabulary import BodyKind, ClaimStatus

_LOCAL = (BodyKind.COUNCIL, BodyKind.COLLEGE)


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
    """All mentions of the letter, each thing once (where it is named first), in reading order."""
    placed = [_of_hit(source, hit, context, index) for hit in hits if not _inside_body(hit, bodies)]
    organisations = {entry.key for hit in hits for entry in hit.entries if entry.kind == "organisation"}
    placed += [_of_body(source, hit, hits, aliases, organisations, context, index) for hit in bodies]
    seen: set[tuple[str, str]] = set()
    mentions: list[Mention] = []
    for mention in sorted(placed, key=lambda item: (item.evidence.start, -item.evidence.end, item.kind)):
        identity = (mention.kind, mention.key or " ".join(name_tokens(mention.as_written)))
        if identity not in seen:
            seen.add(identity)
            mentions.append(mention)
    return tuple(mentions)


def _inside_body(hit: Hit, bodies: Sequence[BodyHit]) -> bool:
    """Whether a body hit says the same and more: "Algemeen Bestuur" inside "Algemeen Bestuur van de DG&J"."""
    if not any(entry.kind == "body" for entry in hit.entries):
        return False
    return any(body.start <= hit.start < body.end or hit.start <= body.start < hit.end for body in bodies)


def _of_hit(source: Source, hit: Hit, context: Context, index: Index) -> Mention:
    entry, candidates = choose(hit.entries, context, index)
    written = collapse(source.text[hit.start : hit.end])
    kind = hit.entries[0].kind
    certain = entry is not None and len(hit.entries) == 1
    return Mention(
        kind=kind,
        name=entry.name if entry else written,
        as_written=written,
        status=ClaimStatus.CERTAIN if certain else ClaimStatus.CHECK,
        evidence=source.evidence(hit.start, hit.end),
        key=entry.key if entry else None,
        candidates=candidates,
    )


def _of_body(
    source: Source,
    body: BodyHit,
    hits: Sequence[Hit],
    aliases: Sequence[AliasFound],
    organisations: set[str],
    context: Context,
    index: Index,
) -> Mention:
    end, inside = _reach(body, hits)
    written = collapse(source.text[body.start : end])
    found, named = _body_entries(body, written, inside, aliases, organisations, context, index)
    entry, candidates = choose(found, context, index)
    return Mention(
        kind="body",
        name=entry.name if entry else written,
        as_written=written,
        status=ClaimStatus.CERTAIN if entry and named else ClaimStatus.CHECK,
        evidence=source.evidence(body.start, end),
        key=entry.key if entry else None,
        candidates=candidates,
    )


def _reach(body: BodyHit, hits: Sequence[Hit]) -> tuple[int, list[Entry]]:
    """How far the name runs with the records named in its tail: "Dienst gezondheid en Jeugd" has a lower-case word."""
    end = body.end
    inside: list[Entry] = []
    for hit in hits:
        if hit.start < body.start:
            if hit.end > body.start and any(entry.kind == "body" for entry in hit.entries):
                inside += hit.entries
            continue
        if hit.start >= body.end:
            break
        inside += hit.entries
        end = max(end, hit.end)
    return end, inside


def _body_entries(
    body: BodyHit,
    written: str,
    inside: Sequence[Entry],
    aliases: Sequence[AliasFound],
    organisations: set[str],
    context: Context,
    index: Index,
) -> tuple[list[Entry], bool]:
    """The bodies that the words may mean, and whether the words themselves say which."""
    if body.plural:
        return [], False
    exact = [entry for entry in inside if entry.kind == "body"]
    parents = [entry.key for entry in inside if entry.kind in ("organisation", "gemeente", "region")]
    of_parent = [entry for key in parents for entry in index.bodies.get((key, body.kind), ())]
    if of_parent:
        return of_parent, True
    if exact and (not body.tail or len(name_tokens(written)) <= max(len(name_tokens(entry.name)) for entry in exact)):
        return exact, len(exact) == 1
    alias = next((found.long for found in aliases if found.short == written), None)
    if alias and alias != written:
        return index.named(alias, "body"), True
    if parents or (body.tail and not exact):
        return [], False
    return _bare(body, organisations, context, index), False


def _bare(body: BodyHit, organisations: set[str], context: Context, index: Index) -> list[Entry]:
    """What a kind alone ("het Algemeen Bestuur", "uw raad", "het PFO") can mean in this letter."""
    if body.kind is BodyKind.OTHER:
        return []
    if body.kind in _LOCAL:
        return index.bodies.get((context.gemeente, body.kind), []) if context.gemeente else []
    found = list(index.bodies.get((context.region, body.kind), [])) if context.region else []
    for organisation in index.gazetteer.entries if context.region else ():
        if organisation.kind == "organisation" and organisation.region == context.region:
            found += index.bodies.get((organisation.key, body.kind), [])
    standing = [entry for entry in found if valid(entry, context)]
    named = [entry for entry in standing if entry.organisation in organisations]
    return named or standing
