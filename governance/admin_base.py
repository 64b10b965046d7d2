"""How beheer keeps any record in /admin/: ended rather than deleted, with search up to date after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from governance.indexing import index_all

PERIOD = (("valid_from", "valid_from_precision"), ("valid_until", "valid_until_precision"))


if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[Any]  # the class itself takes no parameter
else:
    BaseAdmin = admin.ModelAdmin


class ManagedAdmin(BaseAdmin):
    """Whoever may enter the site may view, add and change; a record is ended, not deleted, so that letters and
    history keep pointing at it."""

    actions = None
    save_on_top = True
    list_per_page = 50
    may_delete: ClassVar[bool] = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The site's own rule."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The site's own rule."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The site's own rule."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """The site's own rule."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only rows that say when something was so; what they are about stays."""
        return self.may_delete and self.admin_site.has_permission(request)

    def view_on_site(self, obj: Any) -> str | None:
        """Straight to the record's own page, if it has one."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Save, and bring search up to date."""
        super().save_model(request, obj, form, change)
        index_all(self.indexed(obj))

    def indexed(self, obj: Any) -> list[Model]:
        """The records whose search row follows from this one."""
        return [obj]


class DatedAdmin(ManagedAdmin):
    """Rows that hold between two dates and may be removed when they were never so."""

    may_delete = True
