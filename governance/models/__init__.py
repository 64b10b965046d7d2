"""Who and what: the records of governance over time."""

from governance.models.accounts import RoleAssignment, User
from governance.models.aliases import Alias
from governance.models.bodies import Body
from governance.models.decisions import Decision
from governance.models.dossiers import Dossier
from governance.models.events import ChangeEvent
from governance.models.organisations import Organisation
from governance.models.people import Person, Seat
from governance.models.places import Gemeente, GemeenteSuccession, Region, RegionDefinition, RegionMembership
from governance.models.programmes import Programme
from governance.models.sources import Source
from governance.search_index import SearchEntry

__all__ = [
    "Alias",
    "Body",
    "ChangeEvent",
    "Decision",
    "Dossier",
    "Gemeente",
    "GemeenteSuccession",
    "Organisation",
    "Person",
    "Programme",
    "Region",
    "RegionDefinition",
    "RegionMembership",
    "RoleAssignment",
    "SearchEntry",
    "Seat",
    "Source",
    "User",
]
