"""What beheer can try in the demo: a seat to pass on, and a misread name to accept. The people are invented."""

from __future__ import annotations

import datetime

from documents import proposals
from governance.models import Body, Gemeente, Person, Seat, User

SINCE = datetime.date(2022, 6, 1)
# Members of the algemeen bestuur of the regeling in Zuid-Holland Zuid, with the gemeente they sit for.
MEMBERS = (("Sanne Verhoeven", "GM0505"), ("Bilal Demirtas", "GM0512"))
# As a scanner reads the abbreviation SOJ.
MISREAD = "S0J"


def add_curation(griffier: User) -> None:
    """Add what is missing of the seats and the proposal; what is there stays as it is."""
    board = Body.objects.get(organisation__slug="dgj-zhz", kind="AB")
    for name, code in MEMBERS:
        person, is_new = Person.objects.get_or_create(name=name)
        if is_new:
            gemeente = Gemeente.objects.get(code=code)
            Seat.objects.create(person=person, body=board, on_behalf_of=gemeente, valid_from=SINCE)
    proposals.propose(MISREAD, "", user=griffier)
