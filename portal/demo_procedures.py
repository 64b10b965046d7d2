"""Demo content of procedures: a dossier with its framework, rounds, promises and mandates.

The facts come from council letters that are public elsewhere; each carries the Source that names the letter. The
words are our own.
"""

from __future__ import annotations

import datetime

from governance.changes import open_round
from governance.indexing import index_all
from governance.models import (
    Body,
    Commitment,
    Decision,
    Dossier,
    Framework,
    Gemeente,
    Mandate,
    Organisation,
    Programme,
    Region,
    RegionDefinition,
    RoundAnswer,
    RoundPoint,
    Segment,
    Source,
    Statement,
)
from governance.queries import AUTHORITY
from governance.vocabulary import (
    AnswerStatus,
    CommitmentKind,
    FrameworkKind,
    Granularity,
    Level,
    MandateKind,
    Precision,
    RoundKind,
)

DAY = datetime.date
ZHZ, RIJNMOND = "zuid-holland-zuid", "rijnmond"
RIB_PROGRAMME = "Raadsinformatiebrief Programma Werk voor de Jeugd, gemeente Dordrecht"
RIB_FRAMEWORK = "Raadsinformatiebrief inkoopkader jeugdhulp 2022 e.v., gemeente Dordrecht (zonder datum, 2021)"
LETTER_VISION = "Brief Vaststelling regiovisie Jeugdhulp Rijnmond, GR Jeugdhulp Rijnmond"
DOSSIER = "inkoopkader-jeugdhulp-zuid-holland-zuid"

SEGMENTS = (
    ("1", "Hoog specialistisch"), ("2", "Wonen"), ("3", "Dagbesteding, dagbehandeling en BSO+"),
    ("4a", "Specialistisch en veelvoorkomend, algemeen"), ("4b", "Specialistisch en veelvoorkomend, individueel"),
    ("5", "Crisis"), ("6", "Gecertificeerde instellingen"), ("7", "Jeugdhulp op school"),
)  # fmt: skip
POINTS = (
    "De toegang versterken en contracten stevig beheren", "Lokaal waar het kan, regionaal waar het moet",
    "Grip op het aantal aanbieders, met behoud van keuze", "Kosten beheersen",
    "Betrokken blijven bij de verdere inkoop",
)  # fmt: skip

THEMES = [
    "kennis, leren en ontwikkelen", "reikwijdte van de Jeugdwet", "toegang naar hulp", "kwaliteit van de jeugdhulp",
    "effectiviteit",
]  # fmt: skip


def add_procedures() -> int:
    """Add the dossier and what belongs to it, once; returns how many dossiers were added (0 or 1)."""
    if Dossier.objects.filter(slug=DOSSIER).exists():
        return 0
    region = Region.objects.get(slug=ZHZ)
    dossier = Dossier.objects.create(
        slug=DOSSIER, title="Inkoopkader jeugdhulp Zuid-Holland Zuid", region=region,
        summary="Hoe tien gemeenten samen jeugdhulp inkopen: van het kader van 2020 tot de uitvoering vanaf 2022.",
    )  # fmt: skip
    Decision.objects.filter(region=region, source__title=RIB_FRAMEWORK).update(dossier=dossier)
    framework = _framework(region, dossier)
    _opinions(region, dossier, framework)
    _promises(region, dossier)
    _mandates(region)
    _programme(region)
    _vision(Region.objects.get(slug=RIJNMOND))
    index_all([dossier, *Commitment.objects.filter(dossier=dossier)])
    return 1


def _framework(region: Region, dossier: Dossier) -> Framework:
    framework = Framework.objects.create(
        slug="inkoopkader-jeugdhulp-2022", name="Inkoopkader jeugdhulp 2022 en verder", kind=FrameworkKind.PURCHASE,
        number="2629403", region=region, dossier=dossier, valid_from=DAY(2022, 1, 1), source=_source(RIB_FRAMEWORK),
        scope="Specialistische jeugdhulp (tweede lijn)", level=Level.PUBLIC,
        decision=Decision.objects.filter(dossier=dossier, date=DAY(2020, 12, 10), subject__startswith="Inko").first(),
    )  # fmt: skip
    Segment.objects.bulk_create(Segment(framework=framework, code=code, name=name) for code, name in SEGMENTS)
    for value, title in (("de gemeenteraad", RIB_PROGRAMME), ("het algemeen bestuur van de DG&J", RIB_FRAMEWORK)):
        Statement.objects.create(
            framework=framework, question="wie stelde het vast", value=value, source=_source(title)
        )
    return framework


def _opinions(region: Region, dossier: Dossier, framework: Framework) -> None:
    """The zienswijzen on the framework; of one gemeente the answer is known from the letter."""
    found = open_round(
        region=region, definition=_definition(), members_on=DAY(2020, 11, 10), actor=None, kind=RoundKind.OPINION,
        subject="Zienswijze op het inkoopkader jeugdhulp 2022 en verder", framework=framework, level=Level.PUBLIC,
        dossier=dossier, source=_source(RIB_FRAMEWORK), asked_by=_body("dgj-zhz", "algemeen-bestuur"),
        owner_region=region,
    )  # fmt: skip
    found.led_to.set(Decision.objects.filter(dossier=dossier, subject__startswith="Inkoopkader"))
    RoundAnswer.objects.filter(round=found, gemeente__name="Dordrecht").update(
        status=AnswerStatus.GIVEN, answered_on=DAY(2020, 11, 10), council_on=DAY(2020, 11, 10), number="2629403",
        reaction="Kosten beheersen is toegevoegd als uitgangspunt.",
    )  # fmt: skip
    RoundPoint.objects.bulk_create(
        RoundPoint(round=found, text=text, taken_over=True if text.startswith("Kosten") else None) for text in POINTS
    )


def _promises(region: Region, dossier: Dossier) -> None:
    college = Body.objects.get(gemeente__name="Dordrecht", slug="college")
    council = Body.objects.get(gemeente__name="Dordrecht", slug="gemeenteraad")
    for subject, words, earliest, latest in (
        ("Nog een bijeenkomst voor raadsleden over het inkoopkader", "voor de zomer", None, DAY(2021, 6, 20)),
        ("Themabijeenkomst over het Sociaal Wijkteam", "komend najaar", DAY(2021, 9, 22), DAY(2021, 12, 20)),
    ):
        Commitment.objects.create(
            kind=CommitmentKind.ANNOUNCEMENT, subject=subject, made_by=college, made_to=council, words=words,
            earliest=earliest, latest=latest, granularity=Granularity.SEASON, region=region, dossier=dossier,
            source=_source(RIB_FRAMEWORK), level=Level.PUBLIC, owner_gemeente=college.gemeente,
        )  # fmt: skip


def _programme(region: Region) -> None:
    """What the letter says of the programme besides its goals: themes, who commissions it, who pays first, when it is
    looked back on. The shares themselves stand in a plan that is not public."""
    Programme.objects.filter(region=region, slug="werk-voor-de-jeugd").update(
        themes=THEMES, client=Body.objects.get(region=region, slug="pfo-jeugd"),
        cashier=Gemeente.objects.get(name="Dordrecht"), share_key="volgens de verdeelsleutel in het programmaplan",
        evaluation_date=DAY(2023, 1, 1), evaluation_precision=Precision.YEAR,
    )  # fmt: skip


def _mandates(region: Region) -> None:
    Mandate.objects.create(
        kind=MandateKind.MANDATE, subject="inkoop en contractbeheer van jeugdhulp", region=region,
        giver_text="de tien gemeenten", source=_source(RIB_PROGRAMME),
        holder_organisation=Organisation.objects.get(slug="gezond-en-veilig-opgroeien"),
    )  # fmt: skip
    Mandate.objects.create(
        kind=MandateKind.MANDATE, subject="contract met de Stichting Jeugdteams", region=region,
        giver_text="de tien gemeenten", holder_organisation=Organisation.objects.get(slug="soj-zhz"),
        valid_until=DAY(2022, 1, 1), source=_source(RIB_FRAMEWORK),
    )  # fmt: skip
    Mandate.objects.create(
        kind=MandateKind.CASHIER,
        subject="kassier van het programma Werk voor de Jeugd",
        region=region,
        holder_gemeente=Gemeente.objects.get(name="Dordrecht"),
        source=_source(RIB_PROGRAMME),
    )


def _vision(region: Region) -> None:
    """The round among the fifteen gemeenten of Rijnmond, as the region was on the day of the letter."""
    framework = Framework.objects.create(
        slug="regiovisie-nabij-en-passend", name="Regiovisie Nabij en passend", kind=FrameworkKind.VISION,
        region=region, source=_source(LETTER_VISION), level=Level.PUBLIC,
        aims=["De lokale hulp versterken", "De regionale hulp beter laten aansluiten", "Samen leren"],
    )  # fmt: skip
    open_round(
        region=region, definition=_definition(), members_on=DAY(2020, 12, 15), actor=None, kind=RoundKind.ADOPTION,
        asked_on=DAY(2020, 12, 15),
        subject="Vaststelling van de regiovisie Nabij en passend", framework=framework, deadline=DAY(2021, 5, 1),
        asked_by=_body("gr-jeugdhulp-rijnmond", "dagelijks-bestuur"), source=_source(LETTER_VISION),
        request="Het advies van de adviesraad sociaal domein meesturen", level=Level.PUBLIC, owner_region=region,
    )  # fmt: skip


def _source(title: str) -> Source:
    return Source.objects.get(title=title)


def _body(organisation: str, slug: str) -> Body:
    return Body.objects.get(organisation__slug=organisation, slug=slug)


def _definition() -> RegionDefinition:
    """The first division of the authority that the portal follows: it covers the years before."""
    return RegionDefinition.objects.filter(authority=AUTHORITY).earliest("peil_date")
