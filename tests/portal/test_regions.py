"""Regions, who decides in them on any day, their bodies and programmes."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from documents.models import LetterVersion
from governance.models import ArrangementParticipant, Mandate, Meeting, Region, SubRegion, SubRegionMembership
from governance.vocabulary import (
    AliasKind,
    BodyKind,
    Competence,
    Level,
    MandateKind,
    OrganisationKind,
    ParticipantOrgan,
    Role,
)
from tests.factories import (
    AliasFactory,
    BodyFactory,
    DecisionFactory,
    DraftDecisionFactory,
    EvidenceLinkFactory,
    GemeenteFactory,
    LetterFactory,
    OrganisationFactory,
    ProgrammeFactory,
    RegionBodyFactory,
    RegionDefinitionFactory,
    RegionFactory,
    RegionMembershipFactory,
    SeatFactory,
    SourceFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    """The text of a page that must be there."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def region() -> Region:
    """A region with one gemeente since 2021 and one that left in 2022."""
    found: Region = RegionFactory(name="Waterland", slug="waterland")
    RegionMembershipFactory(region=found, gemeente=GemeenteFactory(name="Blijfdorp"))
    RegionMembershipFactory(
        region=found, gemeente=GemeenteFactory(name="Wegdorp"), valid_until=datetime.date(2022, 1, 1)
    )
    return found


def test_every_block_of_an_empty_region_has_a_sentence(client: Client) -> None:
    RegionFactory(slug="leeg")
    shown = page(client, "/regios/leeg/")
    for sentence in (
        "geen indeling bekend", "niet bekend", "nog geen besluiten", "nog geen brieven", "geen gemeenten",
        "geen organen", "nog geen programma", "geen kader",
    ):  # fmt: skip
        assert sentence in shown


def test_region_says_its_source_and_peil_date(client: Client, region: Region) -> None:
    shown = page(client, "/regios/waterland/")
    assert "Indeling voor tests" in shown
    assert "1 januari 2021" in shown


def test_region_is_shown_as_it_was_on_a_day(client: Client, region: Region) -> None:
    assert "Wegdorp" not in page(client, "/regios/waterland/")
    shown = page(client, "/regios/waterland/?op=1-6-2021")
    assert "Wegdorp" in shown
    assert "1 juni 2021" in shown
    assert "Wegdorp" in page(client, "/regios/waterland/wie-beslist/?op=2021-06-01")


def test_wrong_day_is_said_and_today_is_shown(client: Client, region: Region) -> None:
    shown = page(client, "/regios/waterland/?op=ooit")
    assert "is geen datum" in shown
    assert "Blijfdorp" in shown


def test_tree_shows_who_decides_and_who_only_consults(client: Client, region: Region) -> None:
    organisation = OrganisationFactory(region=region, name="GR Water")
    BodyFactory(organisation=organisation, slug="algemeen-bestuur")
    RegionBodyFactory(region=region, name="PFO Jeugd", slug="pfo-jeugd", competence=Competence.CONSULTS)
    shown = page(client, "/regios/waterland/wie-beslist/")
    assert "GR Water" in shown
    assert "overlegt, besluit niet" in shown
    assert "/regios/waterland/organen/algemeen-bestuur/" in shown
    assert "/regios/waterland/organen/pfo-jeugd/" in shown
    assert "?op=01-01-2022" in shown


def test_region_lists_its_visible_decisions_letters_and_programmes_only(client: Client, region: Region) -> None:
    DecisionFactory(subject="Openbaar besluit", region=region)
    DraftDecisionFactory(subject="Concept besluit", region=region)
    ProgrammeFactory(name="Zichtbaar programma", region=region)
    ProgrammeFactory(name="Verborgen programma", region=region, level=None)
    published_letter(subject="Openbare brief", region=region)
    LetterFactory(subject="Concept brief", region=region)
    published_letter(subject="Besloten brief", region=region, level=Level.RESTRICTED, shared_with=["GM0001"])
    shown = page(client, "/regios/waterland/")
    for there in ("Openbaar besluit", "Zichtbaar programma", "Openbare brief", "1 brief en 1 besluit"):
        assert there in shown
    for hidden in ("Concept besluit", "Verborgen programma", "Concept brief", "Besloten brief"):
        assert hidden not in shown


def test_letter_of_a_member_gemeente_stands_on_its_regions_page(client: Client, region: Region) -> None:
    gemeente = region.memberships.get(gemeente__name="Blijfdorp").gemeente
    published_letter(subject="Van Blijfdorp", owner_gemeente=gemeente)
    published_letter(subject="Van elders")
    for url in ("/regios/waterland/", "/brieven/?regio=waterland"):
        shown = page(client, url)
        assert "Van Blijfdorp" in shown
        assert "Van elders" not in shown


def test_region_that_is_not_there_is_404(client: Client) -> None:
    for url in ("/regios/x/", "/regios/x/wie-beslist/", "/regios/x/organen/y/", "/regios/x/programmas/y/"):
        assert client.get(url).status_code == 404


def test_list_counts_the_gemeenten_of_today(client: Client, region: Region) -> None:
    assert "1 gemeente<" in page(client, "/regios/")


# --- Bodies and programmes --------------------------------------------------------------------------------------------


def test_body_shows_its_facts_members_names_decisions_and_letters(client: Client, region: Region) -> None:
    body = BodyFactory(
        organisation=OrganisationFactory(region=region), slug="algemeen-bestuur", valid_from=datetime.date(2015, 1, 1),
        source=SourceFactory(title="De regeling"),
    )  # fmt: skip
    SeatFactory(body=body, person__name="Wethouder Nu", valid_from=datetime.date(2022, 5, 1))
    SeatFactory(
        body=body, person__name="Wethouder Toen", valid_from=datetime.date(2018, 1, 1),
        valid_until=datetime.date(2022, 5, 1),
    )  # fmt: skip
    AliasFactory(organisation=None, body=body, text="AB Water", kind=AliasKind.ABBREVIATION)
    DecisionFactory(subject="Genomen besluit", body=body)
    letter = published_letter(subject="Noemt het bestuur")
    EvidenceLinkFactory(version=LetterVersion.objects.get(letter=letter), region=None, body=body)
    shown = page(client, body.get_absolute_url())
    for there in ("De regeling", "1 januari 2015", "Wethouder Nu", "AB Water", "Genomen besluit", "Noemt het bestuur"):
        assert there in shown
    assert "Wethouder Toen" not in shown
    assert "Wethouder Toen" in page(client, f"{body.get_absolute_url()}?op=2020")


def test_body_without_members_says_so(client: Client, region: Region) -> None:
    body = RegionBodyFactory(region=region)
    assert "Samenstelling onbekend" in page(client, body.get_absolute_url())


def test_two_bodies_at_one_address_are_both_reachable(client: Client, region: Region) -> None:
    first = BodyFactory(organisation=OrganisationFactory(region=region, slug="een", name="GR Een"), slug="bestuur")
    BodyFactory(organisation=OrganisationFactory(region=region, slug="twee", name="GR Twee"), slug="bestuur")
    assert "Ook op dit adres" in page(client, first.get_absolute_url())
    assert "<h1>Algemeen bestuur GR Twee</h1>" in page(client, "/regios/waterland/organen/bestuur/?organisatie=twee")


def test_of_bodies_that_ended_the_one_that_ended_last_is_shown(client: Client, region: Region) -> None:
    for name, year in (("Aparte tafel", 2016), ("Zelfde tafel", 2019)):
        BodyFactory(name=name, slug="tafel", organisation__region=region, valid_until=datetime.date(year, 1, 1))
    shown = page(client, f"/regios/{region.slug}/organen/tafel/")
    assert shown.index("Zelfde tafel") < shown.index("Aparte tafel")


def test_programme_shows_its_decisions_and_letters(client: Client, region: Region) -> None:
    programme = ProgrammeFactory(region=region, name="Werk met jeugd", goals="Minder wachten.")
    DecisionFactory(subject="Start programma", programme=programme)
    letter = published_letter(subject="Noemt het programma")
    EvidenceLinkFactory(version=LetterVersion.objects.get(letter=letter), region=None, programme=programme)
    shown = page(client, programme.get_absolute_url())
    for there in ("Minder wachten.", "Start programma", "Noemt het programma", "meervoudig lokaal"):
        assert there in shown


def test_hidden_programme_does_not_exist_but_for_its_griffie(client: Client, region: Region) -> None:
    gemeente = GemeenteFactory()
    programme = ProgrammeFactory(region=region, level=None, owner_gemeente=gemeente)
    assert client.get(programme.get_absolute_url()).status_code == 404
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    assert client.get(programme.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("rows", [3, 30])
def test_region_asks_the_same_number_of_queries_however_large(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    region = RegionFactory(slug="groot")
    for number in range(rows):
        RegionMembershipFactory(region=region)
        DecisionFactory(region=region)
        published_letter(region=region)
        RegionBodyFactory(region=region, slug=f"tafel-{number}")
        BodyFactory(organisation=OrganisationFactory(region=region))
    with django_assert_num_queries(11):
        client.get("/regios/groot/")


# --- As on any day ----------------------------------------------------------------------------------------------------


def test_what_was_renamed_has_its_old_name_on_an_earlier_day(client: Client, region: Region) -> None:
    board = RegionBodyFactory(region=region, name="Tafel Nieuw", slug="tafel")
    AliasFactory(
        organisation=None, body=board, text="Tafel Oud", kind=AliasKind.NAME, valid_until=datetime.date(2023, 1, 1)
    )
    AliasFactory(
        organisation=None, region=region, text="Polderland", kind=AliasKind.NAME,
        valid_until=datetime.date(2022, 6, 1),
    )  # fmt: skip
    for url in ("/regios/waterland/", "/regios/waterland/wie-beslist/"):
        then = page(client, f"{url}?op=1-6-2021")
        assert "heette deze regio Polderland" in then
        assert "Tafel Oud" in then
        assert "Tafel Nieuw" not in then
        assert "Tafel Nieuw" in page(client, f"{url}?op=1-1-2023")
    assert "Polderland" in page(client, "/regios/?op=2021")
    assert "heette dit orgaan Tafel Oud" in page(client, f"{board.get_absolute_url()}?op=2021")


def test_the_board_stands_above_the_daily_board_and_that_above_what_carries_out(client: Client, region: Region) -> None:
    regeling = OrganisationFactory(region=region, name="GR Water", kind=OrganisationKind.GR)
    BodyFactory(organisation=regeling, name="Dagelijks bestuur", kind=BodyKind.DB, slug="db")
    BodyFactory(organisation=regeling, name="Algemeen bestuur", kind=BodyKind.AB, slug="ab")
    OrganisationFactory(region=region, name="Dienst Inkoop", kind=OrganisationKind.UNIT, part_of=regeling)
    shown = page(client, "/regios/waterland/wie-beslist/")
    places = [
        shown.index(words)
        for words in ("Gemeenteraden", "Colleges", "GR Water</a>", "Algemeen bestuur", "Dagelijks bestuur", "Dienst")
    ]
    assert places == sorted(places)
    assert shown.count("Dienst Inkoop") == 1


def test_a_mandate_links_to_who_holds_it_and_names_its_source(client: Client, region: Region) -> None:
    holder = OrganisationFactory(region=region, name="Dienst Inkoop", slug="dienst-inkoop")
    Mandate.objects.create(
        kind=MandateKind.MANDATE, subject="inkoop", region=region, holder_organisation=holder,
        giver_text="de gemeenten", source=SourceFactory(title="De mandaatregeling"),
        valid_until=datetime.date(2022, 1, 1),
    )  # fmt: skip
    then = page(client, "/regios/waterland/wie-beslist/?op=1-6-2021")
    for there in ('/organisaties/dienst-inkoop/?op=1-6-2021">Dienst Inkoop', "De gemeenten", "De mandaatregeling"):
        assert there in then
    assert "geen mandaten" in page(client, "/regios/waterland/wie-beslist/")


def test_sub_regions_are_those_of_the_day(client: Client, region: Region) -> None:
    part = SubRegion.objects.create(region=region, name="De Plassen")
    for membership in region.memberships.all():
        SubRegionMembership.objects.create(
            sub_region=part, gemeente=membership.gemeente, valid_until=membership.valid_until
        )
    assert "De Plassen" in page(client, "/regios/waterland/wie-beslist/")
    assert "Wegdorp" in page(client, "/regios/waterland/wie-beslist/?op=2021").split("De Plassen")[1].split("</dd>")[0]


def test_a_body_says_how_many_seats_are_known_and_who_is_missing(client: Client, region: Region) -> None:
    board = BodyFactory(organisation=OrganisationFactory(region=region), expected_seats=3, slug="ab", kind=BodyKind.AB)
    here, away = GemeenteFactory(name="Wel Dorp"), GemeenteFactory(name="Niet Dorp")
    for gemeente in (here, away):
        ArrangementParticipant.objects.create(
            organisation=board.organisation, gemeente=gemeente, organ=ParticipantOrgan.COLLEGE
        )
    SeatFactory(body=board, on_behalf_of=here)
    shown = page(client, board.get_absolute_url())
    assert "Van 1 van 3 zetels" in shown
    assert "Niet Dorp" in shown
    assert "Deelnemers van wie geen lid bekend is" in shown


def test_a_body_lists_its_meetings(client: Client, region: Region) -> None:
    board = RegionBodyFactory(region=region)
    Meeting.objects.create(body=board, date=datetime.date(2020, 3, 5), title="Over het inkoopkader")
    assert "Over het inkoopkader" in page(client, board.get_absolute_url())
    assert "Daarna" in page(client, f"{board.get_absolute_url()}?op=2019")


def test_divisions_are_listed_and_compared(client: Client, region: Region) -> None:
    old = RegionDefinitionFactory(authority="CBS", peil_date=datetime.date(2019, 1, 1))
    new = RegionDefinitionFactory(authority="wet", peil_date=datetime.date(2026, 1, 1))
    moved, stayed = GemeenteFactory(name="Verhuisdorp"), GemeenteFactory(name="Vastdorp")
    for definition, other in ((old, region), (new, RegionFactory(name="Elders"))):
        RegionMembershipFactory(definition=definition, region=other, gemeente=moved, valid_from=definition.peil_date)
        RegionMembershipFactory(definition=definition, region=region, gemeente=stayed, valid_from=definition.peil_date)
    assert "wet" in page(client, "/regio-indelingen/")
    shown = page(client, f"/regio-indelingen/?van={old.pk}&naar={new.pk}")
    assert "1 gemeente verschilt" in shown
    assert "Verhuisdorp" in shown
    assert "Vastdorp" not in shown


def test_a_person_with_two_hats_has_one_page_for_any_day(client: Client, region: Region) -> None:
    seat = SeatFactory(body=RegionBodyFactory(region=region, name="PFO Jeugd"), valid_from=datetime.date(2020, 1, 1))
    SeatFactory(
        body=RegionBodyFactory(region=region, name="Stuurgroep"), person=seat.person,
        valid_from=datetime.date(2022, 1, 1),
    )  # fmt: skip
    now, then = page(client, f"/personen/{seat.person_id}/"), page(client, f"/personen/{seat.person_id}/?op=2021")
    assert "(2)" in now
    assert "(1)" in then
    assert then.index("PFO Jeugd") < then.index("Op andere momenten") < then.index("Stuurgroep")
    assert client.get("/personen/999999/").status_code == 404
