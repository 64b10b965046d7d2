#!/usr/bin/env python
"""Run a management command; starts the embedded services first where no addresses are given."""

import os
import sys

from django.core.management import execute_from_command_line

from portal import embedded


def main() -> None:
    """Pick the settings, make sure there is a database, and run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
    try:
        embedded.ensure()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
