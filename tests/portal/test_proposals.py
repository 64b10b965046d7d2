"""Names that the register does not know: proposed from a letter, answered by beheer, and no word of the letter more."""

import pytest
from django.test import Client
from django.urls import reverse

from documents import proposals
from documents.indexing import index_letter
from documents.models import AliasProposal, LetterVersion
from documents.vocabulary import ProposalStatus
from governance.models import Alias, Organisation, SearchEntry, User
from governance.vocabulary import AliasKind, ClaimStatus, Role
from tests.factories import (
    AliasFactory,
    FindingFactory,
    LetterVersionFactory,
    OrganisationFactory,
    UserFactory,
    published_letter,
    user_with_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> LetterVersion:
    """A letter with an abbreviation of its own, a body that is known and one that is not."""
    version: LetterVersion = LetterVersionFactory(text="Het Jeugdplein (JP) en de Stuurtafel.\n", public_text="")
    known: dict[str, object] = {"kind": "body", "name": "AB", "as_written": "het AB", "key": "body:1", "candidates": []}
    unknown: dict[str, object] = {
        "kind": "body",
        "name": "Stuurtafel",
        "as_written": "Stuurtafel",
        "key": None,
        "candidates": [],
    }
    FindingFactory(version=version, key="aliases", value={"short": "JP", "long": "Jeugdplein"}, start=4, end=19)
    for position, value in enumerate((known, unknown)):
        FindingFactory(
            version=version, key="bodies", position=position, value=value, start=26, end=36, status=ClaimStatus.CHECK
        )
    return version


def browser(user: User) -> Client:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def griffie(version: LetterVersion) -> Client:
    """A browser of the letter's griffier."""
    return browser(user_with_role(Role.GRIFFIE, gemeente=version.letter.owner_gemeente))


@pytest.fixture
def beheer() -> Client:
    """A browser of beheer of all regions."""
    return browser(user_with_role(Role.MANAGER))


def propose(griffie: Client, version: LetterVersion, text: str) -> None:
    """Press the button beside a name."""
    data = {"stel_voor": text, "edit_count": version.letter.edit_count, "subject": version.letter.subject}
    griffie.post(reverse("review", args=[version.letter_id]), data)
    version.letter.refresh_from_db()


def offered(griffie: Client, version: LetterVersion) -> set[str]:
    """The names that the screen offers to propose."""
    body = griffie.get(reverse("review", args=[version.letter_id])).content.decode()
    return {name for name in ("JP", "Stuurtafel", "het AB") if f'name="stel_voor" value="{name}"' in body}


def test_unknown_names_are_offered_and_known_ones_are_not(griffie: Client, version: LetterVersion) -> None:
    assert offered(griffie, version) == {"JP", "Stuurtafel"}
    AliasFactory(text="jp", organisation=OrganisationFactory())
    assert offered(griffie, version) == {"Stuurtafel"}


def test_a_proposal_is_made_once_and_reaches_beheer(griffie: Client, beheer: Client, version: LetterVersion) -> None:
    for _ in range(2):
        propose(griffie, version, "JP")
    proposal = AliasProposal.objects.get()
    assert (proposal.text, proposal.meaning, proposal.status) == ("JP", "Jeugdplein", ProposalStatus.OPEN)
    assert offered(griffie, version) == {"Stuurtafel"}
    assert reverse("proposal", args=[proposal.pk]) in beheer.get(reverse("proposals")).content.decode()


def test_words_that_the_letter_does_not_name_cannot_be_proposed(griffie: Client, version: LetterVersion) -> None:
    propose(griffie, version, "Iets anders")
    assert not AliasProposal.objects.exists()


def test_accepting_records_the_name(beheer: Client) -> None:
    organisation: Organisation = OrganisationFactory()
    proposal = AliasProposal.objects.create(text="JP")
    address = reverse("proposal", args=[proposal.pk])
    assert beheer.post(address, {"target": ""}).status_code == 422
    assert (
        beheer.post(address, {"target": f"organisation:{organisation.pk}", "is_abbreviation": "on"}).status_code == 302
    )
    alias = Alias.objects.get(text="JP")
    assert (alias.organisation, alias.kind) == (organisation, AliasKind.ABBREVIATION)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.alias) == (ProposalStatus.ACCEPTED, alias)
    assert beheer.get(address).status_code == 404


def test_refusing_records_nothing_but_the_answer(beheer: Client) -> None:
    proposal = AliasProposal.objects.create(text="JP")
    beheer.post(reverse("proposal", args=[proposal.pk]), {"afwijzen": "1"})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.REJECTED
    assert not Alias.objects.filter(text="JP").exists()
    assert reverse("proposal", args=[proposal.pk]) not in beheer.get(reverse("proposals")).content.decode()


def test_a_reading_error_is_proposed_for_what_it_looks_like(client: Client) -> None:
    organisation = AliasFactory(text="SOJ", kind=AliasKind.ABBREVIATION).organisation
    proposal = AliasProposal.objects.create(text="S0J")
    client.force_login(user_with_role(Role.MANAGER))
    page = client.get(reverse("proposal", args=[proposal.pk])).content.decode()
    assert "Lijkt op iets dat het portaal kent" in page
    assert f'<option value="organisation:{organisation.pk}" selected>' in page


def test_a_name_that_looks_like_two_is_left_to_beheer(client: Client) -> None:
    AliasFactory(text="SOJ")
    AliasFactory(text="S.O.J.")
    proposal = AliasProposal.objects.create(text="S0J")
    client.force_login(user_with_role(Role.MANAGER))
    assert "Lijkt op iets" not in client.get(reverse("proposal", args=[proposal.pk])).content.decode()


def test_the_page_tells_in_how_many_public_letters_the_words_stand(client: Client) -> None:
    index_letter(published_letter(text="Het Jeugdplein wordt groter.").versions.get())
    index_letter(LetterVersionFactory(text="Het Jeugdplein is nog een concept.", public_text=""))
    proposal = AliasProposal.objects.create(text="Jeugdplein")
    client.force_login(user_with_role(Role.MANAGER))
    assert "1 openbare brief" in client.get(reverse("proposal", args=[proposal.pk])).content.decode()


def test_an_accepted_way_of_writing_is_found_in_search() -> None:
    organisation, user = OrganisationFactory(name="Dienst Wilgenroos"), UserFactory()
    proposals.propose("Kattenstaart", "", user=user)
    proposals.accept(AliasProposal.objects.get(), target=organisation, is_abbreviation=False, user=user)
    entry = SearchEntry.objects.get(kind="organisation", object_id=organisation.pk)
    assert "kattenstaart" in str(entry.vector)
