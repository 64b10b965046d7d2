"""For mypy's Django plugin, which loads the settings but connects to nothing."""

import os

os.environ.setdefault("SECRET_KEY", "typecheck")
os.environ.setdefault("DATABASE_URL", "postgresql://localhost/none")
os.environ.setdefault("REDIS_URL", "redis://localhost/0")

from portal.settings.base import *  # noqa: F403
