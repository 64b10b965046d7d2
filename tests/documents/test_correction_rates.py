"""How often people correct what was read: counted per field and by how sure reading was."""

import pytest
from django.test import Client
from django.urls import reverse

from documents.correction_rates import Rate, correction_rates
from documents.vocabulary import ChoiceAction
from governance.vocabulary import Role
from tests.factories import ChoiceFactory, LetterVersionFactory, RegionFactory, user_with_role

pytestmark = pytest.mark.django_db


def answered(key: str, status: str, action: ChoiceAction) -> None:
    """Somebody answered a claim about this field."""
    version = LetterVersionFactory()
    ChoiceFactory(
        version=version, key=key, start=None, end=None, ordinal=0, action=action, value={"value": "x", "status": status}
    )


def test_changed_and_confirmed_claims_are_counted_by_how_sure_reading_was() -> None:
    for action in (ChoiceAction.CONFIRMED, ChoiceAction.CONFIRMED, ChoiceAction.CORRECTED, ChoiceAction.EMPTIED):
        answered("date", "check", action)
    answered("date", "certain", ChoiceAction.CONFIRMED)
    answered("date", "absent", ChoiceAction.EMPTIED)
    answered("date", "absent", ChoiceAction.CORRECTED)
    rates = next(row for row in correction_rates() if row.key == "date")
    assert (rates.certain, rates.doubtful, rates.absent) == (Rate(1, 0), Rate(4, 2), Rate(2, 1))
    assert not rates.is_enough


def test_beheer_reads_the_rates_with_their_number() -> None:
    for action in (ChoiceAction.CONFIRMED, ChoiceAction.CONFIRMED, ChoiceAction.CORRECTED):
        answered("case_number", "check", action)
    beheer = Client()
    beheer.force_login(user_with_role(Role.MANAGER, region=RegionFactory()))
    assert "33,3 % (1 van 3)" in beheer.get(reverse("recognition")).content.decode()
