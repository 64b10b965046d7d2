"""Pure reading of letters: no Django, no database, no clock, no network."""
