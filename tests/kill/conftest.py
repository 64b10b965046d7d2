"""The committed database of tests with servers and workers beside them."""

from tests.browsing import _empty_cache, db

__all__ = ["_empty_cache", "db"]
