"""/admin/: where beheer keeps regions, bodies and people right. Letters are not reachable here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from governance.queries import scope_for
from governance.vocabulary import Role

OWN_APPS = frozenset({"governance", "documents"})


class PortalAdminSite(AdminSite):
    """For superusers and for whoever holds beheer or functioneel beheer today; log in at the portal's own door."""

    site_header = "Jeugdregioportaal beheer"
    site_title = "Beheer"
    index_title = "Bestuur en structuren"
    enable_nav_sidebar = False

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Our own apps only: groups, and allauth's copies of e-mail addresses, are nobody's to edit here."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        own = [model for model in models if model._meta.app_label in OWN_APPS]
        super().register(own, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Without the address that sends on to any object by type and number: it tells that besloten things exist,
        and hidden programmes' names stand in their addresses."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this user may enter at all; what is inside is the same for everybody who may."""
        user = request.user
        if isinstance(user, AnonymousUser) or not user.is_active:
            return False
        return user.is_superuser or scope_for(user).holds(Role.MANAGER, Role.FUNCTIONAL_MANAGER)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send who is not logged in to the portal's login page; who is, lacks the role."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        wanted = request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
        return redirect_to_login(wanted if safe else reverse("admin:index"))
