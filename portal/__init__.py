"""The site: pages, search, commands and settings. May import everything; nothing imports it."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
