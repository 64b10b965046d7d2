"""What beheer keeps in /admin/ of structures over time: regelingen, life events, mandates, frameworks, norms, terms.

Rounds and commitments are not here: they belong to a griffie, which has screens of its own. Fields that point to a
decision are left out of every form, because a choice list would name decisions that this user may not see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from governance.admin_base import PERIOD, DatedAdmin, ManagedAdmin, visible_choices
from governance.changes import complete_shares
from governance.errors import RuleBroken
from governance.models import (
    ArrangementParticipant,
    ArrangementVersion,
    BodyLifeEvent,
    CostShare,
    Framework,
    FrameworkStep,
    FrameworkVersion,
    LegalTerm,
    Mandate,
    Meeting,
    NormAssessment,
    NormItem,
    NormSet,
    Programme,
    Project,
    ProjectResult,
    Segment,
    ShareTable,
    Statement,
    SubRegion,
    SubRegionMembership,
)
from governance.queries import scope_for
from governance.vocabulary import Level

if TYPE_CHECKING:
    Rows = admin.TabularInline[Any, Any]  # the class itself takes no parameter
else:
    Rows = admin.TabularInline


class PartRows(Rows):
    """Rows of the record above them, under the same right."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may enter the site."""
        return self.admin_site.has_permission(request)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only what this user may see can be chosen."""
        return super().formfield_for_foreignkey(db_field, request, **(visible_choices(db_field, request) | kwargs))


@admin.register(ArrangementVersion)
class ArrangementVersionAdmin(DatedAdmin):
    """The texts of gemeenschappelijke regelingen over time."""

    list_display = ("organisation", "number", "valid_from", "valid_until")
    list_select_related = ("organisation",)
    search_fields = ("organisation__name", "number")
    fields = ("organisation", "number", "title", *PERIOD, "source")
    autocomplete_fields = ("organisation", "source")


@admin.register(ArrangementParticipant)
class ArrangementParticipantAdmin(DatedAdmin):
    """Which organ of which gemeente takes part, and whether for all tasks."""

    list_display = ("gemeente", "organ", "organisation", "partial", "valid_from", "valid_until")
    list_filter = ("organ", "partial")
    list_select_related = ("gemeente", "organisation")
    search_fields = ("gemeente__name", "organisation__name")
    fields = ("organisation", "gemeente", "organ", "partial", "note", *PERIOD, "source")
    autocomplete_fields = ("organisation", "gemeente", "source")


class SubRegionMembershipRows(PartRows):
    """The gemeenten of a sub-region."""

    model = SubRegionMembership
    fields = ("gemeente", "valid_from", "valid_until", "source")
    autocomplete_fields = ("gemeente", "source")


@admin.register(SubRegion)
class SubRegionAdmin(DatedAdmin):
    """Parts of regions with a name of their own."""

    list_display = ("name", "region", "valid_from", "valid_until")
    list_select_related = ("region",)
    search_fields = ("name", "region__name")
    fields = ("region", "name", *PERIOD, "source")
    autocomplete_fields = ("region", "source")
    inlines = (SubRegionMembershipRows,)


@admin.register(BodyLifeEvent)
class BodyLifeEventAdmin(DatedAdmin):
    """What happened to bodies; announcing changes no period."""

    list_display = ("body", "kind", "date", "successor")
    list_filter = ("kind",)
    list_select_related = ("body", "successor")
    search_fields = ("body__name",)
    fields = ("body", "kind", ("date", "date_precision"), "successor", "note", "source")
    autocomplete_fields = ("body", "successor", "source")


@admin.register(Meeting)
class MeetingAdmin(DatedAdmin):
    """Meetings of bodies, and of raden together."""

    list_display = ("date", "body", "region", "title")
    list_select_related = ("body", "region")
    search_fields = ("title", "body__name", "region__name")
    fields = ("body", "region", "title", ("date", "end_date", "date_precision"), "source")
    autocomplete_fields = ("body", "region", "source")


@admin.register(Mandate)
class MandateAdmin(DatedAdmin):
    """Who does something for whom."""

    list_display = ("subject", "kind", "giver_name", "holder_name", "region", "valid_from", "valid_until")
    list_filter = ("kind", "region")
    list_select_related = (
        "region", "giver_body__organisation", "giver_body__gemeente", "giver_organisation", "giver_gemeente",
        "holder_body__organisation", "holder_body__gemeente", "holder_organisation", "holder_gemeente",
    )  # fmt: skip
    search_fields = ("subject", "giver_text", "holder_text")
    fields = (
        "kind", "subject", "region", ("giver_body", "giver_organisation", "giver_gemeente"), "giver_text",
        ("holder_body", "holder_organisation", "holder_gemeente"), "holder_text", *PERIOD, "note", "source",
    )  # fmt: skip
    autocomplete_fields = (
        "region", "giver_body", "giver_organisation", "giver_gemeente", "holder_body", "holder_organisation",
        "holder_gemeente", "source",
    )  # fmt: skip


class ProjectResultRows(PartRows):
    """The results of a project, as measured over time."""

    model = ProjectResult
    fields = ("subject", "date", "value", "source")
    autocomplete_fields = ("source",)


@admin.register(Project)
class ProjectAdmin(ManagedAdmin):
    """Projects of programmes that this user may see."""

    list_display = ("name", "programme", "scope", "status")
    list_filter = ("scope", "status")
    list_select_related = ("programme",)
    search_fields = ("name", "programme__name")
    fields = (
        "programme", "name", "scope", "status", ("gemeente", "region", "organisation"), "board_client",
        "official_client", "goal", *PERIOD, "source",
    )  # fmt: skip
    autocomplete_fields = ("programme", "gemeente", "region", "organisation", "board_client", "source")
    inlines = (ProjectResultRows,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        """A project is as hidden as its programme."""
        visible = Programme.objects.visible_to(scope_for(request.user))
        return super().get_queryset(request).filter(programme__in=visible)


class CostShareRows(PartRows):
    """What each gemeente pays."""

    model = CostShare
    fields = ("gemeente", "percentage")
    autocomplete_fields = ("gemeente",)


@admin.register(ShareTable)
class ShareTableAdmin(ManagedAdmin):
    """Shares of a programme per year; they are complete when they make 100 % together."""

    list_display = ("programme", "year", "complete")
    list_select_related = ("programme",)
    search_fields = ("programme__name",)
    fields = ("programme", "year", "source")
    autocomplete_fields = ("programme", "source")
    inlines = (CostShareRows,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ShareTable]:
        """A table is as hidden as its programme."""
        visible = Programme.objects.visible_to(scope_for(request.user))
        return super().get_queryset(request).filter(programme__in=visible)

    def save_related(self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Say whether the shares that were just saved are the whole."""
        super().save_related(request, form, formsets, change)
        table = form.instance
        table.complete = False
        table.save(update_fields=["complete"])
        try:
            complete_shares(table)
        except RuleBroken as incomplete:
            messages.warning(request, str(incomplete))


class FrameworkVersionRows(PartRows):
    """The versions of a framework."""

    model = FrameworkVersion
    fields = ("label", "valid_from", "valid_until", "source")
    autocomplete_fields = ("source",)


class SegmentRows(PartRows):
    """The parts of care that are bought as one."""

    model = Segment
    fields = ("code", "name")


class FrameworkStepRows(PartRows):
    """The steps on the way to a framework."""

    model = FrameworkStep
    fields = ("order", "text")


@admin.register(Framework)
class FrameworkAdmin(ManagedAdmin):
    """Frameworks that everybody may see; one that beheer adds is public at once."""

    list_display = ("name", "kind", "region", "gemeente", "valid_from", "valid_until")
    list_filter = ("kind", "region")
    list_select_related = ("region", "gemeente")
    search_fields = ("name", "number")
    fields = (
        "name", "slug", "kind", "number", "region", "gemeente", "organisation", "elaborates", "aims", "scope", *PERIOD,
        "source",
    )  # fmt: skip
    autocomplete_fields = ("region", "gemeente", "organisation", "elaborates", "source")
    inlines = (FrameworkVersionRows, SegmentRows, FrameworkStepRows)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Framework]:
        """What this user may see; beheer gives no right to drafts."""
        return Framework.objects.visible_to(scope_for(request.user))

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:  # noqa: FBT001 - Django's signature
        """A framework that beheer adds is public at once."""
        if not change:
            obj.level = Level.PUBLIC
        super().save_model(request, obj, form, change)


class NormItemRows(PartRows):
    """The agreements of a norm, in the order of its source."""

    model = NormItem
    fields = ("order", "text")


@admin.register(NormSet)
class NormSetAdmin(ManagedAdmin):
    """Norms as one source lists them."""

    list_display = ("name", "version")
    search_fields = ("name", "version")
    fields = ("name", "version", "source")
    autocomplete_fields = ("source",)
    inlines = (NormItemRows,)


@admin.register(NormAssessment)
class NormAssessmentAdmin(DatedAdmin):
    """How far a region met an agreement on a day."""

    list_display = ("region", "item", "date", "status")
    list_filter = ("status", "region")
    list_select_related = ("region", "item")
    search_fields = ("region__name", "item__text")
    fields = ("item", "region", "date", "status", "note", "source")
    autocomplete_fields = ("region", "source")


@admin.register(LegalTerm)
class LegalTermAdmin(DatedAdmin):
    """How many weeks a law gives raden, and since when."""

    list_display = ("subject", "weeks", "law", "article", "valid_from", "valid_until")
    search_fields = ("subject", "law")
    fields = ("subject", "weeks", "law", "article", *PERIOD, "source")
    autocomplete_fields = ("source",)


@admin.register(Statement)
class StatementAdmin(DatedAdmin):
    """What one source says of one thing, beside what another source says; nobody here says which of them is right."""

    list_display = ("question", "value", "source")
    list_select_related = ("source",)
    search_fields = ("question", "value")
    fields = ("region", "organisation", "body", "programme", "framework", "norm_set", "question", "value", "source")
    autocomplete_fields = ("region", "organisation", "body", "programme", "framework", "norm_set", "source")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        """A statement is as hidden as what it is about; those about decisions belong to their griffie."""
        scope = scope_for(request.user)
        programmes = Q(programme=None) | Q(programme__in=Programme.objects.visible_to(scope))
        frameworks = Q(framework=None) | Q(framework__in=Framework.objects.visible_to(scope))
        return super().get_queryset(request).filter(programmes, frameworks, decision=None)
