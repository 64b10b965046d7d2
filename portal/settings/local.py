"""On your own machine: `make demo` and manage.py. With DEBUG off, static files are served as in production."""

from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES

DEBUG = env.flag("DEBUG", default=False)
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Without collectstatic too: what `make demo` gathers is compressed, anything else comes from the finders.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}
