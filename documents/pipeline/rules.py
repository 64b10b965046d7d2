"""Which rules read: counted up whenever reading a text gives other findings than before."""

RULES_VERSION = 3
