"""The closed lists of words that the product stores, each with its Dutch label.

Pure: no Django. Stored values are those of the field itself, as the contracts write them; labels are what people read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of stored values, each with a Dutch label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member from its stored value and its Dutch label; no label: the member with this value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of stored value and Dutch label, in the order of the list."""
        return [(member.value, member.label) for member in cls]


class Precision(Vocabulary):
    """How exactly a date is known."""

    DAY = "day", "dag"
    MONTH = "month", "maand"
    YEAR = "year", "jaar"
    UNKNOWN = "unknown", "onbekend"


class OrganisationKind(Vocabulary):
    """What an organisation is."""

    GR = "gemeenschappelijke regeling", "gemeenschappelijke regeling"
    EXECUTIVE = "uitvoeringsorganisatie", "uitvoeringsorganisatie"
    FOUNDATION = "stichting", "stichting"
    CONSULTANCY = "adviesbureau", "adviesbureau"
    ASSOCIATION = "vereniging", "vereniging"
    UNIT = "organisatieonderdeel", "organisatieonderdeel"
    OTHER = "other", "anders"


class BodyKind(Vocabulary):
    """What a body (orgaan) is."""

    AB = "AB", "algemeen bestuur"
    DB = "DB", "dagelijks bestuur"
    PFO = "PFO", "portefeuillehoudersoverleg"
    COUNCIL = "gemeenteraad", "gemeenteraad"
    COLLEGE = "college", "college van burgemeester en wethouders"
    COUNCIL_COMMITTEE = "raadscommissie", "raadscommissie"
    STEERING_GROUP = "stuurgroep", "stuurgroep"
    BOARD_COMMITTEE = "bestuurlijke commissie", "bestuurlijke commissie"
    PLATFORM = "platform", "platform"
    ADVISORY_COUNCIL = "adviesraad", "adviesraad"
    OFFICIALS = "ambtelijk overleg", "ambtelijk overleg"
    WORKING_GROUP = "werkgroep", "werkgroep"
    PROJECT_GROUP = "projectgroep", "projectgroep"
    PROGRAMME_TEAM = "programmateam", "programmateam"
    OTHER = "other", "anders"


class Competence(Vocabulary):
    """What a body does with a matter."""

    DECIDES = "decides", "besluit"
    ADVISES = "advises", "adviseert"
    EXECUTES = "executes", "voert uit"
    CONSULTS = "consults", "overlegt, besluit niet"


class Outcome(Vocabulary):
    """What became of a proposal (design: Decision)."""

    INTENDED = "voorgenomen", "Voorgenomen"
    OPINION_ASKED = "zienswijze gevraagd", "Zienswijze gevraagd"
    ADOPTED = "vastgesteld", "Vastgesteld"
    AGREED = "ingestemd", "Ingestemd"
    POSTPONED = "aangehouden", "Aangehouden"
    REJECTED = "verworpen", "Verworpen"
    WITHDRAWN = "ingetrokken", "Ingetrokken"
    NOTED = "kennisgenomen", "Ter kennisname"
    OTHER = "other", "Anders"
    UNKNOWN = "unknown", "Onbekend"


class DecisionForm(Vocabulary):
    """On whose authority a decision was taken."""

    OWN = "own", "eigen besluit van een gemeente"
    GR = "GR", "besluit van een gemeenschappelijke regeling"
    JOINT_LOCAL = "meervoudig lokaal", "meervoudig lokaal: elke gemeente besluit zelf"


class ProgrammeScope(Vocabulary):
    """Over which area a programme runs."""

    LOCAL = "lokaal", "lokaal"
    JOINT_LOCAL = "meervoudig lokaal", "meervoudig lokaal"
    REGIONAL = "regionaal", "regionaal"
    SUPRA_REGIONAL = "bovenregionaal", "bovenregionaal"
    NATIONAL = "landelijk", "landelijk"


class Level(Vocabulary):
    """Who may read something once a person published it. Geheim (Gemeentewet 87-89) is never stored as a level."""

    PUBLIC = "openbaar", "Openbaar"
    RESTRICTED = "besloten", "Besloten"


class Role(Vocabulary):
    """What a user may do, always for a gemeente or region and between two dates."""

    RESTRICTED_READER = "lezer besloten", "Lezer besloten stukken"
    COUNCILLOR = "raadslid", "Raadslid"
    GRIFFIE = "griffie", "Griffie"
    REGIONAL_GRIFFIE = "regiogriffie", "Regiogriffie"
    EDITOR = "redacteur", "Redacteur"
    MANAGER = "beheer", "Beheer"
    FUNCTIONAL_MANAGER = "functioneel beheer", "Functioneel beheer"


class SeatRole(Vocabulary):
    """What a person is in a body."""

    CHAIR = "voorzitter", "voorzitter"
    VICE_CHAIR = "vicevoorzitter", "vicevoorzitter"
    MEMBER = "lid", "lid"
    SUBSTITUTE = "plaatsvervangend lid", "plaatsvervangend lid"
    SECRETARY = "secretaris", "secretaris"
    ALDERMAN = "wethouder", "wethouder"
    MAYOR = "burgemeester", "burgemeester"
    TOWN_SECRETARY = "gemeentesecretaris", "gemeentesecretaris"


class LifeEventKind(Vocabulary):
    """What happened to a body; announced is not founded."""

    ANNOUNCED = "announced", "aangekondigd"
    FOUNDED = "founded", "opgericht"
    RENAMED = "renamed", "hernoemd in"
    MERGED = "merged", "opgegaan in"
    ENDED = "ended", "beëindigd"


class ParticipantOrgan(Vocabulary):
    """Which organ of a gemeente takes part in a gemeenschappelijke regeling (Wgr 1)."""

    COUNCIL = "raad", "gemeenteraad"
    COLLEGE = "college", "college"
    MAYOR = "burgemeester", "burgemeester"


class MandateKind(Vocabulary):
    """On what footing somebody does something for another (Awb 10:1-10:21 for mandaat and delegatie)."""

    MANDATE = "mandaat", "mandaat"
    DELEGATION = "delegatie", "delegatie"
    AUTHORITY = "volmacht", "volmacht of machtiging"
    CLIENT = "opdrachtgever", "opdrachtgeverschap"
    CASHIER = "kassier", "kassier of penvoerder"
    TASK = "taak", "taak of bevoegdheid"


class FrameworkKind(Vocabulary):
    """What kind of framework (kader) a text is."""

    PURCHASE = "inkoopkader", "inkoopkader"
    STRATEGY = "inkoopstrategie", "inkoopstrategie"
    VISION = "regiovisie", "regiovisie"
    POLICY_PLAN = "beleidsplan", "beleidsplan"
    AGENDA = "regioagenda", "regioagenda of ontwikkelagenda"
    ORDER = "bestuursopdracht", "bestuursopdracht"
    REPORT = "rapport", "onderzoek of rapport"
    OTHER = "other", "ander kader"


class ProjectStatus(Vocabulary):
    """How far a project is."""

    PLANNED = "planned", "gepland"
    RUNNING = "running", "loopt"
    COMPLETED = "completed", "afgerond"
    STOPPED = "stopped", "gestopt"


class RoundKind(Vocabulary):
    """What n raden are asked about one text."""

    OPINION = "zienswijze", "zienswijze"
    ADOPTION = "vaststelling", "vaststelling"


class AnswerStatus(Vocabulary):
    """How far one gemeente is in a round. That a term has passed is counted from the deadline, never stored."""

    OPEN = "open", "Nog te behandelen"
    SUCCEEDED = "succeeded", "Overgegaan naar de nieuwe gemeente"
    RECEIVED = "received", "Ontvangen"
    IN_COLLEGE = "college", "In het college"
    SCHEDULED = "scheduled", "Geagendeerd"
    GIVEN = "given", "Zienswijze gegeven"
    ADOPTED = "adopted", "Vastgesteld"
    AMENDED = "amended", "Gewijzigd vastgesteld"
    REJECTED = "rejected", "Afgewezen"
    WAIVED = "waived", "Ziet af van zienswijze"

    @property
    def is_answer(self) -> bool:
        """Whether the raad has spoken."""
        return self in {
            AnswerStatus.GIVEN, AnswerStatus.ADOPTED, AnswerStatus.AMENDED, AnswerStatus.REJECTED, AnswerStatus.WAIVED
        }  # fmt: skip


class CommitmentKind(Vocabulary):
    """Whether something was promised to somebody or only announced."""

    PROMISE = "toezegging", "Toezegging"
    ANNOUNCEMENT = "aankondiging", "Aankondiging"


class CommitmentStatus(Vocabulary):
    """What became of a promise. Overdue is counted from its interval, never stored."""

    OPEN = "open", "Open"
    KEPT = "kept", "Afgedaan"
    DROPPED = "dropped", "Vervallen"


class Granularity(Vocabulary):
    """How exactly a text says when."""

    DAY = "day", "dag"
    WEEK = "week", "week"
    MONTH = "month", "maand"
    QUARTER = "quarter", "kwartaal"
    SEASON = "season", "seizoen"
    HALF_YEAR = "half_year", "halfjaar"
    YEAR = "year", "jaar"
    VAGUE = "vague", "onbepaald"
    RECURRING = "recurring", "terugkerend"


class NormStatus(Vocabulary):
    """How far a region meets one item of a norm."""

    MET = "met", "Voldoet"
    PARTLY = "partly", "Voldoet deels"
    NOT_MET = "not_met", "Voldoet niet"
    UNKNOWN = "unknown", "Niet bekend"


class AliasKind(Vocabulary):
    """How a text names something."""

    NAME = "name", "officiële naam"
    ABBREVIATION = "abbreviation", "afkorting"
    SPELLING = "spelling", "schrijfwijze"


class SourceKind(Vocabulary):
    """Where a fact without a letter comes from."""

    DATASET = "dataset", "dataset"
    REGULATION = "regulation", "regeling"
    LETTER = "letter", "brief buiten het portaal"
    WEBSITE = "website", "website"
    KNOWLEDGE = "knowledge", "algemene kennis"


class SuccessionKind(Vocabulary):
    """How one gemeente went over into another (herindeling)."""

    MERGER = "merger", "samengevoegd tot"
    SPLIT = "split", "verdeeld over"
    CONTINUES = "continues", "gaat verder als"
    RENAME = "rename", "hernoemd in"


class DocumentType(Vocabulary):
    """What kind of letter it is."""

    RIB = "raadsinformatiebrief", "Raadsinformatiebrief"
    COLLEGE_LETTER = "collegebrief", "Collegebrief"
    MEMO = "memo", "Memo"
    COVER_LETTER = "aanbiedingsbrief", "Aanbiedingsbrief"
    OTHER = "other", "Ander stuk"


class ClaimStatus(Vocabulary):
    """How sure reading is of a claim; certain means at least 99 in 100 are right."""

    CERTAIN = "certain", "Zeker"
    CHECK = "check", "Controleren"
    ABSENT = "absent", "Niet gevonden"


class ObjectKind(Vocabulary):
    """What can be found by search or named in a change event."""

    LETTER = "letter", "Brief"
    DECISION = "decision", "Besluit"
    PROGRAMME = "programme", "Programma"
    BODY = "body", "Orgaan"
    ORGANISATION = "organisation", "Organisatie"
    REGION = "region", "Regio"
    GEMEENTE = "gemeente", "Gemeente"
    ROUND = "round", "Ronde"
    COMMITMENT = "commitment", "Toezegging"
    DOSSIER = "dossier", "Dossier"
    ROLE = "role", "Rol"


class Side(Vocabulary):
    """Which text a search row was made from: the staff's own drafts or the public version."""

    STAFF = "staff", "intern"
    PUBLIC = "public", "publiek"


class EventKind(Vocabulary):
    """What happened to something, for those who follow it."""

    PUBLISHED = "published", "gepubliceerd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    RECORDED = "recorded", "vastgelegd"
    CHANGED = "changed", "gewijzigd"
    REMOVED = "removed", "verwijderd"
    GRANTED = "granted", "rol toegekend"
    ENDED = "ended", "beëindigd"
