"""How accounts come about: beheer makes them. Nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from governance.models import User
from governance.queries import scope_for


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth with the door for newcomers shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False, always: an account comes from `add_account` or from the roles screen."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The worklist for the griffie, the start page for everybody else; where they were going comes first."""
        user = request.user
        if isinstance(user, User) and scope_for(user).can_use_worklist:
            return reverse("worklist")
        url: str = super().get_login_redirect_url(request)
        return url
