"""Words in the head of letters that beheer adds: a house style that nobody foresaw becomes readable."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from documents import gazetteer
from documents.models import HeadLabel
from documents.pipeline.labels import LABELS, Field
from documents.pipeline.run import read_text
from documents.vocabulary import HeadField
from governance.vocabulary import Role
from tests.factories import GemeenteFactory, user_with_role

pytestmark = pytest.mark.django_db

LETTER = """Volgletter: XQ-2031-55
Strekking: Nieuwe woongroep voor jongeren

Geachte leden van de raad,

Tekst van de brief.
"""


def _add(client: Client, text: str, field: HeadField) -> int:
    answer = client.post(reverse("admin:documents_headlabel_add"), {"text": text, "field": field.value, "active": "on"})
    return answer.status_code


def test_a_word_that_beheer_adds_makes_an_unknown_head_readable(client: Client) -> None:
    user = user_with_role(Role.FUNCTIONAL_MANAGER)
    client.force_login(user)
    before = read_text(LETTER, gazetteer=gazetteer.from_database())

    codes = [_add(client, "Volgletter:", HeadField.NUMBER_OWN), _add(client, " Strekking", HeadField.SUBJECT)]
    after = read_text(LETTER, gazetteer=gazetteer.from_database())

    assert codes == [302, 302]
    assert (before.case_number.value, before.subject.value) == (None, None)
    assert (after.case_number.value, after.subject.value) == ("XQ-2031-55", "Nieuwe woongroep voor jongeren")
    assert set(HeadLabel.objects.values_list("text", "added_by")) == {("Volgletter", user.pk), ("Strekking", user.pk)}


def test_a_word_that_is_switched_off_no_longer_counts(client: Client) -> None:
    label = HeadLabel.objects.create(text="Volgletter", field=HeadField.NUMBER_OWN)
    assert gazetteer.from_database().labels

    label.active = False
    label.save()

    assert gazetteer.from_database().labels == ()


def test_an_added_word_goes_before_a_packaged_one() -> None:
    HeadLabel.objects.create(text="Thema", field=HeadField.SUBJECT)
    text = LETTER.replace("Strekking", "Thema")

    assert read_text(text, gazetteer=gazetteer.from_database()).subject.value == "Nieuwe woongroep voor jongeren"


@pytest.mark.parametrize("text", ["Kenmerk 12345", "naam@gemeente.example", "Datum: 3 mei", "12", ":"])
def test_a_word_with_a_value_behind_it_is_refused(text: str, client: Client) -> None:
    client.force_login(user_with_role(Role.FUNCTIONAL_MANAGER))

    assert _add(client, text, HeadField.OTHER) == 200
    assert not HeadLabel.objects.exists()


def test_the_same_word_is_added_once(client: Client) -> None:
    client.force_login(user_with_role(Role.MANAGER))
    HeadLabel.objects.create(text="Volgletter", field=HeadField.NUMBER_OWN)

    assert _add(client, "VOLGLETTER", HeadField.SUBJECT) == 200
    assert HeadLabel.objects.count() == 1


def test_a_griffie_does_not_reach_the_words(client: Client) -> None:
    client.force_login(user_with_role(Role.GRIFFIE, gemeente=GemeenteFactory()))

    assert _add(client, "Volgletter", HeadField.NUMBER_OWN) in (302, 403)
    assert not HeadLabel.objects.exists()


def test_every_choice_is_a_field_that_reading_knows() -> None:
    assert {choice.value for choice in HeadField} <= {field.value for field in Field}
    assert all(LABELS[Field(choice.value)] for choice in HeadField)
