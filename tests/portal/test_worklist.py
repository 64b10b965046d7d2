"""The worklist: what waits for this griffie and for nobody else."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.vocabulary import LetterState
from governance.models import Gemeente
from governance.vocabulary import ClaimStatus, Role
from tests.factories import (
    ChoiceFactory,
    FindingFactory,
    GemeenteFactory,
    LetterFactory,
    LetterVersionFactory,
    ReportFactory,
    UploadBatchFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def gemeente() -> Gemeente:
    """The griffie's gemeente."""
    gemeente: Gemeente = GemeenteFactory()
    return gemeente


@pytest.fixture
def griffie(gemeente: Gemeente) -> Client:
    """A browser in which its griffier is logged in."""
    client = Client()
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=gemeente))
    return client


def page(client: Client, **query: str) -> str:
    """The worklist as HTML."""
    return client.get(reverse("worklist"), query).content.decode()


def test_only_own_letters_wait(griffie: Client, gemeente: Gemeente) -> None:
    LetterFactory(owner_gemeente=gemeente, subject="Eigen brief")
    LetterFactory(subject="Andermans brief")
    body = page(griffie)
    assert "Eigen brief" in body
    assert "Andermans brief" not in body


def test_the_number_to_check_counts_what_nobody_looked_at(griffie: Client, gemeente: Gemeente) -> None:
    version = LetterVersionFactory(letter__owner_gemeente=gemeente)
    for key in ("date", "subject", "region"):
        FindingFactory(version=version, key=key, status=ClaimStatus.CHECK)
    FindingFactory(version=version, key="decisions", start=3, end=9)
    FindingFactory(version=version, key="bodies", status=ClaimStatus.CHECK)
    ChoiceFactory(version=version, key="date", ordinal=0)
    assert '<td data-label="Te controleren" class="p-getal">3</td>' in page(griffie)


def test_a_colleagues_possibly_secret_letter_is_not_counted(griffie: Client, gemeente: Gemeente) -> None:
    LetterFactory(owner_gemeente=gemeente, state=LetterState.POSSIBLY_SECRET)
    assert "Mogelijk geheim (0)" in page(griffie, status="geheim")


def test_of_a_secret_letter_only_the_stub_is_shown(griffie: Client, gemeente: Gemeente) -> None:
    note = "Opgelegd door het college; op te heffen door de raad"
    LetterFactory(owner_gemeente=gemeente, state=LetterState.SECRET, subject="", secrecy_note=note)
    assert note in page(griffie, status="niet-bewaard")


def test_remarks_of_readers_reach_their_griffie_alone(griffie: Client, gemeente: Gemeente) -> None:
    ReportFactory(letter=LetterFactory(owner_gemeente=gemeente), message="Het bedrag klopt niet.")
    ReportFactory(message="Niet voor u.")
    body = page(griffie)
    assert "Het bedrag klopt niet." in body
    assert "Niet voor u." not in body


def test_an_unknown_tab_shows_what_waits(griffie: Client) -> None:
    assert "Te controleren" in page(griffie, status="bestaat-niet", pagina="-4")


def test_the_worklist_asks_the_database_as_often_for_two_letters_as_for_twenty(
    griffie: Client, gemeente: Gemeente
) -> None:
    counts = []
    for size in (2, 18):
        for _ in range(size):
            FindingFactory(version__letter__owner_gemeente=gemeente)
        with CaptureQueriesContext(connection) as queries:
            page(griffie)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_newest_uploads_are_shown(griffie: Client, gemeente: Gemeente) -> None:
    batches = [UploadBatchFactory(owner_gemeente=gemeente) for _ in range(7)]
    body = page(griffie)
    shown = [batch.pk for batch in batches if batch.get_absolute_url() in body]
    assert shown == [batch.pk for batch in batches[2:]]
