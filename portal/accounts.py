"""How accounts come about: beheer makes them. Nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth with the door for newcomers shut."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """False, always: an account comes from `add_account` or from the roles screen."""
        return False
