"""Demo content: accounts to log in with, and facts about three regions that make their pages alive.

The facts come from council letters that are public elsewhere; each carries a Source that names the letter. The words
are our own. Letters themselves come in through the worker (``ingest``), not from here.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from governance.changes import grant_role, record_decision
from governance.indexing import index_programme
from governance.models import (
    Alias,
    Body,
    Decision,
    Gemeente,
    Programme,
    Region,
    RoleAssignment,
    Source,
    User,
)
from governance.queries import region_on
from governance.vocabulary import (
    AliasKind,
    DecisionForm,
    Level,
    Outcome,
    Precision,
    ProgrammeScope,
    Role,
)
from portal import demo_procedures

SINCE = datetime.date(2020, 1, 1)
ZHZ, RIJNMOND = "zuid-holland-zuid", "rijnmond"

# Letters outside the portal, by the number or title under which the reference data knows them as a source.
RIB_PROGRAMME = "Raadsinformatiebrief Programma Werk voor de Jeugd, gemeente Dordrecht"
RIB_FRAMEWORK = "Raadsinformatiebrief inkoopkader jeugdhulp 2022 e.v., gemeente Dordrecht (zonder datum, 2021)"
MEMO = "Memo Voorstel themabespreking jeugd, gemeente Dordrecht"
LETTER_VISION = "Brief Vaststelling regiovisie Jeugdhulp Rijnmond, GR Jeugdhulp Rijnmond"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demo with its roles: role and gemeente code or region slug, empty for everywhere."""

    email: str
    roles: tuple[tuple[Role, str], ...]
    is_staff: bool = False


@dataclass(frozen=True, slots=True)
class DemoProgramme:
    """A programme with the source that names it."""

    region: str
    slug: str
    name: str
    scope: ProgrammeScope
    source: str
    goals: str
    valid_from: datetime.date | None = None
    valid_from_precision: Precision = Precision.UNKNOWN
    valid_until: datetime.date | None = None
    valid_until_precision: Precision = Precision.UNKNOWN
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoDecision:
    """A decision that a public letter outside the portal reports; ``body`` is organisation and body slug."""

    region: str
    subject: str
    outcome: Outcome
    source: str
    date: datetime.date
    date_precision: Precision = Precision.DAY
    body: tuple[str, str] | None = None
    body_text: str = ""
    effective_date: datetime.date | None = None
    form: DecisionForm = DecisionForm.GR
    programme: str = ""


@dataclass(slots=True)
class DemoResult:
    """What was added, and the password of accounts that are new."""

    accounts: list[str] = field(default_factory=list)
    programmes: int = 0
    decisions: int = 0
    procedures: int = 0


ACCOUNTS = (
    DemoAccount(
        "griffie@demo.example",
        (
            (Role.GRIFFIE, "GM0505"),
            (Role.GRIFFIE, "GM1942"),
            (Role.REGIONAL_GRIFFIE, RIJNMOND),
            (Role.REGIONAL_GRIFFIE, ZHZ),
        ),
    ),
    DemoAccount("raadslid@demo.example", ((Role.COUNCILLOR, "GM0505"),)),
    DemoAccount("beheer@demo.example", ((Role.FUNCTIONAL_MANAGER, ""),), is_staff=True),
)

PROGRAMMES = (
    DemoProgramme(
        region=ZHZ,
        slug="werk-voor-de-jeugd",
        name="Werk voor de Jeugd",
        scope=ProgrammeScope.JOINT_LOCAL,
        source=RIB_PROGRAMME,
        goals=(
            "Tien gemeenten werken samen aan vijf thema's. Het programma is meervoudig lokaal: elke gemeente besluit "
            "zelf."
        ),
        valid_from=datetime.date(2022, 9, 1),
        valid_from_precision=Precision.MONTH,
        valid_until=datetime.date(2024, 1, 1),
        valid_until_precision=Precision.MONTH,
    ),
    DemoProgramme(
        region=ZHZ,
        slug="programma-jeugd",
        name="Programma Jeugd (DG&J)",
        scope=ProgrammeScope.REGIONAL,
        source=RIB_FRAMEWORK,
        goals=(
            "Een verkenning: wat Veilig Thuis, leerplicht, toezicht op kinderopvang, jeugdgezondheidszorg en de inkoop "
            "van jeugdhulp binnen één dienst voor elkaar kunnen betekenen."
        ),
    ),
    DemoProgramme(
        region=RIJNMOND,
        slug="regioagenda",
        name="Regioagenda",
        scope=ProgrammeScope.REGIONAL,
        source=LETTER_VISION,
        goals="De uitwerking van de regiovisie Nabij en passend in afspraken en projecten, zodra de visie vaststaat.",
        abbreviations=("regioagenda Jeugdhulp Rijnmond",),
    ),
)

AB = ("dgj-zhz", "algemeen-bestuur")
DECISIONS = (
    DemoDecision(
        region=ZHZ,
        subject="Einde van de financiële solidariteit tussen de gemeenten",
        outcome=Outcome.OTHER,
        source=MEMO,
        date=datetime.date(2020, 3, 5),
        body=AB,
    ),
    DemoDecision(
        region=ZHZ,
        subject="Budgetmaxima en afschaffing van de regel ‘nee, tenzij’",
        outcome=Outcome.POSTPONED,
        source=MEMO,
        date=datetime.date(2020, 3, 5),
        body=AB,
    ),
    DemoDecision(
        region=ZHZ,
        subject="Inkoopkader jeugdhulp 2022 en verder",
        outcome=Outcome.ADOPTED,
        source=RIB_FRAMEWORK,
        date=datetime.date(2020, 12, 10),
        body=AB,
        effective_date=datetime.date(2022, 1, 1),
    ),
    DemoDecision(
        region=ZHZ,
        subject="Opzegging van de overeenkomst tussen SOJ en SJT",
        outcome=Outcome.AGREED,
        source=RIB_FRAMEWORK,
        date=datetime.date(2020, 12, 10),
        body=AB,
        effective_date=datetime.date(2021, 12, 31),
    ),
    DemoDecision(
        region=ZHZ,
        subject="Opname van de Serviceorganisatie Jeugd in de DG&J",
        outcome=Outcome.AGREED,
        source=RIB_FRAMEWORK,
        date=datetime.date(2021, 2, 11),
        body=AB,
    ),
    DemoDecision(
        region=ZHZ,
        subject="Programma Werk voor de Jeugd",
        outcome=Outcome.ADOPTED,
        source=RIB_PROGRAMME,
        date=datetime.date(2022, 9, 1),
        date_precision=Precision.MONTH,
        body_text="De tien gemeenten van Zuid-Holland Zuid",
        form=DecisionForm.JOINT_LOCAL,
        programme="werk-voor-de-jeugd",
    ),
)


@transaction.atomic
def load_demo_content(password: str) -> DemoResult:
    """Add what is missing of accounts, programmes and decisions; what is there stays as it is."""
    result = DemoResult()
    for account in ACCOUNTS:
        if _add_account(account, password):
            result.accounts.append(account.email)
    result.programmes = sum(_add_programme(item) for item in PROGRAMMES)
    result.decisions = sum(_add_decision(item) for item in DECISIONS)
    result.procedures = demo_procedures.add_procedures()
    return result


def _add_account(account: DemoAccount, password: str) -> bool:
    user = User.objects.filter(email=account.email).first()
    added = user is None
    if user is None:
        user = User.objects.create_user(account.email, password, is_staff=account.is_staff)
    for role, where in account.roles:
        place = _place(where)
        gemeente = place if isinstance(place, Gemeente) else None
        region = place if isinstance(place, Region) else None
        if not RoleAssignment.objects.filter(user=user, role=role, gemeente=gemeente, region=region).exists():
            grant_role(user, role=role, place=place, valid_from=SINCE, granted_by=None)
    return added


def _place(where: str) -> Gemeente | Region | None:
    if not where:
        return None
    if where.startswith("GM"):
        return Gemeente.objects.get(code=where)
    return Region.objects.get(slug=where)


def _add_programme(item: DemoProgramme) -> bool:
    region = Region.objects.get(slug=item.region)
    programme, added = Programme.objects.get_or_create(
        region=region,
        slug=item.slug,
        defaults={
            "name": item.name,
            "scope": item.scope,
            "goals": item.goals,
            "source": Source.objects.get(title=item.source),
            "valid_from": item.valid_from,
            "valid_from_precision": item.valid_from_precision,
            "valid_until": item.valid_until,
            "valid_until_precision": item.valid_until_precision,
            "level": Level.PUBLIC,
        },
    )
    if added:
        Alias.objects.bulk_create(
            Alias(programme=programme, text=text, kind=AliasKind.SPELLING) for text in item.abbreviations
        )
        index_programme(programme)
    return added


def _add_decision(item: DemoDecision) -> bool:
    region = Region.objects.get(slug=item.region)
    if Decision.objects.filter(region=region, subject=item.subject, date=item.date).exists():
        return False
    body = Body.objects.get(organisation__slug=item.body[0], slug=item.body[1]) if item.body else None
    programme = region.programmes.get(slug=item.programme) if item.programme else None
    record_decision(
        actor=None,
        subject=item.subject,
        outcome=item.outcome,
        date=item.date,
        date_precision=item.date_precision,
        body=body,
        body_text=item.body_text,
        effective_date=item.effective_date,
        form=item.form,
        region=region,
        programme=programme,
        source=Source.objects.get(title=item.source),
        publicly_sourced=True,
        deciders=region_on(region, item.date).gemeenten if item.form == DecisionForm.JOINT_LOCAL else (),
    )
    return True
