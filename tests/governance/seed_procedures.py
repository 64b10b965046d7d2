"""The facts about procedures: deadlines, meetings, promises, powers, norms, money and contradictions."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from governance.changes import open_round
from governance.models import (
    Body,
    Commitment,
    FrameworkStep,
    Mandate,
    Meeting,
    NormItem,
    Organisation,
    RegionDefinition,
    Segment,
    Statement,
)
from governance.vocabulary import CommitmentKind, Granularity, MandateKind, RoundKind
from tests.governance.seed_facts import (
    Fact,
    World,
    day,
    put_body,
    put_decision,
    put_framework,
    put_gemeente,
    put_number,
    put_opinion,
    put_opinion_point,
    put_organisation,
    put_person,
    put_programme,
    put_region,
    put_source,
)

GRANULARITIES = {"end of year": Granularity.YEAR, "mid month": Granularity.MONTH}
# What an announcement says of when, as the reader of the letter understands it: inclusive first and last day.
INTERVALS = {
    "an-1": (None, "2021-06-20", Granularity.SEASON),
    "an-2": ("2021-09-22", "2021-12-20", Granularity.SEASON),
    "an-3": ("2020-03-27", None, Granularity.VAGUE),
    "an-4": ("2020-03-27", None, Granularity.VAGUE),
    "an-5": (None, None, Granularity.VAGUE),
    "an-6": (None, None, Granularity.RECURRING),
}
# Per contradiction: the question, and what each of two sources says. Both stay.
CONFLICTS = {
    "con-1": ("wie stelde het vast", "de gemeenteraad", "het algemeen bestuur van de DG&J"),
    "con-2": ("hoeveel afspraken", "zeven", "acht"),
    "con-3": ("hoe de regio heet", "jeugdzorgregio", "jeugdhulpregio"),
    "con-4": ("welk adviesbureau", "een adviesbureau, niet genoemd", "Andersson Elffers Felix"),
    "con-5": ("vanaf wanneer", "vanaf 2021", "vanaf 2022"),
}


def put_deadline(world: World, fact: Fact) -> None:
    """A deadline is the end of a round, the effective date of a decision, the start of a framework, an evaluation or a
    date that was announced."""
    if "addressee" in fact:
        definition = RegionDefinition.objects.earliest("peil_date")
        row = open_round(
            region=world.region("rijnmond"), definition=definition, actor=None, kind=RoundKind.ADOPTION,
            subject=fact["what"], framework=world.made[fact["framework"]], asked_by=world.made["db-grjr"],
            members_on=datetime.date(2020, 12, 15),
            asked_on=datetime.date(2020, 12, 15), deadline=day(fact["date"]), request=fact["also"],
        )  # fmt: skip
        framework = world.made[fact["framework"]]
        world.keep(
            fact, row, subject=fact["what"], deadline=fact["date"], request=fact["also"], framework=framework,
            kind=RoundKind.ADOPTION, asked_by=world.made["db-grjr"],
        )  # fmt: skip
        assert fact["addressee"].startswith(f"{row.answers.count()} ")
    elif fact["id"] == "dl-sjt":
        assert "SOJ-SJT" in fact["what"]
        world.keep(fact, world.made["dec-5"], subject__contains="SOJ-SJT", effective_date=fact["date"])
    elif fact["id"] == "dl-inkoop":
        assert "inkoopkader" in fact["what"]
        world.keep(fact, world.made["kader-inkoop-2022"], name__istartswith="inkoopkader", valid_from=fact["date"])
    elif fact["id"] == "dl-eval":
        assert "Werk voor de Jeugd" in fact["what"]
        _evaluation(world, fact)
    else:
        promise = {
            "kind": CommitmentKind.ANNOUNCEMENT, "subject": fact["what"], "made_by": world.made["ab-dgj"],
            "granularity": GRANULARITIES[fact["date_precision"]],
        }  # fmt: skip
        interval = {"earliest": datetime.date(2020, 7, 11), "latest": datetime.date(2020, 7, 20)}
        row = world.make(Commitment(words="medio juli", **promise, **interval))
        world.keep(fact, row, earliest__lte=fact["date"], latest__gte=fact["date"], **promise)


def _evaluation(world: World, fact: Fact) -> None:
    """The evaluation of a programme in a year: the file names its last day, the text the year."""
    assert fact["date_precision"] == "end of year"
    programme = world.made["prog-wvdj"]
    world.keep(
        fact, programme, name="Werk voor de Jeugd", evaluation_date=day(fact["date"]), evaluation_precision="year"
    )


def put_meeting(world: World, fact: Fact) -> None:
    """A meeting of a body, or of raadsleden of a region over two days."""
    body = world.made.get(fact.get("body", ""))
    columns = {
        "body": body, "region": None if body else world.region("zhz"), "title": fact.get("subject", ""),
        "date": day(fact["date"]), "end_date": day(fact.get("end")),
    }  # fmt: skip
    world.keep(fact, world.make(Meeting(source=world.source(fact), **columns)), **columns)


def put_announcement(world: World, fact: Fact) -> None:
    """A promise or announcement: by a body or person, to a body, with the interval that its words leave."""
    earliest, latest, granularity = INTERVALS[fact["id"]]
    makers = {"Rik van der Linden": "p-vanderlinden", "stuurgroep-rijnmond (chair)": "p-struijk"}
    person = world.made.get(makers.get(fact["by"], ""))
    columns = {
        "kind": CommitmentKind.PROMISE if "toezegging" in fact["kind"] else CommitmentKind.ANNOUNCEMENT,
        "subject": fact["what"], "made_by": None if person else world.made[fact["by"]], "made_by_person": person,
        "made_to": world.made[fact["to"]], "earliest": day(earliest), "latest": day(latest), "granularity": granularity,
        "words": fact["src"][-1]["phrase"][:200],
    }  # fmt: skip
    world.keep(fact, world.make(Commitment(**columns)), **columns)


def put_power(world: World, fact: Fact) -> None:
    """Who does what: a mandate from one to another, or a task in words where the letter names nobody exactly."""
    words = {
        "mandaat": MandateKind.MANDATE, "mandate": MandateKind.MANDATE, "kassier": MandateKind.CASHIER,
        "penvoerder": MandateKind.CASHIER, "opdrachtgever": MandateKind.CLIENT,
    }  # fmt: skip
    said = f"{fact.get('kind', '')} {fact['power']}"
    kind = next((found for word, found in words.items() if word in said), MandateKind.TASK)
    ended = fact.get("from_date")
    parties = (
        {"giver_text": fact["holder"], "holder_organisation": world.made["soj"]} if ended else _holder(world, fact)
    )
    columns = {"subject": fact["power"], "kind": kind, "valid_until": day(ended)} | parties
    world.keep(fact, world.make(Mandate(source=world.source(fact), **columns)), **columns)
    if ended:
        assert not _held_on(datetime.date.fromisoformat(ended), fact)
        assert _held_on(datetime.date.fromisoformat(ended) - datetime.timedelta(days=1), fact)
    elif "as_of" in fact:
        assert _held_on(datetime.date.fromisoformat(fact["as_of"]), fact)


def _held_on(date: datetime.date, fact: Fact) -> bool:
    return bool(Mandate.objects.on(date).filter(subject=fact["power"]).exists())


def _holder(world: World, fact: Fact) -> dict[str, object]:
    """The record that the file names as holder, else its words."""
    record = world.made.get(fact.get("unit") or fact["holder"].removesuffix(" members"))
    if isinstance(record, Organisation):
        return {"holder_organisation": record, "giver_organisation": world.made.get(fact["holder"] * ("unit" in fact))}
    if isinstance(record, Body):
        return {"holder_body": record}
    if fact["holder"] == "Dordrecht":
        return {"holder_gemeente": world.gemeente("Dordrecht")}
    return {"holder_text": fact["holder"]}


def put_segment(world: World, fact: Fact) -> None:
    """A segment of the inkoopkader."""
    columns = {"framework": world.made[fact["framework"]], "code": fact["code"], "name": fact["name"]}
    world.keep(fact, world.make(Segment(**columns)), **columns)


def put_step(world: World, fact: Fact) -> None:
    """A step on the way to the next framework."""
    columns = {"framework": world.made["kader-inkoop-2022"], "order": fact["order"], "text": fact["text"]}
    world.keep(fact, world.make(FrameworkStep(**columns)), **columns)


def put_norm_item(world: World, fact: Fact) -> None:
    """An agreement of the norm, in the order of the letter."""
    columns = {"norm_set": world.made["nvo"], "order": fact["order"], "text": fact["text_nl_short"]}
    world.keep(fact, world.make(NormItem(**columns)), **columns)


def put_money(world: World, fact: Fact) -> None:
    """What a letter says of money without an amount or a share is a statement of that letter."""
    subjects = {
        "fin-1": {"organisation": world.made["sdsb"]},
        "fin-2": {"programme": world.made["prog-wvdj"]},
        "fin-3": {"framework": world.made["kader-inkoop-2022"]},
    }
    columns = {"question": "kosten", "value": fact["what"], "source": world.source(fact)} | subjects[fact["id"]]
    world.keep(fact, world.make(Statement(**columns)), **columns)


def put_contradiction(world: World, fact: Fact) -> None:
    """Two sources, two values, one question: both are kept."""
    question, *values = CONFLICTS[fact["id"]]
    subject = {
        "con-1": {"framework": world.made["kader-inkoop-2022"]},
        "con-2": {"norm_set": world.made["nvo"]},
        "con-3": {"region": world.region("zhz")},
        "con-4": {"framework": world.made["bestuursopdracht-gov"]},
        "con-5": {"organisation": world.made["soj"]},
    }[fact["id"]]
    files = list(dict.fromkeys(place["file"] for place in fact["src"]))
    assert fact["what"]
    assert fact["detail"]
    for value, file in zip(values, [*files, "buiten de brieven"], strict=False):
        columns = {"question": question, "value": value, "source": world.source_of(file)} | subject
        world.keep(fact, world.make(Statement(**columns)), **columns)


# In this order, because later facts point to earlier ones.
SECTIONS: dict[str, Callable[[World, Fact], None]] = {
    "sources": put_source, "regions": put_region, "gemeenten_named": put_gemeente, "organisations": put_organisation,
    "bodies": put_body, "persons": put_person, "programmes": put_programme, "frameworks": put_framework,
    "decisions": put_decision, "zienswijzen": put_opinion, "zienswijze_points": put_opinion_point,
    "ris_numbers": put_number, "deadlines": put_deadline, "meetings": put_meeting,
    "announcements": put_announcement, "powers_and_mandates": put_power, "procurement_segments": put_segment,
    "procurement_steps": put_step, "nvo_agreements": put_norm_item, "financial": put_money,
    "contradictions": put_contradiction,
}  # fmt: skip


def put_all(facts: dict[str, list[Fact]]) -> World:
    """Put every fact of the file into the model."""
    world = World()
    for section, put in SECTIONS.items():
        for fact in facts[section]:
            put(world, fact)
    return world
