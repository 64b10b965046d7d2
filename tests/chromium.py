"""Where Chromium is and how it is started: for the tests and for the pictures in the documentation."""

import os
import shutil

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def find_chromium() -> str | None:
    """Where Chromium is: what CHROMIUM names, else what the search path has; None where there is none."""
    given = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in (given, "chromium", "chromium-browser", "google-chrome") if name)
    return next((path for path in found if path), None)
