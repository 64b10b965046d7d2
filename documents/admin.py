"""What beheer sees of letters in /admin/: that uploads and readings ran. No file name, letter, text or finding."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from documents.models import FourEyes, HandlingCode, HeadLabel, ReadingRun, UploadBatch
from governance.admin_base import ManagedAdmin


class ReadOnlyAdmin(ManagedAdmin):
    """Rows to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never."""
        return False


@admin.register(UploadBatch)
class UploadBatchAdmin(ReadOnlyAdmin):
    """Uploads: whose and how many files."""

    list_display = ("pk", "owner_gemeente", "owner_region", "created_at", "number_of_files")
    list_filter = ("created_at",)
    list_select_related = ("owner_gemeente", "owner_region")
    fields = ("owner_gemeente", "owner_region", "created_at", "number_of_files")

    def get_queryset(self, request: HttpRequest) -> QuerySet[UploadBatch]:
        """With the number of files counted once."""
        return UploadBatch.objects.annotate(files=Count("uploads"))

    @admin.display(description="aantal bestanden", ordering="files")
    def number_of_files(self, batch: UploadBatch) -> int:
        """How many files were in it."""
        number: int = getattr(batch, "files", 0)
        return number


@admin.register(ReadingRun)
class ReadingRunAdmin(ReadOnlyAdmin):
    """Readings: their state and how long they took."""

    list_display = ("pk", "status", "attempt", "failure", "queued_at", "started_at", "finished_at")
    list_filter = ("status", "failure")
    fields = ("status", "attempt", "failure", "queued_at", "started_at", "finished_at", "lease_until")


@admin.register(FourEyes)
class FourEyesAdmin(ManagedAdmin):
    """The gemeenten and regions where who checks a letter does not publish it."""

    list_display = ("gemeente", "region")
    list_select_related = ("gemeente", "region")
    fields = ("gemeente", "region")
    may_delete = True


@admin.register(HeadLabel)
class HeadLabelAdmin(ManagedAdmin):
    """Words in the head of letters, beside those that the portal knows of itself. Switched off, not deleted."""

    list_display = ("text", "field", "active", "added_by", "added_at")
    list_filter = ("active", "field")
    list_select_related = ("added_by",)
    search_fields = ("text",)
    fields = ("text", "field", "active")

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Keep who added it."""
        if not change:
            obj.added_by = request.user
        super().save_model(request, obj, form, change)

    def indexed(self, obj: Any) -> list[Model]:
        """Nothing: a label stands in no search result."""
        return []


@admin.register(HandlingCode)
class HandlingCodeAdmin(ManagedAdmin):
    """Ways of dealing with an incoming document, of one gemeente or of all that have none."""

    list_display = ("code", "label", "gemeente")
    list_filter = ("gemeente",)
    list_select_related = ("gemeente",)
    fields = ("gemeente", "code", "label")
    autocomplete_fields = ("gemeente",)
