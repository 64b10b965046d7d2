"""How beheer keeps any record in /admin/: ended rather than deleted, with search up to date after each change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from governance.audience import Audience
from governance.history import visible
from governance.indexing import index_all
from governance.queries import scope_for

# Why a record cannot be deleted, where what refers to it is not for this user to know.
STILL_USED = "Er hoort nog iets bij."
PERIOD = (("valid_from", "valid_from_precision"), ("valid_until", "valid_until_precision"))


if TYPE_CHECKING:
    BaseAdmin = admin.ModelAdmin[Any]  # the class itself takes no parameter
else:
    BaseAdmin = admin.ModelAdmin


def visible_choices(field: Any, request: HttpRequest) -> dict[str, Any]:
    """The rows that a foreign key may be set to, where not everybody may see them all."""
    related = field.remote_field.model
    if not issubclass(related, Audience):
        return {}
    return {"queryset": related._default_manager.visible_to(scope_for(request.user))}


def _is_backwards(field: Any) -> bool:
    """Whether a field of a model is another table's reference to it."""
    return bool(field.auto_created) and not field.concrete


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

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Not by what refers to a row: ``?letters=12`` would list the bodies that a draft names."""
        first = lookup.partition("__")[0]
        backwards = {field.name for field in self.opts.get_fields(include_hidden=True) if _is_backwards(field)}
        return first not in backwards and super().lookup_allowed(lookup, value, request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only what this user may see can be chosen: the widget names any record whose number is put in an address."""
        offered = visible_choices(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **(offered | kwargs))

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """What goes along, and whether something stands in the way: names only of what this user may see."""
        _, _, needed, _ = super().get_deleted_objects(objs, request)
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        scope = scope_for(request.user)
        rows: list[Model] = [row for found in collector.model_objs.values() for row in found]
        along = [row for row in rows if visible(scope, row)]
        counts = Counter(str(row._meta.verbose_name_plural) for row in along)
        in_the_way = [str(row) for row in collector.protected if visible(scope, row)] or [STILL_USED]
        return [str(row) for row in along], dict(counts), needed, in_the_way if collector.protected else []

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
