"""Invitations: an account without a password, and a link with which its owner sets one."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from governance.models import User

MAIL = """Goedendag,

Voor u is een account gemaakt in het Jeugdregioportaal.
Kies hier een wachtwoord:

{link}

De link werkt één keer en is drie dagen geldig. Verlopen? Vraag op de inlogpagina een nieuwe aan.
"""


def invite(email: str) -> tuple[User, bool]:
    """The account with this address, and whether it is new; a new one has no password that works."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is not None:
        return user, False
    return User.objects.create_user(email.strip()), True


def password_path(user: User) -> str:
    """The path with which this user sets a password, once."""
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def mail_is_configured() -> bool:
    """Whether mail really leaves this machine."""
    return bool(settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") and settings.EMAIL_HOST not in {"", "localhost"})


def send_invitation(user: User, link: str) -> None:
    """Mail the link to its owner; raises OSError or SMTPException when the mail server refuses."""
    send_mail("Uw account in het Jeugdregioportaal", MAIL.format(link=link), None, [user.email])
