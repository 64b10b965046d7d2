"""/admin/: who may enter, what is there, what saving does."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from documents.models import FourEyes, HandlingCode, HeadLabel, Letter, ReadingRun, UploadBatch
from governance import models
from governance.models import Alias, RegionMembership, SearchEntry, User
from governance.vocabulary import AliasKind, Level, ObjectKind, Role
from tests.factories import (
    AliasFactory,
    BodyFactory,
    GemeenteFactory,
    OrganisationFactory,
    ProgrammeFactory,
    ReadingRunFactory,
    RegionFactory,
    RegionMembershipFactory,
    UploadFactory,
    UserFactory,
    user_with_role,
)

pytestmark = pytest.mark.django_db

HERE: set[type[Model]] = {
    models.Region, models.Gemeente, models.GemeenteSuccession, models.RegionDefinition, models.RegionMembership,
    models.Organisation, models.Body, models.Person, models.Seat, models.Programme, models.Alias, models.Source,
    models.ArrangementVersion, models.ArrangementParticipant, models.SubRegion, models.BodyLifeEvent, models.Meeting,
    models.Mandate, models.Project, models.ShareTable, models.Framework, models.NormSet, models.NormAssessment,
    models.LegalTerm, models.Statement,
    UploadBatch, ReadingRun, HeadLabel, FourEyes, HandlingCode,
}  # fmt: skip


@pytest.fixture
def beheer(client: Client) -> User:
    """Somebody with beheer, logged in."""
    user = user_with_role(Role.MANAGER)
    client.force_login(user)
    return user


def _form(url: str, client: Client) -> dict[str, object]:
    """The values with which a change page comes up."""
    form = client.get(url).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def test_exactly_these_models_are_there() -> None:
    assert set(admin.site._registry) == HERE


def test_who_is_not_logged_in_goes_to_the_portals_login_page(client: Client) -> None:
    response = client.get("/admin/governance/body/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/?next=")


def test_the_login_address_does_not_send_people_elsewhere(client: Client) -> None:
    response = client.get("/admin/login/?next=https://elders.example/")
    assert "elders" not in response["Location"]


@pytest.mark.parametrize("role", [Role.GRIFFIE, Role.COUNCILLOR, Role.RESTRICTED_READER, Role.EDITOR])
def test_other_roles_are_refused(client: Client, role: Role) -> None:
    client.force_login(user_with_role(role, gemeente=GemeenteFactory()))
    assert client.get("/admin/", follow=True).status_code == 403


def test_being_staff_alone_is_not_enough(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True))
    assert client.get("/admin/", follow=True).status_code == 403


@pytest.mark.parametrize("role", [Role.MANAGER, Role.FUNCTIONAL_MANAGER])
def test_beheer_may_enter(client: Client, role: Role) -> None:
    client.force_login(user_with_role(role))
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("model", sorted(HERE, key=str), ids=lambda model: model.__name__)
def test_every_list_opens(client: Client, beheer: User, model: type[Model]) -> None:
    BodyFactory(), RegionMembershipFactory(), AliasFactory(), ProgrammeFactory(), ReadingRunFactory(), UploadFactory()
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    assert client.get(url, {"q": "a"}).status_code == 200


def test_ending_a_body_keeps_its_history_and_its_search_row(client: Client, beheer: User) -> None:
    body = BodyFactory(name="Stuurgroep proef")
    url = reverse("admin:governance_body_change", args=[body.pk])
    response = client.post(url, _form(url, client) | {"valid_until": "2024-01-01", "name": "Stuurgroep voorbeeld"})
    assert response.status_code == 302
    body.refresh_from_db()
    assert body.valid_until == datetime.date(2024, 1, 1)
    events = apps.get_model("governance", "BodyEvent").objects.filter(pgh_obj=body).order_by("pgh_id")
    assert [event.name for event in events] == ["Stuurgroep proef", "Stuurgroep voorbeeld"]
    assert events.last().pgh_context.metadata["user"] == beheer.pk
    assert SearchEntry.objects.get(kind=ObjectKind.BODY, object_id=body.pk).title.startswith("Stuurgroep voorbeeld")


def test_an_overlapping_membership_is_a_dutch_sentence_on_the_form(client: Client, beheer: User) -> None:
    old = RegionMembershipFactory()
    data = {
        "definition": old.definition_id, "region": RegionFactory().pk, "gemeente": old.gemeente_id,
        "valid_from": "2022-01-01", "valid_from_precision": "day", "valid_until_precision": "day",
        "source": old.source_id,
    }  # fmt: skip
    page = client.post(reverse("admin:governance_regionmembership_add"), data)
    assert page.status_code == 200
    assert "Er is al een regel voor dezelfde periode" in page.content.decode()
    assert RegionMembership.objects.count() == 1


def test_a_period_that_ends_before_it_begins_is_a_dutch_sentence_on_the_form(client: Client, beheer: User) -> None:
    membership = RegionMembershipFactory()
    url = reverse("admin:governance_regionmembership_change", args=[membership.pk])
    page = client.post(url, _form(url, client) | {"valid_until": "2020-01-01"})
    assert "De einddatum moet na de begindatum liggen" in page.content.decode()


def test_a_body_with_two_parents_is_refused_in_dutch(client: Client, beheer: User) -> None:
    body = BodyFactory()
    url = reverse("admin:governance_body_change", args=[body.pk])
    page = client.post(url, _form(url, client) | {"region": RegionFactory().pk})
    assert "Een orgaan hoort bij één regio, organisatie of gemeente" in page.content.decode()


def test_a_new_name_is_found_at_once_and_a_deleted_one_no_longer(client: Client, beheer: User) -> None:
    organisation = OrganisationFactory()
    data = {
        "text": "Zeldzaamwoord", "kind": AliasKind.SPELLING.value, "organisation": organisation.pk,
        "valid_from_precision": "day", "valid_until_precision": "day",
    }  # fmt: skip
    found = SearchEntry.objects.filter(vector="zeldzaamwoord", object_id=organisation.pk)
    assert client.post(reverse("admin:governance_alias_add"), data).status_code == 302
    assert found.exists()
    alias = Alias.objects.get(text="Zeldzaamwoord")
    client.post(reverse("admin:governance_alias_delete", args=[alias.pk]), {"post": "yes"})
    assert not found.exists()


def test_a_draft_programme_of_a_griffie_is_not_shown(client: Client, beheer: User) -> None:
    draft = ProgrammeFactory(level=None, owner_gemeente=GemeenteFactory(), name="Geheimplan")
    page = client.get(reverse("admin:governance_programme_changelist"))
    assert "Geheimplan" not in page.content.decode()
    assert client.get(reverse("admin:governance_programme_change", args=[draft.pk])).status_code == 302


def test_a_programme_that_beheer_adds_is_public(client: Client, beheer: User) -> None:
    data = {
        "name": "Proefprogramma", "slug": "proefprogramma", "region": RegionFactory().pk, "scope": "regionaal",
        "valid_from_precision": "day", "valid_until_precision": "day", "evaluation_precision": "day",
    }  # fmt: skip
    client.post(reverse("admin:governance_programme_add"), data)
    assert models.Programme.objects.get().level == Level.PUBLIC


def test_regions_and_bodies_cannot_be_deleted(client: Client, beheer: User) -> None:
    body = BodyFactory()
    assert client.post(reverse("admin:governance_body_delete", args=[body.pk]), {"post": "yes"}).status_code == 403


def test_uploads_show_no_file_name_and_cannot_be_changed(client: Client, beheer: User) -> None:
    upload = UploadFactory(file_name="geheimnaam.pdf")
    url = reverse("admin:documents_uploadbatch_change", args=[upload.batch_id])
    assert "geheimnaam" not in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 403


def test_a_reading_shows_nothing_of_its_letter(client: Client, beheer: User) -> None:
    run = ReadingRunFactory(version__letter__subject="Plantwoord", version__text="Plantwoord")
    page = client.get(reverse("admin:documents_readingrun_change", args=[run.pk]))
    assert "Plantwoord" not in page.content.decode()
    assert Letter.objects.exists()
