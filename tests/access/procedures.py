"""Rounds, promises and frameworks in every state, all in one dossier, each with words that stand nowhere else."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from documents.models import Receipt
from documents.vocabulary import ReceiptStatus
from governance.indexing import index_all
from governance.models import (
    AnswerDraft,
    Commitment,
    Dossier,
    Framework,
    Gemeente,
    NormSet,
    Region,
    Round,
    RoundAnswer,
    RoundPoint,
    RoundResponse,
    Segment,
    Statement,
)
from governance.vocabulary import AnswerStatus, CommitmentKind, FrameworkKind, Level, RoundKind
from tests.access.world import HERE, REGION, THERE, Asker, Plant, Thing, World, handles, reads
from tests.factories import AliasFactory, SourceFactory

DATE = datetime.date(2022, 3, 3)

# What is hidden from whom: the name of the state, the owner, with whom it is shared, and the word that is planted.
HIDDEN = (
    ("draft here", HERE, "", "smient"),
    ("draft elsewhere", THERE, "", "krakeend"),
    ("draft region", REGION, "", "slobeend"),
    ("restricted here", HERE, HERE, "bergeend"),
    ("restricted elsewhere, shared", THERE, REGION, "kuifeend"),
)


def add_procedures(world: World) -> World:
    """Add them to the world; call inside the same transaction."""
    dossier = Dossier.objects.create(slug="dossier-hier", title="Dossier hier", region=world.region)
    AliasFactory(text="Bestuur hier", organisation=None, body=world.board)
    NormSet.objects.create(name="Norm hier", version="nul afspraken", source=SourceFactory())
    for name, owner, shared, word in HIDDEN:
        _add(world, dossier, name, owner, shared, word)
        allowed: Callable[[Asker], bool] = reads(owner, shared) if shared else handles(owner)
        world.plants.append(Plant(word, f"{name}: round, promise, framework in a dossier", allowed))
    _add(world, dossier, "public here", HERE, "", "vindbaar")
    for _, owner, shared, word in HIDDEN:
        _answer(world, owner, shared, word)
    for thing in world.letters.values():
        Receipt.objects.create(
            letter_id=thing.pk, gemeente=world.gemeente, received_on=DATE, status=ReceiptStatus.LISTED
        )
    return world


def _answer(world: World, owner: str, shared: str, word: str) -> None:
    """What a hidden letter says of an answer in a round that everybody sees."""
    RoundResponse.objects.create(
        round_id=world.rounds["public here"].pk, gemeente=world.gemeente, status=AnswerStatus.GIVEN,
        number=f"Nummer {word}", **_audience(world, owner, shared),
    )  # fmt: skip


def _audience(world: World, owner: str, shared: str, *, public: bool = False) -> dict[str, Any]:
    """The columns that say whose something is and who reads it."""
    places: dict[str, Gemeente | Region] = {
        HERE: world.gemeente, THERE: world.other_gemeente, REGION: world.region,
    }  # fmt: skip
    place = places[owner]
    return {
        "level": Level.RESTRICTED if shared else (Level.PUBLIC if public else None),
        "shared_with": [places[shared].share_key] if shared else [],
        "owner_gemeente": place if isinstance(place, Gemeente) else None,
        "owner_region": place if isinstance(place, Region) else None,
    }


def _add(world: World, dossier: Dossier, name: str, owner: str, shared: str, word: str) -> None:
    audience = _audience(world, owner, shared, public=name.startswith("public"))
    level = audience["level"]
    audience |= {"region": world.region, "dossier": dossier}
    framework = Framework.objects.create(
        name=f"Kader {word}", slug=f"kader-{word}", kind=FrameworkKind.VISION, valid_from=DATE, **audience
    )
    Segment.objects.create(framework=framework, code="1", name=f"Segment {word}")
    Statement.objects.create(framework=framework, question="wie", value=f"raad {word}", source=SourceFactory())
    promised = Commitment.objects.create(
        kind=CommitmentKind.PROMISE, subject=f"Bijeenkomst {word}", made_by=world.board, latest=DATE, words=word,
        **audience,
    )  # fmt: skip
    found = Round.objects.create(
        kind=RoundKind.OPINION, subject=f"Ronde {word}", framework=framework, asked_on=DATE, **audience
    )
    answer = RoundAnswer.objects.create(
        round=found, gemeente=world.gemeente, number=f"RIS {word}", reaction=f"Reactie {word}", text=f"Tekst {word}"
    )
    AnswerDraft.objects.create(answer=answer, text=f"Concept kanoet{word}")
    sees = handles(owner) if level is None else reads(owner, shared)
    world.plants.append(Plant(
        f"kanoet{word}", f"{name}: draft of an answer",
        lambda asker: HERE in asker.handles and (level == Level.PUBLIC or sees(asker)),
    ))  # fmt: skip
    RoundPoint.objects.create(round=found, text=f"Punt {word}")
    index_all([promised, found])
    state = {Level.RESTRICTED: "restricted", Level.PUBLIC: "public", None: "draft"}[level]
    world.commitments[name] = Thing(
        name, state, owner, promised.pk, promised.get_absolute_url(), frozenset({shared} - {""})
    )
    world.rounds[name] = Thing(
        name, state, owner, found.pk, found.get_absolute_url(), frozenset({shared} - {""}), slug=f"ronde-{word}"
    )
