"""The facts that five letters state, put into the model one by one, as a form would: checked before it is saved.

The facts themselves stay in the file beside the project; here stands only how each kind of fact is expressed, and by
which query, over columns and relations and never over a row's number, it is found again. Which keys of a fact were
looked at is kept, so that a test can tell what was not expressed.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from typing import Any

from django.db.models import Model, QuerySet

from governance.dates import parse_iso
from governance.models import (
    Alias,
    Body,
    BodyLifeEvent,
    Commitment,
    Decision,
    Framework,
    Gemeente,
    Mandate,
    Meeting,
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
    Statement,
)
from governance.vocabulary import (
    AliasKind,
    AnswerStatus,
    BodyKind,
    Competence,
    DocumentType,
    FrameworkKind,
    Level,
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
from tests.factories import LetterFactory

Found = list[QuerySet[Any]]

REGIONS = {"zhz": "zuid-holland-zuid", "gv": "gooi-en-vechtstreek", "rijnmond": "rijnmond"}
ORGANISATIONS = {
    "dgj": "dgj-zhz", "dgj-cluster": "gezond-en-veilig-opgroeien", "soj": "soj-zhz", "sjt": "stichting-jeugdteams",
    "sdsb": "stichting-de-sociale-basis", "swt": "sociaal-wijkteam-dordrecht", "aef": "aef", "vng": "vng",
    "rgv": "regio-gooi-en-vechtstreek", "grjr": "gr-jeugdhulp-rijnmond", "rvdk": "raad-voor-de-kinderbescherming",
}  # fmt: skip
ORGANISATION_KINDS = {
    "gemeenschappelijke regeling": OrganisationKind.GR, "a GR": OrganisationKind.GR,
    "uitvoeringsorganisatie": OrganisationKind.EXECUTIVE, "stichting": OrganisationKind.FOUNDATION,
    "adviesbureau": OrganisationKind.CONSULTANCY, "vereniging": OrganisationKind.ASSOCIATION,
    "organisatieonderdeel": OrganisationKind.UNIT,
}  # fmt: skip
BODY_KINDS = {
    "algemeen_bestuur": BodyKind.AB, "dagelijks_bestuur": BodyKind.DB, "portefeuillehoudersoverleg": BodyKind.PFO,
    "raad": BodyKind.COUNCIL, "ambtelijke werkgroep": BodyKind.WORKING_GROUP, "team": BodyKind.PROGRAMME_TEAM,
}  # fmt: skip
OUTCOMES = {
    "adopted": Outcome.ADOPTED, "vastgesteld": Outcome.ADOPTED, "aangehouden": Outcome.POSTPONED,
    "ingestemd": Outcome.AGREED, "take note": Outcome.NOTED,
}  # fmt: skip
FRAMEWORK_KINDS = {
    "kader": FrameworkKind.PURCHASE, "strategie": FrameworkKind.STRATEGY, "bestuursopdracht": FrameworkKind.ORDER,
    "rapport": FrameworkKind.REPORT, "plan": FrameworkKind.POLICY_PLAN, "regiovisie": FrameworkKind.VISION,
}  # fmt: skip


class Fact(dict[str, Any]):
    """A fact of the file that knows which of its keys somebody looked at."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content)
        self.used: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.used.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """As of any dict."""
        self.used.add(key)
        return super().get(key, default)


class World:
    """The register while facts are put into it: what each fact of the file became, by its id."""

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}
        self.found: dict[str, Found] = defaultdict(list)
        self.models: set[type[Model]] = set()

    def make(self, row: Model) -> Any:
        """Save a row as a form does: only when the rules of its model allow it."""
        row.full_clean()
        row.save()
        self.models.add(type(row))
        return row

    def keep(self, fact: Fact, row: Model, **lookup: Any) -> None:
        """Remember a row under its fact, and by which query the fact is found again."""
        self.made.setdefault(fact["id"], row)
        self.expect(fact, type(row), **lookup)

    def expect(self, fact: Fact, model: type[Model], **lookup: Any) -> None:
        """One more query that finds a part of the fact."""
        assert lookup, "a query says what it looks for"
        assert not {"pk", "id"} & set(lookup), "a row found by its number says nothing of the fact"
        self.found[fact["id"]].append(model._default_manager.filter(**lookup).distinct())

    def region(self, key: str | None) -> Any:
        """The region that the file names by its own short key."""
        return Region.objects.get(slug=REGIONS[key]) if key else None

    def gemeente(self, name: str | None) -> Any:
        """The gemeente by its name."""
        return Gemeente.objects.get(name=name, valid_until=None) if name else None

    def source(self, fact: Fact) -> Source:
        """The letter that states a fact, as a source: file 003 is the undated one."""
        return self.source_of(fact["src"][0]["file"])

    def source_of(self, file: str) -> Source:
        """A letter of the five by the number of its file."""
        known = Source.objects.filter(title=f"Brief {file[:3]}").first()
        found: Source = known or self.make(Source(kind=SourceKind.LETTER, title=f"Brief {file[:3]}"))
        return found


def slug(fact: Fact) -> str:
    """An address for a row made from this fact."""
    return str(fact["id"]).replace("_", "-")


def day(text: str | None) -> datetime.date | None:
    """The first day of an ISO date of any precision."""
    return parse_iso(text)[0]


def put_source(world: World, fact: Fact) -> None:
    """A letter of the portal, with the columns that its header fills; an undated one has no date."""
    number = fact.get("case_number") or fact.get("reference") or ""
    kinds = {"memo": DocumentType.MEMO, "raadsinformatiebrief": DocumentType.RIB}
    kind = kinds.get(fact["type"].split(" ")[0], DocumentType.OTHER)
    gemeente = world.gemeente(fact.get("gemeente"))
    columns = {
        "document_type": kind, "date": fact["date"], "case_number": number, "gemeente": gemeente,
        "from_body": fact["sender"][:300], "to_body": fact["recipient"][:300],
        "portefeuillehouder": fact.get("portfolio_holder", ""), "region": world.region(fact["region"]),
        "date_kind": fact.get("date_kind", "")[:30],
    }  # fmt: skip
    owner = {"owner_gemeente": gemeente} if gemeente else {"owner_gemeente": None, "owner_region": columns["region"]}
    level = Level.PUBLIC if fact.get("public", True) else Level.RESTRICTED
    row = LetterFactory(subject=fact["subject"], declared_level=level, **columns, **owner)
    row.full_clean()
    world.keep(fact, row, subject=fact["subject"], declared_level=level, **columns)


def put_region(world: World, fact: Fact) -> None:
    """A region; how many gemeenten it had on a day follows from memberships."""
    world.keep(fact, Region.objects.get(cbs_code=fact["cbs_code"]), cbs_code=fact["cbs_code"], name=fact["name"])
    for year, members in fact["members_outside"].items():
        lying = RegionMembership.objects.on(datetime.date(int(year), 1, 10)).filter(region__cbs_code=fact["cbs_code"])
        assert set(lying.values_list("gemeente__code", flat=True)) == {member["code"] for member in members}
    if fact["gemeente_count"]:
        lying = RegionMembership.objects.on(datetime.date.fromisoformat(fact["count_date"]))
        here = lying.filter(region__cbs_code=fact["cbs_code"])
        assert here.values("gemeente").distinct().count() == fact["gemeente_count"]


def put_gemeente(world: World, fact: Fact) -> None:
    """A gemeente by its code, lying in its region, with the identifier of TOOI."""
    row = Gemeente.objects.get(code=fact["id"].upper())
    world.keep(fact, row, name=fact["name"], memberships__region=world.region(fact["region"]))
    assert row.tooi_uri == fact["tooi"]


def put_organisation(world: World, fact: Fact) -> None:
    """An organisation with its abbreviations and other ways to write it."""
    row = Organisation.objects.filter(slug=ORGANISATIONS.get(fact["id"], "")).first()
    kind = next((kind for word, kind in ORGANISATION_KINDS.items() if word in fact["kind"]), OrganisationKind.OTHER)
    if row is None:
        row = world.make(Organisation(name=fact["name"], slug=slug(fact), kind=kind))
    columns = {"slug": row.slug, "kind": kind}
    columns |= {"region": world.region(fact["region"])} if fact.get("region") else {}
    columns |= {"gemeente": world.gemeente(fact["gemeente"])} if fact.get("gemeente") else {}
    columns |= {"tooi_uri": fact["tooi"]} if fact.get("tooi") else {}
    world.keep(fact, row, **columns)
    written = [(text, AliasKind.ABBREVIATION) for text in fact.get("abbr", [])]
    names = [fact["name"], fact.get("tooi_name", ""), *fact.get("variants", []), *fact.get("ocr_variants", [])]
    written += [(text, AliasKind.SPELLING) for text in names if text and text != row.name]
    for text, alias_kind in written:
        if not Alias.objects.filter(organisation=row, text=text).exists():
            world.make(Alias(organisation=row, text=text, kind=alias_kind))
        world.expect(fact, Alias, organisation__slug=row.slug, text=text)
    if "2021-02-11" in fact.get("status", ""):
        board = {"body__kind": BodyKind.AB, "body__organisation": world.made["dgj"]}
        world.expect(fact, Decision, date="2021-02-11", outcome=Outcome.AGREED, **board)
    if "penvoerder" in fact.get("role", ""):
        world.expect(fact, Mandate, holder_organisation=row, kind=MandateKind.CASHIER)
    if "parent" in fact:
        world.expect(fact, Organisation, slug=row.slug, part_of=world.made[fact["parent"]])


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
        row = Body(**parent, name=fact["name"], slug=slug(fact), kind=kind, competence=Competence.ADVISES)
    row.expected_seats = fact.get("members", row.expected_seats)
    row.valid_until = _after(fact.get("period_until"))
    world.make(row)
    columns = parent | {"kind": kind, "name": row.name, "valid_until": _after(fact.get("period_until"))}
    columns |= {"expected_seats": fact["members"]} if fact.get("members") else {}
    world.keep(fact, row, **columns)
    if (short := fact.get("abbr")) and not Alias.objects.filter(body=row, text=short).exists():
        world.make(Alias(body=row, text=short, kind=AliasKind.ABBREVIATION))
    if short:
        world.expect(fact, Alias, body__slug=row.slug, body__organisation=row.organisation, text=short)
    if "to be set up" in fact["name"]:
        world.make(BodyLifeEvent(body=row, kind=LifeEventKind.ANNOUNCED, source=world.source(fact)))
        world.expect(fact, BodyLifeEvent, body__slug=row.slug, kind=LifeEventKind.ANNOUNCED)


def put_person(world: World, fact: Fact) -> None:
    """Somebody in a public role with a seat per role; of a civil servant only the function, never the name."""
    if fact["public_role"] is not True:
        role = fact["roles"][0]
        giver = {"giver_gemeente": world.gemeente(role.get("gemeente")),
                 "giver_organisation": world.made.get(role.get("organisation", ""))}  # fmt: skip
        row = world.make(
            Mandate(
                kind=MandateKind.CLIENT, subject="ambtelijke rol", holder_text=role["role"], source=world.source(fact),
                **giver,
            )
        )  # fmt: skip
        world.keep(fact, row, holder_text=role["role"], **giver)
        assert fact["name"] not in row.holder_text
        return
    person = world.make(Person(name=fact["name"]))
    world.keep(fact, person, name=fact["name"])
    for role in fact["roles"]:
        body, seat_role = _seat(world, role)
        seat = {"body": body, "role": seat_role, "portfolio": role["role"],
                "on_behalf_of": world.gemeente(role.get("gemeente"))}  # fmt: skip
        world.make(Seat(person=person, source=world.source(fact), **seat))
        world.expect(fact, Seat, person__name=fact["name"], **seat)


def _seat(world: World, role: dict[str, str]) -> tuple[Body, SeatRole]:
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
        world.make(parent)
        world.keep(fact, parent, name=parent.name, note=fact["note"])
        return
    said = [fact.get("note", ""), fact.get("kind", ""), f"begint: {fact['starts']}" if "starts" in fact else ""]
    columns = {
        "name": fact["name"], "region": world.region(fact.get("region", "zhz")),
        "gemeente": world.gemeente(fact.get("gemeente")), "scope": _scope(fact),
        "themes": fact.get("themes", fact.get("connects", [])), "valid_until": _after(fact.get("ends")),
        "share_key": fact.get("cost_sharing", ""), "cashier": world.gemeente(fact.get("cashier")),
        "client": world.made["pfo-zhz"] if fact.get("commissioning") else None,
        "expected_projects": fact.get("items"), "note": "; ".join(filter(None, said))[:300],
    }  # fmt: skip
    if "end of 2023" in fact.get("evaluation", ""):
        columns |= {"evaluation_date": day("2023-12-31"), "evaluation_precision": Precision.YEAR}
    row = world.make(Programme(slug=slug(fact), level=Level.PUBLIC, **columns))
    world.keep(fact, row, **columns)
    if "adopted" in fact:
        world.expect(fact, Programme, name=fact["name"], decisions__date=day(fact["adopted"]))
    if "items" in fact:
        project = Project(
            programme=row, name="Opgave", scope=ProgrammeScope.REGIONAL, official_client="portefeuilledirecteur",
            board_client=world.made["pfo-zhz"],
        )  # fmt: skip
        world.make(project)
        world.expect(
            fact, Project, programme__name=fact["name"], official_client="portefeuilledirecteur",
            board_client=world.made["pfo-zhz"],
        )  # fmt: skip


def _scope(fact: Fact) -> ProgrammeScope:
    if fact.get("gemeente"):
        return ProgrammeScope.LOCAL
    return ProgrammeScope.JOINT_LOCAL if "meervoudig lokaal" in fact.get("kind", "") else ProgrammeScope.REGIONAL


def _after(last_day: str | None) -> datetime.date | None:
    """Periods are half-open: the first day on which it no longer holds."""
    last = day(last_day)
    return last + datetime.timedelta(days=1) if last else None


def put_framework(world: World, fact: Fact) -> None:
    """A framework; a norm is a norm set, a fact about another framework is found there."""
    if fact["id"] == "nvo":
        name = f"{fact['name']} ({fact['abbr']})"
        norm = world.make(NormSet(name=name, version="zoals geteld in de brief", source=world.source(fact)))
        world.keep(fact, norm, name=name, decision__date=fact["adopted"], decision__body_text__contains="VNG")
        assert "VNG" in fact["adopted_by"]
        return
    if "of" in fact:
        parent = world.made[fact["of"]]
        world.keep(fact, parent, name=parent.name, aims__len=3)
        return
    words = {fact.get("kind"), *fact["id"].split("-")}
    kind = next((kind for word, kind in FRAMEWORK_KINDS.items() if word in words), FrameworkKind.OTHER)
    start, end = [*fact.get("valid", fact.get("period", [fact.get("valid_from"), None]))][:2]
    columns = {
        "name": fact["name"], "kind": kind, "number": fact.get("ris", ""), "region": world.region(fact.get("region")),
        "gemeente": world.gemeente(fact.get("gemeente")), "elaborates": world.made.get(fact.get("elaborates", "")),
        "aims": fact.get("aims", []), "scope": fact.get("scope", ""), "valid_from": day(start),
        "valid_until": _after(end),
    }  # fmt: skip
    row = world.make(Framework(slug=slug(fact), level=Level.PUBLIC, source=world.source(fact), **columns))
    world.keep(fact, row, **columns)
    _said_of_framework(world, fact, row)


def _said_of_framework(world: World, fact: Fact, row: Framework) -> None:
    """What a fact says of a framework beside its own columns: who adopted, discussed, planned or wrote it."""
    if "adopted" in fact:
        world.expect(
            fact, Framework, name=fact["name"], decision__date=fact["adopted"],
            decision__body=world.made[fact["adopted_by"]],
        )  # fmt: skip
    if "discussed_concept" in fact:
        world.expect(fact, Meeting, date=fact["discussed_concept"], body=world.made["ab-dgj"])
    if "(AB)" in fact.get("planned_decision", ""):
        world.expect(fact, Commitment, made_by=world.made["ab-dgj"], words="medio juli")
    if fact.get("implements") == "nvo":
        statement = {"framework": row, "question": "voert uit", "value": "Norm voor Opdrachtgeverschap"}
        world.make(Statement(source=world.source(fact), **statement))
        world.expect(fact, Statement, **statement)
    if "take note" in fact.get("status", ""):
        world.expect(fact, Decision, body=world.made["college-gm"], outcome=Outcome.NOTED)
    if "developed_by" in fact:
        task = {"subject": f"opstellen van {fact['name']}", "holder_body": world.made[fact["developed_by"]]}
        world.make(Mandate(kind=MandateKind.TASK, **task))
        world.expect(fact, Mandate, **task)


def put_decision(world: World, fact: Fact) -> None:
    """A decision of a body, or of deciders in words, with a date as exact as the text has it."""
    date, precision = parse_iso(fact["date"])
    assert fact.get("date_precision", precision) == precision
    words = "take note" if "take note" in fact["outcome"] else fact["outcome"].split(" ")[0]
    year = re.search(r"in force from (20\d\d)$", fact["outcome"])
    effective, exactly = parse_iso(year[1] if year else fact.get("effective"))
    columns = {
        "subject": fact["subject"], "outcome": OUTCOMES.get(words, Outcome.OTHER), "date": date,
        "date_precision": precision, "effective_date": effective, "effective_date_precision": exactly,
        "body": world.made.get(fact["body"] or ""), "body_text": fact.get("body_text", ""),
        "programme": world.made["prog-wvdj"] if "Werk voor de Jeugd" in fact["subject"] else None,
    }  # fmt: skip
    row = world.make(Decision(source=world.source(fact), publicly_sourced=True, level=Level.PUBLIC, **columns))
    world.keep(fact, row, **columns)
    if "framework" in fact:
        Framework.objects.filter(name=world.made[fact["framework"]].name).update(decision=row)
        world.expect(fact, Framework, decision__subject=fact["subject"], number="2629403")
    if "Norm voor Opdrachtgeverschap" in fact["subject"]:
        NormSet.objects.filter(name=world.made["nvo"].name).update(decision=row)
    if "date_after" in fact:
        row.implements.add(world.made["dec-6"])
        world.expect(fact, Decision, subject=fact["subject"], implements__date=fact["date_after"])
    if fact.get("after_zienswijze"):
        world.expect(fact, Decision, subject=fact["subject"], date=date, rounds__kind=RoundKind.OPINION)


def put_opinion(world: World, fact: Fact) -> None:
    """A zienswijze is one gemeente's answer in a round that led to decisions; its effect is a point taken over."""
    if "effect" in fact:
        point = {"round": world.made[fact["of"]], "text": "Kostenbeheersing", "reaction": fact["effect"],
                 "taken_over": True}  # fmt: skip
        world.keep(fact, world.make(RoundPoint(**point)), **point)
        return
    framework = world.made.get(fact["on"])
    row = world.make(
        Round(
            kind=RoundKind.OPINION, subject=str(framework or fact["on"]), framework=framework,
            region=world.region("zhz"), source=world.source(fact), level=Level.PUBLIC,
        )
    )  # fmt: skip
    led_to = fact["led_to"] if isinstance(fact["led_to"], list) else [fact["led_to"]]
    row.led_to.set(world.made[key] for key in led_to)
    answer = {"gemeente": world.gemeente(fact["gemeente"]), "status": AnswerStatus.GIVEN, "answered_on": fact["date"],
              "number": fact["ris"] or ""}  # fmt: skip
    world.make(RoundAnswer(round=row, **answer))
    found = {f"answers__{name}": value for name, value in answer.items()}
    world.keep(fact, row, subject=str(framework or fact["on"]), framework=framework, **found)
    if fact.get("body"):
        assert world.made[fact["body"]].gemeente.name == fact["gemeente"]
    for key in led_to:
        world.expect(fact, Round, led_to__subject=world.made[key].subject, led_to__date=world.made[key].date, **found)
    if "date_before" in fact:
        world.expect(fact, Round, led_to__date=fact["date_before"], **found)


def put_opinion_point(world: World, fact: Fact) -> None:
    """A point of which the letter does not say which gemeente raised it."""
    point = {"round": world.made["zw-1"], "text": fact["text"], "taken_over": fact.get("became_principle")}
    world.keep(fact, world.make(RoundPoint(**point)), gemeente=None, **point)


def put_number(world: World, fact: Fact) -> None:
    """A document that is known by its number alone."""
    number = fact["id"][4:]
    row = world.make(Source(kind=SourceKind.LETTER, title=f"{fact['subject']} (RIS)", number=number))
    world.keep(fact, row, number=number, title__startswith=fact["subject"])
