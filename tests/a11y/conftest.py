"""The fixtures of tests in a browser."""

from tests.browsing import _empty_cache, chromium, db, site, visits, workers

__all__ = ["_empty_cache", "chromium", "db", "site", "visits", "workers"]
