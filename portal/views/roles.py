"""Beheer's screen: who holds which role, granting one, ending one."""

from __future__ import annotations

from dataclasses import dataclass
from smtplib import SMTPException

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from governance.access import may_grant
from governance.changes import end_role, grant_role
from governance.errors import RuleBroken
from governance.models import RoleAssignment, User
from governance.queries import regions_of
from governance.scope import Scope
from governance.validity import PeriodQuerySet
from governance.vocabulary import Role
from portal.guards import account, only
from portal.http import ScopedRequest
from portal.invitations import invite, mail_is_configured, password_path, send_invitation
from portal.role_forms import EndForm, GrantForm, may_end
from portal.search.query import tidy

PER_PAGE = 25

manager_only = only(lambda scope: scope.can_manage_roles)


@dataclass(frozen=True, slots=True)
class Row:
    """A role in the list, and whether the asking user may end it."""

    assignment: RoleAssignment
    may_end: bool


@manager_only
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: ScopedRequest) -> HttpResponseBase:
    """The roles that hold or will hold, searched by e-mail address, and the form that grants one."""
    form = GrantForm(request.POST or None, scope=request.scope, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid() and _grant(request, form):
        return redirect("roles")
    query = tidy(request.GET.get("q", ""))
    page = Paginator(_not_ended().filter(user__email__icontains=query), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "rows": _rows(request.scope, page), "query": query}
    return render(request, "beheer/roles.html", context)


@manager_only
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: ScopedRequest, pk: int) -> HttpResponseBase:
    """Ask for the day on which a role ends, and end it."""
    assignment = get_object_or_404(_not_ended(), pk=pk)
    if not may_end(request.scope, assignment):
        raise PermissionDenied
    form = EndForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(assignment, ends_on=form.cleaned_data["ends_on"], ended_by=account(request))
        except RuleBroken as error:
            form.add_error("ends_on", str(error))
        else:
            messages.success(request, f"De rol van {assignment.user} is beëindigd.")
            return redirect("roles")
    return render(request, "beheer/role_end.html", {"form": form, "assignment": assignment})


def _not_ended() -> PeriodQuerySet:
    """Roles that hold today or begin later."""
    rows = RoleAssignment.objects.overlapping(timezone.localdate(), None)
    return rows.select_related("user", "gemeente", "region").order_by("user__email", "role", "pk")


def _rows(scope: Scope, page: Page[RoleAssignment]) -> list[Row]:
    """The page's roles with what may be ended, in one query for the regions of all their gemeenten."""
    gemeenten = {row.gemeente for row in page if row.gemeente is not None}
    regions = regions_of(gemeenten, timezone.localdate()) if gemeenten else {}
    return [
        Row(
            row,
            may_grant(
                scope,
                row.role,
                gemeente_id=row.gemeente_id,
                region_id=regions[row.gemeente_id].pk if row.gemeente_id in regions else row.region_id,
            ),
        )
        for row in page
    ]


def _grant(request: ScopedRequest, form: GrantForm) -> bool:
    """Grant what the form says; False with the reason on the form when a rule forbids it."""
    facts = form.cleaned_data
    try:
        with transaction.atomic():
            user, added = invite(facts["email"])
            grant_role(
                user,
                role=Role(facts["role"]),
                place=facts["gemeente"] or facts["region"],
                valid_from=facts["valid_from"],
                valid_until=facts["valid_until"],
                granted_by=account(request),
            )
    except RuleBroken as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, f"{user.email} heeft nu de rol {Role(facts['role']).label}.")
    if added:
        _hand_over(request, user)
    return True


def _hand_over(request: ScopedRequest, user: User) -> None:
    """Mail the new account its link, or show it to whoever made the account where mail does not work."""
    link = request.build_absolute_uri(password_path(user))
    if mail_is_configured():
        try:
            send_invitation(user, link)
        except (OSError, SMTPException):
            messages.warning(request, "De uitnodiging kon niet worden gemaild. Geef deze link zelf door:")
        else:
            messages.info(request, f"De uitnodiging is gemaild naar {user.email}.")
            return
    messages.info(request, f"Geef deze link door om een wachtwoord te kiezen: {link}")
