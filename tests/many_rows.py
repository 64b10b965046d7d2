"""A world in which everything that a page can list is there ten times, and then a thousand times.

One region, gemeente, organisation, board, programme, framework, dossier, round, letter and so on stand in the middle;
each of the many rows hangs on one of those and on things of its own, so that a page that asks the database for what
belongs to a row asks it a thousand times.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from documents.models import (
    AliasProposal,
    Choice,
    CitedDocument,
    Contradiction,
    EvidenceLink,
    Finding,
    FourEyes,
    HandlingCode,
    HeadLabel,
    Letter,
    LetterAttachment,
    LetterVersion,
    Passage,
    ReadingRun,
    Receipt,
    Report,
    Upload,
    UploadBatch,
)
from governance.models import (
    Alias,
    ArrangementParticipant,
    ArrangementVersion,
    Body,
    BodyLifeEvent,
    Commitment,
    CostShare,
    Decision,
    Dossier,
    Framework,
    FrameworkStep,
    FrameworkVersion,
    Gemeente,
    GemeenteSuccession,
    LegalTerm,
    Mandate,
    Meeting,
    Merge,
    NormAssessment,
    NormItem,
    NormSet,
    Organisation,
    Person,
    Programme,
    Project,
    ProjectResult,
    Region,
    RegionDefinition,
    RegionMembership,
    RoleAssignment,
    Round,
    RoundAnswer,
    RoundPoint,
    RoundResponse,
    Seat,
    Segment,
    ShareTable,
    Source,
    Statement,
    SubRegion,
    SubRegionMembership,
    User,
)
from governance.search_index import Findable, put_many
from governance.vocabulary import Level, ObjectKind, Side

DAY = datetime.date(2020, 1, 1)
PUBLIC = {"level": Level.PUBLIC}
PLACE = {"status": "confirmed", "page": 1, "start": 0, "end": 20}
TEXT = "Het bestuur besloot over jeugdhulp.\n" * 3


def day(n: int) -> datetime.date:
    """A day of its own for each number."""
    return DAY + datetime.timedelta(days=n)


class Many:
    """The world; ``grow`` gives it more rows of everything."""

    def __init__(self) -> None:
        self.count = 0
        self.rows: dict[str, list[Any]] = {}
        _without_history()
        self._middle()

    def grow(self, count: int) -> None:
        """Have so many rows of everything around what stands in the middle."""
        self.first, self.count = self.count, count
        for part in (self._places, self._structures, self._plans, self._decided, self._letters, self._rounds,
                     self._evidence, self._kept):  # fmt: skip
            part()

    def _many(self, model: type[Model], label: str = "", /, **columns: Any) -> None:
        """More rows of a model; a column is a value, or what gives it for a number. ``label``: to hang others on."""
        rows = [
            model(**{key: value(n) if callable(value) else value for key, value in columns.items()})
            for n in range(self.first, self.count)
        ]
        self.rows.setdefault(label or model.__name__, []).extend(model._default_manager.bulk_create(rows))

    def _the(self, name: str) -> Callable[[int], Any]:
        """What gives the row with a number."""
        return lambda n: self.rows[name][n]

    def _middle(self) -> None:
        self.source = Source.objects.create(kind="dataset", title="Bron in het midden")
        self.definition = RegionDefinition.objects.create(
            authority="CBS", peil_date=DAY, title="Indeling", source=self.source
        )
        self.region = Region.objects.create(name="Middenregio", slug="middenregio", cbs_code="TZM")
        self.gemeente = Gemeente.objects.create(name="Middendorp", slug="middendorp", code="GM9999")
        RegionMembership.objects.create(
            definition=self.definition, region=self.region, gemeente=self.gemeente, source=self.source
        )
        self.organisation = Organisation.objects.create(
            name="GR Midden", slug="gr-midden", kind="gemeenschappelijke regeling", region=self.region
        )
        deciding = {"competence": "decides", "expected_seats": 9}
        self.body = Body.objects.create(name="AB", slug="ab", kind="AB", organisation=self.organisation, **deciding)
        self.council = Body.objects.create(
            name="Gemeenteraad", slug="gemeenteraad", kind="gemeenteraad", gemeente=self.gemeente, **deciding
        )
        self.person = Person.objects.create(name="Wethouder Midden")
        self.seat = Seat.objects.create(person=self.person, body=self.body, on_behalf_of=self.gemeente)
        self._middle_plans()
        self._middle_facts()

    def _middle_plans(self) -> None:
        self.dossier = Dossier.objects.create(title="Dossier", slug="dossier", region=self.region)
        plan = {"region": self.region, "source": self.source, **PUBLIC}
        self.programme = Programme.objects.create(name="Programma", slug="programma", scope="regionaal", **plan)
        self.framework = Framework.objects.create(
            name="Kader", slug="kader", kind="regiovisie", dossier=self.dossier, **plan
        )
        self.project = Project.objects.create(programme=self.programme, name="Project", scope="regionaal")
        self.shares = ShareTable.objects.create(programme=self.programme, year=2021)
        self.norms = NormSet.objects.create(name="Norm", version="1", source=self.source)
        self.norm = NormItem.objects.create(norm_set=self.norms, order=30_000, text="Afspraak")

    def _middle_facts(self) -> None:
        self.griffie, self.manager = (
            User.objects.create(email=f"{n}@voorbeeld.example") for n in ("griffie", "beheer")
        )
        self.role = RoleAssignment.objects.create(user=self.griffie, role="griffie", gemeente=self.gemeente)
        RoleAssignment.objects.create(user=self.manager, role="functioneel beheer")
        fact = {"region": self.region, "source": self.source, "dossier": self.dossier, "owner_gemeente": self.gemeente,
                **PUBLIC}  # fmt: skip
        self.decision = Decision.objects.create(subject="Besluit", outcome="vastgesteld", body=self.body, **fact)
        self.round = Round.objects.create(
            kind="zienswijze", subject="Ronde", asked_by=self.body, asked_on=DAY, framework=self.framework, **fact
        )
        RoundAnswer.objects.create(round=self.round, gemeente=self.gemeente)
        self.commitment = Commitment.objects.create(
            kind="toezegging", subject="Toezegging", made_by=self.body, latest=DAY, **fact
        )
        self.letter, self.version = self._letter("published")
        self.draft, self.draft_version = self._letter("to_check")
        self.batch = UploadBatch.objects.create(
            owner_gemeente=self.gemeente, declared_level="openbaar", uploaded_by=self.griffie
        )
        self.attached = LetterAttachment.objects.create(
            letter=self.draft, file_name="bijlage.pdf", sha256="m", size=1, added_by=self.griffie
        )
        self.proposal = AliasProposal.objects.create(text="Schrijfwijze in het midden")

    def _letter(self, state: str) -> tuple[Letter, LetterVersion]:
        published = {"level": Level.PUBLIC, "published_at": timezone.now()} if state == "published" else {}
        letter = Letter.objects.create(
            state=state, declared_level="openbaar", subject="Brief", date=DAY, gemeente=self.gemeente,
            region=self.region, dossier=self.dossier, owner_gemeente=self.gemeente, uploaded_by=self.griffie,
            personal_data_checked_at=timezone.now(), **published,
        )  # fmt: skip
        version = LetterVersion.objects.create(letter=letter, text=TEXT, public_text=TEXT, pages=1)
        return letter, version

    def _places(self) -> None:
        self._many(Source, kind="dataset", title=lambda n: f"Bron {n}", date=DAY)
        source, gemeente = self._the("Source"), self._the("Gemeente")
        self._many(
            RegionDefinition, authority=lambda n: f"Instantie {n}", peil_date=DAY, title="Indeling", source=source
        )
        self._many(Region, name=lambda n: f"Regio {n}", slug=lambda n: f"regio-{n}", cbs_code=lambda n: f"TZ{n}")
        self._many(
            Gemeente, name=lambda n: f"Dorp {n}", slug=lambda n: f"dorp-{n}", code=lambda n: f"GM{n:04}", source=source
        )
        self._many(RegionMembership, definition=self.definition, region=self.region, gemeente=gemeente, source=source)
        past = {"valid_from": lambda n: day(-n - 1), "valid_until": lambda n: day(-n)}
        self._many(
            RegionMembership, "earlier", definition=self._the("RegionDefinition"), region=self._the("Region"),
            gemeente=self.gemeente, source=source, **past,
        )  # fmt: skip
        self._many(GemeenteSuccession, date=DAY, kind="merger", old=gemeente, new=self.gemeente, source=source)
        self._many(GemeenteSuccession, "after", date=DAY, kind="split", old=self.gemeente, new=gemeente, source=source)
        self._many(SubRegion, region=self.region, name=lambda n: f"Deel {n}", source=source)
        self._many(SubRegionMembership, sub_region=self._the("SubRegion"), gemeente=gemeente)
        self._many(User, email=lambda n: f"lezer{n}@voorbeeld.example")
        self._many(RoleAssignment, user=self._the("User"), role="raadslid", gemeente=gemeente)

    def _structures(self) -> None:
        source, gemeente = self._the("Source"), self._the("Gemeente")
        regeling = {"kind": "gemeenschappelijke regeling", "region": self.region, "source": source}
        self._many(
            Organisation, name=lambda n: f"GR {n}", slug=lambda n: f"gr-{n}", part_of=self.organisation,
            successor=self.organisation, gemeente=self.gemeente, **regeling,
        )  # fmt: skip
        body = {"name": lambda n: f"Tafel {n}", "slug": lambda n: f"tafel-{n}", "kind": "PFO", "competence": "decides",
                "source": source, "expected_seats": 3}  # fmt: skip
        self._many(Body, organisation=self._the("Organisation"), **body)
        self._many(Body, "in region", region=self.region, **body)
        self._many(Body, "in organisation", organisation=self.organisation, **body)
        self._many(Body, "in gemeente", gemeente=self.gemeente, **body)
        self._many(Body, "councils", gemeente=gemeente, **body | {"kind": "gemeenteraad", "slug": "gemeenteraad"})
        bodies = self._the("Body")
        self._many(Person, name=lambda n: f"Wethouder {n // 2}")
        seat = {"valid_from": DAY, "source": source}
        self._many(Seat, person=self._the("Person"), body=self.body, on_behalf_of=gemeente, **seat)
        self._many(Seat, "of one", person=self.person, body=bodies, on_behalf_of=gemeente, **seat)
        self._many(Seat, "past", person=self._the("Person"), body=self.council, on_behalf_of=gemeente, **seat)
        for name in ("region", "gemeente", "organisation", "body", "programme"):
            self._many(
                Alias, name, text=lambda n: f"Naam {n}", kind="spelling", source=source, **{name: getattr(self, name)}
            )
        self._many(
            Mandate, kind="mandaat", subject=lambda n: f"Taak {n}", region=self.region, giver_gemeente=gemeente,
            holder_body=bodies, source=source,
        )  # fmt: skip
        self._many(Mandate, "of body", kind="mandaat", subject=lambda n: f"Taak {n}", giver_body=self.body,
                   holder_organisation=self._the("Organisation"), source=source)  # fmt: skip
        period = {"valid_from": day, "valid_until": lambda n: day(n + 1), "source": source}
        self._many(ArrangementVersion, organisation=self.organisation, number=lambda n: f"CVDR{n}", **period)
        self._many(ArrangementParticipant, organisation=self.organisation, gemeente=gemeente, organ="raad")
        self._many(ArrangementParticipant, "of one", organisation=self._the("Organisation"), gemeente=self.gemeente,
                   organ="raad", source=source)  # fmt: skip
        self._many(Meeting, body=self.body, date=day, source=source)
        self._many(Meeting, "of region", region=self.region, date=day, source=source)
        self._many(
            Merge, body=bodies, old_name=lambda n: f"Orgaan {n}", record={}, reason="Dubbel.", actor=self._the("User")
        )

    def _plans(self) -> None:
        source, gemeente, body = self._the("Source"), self._the("Gemeente"), self._the("Body")
        self._many(Dossier, title=lambda n: f"Dossier {n}", slug=lambda n: f"dossier-{n}", region=self._the("Region"))
        plan = {"slug": lambda n: f"plan-{n}", "name": lambda n: f"Plan {n}", "region": self.region, "source": source,
                **PUBLIC}  # fmt: skip
        self._many(Programme, scope="regionaal", client=body, cashier=gemeente, gemeente=gemeente, **plan)
        programme, organisation = self._the("Programme"), self._the("Organisation")
        project = {"name": lambda n: f"Project {n}", "scope": "regionaal", "source": source, "board_client": body}
        self._many(Project, programme=self.programme, gemeente=gemeente, **project)
        self._many(Project, "elsewhere", programme=programme, organisation=organisation, **project)
        result = {"subject": "Wachttijd", "value": "vijf weken", "source": source}
        self._many(ProjectResult, project=self._the("Project"), date=DAY, **result)
        self._many(ProjectResult, "in time", project=self.project, date=day, **result)
        self._many(ShareTable, programme=programme, year=2020, source=source)
        self._many(CostShare, table=self.shares, gemeente=gemeente, percentage=Decimal("0.05"))
        self._many(Framework, kind="inkoopkader", gemeente=gemeente, organisation=organisation,
                   elaborates=self.framework, dossier=self.dossier, **plan)  # fmt: skip
        period = {"valid_from": day, "valid_until": lambda n: day(n + 1), "source": source}
        self._many(FrameworkVersion, framework=self.framework, label=lambda n: f"v{n}", **period)
        for framework in (self._the("Framework"), self.framework):
            self._many(Segment, framework=framework, code=str, name=lambda n: f"Segment {n}")
            self._many(FrameworkStep, framework=framework, order=lambda n: n, text=lambda n: f"Stap {n}")
        self._many(NormSet, name=lambda n: f"Norm {n}", version="1", source=source)
        self._many(NormItem, norm_set=self.norms, order=lambda n: n, text=lambda n: f"Afspraak {n}")
        assessed = {"status": "met", "source": source}
        self._many(NormAssessment, item=self._the("NormItem"), region=self.region, date=DAY, **assessed)
        self._many(NormAssessment, "elsewhere", item=self.norm, region=self._the("Region"), date=DAY, **assessed)

    def _decided(self) -> None:
        source, body = self._the("Source"), self._the("Body")
        fact = {"region": self.region, "dossier": self.dossier, "source": source, "owner_gemeente": self.gemeente,
                **PUBLIC}  # fmt: skip
        self._many(
            Decision, subject=lambda n: f"Besluit {n}", outcome="vastgesteld", date=DAY, body=body,
            programme=self.programme, **fact,
        )  # fmt: skip
        self._many(Decision, "by body", subject=lambda n: f"Besluit {n}", outcome="vastgesteld", date=DAY,
                   body=self.body, programme=self._the("Programme"), **fact)  # fmt: skip
        decision = self._the("Decision")
        for through, other in ((Decision.deciders.through, "gemeente"), (Decision.binds.through, "gemeente")):
            self._many(through, decision=decision, **{other: self.gemeente})
            self._many(through, decision=self.decision, **{other: self._the("Gemeente")})
        for between in (Decision.supersedes.through, Decision.implements.through):
            self._many(between, from_decision=self.decision, to_decision=decision)
            self._many(between, from_decision=self._the("by body"), to_decision=self.decision)
        self._many(Contradiction, first=self.decision, second=decision)
        self._many(BodyLifeEvent, body=self.body, kind="renamed", date=DAY, successor=body, decision=decision,
                   source=source)  # fmt: skip
        told = {"question": lambda n: f"Vraag {n // 2}", "value": str, "source": source}
        for name in ("region", "organisation", "body", "programme", "framework", "decision", "norm_set"):
            middle = self.norms if name == "norm_set" else getattr(self, name)
            self._many(Statement, **{name: middle}, **told)
        self._many(
            Commitment, kind="toezegging", subject=lambda n: f"Toezegging {n}", made_by=body, made_to=self.council,
            made_by_person=self.person, latest=DAY, **fact,
        )  # fmt: skip

    def _letters(self) -> None:
        now, gemeente = timezone.now(), self._the("Gemeente")
        letter = {"declared_level": "openbaar", "subject": lambda n: f"Brief {n}", "date": DAY, "region": self.region,
                  "dossier": self.dossier, "uploaded_by": self.griffie}  # fmt: skip
        published = letter | {"state": "published", "personal_data_checked_at": now, "published_at": now, **PUBLIC}
        mine = {"owner_gemeente": self.gemeente, "gemeente": self.gemeente}
        self._many(Letter, gemeente=gemeente, owner_gemeente=gemeente, **published)
        self._many(Letter, "own", **mine, **published)
        self._many(
            Letter, "drafts", state="to_check", resembles=self._the("own"), resembles_by="text", **mine, **letter
        )
        for name in ("Letter", "own", "drafts"):
            text = {"text": TEXT, "public_text": TEXT, "pages": 1}
            self._many(LetterVersion, f"versions {name}", letter=self._the(name), **text)
            self._many(Letter.bodies.through, letter=self._the(name), body=self._the("Body"))
        draft = self._the("versions drafts")
        finding = {"value": {"value": "iets"}, "status": "check"}
        self._many(Finding, version=draft, key="subject", **finding)
        self._many(ReadingRun, version=draft, status="done")
        self._many(Choice, version=draft, key="subject", action="confirmed")
        batch = {"owner_gemeente": self.gemeente, "declared_level": "openbaar", "uploaded_by": self._the("User")}
        self._many(UploadBatch, **batch)
        upload = {
            "file_name": lambda n: f"brief-{n}.pdf",
            "size": 1,
            "status": "to_check",
            "letter": self._the("drafts"),
        }
        self._many(Upload, batch=self.batch, position=lambda n: n, **upload)
        self._many(Upload, batch=self._the("UploadBatch"), position=1, **upload)
        self._many(Report, letter=self._the("drafts"), message="Klopt niet.")
        self._many(LetterAttachment, letter=self.draft, file_name=lambda n: f"{n}.pdf", sha256=str, size=1,
                   added_by=self._the("User"))  # fmt: skip
        for version in (self.version, self.draft_version):
            self._many(Passage, version=version, heading=lambda n: f"Kop {n}", kind="kern", start=0, end=20)
            self._many(CitedDocument, version=version, scheme="zaaknummer", number=str, page=1, start=0, end=20,
                       letter=self._the("Letter"))  # fmt: skip
        place = {"start": 0, "end": 20, "page": 1, "quote": "Het bestuur"}
        for key in ("decisions", "personal_data", "mentions", "commitments"):
            self._many(Finding, version=self.draft_version, key=key, position=lambda n: n, **place, **finding)

    def _rounds(self) -> None:
        source, gemeente, body = self._the("Source"), self._the("Gemeente"), self._the("Body")
        self._many(
            Round, kind="zienswijze", subject=lambda n: f"Ronde {n}", asked_by=body, asked_on=DAY, region=self.region,
            dossier=self.dossier, framework=self.framework, source=source, owner_gemeente=self.gemeente, **PUBLIC,
        )  # fmt: skip
        rounds = self._the("Round")
        self._many(RoundAnswer, round=self.round, gemeente=gemeente, status="given", answered_on=DAY, text="Tekst.")
        self._many(RoundAnswer, "elsewhere", round=rounds, gemeente=self.gemeente, answered_on=DAY, status="given")
        response = {"status": "given", "date": DAY, "led_to": self._the("Decision"), **PUBLIC}
        self._many(RoundResponse, round=self.round, gemeente=gemeente, **response)
        self._many(RoundResponse, "elsewhere", round=rounds, gemeente=self.gemeente, **response)
        self._many(RoundPoint, round=self.round, gemeente=gemeente, text=lambda n: f"Punt {n}")
        for other in (rounds, self.round):
            decision = self._the("Decision" if other is self.round else "by body")
            self._many(Round.led_to.through, round=other, decision=decision)

    def _evidence(self) -> None:
        """Every letter names what stands in the middle and proves it; the letter in the middle names everything."""
        middle = ("region", "gemeente", "organisation", "body", "programme", "decision", "round", "commitment")
        for name in middle:
            version = self._the("versions own")
            self._many(EvidenceLink, version=version, **{name: getattr(self, name)}, **PLACE)
            for whole in (self.version, self.draft_version):
                self._many(EvidenceLink, version=whole, **{name: self._the(name.capitalize())}, **PLACE)
        for told in (self._the("versions own"), self.version):
            self._many(EvidenceLink, version=told, response=self._the("RoundResponse"), **PLACE)

    def _kept(self) -> None:
        gemeente = self._the("Gemeente")
        self._many(HandlingCode, gemeente=gemeente, code="A", label="Voor kennisgeving")
        received = {"received_on": DAY, "status": "listed", "handling": self._the("HandlingCode")}
        self._many(Receipt, letter=self._the("Letter"), gemeente=self.gemeente, **received)
        self._many(FourEyes, gemeente=gemeente)
        self._many(HeadLabel, text=lambda n: f"Woord {n}", field="subject", added_by=self._the("User"))
        self._many(AliasProposal, text=lambda n: f"Onbekend {n}", proposed_by=self._the("User"))
        period = {"valid_from": day, "valid_until": lambda n: day(n + 1), "source": self._the("Source")}
        self._many(LegalTerm, subject="begroting", weeks=12, law="Wgr", article="35", **period)
        put_many([
            Findable(kind=ObjectKind.LETTER, object_id=letter.pk, side=Side.PUBLIC, title=letter.subject,
                     url=f"/brieven/{letter.pk}/", level=Level.PUBLIC, date=DAY, region_id=self.region.pk,
                     gemeente_ids=[letter.gemeente_id], text=TEXT)
            for letter in self.rows["Letter"][self.first:]
        ])  # fmt: skip


def _without_history() -> None:
    """Write no lines of history until the transaction is rolled back: a hundred thousand of them take minutes."""
    tables = [model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_event_models")]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
