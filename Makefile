# `make help` lists what there is. Everything works from a bare checkout with Python 3.11 or newer, git and make.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-fast check bench bench-reading bench-ingest bench-pages screenshots lock stop clean
MAKEFLAGS += --no-print-directory

PYTHON_IN_VENV := .venv/bin/python
PYTEST := $(PYTHON_IN_VENV) -m pytest -n $(or $(TEST_PROCESSES),2)
# Enough for the checks to load the production settings; they connect to nothing.
PRODUCTION := DJANGO_SETTINGS_MODULE=portal.settings.production \
	SECRET_KEY=only-for-make-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG \
	ALLOWED_HOSTS=portaal.example DATABASE_URL=postgresql://portal@localhost/portal REDIS_URL=redis://localhost/0

help: ## list of targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F '\t' '{ printf "  %-12s %s\n", $$1, $$2 }'

setup: ## install everything the portal needs (quick when nothing changed)
	@sh scripts/setup.sh

demo: setup ## set up, start the whole portal with demo content; Ctrl-C stops it (PORT=, DEMO_PASSWORD=, DEMO_LETTERS=)
	@$(PYTHON_IN_VENV) -m portal.demo

test: setup ## the whole suite: real PostgreSQL and Redis, in parallel, in random order
	@$(PYTEST)

test-fast: setup ## the suite without browser, OCR and kill tests
	@$(PYTEST) -m "not browser and not ocr and not kill and not bench"

check: setup ## lint, format, types, import contracts, migrations, settings, templates, compose file
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m ruff format --check .
	$(PYTHON_IN_VENV) -m mypy
	.venv/bin/lint-imports --no-cache
	$(PYTHON_IN_VENV) manage.py makemigrations --check --dry-run
	$(PYTHON_IN_VENV) manage.py check --fail-level WARNING
	$(PRODUCTION) $(PYTHON_IN_VENV) manage.py check --deploy --fail-level WARNING
	git ls-files -z 'templates/*.html' | xargs -0 -r .venv/bin/djade --target-version 5.2 --check
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

bench: $(sort $(shell sed -n 's/^\(bench-[a-z]*\):.*/\1/p' $(MAKEFILE_LIST))) ## every benchmark, one after another

bench-reading: setup ## how well labelled letters are read (FIT=1 counts the confidence anew, DETAILS=1 names every miss)
	@DJANGO_SETTINGS_MODULE=portal.settings.typecheck $(PYTHON_IN_VENV) -m benchmarks.reading $(if $(FIT),--fit) $(if $(DETAILS),--details)

bench-ingest: setup ## from upload to findings with the real worker: rate, processor time, memory (LETTERS=2000, SCANS=32)
	@$(PYTHON_IN_VENV) -m benchmarks.ingest

bench-pages: setup ## queries and time per page with 100 000 letters behind them (LETTERS=)
	@$(PYTHON_IN_VENV) -m benchmarks.pages

screenshots: setup ## pictures for the README from a demo that runs (PORT=, DEMO_PASSWORD=)
	@$(PYTHON_IN_VENV) scripts/screenshots.py

lock: setup ## compile the Python locks again from pyproject.toml
	@sh scripts/lock.sh

stop: ## stop the embedded servers that a demo, a command or a test left running
	@$(PYTHON_IN_VENV) -m portal.embedded stop

clean: stop ## throw away the local databases, letter files and caches (not the installed packages)
	rm -rf .local/postgres .local/redis .local/test .local/letters .local/static .local/demo .local/run
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
