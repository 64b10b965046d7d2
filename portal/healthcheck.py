"""`python -m portal.healthcheck`: asks the web server of this container how it is, for Docker."""

import os
import sys
import urllib.error
import urllib.request


def main() -> int:
    """0 when /gezond/ answers 200, else 1. Asks by a name the site goes by, or Django would refuse the question."""
    host = os.environ["ALLOWED_HOSTS"].split(",", 1)[0].strip().lstrip(".")
    address = "http://127.0.0.1:8000/gezond/"
    question = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(question, timeout=4):  # noqa: S310  # our own server
            return 0
    except urllib.error.URLError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
