#!/usr/bin/env python
"""Run a management command; starts the embedded services first where no addresses are given."""

import os
import sys

# Before anything of ours is imported: Celery ties itself to Django only when the settings have a name by then.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")

from django.core.management import execute_from_command_line

from portal import embedded


def main() -> None:
    """Make sure there is a database, and run the command."""
    try:
        embedded.ensure()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
