"""The facts that five letters state, put into the model one by one.

The facts themselves stay in the file beside the project; here stands only how each kind of fact is expressed. ``put``
gives back, per fact, the queries that find it again.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

from django.db.models import Model, QuerySet

from governance.dates import parse_iso
from governance.models import (
    Alias,
    Body,
    BodyLifeEvent,
    Decision,
    Framework,
    Gemeente,
    Mandate,
    NormSet,
    Organisation,
    Person,
    Programme,
    Project,
    Region,
    RegionMembership,
    Round,
    RoundAnswer,
    RoundPoint,
    Seat,
    Source,
)
from governance.vocabulary import (
    AliasKind,
    AnswerStatus,
    BodyKind,
    Competence,
    FrameworkKind,
    LifeEventKind,
    MandateKind,
    OrganisationKind,
    Outcome,
    Precision,
    ProgrammeScope,
    RoundKind,
    SeatRole,
    SourceKind,
)

# As it stands in the file: its keys differ by kind.
Fact = Any
Found = list[QuerySet[Any]]

REGIONS = {"zhz": "zuid-holland-zuid", "gv": "gooi-en-vechtstreek", "rijnmond": "rijnmond"}
ORGANISATIONS = {
    "dgj": "dgj-zhz", "dgj-cluster": "gezond-en-veilig-opgroeien", "soj": "soj-zhz", "sjt": "stichting-jeugdteams",
    "sdsb": "stichting-de-sociale-basis", "swt": "sociaal-wijkteam-dordrecht", "aef": "aef", "vng": "vng",
    "rgv": "regio-gooi-en-vechtstreek", "grjr": "gr-jeugdhulp-rijnmond", "rvdk": "raad-voor-de-kinderbescherming",
}  # fmt: skip
BODY_KINDS = {
    "algemeen_bestuur": BodyKind.AB, "dagelijks_bestuur": BodyKind.DB, "portefeuillehoudersoverleg": BodyKind.PFO,
    "raad": BodyKind.COUNCIL, "ambtelijke werkgroep": BodyKind.WORKING_GROUP, "team": BodyKind.PROGRAMME_TEAM,
}  # fmt: skip
OUTCOMES = {
    "adopted": Outcome.ADOPTED, "vastgesteld": Outcome.ADOPTED, "aangehouden": Outcome.POSTPONED,
    "ingestemd": Outcome.AGREED,
}  # fmt: skip
FRAMEWORK_KINDS = {
    "kader": FrameworkKind.PURCHASE, "strategie": FrameworkKind.STRATEGY, "bestuursopdracht": FrameworkKind.ORDER,
    "rapport": FrameworkKind.REPORT, "plan": FrameworkKind.POLICY_PLAN, "regiovisie": FrameworkKind.VISION,
}  # fmt: skip


class World:
    """The register while facts are put into it: what each fact of the file became, by its id."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}
        self.found: dict[str, Found] = defaultdict(list)

    def keep(self, fact: Fact, row: Model, **lookup: Any) -> None:
        """Remember a row under its fact, and by which query the fact is found again."""
        self.made.setdefault(fact["id"], row)
        self.expect(fact, type(row), **(lookup or {"pk": row.pk}))

    def expect(self, fact: Fact, model: type[Model], **lookup: Any) -> None:
        """One more query that finds a part of the fact."""
        self.found[fact["id"]].append(model._default_manager.filter(**lookup))

    def region(self, key: str | None) -> Any:
        """The region that the file names by its own short key."""
        return Region.objects.get(slug=REGIONS[key]) if key else None

    def gemeente(self, name: str | None) -> Any:
        """The gemeente by its name."""
        return Gemeente.objects.get(name=name, valid_until=None) if name else None

    def source(self, fact: Fact) -> Source:
        """The letter that states a fact, as a source: file 003 is the undated one."""
        return Source.objects.get_or_create(kind=SourceKind.LETTER, title=f"Brief {fact['src'][0]['file'][:3]}")[0]


def slug(fact: Fact) -> str:
    """An address for a row made from this fact."""
    return str(fact["id"]).replace("_", "-")


def day(text: str | None) -> datetime.date | None:
    """The first day of an ISO date of any precision."""
    return parse_iso(text)[0]


def put_source(world: World, fact: Fact) -> None:
    """A letter outside the portal, with its number and date; an undated one has no date."""
    number = fact.get("case_number") or fact.get("reference") or ""
    row = Source.objects.create(
        kind=SourceKind.LETTER, title=f"{fact['subject']} ({fact['id']})", date=fact["date"], number=number
    )
    world.keep(fact, row, title__startswith=fact["subject"], date=fact["date"], number=number)


def put_region(world: World, fact: Fact) -> None:
    """A region; how many gemeenten it had on a day follows from memberships."""
    world.keep(fact, Region.objects.get(cbs_code=fact["cbs_code"]), cbs_code=fact["cbs_code"], name=fact["name"])
    if fact["gemeente_count"]:
        members = RegionMembership.objects.on(datetime.date.fromisoformat(fact["count_date"]))
        here = members.filter(region__cbs_code=fact["cbs_code"]).values("gemeente").distinct()
        world.found[fact["id"]].append(here if here.count() == fact["gemeente_count"] else here.none())


def put_gemeente(world: World, fact: Fact) -> None:
    """A gemeente by its code, lying in its region."""
    row = Gemeente.objects.get(code=fact["id"].upper())
    world.keep(fact, row, name=fact["name"], memberships__region=world.region(fact["region"]))


def put_organisation(world: World, fact: Fact) -> None:
    """An organisation with its abbreviations and other ways to write it."""
    row = Organisation.objects.filter(slug=ORGANISATIONS.get(fact["id"], "")).first()
    if row is None:
        row = Organisation.objects.create(name=fact["name"], slug=slug(fact), kind=OrganisationKind.OTHER)
    world.keep(fact, row)
    written = [(text, AliasKind.ABBREVIATION) for text in fact.get("abbr", [])]
    written += [(text, AliasKind.SPELLING) for text in [*fact.get("variants", []), *fact.get("ocr_variants", [])]]
    for text, kind in written:
        if not Alias.objects.filter(organisation=row, text=text).exists():
            Alias.objects.create(organisation=row, text=text, kind=kind)
        world.expect(fact, Alias, organisation=row, text=text)
    if "parent" in fact:
        world.expect(fact, Organisation, pk=row.pk, part_of=world.made[fact["parent"]])


def put_body(world: World, fact: Fact) -> None:
    """A body of an organisation, region or gemeente, with the number of its members where that is said."""
    parent = {
        "organisation": world.made.get(fact.get("organisation", "")),
        "region": world.region(fact.get("region")),
        "gemeente": world.gemeente(fact.get("gemeente")),
    }
    kind = BODY_KINDS.get(fact["type"]) or BodyKind(fact["type"])
    known = Body.objects.filter(**parent, kind=kind).order_by("pk")
    same = known if kind in {BodyKind.AB, BodyKind.DB, BodyKind.COUNCIL, BodyKind.COLLEGE} else known.none()
    row = same.first() or Body.objects.filter(**parent, name__iexact=fact["name"]).first()
    if row is None:
        row = Body.objects.create(
            **parent, name=fact["name"], slug=slug(fact), kind=kind, competence=Competence.ADVISES
        )
    row.expected_seats = fact.get("members", row.expected_seats)
    row.valid_until = day(fact.get("period_until"))
    row.save()
    world.keep(fact, row, pk=row.pk, kind=kind, expected_seats=row.expected_seats, valid_until=row.valid_until)
    if "to be set up" in fact["name"]:
        event = BodyLifeEvent.objects.create(body=row, kind=LifeEventKind.ANNOUNCED, source=world.source(fact))
        world.expect(fact, BodyLifeEvent, pk=event.pk, kind=LifeEventKind.ANNOUNCED)


def put_person(world: World, fact: Fact) -> None:
    """Somebody in a public role with a seat per role; of a civil servant only the function, never the name."""
    if fact["public_role"] is not True:
        function = str(fact["roles"][0]["role"])
        row = Mandate.objects.create(
            kind=MandateKind.CLIENT, subject="ambtelijke rol", holder_text=function, source=world.source(fact)
        )
        world.keep(fact, row, holder_text=function)
        world.found[fact["id"]].append(world.found[fact["id"]][0].exclude(holder_text__icontains=fact["name"]))
        return
    person = Person.objects.create(name=fact["name"])
    world.keep(fact, person, name=fact["name"])
    for role in fact["roles"]:
        body, seat_role = _seat(world, role)
        Seat.objects.create(
            person=person, body=body, role=seat_role, portfolio=role["role"],
            on_behalf_of=world.gemeente(role.get("gemeente")), source=world.source(fact),
        )  # fmt: skip
        world.expect(fact, Seat, person=person, body=body, role=seat_role, portfolio=role["role"])


def _seat(world: World, role: Fact) -> tuple[Body, SeatRole]:
    """Where a role is held: the body that is named, else the college of the gemeente."""
    words = {
        "voorzitter": SeatRole.CHAIR,
        "burgemeester": SeatRole.MAYOR,
        "gemeentesecretaris": SeatRole.TOWN_SECRETARY,
    }
    named = next((found for word, found in words.items() if word in role["role"]), None)
    if "body" in role:
        return world.made[role["body"]], named or SeatRole.MEMBER
    college = Body.objects.get(gemeente=world.gemeente(role["gemeente"]), kind=BodyKind.COLLEGE)
    return college, named or SeatRole.ALDERMAN


def put_programme(world: World, fact: Fact) -> None:
    """A programme; a fact that says more of another programme is found there."""
    if "of" in fact:
        parent = world.made[fact["of"]]
        parent.note = fact["note"]
        parent.save()
        world.keep(fact, parent, pk=parent.pk, note=fact["note"])
        return
    local = "gemeente" in fact
    row = Programme.objects.create(
        name=fact["name"], slug=slug(fact), region=world.region(fact.get("region", "zhz")),
        gemeente=world.gemeente(fact.get("gemeente")), scope=ProgrammeScope.LOCAL if local else _scope(fact),
        themes=fact.get("themes", fact.get("connects", [])), valid_until=_after(fact.get("ends")),
        evaluation_date=day("2023-12-31") if "evaluation" in fact else None, evaluation_precision=Precision.YEAR,
        share_key=fact.get("cost_sharing", ""), cashier=world.gemeente(fact.get("cashier")),
        client=world.made["pfo-zhz"] if "commissioning" in fact else None,
        expected_projects=fact.get("items"), note=fact.get("note", fact.get("kind", ""))[:300],
    )  # fmt: skip
    world.keep(fact, row, name=fact["name"], expected_projects=fact.get("items"), themes=row.themes)
    if "cashier" in fact:
        world.expect(fact, Programme, pk=row.pk, cashier__name=fact["cashier"], share_key=fact["cost_sharing"])
    if "items" in fact:
        project = Project.objects.create(
            programme=row, name="Opgave", scope=ProgrammeScope.REGIONAL, official_client="portefeuilledirecteur",
            board_client=world.made["pfo-zhz"],
        )  # fmt: skip
        world.expect(fact, Project, pk=project.pk, official_client__gt="", board_client__isnull=False)


def _scope(fact: Fact) -> ProgrammeScope:
    return ProgrammeScope.JOINT_LOCAL if "meervoudig lokaal" in fact.get("kind", "") else ProgrammeScope.REGIONAL


def _after(last_day: str | None) -> datetime.date | None:
    """Periods are half-open: the first day on which it no longer holds."""
    last = day(last_day)
    return last + datetime.timedelta(days=1) if last else None


def put_framework(world: World, fact: Fact) -> None:
    """A framework; a norm is a norm set, a fact about another framework is found there."""
    if fact["id"] == "nvo":
        norm = NormSet.objects.create(name=fact["name"], version="zoals geteld in de brief", source=world.source(fact))
        world.keep(fact, norm, name=fact["name"])
        return
    if "of" in fact:
        world.keep(fact, world.made[fact["of"]], pk=world.made[fact["of"]].pk, aims__len__gt=0)
        return
    words = {fact.get("kind"), *fact["id"].split("-")}
    kind = next((kind for word, kind in FRAMEWORK_KINDS.items() if word in words), FrameworkKind.OTHER)
    start, end = [*fact.get("valid", fact.get("period", [fact.get("valid_from"), None]))][:2]
    row = Framework.objects.create(
        name=fact["name"], slug=slug(fact), kind=kind, number=fact.get("ris", ""),
        region=world.region(fact.get("region")), gemeente=world.gemeente(fact.get("gemeente")),
        elaborates=world.made.get(fact.get("elaborates", "")), aims=fact.get("aims", []), scope=fact.get("scope", ""),
        valid_from=day(start), valid_until=_after(end), source=world.source(fact),
    )  # fmt: skip
    world.keep(fact, row, name=fact["name"], number=row.number, valid_from=row.valid_from, valid_until=row.valid_until)
    if "elaborates" in fact:
        world.expect(fact, Framework, pk=row.pk, elaborates=world.made[fact["elaborates"]])
    if "developed_by" in fact:
        mandate = Mandate.objects.create(
            kind=MandateKind.TASK, subject=f"opstellen van {fact['name']}", holder_body=world.made[fact["developed_by"]]
        )
        world.expect(fact, Mandate, pk=mandate.pk, holder_body=world.made[fact["developed_by"]])


def put_decision(world: World, fact: Fact) -> None:
    """A decision of a body, or of deciders in words, with a date as exact as the text has it."""
    date, precision = parse_iso(fact["date"])
    words = fact["outcome"].split(" ")[0]
    row = Decision.objects.create(
        subject=fact["subject"], outcome=OUTCOMES.get(words, Outcome.OTHER), date=date, date_precision=precision,
        effective_date=fact.get("effective"), body=world.made.get(fact["body"] or ""),
        body_text=fact.get("body_text", ""), source=world.source(fact),
    )  # fmt: skip
    world.keep(
        fact, row, subject=fact["subject"], date=date, date_precision=precision, outcome=row.outcome,
        effective_date=fact.get("effective"), body_text=row.body_text, body=row.body,
    )  # fmt: skip
    if "framework" in fact:
        Framework.objects.filter(pk=world.made[fact["framework"]].pk).update(decision=row)
        world.expect(fact, Framework, decision=row, number="2629403")


def put_opinion(world: World, fact: Fact) -> None:
    """A zienswijze is one gemeente's answer in a round that led to decisions; its effect is a point taken over."""
    if "effect" in fact:
        point = RoundPoint.objects.create(
            round=world.made[fact["of"]], text="Kostenbeheersing", reaction=fact["effect"], taken_over=True
        )
        world.keep(fact, point, reaction=fact["effect"], taken_over=True)
        return
    framework = world.made.get(fact["on"])
    row = Round.objects.create(
        kind=RoundKind.OPINION, subject=str(framework or fact["on"]), framework=framework,
        region=world.region("zhz"), source=world.source(fact),
    )  # fmt: skip
    led_to = fact["led_to"] if isinstance(fact["led_to"], list) else [fact["led_to"]]
    row.led_to.set(world.made[key] for key in led_to)
    RoundAnswer.objects.create(
        round=row, gemeente=world.gemeente(fact["gemeente"]), status=AnswerStatus.GIVEN, answered_on=fact["date"],
        number=fact["ris"] or "",
    )  # fmt: skip
    world.keep(fact, row, answers__gemeente__name=fact["gemeente"], answers__answered_on=fact["date"])
    for key in led_to:
        world.expect(fact, Round, pk=row.pk, led_to=world.made[key], answers__number=fact["ris"] or "")


def put_opinion_point(world: World, fact: Fact) -> None:
    """A point of which the letter does not say which gemeente raised it."""
    row = RoundPoint.objects.create(
        round=world.made["zw-1"], text=fact["text"], taken_over=fact.get("became_principle")
    )
    world.keep(fact, row, text=fact["text"], gemeente=None, taken_over=fact.get("became_principle"))


def put_number(world: World, fact: Fact) -> None:
    """A document that is known by its number alone."""
    row = Source.objects.create(kind=SourceKind.LETTER, title=f"{fact['subject']} (RIS)", number=fact["id"][4:])
    world.keep(fact, row, number=fact["id"][4:], title__startswith=fact["subject"])
