"""Who and what: the records of governance over time."""

from governance.models.accounts import RoleAssignment, User
from governance.models.aliases import Alias
from governance.models.arrangements import ArrangementParticipant, ArrangementVersion
from governance.models.bodies import Body
from governance.models.commitments import Commitment
from governance.models.decisions import Decision
from governance.models.dossiers import Dossier
from governance.models.events import ChangeEvent
from governance.models.frameworks import Framework, FrameworkStep, FrameworkVersion, Segment
from governance.models.imports import ImportDraft
from governance.models.life_events import BodyLifeEvent
from governance.models.mandates import Mandate
from governance.models.meetings import Meeting
from governance.models.merges import Merge
from governance.models.norms import NormAssessment, NormItem, NormSet
from governance.models.organisations import Organisation
from governance.models.people import Person, Seat
from governance.models.places import Gemeente, GemeenteSuccession, Region, RegionDefinition, RegionMembership
from governance.models.programmes import Programme
from governance.models.projects import CostShare, Project, ProjectResult, ShareTable
from governance.models.rounds import AnswerDraft, LegalTerm, Round, RoundAnswer, RoundPoint, RoundResponse
from governance.models.sources import Source
from governance.models.statements import Statement
from governance.models.subregions import SubRegion, SubRegionMembership
from governance.search_index import SearchEntry

__all__ = [
    "Alias",
    "AnswerDraft",
    "ArrangementParticipant",
    "ArrangementVersion",
    "Body",
    "BodyLifeEvent",
    "ChangeEvent",
    "Commitment",
    "CostShare",
    "Decision",
    "Dossier",
    "Framework",
    "FrameworkStep",
    "FrameworkVersion",
    "Gemeente",
    "GemeenteSuccession",
    "ImportDraft",
    "LegalTerm",
    "Mandate",
    "Meeting",
    "Merge",
    "NormAssessment",
    "NormItem",
    "NormSet",
    "Organisation",
    "Person",
    "Programme",
    "Project",
    "ProjectResult",
    "Region",
    "RegionDefinition",
    "RegionMembership",
    "RoleAssignment",
    "Round",
    "RoundAnswer",
    "RoundPoint",
    "RoundResponse",
    "SearchEntry",
    "Seat",
    "Segment",
    "ShareTable",
    "Source",
    "Statement",
    "SubRegion",
    "SubRegionMembership",
    "User",
]
