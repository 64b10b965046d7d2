#!/bin/sh
# Find a Python that is new enough and leave the rest to setup.py.
set -eu
cd "$(dirname "$0")/.."
for python in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" scripts/setup.py
    fi
done
echo "Python 3.11 of nieuwer is nodig en is hier niet gevonden: installeer het, of wijs het aan met PYTHON=/pad/naar/python3." >&2
exit 1
