"""What beheer keeps in /admin/: places, organisations, bodies, people, programmes, names and sources; what follows from
them over time stands in admin_structures.

Not here: decisions, letters, findings and choices (they have screens of their own or none), users' passwords, the
search table and events. Saving writes the search row and the history in the same transaction.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from governance import admin_structures
from governance.admin_base import PERIOD, DatedAdmin, ManagedAdmin
from governance.indexing import index_all
from governance.models import (
    Alias,
    Body,
    Gemeente,
    GemeenteSuccession,
    Organisation,
    Person,
    Programme,
    Region,
    RegionDefinition,
    RegionMembership,
    Seat,
    Source,
)
from governance.queries import scope_for
from governance.vocabulary import Level

# Registered by being imported: Django looks for one module of this name per app.
__all__ = ["admin_structures"]


@admin.register(Region)
class RegionAdmin(ManagedAdmin):
    """Regions: their identity; which gemeenten they hold is a membership."""

    list_display = ("name", "cbs_code", "slug")
    search_fields = ("name", "cbs_code")


@admin.register(Gemeente)
class GemeenteAdmin(ManagedAdmin):
    """Gemeenten, present and ended."""

    list_display = ("name", "code", "valid_from", "valid_until")
    list_filter = (("valid_until", admin.EmptyFieldListFilter),)
    search_fields = ("name", "code")
    fields = ("name", "slug", "code", *PERIOD, "source")
    autocomplete_fields = ("source",)


@admin.register(GemeenteSuccession)
class GemeenteSuccessionAdmin(DatedAdmin):
    """Which gemeente went over into which."""

    list_display = ("date", "old", "kind", "new")
    list_filter = ("kind", "date")
    list_select_related = ("old", "new")
    search_fields = ("old__name", "new__name")
    autocomplete_fields = ("old", "new", "source")


@admin.register(RegionDefinition)
class RegionDefinitionAdmin(ManagedAdmin):
    """Divisions into regions, by authority and peil date."""

    list_display = ("title", "authority", "peil_date")
    search_fields = ("title", "authority")
    autocomplete_fields = ("source",)


@admin.register(RegionMembership)
class RegionMembershipAdmin(DatedAdmin):
    """Which gemeente lies in which region, and when."""

    list_display = ("gemeente", "region", "valid_from", "valid_until", "assumed", "definition")
    list_filter = ("definition", "assumed", "region")
    list_select_related = ("gemeente", "region", "definition")
    search_fields = ("gemeente__name", "region__name")
    fields = ("definition", "region", "gemeente", *PERIOD, "assumed", "source", "note")
    autocomplete_fields = ("definition", "region", "gemeente", "source")


@admin.register(Organisation)
class OrganisationAdmin(ManagedAdmin):
    """Gemeenschappelijke regelingen, foundations and others."""

    list_display = ("name", "kind", "region", "valid_from", "valid_until")
    list_filter = ("kind", "region")
    list_select_related = ("region",)
    search_fields = ("name", "aliases__text")
    fields = ("name", "slug", "kind", "region", "gemeente", "part_of", "tooi_uri", *PERIOD, "note", "source")
    autocomplete_fields = ("region", "gemeente", "part_of", "source")


@admin.register(Body)
class BodyAdmin(ManagedAdmin):
    """Boards, councils, committees and tables."""

    list_display = ("name", "kind", "competence", "organisation", "region", "gemeente", "valid_from", "valid_until")
    list_filter = ("kind", "competence", "region")
    list_select_related = ("organisation", "region", "gemeente")
    search_fields = ("name", "organisation__name", "region__name", "gemeente__name")
    fields = (
        "name", "slug", "kind", "competence", "organisation", "region", "gemeente", *PERIOD, "expected_seats", "note",
        "source",
    )  # fmt: skip
    autocomplete_fields = ("organisation", "region", "gemeente", "source")


@admin.register(Person)
class PersonAdmin(ManagedAdmin):
    """People in a public role."""

    list_display = ("name",)
    search_fields = ("name",)


@admin.register(Seat)
class SeatAdmin(DatedAdmin):
    """Who sits where, on behalf of which gemeente."""

    list_display = ("person", "body", "role", "on_behalf_of", "valid_from", "valid_until")
    list_filter = ("role",)
    list_select_related = ("person", "body", "on_behalf_of")
    search_fields = ("person__name", "body__name", "on_behalf_of__name")
    fields = ("person", "body", "role", "on_behalf_of", "portfolio", *PERIOD, "source")
    autocomplete_fields = ("person", "body", "on_behalf_of", "source")


@admin.register(Programme)
class ProgrammeAdmin(ManagedAdmin):
    """Programmes that everybody may see; drafts of a griffie are not shown to beheer."""

    list_display = ("name", "region", "scope", "valid_from", "valid_until")
    list_filter = ("scope", "region")
    list_select_related = ("region",)
    search_fields = ("name", "region__name")
    fields = (
        "name", "slug", "region", "gemeente", "scope", "goals", "themes", "client", "expected_projects", *PERIOD,
        ("evaluation_date", "evaluation_precision"), "cashier", "share_key", "note", "source",
    )  # fmt: skip
    autocomplete_fields = ("region", "gemeente", "client", "cashier", "source")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Programme]:
        """What this user may see; beheer gives no right to drafts."""
        return Programme.objects.visible_to(scope_for(request.user))

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:  # noqa: FBT001 - Django's signature
        """A programme that beheer adds is public at once."""
        if not change:
            obj.level = Level.PUBLIC
        super().save_model(request, obj, form, change)


@admin.register(Alias)
class AliasAdmin(DatedAdmin):
    """Every way in which letters name something."""

    list_display = ("text", "kind", "region", "gemeente", "organisation", "body", "programme")
    list_filter = ("kind",)
    list_select_related = ("region", "gemeente", "organisation", "body", "programme")
    search_fields = ("text",)
    fields = ("text", "kind", "region", "gemeente", "organisation", "body", "programme", *PERIOD, "source")
    autocomplete_fields = ("region", "gemeente", "organisation", "body", "programme", "source")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Alias]:
        """Names of what this user may see; a hidden programme's name is as hidden as the programme."""
        programmes = Programme.objects.visible_to(scope_for(request.user))
        return Alias.objects.filter(Q(programme__isnull=True) | Q(programme__in=programmes))

    def indexed(self, obj: Alias) -> list[Model]:
        """What the name belongs to is found by it from now on."""
        targets = (obj.region, obj.gemeente, obj.organisation, obj.body, obj.programme)
        return [target for target in targets if target is not None]

    def delete_model(self, request: HttpRequest, obj: Alias) -> None:
        """Delete, and bring search up to date."""
        targets = self.indexed(obj)
        super().delete_model(request, obj)
        index_all(targets)


@admin.register(Source)
class SourceAdmin(ManagedAdmin):
    """Where facts without a letter come from."""

    list_display = ("title", "kind", "date", "number")
    list_filter = ("kind",)
    search_fields = ("title", "number")
