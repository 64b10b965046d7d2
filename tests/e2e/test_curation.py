"""What beheer comes for most, in a real browser, within the clicks that it may take."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from documents.models import AliasProposal
from documents.vocabulary import ProposalStatus
from governance.models import Alias, Seat
from governance.vocabulary import AliasKind, Role
from tests.browsing import Visits, log_in, needs_chromium
from tests.factories import AliasFactory, BodyFactory, OrganisationFactory, RegionFactory, SeatFactory, user_with_role

pytestmark = needs_chromium


class Clicks:
    """Counts what is clicked."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, target: Locator) -> None:
        """Click this."""
        target.click()
        self.count += 1


@pytest.mark.usefixtures("db")
def test_a_seat_passes_to_a_new_wethouder_in_four_clicks(visits: Visits) -> None:
    region = RegionFactory(name="Sparrenland")
    board = BodyFactory(name="Algemeen bestuur Sparrenland", organisation=OrganisationFactory(region=region))
    seat = SeatFactory(body=board, person__name="Kim Voorganger")
    page, clicks = visits.window(), Clicks()
    log_in(page, user_with_role(Role.MANAGER))
    clicks.on(page.get_by_role("link", name="Beheer", exact=True))
    clicks.on(page.get_by_role("main").get_by_role("link", name="Sparrenland", exact=True))
    clicks.on(page.get_by_role("link", name="Zetel overdragen van Kim Voorganger"))
    page.get_by_label("Nieuwe persoon").fill("Sam Opvolger")
    page.get_by_label("Vanaf").fill("1 juni 2024")
    clicks.on(page.get_by_role("button", name="Opslaan"))
    expect(page.get_by_text("Sam Opvolger heeft de zetel van Kim Voorganger vanaf 1-6-2024.")).to_be_visible()
    assert clicks.count == 4
    assert Seat.objects.get(person__name="Sam Opvolger").on_behalf_of == seat.on_behalf_of


@pytest.mark.usefixtures("db")
def test_a_reading_error_becomes_a_way_of_writing_in_three_clicks(visits: Visits) -> None:
    organisation = AliasFactory(text="QXOJ", kind=AliasKind.ABBREVIATION).organisation
    proposal = AliasProposal.objects.create(text="QX0J")
    page, clicks = visits.window(), Clicks()
    log_in(page, user_with_role(Role.MANAGER))
    clicks.on(page.get_by_role("link", name="Voorstellen", exact=True))
    clicks.on(page.get_by_role("link", name="QX0J", exact=True))
    clicks.on(page.get_by_role("button", name="Overnemen"))
    expect(page.get_by_text("De schrijfwijze is toegevoegd.")).to_be_visible()
    assert clicks.count == 3
    assert Alias.objects.get(text="QX0J").organisation == organisation
    assert AliasProposal.objects.get(pk=proposal.pk).status == ProposalStatus.ACCEPTED
