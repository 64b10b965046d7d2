"""For pytest: real PostgreSQL and Redis, fast password hashing, letter files in a directory that is thrown away."""

import os
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import CACHES, DATABASES, STORAGES

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
DATABASES["default"]["TEST"] = {"NAME": f"test_jeugdregioportaal_{os.environ.get('JRP_TEST_SLOT', 'x')}"}
LETTER_ROOT = Path(os.environ.get("LETTER_ROOT") or Path(tempfile.gettempdir()) / f"jrp-test-letters-{os.getpid()}")
STORAGES["letters"]["OPTIONS"]["location"] = LETTER_ROOT
STORAGES["default"]["OPTIONS"]["location"] = LETTER_ROOT
CACHES["default"]["KEY_PREFIX"] = f"jrp-test-{WORKER}"

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
